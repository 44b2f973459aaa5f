"""The deck as plain, immutable values: what was read, before anything is set or placed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from deck.color.ink import Ink
from deck.formats import Format
from deck.outputs import Output
from deck.problems import Mark


class Words(Struct, frozen=True):
    """Text as it was typed, and where."""

    text: str
    mark: Mark | None = None


class Category(Struct, frozen=True):
    """A group of cards that share a letter, a name and a colour."""

    letter: str
    name: str
    ink: Ink
    about: str = ""
    icon: Words | None = None


class Field(Struct, frozen=True):
    """A part of a card's text: its key in the files and the label that is printed before it."""

    key: str
    label: str
    required: bool
    printed: bool = True  # notes for the editor alone are not


class Card(Struct, frozen=True):
    """One card: its words by key (title, front_title and the deck's fields) and how to print it.

    Text that goes on makes *parts* of it, each printed as a card of its own; this is *part* so many. Of a card in
    another language *untranslated* are the words, labels and tags for which the deck's own stand in.
    """

    id: str
    title: str
    words: Mapping[str, Words]
    category: Category | None = None
    number: str = ""
    icon: Words | None = None
    picture: Words | None = None
    copies: int = 1
    tags: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    layout: str = ""
    special: bool = False
    companion: str = ""  # what kind of special card: cover, licence, index …
    mark: Mark | None = None
    part: int = 1
    parts: int = 1
    untranslated: frozenset[str] = frozenset()  # fields, "label" and a field, "tags"

    @property
    def key(self) -> str:
        """What tells this card, or this part of one, from all others: ``one``, ``one 1/2``."""
        return self.id if self.parts == 1 else f"{self.id} {self.part}/{self.parts}"

    @property
    def file_name(self) -> str:
        """The same for a file: ``one``, ``one-1of2``."""
        return self.id if self.parts == 1 else f"{self.id}-{self.part}of{self.parts}"


class Translation(Struct, frozen=True):
    """A card's words in another language; *made_from* is the digest of the text that was translated."""

    id: str
    title: str
    words: Mapping[str, Words]
    labels: Mapping[str, str]
    tags: tuple[str, ...]
    made_from: str
    fixed: Mapping[str, Words]  # settings that are the same in all languages, should the file repeat them
    mark: Mark


class Part(Struct, frozen=True):
    """What of a font file is meant: the face *index* of a collection, the place of a variable font on its *axes*."""

    index: int = 0
    axes: tuple[tuple[str, float], ...] = ()


WHOLE = Part()  # a file of one face


class Typeface(Struct, frozen=True):
    """A family of font files; a face that the project does not name is None.

    *fallback* names the typefaces of the deck that are asked, one after the other, for a sign that this one lacks;
    *parts* say, by face, what of its file is meant where that holds several.
    """

    name: str
    regular: Path
    bold: Path | None = None
    italic: Path | None = None
    bold_italic: Path | None = None
    fallback: tuple[str, ...] = ()
    parts: tuple[tuple[str, Part], ...] = ()

    def nearest(self, bold: bool, italic: bool) -> tuple[str, str]:
        """The name of the face that is asked for, and of the one that comes nearest among those there are."""
        wanted = {(False, False): "regular", (True, False): "bold", (False, True): "italic"}.get(
            (bold, italic), "bold_italic"
        )
        order = (wanted, *(("bold", "italic") if wanted == "bold_italic" else ()), "regular")
        return wanted, next(face for face in order if getattr(self, face))


class Tongue(Struct, frozen=True):
    """The deck's own texts in another language: what deck.yaml says of it, and where."""

    code: str
    texts: Mapping[str, str]  # title, subtitle, publisher, licence
    names: Mapping[str, str]  # of categories, by letter
    abouts: Mapping[str, str]
    labels: Mapping[str, str]  # of fields, by key
    mark: Mark


class Deck(Struct, frozen=True):
    """Everything the project's files say, cards in printing order.

    In another language than its own, *source* is its own, in which what is *untranslated* stays.
    """

    title: str
    subtitle: str
    publisher: str
    licence: str
    language: str
    date: str
    size: Format
    paper: Format
    categories: tuple[Category, ...]
    fields: tuple[Field, ...]
    typefaces: Mapping[str, Typeface]
    cards: tuple[Card, ...]
    file: Path
    outputs: Mapping[str, Output] = field(default_factory=dict)
    tongues: Mapping[str, Tongue] = field(default_factory=dict)  # the languages that it is translated into, by code
    source: str = ""
    untranslated: frozenset[str] = frozenset()  # "deck.title", "category.name" and a letter, "label" and a field …

    @property
    def counted(self) -> tuple[Card, ...]:
        """The cards that count: all but the special ones (cover, licence)."""
        return tuple(card for card in self.cards if not card.special)
