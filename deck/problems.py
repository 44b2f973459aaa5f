"""Problems told to a person who does not program: where, what, the line itself, the card, what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG
from typing import NoReturn

from msgspec import Struct
from msgspec.structs import replace

from deck.resources import bundle

LARGEST_SHOWN = 50_000_000  # bytes of a file of which a line is shown
LONGEST_LINE = 1000  # characters of a message's line
# Signs that turn the direction of what follows (Unicode Standard Annex 9, 2): with them a name can pose as another.
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
GOOD, PROBLEMS, MISTYPED, OUR_BUG, INTERRUPTED = 0, 1, 2, 3, 130  # exit codes


class Severity(IntEnum):
    """How much a problem matters: an error stops the build, the others are told."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


class Cell(Struct, frozen=True):
    """A cell of a table: where it is (``row 3, column "Title"``) and what stands in it."""

    place: str
    text: str = ""


class Mark(Struct, frozen=True):
    """Where something was typed: file, line and column (from 1), how many characters to underline, its lines.

    In a table *line* counts the rows, and *column* the characters of the *cell*.
    """

    file: Path
    line: int
    column: int = 1
    width: int = 0
    lines: int = 1
    cell: Cell | None = None

    @property
    def place(self) -> str:
        """Where it is in the file: ``line 3``, or ``row 3, column "Title"``."""
        return self.cell.place if self.cell else f"line {self.line}"


class Problem(Struct, frozen=True):
    """One thing that is wrong, and what to do about it."""

    what: str
    mark: Mark | None = None
    card: str = ""
    hints: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR

    def on_card(self, title: str) -> Problem:
        """The same problem, told with the card's title."""
        return replace(self, card=title)


class DeckError(Exception):
    """The deck cannot be built: carries every problem found until then."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.what for problem in self.problems))

    def __reduce__(self) -> tuple[type[DeckError], tuple[tuple[Problem, ...]]]:
        """What carries it from one process to another: its problems, not its sentence."""
        return DeckError, (self.problems,)


class Problems:
    """Collects the problems of a run, so that all are told at once."""

    def __init__(self) -> None:
        self.found: list[Problem] = []
        self._noted: set[Problem] = set()  # the same: a file of a deck's size may hold a hundred thousand problems

    def add(
        self,
        what: str,
        mark: Mark | None = None,
        *,
        card: str = "",
        hints: Iterable[str] = (),
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note one problem, once."""
        self.note(Problem(what, mark, card, tuple(hints), severity))

    def note(self, problem: Problem) -> None:
        """Note a problem that somebody else found, once."""
        if len(self._noted) != len(self.found):  # some were taken back
            self._noted = set(self.found)
        if problem not in self._noted:
            self._noted.add(problem)
            self.found.append(problem)

    def forget(self, problems: Iterable[Problem]) -> None:
        """Take back what has turned out otherwise."""
        gone = set(problems)
        self.found = [problem for problem in self.found if problem not in gone]

    @property
    def errors(self) -> list[Problem]:
        """Those that stop the build."""
        return [problem for problem in self.found if problem.severity is Severity.ERROR]

    def stop(self) -> None:
        """Raise DeckError when any problem so far is an error; go on quietly otherwise."""
        if self.errors:
            raise DeckError(self.found)

    def fail(self, what: str, mark: Mark | None = None, *, hints: Iterable[str] = ()) -> NoReturn:
        """Note a problem after which nothing more can be checked, and raise DeckError."""
        self.add(what, mark, hints=hints)
        raise DeckError(self.found)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name most like *word*, or None when none is alike."""
    names = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    return names[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The hint ``Did you mean "…"?`` when a known name is near, else nothing."""
    name = nearest(word, known)
    return (f'Did you mean "{name}"?',) if name else ()


def shortened(text: str, longest: int = 60) -> str:
    """*text* as a message quotes it: on one line, and not too long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 2].rstrip() + " …"


def pointed(typed: str, mark: Mark, lines: int = 0) -> Mark:
    """Where *typed* stands in what *mark* points at (or in that many *lines*); *mark* itself when it does not."""
    if mark.cell is not None:
        at = _one_line(mark.cell.text).find(typed)
        return replace(mark, column=at + 1, width=len(typed)) if at >= 0 else mark
    for number, line in list(enumerate(_lines_of(mark.file), 1))[mark.line - 1 : mark.line - 1 + (lines or mark.lines)]:
        at = line.find(typed, mark.column - 1 if number == mark.line else 0)
        if at >= 0:
            return Mark(mark.file, number, at + 1, len(typed))
    return mark


def tell(problem: Problem, root: Path) -> str:
    """One problem as text for the terminal; file names relative to *root*, ending in a blank line."""
    lines = [_line(_headline(problem, root)), ""]
    detail = _source_line(problem.mark) if problem.mark else []
    if problem.card:
        detail.append(_line(f'    Card: "{shortened(problem.card)}"'))
    lines += [*detail, ""] if detail else []
    lines += [_line(f"  {hint}") for hint in problem.hints]
    return "\n".join(lines).rstrip() + "\n"


def _headline(problem: Problem, root: Path) -> str:
    prefix = {Severity.WARNING: "Warning: ", Severity.NOTE: "Note: "}.get(problem.severity, "")
    if problem.mark is None:
        return prefix + problem.what[:1].upper() + problem.what[1:]
    return f"{prefix}{shown_path(problem.mark.file, root)}, {problem.mark.place}: {problem.what}"


def shown_path(file: Path, root: Path) -> str:
    """*file* as a person names it: relative to the project (or to what is bundled), with forward slashes."""
    for folder in (root, bundle()):
        if file.is_relative_to(folder):
            return file.relative_to(folder).as_posix()
    return str(file)


def _lines_of(file: Path) -> list[str]:
    """The lines of a file; none when it cannot be read."""
    try:
        status = file.stat()
        return _read_lines(file, status.st_mtime_ns, status.st_size) if S_ISREG(status.st_mode) else []
    except (OSError, ValueError):
        return []


@lru_cache(maxsize=4)
def _read_lines(file: Path, changed: int, size: int) -> list[str]:
    """The lines of a file as it was last *changed*: of a thousand problems in it all show a line."""
    return file.read_text("utf-8-sig", errors="replace").split("\n") if size <= LARGEST_SHOWN else []


def _typed_line(mark: Mark) -> str | None:
    """The line of the file, or the text of the cell, that a mark points at; None when it is not there."""
    if mark.cell is not None:
        return _one_line(mark.cell.text)
    lines = _lines_of(mark.file)
    return lines[mark.line - 1] if mark.line <= len(lines) else None


def _one_line(text: str) -> str:
    """*text* with its line ends as spaces, so that places in it stay what they are."""
    return text.replace("\n", " ")


def _source_line(mark: Mark) -> list[str]:
    """The typed line with its number, and the part that is meant underlined; nothing when unreadable."""
    typed = _typed_line(mark) if mark.width else None
    if typed is None:
        return []
    line, first = printable(typed.expandtabs(1)), mark.column - 1
    start = max(0, first - 60)  # a long line is shown around the spot
    shown = ("… " if start else "") + line[start : start + 100] + (" …" if len(line) > start + 100 else "")
    offset = first - start + (2 if start else 0)
    underline = "^" * max(1, _columns(shown[offset : offset + mark.width]))
    gutter = f"    {mark.line} | "
    return [gutter + shown, " " * (len(gutter) - 2) + "| " + " " * _columns(shown[:offset]) + underline]


def _line(text: str) -> str:
    """A line of a message, of a length that can be read: what was typed may be a whole book."""
    shown = printable(text)
    return shown if len(shown) <= LONGEST_LINE else f"{shown[: LONGEST_LINE // 2]} … {shown[-LONGEST_LINE // 4 :]}"


def printable(line: str) -> str:
    """*line* without the signs that steer the terminal, or turn what it shows around, instead of showing on it."""
    if line.isprintable():  # most are; it knows no Cc, no Cf and no Cs
        return line
    return "".join("�" if unicodedata.category(sign) in ("Cc", "Cs") or sign in TURNING else sign for sign in line)


def _columns(text: str) -> int:
    """How many columns of a terminal *text* takes: East Asian characters and emoji two, combining ones none."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(unicodedata.category(sign) in ("Mn", "Me", "Cf") for sign in text)


def summary(problems: Iterable[Problem], outcome: str) -> str:
    """The footer: ``3 problems in 2 files.`` and what became of the output."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    files = {problem.mark.file for problem in errors if problem.mark}
    count = f"{len(errors)} problem{'s' * (len(errors) != 1)}"
    where = f" in {len(files)} file{'s' * (len(files) != 1)}" if files else ""
    return f"{count}{where}. {outcome}"
