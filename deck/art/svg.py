"""Read an SVG pictogram into a Drawing; what cannot be drawn as paths is told, never drawn wrong."""

from __future__ import annotations

import io
import math
import re
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from deck.art.drawing import KIND, ArtPath, Drawing, Paint, Point, Segment, Stroke, from_plain, path_data, to_plain
from deck.cache import Cache
from deck.color.ink import to_ink
from deck.problems import Mark, Problems
from deck.source.project import read_bytes

# Elements that are not paths, and what to do in the drawing program to make paths of them.
NOT_PATHS = {
    "linearGradient": "a gradient",
    "radialGradient": "a gradient",
    "pattern": "a pattern",
    "meshgradient": "a gradient",
    "hatch": "a pattern",
    "filter": "a filter effect",
    "mask": "a mask",
    "clipPath": "a clipping path",
    "marker": "an arrowhead",
    "text": "text",
    "flowRoot": "text",
    "image": "an embedded picture",
    "foreignObject": "a piece of a web page",
    "script": "a program",
    "animate": "an animation",
    "animateTransform": "an animation",
    "animateMotion": "an animation",
    "set": "an animation",
}
HINT = (
    "In your drawing program turn everything into plain filled paths (“object to path”, “expand”) "
    "and save as plain SVG."
)
AGAIN = "Open it in your drawing program and save it again as plain SVG."
_ELSEWHERE = re.compile(rb"@import|(?:fill|stroke)\s*[:=]\s*[\"']?\s*url\(")  # a sheet of styles, a paint
MOST_POINTS = 100_000
LARGEST = 5_000_000  # bytes; a drawing of that many points takes 2,000,000
DAMAGED = "this SVG picture is damaged: its numbers or paths cannot be read."
TOO_MUCH = f"this picture is made of more than {MOST_POINTS:,} points: too many to print."
CAPS = {"butt": 0, "round": 1, "square": 2}
JOINS = {"miter": 0, "round": 1, "bevel": 2}


def read_svg(file: Path, problems: Problems, cache: Cache | None = None) -> Drawing | None:
    """The drawing in an SVG file, or None when it cannot be drawn as it is meant (the reason is noted).

    A drawing that was read without a remark is kept in *cache*: reading is slow, drawings are few.
    """
    raw = read_bytes(file, problems, LARGEST)
    if raw is None:
        return None
    known = cache.get_plain(KIND, raw) if cache else None
    if known is not None:
        return from_plain(file.stem, known)
    before = len(problems.found)
    drawing = parse_svg(raw, file, problems)
    if cache and drawing is not None and len(problems.found) == before:
        cache.put_plain(KIND, raw, to_plain(drawing))
    return drawing


def parse_svg(raw: bytes, file: Path, problems: Problems) -> Drawing | None:
    """The same of what was read of *file*."""
    if b"<!ENTITY" in raw.replace(b"\0", b""):  # in any encoding
        problems.add("this SVG declares abbreviations (entities), which are not followed.", Mark(file, 1), hints=[HINT])
        return None
    try:
        root = ElementTree.fromstring(raw)
    except (ElementTree.ParseError, ValueError, RecursionError) as error:
        line = getattr(error, "position", (1, 0))[0]
        problems.add("this file is not a complete SVG picture.", Mark(file, line), hints=[AGAIN])
        return None
    if _tag(root) != "svg":
        problems.add("this is not an SVG picture.", Mark(file, 1), hints=[AGAIN])
        return None
    found = sorted({NOT_PATHS[tag] for element in root.iter() if (tag := _tag(element)) in NOT_PATHS})
    if found:
        what = f"this picture holds {' and '.join(found)}, which cannot be drawn as ink."
        problems.add(what, Mark(file, 1), hints=[HINT])
        return None
    if _borrows(raw, root):
        what = "this picture takes a part of itself from another file, or from a place that is not in it."
        problems.add(what, Mark(file, 1), hints=[HINT])
        return None
    return _Reader(file, problems).drawing(raw, root)


def _borrows(raw: bytes, root: ElementTree.Element) -> bool:
    """Whether something is drawn that is not in the file: nothing is fetched, so that it would be lost."""
    known = {f"#{element.get('id')}" for element in root.iter() if element.get("id")}
    used = (_target(element) for element in root.iter() if _tag(element) == "use")
    return _ELSEWHERE.search(raw) is not None or any(target not in known for target in used)


def _target(element: ElementTree.Element) -> str:
    """What a <use> draws, in this file ``#name``."""
    return next((value.strip() for key, value in element.items() if key.endswith("href")), "")


def _tag(element: ElementTree.Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _drawn(root: ElementTree.Element) -> float:
    """How many elements and points are drawn once every <use> is followed; infinite when one uses itself."""
    by_id = {element.get("id"): element for element in root.iter()}
    counts: dict[ElementTree.Element, float] = {}

    def count(element: ElementTree.Element) -> float:
        if element not in counts:
            counts[element] = math.inf  # until it is known: whoever meets it again goes round in a circle
            used = by_id.get(_target(element)[1:]) if _tag(element) == "use" else None
            counts[element] = _own_points(element) + sum(map(count, element)) + (count(used) if used is not None else 0)
        return counts[element]

    return count(root)


def _own_points(element: ElementTree.Element) -> float:
    """One for the element, and one for each point that its path or its corners may have, a number or two for each."""
    return 1 + sum(len(_NUMBER.findall(element.get(name, ""))) for name in ("d", "points", "transform")) / 2


class _Reader:
    """Turns svgelements' shapes into our paths."""

    def __init__(self, file: Path, problems: Problems) -> None:
        self.file, self.problems = file, problems
        self.points = 0
        self.read: list[Segment] = []  # of all paths
        self.svg = import_module("svgelements")  # 19 ms: only decks with pictograms pay it

    def drawing(self, raw: bytes, root: ElementTree.Element) -> Drawing | None:
        if not all(_PATH.fullmatch(element.get("d", "")) for element in root.iter()):
            return self._refuse("this SVG picture is damaged: one of its paths cannot be read.")
        try:
            drawn = _drawn(root)
            if drawn > MOST_POINTS:
                return self._refuse(TOO_MUCH if math.isfinite(drawn) else DAMAGED)
            box = [float(number) for number in root.get("viewBox", "").replace(",", " ").split()]
            size = {"width": box[2], "height": box[3]} if len(box) == 4 else {}
            svg = self.svg.SVG.parse(io.BytesIO(raw), reify=True, color="black", **size)
            shapes = [element for element in svg.elements() if isinstance(element, self.svg.Shape)]
            paths = [path for shape in shapes if (path := self._path(shape)) is not None]
            width, height = float(svg.width), float(svg.height)
        except Exception:  # a damaged picture makes svgelements fail in any of its parts
            if self.points > MOST_POINTS:
                return self._refuse(TOO_MUCH)
            return self._refuse(DAMAGED)
        if not paths:
            return self._refuse("this picture is empty.")
        if not (0 < width < 1e6 and 0 < height < 1e6) or not _finite(self.read):
            return self._refuse("this picture has no sensible size.")
        if not _inside(self.read, width, height):
            self.problems.add(
                "this picture lies partly outside its own frame, so that it would be printed out of its place.",
                Mark(self.file, 1),
                hints=["In your drawing program fit the page to the drawing (“resize page to content”) and save it."],
            )
            return None
        return Drawing(self.file.stem, width, height, tuple(paths))

    def _refuse(self, what: str) -> Drawing | None:
        self.problems.add(what, Mark(self.file, 1), hints=["Draw it again, or save it as plain SVG with a viewBox."])
        return None

    def _tell(self, what: str) -> None:
        self.problems.add(what, Mark(self.file, 1), hints=[HINT])

    def _path(self, shape: Any) -> ArtPath | None:
        """A shape as a path, or None when nothing of it shows."""
        values = shape.values
        if values.get("display") == "none" or values.get("visibility") in ("hidden", "collapse"):
            return None
        fill, stroke = self._paint(shape.fill, values), self._stroke(shape)
        if fill is None and stroke is None:
            return None
        segments = tuple(segment for part in self.svg.Path(shape) for segment in self._segments(part))
        self.points += len(segments)
        if self.points > MOST_POINTS:
            raise ValueError("too many points")
        self.read += segments
        return ArtPath(path_data(segments), fill, stroke, values.get("fill-rule") == "evenodd") if segments else None

    def _segments(self, part: Any) -> list[Segment]:
        """One svgelements segment as ours; arcs become cubic curves, quadratic ones are raised to them (exactly)."""
        svg = self.svg
        if isinstance(part, svg.Move):
            return [("M", _point(part.end))]
        if isinstance(part, svg.Close):
            return [("Z",)]
        if isinstance(part, svg.Line):
            return [("L", _point(part.end))]
        if isinstance(part, svg.CubicBezier):
            return [("C", _point(part.control1), _point(part.control2), _point(part.end))]
        if isinstance(part, svg.Arc):
            quarters = max(1, math.ceil(abs(part.sweep) / (math.pi / 2) - 1e-9))  # off by 0.0003 of the radius at most
            return [segment for curve in part.as_cubic_curves(quarters) for segment in self._segments(curve)]
        if isinstance(part, svg.QuadraticBezier):
            start, control, end = _point(part.start), _point(part.control), _point(part.end)
            return [("C", _between(start, control), _between(end, control), end)]
        return []

    def _stroke(self, shape: Any) -> Stroke | None:
        paint = self._paint(shape.stroke, shape.values)
        width = float(shape.stroke_width or 0)
        if paint is None or width <= 0:
            return None
        if shape.values.get("stroke-dasharray", "none").strip().lower() not in ("none", "0"):
            self._tell("this picture has a dashed line, which would be drawn whole.")
        cap = CAPS.get(shape.values.get("stroke-linecap", "butt"), 0)
        join = JOINS.get(shape.values.get("stroke-linejoin", "miter"), 0)
        return Stroke(paint, width, cap, join)

    def _paint(self, color: Any, values: Any) -> Paint | None:
        """Black is the figure, white the ground; another colour goes through the press profile."""
        if color is None or color.value is None or color.alpha == 0:
            return None
        if color.alpha < 255 or not re.fullmatch(r"\s*(?:1(?:\.0*)?|100(?:\.0*)?%)\s*", str(values.get("opacity", 1))):
            self._tell("this picture is partly transparent, which cannot be drawn as ink.")
        if color.hexrgb == "#000000":
            return "figure"
        if color.hexrgb == "#ffffff":
            return "ground"
        return to_ink(color.hexrgb)


# The letters and numbers of path data (SVG 2, section 9.3); anything else ends a path before its time.
_PATH = re.compile(r"(?:[MmZzLlHhVvCcSsQqTtAa]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[\s,])*+")
_NUMBER = re.compile(r"\d+\.?\d*|\.\d+")
OUTSIDE = 0.1  # of the frame: curves and line ends may reach over it a little


def _inside(segments: list[Segment], width: float, height: float) -> bool:
    """Whether the ends of all segments lie in the frame, give or take a tenth of it."""
    x_slack, y_slack = OUTSIDE * width, OUTSIDE * height
    return all(
        -x_slack <= segment[-1][0] <= width + x_slack and -y_slack <= segment[-1][1] <= height + y_slack
        for segment in segments
        if len(segment) > 1
    )


def _between(end: Point, control: Point) -> Point:
    """The cubic control point two thirds of the way from an end of a quadratic curve to its control point."""
    return (end[0] + 2 / 3 * (control[0] - end[0]), end[1] + 2 / 3 * (control[1] - end[1]))


def _point(point: Any) -> Point:
    return (float(point.x), float(point.y))


def _finite(segments: list[Segment]) -> bool:
    return all(
        math.isfinite(value) and abs(value) < 1e6 for segment in segments for point in segment[1:] for value in point
    )
