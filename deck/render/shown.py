"""How words are shown by glyph number: the strings and gaps of a TJ array, and what each glyph stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, reduce
from itertools import compress, pairwise
from operator import or_
from typing import TypeVar
from weakref import WeakKeyDictionary

from deck.text.fonts import MOST_WORDS, Font
from deck.text.shaped import Word
from deck.text.shaping import font_texts

# Numbers of glyphs that no font has, for letters of scripts read from right to left (U+0590 to U+08FF, joiners).
UNSEEN, MOST_UNSEEN = 0xF000, 0x1000
UNSEEN_WIDTH = 110  # 1/1000 em: of letters that stand nearer to one another, poppler takes one for a double

FoundT = TypeVar("FoundT")
Glyphs = tuple[tuple[int, str], ...]  # glyph numbers and what each stands for


class ShownFont:
    """One font while something is drawn: how its words are written, and which have been."""

    def __init__(self, font: Font) -> None:
        self.font, self.name = font, f"F{font.tag}"
        self._encoder = _encoder(font)
        self._fragments = self._encoder.fragments
        self._words: set[Word] = set()
        self._unseen: set[tuple[int, str]] = set()

    def fragment(self, word: Word) -> str:
        """The elements of a TJ array that show *word*: glyph numbers, kerning between them (1/1000 em)."""
        self._words.add(word)
        return self._fragments[word]

    def fragments(self, words: Sequence[Word]) -> list[str]:
        """The same of many *words*; KeyError when one of them takes more than that, or another font."""
        found = list(map(self._encoder.plain.__getitem__, words))
        self._words.update(words)
        return found

    def remember(self, word: Word) -> None:
        """Note that *word* is shown, by other operators than a TJ array."""
        self._words.add(word)

    def unseen(self, letters: str) -> list[int]:
        """The numbers of glyphs without ink that tell *letters* alone; to be shown as invisible text.

        None of a font that has so many glyphs of its own: those of China, which have no letters that need it.
        """
        if self.font.face.glyph_count > UNSEEN:
            return []
        numbers = [UNSEEN + ord(letter) % MOST_UNSEEN for letter in letters]
        self._unseen.update(zip(numbers, letters, strict=True))
        return numbers

    def glyphs(self) -> Glyphs:
        """The glyphs of all the words that were shown."""
        return (*self._unseen, *self._encoder.glyphs(self._words))


class _Encoder:
    """How the words of one font are written, each found once in a process."""

    def __init__(self, font: Font) -> None:
        self.fragments = _Found(self.encode)
        self.plain = _Found(self._plainly)
        self._masks = _Found(self._mask)
        self._meanings = _Bits()
        self._font, self._advance = font, cache(font.advance)

    def glyphs(self, words: Iterable[Word]) -> Iterator[tuple[int, str]]:
        """The glyphs of *words* with what each stands for; a bit each, which are put together in no time."""
        mask = reduce(or_, map(self._masks.__getitem__, words), 0)
        return compress(self._meanings, map("1".__eq__, bin(mask)[:1:-1]))

    def _mask(self, word: Word) -> int:
        return reduce(or_, map(self._meanings.__getitem__, _meanings(word)), 0)

    def _plainly(self, word: Word) -> str:
        """The fragment of a word that its glyphs show and tell, one after the other; KeyError for any other."""
        if word.font is not self._font or not word.glyphs or word.spelled or word.raised or self._font.colored:
            raise KeyError(word)
        return self.fragments[word]

    def encode(self, word: Word) -> str:
        """The elements of a TJ array: glyphs, and before each that stands off its place how far (1/1000 em)."""
        glyphs, lead = word.glyphs, ""
        spare = [own - advance for own, advance in zip(map(self._advance, glyphs), word.advances, strict=True)]
        if any(x for x, _ in word.offsets):
            shifts = [x for x, _ in word.offsets]
            after = (round((gap + x) * 1000) for gap, x in zip(spare, shifts, strict=True))
            gaps = [gap - round(x * 1000) for gap, x in zip(after, [*shifts[1:], 0.0], strict=True)]
            lead = str(-round(shifts[0] * 1000)) if round(shifts[0] * 1000) else ""
        else:
            gaps = [round(gap * 1000) for gap in spare]
        if not any(gaps):
            return lead + (coded(glyphs) if glyphs else "")
        out, start = [lead], 0
        for stop, gap in enumerate(gaps, 1):
            if gap:
                out += (coded(glyphs[start:stop]), str(gap))
                start = stop
        # A number at the end keeps a space, lest it run into one that follows.
        return "".join([*out, coded(glyphs[start:])] if start < len(glyphs) else [*out, " "])


def coded(glyphs: Iterable[int]) -> str:
    """Glyph numbers as a string of two bytes each, the characters of which are bytes (ISO 32000-1, 7.3.4.2)."""
    return f"({''.join(map(_code, glyphs))})"


@cache
def _code(glyph: int) -> str:
    return "".join(_ESCAPED.get(byte, chr(byte)) for byte in divmod(glyph, 256))


_ESCAPED = {ord(sign): f"\\{sign}" for sign in "()\\"} | {0x0D: "\\r"}  # a bare one would be read as a line feed


class _Bits(dict[tuple[int, str], int]):
    """A bit of its own for everything that is asked for, in the order in which it is."""

    def __missing__(self, thing: tuple[int, str]) -> int:
        bit = self[thing] = 1 << len(self)
        return bit


class _Found(dict[Word, FoundT]):
    """What *find* finds for words, each found once."""

    def __init__(self, find: Callable[[Word], FoundT]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: Word) -> FoundT:
        if len(self) > MOST_WORDS:
            self.clear()
        found = self[word] = self._find(word)
        return found


_ENCODERS: WeakKeyDictionary[Font, _Encoder] = WeakKeyDictionary()


def _encoder(font: Font) -> _Encoder:
    encoder = _ENCODERS.get(font)
    if encoder is None:
        encoder = _ENCODERS[font] = _Encoder(font)
    return encoder


def _meanings(word: Word) -> Iterable[tuple[int, str]]:
    """Each glyph of *word* with the letters it stands for; the first of a cluster has them all."""
    if word.spelled:
        return font_texts(word)
    if word.clusters == tuple(range(len(word.text))):
        return zip(word.glyphs, word.text, strict=True)
    return _by_cluster(word)


def _by_cluster(word: Word) -> Iterator[tuple[int, str]]:
    ends = dict(pairwise(sorted({*word.clusters, len(word.text)})))
    seen: set[int] = set()
    for glyph, cluster in zip(word.glyphs, word.clusters, strict=True):
        yield glyph, "" if cluster in seen else word.text[cluster : ends[cluster]]
        seen.add(cluster)
