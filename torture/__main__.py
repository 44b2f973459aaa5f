"""python -m torture: every module of this folder that holds a command is a subcommand of its name."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import click

import torture


class Commands(click.Group):
    """A group whose commands are the ``command`` of the modules beside this one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the modules that hold one."""
        names = sorted(module.name for module in iter_modules(torture.__path__) if not module.name.startswith("_"))
        return [name for name in names if self.get_command(ctx, name)]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of the module called *name*; None when it holds none."""
        if name not in {module.name for module in iter_modules(torture.__path__)}:
            return None
        command = getattr(import_module(f"torture.{name}"), "command", None)
        return command if isinstance(command, click.Command) else None


@click.group(cls=Commands)
def cli() -> None:
    """Put deckpress through what files, people and machines may do to it."""


if __name__ == "__main__":
    cli(prog_name="python -m torture")
