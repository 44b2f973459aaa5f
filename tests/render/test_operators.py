"""Operators: every line stands where layout put it, and what one text leaves behind does not touch the next."""

from __future__ import annotations

import re
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deck.color.ink import BLACK
from deck.face.face import PlacedText
from deck.model import Typeface
from deck.problems import Problems
from deck.render.operators import press_color, text_operators
from deck.render.shown import ShownFont
from deck.resources import bundled
from deck.text.fontbook import FontBook
from deck.text.fonts import Font
from deck.text.galley import Galley, Line

HEIGHT = 340.0
HALF = 0.0005001  # points: what rounding to a thousandth may move
PLACES = st.floats(-30, 400)


def noto() -> Font:
    typefaces = {"text": Typeface("text", bundled("assets/fonts/NotoSans-Condensed.ttf"))}
    return FontBook(typefaces, "en", Problems()).font("text")


NOTO = noto()


def test_a_scaled_line_does_not_scale_the_text_that_follows() -> None:
    line = Line(0.0, 0.0, (NOTO.word("scaled"),), 10.0, 0.0, 0.99)
    galley = Galley(8.0, (line,), 10.0, 8.0, 4.0, 1.2)
    shown = text_operators(PlacedText(galley, 0, 0, BLACK), 100, ShownFont, press_color)
    assert shown.index("99 Tz") < shown.index("TJ") < shown.index("100 Tz") < shown.index("ET")


@given(PLACES, PLACES, st.lists(st.tuples(PLACES, PLACES), min_size=1, max_size=80))
def test_no_line_is_moved_by_the_roundings_of_those_before_it(
    x: float, y: float, places: list[tuple[float, float]]
) -> None:
    """Td moves from the line before (ISO 32000-1, 9.4.2)."""
    lines = tuple(Line(left, base, (NOTO.word("word"),), 10.0) for left, base in places)
    shown = text_operators(PlacedText(Galley(8, lines, 10, 8, 4, 1.2), x, y, BLACK), HEIGHT, ShownFont, press_color)
    moves = [(float(dx), float(dy)) for dx, dy in re.findall(r"^(\S+) (\S+) Td$", shown, re.MULTILINE)]
    lefts, bases = (list(accumulate(moved)) for moved in zip(*moves, strict=True))
    assert lefts == pytest.approx([x + left for left, _ in places], abs=HALF)
    assert bases == pytest.approx([HEIGHT - y - base for _, base in places], abs=HALF)
