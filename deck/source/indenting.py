"""Rules for lines that are out of line: indentation, tabs, colons and hyphens without their space."""

from __future__ import annotations

import re

from deck.source.trouble import BLOCK, GLUED, QUOTES, SETTING, Hints, Saying, Trouble, setting_above

PART_OF_TEXT = "If it is part of the text above, that text must begin with  >-  or stand in quotes."
_SPACES = {
    "\t": "tab",
    "\u00a0": "no-break space",
    "\u202f": "narrow no-break space",
    "\ufeff": "sign that does not show",
}


def odd_space(trouble: Trouble) -> Saying | None:
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


def no_colon(trouble: Trouble) -> Saying | None:
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


def colon(trouble: Trouble) -> Saying | None:
    """A second colon on a line, or a setting further in than the one above it."""
    if "mapping values are not allowed" not in trouble.message:
        return None
    typed, line, column = trouble.typed, trouble.line, trouble.column
    alone = re.fullmatch(r"( *)(?:- +)?([\w-]+)", typed[: column - 1])
    above = setting_above(trouble)
    if alone and not above and "- " in alone[0]:
        hints: Hints = ("Write the name on a line of its own above its first entry, for example  cards:",)
        return Saying("this list has no name above it.", line, alone.end(1) + 1, hints)
    if alone and above:
        hints = (f'If it is a setting, line it up with "{above[1]}" on line {above[0]}.', PART_OF_TEXT)
        said = "this line is indented more than the setting above it."
        return Saying(said, line, alone.start(2) + 1, hints, len(alone[2]))
    value = SETTING.match(typed)
    text = typed[value.end() :].strip() if value else ""
    example = f'Put the whole value in quotes:  {value[3]}: "{text}"' if value and 0 < len(text) < 60 else QUOTES
    said = "the text here holds a colon followed by a space, which begins a new setting."
    return Saying(said, line, column, (QUOTES if '"' in text else example, BLOCK))


def ended(trouble: Trouble) -> Saying | None:
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


def hyphen(trouble: Trouble) -> Saying | None:
    """A hyphen without a space after it."""
    glued = re.match(r"( *)-([\w\"'][^:]*:(?: .*)?)$", trouble.typed)
    if not glued or trouble.column > len(glued[1]) + 2:
        return None
    return Saying("a hyphen needs a space after it.", trouble.line, glued.end(1) + 1, (f"Write  - {glued[2]}",))


def note_in_text(trouble: Trouble) -> Saying | None:
    """A line that begins with # in the middle of a text."""
    number = trouble.line - 1
    typed = trouble.lines[number - 1] if number else ""
    if not typed.lstrip().startswith("#") or SETTING.match(trouble.typed):
        return None
    hints: Hints = (QUOTES, BLOCK)
    column = typed.index("#") + 1
    said = "this line begins with #, which makes a note of it and cuts the text in two."
    return Saying(said, number, column, hints, len(typed.rstrip()) - column + 1)


def indent(trouble: Trouble) -> Saying:
    """A line that does not line up with those above it: what is left when no other rule knows better."""
    typed = trouble.typed
    has = len(typed) - len(typed.lstrip(" "))
    width = max(1, len(typed.strip()))
    above = setting_above(trouble)
    if not SETTING.match(typed) and not typed.lstrip().startswith("- "):
        hints: Hints = ("Give it as many spaces as the line above, if it is part of the same text.", BLOCK)
        return Saying("this line does not line up with the text above it.", trouble.line, has + 1, hints, width)
    hints = (PART_OF_TEXT,)
    if above and above[2] != has:
        wants = f"{above[2]} space{'s' * (above[2] != 1)}" if above[2] else "no space"
        hints = (f'Line it up with "{above[1]}" on line {above[0]}: {wants} before it, not {has}.', *hints)
    setting = SETTING.match(typed)
    width = setting.end(3) - has if setting else width
    return Saying("this line does not line up with the lines above it.", trouble.line, has + 1, hints, width)
