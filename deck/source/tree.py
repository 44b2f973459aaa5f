"""Find one's way in a tree of typed values: what stands at a place, where it was typed, and on which card."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from deck.problems import Mark
from deck.source.nodes import Mapping, Node, Scalar, Sequence

Location = tuple[str | int, ...]


def plain(node: Node) -> Any:
    """The tree as dicts, lists and text, as pydantic takes it."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.entries.items()}


def node_at(tree: Node, location: Iterable[str | int]) -> Node:
    """The node that pydantic's path leads to, as far as the path can be followed."""
    node = tree
    for step in location:
        if isinstance(node, Mapping) and str(step) in node.entries:
            node = node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    return node


def mark_of(tree: Node, location: Location, *, value: bool = False) -> Mark:
    """The mark of the name at *location*, or of its value."""
    parent, key = node_at(tree, location[:-1]), location[-1]
    if isinstance(parent, Mapping) and str(key) in parent.keys and not value:
        return parent.keys[str(key)]
    node = node_at(tree, location)
    empty = isinstance(node, Scalar) and not node.text.strip()
    if empty and isinstance(parent, Mapping) and str(key) in parent.keys:
        return parent.keys[str(key)]
    return node.mark


def card_title(tree: Mapping, location: Location) -> str:
    """The title of the card that *location* lies in; empty outside cards."""
    if len(location) < 2 or location[0] != "cards":
        return ""
    card = node_at(tree, location[:2])
    title = card.entries.get("title") if isinstance(card, Mapping) else None
    return title.text.strip() if isinstance(title, Scalar) else ""
