"""Where a back goes so that it lies behind its front when the sheet is turned over."""

from __future__ import annotations

import math

from msgspec import Struct

from deck.impose.sheet import STILL, Nudge, Turn
from deck.outputs import FLIPS, Flip
from deck.units import MM, Box

__all__ = ["FLIPS", "TRUE", "Drift", "Flip", "behind", "counter", "turns_about_vertical"]

_TURNS: tuple[Turn, ...] = (0, 90, 180, 270)


class Drift(Struct, frozen=True):
    """Where a printer's backs land, as seen from the front through the paper, the sheet upright.

    *right* and *down* (points) are how far the middle of the back lies from the middle of the front, *turn* how far
    (degrees, clockwise) the back is turned about it. Seen from the front it is the same for both flips: the paper
    takes the same way through the printer, only the picture on its back stands on its head.
    """

    right: float = 0.0
    down: float = 0.0
    turn: float = 0.0

    @property
    def in_millimetres(self) -> tuple[float, float, float]:
        """Right and down (mm), turn (degrees), without the dust that converting leaves."""
        return round(self.right / MM, 4) + 0.0, round(self.down / MM, 4) + 0.0, round(self.turn, 4) + 0.0


TRUE = Drift()


def turns_about_vertical(flip: Flip, width: float, height: float) -> bool:
    """Whether the sheet is turned over like a book's page (its left edge becomes its right one)."""
    return (flip == "long-edge") == (height >= width)


def behind(cell: Box, turn: Turn, flip: Flip, width: float, height: float) -> tuple[Box, Turn]:
    """The cell and turn on the verso of the back of a front that lies in *cell*, turned by *turn*, on the recto.

    Turning about a vertical axis sends x to width - x and mirrors the card's top left for right; about a
    horizontal axis, y to height - y and top for bottom. The mirrored top is where the back's own top must point.
    """
    if turns_about_vertical(flip, width, height):
        return Box(width - cell.right, cell.y, cell.width, cell.height), _TURNS[(-turn // 90) % 4]
    return Box(cell.x, height - cell.bottom, cell.width, cell.height), _TURNS[((180 - turn) // 90) % 4]


def counter(drift: Drift, flip: Flip, width: float, height: float) -> Nudge:
    """How a verso must be moved so that a printer with this *drift* lays it behind its recto.

    The inverse of "turn by t, then shift by s" is "turn by -t, then shift by s turned by -t and negated"; seen
    from the back, one axis and with it the sense of turning are mirrored.
    """
    if drift == TRUE:
        return STILL
    cos, sin = math.cos(math.radians(drift.turn)), math.sin(math.radians(drift.turn))
    right, down = drift.right * cos + drift.down * sin, drift.down * cos - drift.right * sin
    if turns_about_vertical(flip, width, height):
        return Nudge(right, -down, drift.turn)
    return Nudge(-right, down, drift.turn)
