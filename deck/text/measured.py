"""A paragraph measured in em: prefix sums over its break opportunities, so that any size is tried at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from deck.text.fonts import Font, Word
from deck.text.hyphenation import CUT, HYPHEN, SOFT_HYPHEN, SPACE, Hyphenator, head
from deck.text.languages import NBSP
from deck.text.markup import web_address
from deck.text.runs import Paragraph, Run

SHRINK = 0.2  # a word space may give up a fifth of itself: justified lines keep 80 % at least
HANG_GAP = 0.35  # em between a list's bullet and its text

_SPACES = re.compile(f"([ {NBSP}])")


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch without a space in one face; *spaced* when a word space stands before it, *link* where it leads."""

    word: Word
    spaced: bool
    link: str = ""


@dataclass(slots=True)
class Measured:
    """Break opportunities of a paragraph; the last one is its end. All positions in em from its beginning.

    A line from after break i to break j is ``ends[j] - starts[i]`` wide and holds ``spaces[j] - skipped[i]`` word
    spaces. The ``tight_`` sums are the same with every word space shrunk as far as it may; ``tight_ends`` is
    made monotone, so that it can be bisected. All lines stand in by *indent*, past the bullet *hang* of the first.
    """

    gap: float = 0.0
    foot: bool = False
    hang: Word | None = None
    indent: float = 0.0
    space: float = 0.0
    tokens: list[Token] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    spaces: list[int] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    cuts: list[tuple[int, int]] = field(default_factory=list)
    tight_ends: list[float] = field(default_factory=list)
    tight_starts: list[float] = field(default_factory=list)
    loose_ends: list[float] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The index of the break at the paragraph's end."""
        return len(self.ends) - 1

    @property
    def continues(self) -> bool:
        """Whether it goes on with the paragraph before it, of which a hard break ended the line."""
        return self.gap == 0 and self.hang is None

    def add_break(self, end: float, start: float, spaces: int, kind: int, cut: tuple[int, int]) -> None:
        """Append one break opportunity."""
        self.ends.append(end)
        self.starts.append(start)
        self.spaces.append(spaces)
        self.skipped.append(spaces + (kind == SPACE))
        self.kinds.append(kind)
        self.cuts.append(cut)

    def drop_break(self, index: int) -> None:
        """Remove one break opportunity."""
        for values in (self.ends, self.starts, self.spaces, self.skipped, self.kinds, self.cuts):
            del values[index]

    def softened(self, index: int) -> bool:
        """Whether a break stands at a soft hyphen, which the author typed."""
        token, offset = self.cuts[index]
        return self.tokens[token].word.text[:offset].endswith(SOFT_HYPHEN)


FontOf = Callable[[Run], Font]


def measure(paragraph: Paragraph, font_of: FontOf, hyphenator: Hyphenator, hyphenate: bool) -> Measured:
    """The paragraph's break opportunities; *hyphenate* adds those of the language's patterns.

    *font_of* gives a run's font. Text is shaped word by word; nothing depends on the size it is set in.
    """
    result = Measured(gap=paragraph.gap, foot=paragraph.foot)
    for run in paragraph.runs:
        _tokenise(run, font_of(run), result.tokens)
    if paragraph.hang:
        hang = font_of(paragraph.runs[0] if paragraph.runs else Run("")).word(paragraph.hang)
        result.hang, result.indent = None if paragraph.inset else hang, hang.width + HANG_GAP
    _sum(result, hyphenator, hyphenate)
    _tighten(result)
    return result


def _tokenise(run: Run, font: Font, tokens: list[Token]) -> None:
    """Append the run's tokens; a no-break space stretches like a space but is no opportunity to break."""
    spaced = False
    pieces = _SPACES.split(run.text)
    for index, piece in enumerate(pieces):
        if index % 2:
            if spaced:
                tokens.append(Token(font.word(""), True, run.link))
            spaced = True
            if piece == NBSP:
                tokens.append(Token(font.word(NBSP), False, run.link))
                spaced = False
        elif piece:
            tokens.append(Token(font.word(piece), spaced, run.link or web_address(piece)))
            spaced = False
    if spaced:
        tokens.append(Token(font.word(""), True, run.link))


def _sum(result: Measured, hyphenator: Hyphenator, hyphenate: bool) -> None:
    position, spaces = 0.0, 0
    for index, token in enumerate(result.tokens):
        word = token.word
        if token.spaced:
            after = position + word.font.space.width
            result.add_break(position, after, spaces, SPACE, (index, 0))
            position, spaces = after, spaces + 1
        if word.text == NBSP:
            spaces += 1
        elif len(word.text) > 1:
            for part in hyphenator.parts(word.font, word.text, hyphenate):
                start = position + word.width - part.after
                result.add_break(position + part.before, start, spaces, part.kind, (index, part.position))
        position += word.width
    _spare_last_word(result, spaces)
    result.add_break(position, position, spaces, CUT, (len(result.tokens), 0))
    result.space = result.tokens[0].word.font.space.width if result.tokens else 0.0


def _spare_last_word(result: Measured, spaces: int) -> None:
    """Never hyphenate the last word of a paragraph, unless its author typed a soft hyphen."""
    for index in range(len(result.kinds) - 1, -1, -1):
        if result.spaces[index] < spaces:
            return
        if result.kinds[index] == HYPHEN and not result.softened(index):
            result.drop_break(index)


def _tighten(result: Measured) -> None:
    give = result.space * SHRINK
    result.tight_ends = [end - give * count for end, count in zip(result.ends, result.spaces, strict=True)]
    result.tight_starts = [start - give * count for start, count in zip(result.starts, result.skipped, strict=True)]
    result.loose_ends = list(result.ends)
    for ends in (result.tight_ends, result.loose_ends):
        for index in range(len(ends) - 2, -1, -1):  # a hyphen may reach past the next break
            ends[index] = min(ends[index], ends[index + 1])


def line_words(paragraph: Measured, start: tuple[int, int], stop: int) -> list[Word]:
    """The words, word spaces among them, of the line from the cut *start* to break *stop*."""
    return line_pieces(paragraph, start, stop)[0]


def line_pieces(paragraph: Measured, start: tuple[int, int], stop: int) -> tuple[list[Word], list[str]]:
    """The words of that line and, for each of them, where it leads; a space goes with the word after it."""
    token_index, offset = start
    last_index, last_offset = paragraph.cuts[stop]
    words: list[Word] = []
    links: list[str] = []
    for index in range(token_index, min(last_index + 1, len(paragraph.tokens))):
        token = paragraph.tokens[index]
        text, font = token.word.text, token.word.font
        begin = offset if index == token_index else 0
        if index == last_index:
            if not last_offset:
                break
            kind = paragraph.kinds[stop]
            words += _spaced(token, words)
            words.append(font.word(head(text, last_offset, kind)[begin:]))
        else:
            words += _spaced(token, words)
            if begin < len(text):
                words.append(font.word(text[begin:]) if begin else token.word)
        links += [token.link] * (len(words) - len(links))
    return words, links


def _spaced(token: Token, words: list[Word]) -> list[Word]:
    """The space before a token; none at the beginning of a line."""
    return [token.word.font.space] if token.spaced and words else []
