"""Turn the cards of a file into cards of the deck, checked against its categories, fields and layouts."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Named
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING

from deck.model import Card, Category, Field, Words
from deck.problems import Mark, Problems, did_you_mean, nearest, shown_path
from deck.source.arrange import PlacedCard
from deck.source.cardfiles import CARD_KEYS, CardFile, read_plain_file
from deck.source.known import Known
from deck.source.naming import clean, slug
from deck.source.nodes import Mapping, Scalar
from deck.source.project import Project
from deck.source.spool import Spool
from deck.source.tree import mark_of
from deck.source.trouble import QUOTE_HINTS

if TYPE_CHECKING:
    from deck.source.cardfiles import Said

LIST_HINT = "For a list on the card, write  >-  after the name and leave the lines with hyphens as they are."


class CardReader:
    """Reads the cards of one deck: its *categories* by letter, its *fields*, and the *layout* of most cards."""

    def __init__(
        self,
        project: Project,
        categories: Named[str, Category],
        fields: tuple[Field, ...],
        layout: str,
        problems: Problems,
        keeper: Known | None = None,
    ) -> None:
        self.project, self.categories, self.fields, self.layout = project, categories, fields, layout
        self.problems, self.keeper = problems, keeper
        self.spool = Spool()
        self.ids: dict[str, Mark] = {}

    def cards(self, file: CardFile) -> list[PlacedCard]:
        """The cards of a file; those that were read without a remark are kept until it changes."""
        if file.known is not None:
            return self.note(file.known)
        before = len(self.problems.found)
        cards = self._placed(file)
        if self.keeper is not None and file.clean and len(self.problems.found) == before:
            self.keeper.keep_cards(file.file, cards)
        return self._spooled(cards)

    def _placed(self, file: CardFile) -> list[PlacedCard]:
        return [PlacedCard(shape.place, self._card(file, shape, node)) for node, shape in file.cards]

    def aside(self, file: Path) -> list[PlacedCard] | None:
        """The cards of *file*, in a process that reads no others; None when there is something to tell of it."""
        before = len(self.problems.found)
        read = read_plain_file(file, self.problems)
        cards = self._placed(read) if read is not None else None
        return cards if len(self.problems.found) == before else None

    def note(self, cards: Iterable[PlacedCard]) -> list[PlacedCard]:
        """Note the ids of *cards* that were read before, and put their words away if there are many."""
        noted = [*cards]
        for entry in noted:
            card = entry.card
            self._note_id(card.id, card.mark or Mark(self.project.deck_file, 1), "", by_title=False)
        return self._spooled(noted)

    def _spooled(self, cards: Iterable[PlacedCard]) -> list[PlacedCard]:
        return [PlacedCard(entry.place, self.spool.keep(entry.card)) for entry in cards]

    def check_layout(self, name: str, mark: Mark, card: str = "") -> None:
        """Note a layout that is not there."""
        known = self.project.names("layouts", ".yaml")
        if name not in known:
            hints = [*did_you_mean(name, known), f"Layouts here: {', '.join(known)}."]
            self.problems.add(f'there is no layout called "{name}".', mark, card=card, hints=hints)

    def _card(self, file: CardFile, shape: Said, node: Mapping) -> Card:
        if shape.special is not None:
            self.check_layout(shape.special, mark_of(node, ("special",), value=True), shape.title)
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
            tags=tuple(map(intern, shape.tags)),  # many cards have the same
            labels=self._labels(shape, node),
            layout=shape.special or self.layout,
            special=shape.special is not None,
            companion=shape.special or "",
            mark=node.mark,
        )

    def _words(self, node: Mapping, shape: Said) -> dict[str, Words]:
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

    def _id(self, shape: Said, node: Mapping) -> str:
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
            from deck.source.languages import translation_hint

            hint = f"Give this one an id of its own:  id: {identity}-2" if by_title else "Give one of them another id."
            self.problems.add(said, mark, card=title, hints=[*translation_hint(mark.file, self.project.root), hint])
        self.ids.setdefault(identity, mark)

    def _category(self, file: CardFile, shape: Said, node: Mapping) -> Category | None:
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

    def _labels(self, shape: Said, node: Mapping) -> dict[str, str]:
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


def card_labels(node: Mapping, shape: Said, fields: Iterable[Field], problems: Problems) -> dict[str, str]:
    """The labels of a card's own; those of no field are noted."""
    known = [field.key for field in fields]
    for key in shape.labels:
        if key not in known:
            mark = mark_of(node, ("labels", key))
            hints = (*did_you_mean(key, known), f"Fields of this deck: {', '.join(known) or 'none'}.")
            problems.add(f'there is no field "{key}".', mark, card=shape.title, hints=hints)
    return dict(shape.labels)
