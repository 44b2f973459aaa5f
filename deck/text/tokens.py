"""The tokens of text that is not all of alphabets read from left to right: levels and openings from its paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from deck.text import bidi
from deck.text.fonts import Font
from deck.text.languages import NBSP
from deck.text.markup import web_address
from deck.text.openings import openings
from deck.text.runs import Paragraph, Run
from deck.text.scripts import OTHER, RIGHT_TO_LEFT
from deck.text.shaped import Token, Word


class Reading(Struct, frozen=True):
    """How a paragraph is read: from right to left (*rtl*) or not, *levels* of its characters, where lines may begin."""

    text: str
    rtl: bool
    levels: bytes
    openings: frozenset[int]


def reading_of(paragraph: Paragraph, leftwards: bool) -> Reading | None:
    """How a paragraph of a deck that reads *leftwards* (or not) is read; None where there is nothing to know."""
    if not leftwards and not any(OTHER.search(run.text) for run in paragraph.runs):
        return None
    text = paragraph.text
    base = bidi.direction(text, int(leftwards))
    levels = bidi.levels(text, base) if base or RIGHT_TO_LEFT.search(text) else b""
    return Reading(text, base == 1, levels, openings(text))


def read_tokens(run: Run, begin: int, font: Font, reading: Reading) -> Iterator[Token]:
    """The tokens of a run that begins at character *begin* of its paragraph."""
    position = begin
    for index, stretch in enumerate(run.text.split(" ")):
        space = _space(font, position, reading) if index else None
        position += index > 0
        if not stretch and space:
            yield _token(font.word(""), space, run.link)
        for first, last in _parts(stretch, position, reading.openings):
            text = stretch[first - position : last - position]
            if text == NBSP and space:  # which parts nothing, so that the space before it is one of its own
                yield _token(font.word(""), space, run.link)
                space = None
            opening = font.word("") if first in reading.openings else None
            yield _token(_word(text, first, last, font, reading), space or opening, run.link)
            space = None
        position += len(stretch)


def _word(text: str, first: int, last: int, font: Font, reading: Reading) -> Word:
    """The word of the characters *first* to *last*; at the border of a run its letters join those of the next."""
    levels = reading.levels[first:last]
    if not any(levels):
        return font.word(text)
    sides = (reading.text[max(0, first - 1) : first].strip(), reading.text[last : last + 1].strip())
    return font.directed(text, levels, sides)


def _space(font: Font, position: int, reading: Reading) -> Word:
    """The word space at *position* of the paragraph."""
    return font.space_at(reading.levels[position]) if reading.levels else font.space


def _parts(stretch: str, position: int, found: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Where the parts of a stretch at *position* begin and end; no-break spaces are parts of their own."""
    first = position
    for place, character in enumerate(stretch[1:], position + 1):
        if place in found or NBSP in (character, stretch[place - position - 1]):
            yield first, place
            first = place
    if stretch:
        yield first, position + len(stretch)


def _token(word: Word, lead: Word | None, link: str) -> Token:
    """A token after a space; or after nothing, where a line may begin with it, which can be stretched all the same."""
    gap = lead.width if lead else 0.0
    shown = (*((lead,) if lead else ()), *((word,) if word.text else ()))
    stretches = (lead is not None) + (word.text == NBSP)
    leads = link or web_address(word.text)
    return Token(word, lead is not None, leads, gap, gap + word.width, stretches, shown, lead is not None and not gap)
