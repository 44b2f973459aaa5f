"""Plane geometry for the pictograms: immutable shapes made of lines, circular arcs and cubics."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
        return self._map(-1, 0, 0, 1, 2 * x, 0)

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
    return Shape(tuple(segments))


def disc(x: float, y: float, r: float) -> Shape:
    """A full circle."""
    arc = ("A", (r, 1.0, 0.0, x - r, y)), ("A", (r, 1.0, 0.0, x + r, y))
    return Shape((("M", (x + r, y)), *arc, ("Z", ())))


def ring(x: float, y: float, r: float, thick: float) -> Shape:
    """A circle of outer radius *r* with a true hole."""
    q = r - thick
    arc = ("A", (q, 1.0, 1.0, x - q, y)), ("A", (q, 1.0, 1.0, x + q, y))
    return disc(x, y, r) + Shape((("M", (x + q, y)), *arc, ("Z", ())))


def ellipse(x: float, y: float, rx: float, ry: float) -> Shape:
    """An upright ellipse in four cubics."""
    k, h = 0.5523 * rx, 0.5523 * ry
    curves = (
        (x + rx, y - h, x + k, y - ry, x, y - ry),
        (x - k, y - ry, x - rx, y - h, x - rx, y),
        (x - rx, y + h, x - k, y + ry, x, y + ry),
        (x + k, y + ry, x + rx, y + h, x + rx, y),
    )
    return Shape((("M", (x + rx, y)), *(("C", c) for c in curves), ("Z", ())))


def poly(*corners: Corner, r: float = RADIUS) -> Shape:
    """A polygon with rounded corners; a corner may carry its own radius."""
    spots = [(c[0], c[1], c[2] if len(c) == 3 else r) for c in corners]
    turns = list(zip(spots, spots[1:] + spots[:1], strict=True))
    if sum(p[0] * q[1] - q[0] * p[1] for p, q in turns) > 0:
        spots.reverse()
    segments: list[Segment] = []
    for i, spot in enumerate(spots):
        segments += _corner(spots[i - 1][:2], spot, spots[(i + 1) % len(spots)][:2])
    segments[0] = ("M", segments[0][1])
    return Shape((*segments, ("Z", ())))


def _corner(before: Point, spot: tuple[float, float, float], after: Point) -> list[Segment]:
    """Round one corner: a line to the tangent point, then the arc."""
    x, y, r = spot
    ax, ay, bx, by = before[0] - x, before[1] - y, after[0] - x, after[1] - y
    la, lb = hypot(ax, ay), hypot(bx, by)
    cross, dot = ax * by - ay * bx, ax * bx + ay * by
    angle = acos(max(-1.0, min(1.0, dot / (la * lb))))
    if r <= 0 or angle > pi - 0.01:
        return [("L", (x, y))]
    reach = min(r / tan(angle / 2), la * 0.5, lb * 0.5)
    r = reach * tan(angle / 2)
    start = (x + ax / la * reach, y + ay / la * reach)
    end = (x + bx / lb * reach, y + by / lb * reach)
    return [("L", start), ("A", (r, 0.0, 1.0 if cross < 0 else 0.0, *end))]


def box(x: float, y: float, w: float, h: float, r: float = RADIUS) -> Shape:
    """A rectangle with rounded corners."""
    return poly((x, y), (x + w, y), (x + w, y + h), (x, y + h), r=r)


def limb(*joints: tuple[float, float, float]) -> Shape:
    """A round-ended bar through joints (x, y, radius); it may taper and bend."""
    shape = Shape(())
    for first, second in zip(joints, joints[1:], strict=False):
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
