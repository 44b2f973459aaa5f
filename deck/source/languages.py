"""The languages that deck.yaml says a deck is translated into, and the deck's own texts in each."""

from __future__ import annotations

from pathlib import Path

from deck.model import Tongue
from deck.problems import Mark, Problems, did_you_mean
from deck.source.nodes import Mapping
from deck.source.shapes import DeckShape, TongueShape, to_language
from deck.source.tree import mark_of
from deck.text.languages import is_code

DECK_TEXTS = ("title", "subtitle", "publisher", "licence")


def read_tongues(shape: DeckShape, tree: Mapping, problems: Problems) -> dict[str, Tongue]:
    """The languages that a deck is translated into, by code; what is no language, category or field is noted."""
    tongues: dict[str, Tongue] = {}
    for code, said in shape.languages.items():
        mark = mark_of(tree, ("languages", code))
        try:
            to_language(code)
        except ValueError as error:
            problems.add(str(error).partition(". ")[0] + ".", mark, hints=["Write it so:  languages: {de: {title: …}}"])
            continue
        if code.lower() == shape.language.lower():
            hints = ["Name here the other languages, those that it is translated into."]
            problems.add(f'"{code}" is the deck\'s own language.', mark, hints=hints)
            continue
        for group, known in (("categories", [*shape.categories]), ("fields", [*shape.fields])):
            for key in getattr(said, group):
                if key not in known:
                    hints = [*did_you_mean(key, known), f"Known here: {', '.join(known) or 'none'}."]
                    where = mark_of(tree, ("languages", code, group, key))
                    problems.add(f'"{key}" is none of the deck\'s {group}.', where, hints=hints)
        tongues[code] = _tongue(code, said, mark)
    return tongues


def _tongue(code: str, said: TongueShape, mark: Mark) -> Tongue:
    return Tongue(
        code,
        {key: getattr(said, key) for key in DECK_TEXTS},
        {letter: category.name for letter, category in said.categories.items()},
        {letter: category.about for letter, category in said.categories.items()},
        {key: field.label for key, field in said.fields.items()},
        mark,
    )


def translation_hint(file: Path, root: Path) -> tuple[str, ...]:
    """What to write where a folder of cards/ seems to hold a translation that deck.yaml does not name."""
    parts = file.relative_to(root).parts if file.is_relative_to(root) else ()
    if len(parts) < 3 or not is_code(parts[1]) or len(parts[1]) == 3:
        return ()
    return (f"If cards/{parts[1]}/ holds a translation, say so in deck.yaml:  languages: {{{parts[1]}: {{title: …}}}}",)
