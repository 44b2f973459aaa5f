"""What of a layout stands on one card: repeats unfolded, the category's own items, the fields that flows are left."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from deck.face.layout import FIRST, REST, FlowItem, Item, Layout, RepeatItem, Side, Style, TextItem
from deck.face.marks import is_mark
from deck.face.parted import both, named, parted
from deck.face.values import PARTS, Values
from deck.model import Deck
from deck.units import Box

Slot = int | tuple[int, int]  # the item's place on its side; in a repeat, the repeat's and its own


class Staged(Struct, frozen=True):
    """An item on one card; *layout* and *slot* are the same for those that may share a size."""

    item: Item
    layout: str
    slot: Slot


def stage(layout: Layout, side: Side, values: Values, width: float, height: float) -> tuple[Staged, ...]:
    """The items of one side on the card of *values*, which is *width* by *height* points."""
    letter = values.card.category.letter if values.card.category else ""
    own = layout.of(letter)
    common = layout.items(side)
    staged: list[Staged] = []
    items = own.items(side)
    said = enumerate(items) if values.card.parts == 1 else parted(own, side, values, width, height)
    for index, item in said:
        alike = index < min(len(items), len(common)) and _same_setting(items[index], common[index])
        shared = own is layout or alike
        name = layout.name if shared else f"{layout.name} ({letter})"
        if isinstance(item, RepeatItem):
            box = item.box.resolve(width, height, own.safe)
            staged += (
                Staged(_when_parted(inner, values.deck), name, (index, place))
                for place, inner in _unfolded(item, box, values)
            )
        else:
            staged.append(Staged(_when_parted(_resolved(item, own, values.deck), values.deck), name, index))
    return tuple(staged)


def _same_setting(one: Item, other: Item) -> bool:
    """Whether two items set text alike, so that they share a size: colours may differ."""
    return _uncoloured(one) == _uncoloured(other)


def _uncoloured(item: Item) -> Item:
    if isinstance(item, RepeatItem):
        return replace(item, items=tuple(_uncoloured(inner) for inner in item.items))
    if isinstance(item, (TextItem, FlowItem)):
        return replace(item, style=replace(item.style, color=None))
    return item


def _unfolded(repeat: RepeatItem, box: Box, values: Values) -> list[tuple[int, Item]]:
    """The items of a repeat for each entry, in the entry's part of the *box*; each with its place in the repeat."""
    entries = values.entries(repeat.name)
    return [
        (place, replace(item, box=replace(item.box, part=part), entry=entry, when=both(repeat.when, item.when)))
        for entry, part in zip(entries, repeat.parts(box, len(entries)), strict=True)
        for place, item in enumerate(repeat.items)
    ]


def _when_parted(item: Item, deck: Deck) -> Item:
    """A mark that says which part of a card this is stands on parts alone."""
    return replace(item, when=both(item.when, PARTS)) if is_mark(item, deck) else item


def _resolved(item: Item, layout: Layout, deck: Deck) -> Item:
    """A flow with its fields by name, where it was given the first or the rest."""
    if not isinstance(item, FlowItem) or item.fields not in ((FIRST,), (REST,)):
        return item
    return replace(item, fields=flowed(item, layout, deck) or ("",))


def flowed(item: FlowItem, layout: Layout, deck: Deck) -> tuple[str, ...]:
    """The keys of the fields that a flow prints in *deck*."""
    printed = [field.key for field in deck.fields if field.printed]
    if item.fields == (FIRST,):
        return tuple(printed[:1])
    if item.fields == (REST,):
        others = {name for other in (*layout.front, *layout.back) for name in named(other, printed) if other != item}
        return tuple(key for key in printed if key not in others)
    return item.fields or tuple(printed)


def styles_of(item: Item) -> dict[str, Style]:
    """The styles of an item by the setting that names them."""
    styles = {"style": item.style} if isinstance(item, (TextItem, FlowItem)) else {}
    if isinstance(item, FlowItem) and item.label:
        styles["label"] = item.label
    return styles
