"""Make the bundled Noto Sans Condensed subsets from Debian's packages; run only when the faces change.

    apt-get install fonts-noto-core fonts-noto-extra && pip install fonttools
    python tools/make_fonts.py

Noto Sans has no arrows, signs or ticks. They are taken from Noto Sans Math and Noto Sans Symbols 2 (same
licence, same em), narrowed to the condensed width, so that a card can say "→" and "☐" in any of the four faces.
"""

from pathlib import Path

from fontTools import subset
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

NOTO = Path("/usr/share/fonts/truetype/noto")
FONTS = Path(__file__).parents[1] / "assets" / "fonts"
FACES = ("Condensed", "CondensedBold", "CondensedItalic", "CondensedBoldItalic")
NARROW = 0.88  # Noto Sans Condensed's mean advance over Noto Sans'

TEXT = (
    "0020-007E 00A0-024F 0250-02FF 0300-036F 0370-03FF 0400-052F 1E00-1FFF 2000-206F 2070-209F "
    "20A0-20BF 2100-218F 2200-22FF 25CC FB00-FB06 FFFD"
)
SIGNS = {
    "NotoSansMath-Regular.ttf": "←↑→↓↔↕⇐⇒⇔≤≥≠≈∞√∑∂∆−",
    "NotoSansSymbols2-Regular.ttf": "✓✔✗✘★☆☐☑■□●○▶◀▲▼♥♦♣♠☎✉",
}
FEATURES = ["kern", "liga", "ccmp", "locl", "mark", "mkmk", "frac", "numr", "dnom", "sups", "subs"]


def code_points(ranges: str) -> list[int]:
    """Every code point of ``"0020-007E 25CC"``."""
    points: list[int] = []
    for item in ranges.split():
        first, _, last = item.partition("-")
        points.extend(range(int(first, 16), int(last or first, 16) + 1))
    return points


def add_signs(font: TTFont, source: TTFont, signs: str) -> None:
    """Copy the outlines of *signs* from *source* into *font*, narrowed; characters it has are left alone."""
    have, names, outlines = font.getBestCmap(), source.getBestCmap(), source.getGlyphSet()
    for sign in signs:
        if ord(sign) in have:
            continue
        pen = TTGlyphPen(None)
        outlines[names[ord(sign)]].draw(TransformPen(pen, (NARROW, 0, 0, 1, 0, 0)))
        glyph, name = pen.glyph(), f"uni{ord(sign):04X}"
        advance, bearing = source["hmtx"][names[ord(sign)]]
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["glyf"][name] = glyph
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (round(advance * NARROW), round(bearing * NARROW))
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[ord(sign)] = name


def make(face: str) -> None:
    """Write the subset of one face to assets/fonts/."""
    options = subset.Options(
        layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=["*"], recalc_timestamp=False
    )
    font = subset.load_font(str(NOTO / f"NotoSans-{face}.ttf"), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=code_points(TEXT))
    subsetter.subset(font)
    for file, signs in SIGNS.items():
        add_signs(font, TTFont(NOTO / file), signs)
    font.save(FONTS / f"NotoSans-{face}.ttf")


if __name__ == "__main__":
    for face in FACES:
        make(face)
