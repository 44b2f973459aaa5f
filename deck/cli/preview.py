"""deck preview: the deck in a browser, to look at, to edit and to print from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from deck.source.project import find_project

if TYPE_CHECKING:
    from deck.preview.session import Session

INSTALL = (
    'deck preview needs parts that are not installed yet. Install them with:\n\n  pip install "deckpress[preview]"'
)
HERE = ("127.0.0.1", "localhost", "::1")


@click.command("preview", epilog="Examples:  deck preview    deck preview --read-only")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="This port; without it a free one.")
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="ADDR",
    help="Listen at this address too, for a telephone in the same room: this computer's own, or 0.0.0.0 for all.",
)
@click.option("--no-browser", is_flag=True, help="Only tell the address; open no browser.")
@click.option("--read-only", is_flag=True, help="To look at: nothing in the project is written.")
@click.pass_obj
def command(folder: Path, /, port: int, host: str, no_browser: bool, read_only: bool) -> int:
    """Show the deck in a browser as it will be printed, and edit it there.

    What you change in any file shows at once. Ctrl-C ends it.
    """
    project = find_project(folder)
    try:
        from deck.preview.run import Wanted, run_preview
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("starlette", "uvicorn", "watchfiles", "ruamel"):
            raise
        click.echo(INSTALL, err=True)
        return 1
    run_preview(project, Wanted(host, port, not no_browser, read_only), lambda *told: announce(host, *told))
    click.echo("The preview has ended.")
    return 0


def announce(host: str, address: str, session: Session) -> None:
    """Tell where the page is, and how to end."""
    deck = session.desk.scene.deck
    title = deck.title if deck else session.project.root.name
    click.echo(f"{title}\n{address}")
    if host not in HERE:
        click.echo("\nWhoever has this address and is in the same network can read and change the deck.")
        if sys.stdout.isatty():
            _show_code(address)
    errors = sum(not _is_good(pin) for pin in session.desk.scene.pins)
    if errors:
        click.echo(f"{errors} problem{'s' * (errors != 1)}: the page says which.")
    click.echo("Ctrl-C ends it.")


def _is_good(pin: Any) -> bool:
    from deck.problems import Severity

    return bool(pin.problem.severity is not Severity.ERROR)


def _show_code(address: str) -> None:
    """The address as a QR code, for a telephone's camera."""
    import segno

    segno.make(address, error="l").terminal(compact=True)
