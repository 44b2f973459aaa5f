"""The words that an item of a layout sets for a card: templates filled in, labels run in, typography refined."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from deck.face.layout import LAST, Entry, FlowItem, Item, Style, TextItem, conditions
from deck.model import Card, Deck, Field, Words
from deck.text.languages import NBSP, Language
from deck.text.languages import language as rules_of
from deck.text.markup import INNER_GAP, parse_lines, parse_paragraphs
from deck.text.parts import entries_of
from deck.text.runs import Paragraph, Run
from deck.text.typography import refine, refine_text

FIELD_GAP = 1.0
PARAGRAPH = 30  # characters
APART_GAP = 1.25  # a rule stands in this gap
_NAME = re.compile(
    r"\{([A-Za-z_][\w.]*(?:\|[A-Za-z_][\w.]*)*)\}"
)  # {title}, or {front_title|title}: the first there is
CODE_FACE = "code"  # the typeface of code spans, where deck.yaml names one
ENTRY, ENTRY_NUMBER = "entry", "entry.number"
TAGS = "tags"
PART, PARTS, CONTINUED = "part", "parts", "continued"  # of a card that goes on; empty on all others
_MARK = re.compile(rf"{NBSP}\(\d/\d\)$")  # what a title says of a part, where the layout says nothing
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
_OF_PART: dict[str, Callable[[Card], str]] = {
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
_WORDS = ("title", "front_title")
_SPECIAL_TITLES = ("deck.title", "category.name")
CARDS = "category.cards"
_COUNTED = ("count", CARDS)


def _listed(card: Card) -> str:
    """A card as the index of its category names it."""
    return f"**{card.number}** {card.title}"


def known_names(deck: Deck) -> list[str]:
    """What a template may name in braces."""
    return [*_WORDS, *(field.key for field in deck.fields), *_OF_CARD, *_OF_PART, *_OF_DECK, *_COUNTED]


def choices_in(template: str) -> list[list[str]]:
    """The names in each pair of braces in a template: one, or several of which the first that says something counts."""
    return [found.split("|") for found in _NAME.findall(template)]


def names_in(template: str) -> list[str]:
    """The names in braces in a template."""
    return [name for names in choices_in(template) for name in names]


@dataclass(frozen=True, slots=True)
class Values:
    """What the names in braces stand for on one card; *count* is how many are printed."""

    deck: Deck
    card: Card
    count: int
    entry: Entry | None = None

    def get(self, name: str) -> str:
        """The value of a name, empty when the card does not have it."""
        if name in (ENTRY, ENTRY_NUMBER):
            return (self.entry.text if name == ENTRY else str(self.entry.number)) if self.entry else ""
        if name == "count":
            return str(self.count)
        if name == CARDS:
            return self._cards_of_category()
        if name in _OF_CARD:
            return _OF_CARD[name](self.card)
        if name in _OF_DECK:
            return _OF_DECK[name](self.deck).replace("{count}", str(self.count))
        if name in _OF_PART and name not in (field.key for field in self.deck.fields):
            return _OF_PART[name](self.card)
        return self.words(name)

    def words(self, key: str) -> str:
        """The card's own words for a field, whatever else the name may stand for in braces."""
        return self.card.words.get(key, Words("")).text

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
        return _NAME.sub(lambda match: self._first(match[1].split("|")), template)

    def _first(self, names: list[str]) -> str:
        values = (self.get(name) for name in names)
        return next((value for value in values if value.strip()), "")

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


def is_heading(item: Item, card: Card) -> bool:
    """Whether *item* says the card's title: its own, or on a special card that of its category or of the deck."""
    return isinstance(item, TextItem) and (is_title(item) or (card.special and _names_only(item, _SPECIAL_TITLES)))


def is_title(item: TextItem) -> bool:
    """Whether *item* says the title of any card, which all cards have."""
    return _names_only(item, _WORDS)


def _names_only(item: TextItem, titles: tuple[str, ...]) -> bool:
    said = _MARK.sub("", item.template)
    return _NAME.fullmatch(said.strip()) is not None and set(names_in(said)) <= {*_WORDS, *titles}


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
    return bool(names) and names <= {*_OF_PART} - {field.key for field in deck.fields}


def text_manuscript(item: TextItem, values: Values, language: Language) -> tuple[Paragraph, ...]:
    """The paragraphs of a text item; none when it comes out blank.

    A single line is no list: "1. Begin" may be a title, and "{number}. {title}" makes many.
    """
    paragraphs: list[Paragraph] = []
    for text, tongue in values.pieces(item.template):
        if not text.strip():
            continue
        single = "\n" not in text.strip() and not text.lstrip().startswith("- ")
        own = _refined(_paragraphs(text, values.deck, single=single), tongue, language)
        if paragraphs:
            own[0] = replace(own[0], gap=INNER_GAP)
        paragraphs += own
    return tuple(paragraphs)


def _refined(paragraphs: Iterable[Paragraph], tongue: str, language: Language) -> list[Paragraph]:
    """*paragraphs* by the rules of their language: *tongue*, or the deck's where that is empty."""
    if not tongue:
        return [refine(paragraph, language) for paragraph in paragraphs]
    return [replace(refine(paragraph, rules_of(tongue)), language=tongue) for paragraph in paragraphs]


def flow_manuscript(item: FlowItem, values: Values, language: Language) -> tuple[Paragraph, ...]:
    """The card's fields in order, each led by its label; a field without text leaves no trace."""
    fields = [field for field in values.deck.fields if is_told(field, item)]
    said = [(field, text) for field in fields if (text := values.words(field.key)).strip()]
    apart = said[-1][0].key if said and item.apart == LAST else item.apart
    paragraphs: list[Paragraph] = []
    for field, text in said:
        tongue = values.tongue(field.key)
        own = _refined(_paragraphs(text, values.deck), tongue, language)
        if paragraphs:
            foot = field.key == apart
            own[0] = replace(own[0], gap=APART_GAP if foot else FIELD_GAP, foot=foot)
        label = values.card.labels.get(field.key, field.label)
        if item.label and label:
            spoken = values.label_tongue(field.key)
            refined = refine_text(f"{label}: ", rules_of(spoken) if spoken else language)
            lead = "" if spoken == tongue else spoken or values.deck.language
            own = _labelled(own, refined, item.label, spoken, lead)
        paragraphs += own
    return tuple(paragraphs)


def _paragraphs(text: str, deck: Deck, *, single: bool = False) -> tuple[Paragraph, ...]:
    """The paragraphs of Markdown text, of a *single* one its lines; code in the typeface that the deck has for it."""
    paragraphs = parse_lines(text) if single else parse_paragraphs(text)
    if "`" not in text or CODE_FACE not in deck.typefaces:
        return paragraphs
    return tuple(
        replace(paragraph, runs=tuple(replace(run, font=CODE_FACE) if run.code else run for run in paragraph.runs))
        for paragraph in paragraphs
    )


def _labelled(paragraphs: list[Paragraph], label: str, style: Style, language: str, lead: str) -> list[Paragraph]:
    """The label run in before the first paragraph; before a list or a heading it stands on a line of its own.

    *language* is that of the label where it is not the deck's, *lead* where it is not that of the text.
    """
    first = paragraphs[0]
    run = Run(label, style.bold, style.italic, style.font)
    if first.hang or first.heading:
        alone = (replace(run, text=run.text.rstrip()),)
        return [
            Paragraph(alone, first.gap, foot=first.foot, heading=True, language=language),
            replace(first, gap=0.0, foot=False),
            *paragraphs[1:],
        ]
    return [replace(first, runs=(run, *first.runs), lead=lead), *paragraphs[1:]]
