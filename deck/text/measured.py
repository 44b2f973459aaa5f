"""A paragraph measured in em: prefix sums over its break opportunities, so that any size is tried at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from deck.text.fonts import Font, Token, Word
from deck.text.hyphenation import CUT, HYPHEN, SOFT_HYPHEN, SPACE, Hyphenator, head
from deck.text.languages import NBSP
from deck.text.markup import web_address
from deck.text.runs import Paragraph, Run

SHRINK = 0.2  # a word space may give up a fifth of itself: justified lines keep 80 % at least
HANG_GAP = 0.35  # em between a list's bullet and its text

_PIECES = re.compile(f"{NBSP}|[^{NBSP}]+")


@dataclass(slots=True)
class Measured:
    """Break opportunities of a paragraph; the last one is its end. All positions in em from its beginning.

    A line from after break i to break j is ``ends[j] - starts[i]`` wide and holds ``spaces[j] - skipped[i]`` word
    spaces. The ``tight_`` sums are the same with every word space shrunk as far as it may; ``tight_ends`` and
    ``loose_ends`` are made monotone, so that they can be bisected. All lines stand in by *indent*, past the bullet
    *hang* of the first. *pieces* are the words of all tokens with their spaces, *places* where each token's word is
    among them.
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
    loose_ends: list[float] = field(default_factory=list)
    pieces: list[Word] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    _tight: tuple[list[float], list[float]] | None = None

    @property
    def last(self) -> int:
        """The index of the break at the paragraph's end."""
        return len(self.ends) - 1

    @property
    def continues(self) -> bool:
        """Whether it goes on with the paragraph before it, of which a hard break ended the line."""
        return self.gap == 0 and self.hang is None

    @property
    def linked(self) -> bool:
        """Whether any of its words leads somewhere."""
        return any(token.link for token in self.tokens)

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
    result.loose_ends = _rising(result.ends) if any(result.kinds) else result.ends
    return result


def _tokenise(run: Run, font: Font, tokens: list[Token]) -> None:
    """Append the run's tokens; a no-break space stretches like a space but is no opportunity to break."""
    link = run.link
    for index, stretch in enumerate(run.text.split(" ")):
        spaced = index > 0
        if NBSP in stretch:
            for piece in _PIECES.findall(stretch):
                if piece == NBSP and spaced:
                    tokens.append(_token("", True, link, font))
                tokens.append(_token(piece, spaced and piece != NBSP, link, font))
                spaced = False
        elif stretch or index:
            tokens.append(font.tokens.get((stretch, spaced, link)) or _token(stretch, spaced, link, font))


def _token(text: str, spaced: bool, link: str, font: Font) -> Token:
    """The token, from the font's store when it was made before."""
    key = (text, spaced, link)
    token = font.tokens.get(key)
    if token is None:
        token = font.tokens[key] = Token(font.word(text), spaced, link or web_address(text))
    return token


def _sum(result: Measured, hyphenator: Hyphenator, hyphenate: bool) -> None:
    """Walk over the tokens once and note where lines may end: the innermost loop of typesetting."""
    position, spaces = 0.0, 0
    ends, starts, counts, kinds, cuts = result.ends, result.starts, result.spaces, result.kinds, result.cuts
    pieces, places = result.pieces, result.places
    font: Font | None = None
    for index, token in enumerate(result.tokens):
        word = token.word
        if word.font is not font:
            font = word.font
            space, gap, parts = font.space, font.space.width, hyphenator.table(font, hyphenate)
        if token.spaced:
            ends.append(position)
            position += gap
            starts.append(position)
            counts.append(spaces)
            kinds.append(SPACE)
            cuts.append((index, 0))
            spaces += 1
            pieces.append(space)
        text = word.text
        places.append(len(pieces))
        if text:
            pieces.append(word)
        if text == NBSP:
            spaces += 1
        elif len(text) > 1:
            found = parts.get(text)
            for part in hyphenator.parts(font, text, hyphenate) if found is None else found:
                ends.append(position + part.before)
                starts.append(position + word.width - part.after)
                counts.append(spaces)
                kinds.append(part.kind)
                cuts.append((index, part.position))
        position += word.width
    result.skipped = [count + (kind == SPACE) for count, kind in zip(counts, kinds, strict=True)]
    _spare_last_word(result, spaces)
    result.add_break(position, position, spaces, CUT, (len(result.tokens), 0))
    places.append(len(pieces))
    result.space = result.tokens[0].word.font.space.width if result.tokens else 0.0


def _spare_last_word(result: Measured, spaces: int) -> None:
    """Never hyphenate the last word of a paragraph, unless its author typed a soft hyphen."""
    for index in range(len(result.kinds) - 1, -1, -1):
        if result.spaces[index] < spaces:
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


def line_words(paragraph: Measured, start: tuple[int, int], stop: int) -> list[Word]:
    """The words, word spaces among them, of the line from the cut *start* to break *stop*; no space at its ends."""
    token, offset = start
    last, last_offset = paragraph.cuts[stop]
    places, pieces, tokens = paragraph.places, paragraph.pieces, paragraph.tokens
    if token == last and last_offset:
        return [_part(tokens[token].word, offset, last_offset, paragraph.kinds[stop])]
    words: list[Word] = []
    first = places[token] if token < len(tokens) else len(pieces)
    if offset:
        word = tokens[token].word
        if offset < len(word.text):
            words.append(word.font.word(word.text[offset:]))
        first += 1
    if last_offset:
        words += pieces[first : places[last]]
        words.append(_part(tokens[last].word, 0, last_offset, paragraph.kinds[stop]))
    else:
        words += pieces[first : places[last] - (last < len(tokens) and tokens[last].spaced)]
    while words and words[0] is words[0].font.space:
        del words[0]
    return words


def _part(word: Word, begin: int, end: int, kind: int) -> Word:
    """What of *word* stands on a line that a break inside it ends."""
    return word.font.word(head(word.text, end, kind)[begin:])


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
