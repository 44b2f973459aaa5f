"""Impose faces on sheets: rectos and versos alternating, every back behind its front."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from msgspec import Struct

from deck.face.face import Face
from deck.formats import CARDS_MM, PAPERS_MM, Format, card_format, paper_format
from deck.impose.duplex import TRUE, Drift, Flip, behind, counter
from deck.impose.fold import fold_lines, halves, reaches, spread
from deck.impose.grid import Grid, best_grid
from deck.impose.marks import crop_marks, make_slug
from deck.impose.sheet import STILL, MarkLine, Placement, Sheet, SheetSide, Slug, Turn
from deck.model import Deck
from deck.outputs import DEFAULT, Arrangement, Output
from deck.problems import Problems, Severity
from deck.text.fonts import Font
from deck.text.languages import language
from deck.units import Box

ThingT = TypeVar("ThingT")
Pair = tuple[Face, Face]  # front and back of a card


class Press(Struct, frozen=True):
    """How the sheets are printed: paper, bleed, flip, what the slug says beside the numbers, the printer's drift."""

    paper: Format
    bleed: float
    flip: Flip
    stamp: str
    output: Output = DEFAULT
    drift: Drift = TRUE


def sheet_grid(card: Format, press: Press, problems: Problems) -> Grid | None:
    """The grid for this card and paper; None, with the problem noted, when the paper is too small."""
    shared = press.output.gutter == "shared" and press.flip != "fold"
    whole = _spread(card, press)
    grid = best_grid(whole, press.paper, press.bleed, shared=shared)
    if grid is None:
        said = f"a card of {card} does not go on paper of {press.paper} with its bleed and crop marks."
        problems.add(said, hints=_what_goes(whole, card, press))
    elif len(grid.cells) == 1 and press.paper.width * press.paper.height > 4 * card.width * card.height:
        problems.add(f"only one card of {card} goes on a sheet of {press.paper}.", severity=Severity.NOTE)
    return grid


def _what_goes(whole: Format, card: Format, press: Press) -> list[str]:
    """A paper on which the card goes, A4 if it does, and the largest smaller card that goes on this paper."""
    papers = sorted((paper_format(name) for name in PAPERS_MM), key=lambda paper: paper.width * paper.height)
    papers.insert(0, paper_format("A4"))  # what most people have
    larger = next((paper for paper in papers if best_grid(whole, paper, press.bleed)), None)
    cards = sorted((card_format(name) for name in CARDS_MM), key=lambda size: -size.width * size.height)
    smaller = (size for size in cards if size.width * size.height < card.width * card.height)
    fitting = next((size for size in smaller if best_grid(_spread(size, press), press.paper, press.bleed)), None)
    hints = [f"Choose a larger paper, for example: deck build --paper {larger.name}"] if larger else []
    return hints + ([f"Or a smaller card: deck build --size {fitting.name}"] if fitting else [])


def _spread(card: Format, press: Press) -> Format:
    """What one card takes on the sheet: front and back side by side where they are folded."""
    return spread(card) if press.flip == "fold" else card


def sheet_count(cards: int, grid: Grid) -> int:
    """How many sheets of paper *cards* cards take."""
    return -(-cards // len(grid.cells))


def arranged(
    pairs: Iterable[ThingT | None], number: int, size: int, arrangement: Arrangement
) -> Iterator[list[ThingT | None]]:
    """The *number* pairs, *size* a sheet, cell by cell, in reading order or so that the cut piles follow one another.

    A stack of *n* sheets is cut into piles; pile *c* holds pairs ``c * n`` to ``c * n + n - 1`` from the top down,
    so that the piles laid on one another are in deck order.
    """
    if arrangement == "rows":
        remaining = iter(pairs)
        while sheet := list(islice(remaining, size)):
            yield [*sheet, *[None] * (size - len(sheet))]
        return
    piled, count = list(pairs), -(-number // size)
    for top in range(count):
        places = (cell * count + top for cell in range(size))
        yield [piled[place] if place < number else None for place in places]


def impose(
    pairs: Iterable[Pair | None], count: int, deck: Deck, grid: Grid, press: Press, font: Font
) -> Iterator[Sheet]:
    """Sheets, recto then verso, of *count* (front, back) pairs; the last may leave cells empty, as does a None.

    Laid out in rows, a sheet is given as soon as its pairs are there, so that a large deck is never held whole.
    """
    marks = crop_marks(grid, press.bleed, press.output)
    if press.flip == "fold":
        marks = (*marks, *fold_lines(grid.cells, grid.turned, press.bleed))
    imposer = _Imposer(deck, grid, press, font, sheet_count(count, grid), marks)
    for number, cells in enumerate(arranged(pairs, count, len(grid.cells), press.output.order), 1):
        if press.flip == "fold":
            yield imposer.folded(number, cells)
            continue
        if press.output.sides != "backs":
            yield imposer.recto(number, cells)
        if press.output.sides != "fronts":
            yield imposer.verso(number, cells)


class _Imposer(Struct, frozen=True):
    """What all sheets of a job share."""

    deck: Deck
    grid: Grid
    press: Press
    font: Font
    count: int
    marks: tuple[MarkLine, ...]

    def recto(self, number: int, pairs: Sequence[Pair | None]) -> Sheet:
        turn: Turn = 90 if self.grid.turned else 0
        return self._sheet(number, "recto", self._placed([(face, cell, turn) for face, cell in self._filled(pairs, 0)]))

    def verso(self, number: int, pairs: Sequence[Pair | None]) -> Sheet:
        turn: Turn = 90 if self.grid.turned else 0
        paper, flip = self.press.paper, self.press.flip
        backs = self._filled(pairs, 1)
        placed = [(face, *behind(cell, turn, flip, paper.width, paper.height)) for face, cell in backs]
        return self._sheet(number, "verso", self._placed(placed))

    def _filled(self, pairs: Sequence[Pair | None], side: int) -> list[tuple[Face, Box]]:
        """The fronts (0) or backs (1) of a sheet, each with the cell of its card."""
        return [(pair[side], cell) for pair, cell in zip(pairs, self.grid.cells, strict=True) if pair]

    def folded(self, number: int, pairs: Sequence[Pair | None]) -> Sheet:
        """Fronts and backs on one side of the paper."""
        placements: list[Placement] = []
        for pair, cell in zip(pairs, self.grid.cells, strict=True):
            if pair:
                front, back, turn = halves(cell, self.grid.turned)
                near, far = reaches(front, back, self.grid.turned, self.press.bleed)
                placements += (Placement(pair[0], front, turn, near), Placement(pair[1], back, turn, far))
        return self._sheet(number, "recto", placements)

    def _placed(self, placed: Sequence[tuple[Face, Box, Turn]]) -> list[Placement]:
        shared = self.press.output.gutter == "shared"
        cells = [cell for _, cell, _ in placed]
        return [
            Placement(face, cell, turn, self._reach(cell, cells) if shared else None) for face, cell, turn in placed
        ]

    def _sheet(self, number: int, side: SheetSide, placements: Sequence[Placement]) -> Sheet:
        press, output = self.press, self.press.output
        return Sheet(
            number,
            self.count,
            side,
            press.paper.width,
            press.paper.height,
            press.bleed,
            tuple(placements),
            self.marks,
            self._slug(number, side) if output.slug else None,
            output.mark_weight,
            STILL if side == "recto" else counter(press.drift, press.flip, press.paper.width, press.paper.height),
        )

    def _reach(self, cell: Box, cells: Sequence[Box]) -> Box:
        """Where a card that shares its cuts may print: its trim, and the bleed where no other card of *cells* lies."""
        bleed = self.press.bleed

        def free(beside: Box) -> float:
            return 0.0 if any(beside.overlaps(other) for other in cells) else bleed

        left, right = free(cell.moved(-cell.width, 0)), free(cell.moved(cell.width, 0))
        top, bottom = free(cell.moved(0, -cell.height)), free(cell.moved(0, cell.height))
        return Box(cell.x - left, cell.y - top, cell.width + left + right, cell.height + top + bottom)

    def _slug(self, number: int, side: SheetSide) -> Slug:
        words = language(self.deck.language)
        name = words.fold if self.press.flip == "fold" else words.recto if side == "recto" else words.verso
        parts = (self.press.stamp, words.sheet.format(number=number, count=self.count), name)
        rest = " · ".join(part for part in parts if part)
        return make_slug(self.deck.title, rest, self.font, self.grid, self.press.bleed)


def single_faces(pairs: Iterable[Pair], count: int, bleed: float, output: Output) -> Iterator[Sheet]:
    """One face a page, as large as its bleed: front and back of *count* pairs in turn, in the order asked for."""
    for number, (front, back) in enumerate(pairs, 1):
        faces = (front, back) if output.faces == "front-back" else (back, front)
        for face in faces:
            if output.sides not in ("both", f"{face.side}s"):
                continue
            side: SheetSide = "recto" if face.side == "front" else "verso"
            yield face_page(face, bleed, number, count, side)


def face_page(face: Face, bleed: float, number: int = 1, count: int = 1, side: SheetSide = "recto") -> Sheet:
    """A page that holds one face and its bleed."""
    width, height = face.width + 2 * bleed, face.height + 2 * bleed
    cell = Box(bleed, bleed, face.width, face.height)
    return Sheet(number, count, side, width, height, bleed, (Placement(face, cell),), ())
