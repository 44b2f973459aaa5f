"""Lengths and boxes: what is typed comes out in points, what cannot be meant is told in a sentence."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from deck.units import LARGEST, LARGEST_SHARE, MM, POINTS, Box, mm, to_area, to_points
from tests.sentences import is_sentence, outcome

numbers = st.decimals(0, 190, places=3).map(str)
units = st.sampled_from(sorted(POINTS))
lengths = st.floats(-500, 500)
boxes = st.builds(Box, lengths, lengths, st.floats(0, 500), st.floats(0, 500))


@given(numbers, units)
def test_a_length_is_its_number_times_its_unit(number: str, unit: str) -> None:
    assert to_points(number + unit) == float(number) * POINTS[unit]
    assert to_points(f" -{number.replace('.', ',')}  {unit.upper()} ") == -float(number) * POINTS[unit]


@pytest.mark.parametrize(
    ("typed", "points"),
    [("1in", 72), ("25.4mm", 72), ("2.54 cm", 72), ("72pt", 72), ("0", 0), ("0.0", 0), ("0mm", 0), ("-3mm", -3 * MM)],
)
def test_lengths(typed: str, points: float) -> None:
    assert to_points(typed) == pytest.approx(points)


@given(st.decimals(-100, 200, places=2), st.floats(0, 1000))
def test_a_percentage_is_a_share_of_the_whole(share: object, whole: float) -> None:
    assert to_points(f"{share}%", whole) == pytest.approx(float(str(share)) / 100 * whole)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "is not a length"),
        ("wide", "is not a length"),
        ("3 mm wide", "is not a length"),
        ("1e3mm", "is not a length"),
        (".5mm", "is not a length"),
        ("3px", "is not a length"),
        ("--3mm", "is not a length"),
        ("3", "needs a unit"),
        ("3%", "needs a unit"),
        ("6m", "is not a length"),
        ("6000mm", "is longer than 5 metres"),
        ("9" * 400 + "mm", "is longer than 5 metres"),
    ],
)
def test_what_is_no_length_is_told(typed: str, said: str) -> None:
    with pytest.raises(ValueError, match=said) as error:
        to_points(typed)
    assert str(error.value).startswith(f'"{typed}" ')
    assert is_sentence(str(error.value))


def test_a_percentage_has_its_limit_too() -> None:
    for typed in ("1001%", "-1001%", "9" * 400 + "%"):
        with pytest.raises(ValueError, match="is more than 1000 %"):
            to_points(typed, 100)


@given(st.text(max_size=12), st.none() | st.floats(1, 1000))
def test_any_text_is_a_length_or_told(typed: str, whole: float | None) -> None:
    points = outcome(lambda text: to_points(text, whole), typed)
    if isinstance(points, str):
        assert is_sentence(points)
    else:
        assert abs(points) <= max(LARGEST, (whole or 0) * LARGEST_SHARE / 100)


@given(st.floats(0, LARGEST))
def test_millimetres_are_read_back(points: float) -> None:
    assert to_points(mm(points) + "mm") == pytest.approx(points, abs=0.0501 * MM)
    assert to_points(mm(points) + "mm") == pytest.approx(to_points(mm(to_points(mm(points) + "mm")) + "mm"))


@pytest.mark.parametrize(("millimetres", "shown"), [(63.5, "63.5"), (70, "70"), (0, "0"), (10, "10"), (3.04, "3")])
def test_millimetres(millimetres: float, shown: str) -> None:
    assert mm(millimetres * MM) == shown


@given(st.decimals(10, 999, places=1), st.decimals(10, 999, places=1), st.sampled_from(["x", "X", "×", " x "]))
def test_an_area_is_two_lengths(width: object, height: object, sign: str) -> None:
    wanted = (float(str(width)) * MM, float(str(height)) * MM)
    assert to_area(f"{width}{sign}{height}mm") == pytest.approx(wanted)
    assert to_area(f"{width}mm{sign}{height}mm") == pytest.approx(wanted)
    assert to_area(f"{width}mm{sign}{height}") == pytest.approx(wanted)


def test_an_area_may_mix_units() -> None:
    assert to_area("1in x 50,8mm") == pytest.approx((72, 144))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "is not a size"),
        ("70x120", "is not a size"),
        ("70mm", "is not a size"),
        ("-70x120mm", "is not a size"),
        ("9x120mm", "is too small"),
        ("70x9mm", "is too small"),
        ("0x0mm", "is too small"),
        ("70x6000mm", "is longer than 5 metres"),
    ],
)
def test_what_is_no_area_is_told(typed: str, said: str) -> None:
    with pytest.raises(ValueError, match=said) as error:
        to_area(typed)
    assert is_sentence(str(error.value))


@given(boxes, st.floats(0, 100))
def test_a_grown_box_holds_the_box_and_shrinks_back(box: Box, by: float) -> None:
    assert box.grown(by).holds(box)
    back = box.grown(by).grown(-by)
    assert (back.x, back.y, back.right, back.bottom) == pytest.approx((box.x, box.y, box.right, box.bottom))


@given(boxes, lengths, lengths)
def test_a_moved_box_keeps_its_size(box: Box, dx: float, dy: float) -> None:
    moved = box.moved(dx, dy)
    assert (moved.x - box.x, moved.y - box.y) == pytest.approx((dx, dy))
    assert (moved.width, moved.height) == (box.width, box.height)


@given(boxes, boxes)
def test_boxes_overlap_both_ways_or_not_at_all(one: Box, other: Box) -> None:
    assert one.overlaps(other) == other.overlaps(one)


@given(boxes, boxes)
def test_a_box_that_lies_in_another_overlaps_it(one: Box, other: Box) -> None:
    assume(min(one.width, one.height) > 0.1)
    assert one.overlaps(one)
    assert not other.holds(one, 0) or other.overlaps(one)


@given(boxes, st.floats(0.1, 100), st.floats(0.1, 100))
def test_neighbours_do_not_overlap(box: Box, width: float, height: float) -> None:
    assert not box.overlaps(Box(box.right, box.y, width, height))
    assert not box.overlaps(Box(box.x, box.bottom, width, height))
