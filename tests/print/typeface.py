"""A small OpenType typeface with CFF outlines, drawn for the tests: every letter a box, ffi and fi as ligatures."""

from __future__ import annotations

from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen

EM, CAPITAL, LETTER = 1000, 700, 500
SIGNS = [*range(0x20, 0x7F), *map(ord, "éèàç’“”–…")]
LIGATURES = {"f_f_i": "f f i", "f_i": "f i"}
FEATURES = "languagesystem DFLT dflt; languagesystem latn dflt; feature liga { %s } liga;"


def make_typeface(file: Path, family: str = "Boxes", dot: bool = True) -> Path:
    """Write the typeface to *file*; without *dot* it has no middle dot, which slugs are fond of."""
    signs = {code: f"u{code:04X}" if not chr(code).isalpha() or code > 127 else chr(code) for code in SIGNS}
    if dot:
        signs[ord("·")] = "periodcentered"
    names = [".notdef", *signs.values(), *LIGATURES]
    widths = {name: 250 if name == "u0020" else 500 + 17 * (index % 9) for index, name in enumerate(names)}
    builder = FontBuilder(EM, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(signs)
    outlines = {name: _box(widths[name], name != "u0020", name[0].islower()) for name in names}
    builder.setupCFF(family, {"FullName": family, "FamilyName": family}, outlines, {})
    builder.setupHorizontalMetrics({name: (width, 50) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=900, descent=-250)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family})
    builder.setupOS2(sTypoAscender=900, sTypoDescender=-250, sxHeight=LETTER, sCapHeight=CAPITAL, version=4, fsType=0)
    builder.setupPost()
    rules = " ".join(f"sub {parts} by {name};" for name, parts in LIGATURES.items())
    addOpenTypeFeaturesFromString(builder.font, FEATURES % rules)
    builder.save(file)
    return file


def _box(width: int, inked: bool, low: bool) -> object:
    """A box as high as a letter or a capital, with a hole that no two widths share."""
    pen = T2CharStringPen(width, None)
    height = LETTER if low else CAPITAL
    for inset in (50, 150) if inked else ():
        corners = [
            (inset, inset - 50),
            (width - inset, inset - 50),
            (width - inset, height - inset),
            (inset, height - inset),
        ]
        pen.moveTo(corners[0])
        for corner in corners[1:] if inset == 50 else corners[:0:-1]:
            pen.lineTo(corner)
        pen.closePath()
    return pen.getCharString()
