"""A file's text with places in it: what is spliced in changes nothing else, not a space, not a line end.

Positions are those of ruamel.yaml's nodes. Nothing is written by a YAML emitter: emitters wrap and quote anew what
nobody touched.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from msgspec import Struct
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from deck.problems import Problems
from deck.source.parsing import parse_yaml
from deck.source.tree import plain

BOM = "\ufeff"


class EditError(ValueError):
    """A change that cannot be made, in a sentence for the person who wanted it."""


class Splice(Struct, frozen=True):
    """New text in place of what stands from *start* to *end*."""

    start: int
    end: int
    text: str


class Source:
    """The text of a file. Places count its characters with every line end as one."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = raw.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")
        bare = raw.removeprefix(BOM)
        self._bom = len(raw) - len(bare)
        self._pairs: list[int] = []  # where, in text, the line ends of two signs stand
        at = bare.find("\r\n")
        while at >= 0:
            self._pairs.append(at - len(self._pairs))
            at = bare.find("\r\n", at + 2)
        self.newline = "\r\n" if len(self._pairs) * 2 > self.text.count("\n") else "\n"
        self._root: Any = None

    @classmethod
    def of_bytes(cls, data: bytes) -> Source:
        """The text of a file's bytes; EditError when they are no text."""
        try:
            return cls(data.decode("utf-8"))
        except UnicodeDecodeError as error:
            raise EditError("This file is not saved as UTF-8 text, so it cannot be changed here.") from error

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        return self.raw.encode("utf-8")

    @property
    def root(self) -> MappingNode:
        """The top mapping; EditError when the file cannot be read."""
        if self._root is None:
            try:
                self._root = YAML(typ="rt", pure=True).compose(self.text)
            except YAMLError as error:
                raise EditError("This file has a mistake in it. Mend it first, in a text editor.") from error
        if not isinstance(self._root, MappingNode):
            raise EditError("This file holds nothing that could be changed here.")
        return self._root

    def tree(self) -> Any:
        """What the deck's own reader makes of the text: groups, lists and texts; None when it is broken."""
        problems = Problems()
        tree = parse_yaml(self.text, Path("file.yaml"), problems)
        return None if tree is None or problems.errors else plain(tree)

    def spliced(self, splices: Iterable[Splice]) -> Source:
        """The text with *splices* made; everything else stays byte for byte."""
        raw = self.raw
        numbered = sorted(enumerate(splices), key=lambda pair: (pair[1].start, pair[1].end, pair[0]), reverse=True)
        for _, splice in numbered:  # from the end, so that places stay; of two at one place the first comes first
            start, end = self._raw_index(splice.start), self._raw_index(splice.end)
            raw = raw[:start] + splice.text.replace("\n", self.newline) + raw[end:]
        return Source(raw)

    def _raw_index(self, index: int) -> int:
        return index + bisect_left(self._pairs, index) + self._bom

    def line_start(self, line: int) -> int:
        """Where line *line* (from 0) begins; the end of the text past the last."""
        at = 0
        for _ in range(line):
            following = self.text.find("\n", at)
            if following < 0:
                return len(self.text)
            at = following + 1
        return at

    def line_end(self, index: int) -> int:
        """Where the line that holds *index* ends, its line end not counted."""
        end = self.text.find("\n", index)
        return len(self.text) if end < 0 else end

    @property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return self.text.split("\n")


Node = MappingNode | SequenceNode | ScalarNode


def entries(node: Any) -> dict[str, tuple[ScalarNode, Node]]:
    """The entries of a mapping by key: key node and value node; none for anything else."""
    if not isinstance(node, MappingNode):
        return {}
    return {str(key.value): (key, value) for key, value in node.value if isinstance(key, ScalarNode)}


def value_end(node: Any, column: int, source: Source) -> int:
    """Where a value's own text ends, trailing blank lines and notes left out; its key stands in *column*."""
    if isinstance(node, ScalarNode):
        return _block_end(node, column, source) if node.style in ("|", ">") else int(node.end_mark.index)
    if node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    if isinstance(node, MappingNode):
        return entry_span(last[0], last[1], source)[1]
    return value_end(last, node.start_mark.column, source)


def entry_span(key: Any, node: Any, source: Source) -> tuple[int, int]:
    """Where the value of *key* begins and ends; for an empty one, right behind the colon (ruamel.yaml: further on)."""
    if isinstance(node, ScalarNode) and node.style is None and not node.value:
        colon = after_colon(key, source)
        return colon, colon
    return int(node.start_mark.index), value_end(node, int(key.start_mark.column), source)


def after_colon(key: Any, source: Source) -> int:
    """The place right behind a key's colon."""
    return source.text.index(":", key.end_mark.index) + 1


def _block_end(node: Any, column: int, source: Source) -> int:
    """The end of the last line with text of a block scalar whose key stands in *column*."""
    end = at = source.line_end(node.start_mark.index)
    while at < len(source.text):
        stop = source.line_end(at + 1)
        line = source.text[at + 1 : stop]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= column:
            break
        if line.strip():
            end = stop
        at = stop
    return end
