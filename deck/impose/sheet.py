"""A sheet of paper: faces in their cells, marks and slug, everything in points from its top left corner."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from deck.face.face import Face, PlacedText
from deck.units import Box

SheetSide = Literal["recto", "verso"]
Turn = Literal[0, 90, 180, 270]  # degrees clockwise


class Placement(Struct, frozen=True):
    """A face in a cell: *cell* is where its trim lies on the sheet, *turn* how far it is turned clockwise.

    Where cards share a cut, *reach* is the area in which the face may print; elsewhere its own bleed bounds it.
    """

    face: Face
    cell: Box
    turn: Turn = 0
    reach: Box | None = None


class MarkLine(Struct, frozen=True):
    """A straight mark from (x1, y1) to (x2, y2), printed on every plate: to cut at, or to fold at when *dashed*."""

    x1: float
    y1: float
    x2: float
    y2: float
    dashed: bool = False


class Slug(Struct, frozen=True):
    """The line that says which sheet this is; *turn* 270 sets it upwards along the left edge."""

    text: PlacedText
    turn: Literal[0, 270] = 0


class Nudge(Struct, frozen=True):
    """How the whole content of a side is moved: turned clockwise about its middle (degrees), then shifted (points)."""

    dx: float = 0.0
    dy: float = 0.0
    degrees: float = 0.0


STILL = Nudge()


class Sheet(Struct, frozen=True):
    """One side of a sheet; *number* counts sheets from 1, recto and verso share it.

    *nudge* moves all that is printed, never the sheet's boxes: it meets a printer whose backs land elsewhere.
    """

    number: int
    count: int
    side: SheetSide
    width: float
    height: float
    bleed: float
    placements: tuple[Placement, ...]
    marks: tuple[MarkLine, ...]
    slug: Slug | None = None
    mark_weight: float = 0.25
    nudge: Nudge = STILL
