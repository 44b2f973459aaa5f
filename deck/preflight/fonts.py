"""Fonts of a PDF: whether they are embedded, and what is needed to know where text lies (ISO 32000-1, 9.5–9.9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
from msgspec import Struct

from deck.preflight.findings import Finding, bad, count, good, listed

TOPIC = "Fonts"
PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
UNSEEN = 0.5  # em; the width of a glyph, and the x-height, of fonts that do not tell theirs
DEPTH, HEIGHT = -0.2, 0.7  # em; how far letters usually reach, for fonts that do not tell
SUBTYPES = ("/Type0", "/Type1", "/MMType1", "/TrueType", "/Type3")
SPACE = 32
NESTED = 4  # dictionaries within one object: page, resources, fonts, font


class Face(Struct, frozen=True):
    """A font as text is set in it; lengths in em. *x_height* is None where the font does not tell it."""

    name: str
    embedded: bool
    composite: bool
    widths: Mapping[int, float]
    default: float = UNSEEN
    x_height: float | None = None
    depth: float = DEPTH
    height: float = HEIGHT

    def codes(self, text: bytes) -> Iterator[int]:
        """The character codes of a string: two bytes each in composite fonts."""
        if not self.composite:
            return iter(text)
        return (int.from_bytes(text[at : at + 2], "big") for at in range(0, len(text), 2))

    def advance(self, text: bytes, size: float, character: float, word: float) -> float:
        """How far *text* moves on at *size*, with *character* and *word* space added (9.3.2, 9.3.3)."""
        total = 0.0
        for code in self.codes(text):
            total += self.widths.get(code, self.default) * size + character
            if code == SPACE and not self.composite:
                total += word
        return total


def read_face(font: Any) -> Face:
    """The face of a font dictionary."""
    subtype, name = str(font.get("/Subtype")), str(font.get("/BaseFont", "/unnamed")).removeprefix("/")
    if subtype == "/Type0":
        inner = font["/DescendantFonts"][0]
        default = float(inner.get("/DW", 1000)) / 1000
        return _described(name, inner.get("/FontDescriptor"), True, _composite_widths(inner), default)
    if subtype == "/Type3":  # its glyphs are drawings of the file itself
        return Face(str(font.get("/Name", "/drawn")).removeprefix("/"), True, False, {})
    first = int(font.get("/FirstChar", 0))
    widths = {first + index: float(width) / 1000 for index, width in enumerate(font.get("/Widths", []))}
    return _described(name, font.get("/FontDescriptor"), False, widths, UNSEEN)


def _described(name: str, descriptor: Any, composite: bool, widths: Mapping[int, float], default: float) -> Face:
    if descriptor is None:
        return Face(name, False, composite, widths, default)
    embedded = any(key in descriptor for key in PROGRAMS)
    x_height = float(descriptor.get("/XHeight", 0)) / 1000
    return Face(name, embedded, composite, widths, default, x_height if x_height > 0.2 else None)


def _composite_widths(font: Any) -> dict[int, float]:
    """The widths of glyphs in both notations of the W array (9.7.4.3)."""
    widths: dict[int, float] = {}
    entries = list(font.get("/W", []))
    while len(entries) >= 2:
        first = int(entries.pop(0))
        if isinstance(entries[0], (int, float)) or not hasattr(entries[0], "__len__"):
            last, width = int(entries.pop(0)), float(entries.pop(0)) / 1000
            widths.update(dict.fromkeys(range(first, min(last, 0xFFFF) + 1), width))
        else:
            widths.update({first + index: float(width) / 1000 for index, width in enumerate(entries.pop(0))})
    return widths


def judge_fonts(pdf: Any, used: Mapping[str, set[int]], faces: Mapping[str, Face]) -> Iterator[Finding]:
    """Every font of the file, used or lying in wait, must be embedded: a press has no fonts of its own (9.9)."""
    known = [*_all_faces(pdf), *faces.values()]
    fonts = {face.name for face in known}
    missing = {face.name for face in known if not face.embedded}
    for name in sorted(missing):
        pages = used.get(name, set())
        where = "" if pages else ", though no text uses it"
        yield bad(TOPIC, f"{name} is not embedded{where}: the press would put another in its place", pages)
    if not fonts:
        yield good(TOPIC, "No fonts: there is no text in this file")
    elif not missing:
        yield good(TOPIC, f"{count(len(fonts), 'font')}, all embedded: {listed(_plain(name) for name in fonts)}")


def _all_faces(pdf: Any) -> Iterator[Face]:
    for value in pdf.objects:
        for font in _fonts_in(value):
            yield read_face(font)


def _fonts_in(value: Any, depth: int = 0) -> Iterator[Any]:
    """The font dictionaries that an object is or holds within itself, such as in a page's own resources."""
    if not isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)) or depth > NESTED:
        return
    if str(value.get("/Subtype")) in SUBTYPES and "/BaseFont" in value:
        yield value
    for _, inner in value.items():
        if isinstance(inner, pikepdf.Object) and not inner.is_indirect:
            yield from _fonts_in(inner, depth + 1)


def _plain(name: str) -> str:
    """A font's name without the tag of its subset (9.6.4) and its encoding."""
    return name.partition("+")[2].removesuffix("-Identity-H") or name
