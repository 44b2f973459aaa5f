"""Lengths and boxes. One coordinate system: points, origin at the top left, y downwards; the PDF renderer flips."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

MM = 72 / 25.4
POINTS = {"mm": MM, "cm": 10 * MM, "in": 72.0, "pt": 1.0}
LARGEST, LARGEST_SHARE = 5000 * MM, 1000  # 5 m and 1000 %: more is a slip of the keyboard

_LENGTH = re.compile(r"\s*(-?\d+(?:[.,]\d+)?)\s*(mm|cm|in|pt|%)?\s*", re.IGNORECASE)
_AREA = re.compile(
    r"\s*(\d+(?:[.,]\d+)?)\s*(mm|cm|in|pt)?\s*[x×]\s*(\d+(?:[.,]\d+)?)\s*(mm|cm|in|pt)?\s*", re.IGNORECASE
)


def to_points(text: str, whole: float | None = None) -> float:
    """Points of ``"3mm"``, ``"0.5in"``, ``"6pt"`` or, when *whole* (pt) is given, ``"40%"`` of it.

    A bare ``"0"`` needs no unit. ValueError with a sentence a person can act on otherwise.
    """
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise ValueError(f'"{text}" is not a length. Write a number and a unit, for example 3mm, 0.5in or 6pt.')
    number, unit = float(match[1].replace(",", ".")), (match[2] or "").lower()
    if unit == "%" and abs(number) > LARGEST_SHARE:
        raise ValueError(f'"{text}" is more than {LARGEST_SHARE} %.')
    if unit == "%" and whole is not None:
        return number / 100 * whole
    if unit == "" and number == 0:
        return 0.0
    if unit not in POINTS:
        raise ValueError(f'"{text}" needs a unit: mm, cm, in or pt, for example {match[1]}mm.')
    if abs(number) * POINTS[unit] > LARGEST:
        raise ValueError(f'"{text}" is longer than 5 metres.')
    return number * POINTS[unit]


def to_area(text: str) -> tuple[float, float]:
    """Width and height (pt) of ``"70x120mm"`` or ``"2.5in x 3.5in"``; ValueError when it is not one."""
    match = _AREA.fullmatch(text)
    if match is None or not (match[2] or match[4]):
        raise ValueError(f'"{text}" is not a size. Write width x height with a unit, for example 70x120mm.')
    after = match[4] or match[2]
    width, height = to_points(match[1] + (match[2] or after)), to_points(match[3] + after)
    if min(width, height) < 10 * MM:
        raise ValueError(f'"{text}" is too small: both sides must be at least 10 mm.')
    return width, height


def mm(points: float) -> str:
    """A length in points as readable millimetres: ``"63.5"``, ``"70"``."""
    return f"{points / MM:.1f}".removesuffix(".0")


class Box(Struct, frozen=True):
    """A rectangle in points: left edge, top edge, width, height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the bottom edge."""
        return self.y + self.height

    def grown(self, by: float) -> Box:
        """This box with every edge moved outwards by *by* points (inwards when negative)."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def moved(self, dx: float, dy: float) -> Box:
        """This box shifted by (dx, dy)."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)

    def holds(self, other: Box, tolerance: float = 0.01) -> bool:
        """Whether *other* lies inside, to within *tolerance* points."""
        return (
            other.x >= self.x - tolerance
            and other.y >= self.y - tolerance
            and other.right <= self.right + tolerance
            and other.bottom <= self.bottom + tolerance
        )

    def overlaps(self, other: Box, tolerance: float = 0.01) -> bool:
        """Whether the two share more than a hair's breadth of area."""
        return (
            self.x < other.right - tolerance
            and other.x < self.right - tolerance
            and self.y < other.bottom - tolerance
            and other.y < self.bottom - tolerance
        )


@lru_cache(10_000)
def number(value: float) -> str:
    """A coordinate as PDF writes it: to a thousandth of a point, without needless zeros."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return text if text != "-0" else "0"
