"""A small good project to spoil, and the command run on it as a person would.

What is meant to be underlined in a message is typed between ``⟦`` and ``⟧`` in the text that spoils a file; the
brackets are taken out before it is written, and their place is where the message must point.
"""

from __future__ import annotations

import io
import os
import re
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unicodedata import combining, east_asian_width
from unittest.mock import patch

import pytest

from deck.cli import main

DECK = """\
title: Small deck
subtitle: It has {count} cards
publisher: A publisher
licence: Free to share.
language: en
date: 2026-11-23
layout: plain
size: poker
paper: A4
categories:
  A: {name: Mobility, color: cmyk(0 5 100 0)}
  B: {name: Work, color: cmyk(60 0 0 0)}
fields:
  description: {label: Description, required: true}
  examples: {label: Examples}
"""
CARDS_A = """\
category: A
cards:
  - id: carpool
    title: Carpooling
    icon: car
    tags: [road, shared]
    description: >-
      Several people share one car
      for the same journey.
    examples: BlaBlaCar, Djump.
  - title: Car sharing
    icon: car
    copies: 2
    description: A car for a short time.
"""
CARDS_B = """\
category: B
cards:
  - title: Coworking
    icon: desk
    description: A place for all who work.
"""
LAYOUT = """\
bleed: 3mm
safe: 4mm
corner: 3mm
styles:
  title: {weight: bold, size: 9pt..16pt, leading: 1.1}
  body: {size: 5pt..9pt, leading: 1.2}
  label: {like: body, weight: bold}
front:
  - fill: category
    box: {top: 0, left: 0, right: 0, height: 60%}
  - art: "{icon}"
    box: {top: 10%, left: 15%, right: 15%, height: 40%}
  - text: "{front_title}"
    style: title
    box: {top: 65%, left: safe, right: safe, bottom: safe}
back:
  - text: "{title}"
    style: title
    box: {top: safe, left: safe, right: safe, height: 12%}
  - flow: fields
    style: body
    label: label
    box: {top: 20%, left: safe, right: safe, bottom: safe}
"""
ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M1 1h8v8h-8z"/></svg>\n'
FILES = {
    "deck.yaml": DECK,
    "cards/A.yaml": CARDS_A,
    "cards/B.yaml": CARDS_B,
    "layouts/plain.yaml": LAYOUT,
    "assets/icons/car.svg": ICON,
    "assets/icons/desk.svg": ICON,
}
PDF = "output/small-deck.pdf"

_UNDERLINED = re.compile(r"^ +(\d+) \| (.*)\n +\| ( *)(\^+)$", re.MULTILINE)
_HEADLINE = re.compile(r"^(?:Warning: |Note: )?([^\s,]+), line (\d+): (.*)$", re.MULTILINE)
# Words of programmers, which no message may hold; file names end in .yaml, which is no word.
JARGON = re.compile(
    r"YAML|Python|Traceback|[A-Z]\w+Error|[Ee]xception|Errno|UTF-16|\b(?:mappings?|scalars?|sequences?|tokens?|anchors?|"
    r"alias(?:es)?|parsed?|parser|parsing|null|None|dict|str|int|float|bool|boolean|integer|string|schema|invalid|"
    r"validation|pydantic|nodes?|codec|bytes?|input|module)\b"
)


@dataclass(frozen=True, slots=True)
class Result:
    """What a run printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        """The problems told, each from its headline to the last hint, without the footer."""
        blocks = re.split(r"\n\n(?=\S)", self.err.strip())
        return [block for block in blocks if block and not re.match(r"\d+ problems?\b", block)]

    @property
    def errors(self) -> list[str]:
        """Those of them that stop the build."""
        return [problem for problem in self.problems if not problem.startswith(("Warning: ", "Note: "))]

    @property
    def footer(self) -> str:
        """The last line."""
        return self.err.rstrip().rpartition("\n")[2]


def underlined(problem: str) -> tuple[int, int, str] | None:
    """Line, column and text of what a problem underlines; None when it shows no line."""
    match = _UNDERLINED.search(problem)
    if match is None:
        return None
    shown, columns = match[2], range(len(match[3]), len(match[3]) + len(match[4]))
    place, before, under = 0, 0, ""
    for sign in shown:  # a wide character takes two columns, a combining one none
        under += sign * (place in columns)
        before += place < columns.start
        place += 0 if combining(sign) else 1 + (east_asian_width(sign) in "WF")
    return int(match[1]), before + 1, under


def headline(problem: str) -> tuple[str, int]:
    """The file and the line that a problem names first."""
    match = _HEADLINE.match(problem)
    assert match is not None, problem
    return match[1], int(match[2])


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake in a file of the good project, and how it must be told: sentence, hint, and the card's title if any."""

    name: str
    file: str
    old: str
    new: str
    what: str
    hint: str
    card: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was typed, and what."""

    file: str
    line: int
    column: int
    typed: str


class Project:
    """A project in a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file of the project, as it is."""
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def mark(self, name: str, text: str) -> Place | None:
        """Write a file without its brackets ⟦ ⟧, and say where they stood."""
        before, bracket, rest = text.partition("⟦")
        typed = rest.partition("⟧")[0]
        self.write(name, before + rest.replace("⟧", "", 1))
        if not bracket:
            return None
        return Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"), typed)

    def spoil(self, name: str, old: str, new: str) -> Place | None:
        """Replace *old*, which must occur once, by *new*; where its brackets stood."""
        text = (self.root / name).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {name}"
        return self.mark(name, text.replace(old, new))

    def files(self) -> dict[str, bytes]:
        """Every file below the project's folder with its content."""
        return {
            file.relative_to(self.root).as_posix(): file.read_bytes()
            for file in sorted(self.root.rglob("*"))
            if file.is_file()
        }

    def run(self, *arguments: str, folder: Path | None = None) -> Result:
        """Run ``deck`` in the project's folder, in this process."""
        out, err = io.StringIO(), io.StringIO()
        with (
            chdir(folder or self.root),
            patch.object(sys, "argv", ["deck", *arguments]),
            patch.dict(os.environ, {"COLUMNS": "120"}),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            try:
                main()
                code: object = 0
            except SystemExit as end:
                code = end.code
        return Result(code if isinstance(code, int) else -1, out.getvalue(), err.getvalue())


def slips(*table: Slip) -> pytest.MarkDecorator:
    """Run a test on every slip of a table."""
    return pytest.mark.parametrize("slip", [pytest.param(slip, id=slip.name) for slip in table])


def assert_told(project: Project, slip: Slip) -> None:
    """Make a slip, build, and assert that it alone is told, in its place, and that nothing was written."""
    place = project.spoil(slip.file, slip.old, slip.new)
    assert_refused(project, place, slip.file, slip.what, slip.hint, slip.card)


def assert_refused(project: Project, place: Place | None, file: str, what: str, hint: str, card: str = "") -> None:
    """Build a spoilt project, and assert that its one problem is told well and that nothing was written."""
    before = project.files()
    result = project.run("build")
    assert (result.code, result.out) == (1, ""), result.err
    (problem,) = result.errors
    assert headline(problem)[0] == file
    if place is not None:
        assert headline(problem)[1] == place.line, problem
        assert underlined(problem) == (place.line, place.column, place.typed.expandtabs(1)), problem
    assert what in problem.partition("\n")[0], problem
    assert hint in problem.partition("\n\n")[2], problem
    assert (f'    Card: "{card}"' in problem) if card else "    Card:" not in problem, problem
    assert_untouched(project, before, result, file)


def assert_untouched(project: Project, before: dict[str, bytes], result: Result, *files: str) -> None:
    """Assert that a failed build told its outcome in plain words and left every file as it was."""
    assert not JARGON.search(result.err), JARGON.search(result.err)
    count = len(result.errors)
    told = f"{count} problem{'s' * (count != 1)}"
    where = f" in {len(files)} file{'s' * (len(files) != 1)}" if files else ""
    assert result.footer == f"{told}{where}. Nothing was written; {PDF} is still your last good one."
    assert project.files() == before


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A good project that was built before."""
    project = Project(tmp_path / "project")
    project.write(PDF, "the last good one")
    return project
