"""The grid: as many cells as go on the paper, apart by their bleeds, inside the margin, the same turned over."""

from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from deck.formats import CARDS_MM, Format, card_format, paper_format
from deck.impose.duplex import behind
from deck.impose.grid import MARGIN, Grid, best_grid
from deck.outputs import Flip
from deck.units import MM, Box
from tests.impose.paper import DUPLEX, bleeds, cards, papers

HAIR = 1e-4


def sheet(paper: Format) -> Box:
    return Box(0, 0, paper.width, paper.height)


def most(card: Format, paper: Format, bleed: float, shared: bool) -> tuple[int, int]:
    """How many cards go on the paper upright and turned, by laying them down one after the other."""

    def along(room: float, length: float) -> int:
        used, count = 2 * MARGIN + 2 * bleed + length, 0
        while used <= room + HAIR:
            count += 1
            used += length + (0 if shared else 2 * bleed)
        return count

    upright = along(paper.width, card.width) * along(paper.height, card.height)
    turned = along(paper.width, card.height) * along(paper.height, card.width)
    return upright, turned


@given(cards, papers, bleeds, st.booleans())
def test_the_grid_holds_the_most_cards_of_both_ways(card: Format, paper: Format, bleed: float, shared: bool) -> None:
    grid = best_grid(card, paper, bleed, shared=shared)
    upright, turned = most(card, paper, bleed, shared)
    assert (len(grid.cells) if grid else 0) == max(upright, turned)
    if grid:
        assert grid.turned is (turned > upright)
        assert len(grid.cells) == grid.columns * grid.rows


@given(cards, papers, bleeds, st.booleans())
def test_every_cell_is_a_card_inside_the_margin(card: Format, paper: Format, bleed: float, shared: bool) -> None:
    grid = best_grid(card, paper, bleed, shared=shared)
    assume(grid is not None)
    assert grid is not None
    size = (card.height, card.width) if grid.turned else (card.width, card.height)
    for cell in grid.cells:
        assert (cell.width, cell.height) == size
        assert sheet(paper).grown(-MARGIN).holds(cell.grown(bleed), HAIR)


@given(cards, papers, bleeds)
def test_no_two_cells_share_a_drop_of_bleed(card: Format, paper: Format, bleed: float) -> None:
    grid = best_grid(card, paper, bleed)
    assume(grid is not None)
    assert grid is not None
    areas = [cell.grown(bleed) for cell in grid.cells[:60]]
    assert not any(one.overlaps(other, HAIR) for one, other in combinations(areas, 2))


@given(cards, papers, bleeds)
def test_cells_that_share_their_cuts_touch(card: Format, paper: Format, bleed: float) -> None:
    grid = best_grid(card, paper, bleed, shared=True)
    assume(grid is not None)
    assert grid is not None
    assert not any(one.overlaps(other, HAIR) for one, other in combinations(grid.cells[:60], 2))
    for number, cell in enumerate(grid.cells):
        if (number + 1) % grid.columns:
            assert cell.right == pytest.approx(grid.cells[number + 1].x)
        if number + grid.columns < len(grid.cells):
            assert cell.bottom == pytest.approx(grid.cells[number + grid.columns].y)


@given(cards, papers, bleeds, st.booleans(), st.sampled_from(DUPLEX))
def test_the_grid_lands_on_itself_when_the_sheet_is_turned(
    card: Format, paper: Format, bleed: float, shared: bool, flip: Flip
) -> None:
    grid = best_grid(card, paper, bleed, shared=shared)
    assume(grid is not None)
    assert grid is not None
    turned = (behind(cell, 0, flip, paper.width, paper.height)[0] for cell in grid.cells)
    assert places(turned) == places(grid.cells)
    mirrored = (Box(paper.width - c.right, paper.height - c.bottom, c.width, c.height) for c in grid.cells)
    assert places(mirrored) == places(grid.cells)


def places(cells: Iterable[Box]) -> set[tuple[int, int]]:
    """The cells' corners to a tenth of a point."""
    return {(round(10 * cell.x), round(10 * cell.y)) for cell in cells}


@given(cards, papers, bleeds, st.booleans())
def test_cells_are_counted_row_by_row(card: Format, paper: Format, bleed: float, shared: bool) -> None:
    grid = best_grid(card, paper, bleed, shared=shared)
    assume(grid is not None)
    assert grid is not None
    for number, cell in enumerate(grid.cells):
        row, column = divmod(number, grid.columns)
        assert cell.x == pytest.approx(grid.cells[column].x)
        assert cell.y == pytest.approx(grid.cells[row * grid.columns].y)
        assert not column or cell.x > grid.cells[number - 1].x
        assert not row or cell.y > grid.cells[number - grid.columns].y


@pytest.mark.parametrize(
    ("card", "paper", "count", "turned"),
    [
        ("tarot", "A4", 4, False),
        ("poker", "A4", 8, True),
        ("poker", "A3", 16, False),
        ("tarot", "SRA3", 12, False),
        ("poker", "Letter", 6, True),
        ("A7", "A4", 4, False),
        ("A6", "A4", 2, True),
        ("mini", "A4", 12, False),
    ],
)
def test_well_known_grids(card: str, paper: str, count: int, turned: bool) -> None:
    grid = best_grid(card_format(card), paper_format(paper), 3 * MM)
    assert grid is not None
    assert (len(grid.cells), grid.turned) == (count, turned)


@pytest.mark.parametrize("name", CARDS_MM)
def test_every_card_goes_on_a3(name: str) -> None:
    assert isinstance(best_grid(card_format(name), paper_format("A3"), 3 * MM), Grid)


def test_a_card_larger_than_the_paper_has_no_grid() -> None:
    assert best_grid(card_format("jumbo"), Format("", 80 * MM, 500 * MM), 0) is None
    assert best_grid(Format("", 500 * MM, 500 * MM), paper_format("A5"), 3 * MM) is None
