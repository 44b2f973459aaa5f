"""Small TrueType fonts of boxes, cast for the tests: families, variable fonts, collections."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation

EM = 1000
WIDER = 300  # units by which a letter of the heaviest weight is wider
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;!?-–—’“”…"


def box(width: int, height: int, left: int = 50) -> Any:
    """A glyph that is a box."""
    pen = TTGlyphPen(None)
    for index, corner in enumerate([(left, 0), (left, height), (width - 50, height), (width - 50, 0)]):
        (pen.lineTo if index else pen.moveTo)(corner)
    pen.closePath()
    return pen.glyph()


def cast(
    family: str,
    style: str = "Regular",
    *,
    weight: int = 400,
    italic: bool = False,
    signs: str = LETTERS,
    width: int = 500,
    licence: int = 0,
    of_four: str = "",
    axes: tuple[tuple[str, int, int, int, str], ...] = (),
) -> TTFont:
    """A font of one face; *of_four* is the family that programs of four faces know, *axes* make it variable.

    On the axis ``wght`` a box becomes wider up to the greatest weight.
    """
    names = [".notdef", "space", *(f"u{ord(sign):04X}" for sign in signs)]
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({32: "space", **{ord(sign): f"u{ord(sign):04X}" for sign in signs}})
    empty = TTGlyphPen(None).glyph()
    builder.setupGlyf({name: empty if name == "space" else box(width, 700) for name in names})
    builder.setupHorizontalMetrics({name: (250 if name == "space" else width, 50) for name in names})
    builder.setupHorizontalHeader(ascent=900, descent=-250)
    whole = f"{family} {style}".removesuffix(" Regular")
    said = {"familyName": of_four or family, "styleName": style, "fullName": whole, "psName": whole.replace(" ", "-")}
    builder.setupNameTable(said | ({"typographicFamily": family} if of_four else {}))
    if axes:
        builder.setupFvar(list(axes), [])
        if axes[0][0] == "wght":
            # four corners, of which the two on the right move, and the glyph's origin, advance, top and bottom
            moves = [(0, 0), (0, 0), (WIDER, 0), (WIDER, 0), (0, 0), (WIDER, 0), (0, 0), (0, 0)]
            heavier = TupleVariation({"wght": (0.0, 1.0, 1.0)}, moves)
            builder.setupGvar({name: [heavier] for name in names if name != "space"})
    slope = 0x01 if italic else 0x40
    builder.setupOS2(
        sTypoAscender=900, sTypoDescender=-250, sxHeight=500, sCapHeight=700, version=4,
        fsType=licence, usWeightClass=weight, usWidthClass=5, fsSelection=slope,
    )  # fmt: skip
    builder.setupPost(italicAngle=-10 if italic else 0)
    font: TTFont = builder.font
    return font


def saved(font: TTFont, file: Path) -> Path:
    """The font in a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    font.save(file)
    return file


def collected(file: Path, *fonts: TTFont) -> Path:
    """Several fonts in one file."""
    collection = TTCollection()
    collection.fonts = list(fonts)
    collection.save(file)
    return file
