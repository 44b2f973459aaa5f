"""Put one text into its box: measured in its language and its typefaces, in the sizes that its style may take."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from deck.face.fit import REFUSED, SMALLEST_FORCED, WARNED, Setup
from deck.face.layout import CONTINUE, FlowItem, Style, TextItem
from deck.model import Deck
from deck.problems import Problems
from deck.text.columns import ColumnCopy
from deck.text.continued import ContinuedCopy
from deck.text.copyfit import STEP, Copy, Setting
from deck.text.fontbook import FontBook
from deck.text.fonts import Font
from deck.text.hyphenation import Hyphenator
from deck.text.languages import Language, language
from deck.text.measure import measure
from deck.text.measured import Measured
from deck.text.runs import Paragraph, Run
from deck.text.scripts import reads_leftwards
from deck.units import MM, Box

HAIR = 1e-6


class Measurer:
    """Measures texts of a deck; what depends on the other cards is no business of its."""

    def __init__(self, deck: Deck, setup: Setup, problems: Problems, book: FontBook | None = None) -> None:
        self.deck, self.setup, self.problems = deck, setup, problems
        self.language: Language = language(deck.language)
        self.book = book or FontBook(dict(deck.typefaces), deck.language, problems)
        self.hyphenators = {"": Hyphenator(self.language)}  # by language; the deck's own is called nothing
        self.leftwards = reads_leftwards(deck.language)

    def smallest(self, item: TextItem | FlowItem) -> float:
        """The smallest size (pt) an item may take; text that may go on stays at one that is comfortable to read."""
        lowest = self.lowest(item.style)
        if not goes_on(item):
            return lowest
        comfortable = WARNED * MM / self._font(item.style, Run("")).x_height
        return min(max(lowest, ceil(comfortable / STEP - HAIR) * STEP), item.style.largest)

    def lowest(self, style: Style) -> float:
        """The smallest size (pt) a style may take: its own, and the legibility floor unless that is lifted."""
        if self.setup.force:
            return min(style.smallest, SMALLEST_FORCED) if style.smallest < style.largest else style.smallest
        floor = REFUSED * MM / self._font(style, Run("")).x_height
        return min(max(style.smallest, floor), style.largest)

    def _hyphenates(self, style: Style, need: bool) -> bool:
        return need or style.align == "justify" if style.hyphenate is None else style.hyphenate

    def _copy(self, paragraphs: Iterable[Paragraph], item: TextItem | FlowItem, box: Box, need: bool) -> Copy:
        """The paragraphs in their box; in *need* words are parted as far as their language and script allow."""
        style = item.style
        hyphenate = self._hyphenates(style, need)

        def font_of(run: Run) -> Font:
            return self._font(style, run)

        def measured_as(p: Paragraph) -> Measured:
            lead = self._hyphenator(p.lead) if p.lead else None
            leftwards = reads_leftwards(p.language) if p.language else self.leftwards
            hyphenator = self._hyphenator(p.language)
            return measure(p, font_of, hyphenator, hyphenate, lead=lead, leftwards=leftwards, need=need)

        measured = [measured_as(paragraph) for paragraph in paragraphs]
        setting = Setting(
            self._font(style, Run("")),
            style.smallest,
            style.largest,
            style.leading,
            style.align,
            style.balance,
            self.leftwards,
        )
        if item.columns > 1:
            return ColumnCopy(measured, setting, box.width, box.height, item.columns, item.gutter)
        if goes_on(item):
            return ContinuedCopy(measured, setting, box.width, box.height)
        return Copy(measured, setting, box.width, box.height)

    def _hyphenator(self, code: str) -> Hyphenator:
        """The breaks inside words of a language."""
        if code not in self.hyphenators:
            self.hyphenators[code] = Hyphenator(language(code))
        return self.hyphenators[code]

    def _font(self, style: Style, run: Run) -> Font:
        return self.book.font(run.font or style.font, style.bold or run.bold, style.italic != run.italic)


def goes_on(item: TextItem | FlowItem) -> bool:
    """Whether the text of *item* may go on on another card."""
    return isinstance(item, FlowItem) and item.overflow == CONTINUE
