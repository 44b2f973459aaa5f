"""The command line: one file a command, imported only when it is called."""

from __future__ import annotations

import gc
import sys
from errno import ENOSPC
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

import click

from deck import __version__
from deck.ending import asked_to_end
from deck.problems import INTERRUPTED, MISTYPED, OUR_BUG, PROBLEMS, DeckError

COMMANDS = (
    "new", "build", "check", "preview", "list", "import", "export", "icons", "layouts", "outputs", "calibrate",
    "preflight", "schema", "translations",
)  # fmt: skip
MODULES = {"import": "bring"}  # commands whose names no module may have


class Commands(click.Group):
    """A group whose commands live in modules of the same name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which a person meets them."""
        return [*COMMANDS]  # not list(…): the module deck.cli.list takes that name here

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command *name*; None when there is none."""
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"deck.cli.{MODULES.get(name, name)}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Like click's, with the nearest command suggested for a mistyped one."""
        from deck.problems import did_you_mean

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            hint = " ".join(did_you_mean(args[0], COMMANDS))
            raise click.UsageError(f'There is no command "{args[0]}". {hint}'.strip(), ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The project's folder, if it is not this one.",
)
@click.version_option(__version__, "-V", "--version", prog_name="deckpress")
@click.pass_context
def cli(ctx: click.Context, folder: Path) -> None:
    """Turn a folder of words, colours and pictograms into a printed card deck.

    Edit the words in cards/, then run:  deck build
    """
    ctx.obj = folder


def main() -> None:
    """Run the command; ends the process with an exit code a script can rely on."""
    gc.disable()  # nothing that a card leaves behind goes round in circles; looking for it took a third of the time
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that lacks a letter shows another in its place
            stream.reconfigure(errors="replace")
    try:
        code = cli.main(prog_name="deck", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(MISTYPED)
    except (click.Abort, KeyboardInterrupt):
        _interrupted()
    except DeckError as error:
        from deck.cli.report import report

        report(error.problems, Path.cwd(), "")
        sys.exit(PROBLEMS)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        if asked_to_end():
            _interrupted()
        if isinstance(error, OSError) and error.errno == ENOSPC and error.filename is None:
            click.echo("The disk is full, so what there is to say could not be written.", err=True)
            sys.exit(PROBLEMS)
        _confess(error)
        sys.exit(OUR_BUG)


def _interrupted() -> NoReturn:
    click.echo("Interrupted. Nothing was written.", err=True)
    sys.exit(INTERRUPTED)


def _confess(error: Exception) -> None:
    """Say that the fault is ours, and keep what helps to mend it in a file."""
    import tempfile
    import traceback

    from deck.text.words import LostWordsError

    what = f"deckpress {__version__}, Python {sys.version}\n{' '.join(sys.argv)}\n\n{traceback.format_exc()}"
    try:
        with tempfile.NamedTemporaryFile("wb", prefix="deckpress-", suffix=".txt", delete=False) as file:
            file.write(what.encode("utf-8", "replace"))
        told = f"Please report it, with the file {file.name}, where you got deckpress from."
    except OSError:  # a full disk, perhaps
        told = f"Please report it, with these lines, where you got deckpress from:\n\n{what}"
    lost = f"{error}\n" if isinstance(error, LostWordsError) else ""
    click.echo(
        f"{lost}deckpress met an error of its own; your files are untouched and nothing was written.\n{told}", err=True
    )
