"""A table of cards: named columns, and rows of cells that know where they stand."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from deck.problems import Cell, Mark, Problems, did_you_mean
from deck.source.naming import clean
from deck.source.nodes import LONGEST, Mapping, Node, Scalar

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".json", ".md", ".markdown")
MOST_CELLS, MOST_COLUMNS = 1_000_000, 500  # the largest deck that we measure has 35,000 cards of 8 columns
LIVE = (".csv", ".tsv", ".txt", ".xlsx", ".json")  # those in which a deck may keep its cards


class Table(Struct, frozen=True):
    """Columns by heading, each with its place, and a group of values by heading for each card.

    The ``keys`` of a row hold the place of every cell, of the empty ones too.
    """

    file: Path
    columns: dict[str, Mark]
    rows: list[Mapping]
    seen: str = ""  # how the file was read, for the person who looks on


def cell_mark(file: Path, row: int, column: str, text: str = "") -> Mark:
    """Where a cell is."""
    place = f'row {row}, column "{column}"' if column else f"row {row}"
    return Mark(file, row, 1, len(text), 1, Cell(place, text))


def grid_table(file: Path, grid: list[tuple[int, list[str]]], seen: str, problems: Problems) -> Table | None:
    """The table of a *grid* of texts, each row with its number; the first that is not empty holds the headings."""
    filled = [(number, cells) for number, cells in grid if any(cell.strip() for cell in cells)]
    if not filled:
        problems.add("this table is empty.", Mark(file, 1), hints=["Write names of columns into its first row."])
        return None
    widest = max(len(cells) for _, cells in filled)
    if widest > MOST_COLUMNS or widest * len(filled) > MOST_CELLS:
        tell_too_big(file, problems)
        return None
    first, headings = filled[0][0], [" ".join(clean(cell).split()) for cell in filled[0][1]]
    columns = _columns(file, first, headings, problems)
    rows = [_row(file, number, headings, cells, problems) for number, cells in filled[1:]]
    return Table(file, columns, rows, seen)


def tell_too_big(file: Path, problems: Problems) -> None:
    """Note that a table is larger than any deck's."""
    said = f"this table is too big to be part of a deck: more than {MOST_CELLS:,} cells, or {MOST_COLUMNS} columns."
    hints = ["Is it the right file? Delete the columns and rows that are not the cards', also the empty ones."]
    problems.add(said, Mark(file, 1), hints=hints)


def _columns(file: Path, row: int, headings: list[str], problems: Problems) -> dict[str, Mark]:
    columns: dict[str, Mark] = {}
    for heading in headings:
        mark = cell_mark(file, row, heading, heading)
        if heading in columns:
            problems.add(f'two columns are called "{heading}".', mark, hints=["Give one of them another name."])
        elif heading:
            columns[heading] = mark
    return columns


def _row(file: Path, number: int, headings: list[str], cells: list[str], problems: Problems) -> Mapping:
    row = Mapping({}, {}, cell_mark(file, number, ""))
    for index, cell in enumerate(cells):
        heading = headings[index] if index < len(headings) else ""
        if not heading:
            if cell.strip():
                mark = cell_mark(file, number, "", cell)
                said = "this row has a cell without a name above it."
                problems.add(said, mark, hints=["Name its column in the first row, or empty the cell."])
            continue
        text = clean(cell)
        row.keys[heading] = cell_mark(file, number, heading, text)
        if text.strip() and _fits(text, row.keys[heading], problems):
            row.entries[heading] = Scalar(text, row.keys[heading])
    for heading in headings[len(cells) :]:
        if heading:
            row.keys[heading] = cell_mark(file, number, heading)
    return row


def _fits(text: str, mark: Mark, problems: Problems) -> bool:
    """Whether *text* can be kept in a file of cards; what cannot is noted."""
    if len(text) > LONGEST:
        said = f"this text is {len(text):,} characters long; a card holds about 2,000."
        problems.add(said, mark, hints=["Is it the right text? A quotation mark may have to be closed."])
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        problems.add("this text holds half of a letter, which no card can show.", mark, hints=["Type it again."])
        return False
    return True


def checked(node: Node, problems: Problems) -> Node:
    """A *node* all of whose texts can be kept; what cannot is noted."""
    if isinstance(node, Scalar):
        node.text = clean(node.text)
        _fits(node.text, node.mark, problems)
    else:
        for inner in node.entries.values() if isinstance(node, Mapping) else node.items:
            checked(inner, problems)
    return node


def read_table(file: Path, problems: Problems, sheet: str = "") -> Table | None:
    """The table in *file*, by the ending of its name; None when it cannot be read (noted)."""
    suffix = file.suffix.lower()
    if suffix == ".xlsx":
        from deck.tables.xlsx import read_xlsx

        return read_xlsx(file, sheet, problems)
    if suffix in (".csv", ".tsv", ".txt"):
        from deck.tables.separated import read_csv

        return read_csv(file, problems)
    if suffix == ".json":
        from deck.tables.json import read_json

        return read_json(file, problems)
    if suffix in (".md", ".markdown"):
        from deck.tables.markdown import read_markdown

        return read_markdown(file, problems)
    tell_kind(file, problems)
    return None


def tell_kind(file: Path, problems: Problems) -> None:
    """Note that *file* is of a kind that is not read here."""
    old = {".xls": "Save it as .xlsx and take that.", ".ods": "Save it as .xlsx or .csv and take that."}
    near = did_you_mean(file.suffix.lower(), SUFFIXES) if file.suffix else ()
    kinds = "Tables are files of type .csv, .xlsx or .json; deck import takes .md too."
    problems.add(
        f'"{file.name}" is not a table that can be read.',
        hints=[hint for hint in (old.get(file.suffix.lower()), *near, kinds) if hint],
    )
