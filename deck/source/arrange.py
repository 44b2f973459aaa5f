"""The cards of all files in printing order: by category, numbered, special ones around them, companions added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from deck.model import Card, Category
from deck.problems import Mark, Problems
from deck.source.companions import Blanks, Wishes, accompany, check_wishes


class PlacedCard(Struct, frozen=True):
    """A card as its file has it, before all cards are brought into order: special ones stand *first* or *last*."""

    place: str
    card: Card


def arrange(
    placed: Sequence[PlacedCard],
    categories: Sequence[Category],
    companions: Iterable[str],
    blanks: Blanks,
    wishes: Wishes,
    problems: Problems,
    marks: Mapping[str, Mark] | None = None,
) -> tuple[Card, ...]:
    """The cards of all files in printing order, with the companions that deck.yaml and this run ask for.

    *marks* are where deck.yaml names its *companions*.
    """
    cards = ordered(placed, categories)
    check_wishes(wishes, cards, problems)
    written = tuple(kind for kind in companions if kind not in wishes.off)
    check_wishes(Wishes(written), cards, problems, marks)
    return tuple(accompany(cards, categories, blanks, Wishes((*written, *wishes.on), wishes.off)))


def ordered(placed: Sequence[PlacedCard], categories: Sequence[Category]) -> tuple[Card, ...]:
    """Special cards first (or last), the others by category in deck.yaml's order, each with its number."""
    order = {category.letter: index for index, category in enumerate(categories)}
    plain = [entry.card for entry in placed if not entry.card.special]
    plain.sort(key=lambda card: order[card.category.letter] if card.category else -1)
    numbered: list[Card] = []
    counts: dict[str, int] = {}
    for card in plain:
        letter = card.category.letter if card.category else ""
        counts[letter] = counts.get(letter, 0) + 1
        numbered.append(replace(card, number=f"{letter}{counts[letter]}"))
    first = [entry.card for entry in placed if entry.card.special and entry.place == "first"]
    last = [entry.card for entry in placed if entry.card.special and entry.place == "last"]
    return (*first, *numbered, *last)
