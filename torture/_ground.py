"""What the tortures share: a small deck to torture, the command as a process, and the table of what happened."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from deck.whole import FILE, PREFIX, ROOM

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs" / "torture.md"
SEED = 20261124  # so that a second run does the same
DECK = """\
title: Small deck
publisher: A publisher
language: en
date: 2026-11-23
size: poker
categories:
  A: {name: Mobility, color: cmyk(0 5 100 0)}
  B: {name: Work, color: cmyk(60 0 0 0)}
fields:
  description: {label: Description, required: true}
"""
CARDS = "category: {letter}\ncards:\n"
CARD = "  - title: {letter} card {number}\n    icon: dot\n    description: {words}\n"
ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M1 1h8v8h-8z"/></svg>\n'
PDF = "output/small-deck.pdf"
ABANDONED = (PREFIX, FILE, ROOM)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was tried: what, how often, what happened; *bad* are the times that it should not have."""

    what: str
    times: int
    happened: str
    bad: tuple[str, ...] = ()


def make_deck(root: Path, cards: int = 4, words: str = "Words of a card.") -> Path:
    """A deck of so many cards, half of them in each of two files."""
    for letter in "AB":
        listed = (CARD.format(letter=letter, number=number, words=words) for number in range(1, cards // 2 + 1))
        write(root / f"cards/{letter}.yaml", CARDS.format(letter=letter) + "".join(listed))
    write(root / "deck.yaml", DECK)
    write(root / "assets/icons/dot.svg", ICON)
    return root


def write(file: Path, text: str) -> None:
    """A file and its folders."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")


def content(root: Path) -> dict[str, bytes]:
    """Every file below *root* by its place, but what is kept of former saves."""
    files = (
        file for file in sorted(root.rglob("*"))
        if file.is_file() and not any(part.startswith(".deckpress") for part in file.parts)
    )  # fmt: skip
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def litter(root: Path) -> list[str]:
    """What lies below *root* that a killed process left."""
    return [str(file.relative_to(root)) for file in root.rglob(f"{PREFIX}*") if file.suffix in (FILE, ROOM)]


def environment(**more: str) -> dict[str, str]:
    """An environment in which the command is the one of this repository."""
    kept = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "COLUMNS")}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **more}


def command(*arguments: str) -> list[str]:
    """The command line of ``deck`` with *arguments*."""
    return [sys.executable, "-m", "deck", *arguments]


def run(*arguments: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """``deck`` as a process of its own."""
    return subprocess.run(
        command(*arguments), cwd=folder, env=environment(**more), stdin=subprocess.DEVNULL, capture_output=True,
        text=True, encoding="utf-8", errors="replace", timeout=1800, check=False,
    )  # fmt: skip


def processes_in(folder: Path) -> list[int]:
    """The processes that work in *folder* (Linux; elsewhere none are found)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if Path(os.readlink(entry / "cwd")) == folder and "Z" not in (entry / "stat").read_text().split()[2]:
                found.append(int(entry.name))
        except OSError:  # gone, or another's
            continue
    return found


def soon(condition: object, patience: float = 5.0) -> bool:
    """Whether *condition* (a function) comes true before *patience* (s) is over."""
    assert callable(condition)
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def tell(topic: str, rows: Iterator[Row], to_page: bool) -> int:
    """Print every row as it comes, and enter them into the page when wanted; how many went wrong."""
    told: list[Row] = []
    started = time.monotonic()
    for row in rows:
        passed = time.monotonic() - started
        click.echo(f"{passed:5.0f} s  {'BAD ' if row.bad else 'good'}  {row.what} ({row.times}): {row.happened}")
        for bad in row.bad[:5]:
            click.echo(f"      {bad}")
        told.append(row)
    if to_page:
        enter(topic, ["| What | Times | What happened |", "|---|---|---|", *map(_line, told)])
    return sum(bool(row.bad) for row in told)


def _line(row: Row) -> str:
    happened = f"**{len(row.bad)} bad:** {row.bad[0]}" if row.bad else row.happened
    return f"| {row.what} | {row.times} | {happened} |"


def enter(topic: str, lines: list[str]) -> None:
    """Put *lines* between the two notes of *topic* in the page."""
    text = TABLE.read_text("utf-8")
    before, begin, rest = text.partition(f"<!-- {topic} -->\n")
    _, end, after = rest.partition(f"<!-- end of {topic} -->\n")
    if not begin or not end:
        raise click.ClickException(f"docs/torture.md has no place for {topic}.")
    TABLE.write_text(before + begin + "\n".join(lines) + "\n" + end + after, "utf-8", newline="\n")


def told_badly(said: str) -> Mapping[str, str] | None:
    """What no person should read: a traceback, or the confession of a fault of ours."""
    for sign in ("Traceback", "error of its own", "Exception ignored"):
        if sign in said:
            return {"sign": sign, "said": said[-600:]}
    return None
