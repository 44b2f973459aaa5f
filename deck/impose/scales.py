"""Scales to read a printer's drift on: a target for the recto, the needles that cross it from the verso, a ruler.

Everything is drawn about its middle, so that a line stands exactly where it is read.
"""

from __future__ import annotations

from collections.abc import Iterator

from deck.color.ink import BLACK, Ink
from deck.face.face import Placed, PlacedFill, PlacedText
from deck.text.fonts import Font
from deck.text.lines import set_line
from deck.units import MM, Box

REACH = 10  # mm on each side of a target's middle: the largest shift that is stored
NEEDLE = 18 * MM  # from the middle: past the target's numbers, so that it is told from the target's own lines
NEEDLE_WEIGHT, LINE, HAIR = 0.5, 0.3, 0.2  # points; two pixels of an office printer are 0.24
GREY, PALE = Ink(0, 0, 0, 0.55), Ink(0, 0, 0, 0.3)
GRID = {1: (HAIR / 2, PALE), 5: (HAIR, GREY), REACH: (LINE, BLACK)}  # a line every so many mm, the darkest last
NUMBER_SIZE, SIGN_SIZE = 6.0, 9.0  # points
TICKS = {10: 2.0 * MM, 2: 1.3 * MM, 1: 0.7 * MM}  # how far (pt) each reaches, by the half millimetres it marks
RULER_TICKS = {10: 3.0 * MM, 5: 2.2 * MM, 1: 1.4 * MM}  # by the millimetres


def target(x: float, y: float, font: Font) -> Iterator[Placed]:
    """A grid of millimetres about (x, y) in a frame of scales, positive to the right and down.

    The scales run along the edges, so that nothing hides a needle that falls near the middle, as most do. What a
    turned needle gains on its way there is less than can be read: 0.05 mm for 0.3 degrees.
    """
    reach = REACH * MM
    for step, (weight, ink) in GRID.items():
        coarser = [other for other in GRID if other > step]
        for millimetre in range(-REACH, REACH + 1, step):
            if all(millimetre % other for other in coarser):
                yield _vertical(x + millimetre * MM, y - reach, y + reach, weight, ink)
                yield _horizontal(y + millimetre * MM, x - reach, x + reach, weight, ink)
    for half in range(-2 * REACH, 2 * REACH + 1):
        tick, offset = _tick(half, TICKS), half * MM / 2
        for edge, out in ((-reach, -tick), (reach, tick)):
            yield _vertical(x + offset, y + min(edge, edge + out), y + max(edge, edge + out), HAIR)
            yield _horizontal(y + offset, x + min(edge, edge + out), x + max(edge, edge + out), HAIR)
    yield from _numbers(x, y, font)


def _numbers(x: float, y: float, font: Font) -> Iterator[PlacedText]:
    """The numbers above and beside the target's frame, each row ending in an arrow to its positive end."""
    edge, rise = (REACH + 2.6) * MM, NUMBER_SIZE * font.cap_height / 2
    for value in (-REACH, -REACH // 2, 0, REACH // 2, REACH):
        number = f"{value:+d}".replace("-", "−") if value else "0"
        yield label(number, font, NUMBER_SIZE, x + value * MM, y - edge, "center")
        yield label(number, font, NUMBER_SIZE, x - edge, y + value * MM + rise, "right")
    yield label("→ +", font, SIGN_SIZE, x + REACH * MM + 2.5 * MM, y - edge, "left")
    yield label("↓ +", font, SIGN_SIZE, x - edge, y + REACH * MM + 2 * MM + SIGN_SIZE * font.cap_height, "right")


def needles(x: float, y: float) -> Iterator[Placed]:
    """A fine cross about (x, y) that reaches past the target."""
    yield _vertical(x, y - NEEDLE, y + NEEDLE, NEEDLE_WEIGHT)
    yield _horizontal(y, x - NEEDLE, x + NEEDLE, NEEDLE_WEIGHT)


def ruler(x: float, y: float, length: int, font: Font) -> Iterator[Placed]:
    """An upright ruler of *length* millimetres, its zero at (x, y), numbered at every ten."""
    yield _vertical(x, y, y + length * MM, LINE)
    for millimetre in range(length + 1):
        yield _horizontal(y + millimetre * MM, x, x + _tick(millimetre, RULER_TICKS), HAIR)
        if millimetre % 10 == 0:
            baseline = y + millimetre * MM + NUMBER_SIZE * font.cap_height / 2
            yield label(str(millimetre), font, NUMBER_SIZE, x + 3.6 * MM, baseline, "left")


def frame(x: float, y: float, side: float, weight: float) -> Iterator[Placed]:
    """An empty square of *side* points about (x, y)."""
    for offset in (-side / 2, side / 2):
        yield _vertical(x + offset, y - side / 2, y + side / 2, weight)
        yield _horizontal(y + offset, x - side / 2, x + side / 2, weight)


def disc(x: float, y: float, radius: float) -> PlacedFill:
    """A black disc about (x, y)."""
    return PlacedFill(Box(x - radius, y - radius, 2 * radius, 2 * radius), BLACK, radius)


def label(text: str, font: Font, size: float, x: float, y: float, align: str) -> PlacedText:
    """One line whose baseline is at *y* and whose left end, middle or right end is at *x*."""
    galley = set_line(text, font, size)
    share = {"left": 0.0, "center": 0.5, "right": 1.0}[align]
    return PlacedText(galley, x - share * galley.width, y, BLACK)


def _tick(place: int, ticks: dict[int, float]) -> float:
    """How far (pt) the tick at *place* reaches from its axis: that of the first step that it is a multiple of."""
    return next(reach for step, reach in ticks.items() if place % step == 0)


def _vertical(x: float, top: float, bottom: float, weight: float, ink: Ink = BLACK) -> PlacedFill:
    return PlacedFill(Box(x - weight / 2, top, weight, bottom - top), ink)


def _horizontal(y: float, left: float, right: float, weight: float, ink: Ink = BLACK) -> PlacedFill:
    return PlacedFill(Box(left, y - weight / 2, right - left, weight), ink)
