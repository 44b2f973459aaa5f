"""YAML's own error messages, said again for people who do not program."""

from __future__ import annotations

from pathlib import Path

import yaml

from deck.problems import Mark, Problems

QUOTES = 'Put the whole value in quotes: "like this".'
BLOCK = "Or write  >-  after the colon and the text on the next lines, two more spaces in."

# (what PyYAML says, what we say, what to do); the first that occurs in the message is told.
SAYINGS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "mapping values are not allowed",
        "the text here holds a colon followed by a space, which begins a new setting.",
        (QUOTES, BLOCK, "If no colon was meant to be text, this line may be indented wrongly."),
    ),
    (
        "found character '\\t'",
        "there is a tab here; indent with spaces only.",
        ("Replace the tab by two spaces.",),
    ),
    (
        "found a tab character",
        "there is a tab here; indent with spaces only.",
        ("Replace the tab by two spaces.",),
    ),
    (
        "that cannot start any token",
        "this value begins with a sign that has a meaning of its own in YAML.",
        (QUOTES, BLOCK),
    ),
    (
        "while scanning an alias",
        "this value begins with *, which has a meaning of its own in YAML.",
        (QUOTES, BLOCK),
    ),
    (
        "while scanning an anchor",
        "this value begins with &, which has a meaning of its own in YAML.",
        (QUOTES, BLOCK),
    ),
    (
        "while scanning a quoted scalar",
        "a quotation mark is opened here and not closed.",
        ("Close it at the end of the text. A quote inside quotes is written twice: ''.",),
    ),
    (
        "found unknown escape character",
        'a backslash inside "…" has a meaning of its own.',
        ("Write it twice (\\\\), or use single quotes.",),
    ),
    (
        "while parsing a flow",
        "this value begins with [ or {, which opens a list.",
        ("If it is text, put it in quotes. " + BLOCK, "If it is a list, close it with ] or }."),
    ),
    (
        "could not find expected ':'",
        "this line is neither a setting nor part of a text.",
        ("A setting needs a colon and a space after its name, for example  title: My deck",
         "A text of several lines begins with  >-  and is indented two more spaces."),
    ),
)  # fmt: skip
INDENTED = (
    "the indentation does not fit here.",
    (
        "Line it up with the lines above that belong together: settings of one card begin in one column.",
        "If the line is text, the text above must begin with  >-  or stand in quotes.",
    ),
)


def syntax_problem(error: yaml.MarkedYAMLError, text: str, file: Path, problems: Problems) -> None:
    """Note what a YAML syntax error means, where it stands, and how to mend it."""
    message = f"{error.context or ''} {error.problem or ''}"
    position = error.problem_mark or error.context_mark
    if "quoted scalar" in message and error.context_mark:
        position = error.context_mark
    line = min(position.line + 1 if position else 1, max(1, text.count("\n") + 1))
    column = position.column + 1 if position else 1
    tab = _tab_in_indent(text, line)
    if tab:
        message, line, column = "found a tab character", tab, 1
    bracket = None if tab else _opening_bracket(text, line)
    if bracket and "expected <block end>" in message:
        message, column = "while parsing a flow", bracket
    for sign, saying, hints in SAYINGS:
        if sign in message:
            problems.add(saying, Mark(file, line, column, 1), hints=hints)
            return
    problems.add(INDENTED[0], Mark(file, line, column, 1), hints=INDENTED[1])


def _tab_in_indent(text: str, line: int) -> int | None:
    """The number of a line at or just before *line* whose indent holds a tab."""
    lines = text.split("\n")
    for number in range(min(line, len(lines)), max(0, line - 3), -1):
        indent = lines[number - 1][: len(lines[number - 1]) - len(lines[number - 1].lstrip())]
        if "\t" in indent:
            return number
    return None


def _opening_bracket(text: str, line: int) -> int | None:
    """The column of a [ or { that opens the value on *line*, as a Markdown link at its beginning does."""
    typed = text.split("\n")[line - 1]
    name, colon, value = typed.partition(": ")
    opens = colon and value.lstrip()[:1] in ("[", "{")
    return len(name) + len(colon) + len(value) - len(value.lstrip()) + 1 if opens else None
