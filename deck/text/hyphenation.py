"""Where a word may be parted at the end of a line, and what each part measures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from msgspec import Struct

from deck.text.dictionary import PHRASE, ZERO_WIDTH_SPACE
from deck.text.fonts import MOST_WORDS, Font
from deck.text.languages import Language
from deck.text.scripts import CUT_AT_NEED, HYPHENED, OTHER, script_of
from deck.text.shaped import Word
from deck.text.syllables import syllables

# Kinds of break: at a space, with a hyphen added, after a sign already there, where nothing but need allows it, and
# between two ideographs or words written without a space, where a justified line may be widened.
SPACE, HYPHEN, CUT, NEED, OPENING = 0, 1, 2, 3, 4
SOFT_HYPHEN = "\u00ad"
SHORTEST = 5  # letters; shorter words are not hyphenated

_SIGNS = re.compile(f"[-–‐—/.:@{SOFT_HYPHEN}{ZERO_WIDTH_SPACE}]")
_LETTERS = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"(?<=[^\W\d_])[-–‐—](?=[^\W\d_])|(?<=[^\W\d_]{3})/(?=[^\W\d_]{3})|(?<=\S)\u200a?—\u200a?(?=\S)")
_ADDRESS = re.compile(r"://|@|[^\W_]\.[a-z]{2}", re.IGNORECASE)
_ADDRESS_SIGN = re.compile(r"(?<=[^/])[/._\-?&=#~@](?=[^/._\-?&=#~@])|//(?=.)")


class Part(Struct, frozen=True):
    """A place where a word may break: after *position* characters, the widths (em) of what stands on each side.

    *before* includes the hyphen that is added there.
    """

    position: int
    kind: int
    before: float
    after: float


class Hyphenator:
    """The breaks inside words for one language; every word is looked up once."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._tables: dict[tuple[Font, bool, bool], _Table] = {}

    @cached_property
    def _patterns(self) -> Any:
        """Pyphen's patterns (Liang 1983) for the language; None when it has none."""
        import pyphen  # 12 ms: only decks that hyphenate pay it

        code = pyphen.language_fallback(self.language.code.replace("-", "_"))
        left, right = self.language.hyphens
        return pyphen.Pyphen(lang=code, left=left, right=right) if code else None

    def parts_of(self, font: Font, words: Iterable[str], hyphenate: bool, need: bool = False) -> list[tuple[Part, ...]]:
        """The breaks inside each of *words*, all of one face; in *need* some are cut between any two signs."""
        known = self._table(font, hyphenate, need)
        if len(known) > MOST_WORDS:
            known.clear()
        return list(map(known.__getitem__, words))

    def parts(self, font: Font, text: str, hyphenate: bool, need: bool = False) -> tuple[Part, ...]:
        """The breaks inside *text*, in order; with patterns only where *hyphenate* asks for them."""
        return self._table(font, hyphenate, need)[text]

    def _table(self, font: Font, hyphenate: bool, need: bool) -> _Table:
        table = self._tables.get((font, hyphenate, need))
        if table is None:
            table = self._tables[font, hyphenate, need] = _Table(self, font, hyphenate, need)
        return table

    def parts_in(self, word: Word, hyphenate: bool, need: bool = False) -> tuple[Part, ...]:
        """The breaks inside *word*, in order."""
        if not hyphenate and _SIGNS.search(word.text, 0, len(word.text) - 1) is None and not OTHER.search(word.text):
            return ()  # as most words, which none of the rules below is about
        return tuple(
            Part(at, kind, first_part(word, 0, at, kind).width, word.cut(at).width)
            for at, kind in sorted(self._positions(word.text, hyphenate, need).items())
        )

    def _positions(self, text: str, hyphenate: bool, need: bool) -> dict[int, int]:
        if _ADDRESS.search(text):
            return {match.end(): CUT for match in _ADDRESS_SIGN.finditer(text)}
        positions = {match.end(): CUT for match in _JOINED.finditer(text)}
        for index, character in enumerate(text[:-1], 1):
            if character == SOFT_HYPHEN and index > 1:
                positions[index] = HYPHEN
            elif character == ZERO_WIDTH_SPACE:
                positions[index] = CUT
        if hyphenate and self._patterns is not None:
            for match in _LETTERS.finditer(text):
                if len(match[0]) >= SHORTEST and match[0].islower():  # names and acronyms stay whole
                    positions.update((match.start() + at, HYPHEN) for at in self._patterns.positions(match[0]))
        if OTHER.search(text):
            positions = _as_written(text, positions)
            if need or PHRASE.search(text):
                positions = dict.fromkeys(syllables(text), NEED) | positions
        return positions


class _Table(dict[str, tuple[Part, ...]]):
    """The breaks inside the words of one face, by text; each word's are found when they are first asked for."""

    def __init__(self, hyphenator: Hyphenator, font: Font, hyphenate: bool, need: bool) -> None:
        super().__init__()
        self._hyphenator, self._font, self._hyphenate, self._need = hyphenator, font, hyphenate, need

    def __missing__(self, text: str) -> tuple[Part, ...]:
        parts = self[text] = self._hyphenator.parts_in(self._font.word(text), self._hyphenate, self._need)
        return parts


def _as_written(text: str, positions: dict[int, int]) -> dict[int, int]:
    """The same breaks where the letters before them take a hyphen; scripts that join letters are not parted."""
    kept = {}
    for at, kind in positions.items():
        before = text[:at].rstrip(SOFT_HYPHEN)[-1:]
        if kind != HYPHEN or not OTHER.match(before) or script_of(before) in HYPHENED:
            kept[at] = kind
        elif CUT_AT_NEED.match(before):
            kept[at] = CUT  # what the author typed says where, but no sign is added
    return kept


def first_part(word: Word, begin: int, end: int, kind: int) -> Word:
    """What of *word*, from *begin* on, stands on a line that a break after *end* characters ends."""
    text = head(word.text, end, kind)
    if not word.levels:
        return word.font.word(text[begin:])
    sign = "-" if kind == HYPHEN else ""
    return word.cut(begin, len(text) - len(sign), sign)


def head(text: str, position: int, kind: int) -> str:
    """What stands at the end of a line when *text* breaks at *position*."""
    return text[:position].removesuffix(SOFT_HYPHEN) + "-" if kind == HYPHEN else text[:position]
