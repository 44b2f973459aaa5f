"""What stands on the parts of a card whose text goes on: a mark on each, and none of its other words twice.

Everything is repeated on every part (fronts, titles, colours) but the fields that stand beside the text that goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deck.color.ink import PAPER
from deck.face.layout import (
    CONTINUE,
    FIRST,
    REST,
    SIDES,
    ArtItem,
    BoxSpec,
    ColorRef,
    FillItem,
    FlowItem,
    Item,
    Layout,
    LinesItem,
    QrItem,
    RepeatItem,
    Side,
    Style,
    TextItem,
    turned_extent,
)
from deck.face.marks import is_heading, is_title, marked, says_part
from deck.face.values import Values, names_in
from deck.formats import Format
from deck.model import Card, Deck
from deck.problems import Problems
from deck.units import MM

TAG = (9, 5)  # millimetres: the mark of a side without a title
TAG_STYLE = Style("mark", bold=True, smallest=8, largest=8, leading=1, align="center")
CORNERS = (("top", "right"), ("top", "left"), ("bottom", "right"), ("bottom", "left"))


def parted(layout: Layout, side: Side, values: Values, width: float, height: float) -> list[tuple[int, Item]]:
    """The items of one side of a part of the card of *values*, *width* by *height* points, with their places."""
    items = [*enumerate(layout.items(side))]
    if values.card.part > 1 and layout.goes_on(side):
        printed = [field.key for field in values.deck.fields if field.printed]
        items = [(place, item) for place, item in items if not _told(item, printed)]
    if any(says_part(item, values.deck) and values.allow(item.when) for _, item in items):
        return items
    titles = (place for place, item in items if is_heading(item, values.card) and values.allow(item.when))
    title = next(titles, None)
    if title is None:
        box = free_corner(layout.items(side), layout.safe, width, height)
        return [*items, *enumerate(_tag(box, values.card), len(layout.items(side)))]
    return [(place, marked(item, values.card) if place == title else item) for place, item in items]  # type: ignore[arg-type]  # a title is text


def both(one: str, other: str) -> str:
    """What waits for two conditions."""
    return " and ".join(when for when in (one, other) if when)


def named(item: Item, printed: list[str]) -> set[str]:
    """The fields that an item prints by their names; *printed* are those of the deck."""
    if isinstance(item, RepeatItem):
        return {item.name, *(name for inner in item.items for name in named(inner, printed))}
    if isinstance(item, FlowItem):
        return set(printed[:1] if item.fields == (FIRST,) else () if item.fields == (REST,) else item.fields or printed)
    return set(names_in(item.template)) if isinstance(item, (TextItem, QrItem)) else set()


def _told(item: Item, printed: list[str]) -> bool:
    """Whether the first part has said all that *item* says: fields, but for those that go on."""
    goes_on = isinstance(item, FlowItem) and item.overflow == CONTINUE
    return not goes_on and not named(item, printed).isdisjoint(printed)


def _tag(box: BoxSpec | None, card: Card) -> Iterator[Item]:
    """The mark on a ground of its own, so that it can be read on any picture."""
    if box is not None:  # the layout was checked: there is none where the side has a title or a mark of its own
        yield FillItem(box, color=ColorRef(PAPER), corner=1 * MM)
        yield TextItem(box, template=f"{card.part}/{card.parts}", style=TAG_STYLE, valign="middle")


def free_corner(items: Sequence[Item], safe: float, width: float, height: float) -> BoxSpec | None:
    """A corner of the safe area in which no words, pictograms or codes stand; None when there is none."""
    held = (TextItem, FlowItem, ArtItem, QrItem, RepeatItem, LinesItem)
    boxes = [
        turned_extent(item.box.resolve(width, height, safe), item.turn) for item in items if isinstance(item, held)
    ]
    for down, across in CORNERS:
        spec = BoxSpec({down: "safe", across: "safe", "width": f"{TAG[0]}mm", "height": f"{TAG[1]}mm"})
        tag = spec.resolve(width, height, safe)
        if not any(tag.overlaps(box) for box in boxes):
            return spec
    return None


def check_marks(layout: Layout, deck: Deck, size: Format, problems: Problems) -> None:
    """Every side of a card that goes on must say which part it is: by a mark, by its title, or in a free corner."""
    for side in SIDES:
        items = layout.items(side)
        always = [item for item in items if not item.when]
        titled = any(says_part(item, deck) or (isinstance(item, TextItem) and is_title(item)) for item in always)
        if not titled and free_corner(items, layout.safe, size.width, size.height) is None:
            said = f'nothing on the {side} of layout "{layout.name}" can say that a card goes on: it has no title'
            hints = ['Add a small text to this side:  - text: "{part}/{parts}"']
            problems.add(f"{said} on every card, and no free corner.", items[0].mark if items else None, hints=hints)
