"""Cards that belong together: the parts of one whose text goes on are copied, cut and sorted as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from deck.model import Card

AHEAD = 24  # cards that may be brought forward into a place that would stay empty
ThingT = TypeVar("ThingT")


def goes_on(cards: Iterable[Card]) -> bool:
    """Whether any of *cards* is a part of a card."""
    return any(card.parts > 1 for card in cards)


def grouped(
    things: Iterable[ThingT], card_of: Callable[[ThingT], Card], copies_of: Callable[[Card], int]
) -> Iterator[tuple[ThingT, ...]]:
    """What is shown of each card, all its parts together, as often as it is wanted."""
    group: list[ThingT] = []
    for thing in things:
        group.append(thing)
        card = card_of(thing)
        if card.part == card.parts:
            for _ in range(copies_of(card)):
                yield tuple(group)
            group = []


def laid_together(groups: Iterable[Sequence[ThingT]], size: int) -> Iterator[ThingT | None]:
    """What lies in each place of sheets of *size* places, so that no group is parted between two sheets.

    Where a group has no room left on a sheet a smaller one of those that follow comes before it; else places stay
    empty (None). A group that no sheet holds is parted.
    """
    remaining, waiting, room = iter(groups), list[Sequence[ThingT]](), size
    while True:
        waiting += islice(remaining, AHEAD - len(waiting))
        if not waiting:
            return
        fitting = (place for place, group in enumerate(waiting) if len(group) <= room or len(group) > size)
        place = next(fitting, None)
        if place is None:
            yield from [None] * room
            room = size
            continue
        group = waiting.pop(place)
        yield from group
        room = (room - len(group)) % size or size
