"""JSON: a list of cards, or a group that has one called ``cards``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from deck.problems import Cell, Mark, Problems
from deck.source.nodes import Mapping as Group
from deck.source.nodes import Node, Scalar, Sequence
from deck.tables.encoding import read_any_text
from deck.tables.table import MOST_CELLS, MOST_COLUMNS, Table, checked, tell_too_big

EXAMPLE = 'It should be a list of cards:  [{"title": "My first card"}, …]'


class _TwiceError(ValueError):
    """A name that is given twice in one group."""


def read_json(file: Path, problems: Problems) -> Table | None:
    """The cards in a JSON file; None when it cannot be read (noted)."""
    found = read_any_text(file, problems)
    if found is None:
        return None
    values = _parsed(found[0], file, problems)
    cards = values.get("cards") if isinstance(values, dict) else values
    if not isinstance(cards, list) or not all(isinstance(card, dict) for card in cards):
        if values is not None:
            problems.add("this file holds no list of cards.", Mark(file, 1), hints=[EXAMPLE])
        return None
    names = {name for card in cards for name in card}
    if len(names) > MOST_COLUMNS or sum(map(len, cards)) > MOST_CELLS:
        tell_too_big(file, problems)
        return None
    try:
        rows = [_row(file, number, card, problems) for number, card in enumerate(cards, 1)]
    except RecursionError:
        problems.add("lists and groups are nested too deeply here.", Mark(file, 1), hints=[EXAMPLE])
        return None
    columns: dict[str, Mark] = {}
    for row in rows:
        columns |= {name: mark for name, mark in row.keys.items() if name not in columns}
    return Table(file, columns, rows, "JSON")


def _parsed(text: str, file: Path, problems: Problems) -> Any:
    """The values, numbers as they were typed."""
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        said = "this file breaks the rules of JSON here."
        hints = ["Look for a comma or a quotation mark that is missing or too many, here or just before."]
        problems.add(said, Mark(file, error.lineno, error.colno, 1), hints=hints)
    except _TwiceError as error:
        problems.add(f'"{error}" is given twice in one card.', Mark(file, 1), hints=["Keep one of the two."])
    except RecursionError:
        problems.add("lists and groups are nested too deeply here.", Mark(file, 1), hints=[EXAMPLE])
    return None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A group none of whose names is given twice: one of them would be lost."""
    values: dict[str, Any] = {}
    for name, value in pairs:
        if name in values:
            raise _TwiceError(name)
        values[name] = value
    return values


def _row(file: Path, number: int, card: Mapping[str, Any], problems: Problems) -> Group:
    row = Group({}, {}, Mark(file, number, 1, 1, 1, Cell(f"card {number}")))
    for name, value in card.items():
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        row.keys[name] = Mark(file, number, 1, len(shown) or 1, 1, Cell(f'card {number}, "{name}"', shown))
        node = _node(value, row.keys[name])
        if node is not None:
            row.entries[name] = checked(node, problems)
    return row


def _node(value: Any, mark: Mark) -> Node | None:
    """A value as the reader of decks takes it; None for one that says nothing."""
    if isinstance(value, dict):
        entries = {name: node for name, inner in value.items() if (node := _node(inner, mark))}
        return Group(entries, dict.fromkeys(entries, mark), mark) if entries else None
    if isinstance(value, list):
        items = [node for inner in value if (node := _node(inner, mark))]
        return Sequence(items, mark) if items else None
    text = {None: "", True: "true", False: "false"}.get(value) if not isinstance(value, str) else value
    return Scalar(text, mark) if text and text.strip() else None


def write_json(cards: Iterable[Mapping[str, Any]]) -> bytes:
    """Cards as a JSON list, for people too: indented, letters as they are."""
    return (json.dumps(list(cards), ensure_ascii=False, indent=2) + "\n").encode()
