"""deck import: bring the cards of a table into the deck."""

from __future__ import annotations

from pathlib import Path

import click

from deck.cli.report import report, say
from deck.problems import DeckError, Problems, did_you_mean, shown_path
from deck.source.cardfiles import CARD_KEYS, FIELD
from deck.source.project import find_project
from deck.tables.bring import Plan, carry_out, plan_import
from deck.tables.columns import Match
from deck.tables.palette import written
from deck.tables.table import Table, read_table
from deck.whole import sweep_project

REMARKS = {
    "named": "as you said",
    "known": "",
    "guess": "a guess; if it is wrong:  --map",
    "new": "a new field",
    "left out": "left out, as you said",
}


@click.command("import", epilog='Example:  deck import ideas.xlsx --map "What it is=description"')
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE")
@click.option("--map", "given", multiple=True, metavar="COLUMN=FIELD", help="What a column is (repeatable).")
@click.option("--sheet", default="", metavar="NAME", help="The sheet of a workbook; else its first.")
@click.option("--dry-run", is_flag=True, help="Show what would become of it, and write nothing.")
@click.pass_obj
def command(folder: Path, /, file: Path, given: tuple[str, ...], sheet: str, dry_run: bool) -> int:
    """Bring the cards of a table (CSV, XLSX, JSON, Markdown) into cards/, a file for each category.

    Columns become fields by their names; what each became is shown. Categories that the deck lacks are added to
    deck.yaml, with colours of their own. No file of cards is ever overwritten.
    """
    problems = Problems()
    project = find_project(folder)
    sweep_project(project.root)
    try:
        table = read_table(file.resolve(), problems, sheet)
        problems.stop()
        assert table is not None, "a table that cannot be read is a problem"
        plan = plan_import(project, table, _given(given, table), problems)
        if not dry_run:
            carry_out(plan, project, problems)
    except DeckError as error:
        report(error.problems, project.root, "Nothing was written.")
        return 1
    report(problems.found, project.root, "")
    say("\n".join(_told(plan, shown_path(table.file, project.root))))
    say("Nothing was written: this was a dry run." if dry_run else "Now run:  deck check")
    return 0


def _given(typed: tuple[str, ...], table: Table) -> dict[str, str]:
    """What --map says, by column; a usage error for a column that the table does not have."""
    given: dict[str, str] = {}
    for pair in typed:
        column, equals, key = (part.strip() for part in pair.rpartition("="))
        if not equals:
            raise click.UsageError(
                f'--map takes a column and a field, as in  --map "What it is=description", not "{pair}".'
            )
        if column not in table.columns:
            hint = " ".join((*did_you_mean(column, table.columns), f"Its columns: {', '.join(table.columns)}."))
            raise click.UsageError(f'The table has no column "{column}". {hint}')
        if key and key in given.values():
            raise click.UsageError(f'Two columns cannot both become "{key}".')
        if key and key not in CARD_KEYS and not FIELD.fullmatch(key.removeprefix("labels.")):
            raise click.UsageError(f'A field cannot be called "{key}": take letters and _.')
        given[column] = key
    return given


def _told(plan: Plan, name: str) -> list[str]:
    """What became of the table: its columns, its categories, its files."""
    width = max((len(match.column) for match in plan.matches), default=0)
    lines = [f"{name}: {plan.cards} card{'s' * (plan.cards != 1)} ({plan.table.seen})", ""]
    wide = max((len(match.key) for match in plan.matches), default=0)
    lines += [_column(match, width, wide) for match in plan.matches]
    lines += ["", *(f"new category {letter}: {shape.name}, {written(shape.color)}"
                    for letter, shape in plan.categories.items())]  # fmt: skip
    return [*lines, *plan.files]


def _column(match: Match, width: int, wide: int) -> str:
    remark = REMARKS[match.how] + (f' "{match.column}=…"' if match.how == "guess" else "")
    return f"  {match.column:{width}}  →  {match.key or '-':{wide}}  {remark}".rstrip()
