"""Characters for which no typeface of the deck has a glyph: named once a script, with a font that has them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from msgspec import Struct

from deck.face.fit import Typeset
from deck.face.typeset import Typesetter
from deck.model import Card
from deck.problems import Mark, Problem, pointed, shortened, shown_path
from deck.text.measured import words_in
from deck.text.shaped import Word

UNSEEN = ("Cf", "Mn")  # joiners and variation selectors: parts of an emoji
WHOLE_FILE = 1_000_000  # lines
MOST = 12  # characters that are listed beside the one that is pointed at
MOST_SOUGHT = 50  # whose places are looked for in the files
MOST_PLACES = 3  # that are named beside that of the first


class Lack(Struct, frozen=True):
    """A character that has no glyph, in a word of a text."""

    character: str
    word: Word
    text: Typeset


class Place(Struct, frozen=True):
    """Where a character was typed: its mark, the title of the card (empty: in deck.yaml or a layout) and the field."""

    mark: Mark | None
    card: str = ""
    field: str = ""


def lacks_of(text: Typeset) -> list[Lack]:
    """The characters of a text that would print as empty boxes."""
    found: dict[tuple[str, str], Lack] = {}
    for paragraph in text.copy.paragraphs:
        for word in words_in(paragraph):
            for character in sorted(set(word.missing), key=word.text.index):
                alone = all(unicodedata.category(other) in UNSEEN for other in word.missing)
                if alone or unicodedata.category(character) not in UNSEEN:  # it joins others that are missing too
                    found.setdefault((character, word.text), Lack(character, word, text))
    return list(found.values())


def tell_lacks(lacks: Iterable[Lack], setter: Typesetter) -> None:
    """Note the characters without a glyph, those of one script together, each with the remedy for all of them."""
    from deck.face.remedies import line_to_add, remedy_for  # with it comes what reads font files
    from deck.text.notos import kind_of

    groups: dict[str, list[Lack]] = {}
    for lack in lacks:
        groups.setdefault(kind_of(lack.character), []).append(lack)
    remedies = [remedy_for([*dict.fromkeys(lack.character for lack in group)], setter) for group in groups.values()]
    line = line_to_add([remedy.family for remedy in remedies], setter.deck) if remedies else ()
    for group, remedy in zip(groups.values(), remedies, strict=True):
        setter.problems.note(_told(group, setter, [remedy.sentence, *line]))


def _told(group: Sequence[Lack], setter: Typesetter, remedy: Sequence[str]) -> Problem:
    """The first of a group of lacks in its place, and what else of the kind is missing."""
    first = group[0]
    place = _place_of(first, setter)
    field = f', in "{place.field}"' if place.field else ""
    hints = [f'It stands in "{shortened(first.word.text)}"{field}.', *_others(group), *_elsewhere(group, place, setter)]
    said = f'the typeface {first.word.font.name} has no "{first.character}" ({_named(first.character)}).'
    return Problem(said, place.mark, place.card, (*hints, *remedy))


def _others(group: Sequence[Lack]) -> list[str]:
    """The other characters of a group."""
    characters = [*dict.fromkeys(lack.character for lack in group)][1:]
    if not characters:
        return []
    listed = ", ".join(f'"{character}" ({_named(character)})' for character in characters[:MOST])
    more = f" and {len(characters) - MOST:,} more" if len(characters) > MOST else ""
    return [f"Missing as well: {listed}{more}."]


def _elsewhere(group: Sequence[Lack], first: Place, setter: Typesetter) -> list[str]:
    """Where else characters of a group stand: some places, and how many cards there are besides."""
    places: dict[str, None] = {}
    root, seen = setter.deck.file.parent, set[str]()
    for lack in group[:MOST_SOUGHT]:
        mark = _place_of(lack, setter).mark
        if mark is not None and (first.mark is None or (mark.file, mark.line) != (first.mark.file, first.mark.line)):
            places[f"{shown_path(mark.file, root)}, {mark.place}"] = None
        seen.add(lack.text.card.id)
        if len(places) == MOST_PLACES:
            break
    rest = len({lack.text.card.id for lack in group} - seen)
    more = f"on {rest:,} more card{'s' * (rest > 1)}" if rest else ""
    named = [part for part in (f"in {'; '.join(places)}" if places else "", more) if part]
    return [f"Such characters stand also {' and '.join(named)}."] if named else []


def _named(character: str) -> str:
    """``SNOWMAN, U+2603``."""
    name = unicodedata.name(character, "")
    return f"{name}, U+{ord(character):04X}" if name else f"U+{ord(character):04X}"


def _place_of(lack: Lack, setter: Typesetter) -> Place:
    """Where the character was typed, in its word if it is found there.

    It may have come from deck.yaml, from the layout, or from another card, as on an index.
    """
    text = lack.text
    own = _place_on(text.card, lack)
    if own is not None:
        return own
    for elsewhere in (Mark(setter.deck.file, 1), text.item.mark):
        found = pointed(lack.character, elsewhere, WHOLE_FILE) if elsewhere else elsewhere
        if found and found != elsewhere:
            return Place(found)
    others = (_place_on(card, lack) for card in setter.deck.cards)
    return next((place for place in others if place), Place(text.card.mark, text.card.title))


def _place_on(card: Card, lack: Lack) -> Place | None:
    fields = {name: words.mark for name, words in card.words.items() if words.mark and lack.character in words.text}
    for name, mark in fields.items():
        place = pointed(lack.word.text, mark)
        if place.width == len(lack.word.text) and place != mark:
            return Place(pointed(lack.character, place), card.title, name)
    return next((Place(pointed(lack.character, mark), card.title, name) for name, mark in fields.items()), None)
