"""A font of a few emoji in colour, cast for the tests: flat layers, gradients, a couple joined of two persons.

Like fonts of emoji that people have it lacks a word space.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fontTools.colorLib.builder import buildCOLR, buildCPAL
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables import otTables

FACE, COUPLE, SUNSET, RAINBOW, MASK, PLAIN = "😀", "👨‍👩", "🌇", "🌈", "🎭", "☺"
YELLOW, BLACK, RED, BLUE = (1, 0.8, 0, 1), (0, 0, 0, 1), (0.8, 0.1, 0.1, 1), (0, 0.4, 0.9, 1)
TEXT = 0xFFFF  # the colour of the text (COLR)
PaintFormat = otTables.PaintFormat


def box(left: int, bottom: int, right: int, top: int) -> Any:
    """A glyph that is a box."""
    pen = TTGlyphPen(None)
    for index, corner in enumerate([(left, bottom), (left, top), (right, top), (right, bottom)]):
        (pen.lineTo if index else pen.moveTo)(corner)
    pen.closePath()
    return pen.glyph()


def solid(color: int, alpha: float = 1.0) -> dict[str, Any]:
    """A colour of the palette."""
    return {"Format": PaintFormat.PaintSolid, "PaletteIndex": color, "Alpha": alpha}


def inside(glyph: str, paint: dict[str, Any]) -> dict[str, Any]:
    """A paint inside the outline of a glyph."""
    return {"Format": PaintFormat.PaintGlyph, "Paint": paint, "Glyph": glyph}


def layers(*parts: dict[str, Any]) -> dict[str, Any]:
    """Paints one over the other."""
    return {"Format": PaintFormat.PaintColrLayers, "Layers": list(parts)}


def stops(*colors: int, extend: str = "pad") -> dict[str, Any]:
    """Colours at equal distances."""
    each = [
        {"StopOffset": index / (len(colors) - 1), "PaletteIndex": color, "Alpha": 1}
        for index, color in enumerate(colors)
    ]
    return {"ColorStop": each, "Extend": extend}


SHAPES = {
    ".notdef": (50, 0, 450, 700), "zwj": None, "vs": None, "face": (0, -100, 1000, 800),
    "eye": (250, 450, 350, 550), "mouth": (300, 150, 700, 220), "man": (0, 0, 500, 700), "woman": (500, 0, 1000, 700),
    "couple": (0, 0, 1000, 700), "sunset": (0, -100, 1000, 800), "rainbow": (0, -100, 1000, 800),
    "mask": (0, -100, 1000, 800), "half": (0, -500, 500, 900), "smile": (100, 0, 900, 700),
}  # fmt: skip
SIGNS = {0x200D: "zwj", 0xFE0F: "vs", 0x1F468: "man", 0x1F469: "woman"}
FLAT = {"face": [("face", 0), ("eye", 1), ("mouth", TEXT)], "couple": [("man", 3), ("woman", 2)]}
GRADIENT = {
    "face": layers(inside("face", solid(0)), inside("eye", solid(1)), inside("mouth", solid(TEXT))),
    "couple": layers(inside("man", solid(3)), inside("woman", solid(2))),
    "sunset": inside(
        "sunset",
        {"Format": PaintFormat.PaintLinearGradient, "ColorLine": stops(2, 0),
         "x0": 0, "y0": -100, "x1": 0, "y1": 800, "x2": 1000, "y2": -100},
    ),
    "rainbow": inside(
        "rainbow",
        {"Format": PaintFormat.PaintRadialGradient, "ColorLine": stops(0, 3),
         "x0": 500, "y0": 350, "x1": 500, "y1": 350, "r0": 0, "r1": 600},
    ),
    "mask": {
        "Format": PaintFormat.PaintComposite, "CompositeMode": "src_in",
        "SourcePaint": inside("half", solid(3)), "BackdropPaint": inside("mask", solid(1)),
    },
}  # fmt: skip


def cast_smiles(file: Path, version: int = 1, family: str = "Smiles") -> Path:
    """Write the font; of *version* 0 it has flat layers alone, and the sign ☺ has no colours in any."""
    glyphs = {name: box(*corners) if corners else TTGlyphPen(None).glyph() for name, corners in SHAPES.items()}
    signs = {FACE: "face", SUNSET: "sunset", RAINBOW: "rainbow", MASK: "mask", PLAIN: "smile"}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({**SIGNS, **{ord(sign): name for sign, name in signs.items()}})
    builder.setupGlyf(glyphs)
    narrow = {"zwj": 0, "vs": 0}
    builder.setupHorizontalMetrics({name: (narrow.get(name, 1000), (SHAPES[name] or [0])[0]) for name in glyphs})
    builder.setupHorizontalHeader(ascent=900, descent=-250)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family})
    builder.setupOS2(sTypoAscender=900, sTypoDescender=-250, sxHeight=500, sCapHeight=700, version=4, fsType=0)
    builder.setupPost()
    addOpenTypeFeaturesFromString(builder.font, "feature ccmp { sub man zwj woman by couple; } ccmp;")
    builder.font["CPAL"] = buildCPAL([[YELLOW, BLACK, RED, BLUE]])
    builder.font["COLR"] = buildCOLR(GRADIENT if version else FLAT, version=version)
    file.parent.mkdir(parents=True, exist_ok=True)
    builder.save(file)
    return file
