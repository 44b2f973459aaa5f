"""Set every text of a deck at one card size: measure it, find sizes (deck-wide where asked), judge legibility."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from deck.face.fit import TRUSTED, Fit, ItemKey, Setup, Typeset, fit_of, lacking
from deck.face.layout import (
    SIDES,
    Entry,
    FlowItem,
    Item,
    Layout,
    RepeatItem,
    Side,
    TextItem,
    upright,
)
from deck.face.manuscript import flow_manuscript, text_manuscript
from deck.face.measuring import Measurer, goes_on
from deck.face.staging import Staged, stage
from deck.face.values import Values
from deck.formats import Format
from deck.model import Card, Deck
from deck.problems import Problems
from deck.text.copyfit import DoesNotFitError
from deck.text.fontbook import FontBook
from deck.text.runs import Paragraph, Run
from deck.units import Box

MOST_STAGED = 2_000
MOST_FITS = 20_000
KEPT = 400  # cards whose texts stay measured: so many take 40 MB; those of a larger deck are measured again
FEW = 2  # cards of a larger deck whose texts stay measured: memory that is used again at once is quick


class Typesetter(Measurer):
    """Sets a deck's cards; sizes of items that fit the whole deck are found over all of it, never over a subset."""

    def __init__(self, deck: Deck, setup: Setup, problems: Problems, book: FontBook | None = None) -> None:
        super().__init__(deck, setup, problems, book)
        self.sizes: dict[ItemKey, float] = {}
        self._fits: dict[str, tuple[Fit, ...]] = {}
        self._kept_fits: dict[Fit, Fit] = {}
        self._texts: dict[str, dict[tuple[Side, int], Typeset | None]] = {}
        self._staged: dict[tuple[str, str, Side, str], tuple[Staged, ...]] = {}
        self._room = KEPT if 0 < len(deck.cards) <= KEPT else FEW  # of none at all: they come a few at a time
        self._last: dict[ItemKey, Typeset] = {}
        self.trusted: set[str] = set()  # ids of cards that are not measured before they are drawn
        self.parts: dict[str, int] = {}  # how many cards print a card, by its id, of those that go on
        self._boxes: dict[int, Box] = {}  # by item, which the layouts keep

    def resized(self, size: Format) -> Typesetter:
        """A typesetter for another card size that shares this one's fonts and shaped words."""
        other = Typesetter(self.deck, replace(self.setup, size=size), Problems(), self.book)
        other.hyphenators = self.hyphenators
        return other

    def fit_deck(self) -> None:
        """Find the size of every item that the whole deck shares: the largest that all its cards bear.

        Then what goes on at these sizes: the titles of its parts, which say so, may be longer than the card's own.
        """
        measured = [card for card in self.deck.cards if card.id not in self.trusted]
        self._share(measured)
        self.find_parts(measured)
        if self.parts:
            self._share(self.printed(card for card in self.deck.cards if card.id in self.parts))

    def _share(self, cards: Iterable[Card]) -> None:
        for card in cards:
            for fit in self.fits(card):
                if fit.shared and (size := self._bearable(card, fit)):
                    self.sizes[fit.key] = min(size, self.sizes.get(fit.key, size))

    def _bearable(self, card: Card, fit: Fit) -> float | None:
        """The size at which a text does not keep the deck's others from being larger than it must."""
        return fit.own_size or self.smallest(self.item(card, fit))

    def find_parts(self, cards: Iterable[Card]) -> None:
        """Find which of *cards* go on, and on how many cards, at the sizes that were found."""
        self.parts = {card.id: count for card in cards if (count := self._part_count(card)) > 1}

    def _part_count(self, card: Card) -> int:
        """How many cards *card* takes at the sizes that were found."""
        going_on = (fit for fit in self.fits(card) if fit.parts > 1)
        texts = (self.text(card, fit.key[1], fit.index) for fit in going_on)
        return max((text.parts for text in texts if text is not None), default=1)

    def printed(self, cards: Iterable[Card]) -> tuple[Card, ...]:
        """*cards* as they are printed: one whose text goes on as so many parts, one after the other."""
        if not self.parts:
            return tuple(cards)
        counted = ((card, self.parts.get(card.id, 1)) for card in cards)
        return tuple(
            replace(card, part=part, parts=count) if count > 1 else card
            for card, count in counted
            for part in range(1, count + 1)
        )

    def fits(self, card: Card) -> tuple[Fit, ...]:
        """What each of the card's texts takes, those that come out blank left out."""
        known = self._fits.get(card.key)
        if known is None or not self.suffices(card, known):
            known = self._fits[card.key] = self._shared(self._found_fits(card))
        return known

    def suffices(self, card: Card, fits: Iterable[Fit]) -> bool:
        """Whether *fits* tell enough of *card*: what is not measured does while the card is trusted."""
        return card.id in self.trusted or not any(fit.own_size == TRUSTED for fit in fits)

    def _shared(self, fits: Iterable[Fit]) -> tuple[Fit, ...]:
        """The same *fits*, those that many cards have kept once: a card takes 100 bytes here, not two thousand."""
        kept = self._kept_fits
        if len(kept) > MOST_FITS:
            kept.clear()
        return tuple(kept.setdefault(fit, fit) for fit in fits)

    def _found_fits(self, card: Card) -> Iterator[Fit]:
        """The fits of a card; what a trusted card shares with the deck is not measured."""
        trusted = card.id in self.trusted
        for side in SIDES:
            for index, staged in enumerate(self.items(card, side)):
                item = staged.item
                if not isinstance(item, (TextItem, FlowItem)):
                    continue
                if trusted and item.fit == "deck":
                    length = self.length(item, card)
                    if length:
                        key = (staged.layout, side, staged.slot)
                        yield Fit(key, index, length, TRUSTED, True, False, False, ())
                elif text := self.text(card, side, index):
                    yield fit_of(text, self._own_size(text), filled=bool(self.trusted))

    def length(self, item: TextItem | FlowItem, card: Card) -> int:
        """About how many characters *item* has on the card; 0 when it does not stand there."""
        return self.values(card, item.entry).length(item) if self.wanted(item, card) else 0

    def learn(self, card: Card, fits: tuple[Fit, ...]) -> None:
        """Take over what is known of a card already; a face that its typeface lacks is told all the same."""
        self._fits[card.key] = self._shared(fits)
        for face in {face for fit in fits for face in fit.faces}:
            self.book.font(*face)

    def drop(self, card: Card) -> None:
        """Let go of the measured texts of a card that has been drawn."""
        self._texts.pop(card.key, None)

    def forget(self, card: Card) -> None:
        """Let go of all that is known of a card that will not be asked for again."""
        self.drop(card)
        self._fits.pop(card.key, None)
        self.trusted.discard(card.id)

    def distrust(self, identities: Iterable[str]) -> list[Card]:
        """Forget what was not measured of the cards with these ids, and what followed from it; returns these cards."""
        doubted = set(identities)
        self.trusted -= doubted
        cards = [card for card in self.deck.cards if card.id in doubted]
        for card in cards:
            self._fits.pop(card.key, None)
            self._texts.pop(card.key, None)
        self.sizes.clear()
        self.parts = {}
        self._last.clear()
        return cards

    def size_of(self, fit: Fit) -> float | None:
        """The size at which a text is set: that of the whole deck where it is shared; None when it does not fit."""
        return self.sizes.get(fit.key, fit.own_size) if fit.shared and fit.own_size else fit.own_size

    def x_height(self, card: Card, fit: Fit) -> float:
        """The x-height (pt) at which a text of *card* is set; 0 when it does not fit."""
        return self._font(self.item(card, fit).style, Run("")).x_height * (self.size_of(fit) or 0.0)

    def item(self, card: Card, fit: Fit) -> TextItem | FlowItem:
        """The item of a layout that a fit of *card* is about."""
        item = self.items(card, fit.key[1])[fit.index].item
        assert isinstance(item, (TextItem, FlowItem))  # only these have fits
        return item

    def box(self, item: Item, layout: Layout) -> Box:
        """Where *item* of *layout* stands on the card (points)."""
        box = None if item.entry else self._boxes.get(id(item))
        if box is None:
            size = self.setup.size
            box = item.box.resolve(size.width, size.height, layout.safe)
            if self.mirrors(layout):
                box = Box(size.width - box.right, box.y, box.width, box.height)
            if item.entry is None:  # entries come and go with their card; the others stay as long as this does
                self._boxes[id(item)] = box
        return box

    def mirrors(self, layout: Layout) -> bool:
        """Whether left and right of *layout* change places: the deck is read from right to left."""
        return self.leftwards and layout.mirror

    def texts(self, card: Card) -> list[Typeset]:
        """The card's texts on both sides, those that come out blank left out."""
        found = (self.text(card, side, index) for side in SIDES for index in range(len(self.items(card, side))))
        return [text for text in found if text is not None]

    def text(self, card: Card, side: Side, index: int) -> Typeset | None:
        """The text of one item of a side, or None for an item that is not text or comes out blank."""
        text = self._set(card, side, index)
        if text is not None:
            own = self._own_size(text)
            shared = text.item.fit == "deck"
            text.size = self.sizes.get(text.key, own) if shared and own else own
        return text

    def said(self, card: Card, side: Side) -> str:
        """The words of one side of *card*, as they were before they were set."""
        found = (self.text(card, side, index) for index in range(len(self.items(card, side))))
        return "".join(text.said for text in found if text is not None)

    def _own_size(self, text: Typeset) -> float | None:
        """The size that a text alone bears; entries of a repeat share on their card what the longest of them bears."""
        if text.item.entry is None:
            return text.own_size
        side, slot = text.key[1:]
        indices = [index for index, staged in enumerate(self.items(text.card, side)) if staged.slot == slot]
        siblings = [self._set(text.card, side, index) for index in indices]
        sizes = [sibling.own_size for sibling in siblings if sibling is not None]
        return None if None in sizes else min(size for size in sizes if size is not None)

    def _set(self, card: Card, side: Side, index: int) -> Typeset | None:
        """The text of one item at its own size, measured once as long as the card is among the last."""
        texts = self._texts.get(card.key)
        if texts is None:
            if len(self._texts) >= self._room:
                del self._texts[next(iter(self._texts))]
            texts = self._texts[card.key] = {}
        if (side, index) not in texts:
            staged = self.items(card, side)[index]
            texts[side, index] = self._made(card, (staged.layout, side, staged.slot), index, staged.item)
        return texts[side, index]

    def values(self, card: Card, entry: Entry | None = None) -> Values:
        """What a layout's names in braces stand for on *card*, and in a repeat for one of its entries."""
        return Values(self.deck, card, self.setup.count, entry)

    def wanted(self, item: Item, card: Card) -> bool:
        """Whether *item* stands on *card*: items may wait for what a card has, or has not (``when:``)."""
        return not item.when or self.values(card, item.entry).allow(item.when)

    def items(self, card: Card, side: Side) -> tuple[Staged, ...]:
        """What stands on one side of *card*, in the order in which it is painted."""
        letter = card.category.letter if card.category else ""
        staged = self._staged.get((card.layout, letter, side, "")) if card.parts == 1 else None
        if staged is not None:
            return staged
        layout = self.setup.layouts[card.layout]
        own = card.parts > 1 or _repeats(layout.of(letter), side)
        place = (card.layout, letter, side, card.key if own else "")
        staged = self._staged.get(place)
        if staged is None:
            if len(self._staged) >= MOST_STAGED:
                self._staged.clear()
                self._boxes.clear()  # of items that may go with what was staged
            size = self.setup.size
            staged = self._staged[place] = stage(layout, side, self.values(card), size.width, size.height)
        return staged

    def _made(self, card: Card, key: ItemKey, index: int, item: Item) -> Typeset | None:
        if not isinstance(item, (TextItem, FlowItem)) or not self.wanted(item, card):
            return None
        make = self._manuscript(item, card)
        if not make:
            return None
        last = self._last.get(key)
        if last is None or last.paragraphs != make or item.entry:  # what every card says is measured once
            last = self._last[key] = self._measured(card, key, index, item, make)
        return replace(last, card=card, index=index, item=item)

    def _measured(
        self, card: Card, key: ItemKey, index: int, item: TextItem | FlowItem, make: tuple[Paragraph, ...]
    ) -> Typeset:
        """The text with the size that is its own, which need not be looked for again when it is known.

        DoesNotFitError when the card was trusted and there is something to tell of it.
        """
        box = upright(self.box(item, self.setup.layouts[card.layout]), item.turn)
        known, trusted = self._known(card, key, index, item), card.id in self.trusted
        copy = self._copy(make, item, box, need=bool(known and known.parted))
        if known is not None:
            size, parted = known.own_size, known.parted
        elif trusted and item.fit == "deck":
            size, parted = TRUSTED, False
        else:
            lowest = self.smallest(item)
            size, parted = copy.best_size(lowest), False
            if size is None and copy.line_count(lowest) is None:
                copy, parted = self._copy(make, item, box, need=True), True  # a word wider than the measure
                size = copy.best_size(lowest)
        if trusted and (size is None or lacking(copy)):
            raise DoesNotFitError
        return Typeset(card, key, item, copy, box, make, size, parted=parted)

    def _known(self, card: Card, key: ItemKey, index: int, item: TextItem | FlowItem) -> Fit | None:
        """What is known of a text; one that goes on takes on every part of its card what it takes on the whole."""
        if goes_on(item):
            return next((fit for fit in self._fits.get(card.id, ()) if fit.key == key), None)
        for fit in self._fits.get(card.key, ()):
            if fit.index == index and fit.key == key:
                return fit
        return None

    def _manuscript(self, item: TextItem | FlowItem, card: Card) -> tuple[Paragraph, ...]:
        make = text_manuscript if isinstance(item, TextItem) else flow_manuscript
        return make(item, self.values(card, item.entry), self.language)  # type: ignore[arg-type]  # chosen by the item's type


def _repeats(layout: Layout, side: Side) -> bool:
    """Whether what stands on a side depends on the card, not on its category alone."""
    return any(isinstance(item, RepeatItem) for item in layout.items(side))
