"""Read a file of cards: its tree, and what each of its cards says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from msgspec import Struct

from deck.problems import Mark, Problems, Severity
from deck.source.arrange import PlacedCard
from deck.source.known import Known
from deck.source.nodes import Mapping, Node, Scalar, Sequence
from deck.source.project import read_text

if TYPE_CHECKING:  # 60 ms with pydantic, which only cards that are not plain pay
    from deck.source.shapes import CardShape

CARD_KEYS = (
    "title", "id", "front_title", "category", "special", "place", "icon", "picture", "copies", "tags", "labels",
    "made_from",
)  # fmt: skip
FIELD = re.compile(r"[^\W\d]\w*")  # what a field may be called
NAME = r"\w[\w.-]{0,99}"  # of files that need no second look


class PlainCard(Struct, frozen=True):
    """What CardShape makes of a card, without pydantic."""

    title: str
    id: str | None = None
    front_title: str = ""
    icon: str | None = None
    tags: tuple[str, ...] = ()
    category: str | None = None
    special: str | None = None
    place: Literal["first", "last"] = "first"
    picture: str | None = None
    copies: int = 1
    labels: dict[str, str] = {}  # msgspec makes a new one for each
    made_from: str = ""


if TYPE_CHECKING:
    Said = CardShape | PlainCard


class CardFile(Struct, frozen=True):
    """One file of cards/: its tree, its category, and the cards that have a good shape.

    *clean* when there was nothing to tell of it; *known* are its cards when it has not changed since it was last read.
    """

    tree: Mapping
    category: str | None
    cards: tuple[tuple[Mapping, Said], ...]
    clean: bool = False
    known: list[PlacedCard] | None = None

    @property
    def file(self) -> Path:
        """The file itself."""
        return self.tree.mark.file


def tree_of(file: Path, problems: Problems) -> Mapping | None:
    """The tree of a YAML file; None when it is empty or broken (noted)."""
    from deck.source.parsing import parse_yaml  # 8 ms with PyYAML, which a deck whose files are known does not pay

    text = read_text(file, problems)
    return parse_yaml(text, file, problems) if text is not None else None


def read_card_file(file: Path, problems: Problems, keeper: Known | None = None) -> CardFile | None:
    """A file of cards, of the project's own language or a translation; None when it holds none (noted)."""
    before = len(problems.found)
    known = keeper.cards(file) if keeper is not None else None
    if known is not None:
        return CardFile(Mapping({}, {}, Mark(file, 1)), None, (), known=known)
    tree = tree_of(file, problems)
    if tree is None:
        if len(problems.found) == before:
            hints = ["Write them below a line  cards:  or delete the file."]
            problems.add("this file holds no cards.", Mark(file, 1), hints=hints, severity=Severity.WARNING)
        return None
    plain = plain_file(tree, clean=len(problems.found) == before)
    return plain or _checked_file(tree, problems, before)


def read_plain_file(file: Path, problems: Problems) -> CardFile | None:
    """A file all of whose cards are plain; None when it is another, or there is anything to tell of it."""
    before = len(problems.found)
    tree = tree_of(file, problems)
    return plain_file(tree, clean=True) if tree is not None and len(problems.found) == before else None


def plain_file(tree: Mapping, *, clean: bool) -> CardFile | None:
    """The file of a tree all of whose cards are plain; None when one is not, or the file says anything else."""
    category, listed = tree.entries.get("category"), tree.entries.get("cards")
    if not tree.entries.keys() <= {"category", "cards"} or not isinstance(listed, Sequence):
        return None
    if category is not None and not isinstance(category, Scalar):
        return None
    cards: list[tuple[Mapping, Said]] = []
    for node in listed.items:
        card = plain_card(node) if isinstance(node, Mapping) else None
        if card is None or not isinstance(node, Mapping):
            return None
        cards.append((node, card))
    return CardFile(tree, (category.text or None) if category else None, tuple(cards), clean)


def plain_card(node: Mapping) -> PlainCard | None:
    """What a card says whose settings are all written in the plainest way; else None.

    Nothing that pydantic would refuse is taken, and what is taken comes out as CardShape has it.
    """
    said: dict[str, Any] = {}
    for key, value in node.entries.items():
        take = _TAKEN.get(key)
        if take is None and key in CARD_KEYS:
            return None
        if take is None or (isinstance(value, Scalar) and not value.text and key != "title"):
            continue  # a field of the deck's; a setting that is left empty
        said[key] = take(value)
        if said[key] is None:
            return None
    return PlainCard(**said) if "title" in said else None


def _stripped(node: Node) -> str | None:
    return node.text.strip() or None if isinstance(node, Scalar) else None


def _typed(node: Node) -> str | None:
    return node.text if isinstance(node, Scalar) else None


def _matching(pattern: str) -> Callable[[Node], str | None]:
    whole = re.compile(pattern)
    return lambda node: node.text if isinstance(node, Scalar) and whole.fullmatch(node.text) else None


def _number(node: Node) -> int | None:
    return int(node.text) if isinstance(node, Scalar) and re.fullmatch("[1-9][0-9]{0,2}", node.text) else None


def _list(node: Node) -> tuple[str, ...] | None:
    texts = tuple([_stripped(item) for item in node.items]) if isinstance(node, Sequence) else (None,)
    return None if None in texts else cast("tuple[str, ...]", texts)


def _group(node: Node) -> dict[str, str] | None:
    texts = {key: _typed(value) for key, value in node.entries.items()} if isinstance(node, Mapping) else {"": None}
    return None if None in texts.values() else cast("dict[str, str]", texts)


_TAKEN: dict[str, Callable[[Node], object]] = {
    "title": _stripped,
    "id": _stripped,
    "front_title": _typed,
    "category": _typed,
    "special": _matching(NAME),
    "place": _matching("first|last"),
    "icon": _matching(NAME),
    "picture": _stripped,
    "copies": _number,
    "tags": _list,
    "labels": _group,
}


def _checked_file(tree: Mapping, problems: Problems, before: int) -> CardFile:
    """The same of any file; what does not fit is noted, and the cards that do are kept."""
    from deck.source.shapes import CardsShape
    from deck.source.validate import validate

    shape, nodes = validate(tree, CardsShape, problems), tree.entries.get("cards")
    cards = [node for node in nodes.items if isinstance(node, Mapping)] if isinstance(nodes, Sequence) else []
    if shape is not None:
        clean = len(problems.found) == before
        return CardFile(tree, shape.category, tuple(zip(cards, shape.cards, strict=True)), clean)
    sound = ((node, card) for node in cards if (card := _sound_card(node)))
    return CardFile(tree, _text(tree, "category"), tuple(sound))


def _sound_card(node: Mapping) -> CardShape | None:
    from deck.source.shapes import CardShape
    from deck.source.validate import sound_part

    title = _text(node, "title")
    return sound_part(node, CardShape, title=title) if title else None


def _text(node: Mapping, name: str) -> str | None:
    value = node.entries.get(name)
    return value.text.strip() or None if isinstance(value, Scalar) else None
