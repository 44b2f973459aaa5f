"""Shape a stretch of a word: with its own font, script and direction, and with what stands on its sides in view."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import category

import uharfbuzz as hb
from msgspec import Struct
from msgspec.structs import replace

from deck.text.stretches import Stretch

if TYPE_CHECKING:
    from deck.text.fonts import Font
    from deck.text.shaped import Word

Reach = tuple[float, float]
Sides = tuple[str, str]  # what stands before and after
ALONE = ("", "")


class Manner(Struct, frozen=True):
    """How a stretch is shaped: script (none: HarfBuzz guesses it), direction, language, and the text on its sides."""

    script: str
    rtl: bool
    language: str
    before: str = ""
    after: str = ""

    def fill(self, buffer: hb.Buffer, text: str) -> None:
        """Put *text* into a buffer; letters that join see those on their sides, which may be in another font."""
        whole = [ord(character) for character in (*self.before, *text, *self.after)]
        buffer.add_codepoints(whole, len(self.before), len(text))
        buffer.guess_segment_properties()
        if self.script:
            buffer.script = self.script
        buffer.direction = "rtl" if self.rtl else "ltr"
        buffer.language = self.language


def shaped_stretch(text: str, levels: bytes, stretch: Stretch, language: str, sides: Sides) -> Word:
    """One stretch of the word *text*, which stands between the letters *sides*."""
    begin, end, level = stretch.begin, stretch.end, stretch.level
    manner = Manner(stretch.script, level % 2 == 1, language, sides[0] + text[:begin], text[end:] + sides[1])
    word = stretch.font.shaped(text[begin:end], manner)
    own = levels[begin:end] if levels else b""
    return replace(word, levels=own, spelled=_spelled(word), reach=_reach(word))


def furthest(reaches: Iterable[Reach | None]) -> Reach | None:
    """How far the furthest of some words reach above and below the baseline; None where none was asked for it."""
    known = [reach for reach in reaches if reach is not None]
    return (max(above for above, _ in known), max(below for _, below in known)) if known else None


def _spelled(word: Word) -> bool:
    """Whether the glyphs do not stand for the letters one by one, in the order in which they are read."""
    if len(word.glyphs) != len(word.text) or word.clusters != tuple(range(len(word.text))):
        return True
    return any(word.font.hb.get_nominal_glyph(ord(c)) != g for c, g in zip(word.text, word.glyphs, strict=True))


def _reach(word: Word) -> Reach:
    """How far (em) the ink goes above and below the baseline."""
    above = below = 0
    font, em = word.font.hb, word.font.em
    for glyph, (_, y) in zip(word.glyphs, word.offsets, strict=True):
        extents = font.get_glyph_extents(glyph)
        if extents:
            top = extents.y_bearing + round(y * em)
            above, below = max(above, top), max(below, -top - extents.height)
    return above / em, below / em


def by_sign(word: Word) -> Iterator[Word]:
    """A word from left to right, a base with its marks at a time, each with the letters that it stands for."""
    cuts = sorted({cluster for cluster in word.clusters if category(word.text[cluster])[0] != "M"} | {0})
    start = 0
    for place, group in groupby(bisect_right(cuts, cluster) - 1 for cluster in word.clusters):
        own = slice(start, start + len(list(group)))
        text = word.text[cuts[place] : [*cuts, len(word.text)][place + 1]]
        advances = word.advances[own]
        yield replace(
            word,
            text=text,
            glyphs=word.glyphs[own],
            advances=advances,
            offsets=word.offsets[own],
            clusters=(0,) * len(advances),
            width=sum(advances),
            raised=any(y for _, y in word.offsets[own]),
        )
        start = own.stop


def font_texts(word: Word) -> list[tuple[int, str]]:
    """Each glyph of a spelled word with the letters that it stands for by itself.

    A glyph that the font has for a letter of its sign stands for that letter, the first other one for what is left; in
    leftward text the widest stands for one letter and the others for none.
    """
    found: list[tuple[int, str]] = []
    for sign in by_sign(word):
        if word.level % 2:
            base = max(range(len(sign.glyphs)), key=sign.advances.__getitem__)
            letter = sign.text[told(sign.text)]
            found += [(glyph, letter if place == base else "") for place, glyph in enumerate(sign.glyphs)]
            continue
        left = list(sign.text)
        meant = [_taken(word.font, glyph, left) for glyph in sign.glyphs]
        if left and "" in meant:
            meant[meant.index("")] = "".join(left)
        found += zip(sign.glyphs, meant, strict=True)
    return found


def told(text: str) -> int:
    """The index of the letter of a leftward sign that its glyph tells: the first that is seen."""
    return next((index for index, letter in enumerate(text) if category(letter) != "Cf"), 0)


def _taken(font: Font, glyph: int, left: list[str]) -> str:
    """The letter of *left* that the glyph is for, taken from it; or nothing."""
    letter = next((character for character in left if font.hb.get_nominal_glyph(ord(character)) == glyph), "")
    if letter:
        left.remove(letter)
    return letter
