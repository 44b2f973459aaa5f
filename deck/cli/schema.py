"""deck schema: what the files may hold, in a form that editors understand."""

from __future__ import annotations

from pathlib import Path

import click

from deck.cli.report import report
from deck.problems import DeckError, Problems
from deck.render.output import put_bytes
from deck.source.project import Project, find_project
from deck.source.read import read_parts
from deck.source.schema import FOLDER, KINDS, Kind, schema_files, schema_text


@click.command("schema", epilog="Example:  deck schema --write")
@click.argument("kind", type=click.Choice(KINDS), required=False)
@click.option("--write", is_flag=True, help=f"Write all three into the project's folder {FOLDER}/.")
@click.pass_obj
def command(folder: Path, /, kind: Kind | None, write: bool) -> int:
    """Print the JSON Schema of deck.yaml, of files of cards or of layouts; editors complete and check by it.

    The schema of cards knows the fields of your deck: write them anew when you have added some.
    """
    if write == (kind is not None):
        raise click.UsageError("Name one of deck, cards and layout to print it, or say --write to write all three.")
    problems = Problems()
    try:
        if kind is not None:
            click.echo(schema_text(kind, _fields(folder, problems)), nl=False)
            return 0
        project = find_project(folder)
        _write(project, problems)
    except DeckError as error:
        report(error.problems, folder.resolve(), "Nothing was written.")
        return 1
    click.echo(f"{FOLDER}/: {', '.join(f'{name}.json' for name in KINDS)}")
    return 0


def _fields(folder: Path, problems: Problems) -> dict[str, str] | None:
    """The labels of the deck's fields; None where there is no deck."""
    try:
        project = find_project(folder)
    except DeckError:
        return None
    return fields_of(project, problems)


def fields_of(project: Project, problems: Problems) -> dict[str, str]:
    """The labels of a project's fields by key; DeckError when deck.yaml cannot be read."""
    shape = read_parts(project, problems).shape
    return {key: field.label for key, field in shape.fields.items()}


def _write(project: Project, problems: Problems) -> None:
    for name, content in schema_files(fields_of(project, problems)).items():
        put_bytes(project.root / name, content, problems)
