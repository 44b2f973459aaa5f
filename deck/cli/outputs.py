"""deck outputs: the ways in which the deck can be printed."""

from __future__ import annotations

from pathlib import Path

import click

from deck.cli.report import report, say
from deck.problems import DeckError, Problems
from deck.source.project import find_project
from deck.source.read import read_deck


@click.command("outputs", epilog="Example:  deck outputs, then  deck build press")
@click.pass_obj
def command(folder: Path, /) -> int:
    """List the outputs that  deck build  can make: the built-in ones and those of deck.yaml."""
    problems = Problems()
    project = find_project(folder)
    try:
        deck = read_deck(project, problems)
    except DeckError as error:
        report(error.problems, project.root, "")
        return 1
    for output in deck.outputs.values():
        say(f"{output.name:16} {output.about}")
    return 0
