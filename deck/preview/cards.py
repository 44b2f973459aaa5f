"""Whole cards in the text of a file: add, take out, copy, move. A note right above a card goes with it."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from ruamel.yaml.nodes import ScalarNode, SequenceNode

from deck.preview.edits import IN_BRACKETS
from deck.preview.source import EditError, Source, Splice, after_colon, entries, value_end
from deck.source.naming import slug


class Item(Struct, frozen=True):
    """The lines of one card, from *first* (a note right above it, else its hyphen) up to and without *end*."""

    first: int
    end: int
    column: int


def card_ids(source: Source) -> list[str]:
    """The ids of the cards of a file, in its order; a card without an id or a title has an empty one."""
    return [_id_of(node) for node in card_nodes(source)]


def card_nodes(source: Source) -> list[Any]:
    """The nodes of the cards of a file."""
    node = entries(source.root).get("cards", (None, None))[1]
    return list(node.value) if isinstance(node, SequenceNode) else []


def _id_of(node: Any) -> str:
    known = entries(node)
    for key in ("id", "title"):
        value = known.get(key, (None, None))[1]
        if isinstance(value, ScalarNode) and str(value.value).strip():
            text = str(value.value).strip()
            return text if key == "id" else slug(text)
    return ""


def items(source: Source) -> list[Item]:
    """The lines of every card of a file; EditError for a list between brackets."""
    found = entries(source.root).get("cards")
    if found is None or not isinstance(found[1], SequenceNode):
        return []
    node = found[1]
    if node.flow_style and node.value:
        raise EditError(IN_BRACKETS)
    lines, column = source.lines, int(node.start_mark.column)
    placed: list[Item] = []
    for card in node.value:
        hyphen = card.start_mark.line
        while hyphen > 0 and not lines[hyphen].startswith(" " * column + "-"):
            hyphen -= 1
        last = source.text.count("\n", 0, value_end(card, column, source))
        first = _with_notes(lines, hyphen, column) if placed else hyphen
        placed.append(Item(first, last + 1, column))
    return placed


def _with_notes(lines: list[str], hyphen: int, column: int) -> int:
    """The line of the first note that stands right above the hyphen, in its column."""
    while hyphen > 0 and lines[hyphen - 1].startswith(" " * column + "#"):
        hyphen -= 1
    return hyphen


def text_of(source: Source, index: int) -> str:
    """The lines of a card, moved to the left edge, without the last line end."""
    item = items(source)[index]
    lines = source.lines[item.first : item.end]
    return "\n".join(line[item.column :] if line[: item.column].isspace() or not item.column else line.lstrip(" ")
                     for line in lines)  # fmt: skip


def without(source: Source, index: int) -> Source:
    """The file without a card: its lines, and the blank ones that parted it from the next."""
    placed, lines = items(source), source.lines
    item = placed[index]
    first, end = item.first, item.end
    if len(placed) == 1:
        return _emptied(source, item)
    if index + 1 < len(placed):
        while end < len(lines) and not lines[end].strip():
            end += 1
    else:
        while first > 0 and not lines[first - 1].strip():
            first -= 1
    made = source.spliced([Splice(source.line_start(first), source.line_start(end), "")])
    return _checked(source, made, [card for place, card in enumerate(_cards(source)) if place != index])


def _emptied(source: Source, item: Item) -> Source:
    key, _ = entries(source.root)["cards"]
    colon = after_colon(key, source)
    start, end = source.line_start(item.first), source.line_start(item.end)
    made = source.spliced([Splice(colon, colon, " []"), Splice(start, end, "")])
    return _checked(source, made, [])


def within(source: Source, index: int, text: str) -> Source:
    """The file with a card's lines *text* (at the left edge) before the card *index*, or behind the last."""
    placed = items(source)
    if not placed:
        return _begun(source, text)
    column = placed[0].column
    indented = "\n".join(" " * column + line if line.strip() else line for line in text.split("\n"))
    gap = "\n" if _parted(source, placed) else ""
    expected = _cards(source)
    expected[index:index] = _read(text)
    if index < len(placed):
        at = source.line_start(placed[index].first)
        splice = Splice(at, at, f"{indented}\n{gap}")
    else:
        at = source.line_start(placed[-1].end)
        before = "" if source.text[:at].endswith("\n") or not at else "\n"
        splice = Splice(at, at, f"{before}{gap}{indented}\n")
    return _checked(source, source.spliced([splice]), expected)


def _parted(source: Source, placed: list[Item]) -> bool:
    """Whether the file's habit is a blank line between cards."""
    lines = source.lines
    return len(placed) < 2 or any(not lines[item.first - 1].strip() for item in placed[1:])


def _begun(source: Source, text: str) -> Source:
    """The file with its first card."""
    indented = "\n".join(f"  {line}" if line.strip() else line for line in text.split("\n"))
    found = entries(source.root).get("cards")
    if found is None:
        before = "" if source.text.endswith("\n") or not source.text else "\n"
        splice = Splice(len(source.text), len(source.text), f"{before}cards:\n{indented}\n")
        return _checked(source, source.spliced([splice]), _read(text))
    key, node = found
    colon = after_colon(key, source)
    line = source.line_end(node.end_mark.index)
    splices = [Splice(colon, node.end_mark.index, ""), Splice(line, line, f"\n{indented}")]
    return _checked(source, source.spliced(splices), _read(text))


def _read(text: str) -> list[Any]:
    tree = Source(f"cards:\n{text}\n").tree()
    return list(tree["cards"]) if tree else []


def _cards(source: Source) -> list[Any]:
    tree = source.tree()
    if tree is None:
        raise EditError("This file has a mistake in it. Mend it first, in a text editor.")
    cards = tree.get("cards")
    return list(cards) if isinstance(cards, list) else []


def _checked(before: Source, after: Source, cards: list[Any]) -> Source:
    """*after*, when it reads as *before* with other *cards*; EditError otherwise."""
    old, new = before.tree(), after.tree()
    if old is None or new is None or {**old, "cards": cards} != new:
        raise EditError("The file is written in a way that this change would spoil. Make it in a text editor.")
    return after
