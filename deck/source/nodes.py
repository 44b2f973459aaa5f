"""YAML as a tree of plain text values, each with its position: no implicit types, no duplicate keys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

import yaml

from deck.problems import Mark, Problems
from deck.source.syntax import syntax_problem

MOST_NODES = 1_000_000  # beyond this it is not a deck but an alias bomb
DEEPEST = 40


@dataclass(slots=True)
class Scalar:
    """One value, exactly as typed; *plain* when it stood without quotes."""

    text: str
    mark: Mark
    plain: bool = False


@dataclass(slots=True)
class Sequence:
    """A list of values."""

    items: list[Node]
    mark: Mark


@dataclass(slots=True)
class Mapping:
    """Named values, and where each name was typed."""

    entries: dict[str, Node]
    keys: dict[str, Mark]
    mark: Mark


Node = Scalar | Sequence | Mapping
# PyYAML's pure Python reader speaks when the C library is missing; it is slower, not different.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(text: str, file: Path, problems: Problems) -> Mapping | None:
    """The top mapping of a YAML text, or None when it is empty or broken (the problem is noted)."""
    try:
        tree = _Builder(text, file, problems).build()
    except yaml.MarkedYAMLError as error:
        syntax_problem(error, text, file, problems)
        return None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        problems.add(
            f"this line holds a character that does not belong in text (code {error.character}).",
            Mark(file, line),
            hints=["Delete it: it often comes in by copying from another program."],
        )
        return None
    if tree is None:
        return None
    if not isinstance(tree, Mapping):
        problems.add("this file should be made of lines such as  title: My deck", tree.mark)
        return None
    return tree


class _Builder:
    """Builds the tree from parse events without recursion, so that deep nesting cannot exhaust the stack."""

    def __init__(self, text: str, file: Path, problems: Problems) -> None:
        self.text, self.file, self.problems = text, file, problems
        self.count = 0

    def build(self) -> Node | None:
        """The node tree of the first document; None for a file without content."""
        stack: list[tuple[Node, Scalar | None]] = []
        root: Node | None = None
        documents = 0
        for event in yaml.parse(self.text, Loader=_LOADER):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    where = self._mark(event)
                    self.problems.fail("a line of --- parts this file in two; only one part is read.", where)
                continue
            if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                stack.pop()
                continue
            if not isinstance(event, yaml.NodeEvent):
                continue
            node = self._node(event)
            if not stack:
                root = node
            else:
                self._attach(stack, node)
            if isinstance(event, yaml.CollectionStartEvent):
                if len(stack) >= DEEPEST:
                    self.problems.fail("lists and groups are nested too deeply here.", node.mark)
                stack.append((node, None))
        return root

    def _node(self, event: Any) -> Node:
        mark = self._mark(event)
        self.count += 1
        if self.count > MOST_NODES:
            self.problems.fail("this file is too big to be part of a deck.", mark)
        if isinstance(event, yaml.AliasEvent):
            self.problems.fail(
                f'a value that begins with * is a reference in YAML, and "{event.anchor}" is not one we follow.',
                mark,
                hints=['Put the text in quotes: "*like* this", or after  >-  on the next line.'],
            )
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = Scalar(self._text(event), mark, not event.style)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Sequence([], mark)
        else:
            node = Mapping({}, {}, mark)
        return node

    def _text(self, event: Any) -> str:
        """The value as Markdown reads it: a blank line parts paragraphs in every style of YAML scalar.

        A folded block (>) is taken line by line from the file, so that lists inside it stay lists; elsewhere YAML
        has already folded single line ends into spaces and blank lines into single line ends.
        """
        value: str = event.value
        if "\n" not in value or event.style == "|":
            return value
        if event.style == ">":
            return _unfolded(self.text[event.start_mark.index : event.end_mark.index])
        return value.replace("\n", "\n\n")

    def _attach(self, stack: list[tuple[Node, Scalar | None]], node: Node) -> None:
        parent, key = stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif isinstance(parent, Mapping):
            if key is None:
                if not isinstance(node, Scalar):
                    self.problems.fail("a list or a group cannot be the name of a setting.", node.mark)
                stack[-1] = (parent, node)
                return
            stack[-1] = (parent, None)
            if key.text in parent.entries:
                self._duplicate(key, parent)
            else:
                parent.entries[key.text] = node
                parent.keys[key.text] = key.mark

    def _duplicate(self, key: Scalar, parent: Mapping) -> None:
        first = parent.keys[key.text].line
        self.problems.add(
            f'"{key.text}" is given twice; the first is on line {first}.',
            key.mark,
            hints=["Keep one of the two."],
        )

    def _mark(self, event: Any) -> Mark:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return Mark(self.file, start.line + 1, start.column + 1, max(1, width))


def _unfolded(typed: str) -> str:
    """A folded block as Markdown: each paragraph on one line, the lines of a list left apart."""
    _, _, block = typed.partition("\n")
    parts = re.split(r"\n[ \t]*\n", dedent(block).strip("\n"))
    return "\n\n".join(part if part.startswith("- ") else " ".join(part.split("\n")) for part in parts)
