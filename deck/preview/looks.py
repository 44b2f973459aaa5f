"""A digest of all that shows on one face: two faces with the same digest are the same picture."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG

from deck.art.drawing import Drawing, to_plain
from deck.face.face import Face, Placed, PlacedArt, PlacedFill, PlacedFrame, PlacedPicture
from deck.impose.sheet import Sheet
from deck.source.project import LARGEST_FILE
from deck.text.fonts import Font

DIGITS = 32  # of the digest, in hexadecimal
MOST = 4000  # drawings and fonts whose digests are kept


class Looks:
    """Digests of faces; drawings and fonts, which many faces share, are digested once."""

    def __init__(self) -> None:
        self._drawings: dict[int, tuple[Drawing, str]] = {}
        self._fonts: dict[int, tuple[Font, str]] = {}

    def of(self, face: Face) -> str:
        """The digest of *face*: places to a thousandth of a point, inks, glyphs, drawings, pictures."""
        digest = hashlib.sha256(f"{face.width:.3f} {face.height:.3f} {face.bleed:.3f}".encode())
        for item in face.items:
            digest.update(f"{item.turn} {self._item(item)}".encode())
        return digest.hexdigest()[:DIGITS]

    def _item(self, item: Placed) -> str:
        if isinstance(item, PlacedFill):
            return f"fill {item.box} {item.ink} {item.corner:.3f}"
        if isinstance(item, PlacedFrame):
            return f"frame {item.box} {item.ink} {item.weight:.3f} {item.corner:.3f}"
        if isinstance(item, PlacedArt):
            return f"art {item.box} {item.ink} {item.ground} {self._drawing(item.drawing)}"
        if isinstance(item, PlacedPicture):
            return f"picture {item.box} {hashlib.sha256(item.bitmap.data).hexdigest()}"
        lines = (
            f"{line.x:.3f} {line.y:.3f} {line.stretch:.4f} {line.scale:.4f} "
            + " ".join(f"{self._font(word.font)}{word.glyphs}" for word in line.words)
            for line in item.galley.lines
        )
        return f"text {item.x:.3f} {item.y:.3f} {item.ink} {item.galley.size:.3f} " + "|".join(lines)

    def _drawing(self, drawing: Drawing) -> str:
        known = self._drawings.get(id(drawing))
        if known is None or known[0] is not drawing:  # the drawing is kept, so that its id is not given away
            whole = hashlib.sha256(repr(to_plain(drawing)).encode()).hexdigest()
            if len(self._drawings) > MOST:
                self._drawings.clear()
            known = self._drawings[id(drawing)] = (drawing, whole)
        return known[1]

    def _font(self, font: Font) -> str:
        known = self._fonts.get(id(font))
        if known is None or known[0] is not font:
            known = self._fonts[id(font)] = (font, hashlib.sha256(font.data).hexdigest()[:8])
        return known[1]


def sheet_look(sheet: Sheet, faces: Looks) -> str:
    """A digest of all that shows on one side of a sheet."""
    digest = hashlib.sha256(repr((sheet.width, sheet.height, sheet.marks, sheet.mark_weight, sheet.nudge)).encode())
    for placement in sheet.placements:
        digest.update(f"{placement.cell} {placement.turn} {placement.reach} {faces.of(placement.face)}".encode())
    if sheet.slug:
        words = (word.text for line in sheet.slug.text.galley.lines for word in line.words)
        digest.update("".join(words).encode())
    return digest.hexdigest()[:DIGITS]


@lru_cache(maxsize=256)
def _bytes_digest(file: Path, _changed: int, _size: int) -> str:
    return digest_of(file.read_bytes())


def digest_of(data: bytes) -> str:
    """The digest of a file's bytes, by which a page says which state of it it saw."""
    return hashlib.sha256(data).hexdigest()[:DIGITS]


def file_digest(file: Path) -> str:
    """The digest of a file as it is now; empty when it is not there."""
    try:
        stat = file.stat()
        if not S_ISREG(stat.st_mode) or stat.st_size > LARGEST_FILE:  # whoever reads it tells
            return ""
        return _bytes_digest(file, stat.st_mtime_ns, stat.st_size)
    except OSError:
        return ""
