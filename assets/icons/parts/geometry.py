"""Plane geometry for the pictograms: immutable shapes made of lines, circular arcs and cubics."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import acos, cos, hypot, pi, radians, sin, tan

Point = tuple[float, float]
Corner = tuple[float, float] | tuple[float, float, float]
Segment = tuple[str, tuple[float, ...]]

RADIUS = 2.0  # the one corner radius of the family
_TOKEN = re.compile(r"[MLCAZ]|-?\d*\.?\d+")
_ARITY = {"M": 2, "L": 2, "C": 6, "A": 5, "Z": 0}  # A is circular: r, large, sweep, x, y


def number(value: float) -> str:
    """Write *value* with at most two decimals and no idle zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled outline in grid units; subpaths wind alike, so overlaps unite."""

    segments: tuple[Segment, ...]

    def __add__(self, other: Shape) -> Shape:
        """Unite two shapes of the same winding in one path."""
        return Shape(self.segments + other.segments)

    def __sub__(self, hole: Shape) -> Shape:
        """Cut a true hole: *hole* lies inside and winds alike."""
        return self + hole.reversed()

    def reversed(self) -> Shape:
        """The same outline walked the other way."""
        out: list[Segment] = []
        for subpath in _subpaths(self.segments):
            ends = [values[-2:] for _, values in subpath]
            out.append(("M", ends[-1]))
            for i in range(len(subpath) - 1, 0, -1):
                command, values = subpath[i]
                out.append((command, _backwards(command, values) + ends[i - 1]))
            out.append(("Z", ()))
        return Shape(tuple(out))

    def outline(self) -> Shape:
        """The shape with its holes filled."""
        kept: list[Segment] = []
        for subpath in _subpaths(self.segments):
            if _area(subpath) <= 0:
                kept += [*subpath, ("Z", ())]
        return Shape(tuple(kept))

    def _map(self, a: float, b: float, c: float, d: float, e: float, f: float) -> Shape:
        """Apply a similarity (x' = ax + cy + e, y' = bx + dy + f) to every segment."""
        grow, flipped = abs(a * d - b * c) ** 0.5, a * d - b * c < 0

        def place(values: tuple[float, ...]) -> tuple[float, ...]:
            pairs = zip(values[::2], values[1::2], strict=True)
            return tuple(v for x, y in pairs for v in (a * x + c * y + e, b * x + d * y + f))

        moved: list[Segment] = []
        for command, values in self.segments:
            if command == "A":
                r, large, sweep, x, y = values
                arc = (r * grow, large, 1 - sweep if flipped else sweep)
                moved.append(("A", arc + place((x, y))))
            else:
                moved.append((command, place(values)))
        return Shape(tuple(moved))

    def at(self, x: float, y: float) -> Shape:
        """Move by (x, y)."""
        return self._map(1, 0, 0, 1, x, y)

    def scaled(self, factor: float) -> Shape:
        """Scale about the origin."""
        return self._map(factor, 0, 0, factor, 0, 0)

    def turned(self, degrees: float, x: float = 0, y: float = 0) -> Shape:
        """Turn clockwise about (x, y)."""
        c, s = cos(radians(degrees)), sin(radians(degrees))
        return self._map(c, s, -s, c, x - c * x + s * y, y - s * x - c * y)

    def mirrored(self, x: float = 0) -> Shape:
        """Mirror left to right about the vertical at *x*."""
        return self._map(-1, 0, 0, 1, 2 * x, 0).reversed()

    def data(self) -> str:
        """Give the SVG path data."""
        out = ""
        for command, values in self.segments:
            if command == "A":
                r, large, sweep, x, y = values
                values = (r, r, 0, large, sweep, x, y)
            body = " ".join(number(v) for v in values)
            out += command + body
        return out.replace(" -", "-")


def _subpaths(segments: tuple[Segment, ...]) -> list[list[Segment]]:
    """Part the segments at each M, without the closing Z."""
    parts: list[list[Segment]] = []
    for segment in segments:
        if segment[0] == "M":
            parts.append([])
        if segment[0] != "Z":
            parts[-1].append(segment)
    return parts


def _area(segments: Iterable[Segment]) -> float:
    """Twice the signed area inside the control points; positive runs clockwise."""
    ends: list[Point] = []
    for command, values in segments:
        first = 3 if command == "A" else 0
        ends += zip(values[first::2], values[first + 1 :: 2], strict=True)
    turns = zip(ends, ends[1:] + ends[:1], strict=True)
    return sum(p[0] * q[1] - q[0] * p[1] for p, q in turns)


def _backwards(command: str, values: tuple[float, ...]) -> tuple[float, ...]:
    """The numbers before the end point, for the segment walked backwards."""
    if command == "A":
        return (values[0], values[1], 1 - values[2])
    return (values[2], values[3], values[0], values[1]) if command == "C" else ()


def pen(data: str) -> Shape:
    """Read absolute path data with M, L, C, Z and circular `A r large sweep x y`."""
    tokens = _TOKEN.findall(data)
    segments: list[Segment] = []
    command, at = "M", 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        count = _ARITY[command]
        segments.append((command, tuple(float(t) for t in tokens[at : at + count])))
        at += count
    shape = Shape(tuple(segments))
    return shape.reversed() if _area(segments) > 0 else shape


def disc(x: float, y: float, r: float) -> Shape:
    """A full circle."""
    arc = ("A", (r, 1.0, 0.0, x - r, y)), ("A", (r, 1.0, 0.0, x + r, y))
    return Shape((("M", (x + r, y)), *arc, ("Z", ())))


def ring(x: float, y: float, r: float, thick: float) -> Shape:
    """A circle of outer radius *r* with a true hole."""
    return disc(x, y, r) - disc(x, y, r - thick)


def poly(*corners: Corner, r: float = RADIUS) -> Shape:
    """A polygon with rounded corners; a corner may carry its own radius."""
    spots = [(c[0], c[1], c[2] if len(c) == 3 else r) for c in corners]
    if sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(spots, spots[1:] + spots[:1], strict=True)) > 0:
        spots.reverse()
    turns = zip(spots, spots[1:] + spots[:1], strict=True)
    count = len(spots)
    reach = [_reach(spots[i - 1], spots[i], spots[(i + 1) % count]) for i in range(count)]
    edges = [hypot(q[0] - p[0], q[1] - p[1]) for p, q in turns]
    over = [max(1.0, (reach[i] + reach[(i + 1) % count]) / edges[i]) for i in range(count)]
    segments: list[Segment] = []
    for i, spot in enumerate(spots):
        room = reach[i] / max(over[i - 1], over[i])
        segments += _corner(spots[i - 1], spot, spots[(i + 1) % count], room)
    segments[0] = ("M", segments[0][1])
    return Shape((*segments, ("Z", ())))


Spot = tuple[float, float, float]


def _angle(before: Spot, spot: Spot, after: Spot) -> tuple[float, float]:
    """The inner angle at *spot* and the sign of the turn."""
    ax, ay = before[0] - spot[0], before[1] - spot[1]
    bx, by = after[0] - spot[0], after[1] - spot[1]
    cosine = (ax * bx + ay * by) / (hypot(ax, ay) * hypot(bx, by))
    return acos(max(-1.0, min(1.0, cosine))), ax * by - ay * bx


def _reach(before: Spot, spot: Spot, after: Spot) -> float:
    """How far from *spot* its rounding would begin."""
    angle, _ = _angle(before, spot, after)
    return 0.0 if angle > pi - 0.01 else spot[2] / tan(angle / 2)


def _corner(before: Spot, spot: Spot, after: Spot, reach: float) -> list[Segment]:
    """Round one corner: a line to the tangent point, then the arc."""
    if reach <= 0:
        return [("L", spot[:2])]
    angle, cross = _angle(before, spot, after)
    la = hypot(before[0] - spot[0], before[1] - spot[1]) / reach
    lb = hypot(after[0] - spot[0], after[1] - spot[1]) / reach
    start = (spot[0] + (before[0] - spot[0]) / la, spot[1] + (before[1] - spot[1]) / la)
    end = (spot[0] + (after[0] - spot[0]) / lb, spot[1] + (after[1] - spot[1]) / lb)
    return [("L", start), ("A", (reach * tan(angle / 2), 0.0, float(cross < 0), *end))]


def box(x: float, y: float, w: float, h: float, r: float = RADIUS) -> Shape:
    """A rectangle with rounded corners."""
    return poly((x, y), (x + w, y), (x + w, y + h), (x, y + h), r=r)


def limb(*joints: tuple[float, float, float]) -> Shape:
    """A round-ended bar through joints (x, y, radius); it may taper and bend."""
    shape = Shape(())
    for first, second in pairwise(joints):
        shape += _bone(first, second)
    return shape


def bar(w: float, *points: Point) -> Shape:
    """A round-ended bar of one width through *points*."""
    return limb(*((x, y, w / 2) for x, y in points))


def _bone(p: tuple[float, float, float], q: tuple[float, float, float]) -> Shape:
    """The hull of two circles."""
    dx, dy = q[0] - p[0], q[1] - p[1]
    far = hypot(dx, dy)
    if far <= abs(p[2] - q[2]):
        return disc(*(p if p[2] > q[2] else q))
    ux, uy = dx / far, dy / far
    c = (p[2] - q[2]) / far
    s = (1 - c * c) ** 0.5

    def touch(circle: tuple[float, float, float], side: float) -> Point:
        return (
            circle[0] + circle[2] * (ux * c - uy * s * side),
            circle[1] + circle[2] * (uy * c + ux * s * side),
        )

    large = 1.0 if c < 0 else 0.0
    return Shape(
        (
            ("M", touch(p, 1)),
            ("L", touch(q, 1)),
            ("A", (q[2], large, 0.0, *touch(q, -1))),
            ("L", touch(p, -1)),
            ("A", (p[2], 1 - large, 0.0, *touch(p, 1))),
            ("Z", ()),
        )
    )


def arc(x: float, y: float, r: float, w: float, start: float, end: float) -> Shape:
    """A round-ended arc of width *w* from *start* to *end* degrees, clockwise from east."""
    a, b, h = radians(start), radians(end), w / 2
    large = 1.0 if end - start > 180 else 0.0

    def on(radius: float, angle: float) -> Point:
        return x + radius * cos(angle), y + radius * sin(angle)

    return Shape(
        (
            ("M", on(r - h, a)),
            ("A", (r - h, large, 1.0, *on(r - h, b))),
            ("A", (h, 0.0, 0.0, *on(r + h, b))),
            ("A", (r + h, large, 0.0, *on(r + h, a))),
            ("A", (h, 0.0, 0.0, *on(r - h, a))),
            ("Z", ()),
        )
    )
