"""Gradients as flights of flat steps, each painted over the one before: sharp on every press, and the same on all.

At the size of text a step is finer than a press can show. Coordinates are font units, y upwards (OpenType, COLR).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec import Struct

from deck.art.drawing import Point, Segment

Rgba = tuple[float, float, float, float]  # 0 to 1
Stop = tuple[float, Rgba]
Shape = list[Segment]

MOST_STEPS = 48  # between two stops
FINEST = 1 / 64  # of a channel, between two steps
MOST_TURNS = 24  # of a gradient that repeats
CURVE = 4 / 3 * (math.sqrt(2) - 1)  # control points of a quarter circle


class Flight(Struct, frozen=True):
    """The colour of the whole area, and the shapes that are painted over it one after the other."""

    base: Rgba
    steps: list[tuple[Shape, Rgba]]


def blend(one: Rgba, other: Rgba, share: float) -> Rgba:
    """The colour that has come *share* (0 to 1) of the way from *one* to *other*."""
    r, g, b, a = (x + (y - x) * share for x, y in zip(one, other, strict=True))
    return (r, g, b, a)


def spread(stops: Sequence[Stop], extend: str, least: float, greatest: float) -> list[Stop]:
    """*stops* in order, and, where they repeat or are mirrored, as often as from *least* to *greatest*."""
    found = sorted(stops, key=lambda stop: stop[0])
    first, last = found[0][0], found[-1][0]
    length = last - first
    if extend == "PAD" or length <= 0:
        return found
    turns = range(
        max(-MOST_TURNS, math.floor((least - first) / length)),
        min(MOST_TURNS, math.ceil((greatest - last) / length)) + 1,
    )
    spread_out: list[Stop] = []
    for turn in turns:
        mirrored = extend == "REFLECT" and turn % 2
        own = [(first + last - place, color) for place, color in reversed(found)] if mirrored else found
        spread_out += [(place + turn * length, color) for place, color in own]
    return spread_out


def places(stops: Sequence[Stop]) -> list[Stop]:
    """Where each step begins and its colour, the first being that of all that lies before."""
    found: list[Stop] = [(-math.inf, stops[0][1])]
    for (start, one), (stop, other) in pairwise(stops):
        difference = max(abs(x - y) for x, y in zip(one, other, strict=True))
        count = max(1, min(MOST_STEPS, math.ceil(difference / FINEST))) if stop > start else 1
        for step in range(1, count + 1):
            share = (step - 0.5) / count
            found.append((start + (stop - start) * share, blend(one, other, step / count)))
    return found


def flight(stops: Sequence[Stop], shape_at: Callable[[float], Shape]) -> Flight:
    """The steps of a gradient of which *shape_at* gives what lies beyond a place."""
    (_, base), *rest = places(stops)
    return Flight(base, [(shape_at(place), color) for place, color in rest])


def linear(stops: Sequence[Stop], extend: str, points: tuple[Point, Point, Point], reach: float) -> Flight:
    """From the first point to the second, the lines of one colour being parallel to the way to the third."""
    (x0, y0), (x1, y1), (x2, y2) = points
    turn = (x2 - x0, y2 - y0)
    square = turn[0] ** 2 + turn[1] ** 2
    along = (x1 - x0, y1 - y0)
    share = (along[0] * turn[0] + along[1] * turn[1]) / square if square else 0.0
    dx, dy = along[0] - share * turn[0], along[1] - share * turn[1]
    length = math.hypot(dx, dy)
    if not length:
        return Flight(stops[-1][1], [])
    ux, uy = dx / length, dy / length

    def beyond(place: float) -> Shape:
        x, y = x0 + dx * place, y0 + dy * place
        near = [(x - uy * reach, y + ux * reach), (x + uy * reach, y - ux * reach)]
        far = [(px + ux * 2 * reach, py + uy * 2 * reach) for px, py in reversed(near)]
        return polygon([*near, *far])

    return flight(spread(stops, extend, -reach / length, reach / length), beyond)


def radial(
    stops: Sequence[Stop], extend: str, inner: tuple[float, ...], outer: tuple[float, ...], reach: float
) -> Flight:
    """Circles (x, y, radius) from *inner* to *outer*, one within the other; the outermost are painted first."""
    if inner[2] > outer[2]:
        inner, outer, stops = outer, inner, [(1 - place, color) for place, color in stops]
    growth = outer[2] - inner[2] or 1.0
    ordered = spread(stops, extend, -inner[2] / growth, reach / growth)
    inwards = [(-place, color) for place, color in reversed(ordered)]

    def within(place: float) -> Shape:
        x, y, radius = (a + (b - a) * -place for a, b in zip(inner, outer, strict=True))
        return circle(x, y, max(0.0, radius))

    return flight(inwards, within)


def sweep(stops: Sequence[Stop], extend: str, center: Point, start: float, end: float, reach: float) -> Flight:
    """Round *center*, counter-clockwise from the angle *start* to *end* (radians)."""
    angle = end - start or 1e-6
    ordered = spread(stops, extend, -start / angle, (2 * math.pi - start) / angle)
    if angle < 0:
        ordered = [(-place, color) for place, color in reversed(ordered)]
    sense = 1 if angle > 0 else -1

    def beyond(place: float) -> Shape:
        begin = min(max(start + angle * place * sense, 0.0), 2 * math.pi)
        count = max(1, math.ceil((2 * math.pi - begin) / 0.5))
        turns = [begin + (2 * math.pi - begin) * step / count for step in range(count + 1)]
        rim = [(center[0] + 2 * reach * math.cos(turn), center[1] + 2 * reach * math.sin(turn)) for turn in turns]
        return polygon([center, *rim])

    return flight(ordered, beyond)


def polygon(points: Sequence[Point]) -> Shape:
    """A closed shape with these corners."""
    return [("M", points[0]), *(("L", point) for point in points[1:]), ("Z",)]


def circle(x: float, y: float, radius: float) -> Shape:
    """A circle of four curves."""
    r, k = radius, radius * CURVE
    return [
        ("M", (x + r, y)),
        ("C", (x + r, y + k), (x + k, y + r), (x, y + r)),
        ("C", (x - k, y + r), (x - r, y + k), (x - r, y)),
        ("C", (x - r, y - k), (x - k, y - r), (x, y - r)),
        ("C", (x + k, y - r), (x + r, y - k), (x + r, y)),
        ("Z",),
    ]
