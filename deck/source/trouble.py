"""What a YAML reader complains of, what is said of it, and the words that several rules share."""

from __future__ import annotations

import re

from msgspec import Struct

Hints = tuple[str, ...]
QUOTES = 'Put the whole value in quotes: "like this".'
BLOCK = "Or write  >-  after the colon and the text on the next lines, two more spaces in."
QUOTE_HINTS = ('Text that begins with [ or { must stand in quotes: "[like this]".',)
SIGN = 'this value begins with "{}", which has a meaning of its own here.'
NESTED = "lists and groups are nested too deeply here."
NO_DECK = "Is it the right file? A deck needs no more than five, one inside the other."
GLUED = "a colon needs a space after it."
SETTING = re.compile(r"( *)((?:- +)*)([\w-]+) *:(?= |$)")  # indent, hyphen, name
_VALUE = re.compile(r" *(?:- +)*(?:[\w-]+ *: +)?(\S)")


class Trouble(Struct, frozen=True):
    """What the reader complained of: its words, where it stopped, where what it was reading began (all from 1)."""

    message: str
    lines: list[str]
    line: int
    column: int
    begun: tuple[int, int]

    @property
    def typed(self) -> str:
        """The line on which it stopped."""
        return self.lines[self.line - 1]


class Saying(Struct, frozen=True):
    """What is wrong, where (line, column, width), and what to do."""

    what: str
    line: int
    column: int
    hints: Hints
    width: int = 1


def value_column(typed: str) -> int:
    """The column in which the value of a line begins."""
    value = _VALUE.match(typed)
    return value.start(1) + 1 if value else 1


def setting_above(trouble: Trouble) -> tuple[int, str, int] | None:
    """Line, name and indent of the nearest setting above (one with a hyphen, when the line has one)."""
    hyphen = trouble.typed.lstrip().startswith("- ")
    for number in range(trouble.line - 1, 0, -1):
        setting = SETTING.match(trouble.lines[number - 1])
        if setting and (setting[2] or not hyphen):
            return number, setting[3], len(setting[1]) + (0 if hyphen else len(setting[2]))
    return None
