"""Art as paths that any renderer can draw without knowing where they came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from deck.color.ink import Ink

Point = tuple[float, float]
# ("M", point) · ("L", point) · ("C", control, control, point) · ("Z",)
Segment = tuple[str, *tuple[Point, ...]]
# The figure is drawn in the layout's colour, the ground in the colour of what lies beneath the art.
Paint = Ink | Literal["figure", "ground"]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line along a path: paint, width in the drawing's units, PDF line cap and join numbers."""

    paint: Paint
    width: float
    cap: int = 0
    join: int = 0


@dataclass(frozen=True, slots=True)
class ArtPath:
    """One path, filled, stroked or both; *even_odd* chooses the fill rule."""

    segments: tuple[Segment, ...]
    fill: Paint | None
    stroke: Stroke | None = None
    even_odd: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """Paths in a frame of *width* by *height* units, origin at the top left, y downwards."""

    name: str
    width: float
    height: float
    paths: tuple[ArtPath, ...]
