"""Read the cards of a file in cards/CODE/: the words of the deck's cards in another language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from deck.model import Deck, Translation, Words
from deck.problems import Problems
from deck.source.cardfiles import read_card_file
from deck.source.cards import card_labels, field_words
from deck.source.naming import clean
from deck.source.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from deck.source.cardfiles import Said

FIXED = ("category", "special", "icon", "picture", "copies")  # settings that are the same in all languages


def read_translated(file: Path, deck: Deck, problems: Problems) -> tuple[list[Translation], bool]:
    """The translated cards of *file*, and whether there was nothing to tell of it."""
    before = len(problems.found)
    typed = read_card_file(file, problems)
    cards = typed.cards if typed else ()
    read = [one for node, shape in cards if (one := _read(node, shape, deck, problems))]
    return read, typed is not None and len(problems.found) == before


def _read(node: Mapping, shape: Said, deck: Deck, problems: Problems) -> Translation | None:
    if shape.id is None:
        hints = ["Add:  id: …", "To see the ids of all cards, run: deck list"]
        said = "this translation does not say which card it is of."
        problems.add(said, node.entries["title"].mark, card=shape.title, hints=hints)
        return None
    words = field_words(node, deck.fields, shape.title, problems)
    title = node.entries["title"]
    words["title"] = Words(clean(shape.title), title.mark)
    front = node.entries["front_title"] if shape.front_title else title
    words["front_title"] = Words(clean(shape.front_title or shape.title), front.mark)
    fixed = {key: value for key in FIXED if isinstance(value := node.entries.get(key), Scalar) and value.text}
    return Translation(
        shape.id,
        shape.title,
        words,
        card_labels(node, shape, deck.fields, problems),
        tuple(shape.tags),
        shape.made_from,
        {key: Words(value.text.strip(), value.mark) for key, value in fixed.items()},
        node.entries["id"].mark,
    )
