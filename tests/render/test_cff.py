"""Glyphs of CID-keyed fonts are called by their numbers; every other font is left as it is."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen

from deck.render.cff import numbered
from deck.render.fonts import subset
from deck.text.fonts import Font
from tests.print.typeface import make_typeface
from tests.scripts.decks import DATA

CID_KEYED = sorted(DATA.glob("*.otf"))


def table(file: Path, glyphs: list[int]) -> bytes:
    """The outlines of some of a font's glyphs, as a PDF would embed them."""
    return bytes(hb.Face(subset(Font(file), glyphs)).reference_table("CFF ").data)


def outlines(cff: bytes) -> tuple[list[str], list[object]]:
    """The names of a CFF font's glyphs by number, and how each is drawn."""
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(cff), None)
    top = fonts[0]
    drawn = []
    for index in range(len(top.CharStrings.charStringsIndex)):
        pen = RecordingPen()
        top.CharStrings[top.charset[index]].draw(pen)
        drawn.append(pen.value)
    return top.charset, drawn


@pytest.mark.parametrize("file", CID_KEYED, ids=lambda file: file.stem)
def test_the_cid_of_a_glyph_is_its_number(file: Path) -> None:
    cff = table(file, [0, 3, 7, 12])
    before, drawn = outlines(cff)
    after, still = outlines(numbered(cff))
    assert before[1:] != [f"cid{number:05}" for number in range(1, len(before))]  # else there was nothing to do
    assert after == [".notdef", *(f"cid{number:05}" for number in range(1, len(before)))]
    assert still == drawn


def test_a_font_whose_glyphs_have_names_is_left_as_it_is(tmp_path: Path) -> None:
    cff = table(make_typeface(tmp_path / "boxes.otf"), [0, 40, 41])
    assert numbered(cff) == cff
