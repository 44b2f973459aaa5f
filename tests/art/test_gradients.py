"""Gradients in flat steps: from the first colour to the last, in small steps that hide one another."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deck.art.gradients import FINEST, MOST_STEPS, Rgba, Stop, blend, linear, places, radial, spread, sweep

RED, BLUE, CLEAR = (1.0, 0.0, 0.0, 1.0), (0.0, 0.0, 1.0, 1.0), (1.0, 1.0, 1.0, 0.0)
TWO: list[Stop] = [(0.0, RED), (1.0, BLUE)]
share = st.floats(0, 1, allow_nan=False)
color = st.tuples(share, share, share, share)
stops_of = st.lists(st.tuples(st.floats(-2, 2, allow_nan=False), color), min_size=2, max_size=5)


def points(shape: list[tuple[str, *tuple[tuple[float, float], ...]]]) -> list[tuple[float, float]]:
    """The corners and control points of a shape."""
    return [point for _, *own in shape for point in own]


@given(stops_of)
def test_steps_lead_from_the_first_colour_to_the_last_in_small_strides(stops: list[Stop]) -> None:
    ordered = spread(stops, "PAD", -9, 9)
    found = places(ordered)
    assert found[0] == (-math.inf, ordered[0][1])
    assert found[-1][1] == pytest.approx(ordered[-1][1])
    begins = [place for place, _ in found]
    assert begins == sorted(begins)
    assert ordered[0][0] <= begins[1]
    assert begins[-1] <= ordered[-1][0] + 1e-9


@given(color, color)
def test_a_stride_is_finer_than_the_eye(one: Rgba, other: Rgba) -> None:
    found = [each for _, each in places([(0.0, one), (1.0, other)])]
    strides = [max(abs(x - y) for x, y in zip(a, b, strict=True)) for a, b in pairwise(found)]
    assert max(strides) <= max(FINEST, 1 / MOST_STEPS) + 1e-9


def test_colours_repeat_and_are_mirrored() -> None:
    repeated = spread(TWO, "REPEAT", -0.5, 1.5)
    assert [(place, each) for place, each in repeated if -1 <= place <= 2] == [
        (-1, RED), (0, BLUE), (0, RED), (1, BLUE), (1, RED), (2, BLUE),
    ]  # fmt: skip
    mirrored = spread(TWO, "REFLECT", 0, 2)
    assert [each for _, each in mirrored] == [RED, BLUE, BLUE, RED]
    assert [place for place, _ in mirrored] == [0, 1, 1, 2]


def test_a_linear_gradient_lies_across_its_way() -> None:
    flight = linear(TWO, "PAD", ((0, 0), (100, 0), (0, 50)), 1000)
    assert (flight.base, flight.steps[-1][1]) == (RED, BLUE)
    fronts = [min(x for x, _ in points(shape)) for shape, _ in flight.steps]
    assert fronts == sorted(fronts)
    assert (0 < fronts[0] < 5, 95 < fronts[-1] < 100) == (True, True)
    leaning = linear(TWO, "PAD", ((0, 0), (100, 0), (50, 50)), 1000)  # the lines of one colour lean to the third point
    ((x, y), (other_x, other_y), *_) = points(leaning.steps[10][0])
    assert (other_y - y) / (other_x - x) == pytest.approx(1)


def test_a_linear_gradient_without_length_is_its_last_colour() -> None:
    flight = linear(TWO, "PAD", ((5, 5), (5, 5), (0, 50)), 1000)
    assert (flight.base, flight.steps) == (BLUE, [])


@pytest.mark.parametrize(
    ("inner", "outer", "outermost", "innermost"),
    [((0, 0, 10), (30, 0, 100), BLUE, RED), ((30, 0, 100), (0, 0, 10), RED, BLUE)],
)
def test_a_radial_gradient_is_painted_from_its_rim_inwards(
    inner: tuple[float, ...], outer: tuple[float, ...], outermost: Rgba, innermost: Rgba
) -> None:
    flight = radial(TWO, "PAD", inner, outer, 1000)
    assert (flight.base, flight.steps[-1][1]) == (outermost, innermost)
    widths = [max(x for x, _ in points(shape)) - min(x for x, _ in points(shape)) for shape, _ in flight.steps]
    assert widths == sorted(widths, reverse=True)
    assert 20 <= widths[-1] < widths[0] <= 200


def test_a_sweep_goes_round_against_the_clock() -> None:
    flight = sweep(TWO, "PAD", (0, 0), 0, math.pi, 100)
    assert (flight.base, flight.steps[-1][1]) == (RED, BLUE)
    middle = next(shape for shape, each in flight.steps if each[2] >= 0.5)
    _, (x, y), *_ = points(middle)
    assert math.atan2(y, x) == pytest.approx(math.pi / 2, abs=0.05)
    back = sweep(TWO, "PAD", (0, 0), math.pi, 0, 100)
    assert (back.base, back.steps[-1][1]) == (BLUE, RED)


def test_blending() -> None:
    assert blend(RED, CLEAR, 0) == RED
    assert blend(RED, CLEAR, 1) == CLEAR
    assert blend(RED, BLUE, 0.5) == (0.5, 0, 0.5, 1)
