"""Shaped words, and the tokens that a line is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from deck.text.languages import NBSP
from deck.text.markup import web_address

if TYPE_CHECKING:
    from deck.text.fonts import Font

UNMOVED = (0.0, 0.0)


class Word(Struct, frozen=True, eq=False):
    """A shaped stretch of text: glyphs with advances and offsets in em; *clusters* index into *text*.

    A word of several fonts, scripts or directions has no glyphs of its own but *parts* in reading order, each of one.
    """

    text: str
    font: Font
    glyphs: tuple[int, ...]
    advances: tuple[float, ...]
    offsets: tuple[tuple[float, float], ...]
    clusters: tuple[int, ...]
    width: float
    missing: str = ""  # characters for which the font has no glyph
    raised: bool = False  # whether some of its glyphs stand off the baseline: marks over letters
    parts: tuple[Word, ...] = ()
    levels: bytes = b""  # of the bidirectional algorithm, a character; none where all reads from left to right
    spelled: bool = False  # whether its glyphs do not tell its text one by one: joined, reordered, shared
    reach: tuple[float, float] | None = None  # how far its ink goes above and below the baseline, where that was asked

    @property
    def level(self) -> int:
        """The level of a word without parts."""
        return self.levels[0] if self.levels else 0

    def cut(self, begin: int, end: int | None = None, sign: str = "") -> Word:
        """What stands on a line of the characters *begin* to *end*, with a *sign* (a hyphen) after them."""
        end = len(self.text) if end is None else end
        text = self.text[begin:end]
        if not self.levels:
            return self.font.word(text + sign)
        levels = self.levels[begin:end]
        return self.font.directed(text + sign, levels + levels[-1:] * len(sign))


class Token(Struct, frozen=True):
    """A stretch without a space in one face; *spaced* when a word space stands before it, *link* where it leads.

    *gap* is the width (em) of that space, *advance* that of both together; *stretches* says how many of them a
    justified line may widen, *shown* is what of them prints. A line may begin with a token that *opens*: what stands
    before it is a space without width.
    """

    word: Word
    spaced: bool
    link: str
    gap: float
    advance: float
    stretches: int
    shown: tuple[Word, ...]
    opens: bool = False


class Shape(Struct, frozen=True, array_like=True):
    """A word without its text and font: what HarfBuzz found, in em; *moved* and *clusters* are empty where it is plain.

    Plain is a word whose glyphs stand for its letters one by one, none of them off its place.
    """

    glyphs: tuple[int, ...]
    advances: tuple[float, ...]
    moved: tuple[tuple[float, float], ...] = ()
    clusters: tuple[int, ...] = ()

    def word(self, text: str, font: Font) -> Word:
        """The word *text* in *font* that has this shape."""
        offsets = self.moved or (UNMOVED,) * len(self.glyphs)
        clusters = self.clusters or tuple(range(len(self.glyphs)))
        raised = bool(self.moved) and any(y for _, y in self.moved)
        return Word(text, font, self.glyphs, self.advances, offsets, clusters, sum(self.advances), "", raised)


def shape_of(word: Word) -> Shape | None:
    """The shape of a word; None of one that lacks a glyph, or is of several scripts, fonts or directions."""
    if word.missing or word.parts or word.levels or word.spelled or word.reach is not None or not word.glyphs:
        return None
    moved = word.offsets if any(offset != UNMOVED for offset in word.offsets) else ()
    clusters = word.clusters if word.clusters != tuple(range(len(word.glyphs))) else ()
    return Shape(word.glyphs, word.advances, moved, clusters)


class Tokens(dict[str, Token]):
    """The tokens of one face that lead nowhere, *spaced* or not, by their text; each is made when first asked for."""

    def __init__(self, font: Font, spaced: bool) -> None:
        super().__init__()
        self._font, self._spaced = font, spaced

    def __missing__(self, text: str) -> Token:
        """The token for a text that was not asked for before."""
        token = self[text] = token_of(self._font, text, self._spaced)
        return token


def token_of(font: Font, text: str, spaced: bool, link: str = "") -> Token:
    """A stretch of text without spaces, after a word space or not."""
    word, space = font.word(text), font.space
    gap = space.width if spaced else 0.0
    shown = ((space,) if spaced else ()) + ((word,) if text else ())
    return Token(word, spaced, link or web_address(text), gap, gap + word.width, spaced + (text == NBSP), shown)
