"""Bring a table into a deck: files for cards/, and what deck.yaml lacks for them; nothing is overwritten."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from deck.problems import Mark, Problems, shown_path
from deck.render.output import put_bytes
from deck.source.cardfiles import CARD_KEYS
from deck.source.companions import Wishes
from deck.source.naming import file_stem, slug
from deck.source.nodes import Mapping as Group
from deck.source.nodes import Scalar, Sequence
from deck.source.project import Project, read_text
from deck.source.read import Parts, read_parts
from deck.source.reader import DeckReader
from deck.source.schema import FOLDER, schema_files
from deck.source.shapes import CategoryShape, FieldShape
from deck.source.writing import Value, bare, cards_file, cards_in
from deck.tables.amend import amended
from deck.tables.cards import as_card_file, card_nodes, check_titled, letter_of, new_letter, put_letters
from deck.tables.columns import LABELS, Match, match_columns
from deck.tables.palette import new_inks, written
from deck.tables.table import Table
from deck.whole import put_new, put_whole

ORDER = ("id", "title", "front_title", "special", "place", "category", "icon", "picture", "copies", "tags", "labels")
Cards = list[dict[str, Value]]


class Plan(Struct, frozen=True):
    """What an import will do: files to write by place, entries to add to deck.yaml, and what became of the columns."""

    table: Table
    matches: tuple[Match, ...]
    files: Mapping[str, str]
    deck_text: str
    categories: Mapping[str, CategoryShape]
    fields: Mapping[str, str]
    cards: int


def plan_import(project: Project, table: Table, given: Mapping[str, str], problems: Problems) -> Plan:
    """What is to be written so that the table's cards are the deck's; DeckError with all that stands in the way."""
    read = read_parts(project, problems)
    parts = replace(read, files=list(read.files))
    problems.stop()
    labels = {key: field.label for key, field in parts.shape.fields.items()}
    matches = match_columns(table.columns, labels, given)
    check_titled(table, matches, problems)
    nodes = card_nodes(table, matches, problems)
    parts = _told_once(table, matches, nodes, parts, problems)
    if not nodes and not problems.errors:
        problems.add("this table has no cards.", Mark(table.file, 1), hints=["Write one into each of its rows."])
    fields = _new_fields(matches, labels)
    categories = _new_categories(nodes, parts, problems)
    known = {letter: category.name for letter, category in parts.shape.categories.items()}
    put_letters(nodes, known | {letter: category.name for letter, category in categories.items()})
    fresh = _named_apart(nodes, parts, project, problems)
    _check(project, parts, fresh, table, fields, categories, problems)
    problems.stop()
    files = _files(nodes, known | {letter: category.name for letter, category in categories.items()}, table, project)
    text = _amended_deck(project, fields, categories, problems)
    return Plan(table, tuple(matches), files, text, categories, fields, len(nodes))


def _new_fields(matches: Iterable[Match], labels: Mapping[str, str]) -> dict[str, str]:
    """The fields that the deck lacks, each with its label: the heading of its column, as words."""
    keys = ((match.key, match.column) for match in matches if match.key not in labels and match.key not in CARD_KEYS)
    return {key: _worded(column) for key, column in keys if key and not key.startswith(LABELS)}


def _told_once(
    table: Table, matches: Iterable[Match], nodes: Iterable[Group], parts: Parts, problems: Problems
) -> Parts:
    """Note the fields that every card must have and no column is; *parts* that ask no row for them come out."""
    columns, fields = {match.key: match.column for match in matches}, dict(parts.shape.fields)
    lacking = [key for key, field in fields.items() if field.required and key not in columns]
    if not lacking or all("special" in node.entries for node in nodes):
        return parts
    left = [column for key, column in columns.items() if key not in fields and key not in CARD_KEYS]
    for key in lacking:
        how = [f'  --map "{column}={key}"' for column in left if not column.startswith(LABELS)]
        hints = ["If one of its columns is meant, run the command again with:", *how] if how else []
        said = f'no column of this table is "{key}", which every card of this deck must have.'
        problems.add(said, Mark(table.file, 1), hints=hints or [f'Add a column "{key}" to the table.'])
        fields[key] = fields[key].model_copy(update={"required": False})
    return replace(parts, shape=parts.shape.model_copy(update={"fields": fields}))


def _worded(heading: str) -> str:
    """A heading as a label; one that programs wrote, in small letters with _ between them, made readable."""
    if not re.fullmatch("[a-z][a-z0-9_]*", heading):
        return heading
    words = heading.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _new_categories(nodes: Iterable[Group], parts: Parts, problems: Problems) -> dict[str, CategoryShape]:
    """The categories that the deck lacks, each with a colour unlike the others."""
    known = {letter: category.name for letter, category in parts.shape.categories.items()}
    new: dict[str, str] = {}
    for node in nodes:
        typed = node.entries.get("category")
        name = " ".join(typed.text.split()) if isinstance(typed, Scalar) else ""
        if name and letter_of(name, known | new) is None:
            letter, called = new_letter(name, known | new)
            new[letter] = called
    inks = new_inks(len(new), [category.color for category in parts.shape.categories.values()])
    return {
        letter: CategoryShape.model_validate({"name": name, "color": written(ink)})
        for (letter, name), ink in zip(new.items(), inks, strict=True)
    }


def _named_apart(nodes: list[Group], parts: Parts, project: Project, problems: Problems) -> list[Group]:
    """The cards that the deck does not have, those of the same title with ids of their own; the others are noted."""
    cards = [(card, node.mark) for file in parts.files for node, card in file.cards]
    here = {card.id or slug(card.title): mark for card, mark in cards}
    titled = {slug(card.title): mark for card, mark in cards}
    fresh: list[Group] = []
    named = {own.text.strip() for node in nodes if isinstance(own := node.entries.get("id"), Scalar)}
    taken = {*here, *named}
    counts: dict[str, int] = {}  # how far the numbers of cards of one title have come
    for node in nodes:
        title, own = node.entries["title"], node.entries.get("id")
        if not isinstance(title, Scalar):
            fresh.append(node)  # its shape is told elsewhere
            continue
        typed = own.text.strip() if isinstance(own, Scalar) else slug(title.text)
        first = here.get(typed) or (titled.get(typed) if own is None else None)
        if first is not None:
            said = f'the deck has a card "{typed}" already: {shown_path(first.file, project.root)}, {first.place}.'
            hints = ["Nothing is overwritten: take that card out first, or give this one another title or id."]
            problems.add(said, title.mark, card=title.text, hints=hints)
            continue
        fresh.append(node)
        if own is None:
            identity = typed
            while identity in taken:
                counts[typed] = counts.get(typed, 1) + 1
                identity = f"{typed}-{counts[typed]}"
            taken.add(identity)
            if identity != typed:
                _first(node, "id", Scalar(identity, title.mark))
    return fresh


def _first(node: Group, key: str, value: Scalar) -> None:
    node.entries = {key: value, **node.entries}
    node.keys = {key: value.mark, **node.keys}


def _check(
    project: Project,
    parts: Parts,
    nodes: list[Group],
    table: Table,
    fields: Mapping[str, str],
    categories: Mapping[str, CategoryShape],
    problems: Problems,
) -> None:
    """Hold the cards against the deck as it will be, so that what is wrong is told by row and column."""
    file = as_card_file(nodes, table, problems)
    shape = parts.shape.model_copy(
        update={
            "categories": {**parts.shape.categories, **categories},
            "fields": {**parts.shape.fields, **{key: FieldShape(label=label) for key, label in fields.items()}},
        }
    )
    DeckReader(project, shape, parts.tree, problems).deck([*parts.files, file], Wishes())


def _files(nodes: Iterable[Group], names: Mapping[str, str], table: Table, project: Project) -> dict[str, str]:
    """The text of a file for each category, and of one for cards that have none or are special."""
    groups: dict[str, Cards] = {}
    for node in nodes:
        card = _card(node)
        letter = str(card.get("category", "")) if "special" not in card else ""
        if letter:
            card.pop("category")
        groups.setdefault(letter, []).append(card)
    files: dict[str, str] = {}
    for letter, cards in groups.items():
        stem = f"{letter}-{slug(names[letter])}" if letter and slug(names[letter]) != slug(letter) else letter
        name = _free(stem or slug(table.file.stem), files, project)
        above = f"# {len(cards)} card{'s' * (len(cards) != 1)} from {table.file.name}. Edit them here.\n"
        text = cards_file(letter, cards, above)
        assert cards_in(text) == cards, "what is written is read back before it is put in place"
        files[name] = text
    return files


def _free(stem: str, taken: Iterable[str], project: Project) -> str:
    """A place in cards/ that no file has."""
    plain = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in stem)[:60].strip("-") or "cards"
    plain = file_stem(plain)
    names = (f"cards/{plain}{f'-{number}' if number > 1 else ''}.yaml" for number in range(1, 10_000))
    lower = {name.lower() for name in taken}
    return next(n for n in names if n.lower() not in lower and not os.path.lexists(project.root / n))


def _card(node: Group) -> dict[str, Value]:
    """A card's settings in the order in which people read them, as text."""
    found: dict[str, Value] = {}
    for key in (*(key for key in ORDER if key in node.entries), *(key for key in node.entries if key not in ORDER)):
        value = node.entries[key]
        if isinstance(value, Scalar):
            found[key] = value.text.strip() if key in CARD_KEYS else value.text
        elif isinstance(value, Sequence):
            found[key] = [item.text for item in value.items if isinstance(item, Scalar)]
        else:
            found[key] = {name: item.text for name, item in value.entries.items() if isinstance(item, Scalar)}
    if found.get("id") == slug(str(found["title"])):
        del found["id"]
    return found


def _amended_deck(
    project: Project, fields: Mapping[str, str], categories: Mapping[str, CategoryShape], problems: Problems
) -> str:
    """The text of deck.yaml with the new fields and categories; where they cannot be added a problem shows them."""
    groups = {
        letter: f"{bare(letter)}: {{name: {bare(category.name)}, color: {written(category.color)}}}"
        for letter, category in categories.items()
    }
    carried = {key: f"{bare(key)}: {{label: {bare(label)}}}" for key, label in fields.items()}
    text = read_text(project.deck_file, problems) or ""
    after = amended(text, {"categories": groups, "fields": carried})
    if after is None:
        hints = ["Add these lines to its categories and fields, and import again:"]
        hints += [f"  {line}" for line in (*groups.values(), *carried.values())]
        problems.fail("deck.yaml is written so that nothing can be added to it safely.", hints=hints)
    return after


def carry_out(plan: Plan, project: Project, problems: Problems) -> None:
    """Write what was planned: the new files first, deck.yaml last; all of it or nothing."""
    made: list[Path] = []
    former = project.deck_file.read_bytes()
    try:
        for name, text in plan.files.items():
            put_new(project.root / name, text.encode())
            made.append(project.root / name)
        if plan.fields or plan.categories:
            put_bytes(project.deck_file, _as_typed(plan.deck_text, former), problems)
        _renew_schemas(plan, project, problems)
    except BaseException as error:
        for file in made:
            with suppress(OSError):
                file.unlink()
        with suppress(OSError):
            if project.deck_file.read_bytes() != former:
                put_whole(project.deck_file, lambda stream: stream.write(former))
        if isinstance(error, OSError):
            problems.fail(f"the folder cards/ cannot be written: {error.strerror}.", hints=["Make room and try again."])
        raise


def _as_typed(text: str, former: bytes) -> bytes:
    """*text* with the line ends and the byte order mark of the *former* file, so that only what is new differs."""
    if b"\r\n" in former:
        text = text.replace("\n", "\r\n")
    return text.encode("utf-8-sig" if former.startswith(codecs.BOM_UTF8) else "utf-8")


def _renew_schemas(plan: Plan, project: Project, problems: Problems) -> None:
    """Where editors have schemas in the project, let these know the new fields."""
    if plan.fields and (project.root / FOLDER).is_dir():
        labels = {key: field.label for key, field in read_parts(project, problems).shape.fields.items()}
        for name, content in schema_files(labels).items():
            put_bytes(project.root / name, content, problems)
