"""What is set, and what is remembered of it: a text at its size, and the fit of a text."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from deck.face.layout import FlowItem, Layout, Side, TextItem
from deck.face.staging import Slot
from deck.face.values import CONTINUED, PART, PARTS, names_in
from deck.formats import Format
from deck.model import Card
from deck.text.continued import ContinuedCopy
from deck.text.copyfit import Copy
from deck.text.galley import Galley
from deck.text.runs import Paragraph, plain_text
from deck.text.words import LostWordsError, has_words, words_of
from deck.units import Box

# x-heights in millimetres. Refuse and warn: Regulation (EU) 1169/2011, annex IV and article 13(3), 0.9 mm on small
# packages and 1.2 mm elsewhere. Note: full reading speed needs 0.2 degrees (Legge and Bigelow 2011), 1.4 mm at 40 cm.
REFUSED, WARNED, NOTED = 0.9, 1.2, 1.4
SMALLEST_FORCED = 3.0  # points; nothing smaller is printed even when the floor is lifted

TRUSTED = float("inf")  # the own size of a text that was not measured

MANY_LINES = 10  # of fewer, one more or less is too much for their fill to tell of other texts

ItemKey = tuple[str, Side, Slot]  # layout name, side, place of the item: those of one key may share a size


class Setup(Struct, frozen=True):
    """What typesetting depends on besides the deck: card size, layouts by name, the count the cover tells."""

    size: Format
    layouts: Mapping[str, Layout]
    count: int
    force: bool = False


NOT_ITS_WORDS = ("count", "number", PART, PARTS, CONTINUED)  # names that the deck and the layout answer for

FaceKey = tuple[str, bool, bool]  # of a typeface: its name, bold, italic


class Typeset(Struct):
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
    index: int = 0  # among the items of its side

    @property
    def said(self) -> str:
        """The words, as they were before they were measured; of text that goes on those of the card's part."""
        whole = plain_text(self.paragraphs)
        if not isinstance(self.copy, ContinuedCopy) or self.card.parts == 1 or self.size is None:
            return whole
        parts = [self.copy.part(self.size, number).text for number in range(1, self.card.parts + 1)]
        if not has_words("".join(parts), words_of(whole)):
            raise LostWordsError(f'The {self.card.parts} parts of "{self.card.title}" are not the whole of its text.')
        return parts[self.card.part - 1]

    @property
    def galley(self) -> Galley:
        """The set lines, of text that goes on those of the card's part; made once, when first asked for."""
        assert self.size is not None, "text that does not fit is told before it is set"
        if isinstance(self.copy, ContinuedCopy) and self.card.parts > 1:
            return self.copy.part(self.size, self.card.part)
        return self.copy.set(self.size)

    @property
    def parts(self) -> int:
        """How many cards the text takes at its size."""
        return part_count(self, self.size)


class Fit(Struct, frozen=True):
    """What an item's text takes on one card: all that is remembered of a card while the others are measured.

    *length* counts its characters. *own_size* is the size at which it alone would fit (None: it does not; TRUSTED: it
    was not measured, being far shorter than others that fit), *shared* says whether the deck has one size for all.
    *lacking* says that a typeface has no glyph for some of the text, *faces* are the faces that it is set in, *parts*
    how many cards it takes at its own size. *fill* is the share of its box that a text of many lines takes at that
    size, where somebody wanted to know.
    """

    key: ItemKey
    index: int  # of the item, among those of its side
    length: int
    own_size: float | None
    shared: bool
    parted: bool
    lacking: bool
    faces: tuple[FaceKey, ...]
    parts: int = 1
    fill: float = 1.0


def part_count(text: Typeset, size: float | None) -> int:
    """How many cards a text takes at *size* (pt)."""
    if size is None or not isinstance(text.copy, ContinuedCopy):
        return 1
    return text.copy.part_count(size) or 1


def of_card(item: TextItem | FlowItem) -> bool:
    """Whether *item* carries the card's own words rather than those of the deck."""
    if isinstance(item, FlowItem):
        return True
    return any("." not in name and name not in NOT_ITS_WORDS for name in names_in(item.template))


def fit_of(text: Typeset, own_size: float | None, *, filled: bool = False) -> Fit:
    """What is remembered of a text; *own_size* is the one at which it alone, or its card alone, would fit.

    Where it is to be told how much of its box it has *filled*, that is asked of what the whole deck shares.
    """
    style, length, faces = text.item.style, 0, dict[FaceKey, None]()
    for paragraph in text.paragraphs:
        for run in paragraph.runs:
            length += len(run.text)
            faces[run.font or style.font, style.bold or run.bold, style.italic != run.italic] = None
    shared, lacks = text.item.fit == "deck", lacking(text.copy)
    parts = part_count(text, own_size)
    fill = text.copy.fill(own_size) if filled and shared and own_size and _many_lines(text.copy, own_size) else 1.0
    return Fit(text.key, text.index, length, own_size, shared, text.parted, lacks, tuple(faces), parts, fill)


def _many_lines(copy: Copy, size: float) -> bool:
    return (copy.line_count(size) or 0) >= MANY_LINES


def lacking(copy: Copy) -> bool:
    """Whether a typeface has no glyph for some of the text."""
    return any(paragraph.lacking for paragraph in copy.paragraphs)
