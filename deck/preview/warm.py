"""Typesetting that stays warm: what did not change since the last time is not measured, fitted or set again."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from deck.art.drawing import Drawing
from deck.art.svg import read_svg
from deck.cache import Cache
from deck.face.check import wanted_art
from deck.face.fit import Fit, ItemKey, Setup, Typeset
from deck.face.layout import FlowItem, Item, Layout, TextItem
from deck.face.typeset import Typesetter
from deck.face.values import names_in
from deck.gather import read_layouts
from deck.model import Card, Deck
from deck.problems import Problem, Problems
from deck.source.project import Project
from deck.text.copyfit import Copy
from deck.text.fontbook import FontBook
from deck.text.galley import Galley
from deck.text.runs import Paragraph
from deck.units import Box

KEPT = 24  # passes that what was set outlives its last use: a word typed and taken back is still there

Stat = tuple[str, int, int]


def stat_of(file: Path) -> Stat:
    """What tells one state of a file from another without reading it; zeros for a file that is not there."""
    try:
        stat = file.stat()
    except OSError:
        return (str(file), 0, 0)
    return (str(file), stat.st_mtime_ns, stat.st_size)


class WarmCopy(Copy):
    """A copy that remembers its lines at each size."""

    def __init__(self, copy: Copy) -> None:
        super().__init__(copy.paragraphs, copy.setting, copy.width, copy.height)
        self._galleys: dict[float, Galley] = {}
        self._counts: dict[float, int | None] = {}

    def line_count(self, size: float) -> int | None:
        """Lines at *size* (pt), counted once."""
        if size not in self._counts:
            self._counts[size] = super().line_count(size)
        return self._counts[size]

    def set(self, size: float) -> Galley:
        """The lines at *size* (pt), broken once."""
        if size not in self._galleys:
            self._galleys[size] = super().set(size)
        return self._galleys[size]


class Shelf(Struct):
    """Things made once and kept while they are wanted, by all that they depend on."""

    entries: dict[Hashable, tuple[int, Any]] = field(default_factory=dict)
    turn: int = 0
    made: int = 0  # how many had to be made in this pass

    def begin(self) -> None:
        """Begin a pass, and drop what none of the last ones used."""
        self.turn += 1
        self.made = 0
        if self.turn % KEPT == 0:
            self.entries = {key: entry for key, entry in self.entries.items() if entry[0] > self.turn - KEPT}

    def get(self, key: Hashable) -> Any:
        """What was put under *key*, in a tuple of one; an empty tuple when nothing was."""
        entry = self.entries.get(key)
        if entry is None:
            return ()
        self.entries[key] = (self.turn, entry[1])
        return (entry[1],)

    def put(self, key: Hashable, value: Any) -> None:
        """Keep *value*."""
        self.made += 1
        self.entries[key] = (self.turn, value)


class WarmTypesetter(Typesetter):
    """A typesetter that takes what it set before from a shelf; a text that does not fit leaves the others' size."""

    def __init__(self, deck: Deck, setup: Setup, problems: Problems, book: FontBook, shelf: Shelf) -> None:
        super().__init__(deck, setup, problems, book)
        self.shelf = shelf
        self._words: dict[str, Hashable] = {}
        self.signature = deck_signature(deck, setup)
        self._titles = tuple((card.number, card.title, card.category) for card in deck.counted)

    def _bearable(self, card: Card, fit: Fit) -> float | None:
        """The size that a text bears; one that does not fit is told and not printed, and bears any."""
        return fit.own_size

    def look(self, card: Card) -> Hashable:
        """All that decides how *card* looks, but for its pictures: its words, the deck's and the sizes they take."""
        sizes = tuple((text.key, text.size) for text in self.texts(card))
        return (self.signature, self._said(card), card.key, sizes, self._titles if card.special else ())

    def _said(self, card: Card) -> Hashable:
        if card.id not in self._words:
            self._words[card.id] = words_of(card)
        return self._words[card.id]

    def _made(self, card: Card, key: ItemKey, index: int, item: Item) -> Typeset | None:
        if not isinstance(item, (TextItem, FlowItem)):
            return None
        listed = isinstance(item, TextItem) and "category.cards" in names_in(item.template)
        whole = (self.signature, self._said(card), card.key, key, index, self._titles if listed else ())
        known = self.shelf.get(whole)
        text: Typeset | None = known[0] if known else super()._made(card, key, index, item)
        if not known:
            self.shelf.put(whole, text)
        if text is None:
            return None
        return replace(text, card=card, item=item)

    def _copy(self, paragraphs: Iterable[Paragraph], item: TextItem | FlowItem, box: Box, need: bool) -> Copy:
        made = super()._copy(paragraphs, item, box, need)
        return WarmCopy(made) if type(made) is Copy else made


def deck_signature(deck: Deck, setup: Setup) -> str:
    """A digest of what all cards share: the deck's own texts, fields and categories, size, layouts and typefaces."""
    faces = [stat_of(file) for typeface in deck.typefaces.values() for file in files_of(typeface)]
    shared = (deck.title, deck.subtitle, deck.publisher, deck.licence, deck.language, deck.fields)
    letters = [category.letter for category in deck.categories]
    whole = (
        shared,
        letters,
        setup.size,
        setup.count,
        setup.force,
        sorted(setup.layouts.items()),
        faces,
        [(typeface.fallback, typeface.parts) for typeface in deck.typefaces.values()],
    )
    return hashlib.sha256(repr(whole).encode()).hexdigest()


def files_of(typeface: Any) -> list[Path]:
    """The font files of a typeface."""
    found = (getattr(typeface, face) for face in ("regular", "bold", "italic", "bold_italic"))
    return [file for file in found if file is not None]


def words_of(card: Card) -> Hashable:
    """What a card says and shows, without the places where it was typed."""
    category = card.category
    group = category and (category.letter, category.name, category.ink, category.about, _text(category.icon))
    words = tuple((key, words.text) for key, words in sorted(card.words.items()))
    labels = tuple(sorted(card.labels.items()))
    pictures = (_text(card.icon), _text(card.picture))
    return (card.id, card.title, words, group, card.number, pictures, labels, card.layout, card.special)


def _text(words: Any) -> str:
    return words.text if words else ""


class WarmBook:
    """The deck's fonts, opened once and opened anew when a file of theirs changes."""

    def __init__(self) -> None:
        self._key: Hashable = None
        self._book: FontBook | None = None
        self._told = Problems()

    def book(self, deck: Deck) -> FontBook:
        """The deck's fonts; what is wrong with them is kept for *tell*."""
        stats = tuple(stat_of(file) for typeface in deck.typefaces.values() for file in files_of(typeface))
        key = (tuple(deck.typefaces.values()), stats, deck.language)
        if self._book is None or key != self._key:
            self._key, self._told = key, Problems()
            self._book = FontBook(dict(deck.typefaces), deck.language, self._told)
        return self._book

    def tell(self, problems: Problems) -> None:
        """Add what was found wrong with the fonts to *problems*."""
        retell(self._told.found, problems)


class WarmLayouts:
    """The layouts, read once and read anew when one of their files changes, or what they are checked against."""

    def __init__(self) -> None:
        self._key: Hashable = None
        self._layouts: dict[str, Layout] = {}

    def read(self, project: Project, deck: Deck, problems: Problems) -> dict[str, Layout]:
        """The layouts that the deck's cards use; DeckError with what is wrong with them."""
        stats = tuple(stat_of(file) for file in sorted((project.root / "layouts").glob("*")))
        used = tuple(sorted({card.layout for card in deck.cards}))
        said = sorted({(card.layout, name) for card in deck.cards for name in card.words})
        key = (stats, used, deck.fields, deck.categories, deck.size, sorted(deck.typefaces), said)
        if repr(key) != self._key:
            before = len(problems.found)
            self._layouts = read_layouts(project, deck, deck.size, problems)
            self._key = repr(key) if len(problems.found) == before else None  # what was told must be told again
        return self._layouts


class WarmArt:
    """The pictograms, read once and read anew when their file changes."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[Stat, Drawing | None, tuple[Problem, ...]]] = {}

    def read(self, file: Path, problems: Problems) -> Drawing | None:
        """The drawing in *file*, or None when it cannot be drawn (noted)."""
        now, known = stat_of(file), self._known.get(file)
        if known is None or known[0] != now:
            own = Problems()
            drawing = read_svg(file, own, Cache())
            known = self._known[file] = (now, drawing, tuple(own.found))
        _, drawing, found = known
        retell(found, problems)
        return drawing

    def wanted(
        self, project: Project, deck: Deck, layouts: Mapping[str, Layout], problems: Problems
    ) -> dict[str, Drawing]:
        """The pictograms that the deck's cards show, by name."""
        names = wanted_art(deck, dict(layouts), project.names("assets/icons", ".svg"), problems)
        files = {name: project.find(f"assets/icons/{name}.svg") for name in names}
        drawings = {name: self.read(file, problems) for name, file in files.items() if file is not None}
        return {name: drawing for name, drawing in drawings.items() if drawing is not None}


def retell(found: Iterable[Problem], problems: Problems) -> None:
    """Add problems that were found before."""
    for problem in found:
        problems.add(problem.what, problem.mark, card=problem.card, hints=problem.hints, severity=problem.severity)
