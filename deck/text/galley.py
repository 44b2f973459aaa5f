"""Set text: lines at their places in a column, and what of them readers that do not look at places are told."""

from __future__ import annotations

from msgspec import Struct

from deck.text.hyphenation import SPACE
from deck.text.shaped import Word
from deck.units import MM


class Link(Struct, frozen=True):
    """The words *first* to *last* of a line, which lead to the address *url*."""

    first: int
    last: int
    url: str


class Line(Struct, frozen=True):
    """A set line: left end and baseline (pt, from the galley's corner), its words, spaces among them.

    *stretch* (em) is added to every word space, *scale* widens the glyphs. For readers that do not look at places:
    *paragraph* counts the galley's paragraphs from 0, *ending* is the kind of break after the line, a *bullet* leads
    the lines that follow, *links* say which words lead somewhere, *reading* are the words' indices as they are
    read, where that is not from left to right. *language* is the paragraph's where it is not the deck's, and *lead*
    counts the words first read that are in another again.
    """

    x: float
    y: float
    words: tuple[Word, ...]
    width: float
    stretch: float = 0.0
    scale: float = 1.0
    paragraph: int = 0
    ending: int = SPACE
    bullet: bool = False
    links: tuple[Link, ...] = ()
    reading: tuple[int, ...] = ()
    language: str = ""
    lead: tuple[int, str] = (0, "")

    @property
    def read(self) -> tuple[Word, ...]:
        """The words in the order in which they are read."""
        return tuple(self.words[index] for index in self.reading) if self.reading else self.words


class Galley(Struct, frozen=True):
    """Text set at one size (pt): lines in a column *width* wide, *height* from first ascent to last descent."""

    size: float
    lines: tuple[Line, ...]
    width: float
    height: float
    x_height: float
    leading: float
    foot: float | None = None  # where (pt from the top) the gap before the text at the foot has its middle

    @property
    def x_height_mm(self) -> float:
        """The x-height in millimetres, by which legibility is judged."""
        return self.x_height / MM

    @property
    def text(self) -> str:
        """The words of all lines, a line each; a broken word with its hyphen."""
        return "\n".join("".join(word.text for word in line.read) for line in self.lines)
