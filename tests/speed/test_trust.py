"""Not every card of a large deck is measured before it is drawn: what was taken on trust is found out."""

from pathlib import Path

import pytest

import deck.gather
from deck.face.fit import TRUSTED
from deck.order import Order
from deck.pipeline import build, prepare
from deck.problems import DeckError, Problems
from deck.source.project import Project
from tests.speed.decks import built, project

CARDS = 40


@pytest.fixture
def deck_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("DECKPRESS_CACHE", "off")
    monkeypatch.setattr(deck.gather, "WORTHWHILE", 10)
    return project(tmp_path / "deck", CARDS)


def test_short_cards_are_trusted_and_the_file_is_the_same(deck_: Project, tmp_path: Path) -> None:
    job = prepare(deck_, Order(jobs=1), Problems(), trust=True)
    own = [fit.own_size for card in job.cards for fit in job.setter.fits(card)]
    assert 0 < own.count(TRUSTED) < len(own)
    assert built(deck_, tmp_path / "trust.pdf", trust=True) == built(deck_, tmp_path / "sure.pdf")


def test_what_was_found_of_a_card_comes_off_the_shelf_as_it_was_put_there(
    deck_: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "cache"))
    job = prepare(deck_, Order(jobs=1), Problems(), trust=True)
    found = {card.id: job.setter.fits(card) for card in job.cards}
    assert any(fit.fill < 1 for fits in found.values() for fit in fits)
    for card in job.cards:
        job.shelf.keep_fits(card, found[card.id])
    assert {card.id: job.shelf.fits(card) for card in job.cards} == found


def lengthen(deck_: Project, words: str) -> None:
    """Give one of the shorter cards a text that looks short and takes much room: many short paragraphs."""
    file = min((deck_.root / "cards").glob("*.yaml"))
    lines = file.read_text("utf-8").splitlines()
    first = next(index for index, line in enumerate(lines) if line.strip().startswith("description:"))
    stop = next(index for index in range(first + 1, len(lines)) if lines[index].strip().partition(":")[1] == ":")
    lines[first:stop] = ["    description: |", *(f"      {words}\n" for _ in range(22))]
    file.write_text("\n".join(lines) + "\n", "utf-8")


def describe(deck_: Project, number: int, text: str) -> None:
    """Replace the description of one card, by its file, with *text*."""
    file = sorted((deck_.root / "cards").glob("*.yaml"))[number]
    lines = file.read_text("utf-8").splitlines()
    first = next(index for index, line in enumerate(lines) if line.strip().startswith("description:"))
    stop = next(index for index in range(first + 1, len(lines)) if lines[index][4:5].strip())
    lines[first:stop] = [f"    description: {text}"]
    file.write_text("\n".join(lines) + "\n", "utf-8")


def test_a_card_little_shorter_than_those_that_were_measured_is_measured_too(
    deck_: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deck.face.trust.SURE", CARDS)  # two cards in any case: the light one and the usual one
    for number, text in enumerate(("il " * 1000, "tir de la " * 270, "mot de ma " * 297)):
        describe(deck_, number, text)
    trusting = prepare(deck_, Order(jobs=1), Problems(), trust=True).setter
    assert trusting.trusted
    assert trusting.sizes == prepare(deck_, Order(jobs=1), Problems()).setter.sizes


def test_trust_that_was_misplaced_costs_time_and_nothing_else(
    deck_: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deck.face.values.PARAGRAPH", 0)  # so that paragraphs look short
    lengthen(deck_, "Oui.")
    job = prepare(deck_, Order(jobs=1), Problems(), trust=True)
    trusted = set(job.setter.trusted)
    build(job, tmp_path / "trust.pdf", Problems(), lambda sheet: None)
    assert trusted
    assert not job.setter.trusted  # they were all measured in the end
    assert (tmp_path / "trust.pdf").read_bytes() == built(deck_, tmp_path / "sure.pdf")


def test_trusted_text_without_glyphs_is_told_and_nothing_is_written(deck_: Project, tmp_path: Path) -> None:
    job = prepare(deck_, Order(jobs=1), Problems(), trust=True)
    short = next(card for card in job.cards if card.id in job.setter.trusted and card.category)
    file = next(words.mark.file for words in short.words.values() if words.mark)
    text = file.read_text("utf-8")
    at = text.index("description:", text.index(short.title))
    space = text.index(" les ", at)
    file.write_text(text[:space] + " 🦉 " + text[space + 5 :], "utf-8")
    target, problems = tmp_path / "deck.pdf", Problems()
    target.write_bytes(b"the last good one")
    with pytest.raises(DeckError) as caught:
        build(prepare(deck_, Order(jobs=1), problems, trust=True), target, problems, lambda sheet: None)
    assert any("🦉" in problem.what for problem in caught.value.problems)
    assert target.read_bytes() == b"the last good one"


def test_what_is_wrong_with_trusted_cards_is_told_together_with_the_rest(deck_: Project) -> None:
    job = prepare(deck_, Order(jobs=1), Problems(), trust=True)
    short = next(card for card in job.cards if card.id in job.setter.trusted and card.category)
    long = next(card for card in job.cards if card.id not in job.setter.trusted and card.category)
    for card, sign in ((short, "🦉"), (long, "🐙")):
        file = next(words.mark.file for words in card.words.values() if words.mark)
        head, title, rest = file.read_text("utf-8").partition(card.title)
        file.write_text(f"{head}{title}{rest.replace(' les ', f' {sign} ', 1)}", "utf-8")
    with pytest.raises(DeckError) as caught:
        prepare(deck_, Order(jobs=1), Problems(), trust=True)
    told = " ".join(f"{problem.what} {' '.join(problem.hints)}" for problem in caught.value.problems)
    assert "🦉" in told
    assert "🐙" in told
