"""The grid of cells on a sheet: as many cards as go on it, centred, so that the verso lands on the recto."""

from __future__ import annotations

from msgspec import Struct

from deck.formats import Format
from deck.units import MM, Box

# Room around the grid for crop marks; office printers leave 4 to 5 mm of the sheet unprinted.
MARGIN = 6 * MM


class Grid(Struct, frozen=True):
    """Columns and rows of cells; *turned* when the cards lie on their side. *cells* are trims, row by row."""

    columns: int
    rows: int
    turned: bool
    cells: tuple[Box, ...]


def best_grid(card: Format, paper: Format, bleed: float, *, shared: bool = False) -> Grid | None:
    """The grid that holds most cards, upright or turned (upright when both hold as many); None when none fits.

    Gutters are twice the bleed, so that every card has its own; with *shared* cuts there are none, and only the
    outermost cards bleed.
    """
    gutter = 0.0 if shared else 2 * bleed
    upright = _grid(card.width, card.height, paper, bleed, gutter, turned=False)
    turned = _grid(card.height, card.width, paper, bleed, gutter, turned=True)
    best = turned if len(turned.cells) > len(upright.cells) else upright
    return best if best.cells else None


def _grid(width: float, height: float, paper: Format, bleed: float, gutter: float, *, turned: bool) -> Grid:
    pitch_x, pitch_y = width + gutter, height + gutter
    columns = int((paper.width - 2 * (MARGIN + bleed) + gutter) / pitch_x + 1e-6)
    rows = int((paper.height - 2 * (MARGIN + bleed) + gutter) / pitch_y + 1e-6)
    left = (paper.width - columns * pitch_x + gutter) / 2
    top = (paper.height - rows * pitch_y + gutter) / 2
    cells = tuple(
        Box(left + column * pitch_x, top + row * pitch_y, width, height)
        for row in range(rows)
        for column in range(columns)
    )
    return Grid(columns, rows, turned, cells)
