"""A paragraph measured in em: prefix sums over its break opportunities, so that any size is tried at once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate, chain, compress, repeat
from operator import add, attrgetter

from msgspec import Struct, field

from deck.text import bidi
from deck.text.fonts import Font, Token, Word, token_of
from deck.text.hyphenation import CUT, HYPHEN, OPENING, SOFT_HYPHEN, SPACE, Hyphenator, Part, first_part
from deck.text.languages import NBSP
from deck.text.runs import Paragraph, Run
from deck.text.shaping import Reach, furthest
from deck.text.tokens import Reading, read_tokens, reading_of

SHRINK = 0.2  # a word space may give up a fifth of itself: justified lines keep 80 % at least
HANG_GAP = 0.35  # em between a list's bullet and its text

_ADVANCE, _GAP, _STRETCHES = attrgetter("advance"), attrgetter("gap"), attrgetter("stretches")
_SHOWN, _SPACED = attrgetter("shown"), attrgetter("spaced")
_PIECES = re.compile(f"{NBSP}|[^{NBSP}]+")


class Measured(Struct):
    """Break opportunities of a paragraph; the last one is its end. All positions in em from its beginning.

    A line from after break i to break j is ``ends[j] - starts[i]`` wide and holds ``spaces[j] - skipped[i]`` word
    spaces. The ``tight_`` sums are the same with every word space shrunk as far as it may; ``tight_ends`` and
    ``loose_ends`` are made monotone, so that they can be bisected. All lines stand in by *indent*, past the bullet
    *hang* of the first. *linked* when some words lead somewhere, *lacking* when a font has no glyph for some sign; a
    *heading* stays with what follows it. Of text that is not all of alphabets read from left to right: *mixed* when
    its words have parts or levels, *rtl* when it reads from right to left, *reach* (em) is how far its ink goes above
    and below the baseline. *language* is its language where it is not the deck's, *lead* counts the tokens at its
    beginning that are in another again.
    """

    gap: float = 0.0
    foot: bool = False
    hang: Word | None = None
    indent: float = 0.0
    space: float = 0.0
    tokens: list[Token] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    cuts: list[tuple[int, int]] = field(default_factory=list)
    loose_ends: list[float] = field(default_factory=list)
    linked: bool = False
    heading: bool = False
    lacking: bool = False
    mixed: bool = False
    rtl: bool = False
    reach: Reach | None = None
    language: str = ""
    lead: tuple[int, str] = (0, "")
    _pieces: tuple[list[Word], list[int]] | None = None
    _tight: tuple[list[float], list[float]] | None = None
    _counted: tuple[list[int], list[int]] | None = None

    @property
    def last(self) -> int:
        """The index of the break at the paragraph's end."""
        return len(self.ends) - 1

    @property
    def continues(self) -> bool:
        """Whether it goes on with the paragraph before it, of which a hard break ended the line."""
        return self.gap == 0 and self.hang is None

    @property
    def spaces(self) -> list[int]:
        """How many word spaces stand before each break."""
        return self._counts()[0]

    @property
    def skipped(self) -> list[int]:
        """How many stand before the line after each break."""
        return self._counts()[1]

    def _counts(self) -> tuple[list[int], list[int]]:
        """Both, made when justified setting first asks for them."""
        if self._counted is None:
            tokens, before = self.tokens, list(accumulate(map(_STRETCHES, self.tokens), initial=0))
            spaces = [before[token] + (offset > 0 and tokens[token].spaced) for token, offset in self.cuts]
            skipped = [n + (kind in (SPACE, OPENING)) for n, kind in zip(spaces, self.kinds, strict=True)]
            self._counted = (spaces, skipped)
        return self._counted

    @property
    def tight_ends(self) -> list[float]:
        """``ends`` with all word spaces at their narrowest."""
        return self._tightened()[0]

    @property
    def tight_starts(self) -> list[float]:
        """``starts`` with all word spaces at their narrowest."""
        return self._tightened()[1]

    def _tightened(self) -> tuple[list[float], list[float]]:
        """Both, made when justified setting first asks for them."""
        if self._tight is None:
            give = self.space * SHRINK
            ends = [end - give * count for end, count in zip(self.ends, self.spaces, strict=True)]
            starts = [start - give * count for start, count in zip(self.starts, self.skipped, strict=True)]
            self._tight = (_rising(ends), starts)
        return self._tight

    def pieces(self) -> tuple[list[Word], list[int]]:
        """The words of all tokens with their spaces, and where among them each token's word is (and the end)."""
        if self._pieces is None:
            shown = list(map(_SHOWN, self.tokens))
            pieces = list(chain.from_iterable(shown))
            ends = accumulate(map(len, shown), initial=0)
            places = list(map(add, ends, map(_SPACED, self.tokens)))
            self._pieces = (pieces, [*places, len(pieces)])
        return self._pieces

    def drop_break(self, index: int) -> None:
        """Remove one break opportunity."""
        self._counted = None
        for values in (self.ends, self.starts, self.kinds, self.cuts):
            del values[index]

    def softened(self, index: int) -> bool:
        """Whether a break stands at a soft hyphen, which the author typed."""
        token, offset = self.cuts[index]
        return self.tokens[token].word.text[:offset].endswith(SOFT_HYPHEN)


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
    result.loose_ends = _rising(result.ends) if parted else result.ends
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
    """Note where lines may end: before every spaced token (or one that opens), and at the parts of *parted* ones.

    This is the innermost part of typesetting: what runs over whole lists is many times as fast as a loop.
    """
    tokens = result.tokens
    befores = list(accumulate(map(_ADVANCE, tokens), initial=0.0))
    gaps = list(map(_GAP, tokens))
    chosen = [token.gap or token.opens for token in tokens] if opening else gaps
    spaced = list(compress(range(len(tokens)), chosen))
    result.ends = list(compress(befores, chosen))
    result.starts = list(map(add, result.ends, compress(gaps, chosen)))
    result.kinds = [SPACE if gap else OPENING for gap in compress(gaps, chosen)] if opening else [SPACE] * len(spaced)
    result.cuts = list(zip(spaced, repeat(0), strict=False))
    for index, parts in reversed(parted):
        _insert(result, index, parts, befores, bisect_right(spaced, index))
    result.ends.append(befores[-1])
    result.starts.append(befores[-1])
    result.kinds.append(CUT)
    result.cuts.append((len(tokens), 0))
    if HYPHEN in result.kinds:
        _spare_last_word(result)
    result.space = tokens[0].word.font.space.width if tokens else 0.0


def _insert(result: Measured, index: int, parts: tuple[Part, ...], befores: list[float], place: int) -> None:
    """Put the breaks inside token *index* where they belong, after the *place* spaces up to it."""
    token = result.tokens[index]
    begin = befores[index] + token.gap
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


def _rising(ends: list[float]) -> list[float]:
    """*ends* made monotone from behind: a hyphen may reach past the next break."""
    rising = list(ends)
    for index in range(len(rising) - 2, -1, -1):
        if rising[index] > rising[index + 1]:
            rising[index] = rising[index + 1]
    return rising


def words_in(paragraph: Measured) -> Iterator[Word]:
    """The words of a paragraph, its bullet first."""
    if paragraph.hang:
        yield paragraph.hang
    for token in paragraph.tokens:
        yield token.word


def line_words(paragraph: Measured, start: tuple[int, int], stop: int) -> list[Word]:
    """The words, word spaces among them, of the line from the cut *start* to break *stop*; no space at its ends."""
    token, offset = start
    last, last_offset = paragraph.cuts[stop]
    (pieces, places), tokens = paragraph.pieces(), paragraph.tokens
    if token == last and last_offset:
        return [first_part(tokens[token].word, offset, last_offset, paragraph.kinds[stop])]
    words: list[Word] = []
    first = places[token] if token < len(tokens) else len(pieces)
    if offset:
        word = tokens[token].word
        if offset < len(word.text):
            words.append(word.cut(offset))
        first += 1
    if last_offset:
        words += pieces[first : places[last]]
        words.append(first_part(tokens[last].word, 0, last_offset, paragraph.kinds[stop]))
    else:
        words += pieces[first : places[last] - (last < len(tokens) and tokens[last].spaced)]
    while words and words[0].text in ("", " "):
        del words[0]
    return words


def line_pieces(paragraph: Measured, start: tuple[int, int], stop: int) -> tuple[list[Word], list[str]]:
    """The words of that line and, for each of them, where it leads; a space goes with the word after it."""
    token, offset = start
    last, last_offset = paragraph.cuts[stop]
    words = line_words(paragraph, start, stop)
    links: list[str] = []
    for index in range(token, last + bool(last_offset)):
        here = paragraph.tokens[index]
        shown = bool(here.word.text) and not (index == token and offset >= len(here.word.text))
        links += [here.link] * ((here.spaced and bool(links)) + shown)
    return words, links
