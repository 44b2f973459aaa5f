"""YAML as a tree of plain text values, each with its position: no implicit types, no duplicate keys."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from msgspec.structs import replace
from yaml.reader import Reader

from deck.problems import DeckError, Mark, Problems, Severity, shortened
from deck.source.nodes import LONGEST, Mapping, Node, Scalar, Sequence
from deck.source.syntax import syntax_problem
from deck.source.trouble import BLOCK, GLUED, NESTED, NO_DECK, QUOTES, SIGN
from deck.source.wrapped import as_markdown

MOST_NODES = 1_000_000  # beyond this it is not a deck
DEEPEST = 40
# What YAML 1.1 (section 5.1) allows in a file; the line ends among it that no editor shows become spaces.
_ENDS = frozenset((yaml.SequenceEndEvent, yaml.MappingEndEvent))
_COLLECTIONS = frozenset((yaml.SequenceStartEvent, yaml.MappingStartEvent))
_NODES = _COLLECTIONS | {yaml.ScalarEvent, yaml.AliasEvent}
_UNPRINTABLE: re.Pattern[str] = Reader.NON_PRINTABLE
_UNSEEN_LINE_ENDS = "\x85\u2028\u2029"
# PyYAML's pure Python reader speaks when the C library is missing; it is slower, not different.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(text: str, file: Path, problems: Problems) -> Mapping | None:
    """The top mapping of a YAML text, or None when it is empty or broken (the problem is noted)."""
    stray = _UNPRINTABLE.search(text)
    if stray is not None:
        _tell_stray(stray, text, file, problems)
        return None
    for end in _UNSEEN_LINE_ENDS:
        text = text.replace(end, " ")
    try:
        tree = _Builder(text, file, problems).build()
    except yaml.MarkedYAMLError as error:
        syntax_problem(error, text, file, problems)
        return None
    except DeckError:  # it is noted; other files may have problems too
        return None
    if tree is None:
        return None
    if not isinstance(tree, Mapping):
        if isinstance(tree, Scalar) and not tree.text:
            return None
        problems.add("this file should be made of lines such as  title: My deck", tree.mark)
        return None
    return tree


def _tell_stray(stray: re.Match[str], text: str, file: Path, problems: Problems) -> None:
    at = stray.start()
    problems.add(
        f"this line holds a sign that does not belong in text (code {ord(stray[0]):04X}).",
        Mark(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), 1),
        hints=["Delete it: it often comes in by copying from another program."],
    )


class _Builder:
    """Builds the tree from parse events without recursion, so that deep nesting cannot exhaust the stack."""

    def __init__(self, text: str, file: Path, problems: Problems) -> None:
        self.text, self.file, self.problems = text, file, problems
        self.count = 0
        self.parted: dict[int, tuple[str, Scalar, str, Mark]] = {}
        self.lost: list[Mark] = []

    def build(self) -> Node | None:
        """The node tree of the first document; None for a file without content."""
        stack: list[tuple[Node, Scalar | None]] = []
        root: Node | None = None
        documents = 0
        for event in yaml.parse(self.text, Loader=_LOADER):
            kind = type(event)
            if kind in _ENDS:
                stack.pop()
            elif kind in _NODES:
                node = self._node(event)
                if not stack:
                    root = node
                else:
                    self._attach(stack, node)
                if kind in _COLLECTIONS:
                    if len(stack) >= DEEPEST:
                        self.problems.fail(NESTED, node.mark, hints=[NO_DECK])
                    stack.append((node, None))
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    where = self._mark(event)
                    hints = ["Delete the line, or put what follows into a file of its own."]
                    said = "a line of --- parts this file in two; only one part is read."
                    self.problems.fail(said, where, hints=hints)
        self._tell_parted()
        self._tell_lost()
        return root

    def _node(self, event: Any) -> Node:
        mark = self._mark(event)
        self.count += 1
        if self.count > MOST_NODES:
            self.problems.fail("this file is too big to be part of a deck.", mark)
        kind = type(event)
        if event.anchor or (kind is not yaml.AliasEvent and event.tag):
            self._tell_sign(mark, self.text[event.start_mark.index])
        if kind is yaml.AliasEvent:
            return Scalar(f"*{event.anchor}", mark)
        if kind is yaml.SequenceStartEvent:
            return Sequence([], mark)
        if kind is yaml.MappingStartEvent:
            return Mapping({}, {}, mark, bool(event.flow_style))
        if len(event.value) > LONGEST:
            said = f"this text is {len(event.value):,} characters long; a card holds about 2,000."
            self.problems.fail(said, mark, hints=["Is it the right text? A quotation mark may have to be closed."])
        if not event.style and self.text.startswith(" #", event.end_mark.index):
            self._note_lost(event.end_mark)
        return Scalar(self._text(event), mark, not event.style, event.end_mark.index)

    def _tell_sign(self, mark: Mark, sign: str) -> None:
        """What follows & ! or * is no text to YAML: it would be lost without a word."""
        self.problems.add(SIGN.format(sign), replace(mark, width=1, lines=1), hints=(QUOTES, BLOCK))

    def _note_lost(self, end: Any) -> None:
        stop = self.text.find("\n", end.index)
        lost = self.text[end.index + 1 : stop if stop >= 0 else len(self.text)].rstrip()
        self.lost.append(Mark(self.file, end.line + 1, end.column + 2, len(lost)))

    def _tell_lost(self) -> None:
        """Warn of words lost to a # typed after one space; after two it is taken for a note to oneself."""
        for mark in self.lost:
            self.problems.add(
                "what follows the # is taken for a note and will not be printed.",
                mark,
                hints=['If it is text, put the whole value in quotes: "like this".',
                       "If it is a note to yourself, type two spaces before the #."],
                severity=Severity.WARNING,
            )  # fmt: skip

    def _text(self, event: Any) -> str:
        """The value as Markdown reads it: in one line only line ends that were typed as signs part paragraphs."""
        value: str = event.value
        if event.start_mark.line == event.end_mark.line:
            return value.replace("\n", "\n\n")
        return as_markdown(value, self.text[event.start_mark.index : event.end_mark.index], event.style)

    def _attach(self, stack: list[tuple[Node, Scalar | None]], node: Node) -> None:
        parent, key = stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif isinstance(parent, Mapping):
            if key is None:
                if not isinstance(node, Scalar):
                    hints = ["If it is text, put it in quotes."]
                    self.problems.fail("a list or a group cannot be the name of a setting.", node.mark, hints=hints)
                stack[-1] = (parent, node)
                return
            stack[-1] = (parent, None)
            if parent.braced and self._is_loose(key, node) and self._is_told(key, parent):
                return
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

    def _is_loose(self, key: Scalar, value: Node) -> bool:
        """Whether a name between braces has no colon: it is the rest of a text that a comma parted."""
        empty = isinstance(value, Scalar) and value.plain and not value.text
        return empty and not self.text[key.end : key.end + 20].lstrip().startswith(":")

    def _is_told(self, loose: Scalar, parent: Mapping) -> bool:
        """Tell a colon without a space, or put a text together again that a comma parted and remember to tell it."""
        name, colon, value = loose.text.partition(":")
        if colon and value:
            mark = replace(loose.mark, column=loose.mark.column + len(name), width=1)
            self.problems.add(GLUED, mark, hints=[f"Write  {name}: {value}"])
            parent.entries[name], parent.keys[name] = Scalar(value, loose.mark), loose.mark
            return True
        before, first = next(reversed(parent.entries.items()), ("", None))
        if isinstance(first, Scalar):
            self.parted.setdefault(id(first), (before, first, loose.text, loose.mark))
            first.text += f", {loose.text}"
        return isinstance(first, Scalar)

    def _tell_parted(self) -> None:
        for name, whole, rest, mark in self.parted.values():
            hints = [
                f'Put the text that holds the comma in quotes:  {name}: "{shortened(whole.text)}"',
                f'If "{shortened(rest)}" is a setting of its own, give it a colon and a value.',
            ]
            said = "the comma before this ends the text: between { and } it parts settings."
            self.problems.add(said, mark, hints=hints)

    def _mark(self, event: Any) -> Mark:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 1
        lines = end.line - start.line + (end.column > 0)
        return Mark(self.file, start.line + 1, start.column + 1, max(1, width), max(1, lines))
