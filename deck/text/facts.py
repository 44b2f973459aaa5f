"""What a font file says of itself: its names, weight, slope and axes, and whether a PDF may have it."""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from pathlib import Path

import uharfbuzz as hb
from msgspec import Struct

REGULAR, BOLD = 400, 700  # usWeightClass (OpenType, OS/2)
FACES = {"regular": (REGULAR, False), "bold": (BOLD, False), "italic": (REGULAR, True), "bold_italic": (BOLD, True)}
SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
NORMAL_WIDTH = 5  # usWidthClass
# Name IDs (OpenType, name table): the family as designers count it, as programs of four faces do, and the face's own.
FAMILY, FAMILY_OF_FOUR, OWN = (16, 21), (1,), (4, 6)
# OS/2 fsType: bits 0 to 3 say how it may be embedded, 1 alone that it may not; bit 8: only whole; bit 9: only pixels.
EMBEDDING, RESTRICTED, ONLY_WHOLE, ONLY_PIXELS = 0x000F, 0x0002, 0x0100, 0x0200
PIXELS = ("CBDT", "sbix", "SVG ")  # tables of glyphs that are no outlines in inks


class Facts(Struct, frozen=True):
    """One face of a font file; *axes* are those of a variable font: tag, least and greatest value.

    *names* are those by which it may be asked for, folded, of the three kinds above; *usable* says whether it has
    outlines that may be embedded.
    """

    file: Path
    index: int
    family: str
    names: tuple[tuple[str, ...], ...]
    weight: int
    width: int
    italic: bool
    axes: tuple[tuple[str, float, float], ...]
    usable: bool

    def weight_near(self, weight: int) -> float:
        """The weight nearest to *weight* that the face has."""
        least, greatest = next(((low, high) for tag, low, high in self.axes if tag == "wght"), (self.weight,) * 2)
        return min(max(weight, least), greatest)

    def leans(self, italic: bool) -> bool:
        """Whether it can stand upright, or be *italic*."""
        return self.italic == italic or (italic and any(tag in ("ital", "slnt") for tag, _, _ in self.axes))

    def location(self, weight: int, italic: bool) -> tuple[tuple[str, float], ...]:
        """Where on its axes a variable font has that weight and slope; the other axes stay where they are."""
        found = []
        for tag, least, greatest in self.axes:
            if tag == "wght":
                found.append((tag, self.weight_near(weight)))
            elif tag == "ital" and italic:
                found.append((tag, greatest))
            elif tag == "slnt" and italic:
                found.append((tag, least))  # negative to the right
        return tuple(found)


def facts_of(file: Path) -> list[Facts]:
    """The faces of a font file; none for a file that is no font."""
    try:
        blob = hb.Blob.from_file_path(str(file))
        faces = [hb.Face(blob, index) for index in range(hb.Face(blob).count)]
        return [_facts(file, index, face) for index, face in enumerate(faces) if face.glyph_count]
    except (hb.HarfBuzzError, OSError, ValueError, struct.error, UnicodeError):
        return []


def _facts(file: Path, index: int, face: hb.Face) -> Facts:
    table = bytes(face.reference_table("OS/2").data)
    weight, width, bits = struct.unpack(">HHH", table[4:10]) if len(table) >= 10 else (REGULAR, NORMAL_WIDTH, 0)
    slope = struct.unpack(">H", table[62:64])[0] if len(table) >= 64 else 0
    names = (_names(face, FAMILY), _names(face, FAMILY_OF_FOUR), _names(face, OWN))
    family = face.get_name(16) or face.get_name(1) or file.stem
    outlines = has(face, "cmap") and has(face, "glyf", "CFF ", "CFF2")
    usable = outlines and may_embed(bits) and (not bits & ONLY_WHOLE or plain(face)) and not of_pixels(face)
    return Facts(file, index, family, names, weight, width, bool(slope & 0x0201), _axes(face), usable)


def _axes(face: hb.Face) -> tuple[tuple[str, float, float], ...]:
    return tuple((axis.tag, axis.min_value, axis.max_value) for axis in face.axis_infos)


def _names(face: hb.Face, wanted: tuple[int, ...]) -> tuple[str, ...]:
    """The names of one kind in every language, folded."""
    entries = ((int(entry.name_id), entry.language) for entry in face.list_names())
    found = (face.get_name(name, language) for name, language in entries if name in wanted)
    return tuple(dict.fromkeys(folded(name) for name in found if name))


def folded(name: str) -> str:
    """A name as it is compared: ``NotoSans-Bold`` is ``Noto Sans Bold``."""
    return re.sub(r"[\s_-]+", "", name.casefold())


def has(face: hb.Face, *tags: str) -> bool:
    """Whether a font has one of these tables at least; its list of them is not asked, which may be damaged."""
    return any(len(face.reference_table(tag)) for tag in tags)


def may_embed(bits: int) -> bool:
    """Whether a font with these licence bits (OS/2 fsType) may lie in a PDF, as outlines."""
    return bits & EMBEDDING != RESTRICTED and not bits & ONLY_PIXELS


def plain(face: hb.Face) -> bool:
    """Whether a font's file can lie in a PDF as it is: a single TrueType font that does not vary."""
    return face.count == 1 and has(face, "glyf") and not face.has_var_data


def refused(file: Path, bits: int, face: hb.Face) -> str:
    """Why a font with these licence bits cannot be embedded; empty when it can."""
    if bits & EMBEDDING == RESTRICTED:
        return f"the licence of {file.name} forbids embedding it in a PDF."
    if bits & ONLY_PIXELS:
        return f"the licence of {file.name} allows only its pixels in a PDF, not its outlines."
    if bits & ONLY_WHOLE and not plain(face):
        return f"the licence of {file.name} allows it in a PDF only as a whole, which is not possible with such a file."
    return ""


def unusable(file: Path) -> tuple[str, list[str]]:
    """Why a file does not do as a font, and what would."""
    try:
        pixels = of_pixels(hb.Face(hb.Blob.from_file_path(str(file))))
    except hb.HarfBuzzError:
        pixels = False
    if pixels:
        said = f"the signs of {file.name} are pictures for screens, which a press cannot print sharply."
        return said, [
            "Noto Emoji does: its signs are outlines in one ink. So do emoji fonts with a COLR table, in colour."
        ]
    return f"{file.name} is not a font that can be used: a TrueType (.ttf) or OpenType (.otf) file is needed.", []


def of_pixels(face: hb.Face) -> bool:
    """Whether a font's glyphs are pictures of pixels or SVG, and not outlines in inks."""
    return has(face, *PIXELS) and not has(face, "COLR")


def nearest(faces: Sequence[Facts], weight: int, italic: bool) -> Facts | None:
    """The face that has this weight and slope, or nearly; None when a bold or an italic is asked for and not there.

    The width nearest to normal comes first, then the weight as CSS chooses it (CSS Fonts 4, 5.2): for a regular face
    400 to 500, then what is lighter, then what is heavier; for a bold one what is heavier, then semi-bold.
    """
    leaning = [face for face in faces if face.leans(italic)] or ([] if italic else faces)
    if weight >= BOLD:
        leaning = [face for face in leaning if face.weight_near(weight) >= BOLD - 100]

    def distance(face: Facts) -> tuple[object, ...]:
        there = face.weight_near(weight)
        if weight >= BOLD:
            rank = int(there < weight)
        else:
            rank = 0 if weight <= there <= weight + 100 else 1 if there < weight else 2
        plain = face.italic == italic and not face.axes  # rather than a variable font set to it
        return abs(face.width - NORMAL_WIDTH), rank, abs(there - weight), not plain, str(face.file), face.index

    return min(leaning, key=distance, default=None)


def faces_among(found: Sequence[Facts]) -> dict[str, Facts]:
    """Which of the faces of one family are its regular, bold, italic and bold italic."""
    usable = [face for face in found if face.usable] or found
    faces = {name: nearest(usable, weight, italic) for name, (weight, italic) in FACES.items()}
    return {name: face for name, face in faces.items() if face is not None}


def family_of(faces: Sequence[Facts], name: str) -> dict[str, Facts]:
    """The regular, bold, italic and bold italic *faces* of what is called *name*; none when nothing is.

    A name may be a family's, or that of one face alone.
    """
    wanted = folded(name)
    for kind in range(3):
        found = [face for face in faces if wanted in face.names[kind]]
        if found:
            return faces_among(found)
    return {}
