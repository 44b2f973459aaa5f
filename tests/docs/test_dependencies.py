"""docs/dependencies.md says of every library what it is for, and of none that is not needed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/dependencies.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
FOR_WORK = {"all", "bench", "test", "torture"}  # extras that nothing that runs needs


def names(lines: list[str]) -> set[str]:
    return {re.split(r"[^\w.-]", line)[0] for line in lines}


def rows(heading: str) -> dict[str, list[str]]:
    """The cells of the table below *heading*, by the first of each row."""
    lines = PAGE.partition(heading)[2].partition("\n\n")[0].strip().splitlines()[1:]
    cells = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return {first: rest for first, *rest in cells}


def test_every_library_has_a_line_that_says_what_for() -> None:
    told = rows("| Library | What for | Without it |")
    assert {*told} == names(PROJECT["dependencies"])
    assert all(len(cells) == 2 and all(cells) for cells in told.values())


def test_every_library_of_an_extra_has_a_line() -> None:
    told = rows("| Library | Extra | What for |")
    wanted = {
        name: extra
        for extra, lines in PROJECT["optional-dependencies"].items()
        if extra not in FOR_WORK
        for name in names(lines)
    }
    assert {name: cells[0] for name, cells in told.items()} == wanted


def test_every_library_has_a_lowest_version() -> None:
    extras = [
        line for extra, lines in PROJECT["optional-dependencies"].items() if extra not in FOR_WORK for line in lines
    ]
    for line in (*PROJECT["dependencies"], *extras):
        assert re.match(r"[\w.-]+>=\d", line), line
