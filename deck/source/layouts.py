"""Read layout files: shapes, inheritance (``extends:``, ``like:``), and the Layout they make."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, cast

from pydantic import Field

from deck.color.ink import to_ink
from deck.face.layout import (
    ArtItem,
    BoxSpec,
    ColorRef,
    FillItem,
    FlowItem,
    FrameItem,
    Item,
    Layout,
    LinesItem,
    PictureItem,
    QrItem,
    RepeatItem,
    RuleItem,
    Side,
    Style,
    TextItem,
    conditions,
)
from deck.problems import Mark, Problems, did_you_mean, nearest
from deck.source.goingon import going_on
from deck.source.nodes import Mapping, Node, Sequence
from deck.source.parsing import parse_yaml
from deck.source.project import Project, read_text
from deck.source.shapes import INK, LENGTH, AlsoText, Name, Points, Required, Shape, plainly, typed
from deck.source.tree import node_at
from deck.source.validate import validate
from deck.units import MM, to_points

MOST_PARENTS = 10


def to_color(text: str) -> ColorRef:
    """The colour ``category``, ``category 30%`` or an ink; ValueError otherwise."""
    tint = re.fullmatch(r"category(?: +(\d{1,3}(?:\.\d+)?) *%)?", text.strip(), re.IGNORECASE)
    if tint and float(tint[1] or 100) <= 100:
        return ColorRef(None, float(tint[1] or 100) / 100)
    if text.strip().lower().startswith("category"):
        raise ValueError(f'"{text}" is not a tint. Write for example: category 30%.')
    return ColorRef(to_ink(text))


def to_sizes(text: str) -> tuple[float, float]:
    """Smallest and largest size (pt) of ``5pt..9pt``, or twice the one of ``7pt``; ValueError otherwise."""
    low, dots, high = text.partition("..")
    try:
        sizes = (to_points(low), to_points(high if dots else low))
        if 1 <= sizes[0] <= sizes[1] <= 500:
            return sizes
    except ValueError:  # it is said below, for text
        pass
    how = "Write for example 7pt, or 5pt..9pt with the smaller first, between 1pt and 500pt."
    raise ValueError(f'"{text}" is not a size of text. {how}')


def to_offset(text: str) -> str:
    """A box's offset as typed, once it is known to be a length, a percentage or ``safe``."""
    if text == "safe":
        return text
    try:
        to_points(text, 1.0)
    except ValueError as error:
        how = "Write for example 10%, 4mm or 0, or safe for the safe margin."
        too_much = any(words in str(error) for words in ("longer than", "more than"))
        said = str(error) if too_much else f'"{text}" is not a length for a box. {how}'
        raise ValueError(said) from error
    return text


def to_fields(text: str) -> list[str]:
    """The one field that is named; ValueError when none is."""
    if not text.strip():
        raise ValueError("it is empty")
    return [text]


def to_when(text: str) -> str:
    """What an item waits for, as typed, once it reads as names; ValueError otherwise."""
    if text.strip() and not all(re.fullmatch(r"[^\W\d][\w.]*", name) for name, _ in conditions(text)):
        raise ValueError(f'"{text}" is not a condition. Write for example: picture and not icon.')
    return text.strip()


def to_degrees(text: str) -> float:
    """A turn clockwise typed as a number of degrees; ValueError otherwise."""
    match = re.fullmatch(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*(?:deg|°)?\s*", text)
    if match is None or abs(float(match[1])) > 360:
        raise ValueError(f'"{text}" is not a turn. Write degrees clockwise, for example 90, 180 or -12.')
    return float(match[1])


SIZE = rf"{LENGTH}(\s*\.\.\s*{LENGTH})?"
OFFSET = rf"safe|-?{LENGTH}|-?\d+([.,]\d+)?\s*%|0+"
ONE_CONDITION = r"(not\s+)?[^\s\d{}]\S*"

Color = Annotated[ColorRef, plainly(to_color), typed(rf"category(\s+\d{{1,3}}(\.\d+)?\s*%)?|{INK}")]
Sizes = Annotated[tuple[float, float], plainly(to_sizes), typed(SIZE)]
Offset = Annotated[str, plainly(to_offset), typed(OFFSET, number=True)]
When = Annotated[str, plainly(to_when), typed(rf"{ONE_CONDITION}(\s+and\s+{ONE_CONDITION})*")]
Degrees = Annotated[float, plainly(to_degrees), typed(r"-?\d{1,3}(\.\d+)?\s*(deg|°)?", number=True)]
Columns = Annotated[int, Field(ge=1, le=12)]
Overflow = Literal["stop", "continue"]
Fields = Annotated[list[Required], plainly(to_fields), AlsoText()]


class StyleShape(Shape):
    """A style in a layout file."""

    like: str | None = None
    font: str | None = None
    weight: Literal["regular", "bold"] | None = None
    italic: bool | None = None
    size: Sizes | None = None
    leading: Annotated[float, Field(ge=0.8, le=3)] | None = None
    align: Literal["left", "center", "right", "justify"] | None = None
    hyphenate: bool | None = None
    balance: bool | None = None
    color: Color | None = None


class BoxShape(Shape):
    """A box in a layout file: on each axis two of three."""

    top: Offset | None = None
    right: Offset | None = None
    bottom: Offset | None = None
    left: Offset | None = None
    width: Offset | None = None
    height: Offset | None = None


class ItemShape(Shape):
    """What every item of a layout file may have."""

    box: BoxShape
    when: When = ""


class SoleShape(ItemShape):
    """What every item may have that stands for itself; a repeat's own items are turned, not the repeat."""

    turn: Degrees = 0.0


class FillShape(SoleShape):
    """An area of colour."""

    fill: Color
    corner: Points = 0.0
    index: Literal["category"] | None = None


class FrameShape(SoleShape):
    """A line around a box."""

    frame: Color
    weight: Points = 0.75
    corner: Points = 0.0


class RuleShape(SoleShape):
    """A rule."""

    rule: Color
    weight: Points = 0.5
    dash: Points = 0.0


class LinesShape(SoleShape):
    """Lines to write on."""

    lines: Points
    weight: Points = 0.3
    color: Color = ColorRef()


class ArtShape(SoleShape):
    """A pictogram."""

    art: Required
    color: Color | None = None


class PictureShape(SoleShape):
    """A photograph."""

    picture: Required


class QrShape(SoleShape):
    """A QR code."""

    qr: Required


class TextShape(SoleShape):
    """A text."""

    text: Required
    style: str
    valign: Literal["top", "middle", "bottom"] = "top"
    fit: Literal["card", "deck"] = "card"
    columns: Columns = 1
    gutter: Points = 4 * MM


class FlowShape(SoleShape):
    """The card's fields."""

    flow: Fields
    style: str
    label: str | None = None
    fit: Literal["card", "deck"] = "deck"
    apart: str = ""
    rule: Color = ColorRef()
    valign: Literal["top", "middle", "bottom"] = "top"
    columns: Columns = 1
    gutter: Points = 4 * MM
    overflow: Overflow | None = None


class RepeatShape(ItemShape):
    """Items for each entry of a list."""

    repeat: Required
    items: Annotated[list[dict[str, Any]], Field(min_length=1)]
    columns: Columns = 1
    gap: Points = 2 * MM
    each: Points | None = None


class CategoryPartShape(Shape):
    """What is otherwise on the cards of a category."""

    styles: dict[str, StyleShape] = Field(default_factory=dict)
    front: list[dict[str, Any]] | None = None
    back: list[dict[str, Any]] | None = None


class LayoutShape(Shape):
    """A file in layouts/."""

    extends: Name | None = None
    bleed: Points | None = None
    safe: Points | None = None
    corner: Points | None = None
    mirror: bool | None = None
    overflow: Overflow | None = None
    styles: dict[str, StyleShape] = Field(default_factory=dict)
    front: list[dict[str, Any]] | None = None
    back: list[dict[str, Any]] | None = None
    categories: dict[str, CategoryPartShape] = Field(default_factory=dict)


ITEM_SHAPES: dict[str, type[ItemShape]] = {
    "fill": FillShape,
    "frame": FrameShape,
    "rule": RuleShape,
    "lines": LinesShape,
    "art": ArtShape,
    "picture": PictureShape,
    "qr": QrShape,
    "text": TextShape,
    "flow": FlowShape,
    "repeat": RepeatShape,
}
ITEM_KEYS = {key for shape in ITEM_SHAPES.values() for key in shape.model_fields}


def read_layout(name: str, project: Project, problems: Problems) -> Layout | None:
    """The layout called *name*, with all it inherits; None when it is missing or broken (noted)."""
    trees = _chain(name, project, problems)
    if not trees:
        return None
    reader = _Reader(trees, problems)
    return reader.layout(name) if len(problems.errors) == reader.before else None


def _chain(name: str, project: Project, problems: Problems) -> list[tuple[Mapping, LayoutShape]]:
    """The layout's file and those it extends, nearest first; empty when one of them cannot be read."""
    chain: list[tuple[Mapping, LayoutShape]] = []
    wanted: str | None = name
    while wanted is not None:
        file = project.find(f"layouts/{wanted}.yaml")
        mark = chain[-1][0].entries["extends"].mark if chain else None
        if file is None:
            known = project.names("layouts", ".yaml")
            hints = [*did_you_mean(wanted, known), f"Layouts here: {', '.join(known)}."]
            problems.add(f'there is no layout called "{wanted}".', mark, hints=hints)
            return []
        before = len(problems.errors)
        text = read_text(file, problems)
        tree = parse_yaml(text, file, problems) if text is not None else None
        shape = validate(tree, LayoutShape, problems) if tree is not None else None
        if tree is None and len(problems.errors) == before:
            problems.add("this layout is empty.", Mark(file, 1), hints=["Write what stands on it, or delete the file."])
        if tree is None or shape is None:
            return []
        chain.append((tree, shape))
        if len(chain) > MOST_PARENTS:
            hints = ["Take out one line  extends:  of those that lead round."]
            problems.add("these layouts extend one another in a circle.", tree.entries["extends"].mark, hints=hints)
            return []
        wanted = shape.extends
    return chain


class _Reader:
    """Makes a Layout of a chain of files, the nearest of which wins."""

    def __init__(self, chain: list[tuple[Mapping, LayoutShape]], problems: Problems, category: str = "") -> None:
        self.chain, self.problems, self.category = chain, problems, category
        self.before = len(problems.errors)
        self.styles: dict[str, Style] = {}
        self.shapes = {key: style for _, shape in reversed(chain) for key, style in shape.styles.items()}
        for _, shape in reversed(chain):
            if category in shape.categories:
                self.shapes.update(_changed(shape.categories[category].styles, self.shapes))

    def layout(self, name: str) -> Layout:
        """The layout of all cards, or of those of one category, which differ in what the files say they do."""
        for style in self.shapes:
            self._style(style, ())
        said: Overflow = next((shape.overflow for _, shape in self.chain if shape.overflow), "stop")
        front, back = going_on(self._items("front"), self._items("back"), said, self._overflow_mark(), self.problems)
        letters = dict.fromkeys(letter for _, shape in self.chain for letter in shape.categories)
        own = {} if self.category else {one: _Reader(self.chain, self.problems, one).layout(name) for one in letters}
        bleed, safe, corner = (self._length(length) for length in ("bleed", "safe", "corner"))
        mirrors = (shape.mirror for _, shape in self.chain)
        mirror = next((mirror for mirror in mirrors if mirror is not None), True)
        return Layout(name, bleed, safe, corner, front, back, own, mirror)

    def _overflow_mark(self) -> Mark | None:
        """Where the layout's own file says what text does that is too long."""
        tree, shape = self.chain[0]
        return tree.entries["overflow"].mark if shape.overflow else None

    def _length(self, name: str) -> float:
        values = (getattr(shape, name) for _, shape in self.chain)
        return cast(float, next((value for value in values if value is not None), 0.0))

    def _style(self, name: str, asked_by: tuple[str, ...], node: Node | None = None) -> Style:
        """The style called *name*, built from the one it is like; unknown names and circles are noted."""
        if name in self.styles:
            return self.styles[name]
        if name not in self.shapes:
            hints = [*did_you_mean(name, self.shapes), f"Styles here: {', '.join(self.shapes)}."]
            self.problems.add(
                f'there is no style called "{name}".',
                node.mark if node else self._mark(asked_by),
                hints=hints,
            )
            return Style()
        if name in asked_by:
            hints = ["Take out one  like:  of those that lead round."]
            self.problems.add(f'the style "{name}" is like itself.', self._mark((name,)), hints=hints)
            return Style()
        shape = self.shapes[name]
        base = self._style(shape.like, (*asked_by, name)) if shape.like else Style()
        self.styles[name] = _styled(name, shape, base)
        return self.styles[name]

    def _mark(self, names: tuple[str, ...]) -> Mark | None:
        """Where the last of the styles *names* says what it is like."""
        for tree, _ in self.chain:
            style = node_at(tree, ("styles", *names[-1:]))
            if isinstance(style, Mapping) and "like" in style.entries:
                return style.entries["like"].mark
        return None

    def _items(self, side: Side) -> tuple[Item, ...]:
        own = ("categories", self.category)
        for path in ([own] if self.category else []) + [()]:
            for tree, shape in self.chain:
                part = shape.categories.get(self.category) if path else shape
                if part is not None and getattr(part, side) is not None:
                    return self._listed(node_at(tree, (*path, side)))
        return ()

    def _listed(self, nodes: Node) -> tuple[Item, ...]:
        """The items of a list, those that are broken left out (noted)."""
        assert isinstance(nodes, Sequence)
        items = [self._item(node) for node in nodes.items if isinstance(node, Mapping)]
        return tuple(item for item in items if item is not None)

    def _item(self, node: Mapping) -> Item | None:
        kinds = [kind for kind in ITEM_SHAPES if kind in node.entries]
        if "flow" in kinds and "rule" in kinds:  # the colour of the rule before the field that stands apart
            kinds.remove("rule")
        if len(kinds) != 1:
            what = " and ".join(kinds) or "none of them"
            slip = next((key for key in node.entries if key not in ITEM_KEYS and nearest(key, ITEM_SHAPES)), "")
            hints = [
                *did_you_mean(slip, ITEM_SHAPES),
                f"Each entry is one of: {', '.join(ITEM_SHAPES)}. It has {what}.",
            ]
            mark = node.keys.get(slip) or next(iter(node.keys.values()), node.mark)
            self.problems.add("it is not clear what this entry of the layout is.", mark, hints=hints)
            return None
        shape = validate(node, ITEM_SHAPES[kinds[0]], self.problems)
        if shape is None or not self._box_is_clear(node):
            return None
        return self._made(shape, node)

    def _box_is_clear(self, node: Mapping) -> bool:
        box = node.entries["box"]
        assert isinstance(box, Mapping)
        clear = True
        for trio in (("left", "width", "right"), ("top", "height", "bottom")):
            if sum(name in box.entries for name in trio) != 2:
                said = f"a box needs two of {trio[0]}, {trio[1]} and {trio[2]}, no more and no fewer."
                self.problems.add(
                    said, node.keys["box"], hints=["For example: {top: 0, left: 0, right: 0, height: 64%}"]
                )
                clear = False
        return clear

    def _made(self, shape: ItemShape, node: Mapping) -> Item:
        box = node.entries["box"]
        assert isinstance(box, Mapping)
        spec = BoxSpec({key: str(getattr(shape.box, key)) for key in box.entries}, node.keys["box"])
        mark = next(node.entries[kind].mark for kind in ITEM_SHAPES if kind in node.entries)
        turn = shape.turn if isinstance(shape, SoleShape) else 0.0
        own = (spec, shape.when, mark, turn, None)
        if isinstance(shape, FillShape):
            return FillItem(*own, shape.fill, shape.corner, shape.index is not None)
        if isinstance(shape, FrameShape):
            return FrameItem(*own, shape.frame, shape.weight, shape.corner)
        if isinstance(shape, RuleShape):
            return RuleItem(*own, shape.rule, shape.weight, shape.dash)
        if isinstance(shape, LinesShape):
            return LinesItem(*own, max(shape.lines, 2.0), shape.weight, shape.color)
        if isinstance(shape, ArtShape):
            return ArtItem(*own, shape.art, shape.color)
        if isinstance(shape, PictureShape):
            return PictureItem(*own, shape.picture)
        if isinstance(shape, QrShape):
            return QrItem(*own, shape.qr)
        if isinstance(shape, RepeatShape):
            items = self._listed(node.entries["items"])
            for inner in items:
                if isinstance(inner, RepeatItem):
                    hints = [
                        "Write one list into the text of the other's entries, or a second repeat beside the first."
                    ]
                    self.problems.add("a repeat cannot hold another one.", inner.mark, hints=hints)
            return RepeatItem(*own, shape.repeat, items, shape.columns, shape.gap, shape.each)
        assert isinstance(shape, (TextShape, FlowShape))
        style = self._style(shape.style, (), node.entries["style"])
        columns, gutter = shape.columns, shape.gutter
        if isinstance(shape, TextShape):
            return TextItem(*own, shape.text, style, shape.valign, shape.fit, columns, gutter)
        if shape.apart and columns > 1:
            hints = ["Take out  apart:  or  columns:  here, or give that field a flow of its own."]
            self.problems.add("no field can stand apart in columns.", node.entries["apart"].mark, hints=hints)
        fields = () if shape.flow == ["fields"] else tuple(shape.flow)
        label = self._style(shape.label, (), node.entries["label"]) if shape.label else None
        return FlowItem(
            *own,
            fields,
            style,
            label,
            shape.fit,
            shape.apart,
            shape.rule,
            shape.valign,
            columns,
            gutter,
            shape.overflow or "",
        )


def _changed(styles: dict[str, StyleShape], base: dict[str, StyleShape]) -> dict[str, StyleShape]:
    """The styles of a category: each says only what differs from the style of that name, if there is one."""
    return {
        name: base[name].model_copy(update=style.model_dump(exclude_unset=True)) if name in base else style
        for name, style in styles.items()
    }


def _styled(name: str, shape: StyleShape, base: Style) -> Style:
    """The style *shape* says, what it leaves open taken from *base*."""

    def either(given: Any, inherited: Any) -> Any:
        return inherited if given is None else given

    smallest, largest = shape.size or (base.smallest, base.largest)
    return Style(
        name=name,
        font=either(shape.font, base.font),
        bold=base.bold if shape.weight is None else shape.weight == "bold",
        italic=either(shape.italic, base.italic),
        smallest=smallest,
        largest=largest,
        leading=either(shape.leading, base.leading),
        align=either(shape.align, base.align),
        hyphenate=either(shape.hyphenate, base.hyphenate),
        balance=either(shape.balance, base.balance),
        color=either(shape.color, base.color),
    )
