"""CSV: the separator found out, rows numbered as a spreadsheet numbers them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from deck.problems import Mark, Problems
from deck.source.nodes import LONGEST
from deck.tables.encoding import read_any_text
from deck.tables.table import Table, grid_table

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
WIDEST = 10 * LONGEST  # characters of one cell that are read at all; grid_table tells what is too long


def read_csv(file: Path, problems: Problems) -> Table | None:
    """The table in a CSV file; None when it cannot be read (noted)."""
    found = read_any_text(file, problems)
    if found is None:
        return None
    text, encoding = found
    separator, text, skipped = _separator(text)
    try:
        grid = [(number + skipped, cells) for number, cells in enumerate(_rows(text, separator), 1)]
    except csv.Error as error:
        _tell(error, text, separator, file, problems)
        return None
    return grid_table(file, grid, f"{encoding}, separated by {SEPARATORS[separator]}s", problems)


def _rows(text: str, separator: str) -> Iterable[list[str]]:
    csv.field_size_limit(WIDEST)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _separator(text: str) -> tuple[str, str, int]:
    """What parts the cells, the text without the line that says so, and how many lines that took.

    Spreadsheets may write ``sep=;`` first; else it is what parts most rows as it parts the headings.
    """
    head, _, rest = text.partition("\n")
    if head.strip('"').startswith("sep=") and head.strip('"')[4:] in SEPARATORS:
        return head.strip('"')[4:], rest, 1
    return max(SEPARATORS, key=lambda separator: _likeness(text, separator)), text, 0


def _likeness(text: str, separator: str) -> tuple[bool, float, int]:
    widths: list[int] = []
    try:
        for row in _rows(text, separator):
            if any(row):
                widths.append(len(row))
    except csv.Error:  # what was read until then speaks for it
        pass
    if not widths:
        return False, 0.0, 0
    return widths[0] > 1, sum(width == widths[0] for width in widths) / len(widths), widths[0]


def _tell(error: csv.Error, text: str, separator: str, file: Path, problems: Problems) -> None:
    """Note the row in which the quotation marks do not match."""
    row = 1
    try:
        for row, _ in enumerate(_rows(text, separator), 2):  # noqa: B007 - the last one is the one that is told
            pass
    except csv.Error:
        pass
    hints = ['A cell that holds a quotation mark is written  "like ""this""" ; a spreadsheet does it by itself.']
    said = "the quotation marks of this row do not match."
    if "field larger" in str(error):
        said, hints = "a cell of this row is far too long.", ["A quotation mark before it may have to be closed."]
    problems.add(said, Mark(file, row), hints=hints)


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV in UTF-8, with the byte order mark by which spreadsheets know it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")
