"""Which items of a layout say a card's title, and which say what part of a card this is."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec.structs import replace

from deck.face.layout import Item, TextItem
from deck.face.values import NAME, OF_PART, PART, SPECIAL_TITLES, TITLES, names_in
from deck.model import Card, Deck
from deck.text.languages import NBSP

_MARK = re.compile(rf"{NBSP}\(\d/\d\)$")  # what a title says of a part, where the layout says nothing


def is_heading(item: Item, card: Card) -> bool:
    """Whether *item* says the card's title: its own, or on a special card that of its category or of the deck."""
    return isinstance(item, TextItem) and (is_title(item) or (card.special and _names_only(item, SPECIAL_TITLES)))


def is_title(item: TextItem) -> bool:
    """Whether *item* says the title of any card, which all cards have."""
    return _names_only(item, TITLES)


def _names_only(item: TextItem, titles: tuple[str, ...]) -> bool:
    return _asks_only(item.template, titles)


@lru_cache(1_000)
def _asks_only(template: str, titles: tuple[str, ...]) -> bool:
    """Whether a template is one name in braces, of the title or of *titles*."""
    said = _MARK.sub("", template)
    return NAME.fullmatch(said.strip()) is not None and set(names_in(said)) <= {*TITLES, *titles}


def marked(item: TextItem, card: Card) -> TextItem:
    """A title that says which part of *card* it stands on, on the line of its last word."""
    return replace(item, template=f"{item.template.rstrip()}{NBSP}({card.part}/{card.parts})")


def carries_mark(item: Item) -> bool:
    """Whether *item* is a title to which *marked* has added which part this is."""
    return isinstance(item, TextItem) and _MARK.search(item.template) is not None


def says_part(item: Item, deck: Deck) -> bool:
    """Whether *item* says which part of a card this is."""
    return isinstance(item, TextItem) and is_mark(item, deck) and PART in names_in(item.template)


def is_mark(item: Item, deck: Deck) -> bool:
    """Whether *item* speaks of the parts of a card, and of nothing else of it; fields of these names go before."""
    names = set(names_in(item.template)) if isinstance(item, TextItem) else set()
    return bool(names) and names <= {*OF_PART} - {field.key for field in deck.fields}
