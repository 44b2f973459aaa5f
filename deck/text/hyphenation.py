"""Where a word may be parted at the end of a line, and what each part measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from deck.text.fonts import MOST_WORDS, Font, Token
from deck.text.languages import Language

SPACE, HYPHEN, CUT = 0, 1, 2  # kinds of break: at a space, with a hyphen added, after a sign already there
SOFT_HYPHEN, ZERO_WIDTH_SPACE = "\u00ad", "\u200b"
SHORTEST = 5  # letters; shorter words are not hyphenated

_LETTERS = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"(?<=[^\W\d_])[-–‐—](?=[^\W\d_])|(?<=[^\W\d_]{3})/(?=[^\W\d_]{3})|(?<=\S)\u200a?—\u200a?(?=\S)")
_ADDRESS = re.compile(r"://|@|[^\W_]\.[a-z]{2}", re.IGNORECASE)
_ADDRESS_SIGN = re.compile(r"(?<=[^/])[/._\-?&=#~@](?=[^/._\-?&=#~@])|//(?=.)")


@dataclass(frozen=True, slots=True)
class Part:
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
        self._tables: dict[tuple[Font, bool], dict[str, tuple[Part, ...]]] = {}

    @cached_property
    def _patterns(self) -> Any:
        """Pyphen's patterns (Liang 1983) for the language; None when it has none."""
        import pyphen  # 12 ms: only decks that hyphenate pay it

        code = pyphen.language_fallback(self.language.code.replace("-", "_"))
        left, right = self.language.hyphens
        return pyphen.Pyphen(lang=code, left=left, right=right) if code else None

    def parts_of(self, font: Font, tokens: Sequence[Token], hyphenate: bool) -> list[tuple[Part, ...]]:
        """The breaks inside each of *tokens*, all of one face."""
        known = self._tables.setdefault((font, hyphenate), {})
        found = [known.get(token.word.text) for token in tokens]
        if None in found:
            return [self.parts(font, token.word.text, hyphenate) for token in tokens]
        return found  # type: ignore[return-value]  # None is not among them

    def parts(self, font: Font, text: str, hyphenate: bool) -> tuple[Part, ...]:
        """The breaks inside *text*, in order; with patterns only where *hyphenate* asks for them."""
        known = self._tables.setdefault((font, hyphenate), {})
        found = known.get(text)
        if found is None:
            if len(known) > MOST_WORDS:
                known.clear()
            found = known[text] = tuple(
                Part(at, kind, font.word(head(text, at, kind)).width, font.word(text[at:]).width)
                for at, kind in sorted(self._positions(text, hyphenate).items())
            )
        return found

    def _positions(self, text: str, hyphenate: bool) -> dict[int, int]:
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
        return positions


def head(text: str, position: int, kind: int) -> str:
    """What stands at the end of a line when *text* breaks at *position*."""
    return text[:position].removesuffix(SOFT_HYPHEN) + "-" if kind == HYPHEN else text[:position]
