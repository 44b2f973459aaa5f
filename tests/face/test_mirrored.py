"""Cards of a deck that is read from right to left: the layout is mirrored, what it shows is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from deck.art.drawing import Drawing
from deck.face.face import Face, PlacedArt, PlacedFill, PlacedText
from deck.face.layout import ArtItem, BoxSpec, FillItem, Item, RepeatItem, Style
from deck.face.typeset import Typesetter
from deck.model import Card
from deck.problems import Problems
from deck.text.copyfit import Align
from deck.units import MM, Box
from tests.face.decks import PURPLE, SQUARE, TAROT, box, card, deck, face, flow, setup, text

WIDE = Drawing("square", 20, 10, SQUARE.paths)
CARDS = (card(1), card(2, PURPLE))


def made(language: str, *items: Item, mirror: bool = True, of: Card = CARDS[0]) -> Face:
    """The back of a card of two in a deck of that language."""
    setting = setup(TAROT, *items)
    setting = replace(setting, layouts={"plain": replace(setting.layouts["plain"], mirror=mirror)})
    setter = Typesetter(deck(CARDS if of in CARDS else [of], language=language), setting, Problems())
    setter.fit_deck()
    return face(setter, of, drawings={"square": WIDE})


def boxes(of: Face) -> list[Box]:
    return [item.box for item in of.items]


def mirrored(one: Box) -> Box:
    return Box(TAROT.width - one.right, one.y, one.width, one.height)


def assert_same(found: list[Box], wanted: list[Box]) -> None:
    assert len(found) == len(wanted)
    for one, other in zip(found, wanted, strict=True):
        assert (one.x, one.y, one.width, one.height) == pytest.approx((other.x, other.y, other.width, other.height))


@given(st.floats(0, 30), st.floats(1, 30))
def test_boxes_change_sides(left: float, width: float) -> None:
    spec = box(left=f"{left:.3f}mm", width=f"{width:.3f}mm")
    items = (FillItem(spec), ArtItem(spec, name="{icon}"))
    assert_same(boxes(made("ar", *items)), [mirrored(one) for one in boxes(made("fr", *items))])
    assert_same(boxes(made("ar", *items, mirror=False)), boxes(made("fr", *items)))


def test_a_band_along_an_edge_bleeds_over_the_other_one() -> None:
    band = FillItem(box(left="0", width="10mm", top="0", bottom="0"))
    (there,) = boxes(made("he", band))
    assert there.right == pytest.approx(TAROT.width + 3 * MM)


def test_a_thumb_index_stands_on_the_other_side_and_counts_downwards() -> None:
    thumb = replace(FillItem(BoxSpec({"right": "0", "width": "3mm", "top": "0", "bottom": "0"})), thumb_index=True)
    (first,), (second,) = (boxes(made("fa", thumb, of=one)) for one in CARDS)
    assert first.x == second.x == pytest.approx(-3 * MM)
    assert first.y < second.y


def test_what_is_turned_leans_the_other_way_but_for_pictures() -> None:
    spec = box(left="20mm", width="20mm", top="20mm", height="20mm")
    said = (text("{title}", spec, turn=30.0), ArtItem(spec, name="{icon}", turn=30.0))
    turns = [item.turn.degrees for item in made("ar", *said).items if item.turn]
    assert turns == [330, 30]
    (art,) = (item for item in made("ar", *said).items if isinstance(item, PlacedArt))
    assert art.drawing is WIDE


def texts_of(of: Face) -> PlacedText:
    (placed,) = of.texts
    return placed


@pytest.mark.parametrize(("align", "side"), [("left", "right"), ("right", "left"), ("center", "middle")])
def test_left_is_where_lines_begin(align: Align, side: str) -> None:
    item = text("{title}", style=Style("one", smallest=8, largest=8, align=align))
    line = texts_of(made("ar", item)).galley.lines[0]
    room = texts_of(made("ar", item)).galley.width - line.width
    assert line.x == pytest.approx({"right": room, "left": 0.0, "middle": room / 2}[side])


def test_bullets_hang_on_the_right() -> None:
    of = card(3, description="- un\n- deux mots")
    galley = texts_of(made("ar", flow(label=None), of=of)).galley
    bullets = [line for line in galley.lines if line.bullet]
    entries = [line for line in galley.lines if not line.bullet]
    assert all(line.x + line.width == pytest.approx(galley.width) for line in bullets)
    ends = {round(line.x + line.width, 3) for line in entries}
    assert len(ends) == 1
    assert ends.pop() < min(line.x for line in bullets)


def test_columns_are_filled_from_the_right() -> None:
    words = " ".join(f"mot{number}" for number in range(40))
    item = replace(flow(label=None), columns=2, gutter=10.0, fit="card")
    of = card(4, description=words)
    lines = texts_of(made("ar", item, of=of)).galley.lines
    plain = texts_of(made("fr", item, of=of)).galley.lines
    assert lines[0].x > lines[-1].x
    assert plain[0].x < plain[-1].x


def test_entries_of_a_repeat_stand_from_right_to_left() -> None:
    of = card(5, description="- un\n- deux")
    inner = FillItem(box(top="0", left="0", right="0", bottom="0"))
    repeat = RepeatItem(box(), name="description", items=(inner,), columns=2)
    first, second = (item.box for item in made("ar", repeat, of=of).items if isinstance(item, PlacedFill))
    assert first.x > second.x
