"""What of a layout stands on a card: conditions, choices of names, flows of the rest, repeats, categories, turns."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from deck.face.face import PlacedArt, PlacedFill, PlacedFrame, PlacedText, Turn
from deck.face.fit import Setup
from deck.face.layout import (
    ArtItem,
    BoxSpec,
    ColorRef,
    FillItem,
    FrameItem,
    Item,
    Layout,
    RepeatItem,
    RuleItem,
    conditions,
    turned_extent,
    upright,
)
from deck.face.typeset import Typesetter
from deck.face.values import Values
from deck.formats import card_format
from deck.model import Card
from deck.problems import Problems
from deck.render.dump import dump_face
from deck.text.columns import ColumnCopy
from deck.text.galley import Galley
from deck.units import MM, Box
from tests.face.decks import BODY, PURPLE, TAROT, WHOLE, YELLOW, box, card, deck, face, flow, layout, setter, text

GOLDEN = Path(__file__).parent / "goldens" / "layout-keys.txt"
LONG = "Words that fill a line and then another one, and then some more of them. " * 12


def words(galley: Galley) -> str:
    return " ".join("".join(word.text for word in line.words) for line in galley.lines)


def shown(made: Typesetter, of: Card) -> list[str]:
    return [words(placed.galley) for placed in face(made, of).texts]


@pytest.mark.parametrize(
    ("when", "there"),
    [("description", True), ("not description", False), ("examples", False), ("not examples", True),
     ("description and not examples", True), ("description and examples", False), ("", True)],
)  # fmt: skip
def test_an_item_waits_for_what_a_card_has_or_has_not(when: str, there: bool) -> None:
    one = card(description="Something")
    made = face(setter([one], FillItem(WHOLE, when)), one)
    assert bool(made.items) == there


def test_conditions_are_names_and_what_is_wanted_of_them() -> None:
    assert conditions("a and not b.c") == (("a", True), ("b.c", False))


@pytest.mark.parametrize(("said", "shows"), [("Said", "Said"), ("", "Carte 1")])
def test_of_several_names_the_first_that_says_something_counts(said: str, shows: str) -> None:
    one = card(examples=said)
    assert shown(setter([one], text("{examples|nothing_of_the_kind|title}")), one) == [shows]


def test_the_rest_are_the_fields_that_nothing_else_prints() -> None:
    one = card(description="First", examples="Second")
    named = text("{description}", box(height="10%"))
    assert shown(setter([one], named, flow(fields=("rest",), label=None)), one) == ["First", "Second"]
    first = flow(fields=("first",), label=None, box=box(height="20%"))
    assert shown(setter([one], first, flow(fields=("rest",), label=None)), one) == ["First", "Second"]
    whole = flow(label=None, box=box(height="20%"))
    assert shown(setter([one], whole, flow(fields=("rest",), label=None)), one) == ["First Second"]


def repeat(*items: Item, name: str = "description", **settings: object) -> RepeatItem:
    return replace(RepeatItem(box(), name=name, items=items, gap=2 * MM), **settings)


@pytest.mark.parametrize(
    ("typed", "entries"),
    [("- one\n- two\n- three", ["one", "two", "three"]), ("one\n\ntwo", ["one", "two"]), ("lone", ["lone"]), ("", []),
     ("before\n- after", ["before", "after"]), ("1. one\n2. two", ["one", "two"]), ("* one\n* two", ["one", "two"]),
     ("- one\n\nmore\n\n- two", ["one\n\nmore", "two"]), ("2. Mai", ["2. Mai"])],
)  # fmt: skip
def test_a_list_is_its_lines_or_its_paragraphs(typed: str, entries: list[str]) -> None:
    one = card(description=typed)
    assert [entry.text for entry in Values(deck([one]), one, 1).entries("description")] == entries


@pytest.mark.parametrize(("when", "count"), [("examples", 0), ("not examples", 2), ("not examples and entry", 2)])
def test_a_repeat_waits_for_what_a_card_has(when: str, count: int) -> None:
    one = card(description="- one\n- two")
    made = setter([one], repeat(text("{entry}", WHOLE, when="title"), when=when))
    assert len(shown(made, one)) == count


def test_tags_are_a_list_too() -> None:
    one = replace(card(), tags=("a", "b"))
    assert [entry.text for entry in Values(deck([one]), one, 1).entries("tags")] == ["a", "b"]
    assert shown(setter([one], text("{tags}")), one) == ["a, b"]


def test_entries_of_a_repeat_share_a_size_and_lie_in_parts_of_their_own() -> None:
    one = card(description=f"- short\n- {LONG}\n- {{title}}")
    inner = (FillItem(WHOLE), text("{entry.number}. {entry}", WHOLE))
    made = face(setter([one], repeat(*inner)), one)
    fills = [item for item in made.items if isinstance(item, PlacedFill)]
    assert [words(placed.galley)[:8] for placed in made.texts] == ["1. short", "2. Words", "3. {titl"]
    assert len({placed.galley.size for placed in made.texts}) == 1
    for above, below in pairwise(fills):
        assert below.box.y == pytest.approx(above.box.bottom + 2 * MM)
    assert all(fill.box.holds(placed.box, 0.5) for fill, placed in zip(fills, made.texts, strict=True))


@given(st.integers(1, 30), st.integers(1, 5), st.floats(0, 10), st.none() | st.floats(5, 40))
def test_parts_of_a_repeat_never_overlap_and_stay_in_their_box(
    count: int, columns: int, gap: float, each: float | None
) -> None:
    whole = Box(3, 4, 400, 900)
    parts = repeat(columns=columns, gap=gap, each=each).parts(whole, count)
    assert len(parts) == count
    assert all(whole.holds(part, 1e-6) for part in parts)
    assert not any(a.overlaps(b) for index, a in enumerate(parts) for b in parts[index + 1 :])
    assert all(each is None or part.height <= each + 1e-9 for part in parts)


def test_a_category_has_items_and_styles_of_its_own() -> None:
    common = layout(text("{title}"), FillItem(WHOLE))
    own = layout(text("{title}", style=replace(BODY, bold=True)), ArtItem(WHOLE, name="square"))
    both = replace(common, categories={"B": own})
    cards = [card(1, YELLOW), card(2, PURPLE)]
    made = Typesetter(deck(cards), Setup(TAROT, {"plain": both}, 2), Problems())
    made.fit_deck()
    assert [type(item) for item in face(made, cards[0]).items] == [PlacedText, PlacedFill]
    assert [type(item) for item in face(made, cards[1]).items] == [PlacedText, PlacedArt]


def test_a_size_is_shared_over_categories_whose_colours_alone_differ() -> None:
    long, short = card(1, YELLOW, description=LONG), card(2, PURPLE, description="Short")
    item = flow()
    red = replace(item, style=replace(item.style, color=ColorRef(PURPLE.ink)))
    larger = replace(item, style=replace(item.style, smallest=9.0, largest=20.0))
    for own, shared in ((red, True), (larger, False)):
        both: Layout = replace(layout(item), categories={"B": layout(own)})
        made = Typesetter(deck([long, short]), Setup(card_format("mini"), {"plain": both}, 2), Problems())
        made.fit_deck()
        sizes = {made.texts(one)[0].size for one in (long, short)}
        assert (len(sizes) == 1) == shared


@pytest.mark.parametrize("turn", [0.0, 90.0, 180.0, 270.0, -90.0])
def test_a_text_turned_by_quarters_stays_in_its_box(turn: float) -> None:
    one = card()
    spec = BoxSpec({"top": "10mm", "left": "20mm", "width": "12mm", "height": "70mm"})
    item = replace(text("A rather long title", spec), turn=turn)
    (placed,) = face(setter([one], item), one).texts
    where = spec.resolve(TAROT.width, TAROT.height, 0)
    assert where.holds(placed.box, 0.01)
    lines = len(placed.galley.lines)
    assert (lines == 1) == (turn % 180 == 90)


@given(st.floats(-360, 360), st.floats(0, 50), st.floats(0, 50), st.floats(1, 90), st.floats(1, 90))
def test_the_extent_of_what_is_turned_holds_its_corners(turn: float, x: float, y: float, w: float, h: float) -> None:
    whole = Box(x, y, w, h)
    turned = Turn(turn, x + w / 2, y + h / 2).around(upright(whole, turn))
    assert turned_extent(whole, turn).holds(turned, 1e-6)


@given(st.integers(2, 4), st.floats(0, 12), st.lists(st.integers(1, 60), min_size=1, max_size=6))
def test_columns_hold_every_word_in_order_and_in_their_measure(columns: int, gutter: float, lengths: list[int]) -> None:
    said = "\n\n".join(" ".join(["word"] * length) for length in lengths)
    one = card(description=said)
    made = setter([one], flow(label=None, columns=columns, gutter=gutter), size=card_format("A6"))
    (placed,) = face(made, one).texts
    galley, copy = placed.galley, made.texts(one)[0].copy
    assert isinstance(copy, ColumnCopy)
    assert words(galley).split() == said.split()
    step = copy.width + gutter
    for line in galley.lines:
        column = int((line.x + 0.01) / step)
        assert column < columns
        assert line.x + line.width <= column * step + copy.width + 0.01
        assert line.y <= galley.height <= copy.height + 0.01
    for above, below in pairwise(galley.lines):
        assert below.y > above.y or below.x > above.x + 1


def test_columns_are_filled_evenly() -> None:
    one = card(description="word " * 200)
    made = setter([one], flow(label=None, columns=2, gutter=6.0), size=card_format("A6"))
    galley = face(made, one).texts[0].galley
    left = sum(line.x < galley.width / 2 - 1 for line in galley.lines)
    assert abs(left - (len(galley.lines) - left)) <= 1


@pytest.mark.parametrize("dash", [0.0, 3.0, 50.0, 1000.0])
def test_a_rule_runs_from_end_to_end_of_its_box(dash: float) -> None:
    one = card()
    for sides in ({"height": "2mm"}, {"width": "2mm"}):
        spec = box(**sides)
        made = face(setter([one], RuleItem(spec, weight=0.5, dash=dash)), one)
        pieces = [item.box for item in made.items if isinstance(item, PlacedFill)]
        where = spec.resolve(TAROT.width, TAROT.height, 4 * MM)
        assert all(where.holds(piece) for piece in pieces)
        length = (pieces[-1].right - pieces[0].x) if "height" in sides else (pieces[-1].bottom - pieces[0].y)
        assert length == pytest.approx(max(where.width, where.height))
        assert {round(min(piece.width, piece.height), 6) for piece in pieces} == {0.5}


def test_everything_at_once_comes_out_as_it_did() -> None:
    """A golden: what a change of the keys of layouts moves is read in the difference."""
    one = card(description="- one\n- two", examples="word " * 30)
    quarter = BoxSpec({"top": "safe", "right": "safe", "width": "6mm", "height": "40%"})
    items = (
        FillItem(BoxSpec({"top": "0", "left": "0", "right": "0", "height": "20%"})),
        FrameItem(box(height="20%"), weight=1.0, corner=2 * MM),
        RuleItem(box(top="30%", height="1mm"), dash=2 * MM),
        replace(text("{number}", quarter), turn=90.0),
        replace(ArtItem(box(top="70%", height="20%"), name="square"), turn=30.0),
        repeat(text("{entry}", WHOLE), FrameItem(WHOLE, weight=0.5), columns=2, box=box(top="35%", height="10%")),
        flow(fields=("examples",), columns=2, gutter=3 * MM, box=box(top="50%", height="20%")),
    )
    made = dump_face(face(setter([one], *items), one))
    if os.environ.get("DECKPRESS_GOLDENS") == "write":
        GOLDEN.write_text(made, "utf-8", newline="\n")
    assert made == GOLDEN.read_text("utf-8")


def test_a_frame_lies_inside_its_box() -> None:
    one = card()
    (frame,) = face(setter([one], FrameItem(box(), weight=2.0, corner=3.0)), one).items
    assert isinstance(frame, PlacedFrame)
    assert frame.box == box().resolve(TAROT.width, TAROT.height, 4 * MM)
