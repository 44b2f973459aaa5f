"""Front and back side by side on paper printed on one side: to be folded between them and glued back to back."""

from __future__ import annotations

from deck.formats import Format
from deck.impose.sheet import MarkLine, Turn
from deck.units import MM, Box

REACH = 3 * MM  # how far a fold line stands out at each end


def spread(card: Format) -> Format:
    """The size of front and back side by side."""
    return Format(card.name, 2 * card.width, card.height)


def halves(cell: Box, turned: bool) -> tuple[Box, Box, Turn]:
    """Where front and back lie in the cell of a spread, and how far both are turned.

    The front is on the left. Folded away behind it, the back is found upright when the card is turned over like a
    page, because the fold is its left edge.
    """
    if turned:
        half = cell.height / 2
        return Box(cell.x, cell.y, cell.width, half), Box(cell.x, cell.y + half, cell.width, half), 90
    half = cell.width / 2
    return Box(cell.x, cell.y, half, cell.height), Box(cell.x + half, cell.y, half, cell.height), 0


def reaches(front: Box, back: Box, turned: bool, bleed: float) -> tuple[Box, Box]:
    """The areas in which front and back may print: with bleed all around but at the fold, where they meet."""
    if turned:
        upper = Box(front.x - bleed, front.y - bleed, front.width + 2 * bleed, front.height + bleed)
        return upper, Box(back.x - bleed, back.y, back.width + 2 * bleed, back.height + bleed)
    left = Box(front.x - bleed, front.y - bleed, front.width + bleed, front.height + 2 * bleed)
    return left, Box(back.x, back.y - bleed, back.width + bleed, back.height + 2 * bleed)


def fold_lines(cells: tuple[Box, ...], turned: bool, bleed: float) -> list[MarkLine]:
    """A dashed line at both ends of every fold, in the bleed that is cut away and beyond it."""
    lines: list[MarkLine] = []
    for cell in cells:
        if turned:
            y = cell.y + cell.height / 2
            lines.append(MarkLine(cell.x - bleed, y, cell.x - bleed + REACH, y, dashed=True))
            lines.append(MarkLine(cell.right + bleed - REACH, y, cell.right + bleed, y, dashed=True))
        else:
            x = cell.x + cell.width / 2
            lines.append(MarkLine(x, cell.y - bleed, x, cell.y - bleed + REACH, dashed=True))
            lines.append(MarkLine(x, cell.bottom + bleed - REACH, x, cell.bottom + bleed, dashed=True))
    return lines
