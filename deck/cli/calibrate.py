"""deck calibrate: measure by how much a printer's backs miss their fronts, and keep it."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from deck.cli.options import FormatType
from deck.cli.report import report, say
from deck.edition import about, write_sheets
from deck.formats import Format, paper_format
from deck.impose.calibration import Calibration, calibration_sheets
from deck.impose.duplex import FLIPS, Drift, Flip
from deck.outputs import DEFAULT
from deck.printers import find_printer, printers_file, read_printers, store_printer, to_name, to_shift, to_turn, told
from deck.problems import DeckError, Problems, shown_path
from deck.source.project import find_project
from deck.source.read import read_deck

Callback = Callable[[click.Context, click.Parameter, Any], Any]


def _typed(convert: Callable[[str], Any]) -> Callback:
    """A callback whose ValueError becomes a usage error in the same words."""

    def callback(ctx: click.Context, param: click.Parameter, value: str | None) -> Any:
        try:
            return None if value is None else convert(value)
        except ValueError as error:
            raise click.BadParameter(str(error), ctx, param) from error

    return callback


@click.command("calibrate", epilog="Example:  deck calibrate --printer office --shift 0.8mm,-0.4mm --turn 0.2deg")
@click.option("--printer", callback=_typed(to_name), metavar="NAME", help="The printer that was measured.")
@click.option(
    "--shift", callback=_typed(to_shift), metavar="X,Y", help="Backs lie so far right and down: 0.8mm,-0.4mm."
)
@click.option("--turn", callback=_typed(to_turn), metavar="A", help="Backs are turned clockwise so far: 0.2deg.")
@click.option("--list", "listed", is_flag=True, help="List the printers that were measured.")
@click.option("--paper", type=FormatType("paper", paper_format), help="Paper of the sheet: A4, A3, Letter …")
@click.option("--flip", type=click.Choice(FLIPS), help="The edge your printer turns the sheet on (long edge).")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), metavar="FILE", help="Write this file.")
@click.pass_obj
def command(
    folder: Path,
    /,
    printer: str | None,
    shift: tuple[float, float] | None,
    turn: float | None,
    listed: bool,
    paper: Format | None,
    flip: Flip | None,
    target: Path | None,
) -> int:
    """Make a sheet on which you read how far your printer's backs miss their fronts, or store what you read.

    Without --shift it makes the sheet (with --printer, corrected for that printer, as a check). With --printer and
    --shift it stores what was read, for  deck build --printer NAME: to the right, down and clockwise as seen from
    the front, through the paper.
    """
    problems = Problems()
    try:
        if listed:
            return _list(problems)
        if shift is not None or turn is not None:
            return _store(printer, shift, turn, problems)
        return _draw(folder, paper, flip, printer or "", target, problems)
    except DeckError as error:
        report(error.problems, folder.resolve(), "")
        return 1


def _list(problems: Problems) -> int:
    printers = read_printers(problems)
    for name, drift in printers.items():
        say(f"{name:16} {told(drift)}")
    say(f"Kept in {printers_file()}" if printers else "No printer has been measured yet. Print: deck calibrate")
    return 0


def _store(printer: str | None, shift: tuple[float, float] | None, turn: float | None, problems: Problems) -> int:
    if printer is None:
        raise click.UsageError("Say which printer was measured: --printer NAME.")
    if shift is None:
        raise click.UsageError("A turn goes with a shift: --shift 0mm,0mm if the middle is where it should be.")
    drift = Drift(*shift, turn or 0.0)
    file = store_printer(printer, drift, problems)
    say(f"{printer}: {told(drift)}, kept in {file}\nNow run: deck build --printer {shlex.quote(printer)}")
    return 0


def _draw(
    folder: Path, paper: Format | None, flip: Flip | None, printer: str, target: Path | None, problems: Problems
) -> int:
    drift = find_printer(printer, problems)
    project = find_project(folder)
    deck = read_deck(project, problems)
    output = deck.outputs[DEFAULT.name]
    wanted = Calibration(paper or output.paper or deck.paper, flip or output.flip, deck.language, printer, drift)
    try:
        title, sheets = calibration_sheets(wanted)
    except ValueError as error:
        problems.fail(str(error))
    file = target or project.root / "output" / "calibration.pdf"
    write_sheets(sheets, replace(about(deck), title=title), file, problems)
    shown = shown_path(file, project.root)
    say(f"Calibration sheet: {shown}\nPrint it on both sides at 100 %, flipped on the {wanted.flip.replace('-', ' ')}.")
    return 0
