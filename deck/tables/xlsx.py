"""XLSX workbooks: the values that the sheet shows, as text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from deck.problems import Mark, Problems, Severity, did_you_mean
from deck.source.project import read_bytes
from deck.tables.table import MOST_CELLS, Table, cell_mark, grid_table, tell_too_big

Grid = list[tuple[int, list[str]]]
LARGEST_BOOK, PIECE = 100_000_000, 1_000_000  # bytes, unpacked; ten thousand cards take 25,000,000
MOST_TAGS = 4_000_000  # elements begun and ended; a cell has eight
MOST_ROWS = 1_048_576  # of a sheet (Excel specifications and limits)

INSTALL = 'Install what reads spreadsheets:  pip install "deckpress[tables]"  or save the table as CSV.'
MOST_IN_CELL = 32_767  # characters (Excel specifications and limits); openpyxl would cut the rest off
# Signs that XML cannot hold, and what looks like their stand-in (ECMA-376, part 1, 22.4.2.4: ST_Xstring).
_UNWRITTEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\r\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_STAND_IN = re.compile("_x([0-9A-Fa-f]{4})_")


class TooBigError(Exception):
    """A sheet of more cells than any deck has."""


def read_xlsx(file: Path, sheet: str, problems: Problems) -> Table | None:
    """The table on a sheet of a workbook (the first that is not empty unless named); None when unreadable (noted)."""
    if not _can(problems):
        return None
    raw = read_bytes(file, problems)
    if raw is None:
        return None
    before = len(problems.found)
    try:
        found = _grid(raw, sheet, file, problems)
    except TooBigError:
        del problems.found[before:]
        tell_too_big(file, problems)
        return None
    except Exception:  # a broken file makes openpyxl fail in any of its parts
        del problems.found[before:]
        hints = ["Open it in a spreadsheet program and save it anew as .xlsx, without a password."]
        problems.add("this spreadsheet cannot be read.", Mark(file, 1), hints=hints)
        return None
    if found is None:
        return None
    grid, name = found
    return grid_table(file, grid, f'sheet "{name}"', problems)


def _grid(raw: bytes, wanted: str, file: Path, problems: Problems) -> tuple[Grid, str] | None:
    """The texts of a sheet with the numbers of its rows, and its name; None when there is none (noted)."""
    if not _bearable(raw):
        tell_too_big(file, problems)
        return None
    values, formulas = (_opened(raw, shown) for shown in (True, False))
    name = _chosen(values, wanted, file, problems)
    if name is None:
        return None
    grid: Grid = []
    headings: list[str] = []
    for number, (row, typed) in enumerate(zip(_rows(values[name]), _rows(formulas[name]), strict=True), 1):
        headings = headings or [str(cell.value or _letter(index)) for index, cell in enumerate(row, 1)]
        told = (headings[index] if index < len(headings) else _letter(index + 1) for index in range(len(row)))
        texts = [
            _text(cell, formula, cell_mark(file, number, heading, _shown(cell)), problems)
            for heading, cell, formula in zip(told, row, typed, strict=True)
        ]
        grid.append((number, texts))
    return grid, name


def _bearable(raw: bytes) -> bool:
    """Whether a workbook unpacks to no more than any deck's: a small file may hold gigabytes of nothing."""
    with ZipFile(io.BytesIO(raw)) as packed:
        if sum(part.file_size for part in packed.infolist()) > LARGEST_BOOK:
            return False
        tags = 0
        for part in packed.infolist():
            with packed.open(part) as stream:
                while piece := stream.read(PIECE):
                    tags += piece.count(b"<")
        return tags <= MOST_TAGS


def _rows(sheet: Any) -> Iterator[Sequence[Any]]:
    """The rows of a sheet as they lie in the file, whatever it says of its size; TooBigError when there is no end."""
    sheet.reset_dimensions()
    cells = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells += len(row)
        if cells > MOST_CELLS or number > MOST_ROWS:
            raise TooBigError
        yield row


def _letter(column: int) -> str:
    """The letters by which a spreadsheet names a column (from 1)."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def _shown(cell: Any) -> str:
    return "" if cell.value is None else str(cell.value)


def _can(problems: Problems) -> bool:
    """Whether spreadsheets can be read here; told when not."""
    try:
        import openpyxl  # noqa: F401 - an extra: deckpress[tables]
    except ImportError:
        problems.add("spreadsheets (.xlsx) cannot be read or written here yet.", hints=[INSTALL])
        return False
    return True


def _opened(raw: bytes, values: bool) -> Any:
    """The workbook, read a row at a time: with the values that formulas gave, or with the formulas."""
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(raw), read_only=True, data_only=values, keep_links=False)


def _chosen(book: Any, wanted: str, file: Path, problems: Problems) -> str | None:
    """The name of the sheet to read; that there are others is told."""
    filled: list[str] = [
        sheet.title for sheet in book.worksheets if any(any(cell.value for cell in row) for row in _rows(sheet))
    ]
    if wanted:
        if wanted in filled:
            return wanted
        hints = [*did_you_mean(wanted, filled), f"Sheets with something on them: {', '.join(filled) or 'none'}."]
        problems.add(f'there is no sheet "{wanted}".', Mark(file, 1), hints=hints)
        return None
    if not filled:
        problems.add("this table is empty.", Mark(file, 1), hints=["Write names of columns into its first row."])
        return None
    if len(filled) > 1:
        said = f'only the sheet "{filled[0]}" is read, not {", ".join(filled[1:])}.'
        hints = [f'To take another:  deck import --sheet "{filled[1]}"  or in deck.yaml  cards: {{file: …, sheet: …}}']
        problems.add(said, Mark(file, 1), hints=hints, severity=Severity.WARNING)
    return filled[0]


def _text(cell: Any, typed: Any, mark: Mark, problems: Problems) -> str:
    """What a cell says, as text."""
    value = cell.value
    if value is None and typed.data_type == "f":
        hints = ["Open the table in a spreadsheet program and save it, so that the result is stored."]
        problems.add("this cell holds a formula whose result is not in the file.", mark, hints=hints)
        return ""
    if cell.data_type == "e":
        problems.add(f"this cell shows the error {value}.", mark, hints=["Mend the formula, or type the text."])
        return ""
    if isinstance(value, str):
        return _STAND_IN.sub(lambda match: chr(int(match[1], 16)), value)
    if isinstance(value, float | int) and not isinstance(value, bool) and "%" in str(cell.number_format):
        return f"{_plain(round(value * 100, 9))}%"  # stored as a share, shown as a percentage
    return _plain(value)


def _plain(value: Any) -> str:
    """A value that is not text as a person types it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, float):
        return f"{value:.15g}"  # as many digits as a spreadsheet shows
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return (
        value.isoformat(" ")
        if isinstance(value, datetime)
        else (value.isoformat() if isinstance(value, (date, time)) else str(value))
    )


def write_xlsx(headings: Sequence[str], rows: Sequence[Sequence[str]], problems: Problems) -> bytes | None:
    """A table as a workbook, every cell text; None when it cannot be (noted)."""
    if not _can(problems):
        return None
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "cards"
    for number, row in enumerate([headings, *rows], 1):
        for column, text in enumerate(row, 1):
            written = _UNWRITTEN.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
            if len(written) > MOST_IN_CELL:
                said = f'"{headings[column - 1]}" of card {number - 1} is too long for a cell of a spreadsheet.'
                problems.add(said, hints=["Write a CSV or JSON file instead:  deck export cards.csv"])
            elif text:
                cell = sheet.cell(number, column, written)
                cell.data_type = "s"  # text that begins with = is no formula
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.font = Font(bold=number == 1)
    for column, heading in enumerate(headings, 1):
        longest = max((len(row[column - 1]) for row in rows), default=0)
        sheet.column_dimensions[get_column_letter(column)].width = min(60, max(len(heading), longest) + 2)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
