"""Matrices and areas as a PDF counts them: points, origin at the bottom left, y upwards (ISO 32000-1, 8.3)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from deck.units import mm


class Matrix(NamedTuple):
    """A linear map and a shift: x' = ax + cy + e, y' = bx + dy + f (ISO 32000-1, 8.3.3)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def then(self, outer: Matrix) -> Matrix:
        """This map first, *outer* after it."""
        a, b, c, d, e, f = self
        o = outer
        return Matrix(
            a * o.a + b * o.c,
            a * o.b + b * o.d,
            c * o.a + d * o.c,
            c * o.b + d * o.d,
            e * o.a + f * o.c + o.e,
            e * o.b + f * o.d + o.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def area(self, area: Area) -> Area:
        """The upright area around the corners of *area* after the map."""
        corners = ((x, y) for x in (area.left, area.right) for y in (area.bottom, area.top))
        return around(self.point(x, y) for x, y in corners)

    @property
    def across(self) -> float:
        """How long a horizontal unit becomes."""
        return math.hypot(self.a, self.b)

    @property
    def up(self) -> float:
        """How long a vertical unit becomes."""
        return math.hypot(self.c, self.d)

    @property
    def thinnest(self) -> float:
        """How thin a line one unit wide becomes in the direction that shrinks it most: the smaller singular value."""
        squares = self.a**2 + self.b**2 + self.c**2 + self.d**2
        size = abs(self.a * self.d - self.b * self.c)
        return math.sqrt(max(0.0, (squares - math.sqrt(max(0.0, squares**2 - 4 * size**2))) / 2))


IDENTITY = Matrix(1, 0, 0, 1, 0, 0)


class Area(NamedTuple):
    """An upright rectangle in points, y upwards."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    @property
    def size_mm(self) -> str:
        """Width and height to read: ``"70 × 120 mm"``."""
        return f"{mm(self.width)} × {mm(self.height)} mm"

    def shared(self, other: Area) -> Area:
        """What lies in both; nothing does when its left is beyond its right, or its bottom above its top."""
        return Area(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    def meets(self, other: Area) -> bool:
        """Whether the two share at least a point."""
        common = self.shared(other)
        return common.left <= common.right and common.bottom <= common.top

    def holds(self, other: Area, tolerance: float = 0.05) -> bool:
        """Whether *other* lies inside, to within *tolerance* points."""
        return min(self.margins(other)) >= -tolerance

    def margins(self, inner: Area) -> tuple[float, float, float, float]:
        """How far *inner* lies from the left, bottom, right and top edge; less than 0 beyond it."""
        return (
            inner.left - self.left,
            inner.bottom - self.bottom,
            self.right - inner.right,
            self.top - inner.top,
        )

    def shrunk(self, margins: Sequence[float]) -> Area:
        """This area without a margin on its left, bottom, right and top."""
        left, bottom, right, top = margins
        return Area(self.left + left, self.bottom + bottom, self.right - right, self.top - top)


def around(points: Iterable[tuple[float, float]]) -> Area:
    """The smallest area that holds all *points*."""
    xs, ys = zip(*points, strict=True)
    return Area(min(xs), min(ys), max(xs), max(ys))


def to_area(corners: Any) -> Area:
    """The area of a PDF rectangle, two opposite corners in any order (ISO 32000-1, 7.9.5); ValueError if it is none."""
    numbers = [float(number) for number in corners]
    if len(numbers) != 4:
        raise ValueError("a rectangle has four numbers")
    return around([(numbers[0], numbers[1]), (numbers[2], numbers[3])])


def to_matrix(numbers: Any) -> Matrix:
    """The matrix of six PDF numbers; the identity of none."""
    return Matrix(*(float(number) for number in numbers)) if numbers is not None else IDENTITY
