"""The files of a new project: made of a starter, or copied from the example; nothing that is there is overwritten."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from textwrap import indent

import yaml
from msgspec import Struct

from deck.formats import Format
from deck.problems import Problems
from deck.resources import bundled, example
from deck.source.schema import Kind, schema_files, with_modeline
from deck.source.writing import setting
from deck.start.starter import Starter, find_starter, layouts_to_begin_with, starter_file
from deck.units import mm
from deck.whole import put_new, room_beside, sweep

Files = dict[str, bytes]  # by their place in the project
DECK_FILE = "deck.yaml"
EXAMPLE_PARTS = ("deck.yaml", "cards", "layouts", "assets/icons")
SKIPPED = ("__pycache__", ".DS_Store")
KIND_OF: dict[str, Kind] = {"deck.yaml": "deck", "cards": "cards", "layouts": "layout"}
IGNORED = "output/*\n!output/.gitkeep\n"

DECK = """\
# This file describes the deck: its title, its size, its categories and their colours.
# The words of the cards are in the folder cards/. After a change, run:  deck build
{title}subtitle: ""                   # stands on the cover; {{count}} becomes the number of cards
publisher: ""                  # stands on the cover
licence: ""                    # under which terms the deck may be shared
{language}# How the cards look. The geometry is in layouts/{layout}.yaml; to see other layouts, run:  deck layouts
layout: {layout}
{size}paper: A4                      # what you print on: A4, A3, Letter … or 210x297mm
{categories}
fields:                        # what a card carries, in the order in which it is printed; add your own
{fields}"""
CATEGORIES = """\
categories:                    # groups of cards: a letter, a name, a colour "#FFD400" or cmyk(0 5 100 0), a pictogram
{categories}"""


class Wanted(Struct, frozen=True):
    """What a new deck is to be."""

    title: str
    language: str
    size: Format
    layout: str


def new_files(wanted: Wanted) -> tuple[Files, Starter]:
    """The files of a new deck, and the starter that they were made of."""
    starter = find_starter(wanted.layout, wanted.language)
    files: Files = {DECK_FILE: _deck(wanted, starter).encode(), ".gitignore": IGNORED.encode()}
    for name, text in starter.cards.items():
        files[f"cards/{name}.yaml"] = text.encode()
    if starter.special:
        files["cards/special.yaml"] = starter.special.encode()
    for name in (wanted.layout, *(["cover"] if starter.special else [])):
        files[f"layouts/{name}.yaml"] = bundled(f"layouts/{name}.yaml").read_bytes()
    for name in starter.icons:
        files[f"assets/icons/{name}.svg"] = starter_file("icons", f"{name}.svg")
    for name in starter.pictures:
        files[f"assets/pictures/{name}"] = starter_file("pictures", name)
    files["output/.gitkeep"] = b""
    return with_schemas(files), starter


def example_files() -> Files:
    """The files of the deck that comes with the tool."""
    files: Files = {".gitignore": IGNORED.encode(), "output/.gitkeep": b""}
    used = yaml.safe_load((example() / "deck.yaml").read_text("utf-8")).get("layout")
    others = {name for name in layouts_to_begin_with() if name != used}
    for part in EXAMPLE_PARTS:
        root = bundled(part) if part == "layouts" else example() / part
        for file in [root] if root.is_file() else sorted(root.rglob("*")):
            if file.is_file() and not set(SKIPPED) & set(file.parts) and file.stem not in others:
                inside = "" if root.is_file() else f"/{file.relative_to(root).as_posix()}"
                files[part + inside] = file.read_bytes()
    return with_schemas(files)


def with_schemas(files: Files) -> Files:
    """*files* with the schemas by which editors complete and check, and the notes that lead to these."""
    noted = dict(files)
    for name, content in files.items():
        kind = KIND_OF.get(name.partition("/")[0]) if name.endswith(".yaml") else None
        if kind is not None:  # a layout's first line says what it is for, and stays the first
            noted[name] = with_modeline(content.decode(), kind, after=int(kind == "layout")).encode()
    carried = yaml.safe_load(files["deck.yaml"])["fields"]
    return noted | schema_files({key: field.get("label", "") for key, field in carried.items()})


def _deck(wanted: Wanted, starter: Starter) -> str:
    size = wanted.size.name or f"{mm(wanted.size.width)}x{mm(wanted.size.height)}mm"
    groups = CATEGORIES.format(categories=indent(starter.categories, "  ")) if starter.categories else ""
    return DECK.format(
        title=setting("title", wanted.title),
        language=_with_note("language", wanted.language, "for the spaces and quotation marks of this language"),
        layout=wanted.layout,
        size=_with_note("size", size, "poker, bridge, tarot, jumbo, A6 … or 70x120mm"),
        categories=groups.rstrip("\n"),
        fields=indent(starter.fields, "  "),
    )


def _with_note(key: str, value: str, note: str) -> str:
    return f"{f'{key}: {value}':30} # {note}\n"


def write_new(root: Path, files: Mapping[str, bytes], problems: Problems) -> None:
    """Write *files* below *root*; DeckError, and nothing written, when one of them is there already."""
    for folder in (root.parent, *{(root / name).parent for name in files}):
        sweep(folder)
    there = [name for name in files if os.path.lexists(root / name)]
    if there and not _interrupted(root, files, there):
        shown = ", ".join(there[:5]) + (" …" if len(there) > 5 else "")
        problems.fail(f"the folder {root} already holds {shown}.", hints=["Choose a folder that is new or empty."])
    try:
        if os.path.lexists(root):
            _fill(root, {name: content for name, content in files.items() if name not in there})
        else:
            root.parent.mkdir(parents=True, exist_ok=True)
            with room_beside(root) as room:
                fresh = room / "fresh"
                _fill(fresh, files)
                fresh.rename(root)
    except OSError as error:
        problems.fail(f"the folder {root} cannot be filled: {error.strerror}.", hints=["Choose another folder."])


def _interrupted(root: Path, files: Mapping[str, bytes], there: list[str]) -> bool:
    """Whether what is there comes of a run like this one that was killed: deck.yaml, the last file, is missing."""
    return DECK_FILE not in there and all(_content(root / name) == files[name] for name in there)


def _content(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _fill(root: Path, files: Mapping[str, bytes]) -> None:
    """Write *files* below *root*, deck.yaml last; OSError, and none of them left, when one cannot be written."""
    written: list[Path] = []
    try:
        for name in sorted(files, key=lambda name: name == DECK_FILE):
            put_new(root / name, files[name])
            written.append(root / name)
    except BaseException:
        for file in written:
            with suppress(OSError):
                file.unlink()
        raise
