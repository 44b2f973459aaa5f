"""Fonts, measured text and font files to spoil, for the tests of everything that sets text."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import uharfbuzz as hb

from deck.model import Typeface
from deck.resources import bundled
from deck.text.fonts import Font
from deck.text.hyphenation import Hyphenator
from deck.text.languages import language
from deck.text.markup import parse_runs
from deck.text.measure import measure
from deck.text.measured import Measured
from deck.text.runs import Paragraph, Run
from deck.text.typography import refine

NOTO = bundled("assets/fonts/NotoSans-Condensed.ttf")
# Seven square letters as CFF outlines, OS/2 version 1 (which says no x-height); drawn for these tests.
SQUARES = Path(__file__).parent / "data" / "squares.otf"
FRENCH = language("fr")
HYPHENATOR = Hyphenator(FRENCH)
FACES = {
    face: bundled(f"assets/fonts/NotoSans-Condensed{suffix}.ttf")
    for face, suffix in {"regular": "", "bold": "Bold", "italic": "Italic", "bold_italic": "BoldItalic"}.items()
}
TYPEFACE = Typeface("text", FACES["regular"], FACES["bold"], FACES["italic"], FACES["bold_italic"])


@cache
def _opened(face: str) -> Font:
    return Font(FACES[face], "fr")


def noto(bold: bool = False, italic: bool = False) -> Font:
    """One face of the bundled typeface, opened once."""
    return _opened({(0, 0): "regular", (1, 0): "bold", (0, 1): "italic"}.get((bold, italic), "bold_italic"))


def font_of(run: Run) -> Font:
    """The face of a run."""
    return noto(run.bold, run.italic)


def measured(paragraph: Paragraph, hyphenate: bool = True) -> Measured:
    """A paragraph measured in Noto Sans Condensed with French hyphens."""
    return measure(paragraph, font_of, HYPHENATOR, hyphenate)


def typed(text: str, hyphenate: bool = True, **settings: float | str) -> Measured:
    """One paragraph of markup, refined and measured as French."""
    paragraph = Paragraph(parse_runs(text), **settings)  # type: ignore[arg-type]  # gap and hang, by their names
    return measured(refine(paragraph, FRENCH), hyphenate)


def shaped_width(text: str, font: Font) -> float:
    """The width (em) of *text* as HarfBuzz gives it when asked directly."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font.hb, buffer, {"kern": True, "liga": True})
    return float(sum(position.x_advance for position in buffer.glyph_positions or ())) / font.em


def table(file: Path, tag: str) -> bytes:
    """One table of a font file."""
    return bytes(hb.Face(file.read_bytes()).reference_table(tag).data)


def respun(file: Path, target: Path, tables: Mapping[str, bytes | None]) -> Path:
    """A copy of a font file in which some tables are replaced, or left out where None is given."""
    face = hb.Face(file.read_bytes())
    whole = {tag: bytes(face.reference_table(tag).data) for tag in face.table_tags} | dict(tables)
    kept = sorted((tag, data) for tag, data in whole.items() if data is not None)
    head, body, offset = b"", b"", 12 + 16 * len(kept)
    for tag, data in kept:
        head += struct.pack(">4sIII", tag.encode(), 0, offset + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    target.write_bytes(struct.pack(">IHHHH", 0x00010000, len(kept), 0, 0, 0) + head + body)
    return target
