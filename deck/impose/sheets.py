"""Impose faces on sheets: rectos and versos alternating, every back behind its front."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from deck.face.face import Face
from deck.formats import Format
from deck.impose.duplex import Flip, behind
from deck.impose.grid import Grid, best_grid
from deck.impose.marks import crop_marks, make_slug
from deck.impose.sheet import Placement, Sheet, SheetSide, Turn
from deck.model import Deck
from deck.problems import Problems, Severity
from deck.text.fonts import Font
from deck.text.languages import language


@dataclass(frozen=True, slots=True)
class Press:
    """How the sheets are printed: paper, bleed, flip, and what the slug says beside the numbers."""

    paper: Format
    bleed: float
    flip: Flip
    stamp: str


def sheet_grid(card: Format, press: Press, problems: Problems) -> Grid | None:
    """The grid for this card and paper; None, with the problem noted, when the paper is too small."""
    grid = best_grid(card, press.paper, press.bleed)
    if grid is None:
        problems.add(
            f"a card of {card} does not go on paper of {press.paper} with its bleed and crop marks.",
            hints=[
                "Choose a larger paper, for example: deck build --paper A3",
                "Or a smaller card: deck build --size poker",
            ],
        )
    elif len(grid.cells) == 1 and press.paper.width * press.paper.height > 4 * card.width * card.height:
        problems.add(f"only one card of {card} goes on a sheet of {press.paper}.", severity=Severity.NOTE)
    return grid


def sheet_count(cards: int, grid: Grid) -> int:
    """How many sheets of paper *cards* cards take."""
    return -(-cards // len(grid.cells))


def impose(pairs: Sequence[tuple[Face, Face]], deck: Deck, grid: Grid, press: Press, font: Font) -> Iterator[Sheet]:
    """Sheets, recto then verso, of (front, back) pairs in their order; the last may leave cells empty."""
    marks, size = crop_marks(grid, press.bleed), len(grid.cells)
    words, count = language(deck.language), sheet_count(len(pairs), grid)
    front_turn: Turn = 90 if grid.turned else 0
    paper = press.paper

    def sheet(number: int, side: SheetSide, placements: tuple[Placement, ...]) -> Sheet:
        side_name = words.recto if side == "recto" else words.verso
        rest = " · ".join(
            part for part in (press.stamp, words.sheet.format(number=number, count=count), side_name) if part
        )
        slug = make_slug(deck.title, rest, font, grid, press.bleed)
        return Sheet(number, count, side, paper.width, paper.height, press.bleed, placements, marks, slug)

    for number in range(1, count + 1):
        chunk = pairs[(number - 1) * size : number * size]
        placed = list(zip(chunk, grid.cells, strict=False))
        yield sheet(number, "recto", tuple(Placement(front, cell, front_turn) for (front, _), cell in placed))
        versos = (
            Placement(back, *behind(cell, front_turn, press.flip, paper.width, paper.height))
            for (_, back), cell in placed
        )
        yield sheet(number, "verso", tuple(versos))
