"""Choose the cards to print: by category, by card, by tag; the deck's own order and sizes stay."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from deck.model import Card, Deck
from deck.problems import Problems, did_you_mean


class Selection(Struct, frozen=True):
    """What was asked for; nothing asked means the whole deck."""

    categories: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def everything(self) -> bool:
        """Whether no card is left out."""
        return not (self.categories or self.cards or self.tags)

    @property
    def label(self) -> str:
        """A name for the subset's file: ``A-sharing``; empty for the whole deck."""
        return "-".join((*self.categories, *self.tags, *self.cards))


def select(deck: Deck, selection: Selection, problems: Problems) -> tuple[Card, ...]:
    """The cards that are in any of the categories, carry any of the tags or are named, in the deck's order.

    Special cards (cover, licence, a category's index) go with a category or a tag, which makes a small deck; a card
    asked for by its name is reprinted alone. Unknown names are problems.
    """
    _check(selection.categories, [c.letter for c in deck.categories], "category", problems)
    _check(selection.tags, sorted({tag for card in deck.cards for tag in card.tags}), "tag", problems)
    _check(
        selection.cards,
        [name for card in deck.cards for name in (card.id, card.number) if name],
        "card",
        problems,
    )
    if selection.everything:
        return deck.cards
    if not problems.errors and not any(_wanted(card, selection) for card in deck.cards):
        said = f"no card of this deck is in {', '.join((*selection.categories, *selection.tags))}."
        problems.add(said, hints=["To see the cards there are, run: deck list"])
    grouped = bool(selection.categories or selection.tags)
    return tuple(
        card for card in deck.cards if _wanted(card, selection) or (grouped and card.special and card.category is None)
    )


def _wanted(card: Card, selection: Selection) -> bool:
    return (
        card.id in selection.cards
        or (card.number != "" and card.number in selection.cards)
        or (card.category is not None and card.category.letter in selection.categories)
        or any(tag in selection.tags for tag in card.tags)
    )


def _check(asked: Sequence[str], known: Sequence[str], what: str, problems: Problems) -> None:
    for name in asked:
        if name not in known:
            hints = [*did_you_mean(name, known), "To see them all, run: deck list"]
            problems.add(f'this deck has no {what} "{name}".', hints=hints)
