"""The glyphs of a galley that are in colour, as drawings at their places in the lines."""

from __future__ import annotations

from collections.abc import Iterator

from deck.color.ink import Ink
from deck.face.face import PlacedArt
from deck.text.galley import Galley
from deck.text.languages import NBSP
from deck.text.shaped import Word
from deck.units import Box


def colored_glyphs(galley: Galley, x: float, y: float, ink: Ink, ground: Ink) -> Iterator[PlacedArt]:
    """The drawings that belong into a *galley* at (x, y), what is in the colour of the text in *ink*."""
    for line in galley.lines:
        if not any(word.font.colored for word in line.words):
            continue
        left = x + line.x
        for word in line.words:
            if word.font.colored:
                yield from _of_word(word, left, y + line.y, galley.size, line.scale, ink, ground)
            left += (word.width + line.stretch * (word.text in (" ", NBSP))) * line.scale * galley.size


def _of_word(
    word: Word, left: float, baseline: float, size: float, scale: float, ink: Ink, ground: Ink
) -> Iterator[PlacedArt]:
    """The drawings in a word that begins at *left*; a line that is stretched by *scale* moves them only."""
    from deck.art.glyphs import glyph_art  # which only decks with such fonts need

    for glyph, advance, (dx, dy) in zip(word.glyphs, word.advances, word.offsets, strict=True):
        art = glyph_art(word.font, glyph)
        if art is not None:
            across, down = left + (dx + art.left) * size * scale, baseline - (dy + art.top) * size
            yield PlacedArt(art.drawing, Box(across, down, art.width * size, art.height * size), ink, ground)
        left += advance * size * scale
