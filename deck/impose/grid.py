"""The grid of cells on a sheet: as many cards as go on it, centred, so that the verso lands on the recto."""

from __future__ import annotations

from dataclasses import dataclass

from deck.formats import Format
from deck.units import MM, Box

# Room around the grid for crop marks; office printers leave 4 to 5 mm of the sheet unprinted.
MARGIN = 6 * MM


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns and rows of cells; *turned* when the cards lie on their side. *cells* are trims, row by row."""

    columns: int
    rows: int
    turned: bool
    cells: tuple[Box, ...]


def best_grid(card: Format, paper: Format, bleed: float) -> Grid | None:
    """The grid that holds most cards, upright or turned (upright when both hold as many); None when none fits.

    Gutters are twice the bleed, so that every card has its own.
    """
    upright = _grid(card.width, card.height, paper, bleed, turned=False)
    turned = _grid(card.height, card.width, paper, bleed, turned=True)
    best = turned if len(turned.cells) > len(upright.cells) else upright
    return best if best.cells else None


def _grid(width: float, height: float, paper: Format, bleed: float, *, turned: bool) -> Grid:
    pitch_x, pitch_y = width + 2 * bleed, height + 2 * bleed
    columns = int((paper.width - 2 * MARGIN) / pitch_x + 1e-6)
    rows = int((paper.height - 2 * MARGIN) / pitch_y + 1e-6)
    left, top = (paper.width - columns * pitch_x) / 2 + bleed, (paper.height - rows * pitch_y) / 2 + bleed
    cells = tuple(
        Box(left + column * pitch_x, top + row * pitch_y, width, height)
        for row in range(rows)
        for column in range(columns)
    )
    return Grid(columns, rows, turned, cells)
