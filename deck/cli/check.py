"""deck check: everything but the writing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from deck.cli.build import count, reading
from deck.cli.options import make_order, order_options
from deck.cli.report import report
from deck.pipeline import prepare, sheets
from deck.problems import DeckError, Problems, Severity
from deck.source.project import find_project


@click.command("check", epilog="Example:  deck check --size poker")
@order_options
@click.pass_obj
def command(folder: Path, /, **options: Any) -> int:
    """Say what is wrong with the deck, and write nothing."""
    problems = Problems()
    project = find_project(folder)
    try:
        job = prepare(project, make_order(**options), problems)
        for _ in sheets(job):
            pass
    except DeckError as error:
        report(error.problems, project.root, "")
        return 1
    report(problems.found, project.root, "", Severity.NOTE)
    click.echo(f"All is well: {count(len(job.cards), 'card')}, {count(job.sheets, 'sheet')}; {reading(job)}.")
    return 0
