"""Operators: what one text leaves behind does not touch the next."""

from __future__ import annotations

from deck.color.ink import BLACK
from deck.face.face import PlacedText
from deck.model import Typeface
from deck.problems import Problems
from deck.render.operators import press_color, text_operators
from deck.render.shown import ShownFont
from deck.resources import bundled
from deck.text.copyfit import Galley, Line
from deck.text.fontbook import FontBook


def test_a_scaled_line_does_not_scale_the_text_that_follows() -> None:
    typefaces = {"text": Typeface("text", bundled("assets/fonts/NotoSans-Condensed.ttf"))}
    font = FontBook(typefaces, "en", Problems()).font("text")
    line = Line(0.0, 0.0, (font.word("scaled"),), 10.0, 0.0, 0.99)
    galley = Galley(8.0, (line,), 10.0, 8.0, 4.0, 1.2)
    shown = text_operators(PlacedText(galley, 0, 0, BLACK), 100, ShownFont, press_color)
    assert shown.index("99 Tz") < shown.index("TJ") < shown.index("100 Tz") < shown.index("ET")
