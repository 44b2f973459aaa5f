"""Boxes of a layout: offsets from the trim edges that serve every card size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deck.color.ink import BLACK, Ink
from deck.face.layout import BoxSpec, ColorRef
from deck.formats import CARDS_MM, Format, card_format
from deck.units import MM, Box, to_points
from tests.face.decks import WHOLE, flow, layout, text

SAFE = 4 * MM
EVERY_SIZE = pytest.mark.parametrize("size", [card_format(name) for name in CARDS_MM], ids=str)
ACROSS, DOWN = ("left", "width", "right"), ("top", "height", "bottom")
sizes = st.sampled_from(sorted(CARDS_MM)).map(card_format)
offsets = st.sampled_from(["0", "safe"]) | st.builds("{}%".format, st.integers(0, 40))
two_of_three = st.sampled_from([(0, 1), (0, 2), (1, 2)])
typed_offsets = st.tuples(*4 * [offsets | st.builds("{}mm".format, st.integers(0, 12))])


@given(sizes, two_of_three, two_of_three, typed_offsets)
def test_two_of_three_are_kept_and_the_third_is_what_is_left(
    size: Format, across: tuple[int, int], down: tuple[int, int], typed: tuple[str, str, str, str]
) -> None:
    names = [*(ACROSS[index] for index in across), *(DOWN[index] for index in down)]
    sides = dict(zip(names, typed, strict=True))
    box = BoxSpec(sides).resolve(size.width, size.height, SAFE)
    measured = {
        **dict(zip(ACROSS, (box.x, box.width, size.width - box.right), strict=True)),
        **dict(zip(DOWN, (box.y, box.height, size.height - box.bottom), strict=True)),
    }
    for name, value in sides.items():
        whole = size.width if name in ACROSS else size.height
        assert measured[name] == pytest.approx(SAFE if value == "safe" else to_points(value, whole), abs=1e-9)


@EVERY_SIZE
def test_the_whole_card(size: Format) -> None:
    assert WHOLE.resolve(size.width, size.height, SAFE) == Box(0, 0, size.width, size.height)


@EVERY_SIZE
def test_the_safe_area(size: Format) -> None:
    safe = BoxSpec(dict.fromkeys(("top", "left", "right", "bottom"), "safe")).resolve(size.width, size.height, SAFE)
    assert safe.x == safe.y == SAFE
    assert (safe.right, safe.bottom) == pytest.approx((size.width - SAFE, size.height - SAFE))


@EVERY_SIZE
def test_a_share_of_the_card_is_the_same_share_of_every_card(size: Format) -> None:
    box = BoxSpec({"top": "10%", "height": "50%", "left": "25%", "right": "25%"}).resolve(size.width, size.height, SAFE)
    assert (box.x / size.width, box.width / size.width) == pytest.approx((0.25, 0.5))
    assert (box.y / size.height, box.height / size.height) == pytest.approx((0.1, 0.5))


@given(st.floats(0, 1))
def test_a_colour_is_an_ink_or_a_share_of_the_category_s(share: float) -> None:
    category = Ink(0.2, 0.4, 0.6, 0.8)
    assert ColorRef(BLACK).resolve(category) == BLACK
    assert ColorRef(None, share).resolve(category) == category.tint(share)
    assert ColorRef().resolve(category) == category


def test_a_layout_has_two_sides() -> None:
    front, back = text("{title}"), flow()
    made = layout(back, front=[front])
    assert made.items("front") == (front,)
    assert made.items("back") == (back,)
