"""The typefaces of a deck: which font file, and which others behind it, is meant by a name, bold and italic."""

from __future__ import annotations

import struct
from pathlib import Path

import uharfbuzz as hb

from deck.model import WHOLE, Part, Typeface
from deck.problems import Problems, Severity
from deck.text.facts import refused, unusable
from deck.text.fonts import Font, open_font
from deck.text.lexicon import Lexicon


class FontBook:
    """The typefaces of a deck by name, each face opened when it is first asked for."""

    def __init__(self, typefaces: dict[str, Typeface], language: str, problems: Problems) -> None:
        self.typefaces, self.language, self.problems = typefaces, language, problems
        self.lexicon: Lexicon | None = None  # where words are looked up that were shaped before
        self._fonts: dict[tuple[str, bool, bool], Font] = {}
        self._opened: dict[tuple[Path, Part, tuple[Font, ...]], Font] = {}

    def font(self, name: str, bold: bool = False, italic: bool = False) -> Font:
        """The face of a typeface with those it falls back on; a face that is not named is told and set in a near one.

        A typeface that is fallen back on need not have every face.
        """
        key = (name, bold, italic)
        if key not in self._fonts:
            chain = tuple(self._open(*self._nearest(other, bold, italic)) for other in self.typefaces[name].fallback)
            self._fonts[key] = self._open(*self._face(*key), chain)
        return self._fonts[key]

    def keep_words(self) -> None:
        """Keep the words that were shaped, for the next time."""
        if self.lexicon is not None:
            self.lexicon.keep(self._opened.values())

    @property
    def colored(self) -> bool:
        """Whether any of the fonts that have been asked for has glyphs in colours of their own."""
        return any(font.colored for font in self._opened.values())

    def tagged(self, tag: str) -> Font:
        """The font whose tag this is, among those that have been asked for."""
        return next(font for font in self._opened.values() if font.tag == tag)

    def _face(self, name: str, bold: bool, italic: bool) -> tuple[Path, Part]:
        wanted, found = self.typefaces[name].nearest(bold, italic)
        if found != wanted:
            self.problems.add(
                f'the typeface "{name}" has no {wanted.replace("_", " ")} face; {found} is used in its place.',
                hints=[f"Name a file for it in deck.yaml, under fonts, {name}:  {wanted}: …"],
                severity=Severity.WARNING,
            )
        return self._nearest(name, bold, italic)

    def _nearest(self, name: str, bold: bool, italic: bool) -> tuple[Path, Part]:
        typeface = self.typefaces[name]
        face = typeface.nearest(bold, italic)[1]
        return getattr(typeface, face), dict(typeface.parts).get(face, WHOLE)

    def _open(self, file: Path, part: Part, chain: tuple[Font, ...] = ()) -> Font:
        key = (file, part, chain)
        if key not in self._opened:
            try:
                font = open_font(file, self.language, chain, part)
            except (ValueError, OSError, hb.HarfBuzzError, struct.error):
                what, hints = unusable(file)
                self.problems.fail(what, hints=hints)
            if refusal := refused(file, font.licence_bits, font.face):
                self.problems.fail(refusal, hints=["Choose another typeface in deck.yaml, under fonts."])
            self._opened[key] = font
            if self.lexicon is not None:
                self.lexicon.lend(font)
        return self._opened[key]
