"""Every card once a side, and its back behind its front: found by the words on the sheets, proved by turning them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from deck.impose.duplex import Flip
from tests.print.printer import Printer
from tests.print.tools import MM, Rect, SheetSide, Stroke, TextLine, pictures, sheet_sides, text_lines
from tests.print.words import Told, practices, squeezed

Vector = tuple[float, float]
SIZES = {"tarot": (70, 120), "poker": (63.5, 88.9), "jumbo": (88.9, 127), "square": (88.9, 88.9), "A6": (105, 148)}
PAPERS = {"A4": (210, 297), "A3": (297, 420), "SRA3": (320, 450), "Letter": (215.9, 279.4), "450x320mm": (450, 320)}
FLIPS: tuple[Flip, Flip] = ("long-edge", "short-edge")
PRACTICES = practices()
DPI = 36


@dataclass(frozen=True, slots=True)
class Axis:
    """The line about which paper is turned: upright at *place* from the left, or level at *place* from the top."""

    upright: bool
    place: float

    def point(self, x: float, y: float) -> Vector:
        """Where a point lies, seen from the other side, once the paper is turned."""
        return (2 * self.place - x, y) if self.upright else (x, 2 * self.place - y)

    def direction(self, way: Vector) -> Vector:
        """Which way something points, seen from the other side, once the paper is turned."""
        return (0.0 - way[0], way[1]) if self.upright else (way[0], 0.0 - way[1])

    def rect(self, rect: Rect) -> Rect:
        """Where a rectangle lies, seen from the other side, once the paper is turned."""
        (xa, ya), (xb, yb) = self.point(rect.x0, rect.y0), self.point(rect.x1, rect.y1)
        return Rect(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))


def axis_of(flip: Flip, side: SheetSide) -> Axis:
    """The axis of a flip: it runs alongside the edge on which a printer turns the sheet, through the middle."""
    upright = (flip == "long-edge") == (side.height >= side.width)
    return Axis(upright, side.width / 2 if upright else side.height / 2)


@dataclass(frozen=True, slots=True)
class Seen:
    """A face as it is seen on a sheet: where, and which way its text reads and its letters' tops point."""

    sheet: int
    cell: Rect
    reads: Vector
    top: Vector


def seen(side: SheetSide, lines: Iterable[TextLine], sheet: int, *, front: bool) -> list[tuple[Told, Seen]]:
    """The practices whose number and title stand in a cell, each as often as they do."""
    within: dict[Rect, list[TextLine]] = {}
    for line in lines:
        for cell in side.cells:
            if cell.holds(line.area, 1):
                within.setdefault(cell, []).append(line)
    found = []
    for cell, own in within.items():
        words = {word for line in own for word in line.text.split()}
        said = squeezed("".join(line.text for line in own))
        ways = {(line.reads, line.top) for line in own}
        assert len(ways) == 1, f"the lines of a card read in several ways: {ways}"
        for told in (told for told in PRACTICES if told.number in words):
            if squeezed(told.front_title if front else told.title) in said:
                found.append((told, Seen(sheet, cell, *ways.copy().pop())))
    return found


@cache
def all_seen(file: Path) -> tuple[list[tuple[Told, Seen]], list[tuple[Told, Seen]]]:
    """Every front seen on the rectos, and every back on the versos."""
    pages = list(zip(sheet_sides(file), text_lines(file), strict=True))
    fronts = [one for n in range(0, len(pages), 2) for one in seen(*pages[n], n // 2, front=True)]
    backs = [one for n in range(1, len(pages), 2) for one in seen(*pages[n], n // 2, front=False)]
    return fronts, backs


def check_backs(file: Path, flip: Flip, chosen: Sequence[Told]) -> None:
    """Each of *chosen* once on a recto and once on a verso, and there where turning the sheet over brings its front."""
    axis = axis_of(flip, sheet_sides(file)[0])
    fronts, backs = all_seen(file)
    assert [told for told, _ in fronts] == list(chosen)
    assert sorted(told.number for told, _ in backs) == sorted(told.number for told in chosen)
    behind = dict(backs)
    for told, front in fronts:
        back = behind[told]
        assert back.sheet == front.sheet
        assert back.cell.near(axis.rect(front.cell))
        assert back.top == axis.direction(front.top)  # picked up and turned like a page, the back stands upright
        for face in (front, back):
            assert face.reads == (0.0 - face.top[1], face.top[0])  # no face is mirrored


def check_sizes(file: Path, size: str, paper: str) -> None:
    """The paper lies as it was asked for, and the cuts make cards of their nominal size, whichever way they lie."""
    for side in sheet_sides(file):
        assert (side.width / MM, side.height / MM) == pytest.approx(PAPERS[paper], abs=0.01)
    fronts, backs = all_seen(file)
    for _, face in (*fronts, *backs):
        across, down = (face.cell.x1 - face.cell.x0) / MM, (face.cell.y1 - face.cell.y0) / MM
        upright = face.reads[1] == 0
        assert ((across, down) if upright else (down, across)) == pytest.approx(SIZES[size], abs=0.01)


def check_marks(file: Path, flip: Flip) -> None:
    """Crop marks and boxes of a sheet's two sides coincide when it is turned over."""
    sides = sheet_sides(file)
    axis = axis_of(flip, sides[0])
    for recto, verso in zip(sides[::2], sides[1::2], strict=True):
        assert len(recto.marks) == len(verso.marks) >= 8
        for mark in recto.marks:
            assert any(axis.rect(mark.area).near(other.area) for other in verso.marks)
        assert verso.trim.near(axis.rect(recto.trim))
        assert verso.bleed.near(axis.rect(recto.bleed))


@pytest.mark.parametrize("flip", FLIPS)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("size", SIZES)
def test_turning_the_sheet_over_lays_every_back_behind_its_front(
    printed: Printer, size: str, paper: str, flip: Flip
) -> None:
    whole = paper == "A4" and size in ("tarot", "poker")  # elsewhere three categories fill sheets enough
    file = printed(size=size, paper=paper, flip=flip, category="" if whole else "ABC")
    check_backs(file, flip, [told for told in PRACTICES if whole or told.letter in "ABC"])
    check_sizes(file, size, paper)
    check_marks(file, flip)


def test_poker_cards_lie_on_their_side_where_more_of_them_fit(printed: Printer) -> None:
    fronts, _ = all_seen(printed(size="poker", paper="A4"))
    assert {face.reads for _, face in fronts} == {(0.0, 1.0)}
    fronts, _ = all_seen(printed(size="tarot", paper="A4"))
    assert {face.reads for _, face in fronts} == {(1.0, 0.0)}


@pytest.mark.parametrize("flip", FLIPS)
def test_a_cell_is_printed_on_both_sides_or_on_none(printed: Printer, flip: Flip) -> None:
    file = printed(flip=flip, companions=("index", "blank"))
    sides, looks = sheet_sides(file), list(pictures(file, DPI))
    axis = axis_of(flip, sides[0])
    taken = 0
    for number in range(0, len(sides), 2):
        for cell in sides[number].cells:
            here, behind = inked(looks[number], cell), inked(looks[number + 1], axis.rect(cell))
            assert here == behind
            taken += here
    assert taken == len(PRACTICES) + 2 + 2 * 10  # cover, licence; an index and a blank card for each category


def inked(picture: Image.Image, cell: Rect) -> bool:
    """Whether anything is printed in a cell."""
    box = [round(edge * DPI / 72) for edge in (cell.x0, cell.y0, cell.x1, cell.y1)]
    return picture.crop((box[0], box[1], box[2], box[3])).convert("L").getextrema() != (255, 255)


@pytest.mark.parametrize("size", ["tarot", "poker"])
def test_folding_the_sheet_lays_every_back_behind_its_front(printed: Printer, size: str) -> None:
    file = printed(size=size, flip="fold")
    fronts: dict[Told, tuple[int, Rect, Vector]] = {}
    backs: dict[Told, tuple[int, Rect, Vector]] = {}
    for page, (side, lines) in enumerate(zip(sheet_sides(file), text_lines(file), strict=True)):
        for spread in side.cells:
            fold = fold_of(spread, [mark for mark in side.marks if mark.dashed])
            for half, found in zip(halves(spread, fold), (fronts, backs), strict=True):
                own = SheetSide(side.width, side.height, half, half, outline(half))
                for told, face in seen(own, lines, page, front=found is fronts):
                    assert told not in found
                    found[told] = (page, fold.rect(face.cell) if found is backs else face.cell, face.top)
                    assert face.reads == (0.0 - face.top[1], face.top[0])
                    if found is backs:
                        assert fronts[told][0] == page
                        assert fronts[told][1].near(fold.rect(face.cell))
                        assert fronts[told][2] == fold.direction(face.top)
    assert set(fronts) == set(backs) == set(PRACTICES)


def fold_of(spread: Rect, folds: list[Stroke]) -> Axis:
    """The fold between the halves of *spread*: the dashed mark in its middle."""
    x, y = spread.middle
    upright = any(fold.x0 == fold.x1 and abs(fold.x0 - x) < 0.02 for fold in folds)
    level = any(fold.y0 == fold.y1 and abs(fold.y0 - y) < 0.02 for fold in folds)
    assert upright != level
    return Axis(upright, x if upright else y)


def halves(spread: Rect, fold: Axis) -> tuple[Rect, Rect]:
    """The halves of a spread: the first is left of the fold, or above it."""
    if fold.upright:
        return Rect(spread.x0, spread.y0, fold.place, spread.y1), Rect(fold.place, spread.y0, spread.x1, spread.y1)
    return Rect(spread.x0, spread.y0, spread.x1, fold.place), Rect(spread.x0, fold.place, spread.x1, spread.y1)


def outline(cell: Rect) -> tuple[Stroke, ...]:
    """Marks that ask for the cuts of one cell."""
    across = tuple(Stroke(x, 0, x, 1, "") for x in (cell.x0, cell.x1))
    return across + tuple(Stroke(0, y, 1, y, "") for y in (cell.y0, cell.y1))
