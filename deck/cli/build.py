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

NOT_CARDS = ("icons", "layouts", "calibration")  # what other commands write into output/
WORTH_A_BAR = 40  # sheets; fewer are done before a bar could be read


@click.command("build", epilog="Example:  deck build --category A --paper A3")
@order_options
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write this file, or into this folder."
)
@click.pass_obj
def command(folder: Path, /, output: Path | None, **options: Any) -> int:
    """Build the print-ready PDF of the deck, or of a part of it."""
    started = time.perf_counter()
    problems = Problems()
    project = find_project(folder)
    order = make_order(**options)
    target = None if output is None or output.is_dir() else as_pdf(output)
    try:
        job = prepare(project, order, problems)
        target = target or (output / job.target.name if output else job.target)
        _build(job, target, problems)
    except DeckError as error:
        report(error.problems, project.root, last_good(target or _usual(project), project.root))
        return 1
    report(problems.found, project.root, "")
    click.echo(summarise(job, target, time.perf_counter() - started))
    return 0


def as_pdf(output: Path) -> Path:
    """The file that is meant: a name without the ending .pdf gets it."""
    return output if output.suffix.lower() == ".pdf" else output.with_name(f"{output.name}.pdf")


def _usual(project: Project) -> Path | None:
    """The last PDF of cards that lies in output/, when the deck cannot say its own name."""
    files = [file for file in (project.root / "output").glob("*.pdf") if file.stem not in NOT_CARDS and file.is_file()]
    return max(files, key=lambda file: file.stat().st_mtime, default=None)


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
    cards = count(practices, "card") + (f" + {special} special" if special else "")
    if job.copies != len(job.cards):
        cards += f", {job.copies} with copies"
    sheets = f"{count(job.sheets, 'sheet')} of {job.press.paper.name or job.press.paper}"
    per_sheet = f"{len(job.grid.cells)} a sheet, flip on the {job.press.flip.replace('-', ' ')}"
    shown = target if not target.is_absolute() else _near(target)
    return f"{cards} on {sheets} ({per_sheet}); {reading(job)}.\n{shown}  ({seconds:.1f} s)"


def count(number: int, what: str) -> str:
    """``1 card``, ``2 cards``."""
    return f"{number} {what}{'s' * (number != 1)}"


def reading(job: Job) -> str:
    """The size of the longest text: ``body 6.5 pt, x-height 1.23 mm``."""
    texts = [text for card in job.cards for text in job.setter.texts(card) if text.size is not None]
    longest = max(texts, key=lambda text: sum(len(p.text) for p in text.paragraphs), default=None)
    size = job.setter.setup.size
    name = size.name or f"{mm(size.width)} × {mm(size.height)} mm"
    if longest is None:
        return f"{name}, no text"
    galley = longest.galley
    style = longest.item.style.name
    return f"{name}, {style} {galley.size:.1f} pt, x-height {galley.x_height_mm:.2f} mm"


def _near(target: Path) -> Path:
    return target.relative_to(Path.cwd()) if target.is_relative_to(Path.cwd()) else target
