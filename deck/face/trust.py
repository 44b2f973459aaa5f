"""Cards of a large deck that are not measured before they are drawn: so short that they cannot set the size."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nlargest

from deck.face.fit import TRUSTED, ItemKey
from deck.face.layout import SIDES, FlowItem, TextItem
from deck.face.measuring import goes_on
from deck.face.typeset import Typesetter
from deck.model import Card

SURE = 20  # one card in so many, the longest of each text, is measured in any case
RESERVE = 0.95  # of the room that a text may take, judged by the densest that was measured, and be trusted

Lengths = dict[ItemKey, dict[str, int]]  # about how many characters a text has, by the id of its card


def trust_short_cards(setter: Typesetter) -> Lengths:
    """Trust the cards whose shared texts are shorter than others: these are set at the size of those.

    Text that may go on is measured: how many cards there are hangs on it. The lengths that come out are for *doubted*.
    """
    lengths: Lengths = {}
    long: set[str] = set()
    for card in setter.deck.cards:
        for key, length, on in _shared(setter, card):
            found = lengths.setdefault(key, {})
            found[card.id] = max(found.get(card.id, 0), length)
            if on:
                long.add(card.id)
    pictured = {name for name, layout in setter.setup.layouts.items() if layout.shows_pictures()}
    long.update(card.id for card in setter.deck.cards if card.layout in pictured)  # these are composed to be judged
    for found in lengths.values():
        long.update(nlargest(-(-len(found) // SURE), found, key=found.__getitem__))
    setter.trusted = {card.id for card in setter.deck.cards} - long
    return lengths


def _shared(setter: Typesetter, card: Card) -> Iterator[tuple[ItemKey, int, bool]]:
    """The texts of *card* that share a size with the deck's others: key, length, whether it may go on."""
    for side in SIDES:
        for staged in setter.items(card, side):
            item = staged.item
            if isinstance(item, (TextItem, FlowItem)) and item.fit == "deck":
                yield (staged.layout, side, staged.slot), setter.length(item, card), goes_on(item)


def doubted(setter: Typesetter, lengths: Lengths) -> list[Card]:
    """The trusted cards that might not bear the sizes found so far, which are trusted no longer.

    A text of n characters at s points takes a room of n · s² · its density: at its own size its fill. It is trusted
    while it would have room at the size that was found if it were as dense as the densest text that was measured.
    """
    sizes: dict[ItemKey, float] = {}
    densest: dict[ItemKey, float] = {}
    for card in setter.deck.cards:
        if card.id in setter.trusted:
            continue
        for fit in setter.fits(card):
            if fit.shared and fit.own_size and (length := lengths.get(fit.key, {}).get(card.id)):
                sizes[fit.key] = min(fit.own_size, sizes.get(fit.key, TRUSTED))
                densest[fit.key] = max(fit.fill / (length * fit.own_size**2), densest.get(fit.key, 0.0))
    doubtful = {
        identity
        for key, size in sizes.items()
        for identity, length in lengths[key].items()
        if length * densest[key] * size**2 > RESERVE
    }
    return setter.distrust(setter.trusted & doubtful)
