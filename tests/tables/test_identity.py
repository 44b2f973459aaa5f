"""Export, import, export: a deck comes back as the same deck, whatever its words."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deck.problems import Problems
from deck.source.project import Project
from deck.source.read import read_deck
from deck.source.writing import cards_file, setting
from deck.tables.bring import carry_out, plan_import
from deck.tables.table import read_table
from deck.tables.take import as_file, cards_of
from tests.texts import LINE, SAID

DECK = "title: A deck\nlayout: practice\n"
KINDS = ("csv", "xlsx", "json")


def card(title: str, body: str | None, category: str | None, tags: list[str], copies: int) -> dict[str, object]:
    entries = {"title": title, "body": body, "category": category, "tags": tags or None, "copies": f"{copies}"}
    return {key: value for key, value in entries.items() if value is not None}


TAGS = st.lists(LINE, max_size=2).map(lambda tags: [" ".join(tag.split()) for tag in tags])
CARDS = st.lists(
    st.builds(card, LINE, st.none() | SAID, st.none() | st.sampled_from("AB"), TAGS, st.integers(1, 3)),
    min_size=1,
    max_size=4,
)


def a_deck(folder: Path, cards: list[dict[str, object]]) -> Project:
    """A project of these cards, with ids of their own."""
    named = [{"id": f"card-{number}", **card} for number, card in enumerate(cards)]
    (folder / "cards").mkdir(parents=True)
    fields = (
        "categories:\n  A: {name: Ä b, color: black}\n  B: {name: B, color: white}\nfields:\n  body: {label: Body}\n"
    )
    (folder / "deck.yaml").write_text(DECK + fields, "utf-8")
    (folder / "cards" / "all.yaml").write_bytes(cards_file("", named).encode())  # type: ignore[arg-type]  # text and lists
    return Project(folder)


def brought(folder: Path, table: Path) -> Project:
    """A project that has nothing but the cards of a table."""
    folder.mkdir()
    (folder / "deck.yaml").write_text(DECK, "utf-8")
    project, problems = Project(folder), Problems()
    read = read_table(table, problems)
    assert read is not None, problems.found
    carry_out(plan_import(project, read, {}, problems), project, problems)
    return project


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(cards=CARDS)
def test_a_deck_survives_the_way_through_a_table(kind: str, cards: list[dict[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        deck = read_deck(a_deck(folder / "before", cards), Problems())
        table = folder / f"table.{kind}"
        content = as_file(deck, table, Problems())
        assert content is not None
        table.write_bytes(content)
        again = read_deck(brought(folder / "after", table), Problems())
        assert cards_of(again) == cards_of(deck)
        assert as_file(again, folder / "t.json", Problems()) == as_file(deck, folder / "t.json", Problems())


def test_the_first_deck_survives_every_kind_of_table(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    deck = read_deck(Project(root), Problems())
    for kind in KINDS:
        table = tmp_path / f"table.{kind}"
        table.write_bytes(as_file(deck, table, Problems()) or b"")
        again = read_deck(brought(tmp_path / kind, table), Problems())
        assert cards_of(again) == cards_of(deck)
        assert [category.name for category in again.categories] == [category.name for category in deck.categories]


def test_cards_can_be_kept_in_the_table_itself(tmp_path: Path) -> None:
    """A live table gives the same cards as the files that were made of it."""
    cards: list[dict[str, object]] = [{"title": "One", "body": "a: b\n\n- c", "tags": ["x", "y; z"], "copies": "2"}]
    deck = read_deck(a_deck(tmp_path / "files", cards), Problems())
    for kind in KINDS:
        folder = tmp_path / kind
        folder.mkdir()
        (folder / f"t.{kind}").write_bytes(as_file(deck, folder / f"t.{kind}", Problems()) or b"")
        fields = setting("cards", f"t.{kind}") + "fields:\n  body: {label: Body}\n"
        (folder / "deck.yaml").write_text(DECK + fields, "utf-8")
        assert json.dumps(cards_of(read_deck(Project(folder), Problems()))) == json.dumps(cards_of(deck))
