"""Read a project: deck.yaml and cards/ into a Deck, all problems noted with their places."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from deck.face.check import check_names, look_for_art
from deck.model import Deck
from deck.problems import DeckError, Mark, Problems, nearest
from deck.source.cardfiles import CardFile, read_card_file, tree_of
from deck.source.companions import AS_WRITTEN, Wishes
from deck.source.inside import check_inside
from deck.source.known import Head, Known
from deck.source.layouts import read_layout
from deck.source.naming import TEXT_FACE, slug
from deck.source.nodes import Mapping
from deck.source.project import Project
from deck.source.reader import DeckReader
from deck.source.shapes import DeckShape
from deck.source.tree import mark_of
from deck.source.validate import sound_part, validate

__all__ = ["TEXT_FACE", "read_deck", "slug"]


def read_deck(project: Project, problems: Problems, wishes: Wishes = AS_WRITTEN, keeper: Known | None = None) -> Deck:
    """The project's deck with its companion cards; DeckError with every problem of every file when there is any.

    *wishes* are the companions switched on and off for this run, over what deck.yaml says. With a *keeper* files that
    have not changed are not read again.
    """
    before = len(problems.found)
    try:
        return _read(project, problems, wishes, keeper)
    except DeckError:
        if keeper is None:
            raise
    del problems.found[before:]  # of cards that were read before, or by another process, less can be told
    return _read(project, problems, wishes, None)


def _read(project: Project, problems: Problems, wishes: Wishes, keeper: Known | None) -> Deck:
    parts = read_parts(project, problems, keeper)
    live = parts.shape.cards is not None
    before = len(problems.found)
    reader = DeckReader(project, parts.shape, parts.tree, problems, None if live else keeper)
    if keeper is not None and not live:
        keeper.read_ahead(parts.paths, reader.cards.aside)
    deck = reader.deck(parts.files, wishes)
    if problems.errors:
        _look_on(deck, project, problems)
    problems.stop()
    if keeper is not None and not live and before == 0 and not problems.found:
        keeper.keep_head(
            Head(replace(deck, cards=()), tuple(parts.shape.companions), reader.blanks, parts.shape.layout)
        )
    return deck


class Parts(Struct, frozen=True):
    """A project's files before they are held against one another: deck.yaml, and what each file of cards says."""

    tree: Mapping
    shape: DeckShape
    paths: Sequence[Path]
    files: Iterable[CardFile]  # read one at a time: a large deck's trees are never held all together


def read_parts(project: Project, problems: Problems, keeper: Known | None = None) -> Parts:
    """deck.yaml, the files of cards/ and the deck's table; DeckError when deck.yaml says nothing of use."""
    check_inside(project, problems)
    tree = tree_of(project.deck_file, problems)
    shape = _deck_shape(tree, problems) if tree is not None else None
    paths = project.card_files(shape.languages if shape is not None else ())
    files = (file for path in paths if (file := read_card_file(path, problems, keeper)))
    if tree is None or shape is None:
        deque(files, maxlen=0)  # what is wrong with them is told too
        problems.stop()
        problems.fail("deck.yaml is empty.", Mark(project.deck_file, 1), hints=["Write at least:  title: My deck"])
    if shape.cards is None:
        return Parts(tree, shape, paths, files)
    written = list(files)
    live = _live_file(project, shape, tree, problems)
    return Parts(tree, shape, paths, [*written, live] if live else written)


def _live_file(project: Project, shape: DeckShape, tree: Mapping, problems: Problems) -> CardFile | None:
    """The cards of the table that deck.yaml names; None when it cannot be read (noted)."""
    from deck.tables.cards import as_card_file, card_nodes, check_titled, live_matches, put_letters
    from deck.tables.table import LIVE, read_table

    assert shape.cards is not None
    file, mark = project.own_file(shape.cards.file, "cards"), mark_of(tree, ("cards",), value=True)
    if file is None or file.suffix.lower() not in LIVE:
        hints = [f"Put the table into the project's folder, as a file of type {', '.join(LIVE)}."]
        problems.add(f'there is no table "{shape.cards.file}" in this project.', mark, hints=hints)
        return None
    table = read_table(file, problems, shape.cards.sheet)
    if table is None:
        return None
    matches = live_matches(
        table, {key: field.label for key, field in shape.fields.items()}, shape.cards.columns, problems
    )
    check_titled(table, matches, problems)
    nodes = card_nodes(table, matches, problems)
    put_letters(nodes, {letter: category.name for letter, category in shape.categories.items()})
    return as_card_file(nodes, table, problems)


def _deck_shape(tree: Mapping, problems: Problems) -> DeckShape | None:
    """The shape of deck.yaml; where a part of it is wrong what is left, so that the cards can be checked all the same.

    None when nothing can be said of the cards: their categories and fields cannot be read.
    """
    shape = validate(tree, DeckShape, problems)
    if shape is not None:
        return shape
    stand_ins: dict[str, object] = {"title": "?"}
    for name, entry in {"categories": {"name": "?", "color": "black"}, "fields": {}}.items():
        group = tree.entries.get(name)
        if isinstance(group, Mapping):
            stand_ins[name] = dict.fromkeys(group.entries, entry)
        elif group is not None or nearest(name, tree.entries):
            return None
    return sound_part(tree, DeckShape, **stand_ins)


def _look_on(deck: Deck, project: Project, problems: Problems) -> None:
    """Note what is wrong with the layouts and pictograms too, so that all is told in one run."""
    names = [name for name in dict.fromkeys(card.layout for card in deck.cards) if project.find(f"layouts/{name}.yaml")]
    layouts = {name: layout for name in names if (layout := read_layout(name, project, problems))}
    for layout in layouts.values():
        check_names(layout, deck, problems)
    look_for_art(deck, layouts, project.names("assets/icons", ".svg"), problems)
