"""Tell problems on the terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from deck.problems import Problem, Severity, printable, summary, tell

MOST_TOLD = 1000  # problems at once; nobody reads on, and a file that is none of a deck holds a million


def report(problems: Iterable[Problem], root: Path, outcome: str, least: Severity = Severity.WARNING) -> None:
    """Print every problem from *least* up, the gravest last, and what became of the output when any is an error."""
    told = (problem for problem in problems if problem.severity >= least)
    found = sorted(told, key=lambda problem: -problem.severity)
    for problem in sorted(found[:MOST_TOLD], key=lambda problem: problem.severity):
        click.echo(tell(problem, root), err=True)
    rest = len(found) - MOST_TOLD
    if rest > 0:
        click.echo(f"{rest:,} more are told once these are mended.\n", err=True)
    if any(problem.severity is Severity.ERROR for problem in found):
        click.echo(summary(found, outcome).rstrip(), err=True)


def say(text: str) -> None:
    """Print lines that hold what was typed in files: names of cards, of files, of columns."""
    click.echo("\n".join(map(printable, text.split("\n"))))


def last_good(target: Path | None, root: Path) -> str:
    """What became of the output of a build that failed."""
    if target is not None and target.suffix.lower() == ".pdf" and os.path.isfile(target):
        name = target.relative_to(root).as_posix() if target.is_relative_to(root) else str(target)
        return f"Nothing was written; {name} is still your last good one."
    return "Nothing was written."
