"""Changes to the text of a file: one value, one card. Each is read back by the deck's own reader before it counts."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from deck.preview.scalar import Former, Writer, Written, normal
from deck.preview.source import EditError, Source, Splice, after_colon, entries, entry_span, value_end

IN_BRACKETS = "This list of cards is written between [ and ]. Change it in a text editor."
UNWRITABLE = "This text cannot be kept in the file as it is. Leave out what is unusual in it."
Path = tuple[str | int, ...]
Check = Callable[[Source], bool]


def node_of(source: Source, path: Path) -> Any:
    """The node at *path*; EditError when the file has none there."""
    node: Any = source.root
    for step in path:
        if isinstance(step, int) and isinstance(node, SequenceNode) and step < len(node.value):
            node = node.value[step]
        elif isinstance(step, str) and step in entries(node):
            node = entries(node)[step][1]
        else:
            raise EditError("The place of this change is no longer in the file.")
    return node


def set_text(source: Source, path: Path, text: str, order: Sequence[str] = ()) -> Source:
    """*source* with the text at *path* changed, or entered after the keys that come before it in *order*."""
    text, parent = normal(text), node_of(source, path[:-1])
    expected = _with(source.tree(), path, text)
    ways = _changed if str(path[-1]) in entries(parent) else _entered
    for splices in ways(source, parent, str(path[-1]), text, order):
        made = source.spliced(splices)
        if made.tree() == expected:
            return made
    raise EditError(UNWRITABLE)


def set_list(source: Source, path: Path, values: Sequence[str], order: Sequence[str] = ()) -> Source:
    """*source* with the list of short texts at *path* changed, written between brackets."""
    wanted = [text for value in values if (text := normal(value).replace("\n", " "))]
    parent, key = node_of(source, path[:-1]), str(path[-1])
    if not wanted:
        return remove(source, path) if key in entries(parent) else source
    writer = Writer(0, flow=True)
    head = "[" + ", ".join(next(writer.ways(value)).head for value in wanted) + "]"
    if key in entries(parent):
        name, node = entries(parent)[key]
        splices = _replaced(source, name, node, Written(head))
    else:
        splices = _entry(source, parent, key, Written(head), order)
    made = source.spliced(splices)
    if made.tree() != _with(source.tree(), path, wanted):
        raise EditError(UNWRITABLE)
    return made


def remove(source: Source, path: Path) -> Source:
    """*source* without the entry at *path*: its lines, and nothing else."""
    parent, key = node_of(source, path[:-1]), str(path[-1])
    if key not in entries(parent):
        return source
    name, node = entries(parent)[key]
    begin = source.line_start(name.start_mark.line)
    before = source.text[begin : name.start_mark.index]
    if parent.flow_style or before.strip():  # between braces, or beside the hyphen of the card
        return set_text(source, path, "")
    end = source.line_end(entry_span(name, node, source)[1])
    made = source.spliced([Splice(begin, min(end + 1, len(source.text)), "")])
    expected = copy.deepcopy(source.tree())
    del _at(expected, path[:-1])[key]
    if made.tree() != expected:
        raise EditError(UNWRITABLE)
    return made


def _changed(source: Source, parent: Any, key: str, text: str, order: Sequence[str]) -> Iterable[list[Splice]]:
    """The ways to write *text* in place of a value."""
    name, node = entries(parent)[key]
    if not isinstance(node, ScalarNode):
        raise EditError(f'"{key}" is a list or a group in the file. Change it in a text editor.')
    writer = Writer(_indent(source, name, node), bool(parent.flow_style), _former(source, name, node))
    for way in writer.ways(text):
        yield _replaced(source, name, node, way)


def _former(source: Source, name: Any, node: Any) -> Former:
    if node.style not in ("|", ">"):
        return Former(node.style)
    start = node.start_mark.index
    end = source.line_end(start)
    header = source.text[start:end].split()[0]
    return Former(node.style, header, source.text[end + 1 : value_end(node, name.start_mark.column, source)])


def _indent(source: Source, name: Any, node: Any) -> int:
    """The columns in which a block beneath *name* stands: those of the block there is, else two more than its key."""
    if node.style in ("|", ">"):
        block = _former(source, name, node).block
        first = next((line for line in block.split("\n") if line.strip()), "")
        if first and not any(sign.isdigit() for sign in _former(source, name, node).header):
            return len(first) - len(first.lstrip(" "))
    return int(name.start_mark.column) + 2


def _replaced(source: Source, name: Any, node: Any, way: Written) -> list[Splice]:
    """The splices that put *way* in place of the value of *name*; a note after it stays on its line."""
    start, end = entry_span(name, node, source)
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        line = source.line_end(start)
        header_end = start + len(source.text[start:line].split()[0])
        return [Splice(start, header_end, way.head), Splice(line, end, way.body)]
    line = source.line_end(end)
    head = way.head if start > after_colon(name, source) else f" {way.head}"
    if not way.body:
        return [Splice(start, end, head)]
    return [Splice(start, end, head), Splice(line, line, way.body)]


def _entered(source: Source, parent: Any, key: str, text: str, order: Sequence[str]) -> Iterable[list[Splice]]:
    """The ways to write *text* as a new entry."""
    if not isinstance(parent, MappingNode):
        raise EditError("The place of this change is no longer in the file.")
    writer = Writer(int(parent.start_mark.column) + 2, bool(parent.flow_style))
    for way in writer.ways(text):
        yield _entry(source, parent, key, way, order)


def _entry(source: Source, parent: Any, key: str, way: Written, order: Sequence[str]) -> list[Splice]:
    """The splice that enters *key* after the nearest key that comes before it in *order*, else at the end."""
    earlier = [name for name in order[: order.index(key)] if name in entries(parent)] if key in order else []
    name, node = entries(parent)[earlier[-1]] if earlier else parent.value[-1]
    _, end = entry_span(name, node, source)
    if parent.flow_style:
        return [Splice(end, end, f", {key}: {way.head}")]
    at = source.line_end(end)
    return [Splice(at, at, f"\n{' ' * int(parent.start_mark.column)}{key}: {way.head}{way.body}")]


def _at(tree: Any, path: Path) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def _with(tree: Any, path: Path, value: Any) -> Any:
    """A copy of *tree* with *value* at *path*; EditError when there is no tree."""
    if tree is None:
        raise EditError("This file has a mistake in it. Mend it first, in a text editor.")
    made = copy.deepcopy(tree)
    _at(made, path[:-1])[path[-1]] = value
    return made
