"""Rules for text that should stand in quotes: quotation marks, brackets, and signs that YAML keeps for itself."""

from __future__ import annotations

import re

from deck.source.trouble import BLOCK, NESTED, NO_DECK, QUOTES, SIGN, Hints, Saying, Trouble, value_column

NO_TOKEN = "cannot start any token"
OUT_OF_PLACE = 'the sign "{}" is out of place between brackets, where it has a meaning of its own.'


def nested(trouble: Trouble) -> Saying | None:
    """Brackets in brackets, so many that libYAML gives up before anybody else could (from PyYAML 6.0.4 on)."""
    if "nesting depth" not in trouble.message:
        return None
    return Saying(NESTED, trouble.line, trouble.column, (NO_DECK,))


def quotes(trouble: Trouble) -> Saying | None:
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
    first = value_column(trouble.typed)
    if trouble.typed[first - 1] not in ("'", '"', "{", "[") or first == len(before):
        above = next((n for n in range(line - 1, 0, -1) if _opens_quote(trouble.lines[n - 1])), None)
        if above is not None:
            return _unclosed_quote(above, value_column(trouble.lines[above - 1]))
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
    sign = typed[value_column(typed) - 1 : value_column(typed)]
    return sign in ("'", '"') and typed.count(sign) % 2 == 1


def brackets(trouble: Trouble) -> Saying | None:
    """A [ or { that is not closed, is cut off by a #, lacks a comma inside, or begins a text."""
    if "while parsing a flow" not in trouble.message and NO_TOKEN not in trouble.message:
        return _text_in_brackets(trouble)
    (line, column), stop = trouble.begun, (trouble.line, trouble.column)
    if "while parsing a flow node" in trouble.message or NO_TOKEN in trouble.message:  # a sign where a text should be
        above = _unclosed(trouble.lines, *stop)
        if above is None or (above[0] == stop[0] and stop[1] <= len(trouble.typed)):
            return _out_of_place(trouble)
        line, column = above
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


def _text_in_brackets(trouble: Trouble) -> Saying | None:
    """A text, such as a link, that begins with a bracket: what follows the closing one is too much."""
    column = value_column(trouble.typed)
    sign = trouble.typed[column - 1 : column]
    if sign not in ("[", "{") or column >= trouble.column:
        return None
    said = f'this value begins with "{sign}", which opens a list or a group.'
    return Saying(said, trouble.line, column, (f"If it is text: {QUOTES.lower()}", BLOCK))


def _out_of_place(trouble: Trouble) -> Saying | None:
    if NO_TOKEN in trouble.message:  # signs() knows better
        return None
    hints: Hints = ("If it is text, put it in quotes; if it came in by mistake, delete it.",)
    sign = trouble.typed[trouble.column - 1 : trouble.column]
    return Saying(OUT_OF_PLACE.format(sign), trouble.line, trouble.column, hints)


def _unclosed(lines: list[str], line: int, column: int) -> tuple[int, int] | None:
    """Where the nearest value before a place begins with a bracket that is not closed before it; notes (#) aside."""
    closed = 0
    for number in range(line, 0, -1):
        typed = lines[number - 1][: column - 1 if number == line else None].partition(" #")[0]
        for at in range(len(typed) - 1, -1, -1):
            if typed[at] in "]}":
                closed += 1
            elif typed[at] in "[{":
                if not closed and value_column(lines[number - 1]) == at + 1:
                    return number, at + 1
                closed = max(0, closed - 1)
    return None


def signs(trouble: Trouble) -> Saying | None:
    """A value that begins with a sign which YAML keeps for itself."""
    line, column = trouble.line, value_column(trouble.typed)
    if NO_TOKEN in trouble.message:
        column = trouble.column
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
