"""A translation that falls back on the deck's own language: each word by the rules of the language it is in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from deck.gather import gather
from deck.order import Order
from deck.pipeline import build, prepare
from deck.problems import Problems
from deck.select import Selection
from deck.source.companions import Wishes
from deck.source.project import Project as Files
from tests.projects import Project
from tests.source.test_translations import CARDS_DE, LANGUAGES

FALLING_BACK = Order(language="de", fallback=True)


@pytest.fixture
def both(project: Project) -> Project:
    """The project in German, of which one card and one text are not translated."""
    project.spoil("deck.yaml", "date: 2026", f"{LANGUAGES.replace(', examples: {label: Beispiele}', '')}date: 2026")
    project.write(
        "cards/de/all.yaml", CARDS_DE[: CARDS_DE.index("  - id: coworking")].replace("    examples: Überall.\n", "")
    )
    project.spoil("cards/A.yaml", "BlaBlaCar, Djump.", "'\"BlaBlaCar\" now - it''s one.'")
    project.spoil("cards/B.yaml", "title: Coworking", "title: '\"Coworking\" now - it''s work'\n    id: coworking")
    return project


def said(project: Project, order: Order = FALLING_BACK) -> dict[str, list[tuple[str, str, str]]]:
    """The paragraphs of each card: text, language and that of its lead."""
    material = gather(Files(project.root), order, Problems())
    return {
        card.id: [(p.text, p.language, p.lead) for text in material.setter.texts(card) for p in text.paragraphs]
        for card in material.cards
    }


def test_words_are_set_by_the_rules_of_their_own_language(both: Project) -> None:
    cards = said(both)
    assert ("“Coworking” now\u200a—\u200ait’s work", "en", "") in cards["coworking"]
    assert ("Beschreibung: A place for all who work.", "en", "de") in cards["coworking"]
    assert ("Examples: “BlaBlaCar” now\u200a—\u200ait’s one.", "en", "") in cards["carpool"]
    assert ("Beschreibung: Mehrere teilen „ein“ Auto.", "", "") in cards["carpool"]


def test_a_label_that_is_not_translated_keeps_its_language(both: Project) -> None:
    both.spoil("cards/de/all.yaml", 'teilen "ein" Auto.', 'teilen "ein" Auto.\n    examples: \'"Überall" - hier\'')
    assert ("Examples: „Überall“ – hier", "", "en") in said(both)["carpool"]


def test_nothing_is_marked_where_everything_is_translated(both: Project) -> None:
    both.spoil(
        "deck.yaml", "fields: {description: Beschreibung}", "fields: {description: Beschreibung, examples: Beispiele}"
    )
    both.write("cards/de/all.yaml", CARDS_DE)
    own, translated = (said(both, Order(language=code)) for code in ("", "de"))
    for cards in (own, translated):
        assert {(language, lead) for texts in cards.values() for _, language, lead in texts} == {("", "")}


def test_the_index_names_each_card_in_its_own_language(both: Project) -> None:
    both.spoil("deck.yaml", "layout: plain", "layout: plain\ncompanions: [index]")
    order = Order(language="de", fallback=True, wishes=Wishes(on=("index",)))
    cards = said(both, order)
    assert ("B1 “Coworking” now\u200a—\u200ait’s work", "en", "") in cards["index-B"]
    assert ("A1 Fahrgemeinschaft", "", "") in cards["index-A"]


def test_words_are_parted_by_the_patterns_of_their_own_language(both: Project) -> None:
    both.spoil("layouts/plain.yaml", "body: {size: 5pt..9pt", "body: {hyphenate: true, size: 5pt..9pt")
    setter = gather(Files(both.root), FALLING_BACK, Problems()).setter
    card = next(card for card in setter.deck.cards if card.id == "coworking")
    for text in setter.texts(card):
        for paragraph in text.copy.paragraphs:
            assert paragraph.language == "en"
    assert {"", "en"} <= {*setter.hyphenators}
    assert setter.hyphenators["en"].language.code == "en"


def test_a_text_left_blank_in_a_translation_falls_back_too(both: Project) -> None:
    both.spoil("cards/de/all.yaml", "description: Ein Auto auf Zeit.", "description: ''")
    assert ("Beschreibung: A car for a short time.", "en", "de") in said(both)["car-sharing"]


def test_the_cache_tells_the_same_words_in_two_languages_apart(
    both: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(name: str, cache: Path | str) -> bytes:
        monkeypatch.setenv("DECKPRESS_CACHE", str(cache))
        build(prepare(Files(both.root), FALLING_BACK, Problems()), tmp_path / name, Problems(), lambda sheet: None)
        return (tmp_path / name).read_bytes()

    without = made("1.pdf", "off")
    translations = (both.root / "cards/de/all.yaml").read_text("utf-8")
    own = (both.root / "cards/B.yaml").read_text("utf-8").partition("cards:\n")[2].replace("    icon: desk\n", "")
    both.write("cards/de/all.yaml", translations + own)
    assert made("2.pdf", tmp_path / "cache") != without
    both.write("cards/de/all.yaml", translations)
    assert made("3.pdf", tmp_path / "cache") == without


def tongues(file: Path) -> list[tuple[str, str]]:
    """The role and language of every element of a tagged file that says its language."""

    def below(node: Any) -> list[tuple[str, str]]:
        kids = node.get("/K", [])
        found = [(str(node["/S"]), str(node["/Lang"]))] if "/Lang" in node else []
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                found += below(kid)
        return found

    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == "de"
        return below(pdf.Root.StructTreeRoot.K)


def test_a_screen_reader_is_told_the_language(both: Project, tmp_path: Path) -> None:
    order = Order(Selection(cards=("coworking",)), output="screen", language="de", fallback=True)
    build(prepare(Files(both.root), order, Problems()), tmp_path / "x.pdf", Problems(), lambda sheet: None)
    assert tongues(tmp_path / "x.pdf") == [("/H1", "en"), ("/P", "en"), ("/P", "en"), ("/Span", "de")]


def test_list_and_export_speak_a_language_too(both: Project) -> None:
    result = both.run("list", "--language", "de", "--fallback")
    assert result.code == 0
    assert result.out.startswith("Kleines Spiel: 3 cards")
    assert "have no words in" in result.err
    assert both.run("list", "--language", "de").code == 1
    assert both.run("list", "--language", "en").out.startswith("Small deck: 3 cards")
    assert both.run("export", "de.csv", "--language", "de", "--fallback").code == 0
    table = (both.root / "de.csv").read_text("utf-8-sig")
    assert re.search(r"carpool.*Fahrgemeinschaft", table)
    assert "Coworking" in table
    assert both.run("export", "xx.csv", "--language", "xx").code == 1
    assert not (both.root / "xx.csv").exists()
