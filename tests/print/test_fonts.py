"""Typefaces: embedded, subset, told apart by what is in them, and as wide as the file says."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from tests.print.printer import Printer
from tests.print.tools import fonts_listed

UPRIGHT, OTHER = "A", "C"  # categories whose words differ


@dataclass(frozen=True, slots=True)
class Embedded:
    """A font as it lies in a file: its name, its subset's tag, its program, the widths that the file tells."""

    name: str
    tag: str
    program: bytes
    widths: dict[int, float]


def embedded(file: Path) -> dict[str, Embedded]:
    """The embedded fonts of a PDF by their names without tags."""
    with pikepdf.open(file) as pdf:
        composites = [item for item in pdf.objects if is_font(item) and item.Subtype == "/Type0"]
        fonts = [_embedded(font.DescendantFonts[0]) for font in composites]
    return {font.name: font for font in fonts}


def is_font(item: Any) -> bool:
    """Whether an object of a PDF is a font."""
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"


def _embedded(font: Any) -> Embedded:
    tag, _, name = str(font.BaseFont).removeprefix("/").partition("+")
    assert str(font.FontDescriptor.FontName) == str(font.BaseFont)
    return Embedded(name, tag, bytes(font.FontDescriptor.FontFile2.read_bytes()), dict(_widths(list(font.W))))


def _widths(array: list[Any]) -> Iterator[tuple[int, float]]:
    """Widths by glyph number (ISO 32000-1, 9.7.4.3), of which only ``first [w w …]`` is used."""
    for first, widths in zip(array[::2], array[1::2], strict=True):
        yield from ((int(first) + offset, float(width)) for offset, width in enumerate(widths))


@pytest.mark.parametrize("companions", [(), ("index", "blank")])
def test_every_font_is_embedded_as_a_subset_with_its_letters(printed: Printer, companions: tuple[str, ...]) -> None:
    rows = fonts_listed(printed(companions=companions))
    assert len(rows) >= 3
    for row in rows:
        assert (row["emb"], row["sub"], row["uni"]) == ("yes", "yes", "yes"), row
        assert row["type"] == "CID TrueType"
        assert row["encoding"] == "Identity-H"
        assert "Helvetica" not in row["name"]


def test_the_file_holds_no_font_but_these(printed: Printer) -> None:
    with pikepdf.open(printed()) as pdf:
        fonts = [item for item in pdf.objects if is_font(item)]
        assert {str(font.Subtype) for font in fonts} == {"/Type0", "/CIDFontType2"}
        assert all("Helvetica" not in str(font.BaseFont) for font in fonts)
        assert all("/ToUnicode" in font for font in fonts if font.Subtype == "/Type0")
        assert len(fonts) == 2 * len(fonts_listed(printed()))


def test_each_subset_has_a_tag_of_its_own(printed: Printer) -> None:
    fonts = embedded(printed()).values()
    assert len({font.tag for font in fonts}) == len(fonts)
    assert all(len(font.tag) == 6 and font.tag.isalpha() and font.tag.isupper() for font in fonts)


def test_tags_differ_just_where_the_subsets_do(printed: Printer) -> None:
    whole, one, other = (embedded(printed(category=category)) for category in ("", UPRIGHT, OTHER))
    again = embedded(printed(category=UPRIGHT, copies=2, paper="A3"))
    for name in one:
        for here, there in ((whole, one), (one, other), (one, again)):
            assert (here[name].tag == there[name].tag) == (here[name].program == there[name].program)
        assert one[name].tag == again[name].tag  # the same words on other paper


def test_the_widths_that_the_file_tells_are_those_of_the_font(printed: Printer) -> None:
    for font in embedded(printed()).values():
        program = TTFont(io.BytesIO(font.program), lazy=True)
        order, advances = program.getGlyphOrder(), program["hmtx"]
        em = program["head"].unitsPerEm
        for glyph, width in font.widths.items():
            assert width == pytest.approx(advances[order[glyph]][0] * 1000 / em, abs=0.6)


def test_a_subset_holds_the_outlines_that_are_shown_and_no_others(printed: Printer) -> None:
    for font in embedded(printed()).values():
        program = TTFont(io.BytesIO(font.program), lazy=True)
        outlines = program["glyf"]
        drawn = {
            number
            for number, name in enumerate(program.getGlyphOrder())
            if outlines[name].numberOfContours  # spaces have none
        }
        assert drawn
        parts = {
            program.getGlyphID(part.glyphName)
            for number in drawn
            for part in getattr(outlines[program.getGlyphName(number)], "components", [])
        }
        assert drawn <= set(font.widths) | parts
        assert len(drawn) < len(program.getGlyphOrder()) / 4
