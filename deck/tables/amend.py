"""Add categories and fields to deck.yaml without touching a word of what stands there."""

from __future__ import annotations

from collections.abc import Mapping

from deck.source.nodes import Mapping as Tree
from deck.source.nodes import Scalar
from deck.source.tree import plain
from deck.source.writing import reread

Additions = Mapping[str, Mapping[str, str]]  # by group: the lines to add, by name of the entry


def amended(text: str, additions: Additions) -> str | None:
    """The *text* of deck.yaml with these entries at the end of their groups; None where they cannot be put safely."""
    for group, entries in additions.items():
        if entries:
            changed = _with_entries(text, group, entries)
            if changed is None or not _only_added(text, changed, group, entries):
                return None
            text = changed
    return text


def _with_entries(text: str, group: str, entries: Mapping[str, str]) -> str | None:
    tree = reread(text)
    if not isinstance(tree, Tree):
        return None
    lines = text.split("\n")
    if group not in tree.entries:
        while lines and not lines[-1].strip():
            lines.pop()
        return "\n".join([*lines, f"{group}:", *(f"  {line}" for line in entries.values()), ""])
    node = tree.entries[group]
    if isinstance(node, Scalar) and not node.text:
        indent, last = 2, tree.keys[group].line
    elif isinstance(node, Tree) and not node.braced and node.keys:
        indent, last = next(iter(node.keys.values())).column - 1, _last_line(lines, tree, group)
    else:
        return None
    added = [" " * indent + line for line in entries.values()]
    return "\n".join([*lines[:last], *added, *lines[last:]])


def _last_line(lines: list[str], tree: Tree, group: str) -> int:
    """The number of the last line of a group that is neither empty nor a note."""
    below = [mark.line - 1 for mark in tree.keys.values() if mark.line > tree.keys[group].line]
    last = min(below, default=len(lines))
    while not lines[last - 1].strip() or lines[last - 1].startswith("#"):
        last -= 1
    return last


def _only_added(before: str, after: str, group: str, entries: Mapping[str, str]) -> bool:
    """Whether the reader finds in the new text all that was in the old one, and the new entries besides."""
    old, new = reread(before), reread(after)
    if not isinstance(old, Tree) or not isinstance(new, Tree):
        return False
    was, now = plain(old), plain(new)
    former = was.get(group) or {}
    return (
        {key: value for key, value in now.items() if key != group}
        == {key: value for key, value in was.items() if key != group}
        and {key: now[group][key] for key in former} == former
        and [*now[group]] == [*former, *entries]
    )
