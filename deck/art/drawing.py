"""Art as paths that any renderer can draw without knowing where they came from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from msgspec import Struct

from deck.color.ink import Ink
from deck.units import number

Point = tuple[float, float]
# ("M", point) · ("L", point) · ("C", control, control, point) · ("Z",)
Segment = tuple[str, *tuple[Point, ...]]
OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}
KIND = "drawing"  # of what the cache keeps of one
GLYPH = "glyph "  # how drawings of glyphs are named, before their font's tag and their number
# The figure is drawn in the layout's colour, the ground in the colour of what lies beneath the art.
Paint = Ink | Literal["figure", "ground"]


class Stroke(Struct, frozen=True):
    """A line along a path: paint, width in the drawing's units, PDF line cap and join numbers."""

    paint: Paint
    width: float
    cap: int = 0
    join: int = 0


class ArtPath(Struct, frozen=True):
    """One path, filled, stroked or both; *even_odd* chooses the fill rule.

    *data* is written as PDF writes paths (ISO 32000-1, 8.5.2), y downwards; *path_data* makes it.
    """

    data: str
    fill: Paint | None
    stroke: Stroke | None = None
    even_odd: bool = False


class SteppedPath(ArtPath, frozen=True):
    """A path that is painted inside *clips* alone, and over it *steps*, each a path and its paint: a gradient."""

    clips: tuple[str, ...] = ()
    steps: tuple[tuple[str, Paint], ...] = ()


class Drawing(Struct, frozen=True):
    """Paths in a frame of *width* by *height* units, origin at the top left, y downwards."""

    name: str
    width: float
    height: float
    paths: tuple[ArtPath, ...]


def path_data(segments: Iterable[Segment]) -> str:
    """The operators of a path made of *segments*, a segment a line."""
    return "\n".join(
        " ".join([*(f"{number(x)} {number(y)}" for x, y in points), OPERATORS[name]]) for name, *points in segments
    )


def to_plain(drawing: Drawing) -> Any:
    """The drawing as lists and numbers that JSON can hold."""
    paths = [[path.data, _plain_paint(path.fill), _plain_stroke(path.stroke), path.even_odd] for path in drawing.paths]
    return [drawing.width, drawing.height, paths]


def from_plain(name: str, plain: Any) -> Drawing:
    """The drawing that *to_plain* made *plain* of."""
    width, height, paths = plain
    return Drawing(name, width, height, tuple(_path(*path) for path in paths))


def _plain_paint(paint: Paint | None) -> Any:
    return paint.cmyk if isinstance(paint, Ink) else paint


def _plain_stroke(stroke: Stroke | None) -> Any:
    return stroke and [_plain_paint(stroke.paint), stroke.width, stroke.cap, stroke.join]


def _path(data: str, fill: Any, stroke: Any, even_odd: bool) -> ArtPath:
    line = Stroke(_paint(stroke[0]), *stroke[1:]) if stroke else None
    return ArtPath(data, None if fill is None else _paint(fill), line, even_odd)


def _paint(plain: Any) -> Paint:
    return Ink(*plain) if isinstance(plain, list) else plain
