"""Rows of a table as cards: the same trees that files of cards are, so that the same checks serve both."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from deck.problems import Mark, Problems, did_you_mean
from deck.source.cardfiles import CARD_KEYS, CardFile
from deck.source.nodes import Mapping as Group
from deck.source.nodes import Node, Scalar, Sequence
from deck.source.shapes import CardShape, CardsShape
from deck.source.validate import sound_part, validate
from deck.source.writing import bare
from deck.tables.columns import LABELS, LISTS, Match, fold, match_columns
from deck.tables.table import Table

_NAMED = re.compile(r"(?P<letter>\S{1,3})\s*(?:[-–—:.·]\s+|:)(?P<name>\S.*)")  # "A - Getting around"
SHORT = 3  # characters of a category's letter, when it has no other name


def card_nodes(table: Table, matches: Iterable[Match], problems: Problems) -> list[Group]:
    """A tree for each row that says anything, its cells under the names that *matches* gives them."""
    keys = {match.column: match.key for match in matches if match.key}
    nodes = [_renamed(row, keys) for row in table.rows if row.entries]
    for node in nodes:
        if "title" not in node.entries and "title" in keys.values():
            said, mark = "this row has no title.", node.keys.get("title", node.mark)
            problems.add(said, mark, hints=["Write the card's title into it, or delete the row."])
    return [node for node in nodes if "title" in node.entries]


def check_titled(table: Table, matches: Iterable[Match], problems: Problems) -> None:
    """Note that no column gives the cards their titles."""
    if table.rows and not any(match.key == "title" for match in matches):
        column, mark = next(iter(table.columns.items()), ("Name", Mark(table.file, 1)))
        how = f'--map "{column}=title"'
        hints = ["Call one of the columns  title.", f"Or say which it is:  deck import {table.file.name} {how}"]
        problems.add("no column of this table holds the titles of the cards.", mark, hints=hints)


def _renamed(row: Group, keys: Mapping[str, str]) -> Group:
    card = Group({}, {}, row.mark)
    labels = Group({}, {}, row.mark)
    for column, mark in row.keys.items():
        key, node = keys.get(column, ""), row.entries.get(column)
        if key.startswith(LABELS):
            _put(labels, key.removeprefix(LABELS), mark, node)
        elif key:
            _put(card, key, mark, _as_setting(key, node) if node else None)
    if labels.entries:
        _put(card, "labels", next(iter(labels.keys.values())), labels)
    return card


def _put(group: Group, key: str, mark: Mark, node: Node | None) -> None:
    group.keys[key] = mark
    if node is not None:
        group.entries[key] = node


def _as_setting(key: str, node: Node) -> Node:
    """A cell as that setting takes it: a text of several tags as a list, a list in a field as lines with hyphens."""
    if key in LISTS and isinstance(node, Scalar):
        return Sequence([Scalar(tag, node.mark) for tag in split_tags(node.text)], node.mark)
    if key not in CARD_KEYS and isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items):
        texts = [item.text for item in node.items if isinstance(item, Scalar)]
        return Scalar("\n".join(f"- {text}" for text in texts), node.mark)
    return replace(node)


def split_tags(text: str) -> list[str]:
    """The tags in a cell, parted by commas or semicolons; one that holds such a sign stands in quotation marks."""
    if '"' in text:
        parts = next(csv.reader(io.StringIO(text, newline=""), skipinitialspace=True), [])
    else:
        parts = re.split("[,;\n]", text)
    return [tag for part in parts if (tag := part.strip())]


def joined_tags(tags: Iterable[str]) -> str:
    """Tags as *split_tags* takes them apart."""
    return ", ".join('"' + tag.replace('"', '""') + '"' if re.search('[",;\n]', tag) else tag for tag in tags)


def letter_of(typed: str, known: Mapping[str, str]) -> str | None:
    """The letter of the category that a cell names: by letter, by name, or by both; None when there is none such.

    *known* are the names of the categories by letter.
    """
    if typed in known:
        return typed
    names = {fold(name): letter for letter, name in known.items()}
    both = _NAMED.fullmatch(typed)
    if both and both["letter"] in known and fold(known[both["letter"]]) == fold(both["name"]):
        return both["letter"]
    called = (typed, both["name"]) if both else (typed,)  # in another deck the category had another letter
    return next((names[fold(name)] for name in called if fold(name) in names and fold(name)), None)


def new_letter(typed: str, known: Mapping[str, str]) -> tuple[str, str]:
    """Letter and name of a category that the deck does not have yet."""
    both = _NAMED.fullmatch(typed)
    if both and both["letter"] not in known:
        return both["letter"], both["name"]
    if len(typed) <= SHORT and typed not in known:
        return typed, typed
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    letters = (*alphabet, *(a + b for a in alphabet for b in alphabet))
    return next(letter for letter in letters if letter not in known), both["name"] if both else typed


def put_letters(nodes: Iterable[Group], known: Mapping[str, str]) -> None:
    """Let every card name its category by letter, where it is known."""
    for node in nodes:
        category = node.entries.get("category")
        if isinstance(category, Scalar):
            category.text = letter_of(category.text.strip(), known) or category.text.strip()


def as_card_file(nodes: list[Group], table: Table, problems: Problems) -> CardFile:
    """The cards as a file of cards/ would give them; those of a bad shape are noted, and what is sound of them kept."""
    mark = Mark(table.file, 1)
    tree = Group({"cards": Sequence(list(nodes), mark)}, {"cards": mark}, mark)
    shape = validate(tree, CardsShape, problems)
    if shape is not None:
        return CardFile(tree, None, tuple(zip(nodes, shape.cards, strict=True)))
    sound = ((node, sound_part(node, CardShape, title=_title(node))) for node in nodes)
    return CardFile(tree, None, tuple((node, card) for node, card in sound if card is not None))


def _title(node: Group) -> str:
    title = node.entries["title"]
    return title.text if isinstance(title, Scalar) else "?"


def live_matches(table: Table, fields: Mapping[str, str], given: Mapping[str, str], problems: Problems) -> list[Match]:
    """What the columns of a deck's own table are; every one must be known, by name or by what deck.yaml says."""
    matches = match_columns(table.columns, fields, given)
    for match in matches:
        if match.how in ("new", "guess"):
            key, name = fold(match.column), bare(match.column)
            hints = [
                *did_you_mean(match.column, [*fields, *CARD_KEYS]),
                f"If it is a field, add it in deck.yaml under fields:  {key}: {{label: {name}}}",
                f"If it is not to be printed:  {key}: {{print: false}}",
                f"If it has another name there, say so:  cards: {{file: {table.file.name}, columns: {{{name}: …}}}}",
            ]
            problems.add(f'a card of this deck has no "{match.column}".', table.columns[match.column], hints=hints)
    return [match for match in matches if match.how not in ("new", "guess")]
