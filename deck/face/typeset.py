"""Set every text of a deck at one card size: measure it, find sizes (deck-wide where asked), judge legibility."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from deck.face.layout import SIDES, Entry, FlowItem, Item, Layout, Side, Style, TextItem, conditions, upright
from deck.face.manuscript import Values, flow_manuscript, names_in, text_manuscript
from deck.face.staging import Slot, Staged, stage
from deck.formats import Format
from deck.model import Card, Deck
from deck.problems import Problems
from deck.text.columns import ColumnCopy
from deck.text.copyfit import Copy, Galley, Setting
from deck.text.fonts import Font, FontBook
from deck.text.hyphenation import Hyphenator
from deck.text.languages import Language, language
from deck.text.measured import Measured, measure
from deck.text.runs import Paragraph, Run
from deck.units import MM, Box

# x-heights in millimetres. Refuse and warn: Regulation (EU) 1169/2011, annex IV and article 13(3), 0.9 mm on small
# packages and 1.2 mm elsewhere. Note: full reading speed needs 0.2 degrees (Legge and Bigelow 2011), 1.4 mm at 40 cm.
REFUSED, WARNED, NOTED = 0.9, 1.2, 1.4
SMALLEST_FORCED = 3.0  # points; nothing smaller is printed even when the floor is lifted

ItemKey = tuple[str, Side, Slot]  # layout name, side, place of the item: those of one key may share a size


@dataclass(frozen=True, slots=True)
class Setup:
    """What typesetting depends on besides the deck: card size, layouts by name, the count the cover tells."""

    size: Format
    layouts: Mapping[str, Layout]
    count: int
    force: bool = False


@dataclass(slots=True)
class Typeset:
    """One item's text on one card: what was said, its copy, and the size it takes (None while it does not fit)."""

    card: Card
    key: ItemKey
    item: TextItem | FlowItem
    copy: Copy
    box: Box
    paragraphs: tuple[Paragraph, ...]
    own_size: float | None = None
    size: float | None = None
    galleys: list[Galley] = field(default_factory=list)
    index: int = 0  # among the items of its side

    @property
    def galley(self) -> Galley:
        """The set lines; made once, when first asked for."""
        assert self.size is not None, "text that does not fit is told before it is set"
        if not self.galleys:
            self.galleys.append(self.copy.set(self.size))
        return self.galleys[0]

    @property
    def of_card(self) -> bool:
        """Whether it carries the card's own words rather than those of the deck."""
        if isinstance(self.item, FlowItem):
            return True
        return any("." not in name and name not in ("count", "number") for name in names_in(self.item.template))


class Typesetter:
    """Sets a deck's cards; sizes of items that fit the whole deck are found over all of it, never over a subset."""

    def __init__(self, deck: Deck, setup: Setup, problems: Problems, book: FontBook | None = None) -> None:
        self.deck, self.setup, self.problems = deck, setup, problems
        self.language: Language = language(deck.language)
        self.book = book or FontBook(dict(deck.typefaces), deck.language, problems)
        self.hyphenator = Hyphenator(self.language)
        self.sizes: dict[ItemKey, float] = {}
        self._staged: dict[tuple[str, str, Side], tuple[Staged, ...]] = {}
        self._texts: dict[tuple[str, str, Side, int], Typeset | None] = {}

    def resized(self, size: Format) -> Typesetter:
        """A typesetter for another card size that shares this one's fonts and shaped words."""
        other = Typesetter(self.deck, replace(self.setup, size=size), Problems(), self.book)
        other.hyphenator = self.hyphenator
        return other

    def fit_deck(self) -> None:
        """Find the size of every item that the whole deck shares: the largest that all its cards bear."""
        for card in self.deck.cards:
            for text in self.texts(card):
                if text.item.fit == "deck":
                    size = text.own_size or self.lowest(text.item.style)
                    self.sizes[text.key] = min(size, self.sizes.get(text.key, size))

    def texts(self, card: Card) -> list[Typeset]:
        """The card's texts on both sides, those that come out blank left out."""
        found = (self.text(card, side, index) for side in SIDES for index in range(len(self.items(card, side))))
        return [text for text in found if text is not None]

    def text(self, card: Card, side: Side, index: int) -> Typeset | None:
        """The text of one item of a side, or None for an item that is not text or comes out blank."""
        text = self._set(card, side, index)
        if text is not None:
            own = self._size_on_card(text, side) if text.item.entry else text.own_size
            shared = text.item.fit == "deck"
            text.size = self.sizes.get(text.key, own) if shared and own else own
        return text

    def _size_on_card(self, text: Typeset, side: Side) -> float | None:
        """The size that the entries of a repeat share on their card: what the longest of them bears."""
        indices = [index for index, staged in enumerate(self.items(text.card, side)) if staged.slot == text.key[2]]
        siblings = [self._set(text.card, side, index) for index in indices]
        sizes = [sibling.own_size for sibling in siblings if sibling is not None]
        return None if None in sizes else min(size for size in sizes if size is not None)

    def _set(self, card: Card, side: Side, index: int) -> Typeset | None:
        """The text of one item at its own size, measured once."""
        place = (card.layout, card.id, side, index)
        if place not in self._texts:
            staged = self.items(card, side)[index]
            made = self._made(card, (staged.layout, side, staged.slot), staged.item)
            self._texts[place] = replace(made, index=index) if made else None
        return self._texts[place]

    def values(self, card: Card, entry: Entry | None = None) -> Values:
        """What a layout's names in braces stand for on *card*, and in a repeat for one of its entries."""
        return Values(self.deck, card, self.setup.count, entry)

    def wanted(self, item: Item, card: Card) -> bool:
        """Whether *item* stands on *card*: items may wait for what a card has, or has not (``when:``)."""
        values = self.values(card, item.entry)
        return all(bool(values.get(name).strip()) == there for name, there in conditions(item.when))

    def lowest(self, style: Style) -> float:
        """The smallest size (pt) a style may take: its own, and the legibility floor unless that is lifted."""
        if self.setup.force:
            return min(style.smallest, SMALLEST_FORCED) if style.smallest < style.largest else style.smallest
        floor = REFUSED * MM / self._font(style, Run("")).x_height
        return min(max(style.smallest, floor), style.largest)

    def items(self, card: Card, side: Side) -> tuple[Staged, ...]:
        """What stands on one side of *card*, in the order in which it is painted."""
        place = (card.layout, card.id, side)
        if place not in self._staged:
            layout, size = self.setup.layouts[card.layout], self.setup.size
            self._staged[place] = stage(layout, side, self.values(card), size.width, size.height)
        return self._staged[place]

    def _made(self, card: Card, key: ItemKey, item: Item) -> Typeset | None:
        if not isinstance(item, (TextItem, FlowItem)) or not self.wanted(item, card):
            return None
        setup, make = self.setup, self._manuscript(item, card)
        if not make:
            return None
        layout = setup.layouts[card.layout]
        box = upright(item.box.resolve(setup.size.width, setup.size.height, layout.safe), item.turn)
        copy = self._copy(make, item, box, hyphenate=self._hyphenates(item.style))
        lowest = self.lowest(item.style)
        size = copy.best_size(lowest)
        if size is None and copy.line_count(lowest) is None and item.style.hyphenate is not False:
            copy = self._copy(make, item, box, hyphenate=True)  # a word wider than the measure
            size = copy.best_size(lowest)
        return Typeset(card, key, item, copy, box, make, size)

    def _manuscript(self, item: TextItem | FlowItem, card: Card) -> tuple[Paragraph, ...]:
        make = text_manuscript if isinstance(item, TextItem) else flow_manuscript
        return make(item, self.values(card, item.entry), self.language)  # type: ignore[arg-type]  # chosen by the item's type

    def _hyphenates(self, style: Style) -> bool:
        return style.align == "justify" if style.hyphenate is None else style.hyphenate

    def _copy(self, paragraphs: Iterable[Paragraph], item: TextItem | FlowItem, box: Box, hyphenate: bool) -> Copy:
        style = item.style

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
        if item.columns > 1:
            return ColumnCopy(measured, setting, box.width, box.height, item.columns, item.gutter)
        return Copy(measured, setting, box.width, box.height)

    def _font(self, style: Style, run: Run) -> Font:
        return self.book.font(run.font or style.font, style.bold or run.bold, style.italic != run.italic)
