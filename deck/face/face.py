"""A face: one side of one card with everything at its place. Renderers draw it and choose nothing."""

from __future__ import annotations

import math
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from deck.art.drawing import Drawing
from deck.art.picture import Bitmap
from deck.color.ink import Ink
from deck.face.layout import Side
from deck.model import Card
from deck.text.galley import Galley
from deck.units import Box


class Turn(Struct, frozen=True):
    """A turn clockwise by *degrees* about the point (x, y)."""

    degrees: float
    x: float
    y: float

    def around(self, box: Box) -> Box:
        """The upright box that holds *box* once it is turned."""
        cos, sin = math.cos(math.radians(self.degrees)), math.sin(math.radians(self.degrees))
        corners = [(x - self.x, y - self.y) for x in (box.x, box.right) for y in (box.y, box.bottom)]
        xs = [self.x + x * cos - y * sin for x, y in corners]
        ys = [self.y + x * sin + y * cos for x, y in corners]
        return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


class PlacedFill(Struct, frozen=True):
    """An area of ink, corners rounded by *corner* points."""

    box: Box
    ink: Ink
    corner: float = 0.0
    turn: Turn | None = None


class PlacedFrame(Struct, frozen=True):
    """A line of ink along the inside of *box*, *weight* points thick, corners rounded by *corner* points."""

    box: Box
    ink: Ink
    weight: float
    corner: float = 0.0
    turn: Turn | None = None


class PlacedArt(Struct, frozen=True):
    """A drawing scaled into *box*: its figure in *ink*, its ground in *ground*."""

    drawing: Drawing
    box: Box
    ink: Ink
    ground: Ink
    turn: Turn | None = None


class PlacedText(Struct, frozen=True):
    """A galley with its top left corner at (x, y), and what was *said* before it was set.

    A *heading* says which card this is. *veiled* when its glyphs in colour are drawn beside it: then they are in the
    text to be found, but not seen.
    """

    galley: Galley
    x: float
    y: float
    ink: Ink
    heading: bool = False
    turn: Turn | None = None
    said: str = ""
    veiled: bool = False

    @property
    def box(self) -> Box:
        """The area that the lines take."""
        return self.turn.around(self._upright) if self.turn else self._upright

    @property
    def _upright(self) -> Box:
        left = min((line.x for line in self.galley.lines), default=0.0)
        right = max((line.x + line.width for line in self.galley.lines), default=0.0)
        return Box(self.x + left, self.y, right - left, self.galley.height)

    def moved(self, dx: float, dy: float) -> PlacedText:
        """The same text shifted by (dx, dy)."""
        return replace(self, x=self.x + dx, y=self.y + dy)


class PlacedPicture(Struct, frozen=True):
    """A bitmap that fills *box*."""

    bitmap: Bitmap
    box: Box
    turn: Turn | None = None


Placed = PlacedFill | PlacedFrame | PlacedArt | PlacedPicture | PlacedText


class Face(Struct, frozen=True):
    """One side of a card: trim size, bleed and corner radius in points, items in painting order.

    Coordinates start at the trim's top left corner; the bleed lies at negative ones.
    """

    card: Card
    side: Side
    width: float
    height: float
    bleed: float
    items: tuple[Placed, ...]

    @property
    def texts(self) -> tuple[PlacedText, ...]:
        """The texts, in painting order."""
        return tuple(item for item in self.items if isinstance(item, PlacedText))


@lru_cache(2_000)  # so that those who note faces note the same key
def _key(card: str, layout: str, side: str) -> tuple[str, str, str]:
    return card, layout, side


def face_key(face: Face) -> tuple[str, str, str]:
    """What tells a face from all others of its deck."""
    return _key(face.card.key, face.card.layout, face.side)
