"""Layers of colour inside outlines, and what comes of those that let shine through what lies beneath.

Not every press standard knows transparency, so it is worked out here: what lies beneath a layer is painted once more
inside it, in the colours that come of both.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from deck.art.drawing import Point
from deck.art.gradients import Flight, Rgba, Shape

WHITE: Rgba = (1.0, 1.0, 1.0, 1.0)
BLACK: Rgba = (0.0, 0.0, 0.0, 1.0)
MOST = 60  # layers that a glyph may have before what shines through mixes with those that are solid alone
COARSEST = 1 / 24  # of a channel, between two steps of what shines through
FAINT = 0.5  # what is less solid than this changes colours beneath it but not the paper


class Layer(Struct, frozen=True):
    """One colour, or one gradient, inside outlines one within the other; *figure*: in the colour of the text."""

    clips: tuple[Shape, ...]
    paint: Flight
    figure: bool = False

    @property
    def colors(self) -> list[Rgba]:
        """The colours in it."""
        return [self.paint.base, *(color for _, color in self.paint.steps)]

    @property
    def solid(self) -> bool:
        """Whether nothing shines through."""
        return all(color[3] > 0.995 for color in self.colors)


def flattened(layers: Sequence[Layer]) -> list[Layer]:
    """*layers* as others that look the same and are all solid."""
    painted: list[Layer] = []
    solid: list[Layer] = []
    for layer in layers:
        strongest = max(color[3] for color in layer.colors)
        if layer.solid:
            painted.append(layer)
            solid.append(layer)
        elif strongest > 0:
            beneath = painted if len(painted) <= MOST else solid
            under = [other for other in beneath if extent((*other.clips, *layer.clips))]
            paper = [_over(layer, Layer(layer.clips, Flight(WHITE, [])))] if strongest >= FAINT or not under else []
            painted += [*paper, *(_over(layer, other) for other in under)]
    return painted


def fainter(layer: Layer, share: float) -> Layer:
    """The layer with so much of its strength."""

    def faint(color: Rgba) -> Rgba:
        return (*color[:3], color[3] * share)

    steps = [(shape, faint(color)) for shape, color in layer.paint.steps]
    return Layer(layer.clips, Flight(faint(layer.paint.base), steps), layer.figure)


def _over(layer: Layer, other: Layer) -> Layer:
    """What is seen of *other* through *layer*; of two gradients, that above."""
    clips = tuple(dict.fromkeys(map(tuple, (*other.clips, *layer.clips))))
    if not layer.paint.steps:
        steps = [(shape, _mixed(layer.paint.base, color)) for shape, color in other.paint.steps]
        base = BLACK if other.figure else other.paint.base
        return Layer(_shapes(clips), Flight(_mixed(layer.paint.base, base), steps))
    beneath = BLACK if other.figure else other.colors[len(other.colors) // 2]
    steps = [(shape, _mixed(color, beneath)) for shape, color in layer.paint.steps]
    base = _mixed(layer.paint.base, beneath)
    return Layer(_shapes(clips), Flight(base, _thinned(base, steps)))


def _shapes(clips: Sequence[Sequence[tuple[str, *tuple[Point, ...]]]]) -> tuple[Shape, ...]:
    return tuple(list(clip) for clip in clips)


def _mixed(color: Rgba, beneath: Rgba) -> Rgba:
    """The colour that comes of one which lets shine through what lies beneath it."""
    red, green, blue, alpha = color
    r, g, b = (under + (over - under) * alpha for over, under in zip((red, green, blue), beneath[:3], strict=True))
    return (r, g, b, 1.0)


def _thinned(base: Rgba, steps: Sequence[tuple[Shape, Rgba]]) -> list[tuple[Shape, Rgba]]:
    """The steps without those that hardly differ from the one before."""
    kept: list[tuple[Shape, Rgba]] = []
    last = base
    for shape, color in steps:
        if max(abs(x - y) for x, y in zip(color, last, strict=True)) >= COARSEST:
            kept.append((shape, color))
            last = color
    return kept


def needed(clips: Sequence[Shape]) -> list[Shape]:
    """The outlines without the rectangles around all of the innermost, such as the box that a font has for a glyph."""
    *outer, inner = clips
    corners = extent([inner])
    return [clip for clip in outer if not (_upright(clip) and corners and extent([clip, inner]) == corners)] + [inner]


def _upright(shape: Shape) -> bool:
    """Whether a shape is a rectangle along the axes."""
    points = [point for _, *points in shape for point in points]
    return len(points) == 4 and len({x for x, _ in points}) == len({y for _, y in points}) == 2


def extent(clips: Sequence[Shape]) -> list[Point]:
    """Two corners of what lies within all of *clips*, or none."""
    boxes = []
    for clip in clips:
        points = [point for _, *points in clip for point in points]
        if not points:
            return []
        xs, ys = [x for x, _ in points], [y for _, y in points]
        boxes.append((min(xs), min(ys), max(xs), max(ys)))
    left, bottom = max(box[0] for box in boxes), max(box[1] for box in boxes)
    right, top = min(box[2] for box in boxes), min(box[3] for box in boxes)
    return [(left, bottom), (right, top)] if left < right and bottom < top else []
