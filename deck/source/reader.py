"""Turn the shapes of a project's files into a Deck: cards, fields and categories, checked against one another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from deck.model import Card, Category, Deck, Field, Words
from deck.problems import Mark, Problems, did_you_mean, nearest, pointed, shown_path
from deck.source.arrange import PlacedCard, arrange
from deck.source.companions import Blanks, Wishes
from deck.source.known import Known
from deck.source.languages import DECK_TEXTS, read_tongues, translation_hint
from deck.source.naming import clean, slug
from deck.source.nodes import Mapping, Scalar, Sequence
from deck.source.outputs import read_outputs
from deck.source.project import Project
from deck.source.shapes import CardShape, CategoryShape, DeckShape
from deck.source.typefaces import read_typefaces
from deck.source.validate import QUOTE_HINTS, mark_of, node_at

CARD_KEYS = tuple(CardShape.model_fields)
FIELD = re.compile(r"[^\W\d]\w*")  # what a field may be called
LIST_HINT = "For a list on the card, write  >-  after the name and leave the lines with hyphens as they are."


class CardFile(Struct, frozen=True):
    """One file of cards/: its tree, its category, and the cards that have a good shape.

    *clean* when there was nothing to tell of it; *known* are its cards when it has not changed since it was last read.
    """

    tree: Mapping
    category: str | None
    cards: tuple[tuple[Mapping, CardShape], ...]
    clean: bool = False
    known: list[PlacedCard] | None = None

    @property
    def file(self) -> Path:
        """The file itself."""
        return self.tree.mark.file


class DeckReader:
    """Turns the shapes of a project's files into a Deck."""

    def __init__(
        self, project: Project, shape: DeckShape, tree: Mapping, problems: Problems, keeper: Known | None = None
    ) -> None:
        self.project, self.shape, self.tree, self.problems = project, shape, tree, problems
        self.keeper = keeper
        self.categories = {letter: self._category_of(letter, shape) for letter, shape in shape.categories.items()}
        self.fields = tuple(Field(key, field.label, field.required, field.print) for key, field in shape.fields.items())
        self.ids: dict[str, Mark] = {}

    def _category_of(self, letter: str, shape: CategoryShape) -> Category:
        mark = mark_of(self.tree, ("categories", letter, "icon"), value=True)
        icon = Words(shape.icon, mark) if shape.icon else None
        return Category(letter, shape.name, replace(shape.color, spot=shape.spot.strip()), shape.about, icon)

    @property
    def blanks(self) -> Blanks:
        """The blank cards that deck.yaml asks for."""
        return Blanks(self.shape.blank.each, self.shape.blank.ruled)

    def _cards(self, file: CardFile) -> list[PlacedCard]:
        """The cards of a file; those that were read without a remark are kept until it changes."""
        if file.known is not None:
            for entry in file.known:
                self._note_id(entry.card.id, entry.card.mark or Mark(file.file, 1), "", by_title=False)
            return file.known
        before = len(self.problems.found)
        cards = [PlacedCard(shape.place, self._card(file, shape, node)) for node, shape in file.cards]
        if self.keeper is not None and file.clean and len(self.problems.found) == before:
            self.keeper.keep_cards(file.file, cards)
        return cards

    def deck(self, files: Iterable[CardFile], wishes: Wishes) -> Deck:
        """The deck with the cards of *files* and the companions that it and this run wish for."""
        self._check_field_names()
        self._check_braces()
        self._check_layout(self.shape.layout, mark_of(self.tree, ("layout",), value=True))
        cards = [card for file in files for card in self._cards(file)]
        if not cards and not self.problems.errors:
            self.problems.add(
                "this deck has no cards yet.",
                Mark(self.project.deck_file, 1),
                hints=[
                    "Write a file in the folder cards/, for example cards/A.yaml:",
                    "  cards:",
                    "    - title: My first card",
                ],
            )
        shape = self.shape
        return Deck(
            title=shape.title,
            subtitle=shape.subtitle,
            publisher=shape.publisher,
            licence=shape.licence,
            language=shape.language,
            date=shape.date,
            size=shape.size,
            paper=shape.paper,
            categories=tuple(self.categories.values()),
            fields=self.fields,
            typefaces=read_typefaces(shape.fonts, self.tree, self.project.root, self.problems),
            cards=arrange(
                cards,
                tuple(self.categories.values()),
                shape.companions,
                self.blanks,
                wishes,
                self.problems,
                self._marks(),
            ),
            file=self.project.deck_file,
            outputs=read_outputs(shape.outputs, self.project, self.tree, self.problems),
            tongues=read_tongues(shape, self.tree, self.problems),
        )

    def _marks(self) -> dict[str, Mark]:
        """Where deck.yaml names its companions."""
        typed = node_at(self.tree, ("companions",))
        entries = typed.items if isinstance(typed, Sequence) else []
        return {entry.text.strip(): entry.mark for entry in entries if isinstance(entry, Scalar)}

    def _check_field_names(self) -> None:
        for field in self.fields:
            if field.key in CARD_KEYS or not FIELD.fullmatch(field.key):
                said = f'a field cannot be called "{field.key}".'
                hint = f"Choose another word, made of letters and _; taken are: {', '.join(CARD_KEYS)}."
                self.problems.add(said, mark_of(self.tree, ("fields", field.key)), hints=[hint])

    def _check_braces(self) -> None:
        """Only {count} may stand in braces in the deck's own texts."""
        own = [((key,), getattr(self.shape, key)) for key in DECK_TEXTS]
        others = [
            (("languages", code, key), getattr(said, key))
            for code, said in self.shape.languages.items()
            for key in DECK_TEXTS
        ]
        for place, text in (*own, *others):
            for name in re.findall(r"\{(\w+)\}", text):
                if name != "count":
                    mark = pointed(f"{{{name}}}", mark_of(self.tree, place, value=True))
                    hints = [*did_you_mean(name, ["count"]), "{count} stands for the number of cards."]
                    self.problems.add(f"nothing here is called {{{name}}}.", mark, hints=hints)

    def _check_layout(self, name: str, mark: Mark, card: str = "") -> None:
        known = self.project.names("layouts", ".yaml")
        if name not in known:
            hints = [*did_you_mean(name, known), f"Layouts here: {', '.join(known)}."]
            self.problems.add(f'there is no layout called "{name}".', mark, card=card, hints=hints)

    def _card(self, file: CardFile, shape: CardShape, node: Mapping) -> Card:
        if shape.special is not None:
            self._check_layout(shape.special, mark_of(node, ("special",), value=True), shape.title)
        words = self._words(node, shape)
        icon, picture = node.entries.get("icon"), node.entries.get("picture")
        return Card(
            id=self._id(shape, node),
            title=shape.title,
            words=words,
            category=self._category(file, shape, node),
            icon=Words(shape.icon, icon.mark) if shape.icon and icon else None,
            picture=Words(shape.picture, picture.mark) if shape.picture and picture else None,
            copies=shape.copies,
            tags=tuple(shape.tags),
            labels=self._labels(shape, node),
            layout=shape.special or self.shape.layout,
            special=shape.special is not None,
            companion=shape.special or "",
            mark=node.mark,
        )

    def _words(self, node: Mapping, shape: CardShape) -> dict[str, Words]:
        """The card's texts by key; unknown keys and missing fields are noted."""
        words = field_words(node, self.fields, shape.title, self.problems)
        if shape.made_from:
            said, hint = '"made_from" belongs in translations of cards.', "Delete this line."
            self.problems.add(said, node.keys["made_from"], card=shape.title, hints=[hint])
        if shape.special is None:
            self._check_required(words, node, shape.title)
        title = node.entries["title"]
        words["title"] = Words(clean(shape.title), title.mark)
        front = node.entries.get("front_title") if shape.front_title else title
        words["front_title"] = Words(clean(shape.front_title or shape.title), front.mark if front else None)
        return words

    def _check_required(self, words: dict[str, Words], node: Mapping, title: str) -> None:
        for field in self.fields:
            if field.required and not words.get(field.key, Words("")).text.strip():
                value = node.entries.get(field.key)
                told = value is not None and not isinstance(value, Scalar)  # as of the wrong shape
                if told or self._is_a_slip(field.key, node):
                    continue
                name = f" ({field.label})" if field.label.lower() not in ("", field.key.lower()) else ""
                hint = f"Write it after the colon:  {field.key}: …" if value else f"Add:  {field.key}: …"
                mark = node.keys.get(field.key, node.mark)
                hint = "Write it into this cell of the table." if mark.cell else hint
                self.problems.add(f'this card has no "{field.key}"{name}.', mark, card=title, hints=[hint])

    def _is_a_slip(self, key: str, node: Mapping) -> bool:
        """Whether the card has a setting that is nearly called *key*, which has been told as unknown."""
        known = (*CARD_KEYS, *(field.key for field in self.fields))
        return nearest(key, [name for name in node.entries if name not in known]) is not None

    def _id(self, shape: CardShape, node: Mapping) -> str:
        identity = shape.id or slug(shape.title)
        mark = node.entries["id" if shape.id else "title"].mark
        self._note_id(identity, mark, shape.title, by_title=not shape.id)
        return identity

    def _note_id(self, identity: str, mark: Mark, title: str, *, by_title: bool) -> None:
        """Remember an id; two cards with the same are told."""
        if identity in self.ids:
            first = self.ids[identity]
            same_file = first.file == mark.file
            where = first.place if same_file else f"{shown_path(first.file, self.project.root)}, {first.place}"
            said = f'there are two cards with the id "{identity}"; the first is on {where}.'
            hint = f"Give this one an id of its own:  id: {identity}-2" if by_title else "Give one of them another id."
            self.problems.add(said, mark, card=title, hints=[*translation_hint(mark.file, self.project.root), hint])
        self.ids.setdefault(identity, mark)

    def _category(self, file: CardFile, shape: CardShape, node: Mapping) -> Category | None:
        letter = shape.category if shape.category is not None else file.category
        if letter is None or letter in self.categories:
            return self.categories.get(letter) if letter else None
        tree = node if shape.category is not None else file.tree
        known = ", ".join(self.categories) or "none yet"
        hints = [*did_you_mean(letter, self.categories), f"Categories of deck.yaml: {known}."]
        card = shape.title if shape.category is not None else ""
        said = f'there is no category "{letter}".'
        self.problems.add(said, tree.entries["category"].mark, card=card, hints=hints)
        return None

    def _labels(self, shape: CardShape, node: Mapping) -> dict[str, str]:
        return card_labels(node, shape, self.fields, self.problems)


def field_words(node: Mapping, fields: Iterable[Field], title: str, problems: Problems) -> dict[str, Words]:
    """A card's fields by key; what is no text and no field is noted."""
    known = {field.key for field in fields}
    words: dict[str, Words] = {}
    for key, value in node.entries.items():
        if key in known and isinstance(value, Scalar):
            words[key] = Words(clean(value.text), value.mark)
        elif key in known:
            hints = [LIST_HINT, *QUOTE_HINTS] if not value.mark.cell else ["Write it as text."]
            problems.add(f'"{key}" should be text.', value.mark, card=title, hints=hints)
        elif key not in CARD_KEYS:
            names = [*(field.key for field in fields), *CARD_KEYS]
            hints = [*did_you_mean(key, names), f"Fields of this deck: {', '.join(sorted(known)) or 'none'}."]
            problems.add(f'a card of this deck has no "{key}".', node.keys[key], card=title, hints=hints)
    return words


def card_labels(node: Mapping, shape: CardShape, fields: Iterable[Field], problems: Problems) -> dict[str, str]:
    """The labels of a card's own; those of no field are noted."""
    known = [field.key for field in fields]
    for key in shape.labels:
        if key not in known:
            mark = mark_of(node, ("labels", key))
            hints = (*did_you_mean(key, known), f"Fields of this deck: {', '.join(known) or 'none'}.")
            problems.add(f'there is no field "{key}".', mark, card=shape.title, hints=hints)
    return dict(shape.labels)
