"""deck new: make a project that builds at once."""

from __future__ import annotations

import locale
import os
import re
import shlex
import sys
from pathlib import Path
from typing import Any

import click

from deck.cli.kinds import ParamType
from deck.cli.options import FormatType
from deck.cli.report import report
from deck.formats import Format, card_format
from deck.problems import DeckError, Problems, did_you_mean
from deck.source.shapes import to_language
from deck.start.project import Wanted, example_files, new_files, write_new
from deck.start.starter import FALLBACK, layouts_to_begin_with

LAYOUT, SIZE = "practice", "tarot"


class LanguageType(ParamType[str]):
    """A language by its code."""

    name = "language"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code, or a usage error that shows some."""
        try:
            return to_language(str(value).strip())
        except ValueError as error:
            self.fail(str(error), param, ctx)


class LayoutType(ParamType[str]):
    """A layout with which a deck can begin."""

    name = "layout"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Its name, or a usage error that names those there are."""
        known = layouts_to_begin_with()
        if str(value).strip() not in known:
            hints = (*did_you_mean(str(value), known), f"Known: {', '.join(known)}.")
            self.fail(f'No deck can begin with a layout "{value}". {" ".join(hints)}', param, ctx)
        return str(value).strip()


SIZES = FormatType("size", card_format)


@click.command(
    "new", epilog="Example:  deck new my-deck --title 'My deck' --language en --size poker --layout question"
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--title", metavar="T", help="The deck's title.")
@click.option("--language", type=LanguageType(), metavar="L", help="The language of its words: fr, en, de …")
@click.option("--size", type=SIZES, metavar="S", help="Card size: poker, tarot, jumbo … or 70x120mm.")
@click.option("--layout", type=LayoutType(), metavar="L", help=f"How cards look: {', '.join(layouts_to_begin_with())}.")
@click.option("--example", is_flag=True, help="Copy the deck that comes with the tool instead.")
@click.pass_obj
def command(start: Path, /, folder: Path, example: bool, **given: Any) -> int:
    """Make a new deck in FOLDER: a project that builds at once, with cards that explain themselves.

    It asks for what no option says, and nothing when there is no terminal. No file is ever overwritten.
    """
    problems, target = Problems(), start / folder
    if example and any(value is not None for value in given.values()):
        raise click.UsageError("--example copies a finished deck; its title, language, size and layout are in it.")
    if given["title"] and re.search(r"\{\w+\}", given["title"]):
        raise click.UsageError("The title cannot hold a word in braces { }.")
    try:
        files, remark = _example() if example else _new(_asked(target, **given))
        write_new(target, files, problems)
    except DeckError as error:
        report(error.problems, Path.cwd(), "Nothing was written.")
        return 1
    click.echo(f"{target}: deck.yaml, cards/, layouts/ and what the cards show, {len(files)} files.")
    click.echo(remark, nl=False)
    click.echo(f"Now run:  cd {shlex.quote(str(target))}  and  deck build\nThen edit the words in cards/.")
    return 0


def _example() -> tuple[dict[str, bytes], str]:
    return example_files(), ""


def _new(wanted: Wanted) -> tuple[dict[str, bytes], str]:
    """The files, and a remark where the sample cards speak another language than the deck."""
    files, starter = new_files(wanted)
    if starter.language == wanted.language.lower().partition("-")[0]:
        return files, ""
    return files, f'The sample cards are in English: there are none yet in the language "{wanted.language}".\n'


def _asked(target: Path, title: str | None, language: str | None, size: Format | None, layout: str | None) -> Wanted:
    """What is wanted: the options, then the answers of a person where there is one, then what is usual."""
    named = os.path.basename(os.path.abspath(target)).replace("-", " ").replace("_", " ").strip()
    usual = (named[:1].upper() + named[1:] or "My deck", _spoken(), SIZE, LAYOUT)
    if at_a_terminal():
        title = title or click.prompt("Title of the deck", usual[0])
        language = language or click.prompt("Language (fr, en, de …)", usual[1], type=LanguageType())
        size = size or click.prompt("Size of the cards (poker, tarot, A6 … or 70x120mm)", usual[2], type=SIZES)
        how = f"Layout ({', '.join(layouts_to_begin_with())})"
        layout = layout or click.prompt(how, usual[3], type=LayoutType())
    title = " ".join((title or usual[0]).split()) or usual[0]
    return Wanted(title, language or usual[1], size or card_format(usual[2]), layout or usual[3])


def at_a_terminal() -> bool:
    """Whether there is somebody to ask."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))  # a shell may close them


def _spoken() -> str:
    """The language that this computer speaks, else English."""
    code = (locale.getlocale()[0] or os.environ.get("LANG", "")).partition("_")[0]
    try:
        return to_language(code) if len(code) in (2, 3) else FALLBACK
    except ValueError:
        return FALLBACK
