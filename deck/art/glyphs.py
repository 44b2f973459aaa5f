"""Glyphs in colour (COLR, versions 0 and 1) as drawings in inks: outlines, flat colours and gradients in steps.

HarfBuzz walks through what a font says of a glyph; here its layers are gathered.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

import uharfbuzz as hb
from msgspec import Struct, field
from msgspec.structs import replace

from deck.art.drawing import GLYPH, ArtPath, Drawing, Paint, Point, Segment, SteppedPath, path_data
from deck.art.gradients import Flight, Rgba, Shape, Stop, linear, polygon, radial, sweep
from deck.art.layers import Layer, extent, fainter, flattened, needed
from deck.color.ink import Ink
from deck.color.profile import grey_ink, rgb_inks
from deck.text.fonts import Font

LEAST_LIMIT = 2.4  # total area coverage that every output allows
MOST_INKS = 20_000  # that are remembered
Matrix = tuple[float, float, float, float, float, float]  # xx yx xy yy dx dy
STILL: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
CLIPPED = (hb.PaintCompositeMode.SRC_IN, hb.PaintCompositeMode.SRC_ATOP)
GENTLE = (hb.PaintCompositeMode.SOFT_LIGHT, hb.PaintCompositeMode.OVERLAY)  # change a colour by half as much
LOST = tuple(
    getattr(hb.PaintCompositeMode, name) for name in ("CLEAR", "DEST", "DEST_IN", "DEST_OUT", "SRC_OUT", "XOR")
)


class GlyphArt(Struct, frozen=True):
    """A glyph's drawing, and where it stands (em): its left edge from the pen, its top above the baseline."""

    drawing: Drawing
    left: float
    top: float
    width: float
    height: float


class _Painting(Struct):
    """What has been painted so far, by group, and how it is turned and clipped at the moment."""

    font: hb.Font
    em: int
    groups: list[list[Layer]] = field(default_factory=lambda: [[]])
    matrices: list[Matrix] = field(default_factory=lambda: [STILL])
    clips: list[Shape] = field(default_factory=list)

    @property
    def reach(self) -> float:
        """A distance, as things are turned and scaled at the moment, beyond which no glyph goes."""
        xx, yx, xy, yy, _, _ = self.matrices[-1]
        return 4.0 * self.em / (math.sqrt(abs(xx * yy - xy * yx)) or 1.0)

    def add(self, paint: Flight, figure: bool = False) -> None:
        steps = [(self.placed(shape), color) for shape, color in paint.steps]
        self.groups[-1].append(Layer(tuple(self.clips), Flight(paint.base, steps), figure))

    def placed(self, shape: Shape) -> Shape:
        matrix = self.matrices[-1]
        return [(name, *(_moved(point, matrix) for point in points)) for name, *points in shape]


def glyph_art(font: Font, glyph: int) -> GlyphArt | None:
    """The drawing of a glyph that its font has in colour; None for one that it has not."""
    known = _ARTS.setdefault(font, {})
    if glyph not in known:
        known[glyph] = _art(font, glyph) if font.colored else None
    return known[glyph]


_ARTS: WeakKeyDictionary[Font, dict[int, GlyphArt | None]] = WeakKeyDictionary()


def named_glyph(name: str) -> tuple[str, int]:
    """The font's tag and the glyph's number in the name of a drawing."""
    _, tag, number = name.split(" ")
    return tag, int(number)


def _art(font: Font, glyph: int) -> GlyphArt | None:
    face = font.face
    if not (face.glyph_has_color_paint(glyph) or (face.has_color_layers and face.get_glyph_color_layers(glyph))):
        return None
    painting = _Painting(font.hb, font.em)
    font.hb.paint_glyph(glyph, _functions(), painting, 0, hb.Color(0, 0, 0, 255))
    layers = flattened([layer for layer in painting.groups[0] if layer.clips])
    points = [point for layer in layers for point in extent(layer.clips)]
    if not points:
        return None
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    bottom, top = min(y for _, y in points), max(y for _, y in points)
    if right <= left or top <= bottom:
        return None
    # A drawing's units are thousandths of an em, so that numbers of three decimals are fine enough at every size.
    scale = 1000 / font.em
    view: Matrix = (scale, 0.0, 0.0, -scale, -left * scale, top * scale)
    drawing = Drawing(
        f"{GLYPH}{font.tag} {glyph}", (right - left) * scale, (top - bottom) * scale, tuple(_paths(layers, view))
    )
    return GlyphArt(drawing, left / font.em, top / font.em, (right - left) / font.em, (top - bottom) / font.em)


def _paths(layers: Sequence[Layer], view: Matrix) -> list[ArtPath]:
    """The layers as paths in inks."""
    paths: list[ArtPath] = []
    inks = _inks(layers)
    for layer in layers:
        *outer, inner = (_written(clip, view) for clip in needed(layer.clips))
        fill: Paint = "figure" if layer.figure else inks[layer.paint.base]
        steps = tuple((_written(shape, view), inks[color]) for shape, color in layer.paint.steps)
        if steps:
            paths.append(SteppedPath(inner, fill, clips=(*outer, inner), steps=steps))
        elif outer:
            paths.append(SteppedPath(inner, fill, clips=tuple(outer)))
        else:
            paths.append(ArtPath(inner, fill))
    return paths


def _inks(layers: Sequence[Layer]) -> dict[Rgba, Ink]:
    """The inks of all colours in *layers*."""
    levels = {color: _levels(color) for layer in layers for color in layer.colors}
    new = [color for color in dict.fromkeys(levels.values()) if color not in _KNOWN]
    if len(_KNOWN) + len(new) > MOST_INKS:
        _KNOWN.clear()
        new = list(dict.fromkeys(levels.values()))
    colored = [color for color in new if len(set(color)) > 1]
    _KNOWN.update(
        (color, limited(ink)) for color, ink in zip(colored, rgb_inks(colored) if colored else (), strict=True)
    )
    _KNOWN.update((color, grey_ink(color[0])) for color in new if len(set(color)) == 1)
    return {color: _KNOWN[found] for color, found in levels.items()}


_KNOWN: dict[tuple[int, int, int], Ink] = {}  # to find one takes 4 ms, and many hardly longer


def _levels(color: Rgba) -> tuple[int, int, int]:
    red, green, blue = (round(channel * 255) for channel in color[:3])
    return red, green, blue


def limited(ink: Ink) -> Ink:
    """The ink with its coloured channels thinned where they would be too much for an output."""
    excess = ink.coverage - LEAST_LIMIT
    if excess <= 0:
        return ink
    share = 1 - excess / (ink.c + ink.m + ink.y)
    return replace(ink, c=round(ink.c * share, 2), m=round(ink.m * share, 2), y=round(ink.y * share, 2))


def _written(shape: Shape, view: Matrix) -> str:
    return path_data([(name, *(_moved(point, view) for point in points)) for name, *points in shape])


def _moved(point: Point, matrix: Matrix) -> Point:
    x, y = point
    xx, yx, xy, yy, dx, dy = matrix
    return xx * x + xy * y + dx, yx * x + yy * y + dy


class _Pen:
    """Takes down a glyph's outline as it is drawn (the protocol of fontTools' pens)."""

    def __init__(self) -> None:
        self.shape: Shape = []
        self.at: Point = (0.0, 0.0)

    def moveTo(self, point: Point) -> None:
        self._to("M", point)

    def lineTo(self, point: Point) -> None:
        self._to("L", point)

    def curveTo(self, first: Point, second: Point, point: Point) -> None:
        self._to("C", first, second, point)

    def qCurveTo(self, control: Point, point: Point) -> None:
        (x0, y0), (x, y), (x1, y1) = self.at, control, point
        first, second = (x0 + (x - x0) * 2 / 3, y0 + (y - y0) * 2 / 3), (x1 + (x - x1) * 2 / 3, y1 + (y - y1) * 2 / 3)
        self._to("C", first, second, point)

    def closePath(self) -> None:
        self.shape.append(("Z",))

    def endPath(self) -> None:
        """An open path is closed where it is filled."""

    def _to(self, name: str, *points: Point) -> None:
        segment: Segment = (name, *points)
        self.shape.append(segment)
        self.at = points[-1]


def _outline(glyph: int, painting: _Painting) -> Shape:
    pen = _Pen()
    painting.font.draw_glyph_with_pen(glyph, pen)
    return painting.placed(pen.shape)


def _rgba(color: Any) -> Rgba:
    return (color.red / 255, color.green / 255, color.blue / 255, color.alpha / 255)


def _stops(line: Any) -> list[Stop]:
    return [(stop.offset, _rgba(stop.color)) for stop in line.color_stops]


@cache
def _functions() -> hb.PaintFuncs:
    """What HarfBuzz calls while it walks through a glyph; the painting comes last among the arguments."""
    functions = hb.PaintFuncs()

    def push_transform(*given: Any) -> None:
        *inner, painting = given
        painting.matrices.append(_combined(tuple(inner), painting.matrices[-1]))

    def push_clip_rectangle(left: float, bottom: float, right: float, top: float, painting: _Painting) -> None:
        corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
        painting.clips.append(painting.placed(polygon(corners)))

    def paint_color(color: Any, is_foreground: bool, painting: _Painting) -> None:
        painting.add(Flight(_rgba(color), []), is_foreground)

    def paint_linear(line: Any, *given: Any) -> None:
        *(x0, y0, x1, y1, x2, y2), painting = given
        points = ((x0, y0), (x1, y1), (x2, y2))
        painting.add(linear(_stops(line), line.extend.name, points, painting.reach))

    def paint_radial(line: Any, *given: Any) -> None:
        *circles, painting = given
        painting.add(radial(_stops(line), line.extend.name, tuple(circles[:3]), tuple(circles[3:]), painting.reach))

    def paint_sweep(line: Any, x: float, y: float, start: float, end: float, painting: _Painting) -> None:
        painting.add(sweep(_stops(line), line.extend.name, (x, y), start, end, painting.reach))

    functions.set_push_transform_func(push_transform)
    functions.set_pop_transform_func(lambda painting: painting.matrices.pop() and None)
    functions.set_push_clip_glyph_func(lambda glyph, painting: painting.clips.append(_outline(glyph, painting)))
    functions.set_push_clip_rectangle_func(push_clip_rectangle)
    functions.set_pop_clip_func(lambda painting: painting.clips.pop() and None)
    functions.set_push_group_func(lambda painting: painting.groups.append([]))
    functions.set_pop_group_func(lambda mode, painting: _joined(painting.groups, mode))
    functions.set_color_func(paint_color)
    functions.set_linear_gradient_func(paint_linear)
    functions.set_radial_gradient_func(paint_radial)
    functions.set_sweep_gradient_func(paint_sweep)
    return functions


def _combined(inner: Sequence[float], outer: Matrix) -> Matrix:
    """The matrix that does what *inner* does and then what *outer* does."""
    xx, yx, xy, yy, dx, dy = inner
    (a, b), (c, d) = _moved((xx, yx), (*outer[:4], 0, 0)), _moved((xy, yy), (*outer[:4], 0, 0))
    return (a, b, c, d, *_moved((dx, dy), outer))


def _joined(groups: list[list[Layer]], mode: hb.PaintCompositeMode) -> None:
    """Put a group's layers over those beneath it; other ways to mix colours than these come out as plain layers."""
    source, backdrop = groups.pop(), groups[-1]
    if mode in LOST:
        return
    if mode in CLIPPED:
        outlines = [layer.clips for layer in backdrop if layer.solid]
        source = [replace(layer, clips=(*clips, *layer.clips)) for layer in source for clips in outlines]
    if mode in GENTLE:
        source = [fainter(layer, 0.5) for layer in source]
    if mode in (hb.PaintCompositeMode.SRC, hb.PaintCompositeMode.SRC_IN):
        backdrop.clear()
    backdrop += source
