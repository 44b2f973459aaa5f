"""deck check: everything but the writing; with an output, the file that would be written is judged too."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from deck.cli.build import count, reading
from deck.cli.options import make_order, order_options
from deck.cli.report import report, say
from deck.order import Job
from deck.pipeline import build, prepare, sheets
from deck.problems import DeckError, Problems, Severity
from deck.source.project import find_project

JUDGED = ("sheets", "cards")


@click.command("check", epilog="Examples:  deck check --size poker    deck check --output press")
@order_options
@click.option("--output", metavar="NAME", help="Judge the PDF of this output as a print shop would.")
@click.pass_obj
def command(folder: Path, /, output: str | None, **options: Any) -> int:
    """Say what is wrong with the deck, and write nothing."""
    problems = Problems()
    project = find_project(folder)
    try:
        order = make_order(**options)
        job = prepare(project, replace(order, output=output) if output else order, problems)
        if output and job.press.output.kind not in JUDGED:
            problems.fail(f'the output "{output}" is not a PDF for a press; there is no preflight for it.')
        for _ in sheets(job):
            pass
        report(problems.found, project.root, "", Severity.NOTE)
        cards = sum(card.part == 1 for card in job.cards)
        say(f"All is well: {count(cards, 'card')}, {count(job.sheets, 'sheet')}; {reading(job)}.")
        return preflight_job(job, problems) if output else 0
    except DeckError as error:
        report(error.problems, project.root, "")
        return 1


def preflight_job(job: Job, problems: Problems) -> int:
    """Build *job* into a file that is thrown away, and print what a print shop would say of it; the exit code."""
    from deck.cli.preflight import tell
    from deck.preflight.findings import Expected

    # Faces in files of their own are the same faces in one file: that one is judged.
    output = replace(job.press.output, apart=False)
    whole = replace(job, press=replace(job.press, output=output))
    with tempfile.TemporaryDirectory(prefix="deckpress-") as folder:
        file = Path(folder) / f"{job.name}.pdf"
        build(whole, file, problems, lambda sheet: None)
        return tell(file, Expected(output.standard, output.ink_limit), problems)
