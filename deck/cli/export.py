"""deck export: write the cards into a table."""

from __future__ import annotations

import os
from pathlib import Path

import click

from deck.cache import Cache
from deck.cli.options import language_options
from deck.cli.report import report, say
from deck.gather import in_language
from deck.problems import DeckError, Problems
from deck.render.output import put_bytes
from deck.source.known import Known
from deck.source.project import find_project
from deck.source.read import read_deck
from deck.tables.take import WRITTEN, as_file, cards_of, known_kinds


@click.command("export", epilog="Example:  deck export cards.xlsx")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@language_options
@click.pass_obj
def command(folder: Path, /, file: Path, force: bool, language: str, fallback: bool) -> int:
    """Write all cards into a table: FILE ends in .csv, .xlsx or .json.

    deck import brings such a table back as it was; one in another language is for reading.
    """
    if file.suffix.lower() not in WRITTEN:
        raise click.UsageError(f"The name of the file should end in {known_kinds()}.")
    problems = Problems()
    project = find_project(folder)
    try:
        if os.path.lexists(file) and not force:
            hints = [f"Choose another name, or replace it:  deck export --force {file}"]
            problems.fail(f"there is a file {file.name} already.", hints=hints)
        deck = read_deck(project, problems)
        deck = in_language(project, deck, language, problems, Known(project, Cache()), fallback=fallback)
        content = as_file(deck, file, problems)
        problems.stop()
        assert content is not None, "a table that cannot be written is a problem"
        put_bytes(file, content, problems)
    except DeckError as error:
        report(error.problems, project.root, "Nothing was written.")
        return 1
    if language:  # what is not translated is told
        report(problems.found, project.root, "")
    say(f"{len(cards_of(deck))} cards: {file}")
    return 0
