"""Where a back goes so that it lies behind its front when the sheet is turned over."""

from __future__ import annotations

from deck.impose.sheet import Turn
from deck.outputs import FLIPS, Flip
from deck.units import Box

__all__ = ["FLIPS", "Flip", "behind", "turns_about_vertical"]

_TURNS: tuple[Turn, ...] = (0, 90, 180, 270)


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
