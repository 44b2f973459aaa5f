"""What the names in braces stand for on a card, and in which language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from deck.face.layout import Entry, FlowItem, TextItem, conditions
from deck.model import Card, Deck, Field
from deck.text.parts import entries_of

PARAGRAPH = 30  # characters
NAME = re.compile(r"\{([A-Za-z_][\w.]*(?:\|[A-Za-z_][\w.]*)*)\}")  # {title}, or {front_title|title}: the first there is
ENTRY, ENTRY_NUMBER = "entry", "entry.number"
TAGS = "tags"
PART, PARTS, CONTINUED = "part", "parts", "continued"  # of a card that goes on; empty on all others
_OF_CARD: dict[str, Callable[[Card], str]] = {
    "id": lambda card: card.id,
    "number": lambda card: card.number,
    "category.letter": lambda card: card.category.letter if card.category else "",
    "category.name": lambda card: card.category.name if card.category else "",
    "category.icon": lambda card: card.category.icon.text if card.category and card.category.icon else "",
    "category.about": lambda card: card.category.about if card.category else "",
    "icon": lambda card: card.icon.text if card.icon else "",
    TAGS: lambda card: ", ".join(card.tags),
    "picture": lambda card: card.picture.text if card.picture else "",
}
OF_PART: dict[str, Callable[[Card], str]] = {
    PART: lambda card: str(card.part) if card.parts > 1 else "",
    PARTS: lambda card: str(card.parts) if card.parts > 1 else "",
    CONTINUED: lambda card: str(card.part) if card.part > 1 else "",
}
_OF_DECK: dict[str, Callable[[Deck], str]] = {
    "deck.title": lambda deck: deck.title,
    "deck.subtitle": lambda deck: deck.subtitle,
    "deck.publisher": lambda deck: deck.publisher,
    "deck.licence": lambda deck: deck.licence,
}
TITLES = ("title", "front_title")
SPECIAL_TITLES = ("deck.title", "category.name")
CARDS = "category.cards"
_COUNTED = ("count", CARDS)


def _listed(card: Card) -> str:
    """A card as the index of its category names it."""
    return f"**{card.number}** {card.title}"


@lru_cache(1_000)
def _parts(template: str) -> tuple[str | tuple[str, ...], ...]:
    """The literal texts of a template and, between them, the names in each pair of braces."""
    texts = NAME.split(template)  # every other one is what stood in braces
    return tuple(tuple(text.split("|")) if index % 2 else text for index, text in enumerate(texts))


def known_names(deck: Deck) -> list[str]:
    """What a template may name in braces."""
    return [*TITLES, *(field.key for field in deck.fields), *_OF_CARD, *OF_PART, *_OF_DECK, *_COUNTED]


def choices_in(template: str) -> list[list[str]]:
    """The names in each pair of braces in a template: one, or several of which the first that says something counts."""
    return [found.split("|") for found in NAME.findall(template)]


def names_in(template: str) -> list[str]:
    """The names in braces in a template."""
    return [name for names in choices_in(template) for name in names]


class Values(Struct, frozen=True):
    """What the names in braces stand for on one card; *count* is how many are printed."""

    deck: Deck
    card: Card
    count: int
    entry: Entry | None = None

    def get(self, name: str) -> str:
        """The value of a name, empty when the card does not have it."""
        found = self.card.words.get(name) if name in TITLES else None  # asked for most
        if found is not None:
            return found.text
        if name in _OF_CARD:
            return _OF_CARD[name](self.card)
        if name in _OF_DECK:
            return _OF_DECK[name](self.deck).replace("{count}", str(self.count))
        if name in (ENTRY, ENTRY_NUMBER):
            return (self.entry.text if name == ENTRY else str(self.entry.number)) if self.entry else ""
        if name == "count":
            return str(self.count)
        if name == CARDS:
            return self._cards_of_category()
        if name in OF_PART and name not in (field.key for field in self.deck.fields):
            return OF_PART[name](self.card)
        return self.words(name)

    def words(self, key: str) -> str:
        """The card's own words for a field, whatever else the name may stand for in braces."""
        found = self.card.words.get(key)
        return found.text if found is not None else ""

    def _cards_of_category(self) -> str:
        """The numbers and titles of the cards in the category, a paragraph each."""
        return "\n\n".join(_listed(card) for card in self._category())

    def _category(self) -> Iterator[Card]:
        return (card for card in self.deck.counted if card.category == self.card.category)

    def length(self, item: TextItem | FlowItem) -> int:
        """About how long *item* is on the card, in characters; a new paragraph counts for half a line."""
        if isinstance(item, TextItem):
            said = [self.fill(item.template)]
        else:
            said = [self.words(field.key) for field in self.deck.fields if is_told(field, item)]
        return sum(len(text) + PARAGRAPH * (1 + text.count("\n")) for text in said if text.strip())

    def fill(self, template: str) -> str:
        """*template* with every name in braces replaced by its value."""
        return "".join([part if isinstance(part, str) else self._first(part) for part in _parts(template)])

    def _first(self, names: tuple[str, ...]) -> str:
        for name in names:
            value = self.get(name)
            if value and not value.isspace():
                return value
        return ""

    def allow(self, when: str) -> bool:
        """Whether the card has what ``when:`` waits for, and has not what it must not have."""
        return all(bool(self.get(name).strip()) == there for name, there in conditions(when))

    def entries(self, name: str) -> tuple[Entry, ...]:
        """The entries of the lists in a text, or its paragraphs; the card's tags."""
        said = self.card.tags if name == TAGS else entries_of(self.get(name))
        return tuple(Entry(part, number, self.tongue(name)) for number, part in enumerate(said, 1))

    def tongue(self, name: str) -> str:
        """The language of what a name stands for, where that is not the deck's because it is not translated."""
        deck = self.deck
        if not deck.source:
            return ""
        if name == ENTRY:
            return self.entry.language if self.entry else ""
        letter = self.card.category.letter if self.card.category else ""
        asked = f"{name} {letter}" if name.startswith("category.") else name
        return deck.source if asked in deck.untranslated or name in self.card.untranslated else ""

    def label_tongue(self, key: str) -> str:
        """The same of a field's label on this card."""
        own = self.card.untranslated if key in self.card.labels else self.deck.untranslated
        return self.deck.source if f"label {key}" in own else ""

    def pieces(self, template: str) -> list[tuple[str, str]]:
        """*template* filled in, with its language where that is not the deck's: that of the longest of its values.

        The cards of a category are each in the language of its title.
        """
        if not self.deck.source:
            return [(self.fill(template), "")]
        if template.strip() == f"{{{CARDS}}}":
            others = [replace(self, card=card) for card in self._category()]
            return [(_listed(other.card), other.tongue("title")) for other in others]
        named = [next((name for name in names if self.get(name).strip()), "") for names in choices_in(template)]
        longest = max(named, key=lambda name: len(self.get(name)), default="")
        return [(self.fill(template), self.tongue(longest))]


def is_told(field: Field, item: FlowItem) -> bool:
    """Whether *item* tells a field of the deck."""
    return field.key in item.fields if item.fields else field.printed
