"""A layout as values: what stands where on a front and a back, in terms that serve every card size."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from deck.color.ink import Ink
from deck.problems import Mark
from deck.text.copyfit import Align
from deck.units import Box, to_points

Side = Literal["front", "back"]
SIDES: tuple[Side, Side] = ("front", "back")
VAlign = Literal["top", "middle", "bottom"]
Fit = Literal["card", "deck"]
Overflow = Literal["", "stop", "continue"]  # nothing said: what the layout says
LAST = "last"
CONTINUE: Overflow = "continue"
FIRST, REST = "first", "rest"  # a flow of the deck's first field, or of those that no other item prints


class Style(Struct, frozen=True):
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


class ColorRef(Struct, frozen=True):
    """A colour as a layout names it: an ink, or the card's category colour at a share of its strength."""

    ink: Ink | None = None
    share: float = 1.0

    def resolve(self, category: Ink) -> Ink:
        """The ink on a card of the category coloured *category*."""
        return self.ink if self.ink is not None else category.tint(self.share)


class BoxSpec(Struct, frozen=True):
    """A box as offsets from the trim edges; on each axis two of three are given, as typed."""

    sides: Mapping[str, str]
    mark: Mark | None = None
    part: Box | None = None  # what the offsets are measured in, when it is not the card: a part of a repeat

    def resolve(self, width: float, height: float, safe: float) -> Box:
        """The box (pt) on a card of that trim size; ``safe`` as an offset stands for the safe margin."""
        if self.part is not None:
            within = replace(self, part=None).resolve(self.part.width, self.part.height, safe)
            return within.moved(self.part.x, self.part.y)
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


class Entry(Struct, frozen=True):
    """One entry of a list that is repeated: its text, its number, from 1, its language where it is not the deck's."""

    text: str
    number: int
    language: str = ""


class Item(Struct, frozen=True):
    """What every item of a layout has: its box, the fields it waits for, where it was typed.

    It is *turn*ed clockwise by degrees about the middle of its box; a quarter turn fills the box. In a repeat it
    stands for one *entry*.
    """

    box: BoxSpec
    when: str = ""
    mark: Mark | None = None
    turn: float = 0.0
    entry: Entry | None = None


def upright(box: Box, turn: float) -> Box:
    """The box in which an item is laid out that fills *box* once it is turned: for quarter turns, sides change."""
    if turn % 180 != 90:
        return box
    x, y = box.x + box.width / 2, box.y + box.height / 2
    return Box(x - box.height / 2, y - box.width / 2, box.height, box.width)


def turned_extent(box: Box, turn: float) -> Box:
    """The upright box around *box* once it is turned about its middle; a quarter turn fills the box itself."""
    if turn % 90 == 0:
        return box
    cos, sin = abs(math.cos(math.radians(turn))), abs(math.sin(math.radians(turn)))
    width, height = box.width * cos + box.height * sin, box.width * sin + box.height * cos
    return Box(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height)


@lru_cache(1_000)
def conditions(when: str) -> tuple[tuple[str, bool], ...]:
    """The names that ``when:`` waits for, each with whether the card must have it: ``picture and not icon``."""
    parts = [part.strip() for part in when.split(" and ")]
    return tuple((part.removeprefix("not ").strip(), not part.startswith("not ")) for part in parts if part)


class FillItem(Item, frozen=True):
    """An area of colour; one that touches the trim runs out into the bleed.

    With *thumb_index* only the part that is the category's own is filled, as the steps of a thumb index are: the
    box is divided downwards into as many parts as there are categories.
    """

    color: ColorRef = field(default_factory=ColorRef)
    corner: float = 0.0
    thumb_index: bool = False


class FrameItem(Item, frozen=True):
    """A line around a box, *weight* points thick inside it, corners rounded by *corner* points."""

    color: ColorRef = field(default_factory=ColorRef)
    weight: float = 0.75
    corner: float = 0.0


class RuleItem(Item, frozen=True):
    """A rule along the middle of the longer side of its box, *weight* points thick; *dash* long pieces when dashed."""

    color: ColorRef = field(default_factory=ColorRef)
    weight: float = 0.5
    dash: float = 0.0


class LinesItem(Item, frozen=True):
    """Lines to write on: one every *spacing* points, *weight* points thick, from the top of the box down."""

    spacing: float = 20.0
    weight: float = 0.3
    color: ColorRef = field(default_factory=ColorRef)


class ArtItem(Item, frozen=True):
    """A pictogram, as large as its box allows, centred in it."""

    name: str = ""
    color: ColorRef | None = None


class PictureItem(Item, frozen=True):
    """A photograph that fills its box, cropped to it; one that touches the trim runs out into the bleed."""

    name: str = ""


class QrItem(Item, frozen=True):
    """A QR code of a text, black on white, as large as its box allows."""

    template: str = ""


class TextItem(Item, frozen=True):
    """A text: a template of literal words and names in braces."""

    template: str = ""
    style: Style = field(default_factory=Style)
    valign: VAlign = "top"
    fit: Fit = "card"
    columns: int = 1
    gutter: float = 0.0


class FlowItem(Item, frozen=True):
    """The card's fields one after the other, each led by its label; they may go on on another card (*overflow*)."""

    fields: tuple[str, ...] = ()  # empty: all of the deck's, in its order
    style: Style = field(default_factory=Style)
    label: Style | None = None
    fit: Fit = "deck"
    apart: str = ""  # the field that stands at the foot of the box, under a rule; LAST for the last one there is
    rule: ColorRef = field(default_factory=ColorRef)
    valign: VAlign = "top"
    columns: int = 1
    gutter: float = 0.0
    overflow: Overflow = ""


class RepeatItem(Item, frozen=True):
    """Items drawn for each entry of a list, in parts of the box: *columns* to a row, no taller than *each*."""

    name: str = ""
    items: tuple[Item, ...] = ()
    columns: int = 1
    gap: float = 0.0
    each: float | None = None

    def parts(self, box: Box, count: int) -> list[Box]:
        """The part of *box* (pt) for each of *count* entries, row by row."""
        rows = -(-count // self.columns)
        width = (box.width - self.gap * (self.columns - 1)) / self.columns
        height = (box.height - self.gap * (rows - 1)) / max(1, rows)
        height = min(height, self.each) if self.each else height
        places = (divmod(index, self.columns) for index in range(count))
        return [
            Box(box.x + column * (width + self.gap), box.y + row * (height + self.gap), width, height)
            for row, column in places
        ]


class Layout(Struct, frozen=True):
    """Front and back geometry and styles; lengths in points."""

    name: str
    bleed: float
    safe: float
    corner: float
    front: tuple[Item, ...]
    back: tuple[Item, ...]
    categories: Mapping[str, Layout] = field(default_factory=dict)  # what is otherwise on cards of a category
    mirror: bool = True  # whether left and right change places in a deck that is read from right to left

    def of(self, letter: str) -> Layout:
        """The layout of the cards of one category."""
        return self.categories.get(letter, self)

    def everything(self) -> Iterator[tuple[Side, Item]]:
        """Every item with its side, those of repeats and of single categories among them, each once."""
        seen: list[Item] = []
        for layout in (self, *self.categories.values()):
            for side in SIDES:
                for item in _unfolded(layout.items(side)):
                    if item not in seen:
                        seen.append(item)
                        yield side, item

    def shows_pictures(self) -> bool:
        """Whether it has a place for photographs or codes, of which not all is known before they are placed."""
        return any(isinstance(item, (PictureItem, QrItem)) for _, item in self.everything())

    def goes_on(self, side: Side) -> bool:
        """Whether the text of a side may go on on another card."""
        return any(isinstance(item, FlowItem) and item.overflow == CONTINUE for item in self.items(side))

    def items(self, side: Side) -> tuple[Item, ...]:
        """The items of one side, in the order in which they are painted."""
        return self.front if side == "front" else self.back


def _unfolded(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        yield item
        if isinstance(item, RepeatItem):
            yield from _unfolded(item.items)
