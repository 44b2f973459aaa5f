"""What a YAML text of several lines says as Markdown, in every style of YAML scalar."""

from __future__ import annotations

import re
from textwrap import dedent

from deck.text.parts import LINE_MARK, has_marks, parts_of


def as_markdown(value: str, typed: str, style: str | None) -> str:
    """The *value* that YAML makes of what was *typed*, as Markdown: blank lines part paragraphs, lists stay lists.

    A folded block (>), and a list in a text that is not a block, are taken line by line from the file; elsewhere
    YAML has already folded single line ends into spaces and blank lines into single line ends.
    """
    if style == "|":
        return _marked(value)
    if style == ">":
        return value.strip("\n") if _folds(value, typed) else _unfolded(typed)
    if has_marks(typed) and not (style == '"' and "\\" in typed):
        return _unquoted(typed, style)
    return value.replace("\n", "\n\n")


def _folds(value: str, typed: str) -> bool:
    """Whether YAML has made of a folded block what Markdown does: one paragraph, without lists and broken lines."""
    return "\n" not in value.strip("\n") and "\\\n" not in typed and not has_marks(typed)


_BROKEN_LINE = re.compile(r"\\\n")  # a line that a backslash ends


def _unfolded(typed: str) -> str:
    """A folded block as Markdown: each paragraph on one line, the lines of a list left apart."""
    _, _, block = typed.partition("\n")
    parts = re.split(r"\n[ \t]*\n", dedent(block).strip("\n"))
    return "\n\n".join(
        _marked(part) if _has_lines(part) or _BROKEN_LINE.search(part) else " ".join(part.split("\n")) for part in parts
    )


def _has_lines(part: str) -> bool:
    """Whether lines of *part* stand for themselves; a sentence may be wrapped so that a line begins with ``26.``."""
    if not has_marks(part):
        return False
    return bool(LINE_MARK.match(part)) or any(entry.mark or entry.heading for entry in parts_of(_marked(part)))


def _unquoted(typed: str, quote: str | None) -> str:
    """A text of several lines as Markdown, its quotation marks and its indentation taken off."""
    bare = typed[1:-1].replace(quote * 2, quote) if quote == "'" else typed[1:-1] if quote else typed
    return _marked("\n".join(line.strip() for line in bare.split("\n")))


def _marked(text: str) -> str:
    """*text* with the marks of its lists and headings at the very beginning of their lines."""
    return LINE_MARK.sub(r"\1 ", text)
