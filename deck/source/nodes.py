"""A file as a tree of plain text values, each with its position."""

from __future__ import annotations

from msgspec import Struct

from deck.problems import Mark

LONGEST = 100_000  # characters of one value; the longest card we know has 2,100


class Scalar(Struct):
    """One value, exactly as typed, and the index in the file where it ends; *plain* when it stood without quotes."""

    text: str
    mark: Mark
    plain: bool = False
    end: int = 0


class Sequence(Struct):
    """A list of values."""

    items: list[Node]
    mark: Mark


class Mapping(Struct):
    """Named values, and where each name was typed."""

    entries: dict[str, Node]
    keys: dict[str, Mark]
    mark: Mark
    braced: bool = False


Node = Scalar | Sequence | Mapping
