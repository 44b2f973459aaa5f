"""A paragraph measured in em: prefix sums over its break opportunities, so that any size is tried at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, chain
from operator import attrgetter

from msgspec import Struct, field

from deck.text.hyphenation import OPENING, SOFT_HYPHEN, SPACE, first_part
from deck.text.shaped import Token, Word
from deck.text.shaping import Reach

SHRINK = 0.2  # a word space may give up a fifth of itself: justified lines keep 80 % at least

_SHOWN, _STRETCHES = attrgetter("shown"), attrgetter("stretches")


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
            self._tight = (rising(ends), starts)
        return self._tight

    def drop_break(self, index: int) -> None:
        """Remove one break opportunity."""
        self._counted = None
        for values in (self.ends, self.starts, self.kinds, self.cuts):
            del values[index]

    def softened(self, index: int) -> bool:
        """Whether a break stands at a soft hyphen, which the author typed."""
        token, offset = self.cuts[index]
        return self.tokens[token].word.text[:offset].endswith(SOFT_HYPHEN)


def words_in(paragraph: Measured) -> Iterator[Word]:
    """The words of a paragraph, its bullet first."""
    if paragraph.hang:
        yield paragraph.hang
    for token in paragraph.tokens:
        yield token.word


def line_words(paragraph: Measured, start: tuple[int, int], stop: int) -> list[Word]:
    """The words, word spaces among them, of the line from the cut *start* to break *stop*; no space at its ends."""
    (token, offset), (last, last_offset), tokens = start, paragraph.cuts[stop], paragraph.tokens
    if token == last and last_offset:
        return [first_part(tokens[token].word, offset, last_offset, paragraph.kinds[stop])]
    words = list(chain.from_iterable(map(_SHOWN, tokens[token:last])))
    if token < last:
        first = tokens[token].word
        rest = [first.cut(offset)] if 0 < offset < len(first.text) else []
        words[: tokens[token].spaced + (offset > 0)] = rest
    if last_offset:
        words += tokens[last].shown[: tokens[last].spaced]
        words.append(first_part(tokens[last].word, 0, last_offset, paragraph.kinds[stop]))
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


def rising(ends: list[float]) -> list[float]:
    """*ends* made monotone from behind: a hyphen may reach past the next break."""
    rising = list(ends)
    for index in range(len(rising) - 2, -1, -1):
        if rising[index] > rising[index + 1]:
            rising[index] = rising[index + 1]
    return rising
