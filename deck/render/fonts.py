"""Embed fonts by glyph number: Type 0, Identity-H, one subset a file, text that copies out as it was typed.

ISO 32000-1, 9.7 (composite fonts) and 9.10.3 (ToUnicode). TrueType and CFF outlines; ligatures map back to their
letters because the mapping comes from shaping clusters, not from the font's own character table.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import uharfbuzz as hb

from deck.problems import DeckError, Problem
from deck.render.cff import numbered
from deck.render.document import Document, PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString, name_of
from deck.render.shown import UNSEEN_WIDTH, Glyphs
from deck.text.facts import has
from deck.text.fonts import Font

DROPPED_TABLES = (
    "GSUB",
    "GPOS",
    "GDEF",
    "kern",
    "DSIG",
    "name",
    "post",
    "COLR",
    "CPAL",
)  # a reader of glyph numbers needs none
SYMBOLIC = 4  # font descriptor flag: glyphs are addressed by number
PER_BLOCK = 100  # entries of one bfchar block (Adobe Technical Note 5014)


class EmbeddedFont:
    """One font of a document: collects the glyphs that are shown and writes their subset at the end."""

    def __init__(self, font: Font, reference: PDFObjectReference) -> None:
        self.font, self.reference = font, reference
        self._glyphs: set[tuple[int, str]] = {(0, "")}

    def learn(self, glyphs: Glyphs) -> None:
        """Note glyphs that are shown and what each stands for."""
        self._glyphs.update(glyphs)

    @property
    def texts(self) -> dict[int, str]:
        """What each glyph stands for; of two texts the plainer wins, and any text is better than none."""
        texts: dict[int, str] = {}
        for glyph, text in sorted(self._glyphs, key=lambda pair: (pair[0], not pair[1], len(pair[1]), pair[1])):
            texts.setdefault(glyph, text)
        return texts

    @property
    def alternates(self) -> Iterator[tuple[str, str]]:
        """What glyphs stand for in some words, and what the file says they stand for."""
        texts = self.texts
        return ((text, texts[glyph]) for glyph, text in sorted(self._glyphs) if text and text != texts[glyph])

    def write(self, document: Document) -> None:
        """Write the subset, its descriptor, widths and ToUnicode map."""
        texts = self.texts
        glyphs = sorted(texts)
        count = self.font.face.glyph_count
        program = subset(self.font, [glyph for glyph in glyphs if glyph < count])
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(program).digest()[:6])
        base = self.font.name if self.font.only_whole else f"{tag}+{self.font.name}"
        descriptor = document.add(PDFDictionary(self._descriptor(base, _font_file(self.font, program, document))))
        widths: list[Any] = []
        for glyph in glyphs:
            width = round(self.font.advance(glyph) * 1000, 2) if glyph < count else UNSEEN_WIDTH
            widths += [glyph, PDFArray([width])]
        system = {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
        descendant = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType0" if self.font.is_cff else "CIDFontType2"),
            "BaseFont": name_of(base),
            "CIDSystemInfo": PDFDictionary(system),
            "FontDescriptor": descriptor,
            "DW": 1000,
            "W": PDFArray(widths),
        }
        if not self.font.is_cff:
            descendant["CIDToGIDMap"] = PDFName("Identity")
        composite = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": name_of(f"{base}-Identity-H" if self.font.is_cff else base),
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([document.add(PDFDictionary(descendant))]),
            "ToUnicode": document.add_stream(to_unicode(texts), {}),
        }
        document.add(PDFDictionary(composite), self.reference)

    def _descriptor(self, base: str, file: tuple[str, PDFObjectReference]) -> dict[str, Any]:
        font = self.font
        key, reference = file
        x_min, y_min, x_max, y_max = font.bounds
        return {
            "Type": PDFName("FontDescriptor"),
            "FontName": name_of(base),
            "Flags": SYMBOLIC,
            "FontBBox": PDFArray([round(value * 1000) for value in (x_min, y_min, x_max, y_max)]),
            "ItalicAngle": round(font.italic_angle, 1),
            "Ascent": round(font.ascender * 1000),
            "Descent": -round(font.descender * 1000),
            "CapHeight": round(font.cap_height * 1000),
            "XHeight": round(font.x_height * 1000),
            "StemV": 80,
            key: reference,
        }


def subset(font: Font, glyphs: list[int]) -> bytes:
    """The font program with the outlines of *glyphs* alone, numbers kept; all of it where its licence asks for that."""
    if font.only_whole:
        return font.data
    request = hb.SubsetInput()
    request.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    request.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
    if font.face.has_var_data:
        request.pin_all_axes_to_default(font.face)
        for axis, value in font.part.axes:
            request.pin_axis_location(font.face, axis, value)
    if has(font.face, "CFF2"):  # which no PDF can hold
        request.flags |= hb.SubsetFlags.DOWNGRADE_CFF2
    dropped = request.sets(hb.SubsetInputSets.DROP_TABLE_TAG)
    for table in DROPPED_TABLES:
        dropped.add(int.from_bytes(table.ljust(4).encode("ascii"), "big"))
    try:
        return bytes(hb.subset(font.face, request).blob.data)
    except RuntimeError:
        said = f"{font.file.name} is damaged: the outlines of its letters cannot be taken out."
        raise DeckError([Problem(said, hints=("Get the font file anew, or choose another typeface.",))]) from None


def _font_file(font: Font, program: bytes, document: Document) -> tuple[str, PDFObjectReference]:
    if font.is_cff:
        outlines = numbered(bytes(hb.Face(program).reference_table("CFF ").data))
        return "FontFile3", document.add_stream(outlines, {"Subtype": PDFName("CIDFontType0C")})
    return "FontFile2", document.add_stream(program, {"Length1": len(program)})


def to_unicode(texts: dict[int, str]) -> bytes:
    """The ToUnicode map of glyph numbers to text (ISO 32000-1, 9.10.3)."""
    entries = [
        f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in sorted(texts.items()) if text
    ]
    blocks = [entries[start : start + PER_BLOCK] for start in range(0, len(entries), PER_BLOCK)]
    mapped = [line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")]
    head = (
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def",
        "1 begincodespacerange", "<0000> <FFFF>", "endcodespacerange",
    )  # fmt: skip
    tail = ("endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end")
    return "\n".join((*head, *mapped, *tail)).encode("ascii")
