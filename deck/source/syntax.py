"""YAML's own error messages, said again for people who do not program.

What the reader complains of is often far from what was mistyped. So each rule looks at the lines themselves; the
first that knows what happened tells it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from deck.problems import Mark, Problems
from deck.source.indenting import colon, ended, hyphen, indent, no_colon, note_in_text, odd_space
from deck.source.quoting import brackets, nested, quotes, signs
from deck.source.trouble import Saying, Trouble

RULES: tuple[Callable[[Trouble], Saying | None], ...] = (
    nested,
    odd_space,
    no_colon,
    quotes,
    brackets,
    colon,
    ended,
    hyphen,
    signs,
    note_in_text,
    indent,
)


def syntax_problem(error: yaml.MarkedYAMLError, text: str, file: Path, problems: Problems) -> None:
    """Note what a YAML syntax error means, where it stands, and how to mend it."""
    trouble = _trouble(error, text.split("\n"))
    saying = next(saying for rule in RULES if (saying := rule(trouble)))
    mark = Mark(file, saying.line, saying.column, saying.width)
    problems.add(saying.what, mark, hints=saying.hints)


def _trouble(error: yaml.MarkedYAMLError, lines: list[str]) -> Trouble:
    stop = error.problem_mark or error.context_mark
    line, column = _within(lines, stop)
    return Trouble(
        f"{error.context or ''} {error.problem or ''}", lines, line, column, _within(lines, error.context_mark or stop)
    )


def _within(lines: list[str], mark: Any) -> tuple[int, int]:
    """Line and column of a mark of PyYAML's; at the end of the last line for one past the end."""
    last = max(1, len(lines) - (not lines[-1]))
    if mark is None or mark.line >= last:
        return last, len(lines[last - 1]) + 1
    return mark.line + 1, mark.column + 1
