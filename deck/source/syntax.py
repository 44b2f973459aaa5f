"""YAML's own error messages, said again for people who do not program.

What the reader complains of is often far from what was mistyped. So each rule looks at the lines themselves; the
first that knows what happened tells it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from deck.problems import Mark, Problems

QUOTES = 'Put the whole value in quotes: "like this".'
BLOCK = "Or write  >-  after the colon and the text on the next lines, two more spaces in."
SIGN = 'this value begins with "{}", which has a meaning of its own here.'
GLUED = "a colon needs a space after it."
PART_OF_TEXT = "If it is part of the text above, that text must begin with  >-  or stand in quotes."

Hints = tuple[str, ...]

_SETTING = re.compile(r"( *)((?:- +)*)([\w-]+) *:(?= |$)")  # indent, hyphen, name
_VALUE = re.compile(r" *(?:- +)*(?:[\w-]+ *: +)?(\S)")
_SPACES = {"\t": "tab", "\u00a0": "no-break space", "\u202f": "narrow no-break space", "\ufeff": "byte order mark"}


@dataclass(frozen=True, slots=True)
class Trouble:
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


@dataclass(frozen=True, slots=True)
class Saying:
    """What is wrong, where (line, column, width), and what to do."""

    what: str
    line: int
    column: int
    hints: Hints
    width: int = 1


def syntax_problem(error: yaml.MarkedYAMLError, text: str, file: Path, problems: Problems) -> None:
    """Note what a YAML syntax error means, where it stands, and how to mend it."""
    trouble = _trouble(error, text.split("\n"))
    saying = next(saying for rule in RULES if (saying := rule(trouble)))
    mark = Mark(file, saying.line, saying.column, saying.width)
    problems.add(saying.what, mark, hints=saying.hints)


def _trouble(error: yaml.MarkedYAMLError, lines: list[str]) -> Trouble:
    last = max(1, len(lines) - (not lines[-1]))
    stop = error.problem_mark or error.context_mark
    line, column = (stop.line + 1, stop.column + 1) if stop else (1, 1)
    if line > last:
        line, column = last, len(lines[last - 1]) + 1
    context = error.context_mark or stop
    begun = (context.line + 1, context.column + 1) if context else (1, 1)
    return Trouble(f"{error.context or ''} {error.problem or ''}", lines, line, column, begun)


def _odd_space(trouble: Trouble) -> Saying | None:
    """A tab or a no-break space where a line is indented, or in the place of a space."""
    for number in dict.fromkeys((trouble.line, trouble.begun[0])):
        typed = trouble.lines[number - 1]
        odd = next((at for at, sign in enumerate(typed) if sign != " "), None)
        if odd is not None and (typed[odd].isspace() or typed[odd] in _SPACES):
            name = _SPACES.get(typed[odd], "space of another kind")
            said = f"there is a {name} before the first word of this line; indent with ordinary spaces only."
            return Saying(said, number, odd + 1, (f"Replace the {name} by spaces.",))
    if trouble.typed[trouble.column - 1 : trouble.column] == "\t":
        return Saying("there is a tab here.", trouble.line, trouble.column, ("Replace the tab by a space.",))
    return None


def _quotes(trouble: Trouble) -> Saying | None:
    """A quotation mark that is not closed, or closed too early; a backslash between two."""
    line, column = trouble.line, trouble.column
    if "quoted scalar" in trouble.message and "escape" not in trouble.message:
        return _unclosed_quote(*trouble.begun)
    if "escape" in trouble.message:
        at = trouble.typed.rfind("\\", 0, column)
        hints: Hints = ("Write it twice ( \\\\ ), or use single quotes: 'like this'.",)
        return Saying('a backslash between " and " has a meaning of its own.', line, at + 1, hints, 2)
    before = trouble.typed[: column - 1].rstrip()
    if "expected" not in trouble.message or before[-1:] not in ("'", '"'):
        return None
    opened = _VALUE.match(trouble.typed)
    if opened and (opened[1] not in ("'", '"', "{", "[") or opened.end(1) == len(before)):
        above = next((n for n in range(line - 1, 0, -1) if _opens_quote(trouble.lines[n - 1])), None)
        if above is not None:
            return _unclosed_quote(above, _value_column(trouble.lines[above - 1]))
    hints = ("Put the closing one at the end of the text; between the two, use “ ” or « ».", BLOCK)
    if before[-1] == "'":
        hints = ('An apostrophe closes a text in single quotes. Use double ones: "like this".', BLOCK)
    return Saying("the text goes on after its closing quotation mark.", line, column, hints)


def _unclosed_quote(line: int, column: int) -> Saying:
    hints: Hints = (
        "Close it at the end of the text.",
        "If it belongs to the text, put the text in quotes of the other kind.",
    )
    return Saying("a quotation mark is opened here and not closed.", line, column, hints)


def _opens_quote(typed: str) -> bool:
    sign = typed[_value_column(typed) - 1 : _value_column(typed)]
    return sign in ("'", '"') and typed.count(sign) % 2 == 1


def _value_column(typed: str) -> int:
    """The column in which the value of a line begins."""
    value = _VALUE.match(typed)
    return value.start(1) + 1 if value else 1


def _brackets(trouble: Trouble) -> Saying | None:
    """A [ or { that is not closed, is cut off by a #, lacks a comma inside, or begins a text."""
    (line, column), stop = trouble.begun, (trouble.line, trouble.column)
    if "while parsing a flow" not in trouble.message:
        column = _value_column(trouble.typed)
        sign = trouble.typed[column - 1 : column]
        if sign not in ("[", "{") or column >= trouble.column:
            return None
        said = f'this value begins with "{sign}", which opens a list or a group.'
        return Saying(said, trouble.line, column, (f"If it is text: {QUOTES[0].lower()}{QUOTES[1:]}", BLOCK))
    opened = trouble.lines[line - 1]
    sign = opened[column - 1]
    note = opened.find(" #", column)
    if note >= 0:
        said = f"what follows the # is taken for a note, so that the {sign} before it is not closed."
        hints: Hints = ('Put the text that holds the # in quotes, for example "#FFD400".',)
        return Saying(said, line, note + 2, hints, len(opened) - note - 1)
    close = {"[": "]", "{": "}"}[sign]
    if stop[0] == line and close in opened[column:]:
        word = re.search(r"[\w-]*$", opened[: stop[1] - 1])
        at = word.start() if word and word[0] else stop[1] - 1
        said = f"a comma is missing here, or quotes around a text that stands between {sign} and {close}."
        hints = ('For example:  {name: "Work: shared", color: black}',)
        return Saying(said, line, at + 1, hints, stop[1] - at - 1 or 1)
    hints = (f"If it is a list or a group, close it with {close} at its end.", f"If it is text: {QUOTES.lower()}")
    return Saying(f"a {sign} is opened here and not closed.", line, column, hints)


def _no_colon(trouble: Trouble) -> Saying | None:
    """A line that is neither a setting nor text: its colon is missing, or the space after it."""
    if "found unexpected ':'" in trouble.message:
        hints: Hints = ("Write the value after it, with a space between.",)
        return Saying(GLUED, trouble.line, trouble.column, hints)
    if "could not find expected ':'" not in trouble.message:
        return None
    line, column = trouble.begun
    typed = trouble.lines[line - 1]
    glued = re.match(r" *(?:- +)*([\w-]+):(\S.*)", typed)
    if glued and not glued[2].startswith("//"):
        hints = (f"Write  {glued[1]}: {glued[2]}",)
        return Saying(GLUED, line, glued.end(1) + 1, hints)
    above = re.match(r"( *(?:- +)*)([\w-]+): *[>|][-+]?\d? *$", trouble.lines[line - 2]) if line > 1 else None
    width = max(1, len(typed.rstrip()) - column + 1)
    if above and column - 1 <= len(above[1]):
        hints = (f"Give it {len(above[1]) + 2} spaces, and as many to the lines that follow.",)
        return Saying(f'this text is not indented under "{above[2]}".', line, column, hints, width)
    hints = (
        "A setting needs a colon and a space after its name, for example  title: My deck",
        "A text of several lines begins with  >-  after the colon and is indented two more spaces.",
    )
    return Saying("this line is neither a setting nor part of a text.", line, column, hints, width)


def _signs(trouble: Trouble) -> Saying | None:
    """A value that begins with a sign which YAML keeps for itself."""
    line, column = trouble.line, _value_column(trouble.typed)
    sign = trouble.typed[column - 1 : column]
    if column > trouble.column or not sign or sign not in "%@`*&!?|>}],-":
        return None
    if sign in "|>":
        hints: Hints = (
            "Put the text on the next line, two more spaces in.",
            f"If the {sign} is text: {QUOTES.lower()}",
        )
        return Saying(f"nothing may follow {sign} on its line.", line, column, hints)
    if sign == "-" and trouble.typed[column : column + 1] == " ":
        hints = (QUOTES, BLOCK, "If it is a list, write each entry on a line of its own, below the name.")
        return Saying("this value begins with a hyphen and a space, which begin a list.", line, column, hints)
    if sign == "-":
        return None
    return Saying(SIGN.format(sign), line, column, (QUOTES, BLOCK))


def _colon(trouble: Trouble) -> Saying | None:
    """A second colon on a line, or a setting further in than the one above it."""
    if "mapping values are not allowed" not in trouble.message:
        return None
    typed, line, column = trouble.typed, trouble.line, trouble.column
    alone = re.fullmatch(r"( *)(?:- +)?([\w-]+)", typed[: column - 1])
    above = _setting_above(trouble)
    if alone and above:
        hints: Hints = (f'If it is a setting, line it up with "{above[1]}" on line {above[0]}.', PART_OF_TEXT)
        said = "this line is indented more than the setting above it."
        return Saying(said, line, alone.start(2) + 1, hints, len(alone[2]))
    value = _SETTING.match(typed)
    text = typed[value.end() :].strip() if value else ""
    example = f'Put the whole value in quotes:  {value[3]}: "{text}"' if value and 0 < len(text) < 60 else QUOTES
    said = "the text here holds a colon followed by a space, which begins a new setting."
    return Saying(said, line, column, (QUOTES if '"' in text else example, BLOCK))


def _ended(trouble: Trouble) -> Saying | None:
    """A line of % or --- that YAML takes for itself."""
    if "document start" not in trouble.message and "directive" not in trouble.message:
        return None
    for number in range(trouble.line, 0, -1):
        typed = trouble.lines[number - 1]
        if typed.startswith("%"):
            return Saying("a line cannot begin with %.", number, 1, (QUOTES,), len(typed))
        if typed.startswith(("...", "---")):
            said = f"a line of {typed[:3]} ends the file here, and more follows."
            return Saying(said, number, 1, ("Delete the line, or put what follows into a file of its own.",), 3)
    return None


def _hyphen(trouble: Trouble) -> Saying | None:
    """A hyphen without a space after it."""
    glued = re.match(r"( *)-([\w\"'][^:]*:(?: .*)?)$", trouble.typed)
    if not glued or trouble.column > len(glued[1]) + 2:
        return None
    return Saying("a hyphen needs a space after it.", trouble.line, glued.end(1) + 1, (f"Write  - {glued[2]}",))


def _note_in_text(trouble: Trouble) -> Saying | None:
    """A line that begins with # in the middle of a text."""
    number = trouble.line - 1
    typed = trouble.lines[number - 1] if number else ""
    if not typed.lstrip().startswith("#") or _SETTING.match(trouble.typed):
        return None
    hints: Hints = (QUOTES, BLOCK)
    column = typed.index("#") + 1
    said = "this line begins with #, which makes a note of it and cuts the text in two."
    return Saying(said, number, column, hints, len(typed.rstrip()) - column + 1)


def _indent(trouble: Trouble) -> Saying:
    """A line that does not line up with those above it: what is left when no other rule knows better."""
    typed = trouble.typed
    has = len(typed) - len(typed.lstrip(" "))
    width = max(1, len(typed.strip()))
    above = _setting_above(trouble)
    if not _SETTING.match(typed) and not typed.lstrip().startswith("- "):
        hints: Hints = ("Give it as many spaces as the line above, if it is part of the same text.", BLOCK)
        return Saying("this line does not line up with the text above it.", trouble.line, has + 1, hints, width)
    hints = (PART_OF_TEXT,)
    if above and above[2] != has:
        wants = f"{above[2]} space{'s' * (above[2] != 1)}" if above[2] else "no space"
        hints = (f'Line it up with "{above[1]}" on line {above[0]}: {wants} before it, not {has}.', *hints)
    setting = _SETTING.match(typed)
    width = setting.end(3) - has if setting else width
    return Saying("this line does not line up with the lines above it.", trouble.line, has + 1, hints, width)


def _setting_above(trouble: Trouble) -> tuple[int, str, int] | None:
    """Line, name and indent of the nearest setting above (one with a hyphen, when the line has one)."""
    hyphen = trouble.typed.lstrip().startswith("- ")
    for number in range(trouble.line - 1, 0, -1):
        setting = _SETTING.match(trouble.lines[number - 1])
        if setting and (setting[2] or not hyphen):
            return number, setting[3], len(setting[1]) + (0 if hyphen else len(setting[2]))
    return None


RULES: tuple[Callable[[Trouble], Saying | None], ...] = (
    _odd_space,
    _no_colon,
    _quotes,
    _brackets,
    _colon,
    _ended,
    _hyphen,
    _signs,
    _note_in_text,
    _indent,
)
