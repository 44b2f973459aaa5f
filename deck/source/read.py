"""Read a project: deck.yaml and cards/ into a Deck, all problems noted with their places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from deck.model import Card, Category, Deck, Field, Typeface, Words
from deck.problems import Mark, Problems, Severity, did_you_mean
from deck.resources import bundled
from deck.source.companions import Blanks, Wishes, accompany, check_wishes
from deck.source.nodes import Mapping, Node, Scalar, Sequence, parse_yaml
from deck.source.outputs import read_outputs
from deck.source.project import Project, read_text
from deck.source.shapes import CardShape, CardsShape, CategoryShape, DeckShape, TypefaceShape
from deck.source.validate import mark_of, node_at, validate

NOTO = "assets/fonts/NotoSans-Condensed"
TEXT_FACE = "text"
AS_WRITTEN = Wishes()
CARD_KEYS = tuple(CardShape.model_fields)
_COMMENT = re.compile(r"(?<=\S) #.*")


@dataclass(frozen=True, slots=True)
class CardFile:
    """One file of cards/: its tree, and its shape when it has a good one."""

    tree: Mapping
    shape: CardsShape


def read_deck(project: Project, problems: Problems, wishes: Wishes = AS_WRITTEN) -> Deck:
    """The project's deck with its companion cards; DeckError with every problem of every file when there is any.

    *wishes* are the companions switched on and off for this run, over what deck.yaml says.
    """
    tree = _tree(project.deck_file, problems)
    shape = validate(tree, DeckShape, problems) if tree is not None else None
    files = [file for path in project.card_files() if (file := _card_file(path, problems))]
    if tree is None or shape is None:
        problems.stop()
        problems.fail("deck.yaml is empty.", Mark(project.deck_file, 1), hints=["Write at least:  title: My deck"])
    deck = _DeckReader(project, shape, tree, problems).deck(files, wishes)
    problems.stop()
    return deck


def _tree(file: Path, problems: Problems) -> Mapping | None:
    text = read_text(file, problems)
    tree = parse_yaml(text, file, problems) if text is not None else None
    if tree is not None and text is not None:
        _warn_of_comments(tree, text, problems)
    return tree


def _card_file(file: Path, problems: Problems) -> CardFile | None:
    tree = _tree(file, problems)
    shape = validate(tree, CardsShape, problems) if tree is not None else None
    return CardFile(tree, shape) if tree is not None and shape is not None else None


def _warn_of_comments(tree: Node, text: str, problems: Problems) -> None:
    """Warn of words lost to a ``#`` typed after one space: YAML takes them for a comment."""
    lines = text.split("\n")
    for node in _scalars(tree):
        line = lines[node.mark.line - 1] if node.mark.line <= len(lines) else ""
        rest = line[node.mark.column - 1 + node.mark.width :]
        if node.plain and re.match(r" #\S|[^ ]* #[\d]", rest):
            where = Mark(node.mark.file, node.mark.line, node.mark.column + node.mark.width + 1, len(rest.rstrip()) - 1)
            problems.add(
                "what follows the # is taken for a comment and will not be printed.",
                where,
                hints=['If it is text, put the whole value in quotes: "like this".'],
                severity=Severity.WARNING,
            )


def _scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    children = node.items if isinstance(node, Sequence) else list(node.entries.values())
    return [scalar for child in children for scalar in _scalars(child)]


class _DeckReader:
    """Turns the shapes of a project's files into a Deck."""

    def __init__(self, project: Project, shape: DeckShape, tree: Mapping, problems: Problems) -> None:
        self.project, self.shape, self.tree, self.problems = project, shape, tree, problems
        self.categories = {letter: self._category_of(letter, shape) for letter, shape in shape.categories.items()}
        self.fields = tuple(Field(key, field.label, field.required) for key, field in shape.fields.items())
        self.ids: dict[str, Mark] = {}

    def _category_of(self, letter: str, shape: CategoryShape) -> Category:
        mark = mark_of(self.tree, ("categories", letter, "icon"), value=True)
        icon = Words(shape.icon, mark) if shape.icon else None
        return Category(letter, shape.name, shape.color, shape.about, icon)

    def deck(self, files: list[CardFile], wishes: Wishes) -> Deck:
        self._check_field_names()
        cards = [
            (card.place, self._card(file, card, index)) for file in files for index, card in enumerate(file.shape.cards)
        ]
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
            typefaces=self._typefaces(),
            cards=self._accompanied(self._ordered(cards), wishes),
            file=self.project.deck_file,
            outputs=read_outputs(shape.outputs, self.project, self.tree, self.problems),
        )

    def _accompanied(self, cards: tuple[Card, ...], wishes: Wishes) -> tuple[Card, ...]:
        """The cards with the companions that deck.yaml and this run ask for."""
        check_wishes(wishes, cards, self.problems)
        written = tuple(kind for kind in self.shape.companions if kind not in wishes.off)
        whole = Wishes((*written, *wishes.on), wishes.off)
        check_wishes(Wishes(written), cards, self.problems)
        blanks = Blanks(self.shape.blank.each, self.shape.blank.ruled)
        return tuple(accompany(cards, self.categories.values(), blanks, whole))

    def _check_field_names(self) -> None:
        for field in self.fields:
            if field.key in CARD_KEYS or not re.fullmatch(r"[^\W\d]\w*", field.key):
                said = f'a field cannot be called "{field.key}".'
                hint = f"Choose another word, made of letters and _; taken are: {', '.join(CARD_KEYS)}."
                self.problems.add(said, mark_of(self.tree, ("fields", field.key)), hints=[hint])

    def _typefaces(self) -> dict[str, Typeface]:
        faces = {"regular": "", "bold": "Bold", "italic": "Italic", "bold_italic": "BoldItalic"}
        noto = {face: bundled(f"{NOTO}{suffix}.ttf") for face, suffix in faces.items()}
        typefaces = {TEXT_FACE: Typeface(TEXT_FACE, **noto)}
        for name, shape in self.shape.fonts.items():
            found = {face: self._font_file(name, face, shape) for face in faces}
            if found["regular"] is not None:
                regular = found.pop("regular")
                assert regular is not None
                typefaces[name] = Typeface(name, regular, **found)
        return typefaces

    def _font_file(self, name: str, face: str, shape: TypefaceShape) -> Path | None:
        typed: str | None = getattr(shape, face)
        if typed is None:
            return None
        file = self.project.own_file(typed, "assets/fonts")
        if file is not None:
            return file
        mark = mark_of(self.tree, ("fonts", name, face), value=True)
        hint = "Put the font file into assets/fonts/ and write its name here."
        self.problems.add(f'there is no font file "{typed}" in this project.', mark, hints=[hint])
        return None

    def _card(self, file: CardFile, shape: CardShape, index: int) -> Card:
        node = node_at(file.tree, ("cards", index))
        assert isinstance(node, Mapping)
        words = self._words(node, shape)
        icon, picture = node.entries.get("icon"), node.entries.get("picture")
        return Card(
            id=self._id(shape, node),
            title=shape.title,
            words=words,
            category=self._category(file, shape, node),
            icon=Words(icon.text, icon.mark) if isinstance(icon, Scalar) and icon.text else None,
            picture=Words(picture.text, picture.mark) if isinstance(picture, Scalar) and picture.text else None,
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
        known = {field.key for field in self.fields}
        words: dict[str, Words] = {}
        for key, value in node.entries.items():
            if key in known and isinstance(value, Scalar):
                words[key] = Words(_clean(value.text), value.mark)
            elif key in known:
                self.problems.add(f'"{key}" should be text.', value.mark, card=shape.title, hints=QUOTE_HINTS)
            elif key not in CARD_KEYS:
                names = [*(field.key for field in self.fields), *CARD_KEYS]
                hints = [
                    *did_you_mean(key, names),
                    f"Fields of this deck: {', '.join(sorted(known)) or 'none'}.",
                ]
                self.problems.add(f'a card of this deck has no "{key}".', node.keys[key], card=shape.title, hints=hints)
        if shape.special is None:
            for field in self.fields:
                if field.required and not words.get(field.key, Words("")).text.strip():
                    said = f'the card "{shape.title}" has no "{field.key}" ({field.label or field.key}).'
                    self.problems.add(said, node.keys.get(field.key, node.mark), hints=[f"Add a line:  {field.key}: …"])
        title = node.entries["title"]
        words["title"] = Words(_clean(shape.title), title.mark)
        front = node.entries.get("front_title") if shape.front_title else title
        words["front_title"] = Words(_clean(shape.front_title or shape.title), front.mark if front else None)
        return words

    def _id(self, shape: CardShape, node: Mapping) -> str:
        identity = shape.id or slug(shape.title)
        mark = node.entries["id"].mark if "id" in node.entries else node.entries["title"].mark
        if identity in self.ids:
            first = self.ids[identity]
            same_file = first.file == mark.file
            where = f"line {first.line}" if same_file else f"{first.file.name}, line {first.line}"
            said = f'there are two cards with the id "{identity}"; the first is on {where}.'
            self.problems.add(said, mark, card=shape.title, hints=["Give one of them another id."])
        self.ids.setdefault(identity, mark)
        return identity

    def _category(self, file: CardFile, shape: CardShape, node: Mapping) -> Category | None:
        letter = shape.category if shape.category is not None else file.shape.category
        if letter is None or letter in self.categories:
            return self.categories.get(letter) if letter else None
        tree = node if shape.category is not None else file.tree
        known = ", ".join(self.categories) or "none yet"
        hints = [*did_you_mean(letter, self.categories), f"Categories of deck.yaml: {known}."]
        self.problems.add(f'there is no category "{letter}".', tree.entries["category"].mark, hints=hints)
        return None

    def _labels(self, shape: CardShape, node: Mapping) -> dict[str, str]:
        known = [field.key for field in self.fields]
        for key in shape.labels:
            if key not in known:
                mark = mark_of(node, ("labels", key))
                self.problems.add(f'there is no field "{key}".', mark, card=shape.title, hints=did_you_mean(key, known))
        return dict(shape.labels)

    def _ordered(self, placed: Iterable[tuple[str, Card]]) -> tuple[Card, ...]:
        """Special cards first (or last), the others by category in deck.yaml's order, each with its number."""
        placed = list(placed)
        order = {letter: index for index, letter in enumerate(self.categories)}
        plain = [card for _, card in placed if not card.special]
        plain.sort(key=lambda card: order[card.category.letter] if card.category else -1)
        numbered: list[Card] = []
        counts: dict[str, int] = {}
        for card in plain:
            letter = card.category.letter if card.category else ""
            counts[letter] = counts.get(letter, 0) + 1
            numbered.append(replace(card, number=f"{letter}{counts[letter]}"))
        first = [card for place, card in placed if card.special and place == "first"]
        last = [card for place, card in placed if card.special and place == "last"]
        return (*first, *numbered, *last)


QUOTE_HINTS = ('Text that begins with [ or { must stand in quotes: "[like this]".',)


def _clean(text: str) -> str:
    """Text in Unicode's composed form, line ends as one sign."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def slug(title: str) -> str:
    """An id made of a title: ``"Vélos partagés"`` gives ``velos-partages``."""
    letters = unicodedata.normalize("NFKD", title.lower())
    kept = "".join(c for c in letters if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", kept).strip("-") or "card"
