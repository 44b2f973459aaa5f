"""A layout as values: what stands where on a front and a back, in terms that serve every card size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from deck.color.ink import Ink
from deck.problems import Mark
from deck.text.copyfit import Align
from deck.units import Box, to_points

Side = Literal["front", "back"]
SIDES: tuple[Side, Side] = ("front", "back")
VAlign = Literal["top", "middle", "bottom"]
Fit = Literal["card", "deck"]
LAST = "last"


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks: typeface, face, a range of sizes (pt), leading (em), alignment, colour."""

    name: str = ""
    font: str = "text"
    bold: bool = False
    italic: bool = False
    smallest: float = 6.0
    largest: float = 9.0
    leading: float = 1.2
    align: Align = "left"
    hyphenate: bool | None = None
    balance: bool = False
    color: ColorRef | None = None


@dataclass(frozen=True, slots=True)
class ColorRef:
    """A colour as a layout names it: an ink, or the card's category colour at a share of its strength."""

    ink: Ink | None = None
    share: float = 1.0

    def resolve(self, category: Ink) -> Ink:
        """The ink on a card of the category coloured *category*."""
        return self.ink if self.ink is not None else category.tint(self.share)


@dataclass(frozen=True, slots=True)
class BoxSpec:
    """A box as offsets from the trim edges; on each axis two of three are given, as typed."""

    sides: Mapping[str, str]
    mark: Mark | None = None

    def resolve(self, width: float, height: float, safe: float) -> Box:
        """The box (pt) on a card of that trim size; ``safe`` as an offset stands for the safe margin."""
        left, across = self._axis("left", "width", "right", width, safe)
        top, down = self._axis("top", "height", "bottom", height, safe)
        return Box(left, top, across, down)

    def _axis(self, near: str, extent: str, far: str, whole: float, safe: float) -> tuple[float, float]:
        def points(name: str) -> float | None:
            typed = self.sides.get(name)
            if typed is None:
                return None
            return safe if typed == "safe" else to_points(typed, whole)

        start, length, end = points(near), points(extent), points(far)
        if start is None:
            assert length is not None
            assert end is not None
            return whole - end - length, length
        return start, length if length is not None else whole - start - (end or 0.0)


@dataclass(frozen=True, slots=True)
class Item:
    """What every item of a layout has: its box, the field it waits for, where it was typed."""

    box: BoxSpec
    when: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class FillItem(Item):
    """An area of colour; one that touches the trim runs out into the bleed.

    With *thumb_index* only the part that is the category's own is filled, as the steps of a thumb index are: the
    box is divided downwards into as many parts as there are categories.
    """

    color: ColorRef = field(default_factory=ColorRef)
    corner: float = 0.0
    thumb_index: bool = False


@dataclass(frozen=True, slots=True)
class LinesItem(Item):
    """Lines to write on: one every *spacing* points, *weight* points thick, from the top of the box down."""

    spacing: float = 20.0
    weight: float = 0.3
    color: ColorRef = field(default_factory=ColorRef)


@dataclass(frozen=True, slots=True)
class ArtItem(Item):
    """A pictogram, as large as its box allows, centred in it."""

    name: str = ""
    color: ColorRef | None = None


@dataclass(frozen=True, slots=True)
class PictureItem(Item):
    """A photograph that fills its box, cropped to it; one that touches the trim runs out into the bleed."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class QrItem(Item):
    """A QR code of a text, black on white, as large as its box allows."""

    template: str = ""


@dataclass(frozen=True, slots=True)
class TextItem(Item):
    """A text: a template of literal words and names in braces."""

    template: str = ""
    style: Style = field(default_factory=Style)
    valign: VAlign = "top"
    fit: Fit = "card"


@dataclass(frozen=True, slots=True)
class FlowItem(Item):
    """The card's fields one after the other, each led by its label."""

    fields: tuple[str, ...] = ()  # empty: all of the deck's, in its order
    style: Style = field(default_factory=Style)
    label: Style | None = None
    fit: Fit = "deck"
    apart: str = ""  # the field that stands at the foot of the box, under a rule; LAST for the last one there is
    rule: ColorRef = field(default_factory=ColorRef)


@dataclass(frozen=True, slots=True)
class Layout:
    """Front and back geometry and styles; lengths in points."""

    name: str
    bleed: float
    safe: float
    corner: float
    front: tuple[Item, ...]
    back: tuple[Item, ...]

    def items(self, side: Side) -> tuple[Item, ...]:
        """The items of one side, in the order in which they are painted."""
        return self.front if side == "front" else self.back
