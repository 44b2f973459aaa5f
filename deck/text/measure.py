"""Measure a paragraph: its words as tokens, where lines may end, and how far each break is from the beginning."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from operator import attrgetter

from deck.text import bidi
from deck.text.fonts import Font
from deck.text.hyphenation import CUT, HYPHEN, OPENING, SPACE, Hyphenator, Part
from deck.text.languages import NBSP
from deck.text.measured import Measured, rising, words_in
from deck.text.runs import Paragraph, Run
from deck.text.shaped import Token, token_of
from deck.text.shaping import furthest
from deck.text.tokens import Reading, read_tokens, reading_of

HANG_GAP = 0.35  # em between a list's bullet and its text

_ADVANCE = attrgetter("advance")
_PIECES = re.compile(f"{NBSP}|[^{NBSP}]+")

FontOf = Callable[[Run], Font]


def measure(
    paragraph: Paragraph,
    font_of: FontOf,
    hyphenator: Hyphenator,
    hyphenate: bool,
    *,
    lead: Hyphenator | None = None,
    leftwards: bool = False,
    need: bool = False,
) -> Measured:
    """The paragraph's break opportunities; *hyphenate* adds those of the language's patterns, *lead* those of its lead.

    *font_of* gives a run's font, *leftwards* says how the deck's language reads; in *need* words that no hyphen parts
    may be cut between any two signs. Text is shaped word by word; nothing depends on the size it is set in.
    """
    linked = any(run.link or "://" in run.text for run in paragraph.runs)
    result = Measured(gap=paragraph.gap, foot=paragraph.foot, linked=linked, heading=paragraph.heading)
    result.language = paragraph.language
    reading = reading_of(paragraph, leftwards)
    parted: list[tuple[int, tuple[Part, ...]]] = []
    position = 0
    for index, run in enumerate(paragraph.runs):
        font, first = font_of(run), len(result.tokens)
        if reading is None:
            own, words = _tokens(run, font)
        else:
            own = list(read_tokens(run, position, font, reading))
            words = [token.word.text for token in own]
            position += len(run.text)
        result.tokens += own
        parting = hyphenate and not run.code
        patterns = lead if lead is not None and not index else hyphenator
        if reading is None or not reading.levels:
            parts = patterns.parts_of(font, words, parting, need)
        else:
            parts = [patterns.parts_in(token.word, parting, need) for token in own]
        if any(parts):
            parted += [(place, found) for place, found in enumerate(parts, first) if found]
        result.mixed = result.mixed or font.mixes
        if font.lacks and not result.lacking:
            result.lacking = any(token.word.missing for token in own)
        if paragraph.lead and not index:
            result.lead = (len(result.tokens), paragraph.lead)
    if paragraph.hang:
        font = font_of(paragraph.runs[0] if paragraph.runs else Run(""))
        _hang(result, paragraph, font, leftwards=reading is not None and reading.rtl)
    if reading is not None or result.mixed:
        _note_reading(result, reading)
    _sum(result, parted, opening=reading is not None)
    result.loose_ends = rising(result.ends) if parted else result.ends
    return result


def _hang(result: Measured, paragraph: Paragraph, font: Font, *, leftwards: bool) -> None:
    """Note what leads the paragraph's first line and how far all of them stand in."""
    text = paragraph.hang
    hang = font.directed(text, bidi.levels(text, 1)) if leftwards else font.word(text)
    room = max(hang.width, font.word(paragraph.room).width if paragraph.room else 0.0)
    result.hang, result.indent = None if paragraph.inset else hang, room + HANG_GAP
    result.lacking = result.lacking or (result.hang is not None and bool(hang.missing))


def _note_reading(result: Measured, reading: Reading | None) -> None:
    """Note what the setting of other scripts needs to know."""
    result.mixed = True
    result.rtl = reading is not None and reading.rtl
    result.reach = furthest(word.reach for word in words_in(result))


def _tokens(run: Run, font: Font) -> tuple[list[Token], list[str]]:
    """The run's tokens and their texts; a no-break space stretches like a space but is no opportunity to break."""
    words = run.text.split(" ")
    if NBSP not in run.text and not run.link:
        tokens = list(map(font.spaced_tokens.__getitem__, words))
        if words[0]:
            tokens[0] = font.tokens[words[0]]
            return tokens, words
        return tokens[1:], words[1:]
    pieces = _pieces(words[0], spaced=False) if words[0] else []
    for stretch in words[1:]:
        pieces += _pieces(stretch, spaced=True)
    if run.link:
        tokens = [token_of(font, text, spaced, run.link) for text, spaced in pieces]
    else:
        tokens = [(font.spaced_tokens if spaced else font.tokens)[text] for text, spaced in pieces]
    return tokens, [text for text, _ in pieces]


def _pieces(stretch: str, *, spaced: bool) -> list[tuple[str, bool]]:
    """The tokens of a stretch without spaces, each with whether a space stands before it."""
    if NBSP not in stretch:
        return [(stretch, spaced)]
    first, *others = _PIECES.findall(stretch)
    lead = [("", True), (first, False)] if spaced and first == NBSP else [(first, spaced)]
    return [*lead, *((piece, False) for piece in others)]


def _sum(result: Measured, parted: list[tuple[int, tuple[Part, ...]]], *, opening: bool) -> None:
    """Note where lines may end: before every spaced token (or one that opens), and at the parts of *parted* ones."""
    tokens, ends, starts, cuts, position = result.tokens, result.ends, result.starts, result.cuts, 0.0
    for index, token in enumerate(tokens):  # the innermost part of typesetting
        gap = token.gap
        if gap or (opening and token.opens):
            ends.append(position)
            starts.append(position + gap)
            cuts.append((index, 0))
        position += token.advance
    if opening:
        result.kinds = [SPACE if tokens[index].gap else OPENING for index, _ in cuts]
    else:
        result.kinds = [SPACE] * len(cuts)
    if parted:
        befores = list(accumulate(map(_ADVANCE, tokens), initial=0.0))
        for index, parts in reversed(parted):
            _insert(result, index, parts, befores[index], bisect_right(cuts, (index, 0)))
    ends.append(position)
    starts.append(position)
    result.kinds.append(CUT)
    cuts.append((len(tokens), 0))
    if HYPHEN in result.kinds:
        _spare_last_word(result)
    result.space = tokens[0].word.font.space.width if tokens else 0.0


def _insert(result: Measured, index: int, parts: tuple[Part, ...], before: float, place: int) -> None:
    """Put the breaks inside token *index*, *before* which is so much, where they belong: after *place* others."""
    token = result.tokens[index]
    begin = before + token.gap
    result.ends[place:place] = [begin + part.before for part in parts]
    result.starts[place:place] = [begin + token.word.width - part.after for part in parts]
    result.kinds[place:place] = [part.kind for part in parts]
    result.cuts[place:place] = [(index, part.position) for part in parts]


def _spare_last_word(result: Measured) -> None:
    """Never hyphenate the last word of a paragraph, unless its author typed a soft hyphen."""
    spaces = result.spaces
    for index in range(result.last - 1, -1, -1):
        if spaces[index] < spaces[-1]:
            return
        if result.kinds[index] == HYPHEN and not result.softened(index):
            result.drop_break(index)
