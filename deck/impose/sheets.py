"""Impose faces on sheets: rectos and versos alternating, every back behind its front."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from deck.face.face import Face
from deck.formats import Format
from deck.impose.duplex import TRUE, Drift, Flip, behind, counter
from deck.impose.grid import Grid, best_grid
from deck.impose.marks import crop_marks, make_slug
from deck.impose.sheet import STILL, Placement, Sheet, SheetSide, Slug, Turn
from deck.model import Deck
from deck.outputs import DEFAULT, Arrangement, FaceOrder, Output
from deck.problems import Problems, Severity
from deck.text.fonts import Font
from deck.text.languages import language
from deck.units import Box

Pair = tuple[Face, Face]  # front and back of a card
HAIR = 0.01  # points


@dataclass(frozen=True, slots=True)
class Press:
    """How the sheets are printed: paper, bleed, flip, what the slug says beside the numbers, the printer's drift."""

    paper: Format
    bleed: float
    flip: Flip
    stamp: str
    output: Output = DEFAULT
    drift: Drift = TRUE


def sheet_grid(card: Format, press: Press, problems: Problems) -> Grid | None:
    """The grid for this card and paper; None, with the problem noted, when the paper is too small."""
    grid = best_grid(card, press.paper, press.bleed, shared=press.output.gutter == "shared")
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


def arranged(pairs: Sequence[Pair], size: int, arrangement: Arrangement) -> list[list[Pair | None]]:
    """The pairs of each sheet, cell by cell, in reading order or so that the cut piles follow one another.

    A stack of *n* sheets is cut into piles; pile *c* holds pairs ``c * n`` to ``c * n + n - 1`` from the top down,
    so that the piles laid on one another are in deck order.
    """
    count = -(-len(pairs) // size)
    if arrangement == "rows":
        places = [[sheet * size + cell for cell in range(size)] for sheet in range(count)]
    else:
        places = [[cell * count + sheet for cell in range(size)] for sheet in range(count)]
    return [[pairs[place] if place < len(pairs) else None for place in sheet] for sheet in places]


def impose(pairs: Sequence[Pair], deck: Deck, grid: Grid, press: Press, font: Font) -> Iterator[Sheet]:
    """Sheets, recto then verso, of (front, back) pairs; the last may leave cells empty."""
    imposer = _Imposer(deck, grid, press, font, sheet_count(len(pairs), grid))
    for number, cells in enumerate(arranged(pairs, len(grid.cells), press.output.order), 1):
        if press.output.sides != "backs":
            yield imposer.recto(number, cells)
        if press.output.sides != "fronts":
            yield imposer.verso(number, cells)


@dataclass(frozen=True, slots=True)
class _Imposer:
    """What all sheets of a job share."""

    deck: Deck
    grid: Grid
    press: Press
    font: Font
    count: int

    def recto(self, number: int, pairs: Sequence[Pair | None]) -> Sheet:
        turn: Turn = 90 if self.grid.turned else 0
        placed = [(pair[0], cell, turn) for pair, cell in zip(pairs, self.grid.cells, strict=True) if pair]
        return self._sheet(number, "recto", placed)

    def verso(self, number: int, pairs: Sequence[Pair | None]) -> Sheet:
        turn: Turn = 90 if self.grid.turned else 0
        paper, flip = self.press.paper, self.press.flip
        placed = [
            (pair[1], *behind(cell, turn, flip, paper.width, paper.height))
            for pair, cell in zip(pairs, self.grid.cells, strict=True)
            if pair
        ]
        return self._sheet(number, "verso", placed)

    def _sheet(self, number: int, side: SheetSide, placed: Sequence[tuple[Face, Box, Turn]]) -> Sheet:
        press, output = self.press, self.press.output
        reach = self._reach if output.gutter == "shared" else None
        return Sheet(
            number,
            self.count,
            side,
            press.paper.width,
            press.paper.height,
            press.bleed,
            tuple(Placement(face, cell, turn, reach and reach(cell)) for face, cell, turn in placed),
            crop_marks(self.grid, press.bleed, output),
            self._slug(number, side) if output.slug else None,
            output.mark_weight,
            STILL if side == "recto" else counter(press.drift, press.flip, press.paper.width, press.paper.height),
        )

    def _reach(self, cell: Box) -> Box:
        """Where a card that shares its cuts may print: its trim, and the bleed where no neighbour lies."""
        press, cells = self.press, self.grid.cells
        left = press.bleed if cell.x <= min(c.x for c in cells) + HAIR else 0.0
        right = press.bleed if cell.right >= max(c.right for c in cells) - HAIR else 0.0
        top = press.bleed if cell.y <= min(c.y for c in cells) + HAIR else 0.0
        bottom = press.bleed if cell.bottom >= max(c.bottom for c in cells) - HAIR else 0.0
        return Box(cell.x - left, cell.y - top, cell.width + left + right, cell.height + top + bottom)

    def _slug(self, number: int, side: SheetSide) -> Slug:
        words = language(self.deck.language)
        name = words.recto if side == "recto" else words.verso
        parts = (self.press.stamp, words.sheet.format(number=number, count=self.count), name)
        rest = " · ".join(part for part in parts if part)
        return make_slug(self.deck.title, rest, self.font, self.grid, self.press.bleed)


def single_faces(pairs: Sequence[Pair], bleed: float, order: FaceOrder) -> Iterator[Sheet]:
    """One face a page, as large as its bleed: front and back in turn, in the order asked for."""
    for number, (front, back) in enumerate(pairs, 1):
        for face in (front, back) if order == "front-back" else (back, front):
            side: SheetSide = "recto" if face.side == "front" else "verso"
            yield face_page(face, bleed, number, len(pairs), side)


def face_page(face: Face, bleed: float, number: int = 1, count: int = 1, side: SheetSide = "recto") -> Sheet:
    """A page that holds one face and its bleed."""
    width, height = face.width + 2 * bleed, face.height + 2 * bleed
    cell = Box(bleed, bleed, face.width, face.height)
    return Sheet(number, count, side, width, height, bleed, (Placement(face, cell),), ())
