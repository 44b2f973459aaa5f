"""A printer that misses, and the sheet that comes out of it: where every mark of a PDF lies, seen from the front.

Coordinates are millimetres from the middle of the sheet, to the right and down. Nothing here is the generator's: the
matrices are read from the file and the printer's error is applied as it happens, after the sheet has been described.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

MM = 72 / 25.4

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Error:
    """How this printer misses on the back: shift (mm) to the right and down and turn (degrees, clockwise)."""

    right: float
    down: float
    turn: float

    def land(self, point: Point) -> Point:
        """Where a mark that should lie at *point* comes to lie."""
        x, y = point
        cos, sin = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        return x * cos - y * sin + self.right, x * sin + y * cos + self.down


@dataclass(frozen=True, slots=True)
class Drawn:
    """A form drawn on a page: its name, the corners of its box, and its filled rectangles' corners."""

    name: str
    corners: tuple[Point, ...]
    rectangles: tuple[tuple[Point, ...], ...]

    def moved(self, move: Any) -> Drawn:
        """The same with every point moved."""
        rectangles = tuple(tuple(map(move, corners)) for corners in self.rectangles)
        return Drawn(self.name, tuple(map(move, self.corners)), rectangles)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does *first*, and *then* the other (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def on(matrix: Matrix, x: float, y: float) -> Point:
    """Where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def drawn(file: Path, index: int) -> list[Drawn]:
    """The forms of a page, as one looks at that page."""
    with pikepdf.open(file) as pdf:
        page = pdf.pages[index]
        width, height = (float(page.MediaBox[side]) for side in (2, 3))

        def seen(point: Point) -> Point:
            return (point[0] - width / 2) / MM, (height / 2 - point[1]) / MM

        return [form.moved(seen) for form in _forms(page)]


def _forms(page: Any) -> Iterator[Drawn]:
    for name, matrix in _placed(page):
        form = page.Resources.XObject[name]
        yield Drawn(name, _corners(matrix, *map(float, form.BBox)), tuple(_rectangles(form, matrix)))


def _placed(page: Any) -> Iterator[tuple[str, Matrix]]:
    """The forms a page draws, each with the matrix in force."""
    matrix, kept = UNIT, []
    for operands, operator in _instructions(page):
        if operator == "q":
            kept.append(matrix)
        elif operator == "Q":
            matrix = kept.pop()
        elif operator == "cm":
            a, b, c, d, e, f = map(float, operands)
            matrix = times((a, b, c, d, e, f), matrix)
        elif operator == "Do":
            yield str(operands[0]), matrix
    assert not kept


def _instructions(stream: Any) -> Iterator[tuple[list[Any], str]]:
    for instruction in pikepdf.parse_content_stream(stream):
        yield list(instruction.operands), str(instruction.operator)


def _rectangles(form: Any, matrix: Matrix) -> Iterator[tuple[Point, ...]]:
    for operands, operator in _instructions(form):
        if operator == "re":
            x, y, width, height = map(float, operands)
            yield _corners(matrix, x, y, x + width, y + height)


def _corners(matrix: Matrix, x0: float, y0: float, x1: float, y1: float) -> tuple[Point, ...]:
    return tuple(on(matrix, x, y) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1)))


def through(forms: Sequence[Drawn], error: Error, *, sideways: bool) -> list[Drawn]:
    """The forms of a verso as they show through the paper, on a sheet from a printer with this *error*.

    *sideways* when the sheet was turned over like a book's page, its left edge becoming its right one.
    """
    return [form.moved(lambda point: error.land(_turned_over(point, sideways))) for form in forms]


def _turned_over(point: Point, sideways: bool) -> Point:
    return (-point[0], point[1]) if sideways else (point[0], -point[1])


def middle(points: Sequence[Point]) -> Point:
    """The middle of corners."""
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
