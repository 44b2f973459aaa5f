"""deck build: make the PDF."""

from __future__ import annotations

import sys
import time
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import click

from deck.cli.options import make_order, order_options
from deck.cli.report import last_good, report
from deck.pipeline import Job, build, prepare
from deck.problems import DeckError, Problems
from deck.source.project import Project, find_project
from deck.units import mm

WORTH_A_BAR = 40  # sheets; fewer are done before a bar could be read


@click.command("build", epilog="Example:  deck build --category A --paper A3")
@order_options
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write this file.")
@click.pass_obj
def command(folder: Path, /, output: Path | None, **options: Any) -> int:
    """Build the print-ready PDF of the deck, or of a part of it."""
    started = time.perf_counter()
    problems = Problems()
    project = find_project(folder)
    order = make_order(**options)
    target = output
    try:
        job = prepare(project, order, problems)
        target = with_suffix(output) if output else job.target
        _build(job, target, problems)
    except DeckError as error:
        report(error.problems, project.root, last_good(target or _usual(project), project.root))
        return 1
    report(problems.found, project.root, "")
    click.echo(summarise(job, target, time.perf_counter() - started))
    return 0


def with_suffix(output: Path) -> Path:
    """The file that is meant: a name without an ending is a PDF."""
    return output if output.suffix or output.is_dir() else output.with_suffix(".pdf")


def _usual(project: Project) -> Path | None:
    """The last PDF that lies in output/, when the deck cannot say its own name."""
    files = sorted((project.root / "output").glob("*.pdf"), key=lambda file: file.stat().st_mtime)
    return files[-1] if files else None


def _build(job: Job, target: Path, problems: Problems) -> None:
    bar: AbstractContextManager[Any] = nullcontext()
    if job.sheets >= WORTH_A_BAR and sys.stderr.isatty():
        bar = click.progressbar(length=2 * job.sheets, label="Drawing", file=sys.stderr)
    with bar as progress:
        build(job, target, problems, lambda sheet: progress.update(1) if progress else None)


def summarise(job: Job, target: Path, seconds: float) -> str:
    """Two lines: what was printed and how it reads, and where it lies."""
    practices = sum(not card.special for card in job.cards)
    special = len(job.cards) - practices
    cards = f"{practices} card{'s' * (practices != 1)}" + (f" + {special} special" if special else "")
    if job.copies != len(job.cards):
        cards += f", {job.copies} with copies"
    sheets = f"{job.sheets} sheet{'s' * (job.sheets != 1)} of {job.press.paper.name or job.press.paper}"
    per_sheet = f"{len(job.grid.cells)} a sheet, flip on the {job.press.flip.replace('-', ' ')}"
    shown = target if not target.is_absolute() else _near(target)
    return f"{cards} on {sheets} ({per_sheet}); {reading(job)}.\n{shown}  ({seconds:.1f} s)"


def reading(job: Job) -> str:
    """The size of the longest text: ``body 6.5 pt, x-height 1.23 mm``."""
    texts = [text for card in job.cards for text in job.setter.texts(card) if text.size is not None]
    longest = max(texts, key=lambda text: sum(len(p.text) for p in text.paragraphs))
    galley, size = longest.galley, job.setter.setup.size
    name = size.name or f"{mm(size.width)} × {mm(size.height)} mm"
    style = longest.item.style.name
    return f"{name}, {style} {galley.size:.1f} pt, x-height {galley.x_height_mm:.2f} mm"


def _near(target: Path) -> Path:
    return target.relative_to(Path.cwd()) if target.is_relative_to(Path.cwd()) else target
