"""Set every text of a deck at one card size: measure it, find sizes (deck-wide where asked), judge legibility."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from deck.face.layout import SIDES, FlowItem, Item, Layout, Side, Style, TextItem
from deck.face.manuscript import Values, flow_manuscript, names_in, text_manuscript
from deck.formats import Format
from deck.model import Card, Deck
from deck.problems import Problems
from deck.text.copyfit import Copy, DoesNotFitError, Galley, Setting
from deck.text.fonts import Font, FontBook
from deck.text.hyphenation import Hyphenator
from deck.text.languages import Language, language
from deck.text.measured import Measured, measure, words_in
from deck.text.runs import Paragraph, Run
from deck.units import MM, Box

# x-heights in millimetres. Refuse and warn: Regulation (EU) 1169/2011, annex IV and article 13(3), 0.9 mm on small
# packages and 1.2 mm elsewhere. Note: full reading speed needs 0.2 degrees (Legge and Bigelow 2011), 1.4 mm at 40 cm.
REFUSED, WARNED, NOTED = 0.9, 1.2, 1.4
SMALLEST_FORCED = 3.0  # points; nothing smaller is printed even when the floor is lifted

ItemKey = tuple[str, Side, int]  # layout name, side, index of the item


@dataclass(frozen=True, slots=True)
class Setup:
    """What typesetting depends on besides the deck: card size, layouts by name, the count the cover tells."""

    size: Format
    layouts: Mapping[str, Layout]
    count: int
    force: bool = False


FaceKey = tuple[str, bool, bool]  # of a typeface: its name, bold, italic


@dataclass(slots=True)
class Typeset:
    """One item's text on one card: what was said, its copy, and the size it takes (None while it does not fit).

    *parted* when words had to be hyphenated because one of them is wider than the measure.
    """

    card: Card
    key: ItemKey
    item: TextItem | FlowItem
    copy: Copy
    box: Box
    paragraphs: tuple[Paragraph, ...]
    own_size: float | None = None
    size: float | None = None
    parted: bool = False

    @property
    def galley(self) -> Galley:
        """The set lines; made once, when first asked for."""
        assert self.size is not None, "text that does not fit is told before it is set"
        return self.copy.set(self.size)


@dataclass(frozen=True, slots=True)
class Fit:
    """What an item's text takes on one card: all that is remembered of a card while the others are measured.

    *length* counts its characters, *own_size* is the size at which it alone would fit (None: it does not; TRUSTED: it
    was not measured, being far shorter than others that fit), *lacking* says that a typeface has no glyph for some of
    them, *faces* are the faces that it is set in.
    """

    key: ItemKey
    length: int
    own_size: float | None
    parted: bool
    lacking: bool
    faces: tuple[FaceKey, ...]


def of_card(item: TextItem | FlowItem) -> bool:
    """Whether *item* carries the card's own words rather than those of the deck."""
    if isinstance(item, FlowItem):
        return True
    return any("." not in name and name not in ("count", "number") for name in names_in(item.template))


TRUSTED = float("inf")
FAR_SHORTER = 0.9  # of the longest text; hardly one text in a thousand so short takes more room than the longest
KEPT = 400  # cards whose texts stay measured: so many take 40 MB; in a larger deck they are measured again


class Typesetter:
    """Sets a deck's cards; sizes of items that fit the whole deck are found over all of it, never over a subset."""

    def __init__(self, deck: Deck, setup: Setup, problems: Problems, book: FontBook | None = None) -> None:
        self.deck, self.setup, self.problems = deck, setup, problems
        self.language: Language = language(deck.language)
        self.book = book or FontBook(dict(deck.typefaces), deck.language, problems)
        self.hyphenator = Hyphenator(self.language)
        self.sizes: dict[ItemKey, float] = {}
        self._fits: dict[str, tuple[Fit, ...]] = {}
        self._texts: dict[str, dict[ItemKey, Typeset | None]] = {}
        self._last: dict[ItemKey, Typeset] = {}
        self.trusted: frozenset[str] = frozenset()
        self._boxes: dict[int, Box] = {}  # by item, which the layouts keep

    def resized(self, size: Format) -> Typesetter:
        """A typesetter for another card size that shares this one's fonts and shaped words."""
        other = Typesetter(self.deck, replace(self.setup, size=size), Problems(), self.book)
        other.hyphenator = self.hyphenator
        return other

    def fit_deck(self) -> None:
        """Find the size of every item that the whole deck shares: the largest that all its cards bear."""
        for card in self.deck.cards:
            for fit in self.fits(card):
                item = self.item(fit.key)
                if item.fit == "deck":
                    size = fit.own_size or self.lowest(item.style)
                    self.sizes[fit.key] = min(size, self.sizes.get(fit.key, size))

    def fits(self, card: Card) -> tuple[Fit, ...]:
        """What each of the card's texts takes, those that come out blank left out."""
        known = self._fits.get(card.id)
        if known is None:
            known = self._fits[card.id] = tuple(self._measured_fits(card))
        return known

    def _measured_fits(self, card: Card) -> Iterator[Fit]:
        """The fits of a card; what a trusted card shares with the deck is not measured."""
        trusted = card.id in self.trusted
        for side in SIDES:
            for index, item in enumerate(self._items(card, side)):
                if trusted and isinstance(item, (TextItem, FlowItem)) and is_shared(item):
                    length = self.values(card).length(item) if self.wanted(item, card) else 0
                    if length:
                        yield Fit((card.layout, side, index), length, TRUSTED, False, False, ())
                elif text := self.text(card, side, index):
                    yield _fit(text)

    def learn(self, card: Card, fits: tuple[Fit, ...]) -> None:
        """Take over what is known of a card already; a face that its typeface lacks is told all the same."""
        self._fits[card.id] = fits
        for face in {face for fit in fits for face in fit.faces}:
            self.book.font(*face)

    def trust_short_cards(self) -> None:
        """Do not measure the shared texts of cards that are far shorter than the longest: they are set at its size.

        Setting them finds out whether that was right (DoesNotFitError); then *distrust* and measure them all.
        """
        lengths: dict[ItemKey, dict[str, int]] = {}
        for card in self.deck.cards:
            for side in SIDES:
                for index, item in enumerate(self._items(card, side)):
                    if isinstance(item, (TextItem, FlowItem)) and is_shared(item):
                        key = (card.layout, side, index)
                        lengths.setdefault(key, {})[card.id] = self.values(card).length(item)
        long = {
            identity
            for found in lengths.values()
            for identity, length in found.items()
            if length >= FAR_SHORTER * max(found.values())
        }
        self.trusted = frozenset(card.id for card in self.deck.cards) - long

    def distrust(self) -> None:
        """Forget what was not measured."""
        for identity in self.trusted:
            self._fits.pop(identity, None)
            self._texts.pop(identity, None)
        self.trusted = frozenset()
        self.sizes.clear()
        self._last.clear()

    def size_of(self, fit: Fit) -> float | None:
        """The size at which a text is set: that of the whole deck where it is shared; None when it does not fit."""
        shared = self.item(fit.key).fit == "deck"
        return self.sizes.get(fit.key, fit.own_size) if shared and fit.own_size else fit.own_size

    def x_height(self, fit: Fit) -> float:
        """The x-height (pt) at which a text is set; 0 when it does not fit."""
        return self._font(self.item(fit.key).style, Run("")).x_height * (self.size_of(fit) or 0.0)

    def box(self, item: Item, layout: Layout) -> Box:
        """Where *item* of *layout* stands on the card (points)."""
        box = self._boxes.get(id(item))
        if box is None:
            box = item.box.resolve(self.setup.size.width, self.setup.size.height, layout.safe)
            self._boxes[id(item)] = box
        return box

    def item(self, key: ItemKey) -> TextItem | FlowItem:
        """The item of a layout that *key* means."""
        layout, side, index = key
        item = self.setup.layouts[layout].items(side)[index]
        assert isinstance(item, (TextItem, FlowItem))  # only these have keys
        return item

    def texts(self, card: Card) -> list[Typeset]:
        """The card's texts on both sides, those that come out blank left out."""
        found = (self.text(card, side, index) for side in SIDES for index in range(len(self._items(card, side))))
        return [text for text in found if text is not None]

    def text(self, card: Card, side: Side, index: int) -> Typeset | None:
        """The text of one item of a side, or None for an item that is not text or comes out blank."""
        key = (card.layout, side, index)
        texts = self._texts.get(card.id)
        if texts is None:
            if len(self._texts) >= KEPT:
                del self._texts[next(iter(self._texts))]
            texts = self._texts[card.id] = {}
        if key not in texts:
            texts[key] = self._made(card, key, self._items(card, side)[index])
        text = texts[key]
        if text is not None:
            shared = text.item.fit == "deck"
            text.size = self.sizes.get(key, text.own_size) if shared and text.own_size else text.own_size
        return text

    def values(self, card: Card) -> Values:
        """What a layout's names in braces stand for on *card*."""
        return Values(self.deck, card, self.setup.count)

    def wanted(self, item: Item, card: Card) -> bool:
        """Whether *item* stands on *card*: items may wait for a field (``when:``)."""
        return not item.when or bool(self.values(card).get(item.when).strip())

    def lowest(self, style: Style) -> float:
        """The smallest size (pt) a style may take: its own, and the legibility floor unless that is lifted."""
        if self.setup.force:
            return min(style.smallest, SMALLEST_FORCED) if style.smallest < style.largest else style.smallest
        floor = REFUSED * MM / self._font(style, Run("")).x_height
        return min(max(style.smallest, floor), style.largest)

    def _items(self, card: Card, side: Side) -> tuple[Item, ...]:
        return self.setup.layouts[card.layout].items(side)

    def _made(self, card: Card, key: ItemKey, item: Item) -> Typeset | None:
        if not isinstance(item, (TextItem, FlowItem)) or not self.wanted(item, card):
            return None
        make = self._manuscript(item, card)
        if not make:
            return None
        last = self._last.get(key)
        if last is None or last.paragraphs != make:  # what every card says is measured once
            last = self._last[key] = self._measured(card, key, item, make)
        return replace(last, card=card)

    def _measured(self, card: Card, key: ItemKey, item: TextItem | FlowItem, make: tuple[Paragraph, ...]) -> Typeset:
        """The text with the size that is its own, which need not be looked for again when it is known."""
        setup = self.setup
        box = self.box(item, setup.layouts[card.layout])
        known = next((fit for fit in self._fits.get(card.id, ()) if fit.key == key), None)
        hyphenates = self._hyphenates(item.style)
        copy = self._copy(make, item.style, box, hyphenate=hyphenates or bool(known and known.parted))
        if known is not None:
            if known.own_size == TRUSTED and _lacks(copy):
                raise DoesNotFitError
            return Typeset(card, key, item, copy, box, make, known.own_size, parted=known.parted)
        lowest = self.lowest(item.style)
        size, parted = copy.best_size(lowest), False
        if size is None and copy.line_count(lowest) is None and item.style.hyphenate is not False:
            copy, parted = self._copy(make, item.style, box, hyphenate=True), True  # a word wider than the measure
            size = copy.best_size(lowest)
        return Typeset(card, key, item, copy, box, make, size, parted=parted)

    def _manuscript(self, item: TextItem | FlowItem, card: Card) -> tuple[Paragraph, ...]:
        make = text_manuscript if isinstance(item, TextItem) else flow_manuscript
        return make(item, self.values(card), self.language)  # type: ignore[arg-type]  # chosen by the item's type

    def _hyphenates(self, style: Style) -> bool:
        return style.align == "justify" if style.hyphenate is None else style.hyphenate

    def _copy(self, paragraphs: Iterable[Paragraph], style: Style, box: Box, hyphenate: bool) -> Copy:
        def font_of(run: Run) -> Font:
            return self._font(style, run)

        measured: list[Measured] = [measure(p, font_of, self.hyphenator, hyphenate) for p in paragraphs]
        setting = Setting(
            self._font(style, Run("")),
            style.smallest,
            style.largest,
            style.leading,
            style.align,
            style.balance,
        )
        return Copy(measured, setting, box.width, box.height)

    def _font(self, style: Style, run: Run) -> Font:
        return self.book.font(run.font or style.font, style.bold or run.bold, style.italic != run.italic)


def is_shared(item: Item) -> bool:
    """Whether *item* has one size in the whole deck."""
    return isinstance(item, (TextItem, FlowItem)) and item.fit == "deck"


def _fit(text: Typeset) -> Fit:
    style, length, faces = text.item.style, 0, dict[FaceKey, None]()
    for paragraph in text.paragraphs:
        for run in paragraph.runs:
            length += len(run.text)
            faces[run.font or style.font, style.bold or run.bold, style.italic != run.italic] = None
    return Fit(text.key, length, text.own_size, text.parted, _lacks(text.copy), tuple(faces))


def _lacks(copy: Copy) -> bool:
    """Whether a typeface has no glyph for some of the text."""
    return any(word.missing for paragraph in copy.paragraphs for word in words_in(paragraph))
