"""A drawn face names the fonts it shows, and all the glyphs of each."""

from __future__ import annotations

from msgspec.structs import replace

from deck.color.ink import BLACK
from deck.face.face import Face, PlacedText
from deck.model import Card
from deck.problems import Problems
from deck.render.drawn import draw
from deck.render.operators import press_color
from deck.text.fontbook import FontBook
from deck.text.lines import set_line
from tests.typefaces import TYPEFACE


def test_a_file_that_is_a_typeface_and_a_fallback_shows_the_glyphs_of_both() -> None:
    typefaces = {"text": replace(TYPEFACE, fallback=("signs",)), "signs": replace(TYPEFACE, name="signs")}
    book = FontBook(typefaces, "fr", Problems())
    with_chain, without = book.font("text"), book.font("signs")
    assert (with_chain.tag, with_chain is without) == (without.tag, False)
    texts = tuple(
        PlacedText(set_line(said, font, 9), 0, 9, BLACK) for said, font in (("ab", with_chain), ("c", without))
    )
    drawn = draw(Face(Card("x", "x", {}), "front", 90, 90, 0, texts), press_color)
    ((_, glyphs),) = drawn.fonts.values()
    assert {text for _, text in glyphs} == {"a", "b", "c"}
