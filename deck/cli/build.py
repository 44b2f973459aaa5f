"""deck build: make the PDF."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from deck.cli.options import make_order, order_options
from deck.cli.report import last_good, report, say
from deck.order import Job, Order
from deck.outputs import DEFAULT
from deck.pipeline import build, prepare
from deck.problems import INTERRUPTED, DeckError, Problems
from deck.source.project import Project, find_project
from deck.source.state import ChangedMeanwhileError
from deck.timings import Timings
from deck.units import MM, mm
from deck.whole import sweep_project

NOT_CARDS = ("icons", "layouts", "calibration")  # what other commands write into output/
USUALLY = (DEFAULT.name,)
ATTEMPTS = 3  # at building a deck that is being saved meanwhile
WORTH_A_BAR = 40  # sheets; fewer are done before a bar could be read


@click.command("build", epilog="Examples:  deck build --category A    deck build press cards --size poker")
@click.argument("outputs", nargs=-1, metavar="[OUTPUT]...")
@order_options
@click.option(
    "-o",
    "--output",
    "wanted",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write this file, or into this folder.",
)
@click.option("--timings", is_flag=True, help="Say where the time went, stage by stage.")
@click.pass_obj
def command(folder: Path, /, outputs: tuple[str, ...], wanted: Path | None, timings: bool, **options: Any) -> int:
    """Build the print-ready deck, or a part of it: sheets for your printer, or the OUTPUTs you name.

    To see what there is, run:  deck outputs
    """
    if wanted is not None and len(outputs) > 1:
        raise click.UsageError("-o names one file; build one output at a time with it.")
    project, order = find_project(folder), make_order(**options)
    sweep_project(project.root)
    done: list[str] = []
    try:
        return max(_one(project, replace(order, output=name), wanted, timings, done) for name in outputs or USUALLY)
    except (KeyboardInterrupt, click.Abort):
        if not done:
            raise
        click.echo(f"Interrupted. Finished before: {', '.join(done)}.", err=True)
        return INTERRUPTED


def _one(project: Project, order: Order, wanted: Path | None, timed: bool, done: list[str]) -> int:
    """Build one output, anew when files are saved meanwhile; its exit code."""
    for _ in range(ATTEMPTS - 1):
        try:
            return _attempt(project, order, wanted, timed, done)
        except ChangedMeanwhileError as error:
            click.echo(f"{error} It is built anew.", err=True)
    return _attempt(project, order, wanted, timed, done, last=True)


def _attempt(
    project: Project, order: Order, wanted: Path | None, timed: bool, done: list[str], last: bool = False
) -> int:
    """Build one output; its exit code. ChangedMeanwhileError, unless it is the *last* attempt, when files changed."""
    started, timings = time.perf_counter(), Timings()
    timings.seconds["start"] = time.process_time()  # the processor's time until now: Python and what it imports
    problems = Problems()
    target = None
    try:
        job = prepare(project, order, problems, timings, trust=True)
        if not job.cards:
            say(f"No card has changed since {order.changed_since}; there is nothing to print.")
            return 0
        target = target_of(wanted, job)
        with _noting(target, done):
            _build(job, target, problems, timings)
    except DeckError as error:
        if isinstance(error, ChangedMeanwhileError) and not last:
            raise
        former = target or (_former(wanted) if wanted else _usual(project))
        report(error.problems, project.root, last_good(former, project.root))
        return 1
    report(problems.found, project.root, "")
    say(summarise(job, target, time.perf_counter() - started))
    if timed:
        say(timings.table(len(job.cards)))
    return 0


@contextmanager
def _noting(target: Path, done: list[str]) -> Iterator[None]:
    """Note *target* among what is *done* as soon as it is in place, even if an interruption comes right then."""
    before = _identity(target)
    try:
        yield
    finally:
        if _identity(target) not in (before, None):
            done.append(_shown(target))


def _identity(target: Path) -> object:
    """What tells one file or folder from another that takes its place."""
    try:
        status = os.stat(target)
    except (OSError, ValueError):  # ValueError: letters that this computer does not allow in names
        return None
    return status.st_ino, status.st_mtime_ns


def target_of(wanted: Path | None, job: Job) -> Path:
    """The file (or folder of files) that is meant: inside a folder that is named, else with the ending .pdf.

    A folder of files goes inside even a folder that is not there yet: the same command writes to the same place.
    """
    if wanted is None:
        return job.target
    if os.path.isdir(wanted) or job.target.suffix != ".pdf":  # pathlib's is_dir complains of names that are too long
        return wanted / job.target.name
    return wanted if wanted.suffix.lower() == ".pdf" else wanted.with_name(f"{wanted.name}.pdf")


def _former(wanted: Path) -> Path | None:
    """The file of a former run that lies where this one was wanted."""
    with_ending = wanted.parent / f"{wanted.name}.pdf"
    return next((file for file in (wanted, with_ending) if os.path.isfile(file)), None)


def _usual(project: Project) -> Path | None:
    """The last PDF of cards that lies in output/, when the deck cannot say its own name."""
    files = [file for file in (project.root / "output").glob("*.pdf") if file.stem not in NOT_CARDS and file.is_file()]
    return max(files, key=lambda file: file.stat().st_mtime, default=None)


def _build(job: Job, target: Path, problems: Problems, timings: Timings) -> None:
    bar: AbstractContextManager[Any] = nullcontext()
    if job.sheets >= WORTH_A_BAR and sys.stderr.isatty():
        bar = click.progressbar(length=2 * job.sheets, label="Drawing", file=sys.stderr)
    with bar as progress:
        build(job, target, problems, lambda sheet: progress.update(1) if progress else None, timings)


def summarise(job: Job, target: Path, seconds: float) -> str:
    """Two lines: what was printed and how it reads, and where it lies."""
    whole = [card for card in job.cards if card.part == 1]
    plain = sum(not card.special for card in whole)
    special = len(whole) - plain
    cards = count(plain, "card") + (f" + {special} special" if special else "")
    going_on = sum(card.parts > 1 for card in whole)
    if going_on:
        cards += f", {going_on} of which go{'es' * (going_on == 1)} on on a further card: {len(job.cards)} to cut"
    if job.copies != len(job.cards):
        cards += f", {job.copies} with copies"
    return f"{cards} {_carrier(job)}; {reading(job)}.\n{_shown(target)}  ({seconds:.1f} s)"


def _carrier(job: Job) -> str:
    """What the cards are printed on: sheets, or faces on their own."""
    if job.press.output.kind == "box":
        return f"go into this box, {mm(job.order.thickness)} mm a card"
    if job.grid is None:
        return f"as {job.sheets} faces for {job.press.output.name}"
    sheets = f"{count(job.sheets, 'sheet')} of {job.press.paper.name or job.press.paper}"
    how = "fold and glue" if job.press.flip == "fold" else f"flip on the {job.press.flip.replace('-', ' ')}"
    drift = f", backs moved for {job.order.printer}" if job.order.printer else ""
    return f"on {sheets} ({len(job.grid.cells)} a sheet, {how}{drift})"


def count(number: int, what: str) -> str:
    """``1 card``, ``2 cards``."""
    return f"{number} {what}{'s' * (number != 1)}"


def reading(job: Job) -> str:
    """The size of the longest text: ``body 6.5 pt, x-height 1.23 mm``."""
    setter = job.setter
    fits = ((card, fit) for card in job.cards for fit in setter.fits(card))
    card, longest = max(fits, key=lambda pair: pair[1].length, default=(None, None))
    size = setter.setup.size
    name = size.name or f"{mm(size.width)} × {mm(size.height)} mm"
    if card is None or longest is None:
        return f"{name}, no text"
    style = setter.item(card, longest).style.name
    return f"{name}, {style} {setter.size_of(longest):.1f} pt, x-height {setter.x_height(card, longest) / MM:.2f} mm"


def _shown(target: Path) -> str:
    near = target.is_absolute() and target.is_relative_to(Path.cwd())
    return str(target.relative_to(Path.cwd()) if near else target)
