"""Which flow of a layout goes on on another card when its text is too long (``overflow: continue``): one, or none."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from deck.face.layout import CONTINUE, FlowItem, Item, Overflow, RepeatItem
from deck.problems import Mark, Problems

Items = tuple[Item, ...]


def going_on(
    front: Items, back: Items, overflow: Overflow, mark: Mark | None, problems: Problems
) -> tuple[Items, Items]:
    """Front and back with the flow that goes on: one that says so, else, where the layout says so, the back's.

    *overflow* is what the layout says, at *mark*; None when it says so only because another does that it extends. What
    cannot go on is noted.
    """
    for item in _inside(front, back):
        if item.overflow == CONTINUE:
            hints = ["Give the text a flow of its own, outside the repeat."]
            problems.add("what is repeated cannot go on on another card.", item.mark, hints=hints)
    chosen = [item for item in (*front, *back) if isinstance(item, FlowItem) and item.overflow == CONTINUE]
    if not chosen and overflow == CONTINUE:
        chosen = _left_open(back) or _left_open(front)
        if not chosen and mark:
            hints = ["Take this line out, or let a flow print the fields:  - flow: fields"]
            problems.add("this layout has no flow, and only a flow can go on on another card.", mark, hints=hints)
    for other in chosen[1:]:
        hints = ["Write  overflow: stop  in all of them but one."]
        problems.add("only one flow of a card can go on on another card.", other.mark, hints=hints)
    for item in chosen:
        if item.columns > 1:
            hints = ["Take out  columns:  here, or write  overflow: stop."]
            problems.add("text in columns cannot go on on another card.", item.mark, hints=hints)
    return _with(front, chosen), _with(back, chosen)


def _left_open(items: Items) -> list[FlowItem]:
    return [item for item in items if isinstance(item, FlowItem) and not item.overflow]


def _with(items: Items, chosen: list[FlowItem]) -> Items:
    """*items*, those that are *chosen* going on."""
    return tuple(
        replace(item, overflow=CONTINUE) if isinstance(item, FlowItem) and any(item is one for one in chosen) else item
        for item in items
    )


def _inside(*sides: Items) -> Iterator[FlowItem]:
    """The flows inside repeats."""
    for item in (item for items in sides for item in items):
        if isinstance(item, RepeatItem):
            yield from (inner for inner in item.items if isinstance(inner, FlowItem))
