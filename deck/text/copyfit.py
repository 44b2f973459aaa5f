"""Copyfit: the largest size at which text fits its box, and the galley of lines set at a size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from deck.text import breaking
from deck.text.arranging import arranged
from deck.text.fonts import Font
from deck.text.galley import Galley, Line, Link
from deck.text.hyphenation import SPACE
from deck.text.measured import Measured, line_pieces, line_words
from deck.text.shaped import Word
from deck.text.shaping import furthest

STEP = 0.1  # points between the sizes that are tried
PARAGRAPH_GAP = 0.35  # lines between two fields, before slack is shared out
WIDEST_GAP = 0.9
LOOSEST = 1.16  # leading may grow by this factor to take up slack

Align = Literal["left", "center", "right", "justify"]


class DoesNotFitError(Exception):
    """Text was to be set at a size at which it does not fit its box: it would have to be cut."""


class Setting(Struct, frozen=True):
    """How a text is set: the sizes it may take (pt), leading (em), alignment; *font* gives the vertical metrics.

    In a deck that reads *leftwards*, as in a paragraph that does, left is where lines begin: on the right.
    """

    font: Font
    smallest: float
    largest: float
    leading: float = 1.2
    align: Align = "left"
    balance: bool = False
    leftwards: bool = False


def largest(low: float, high: float, fits: Callable[[float], bool]) -> float:
    """The largest size on the grid of 0.1 pt from *low*, which fits, to below *high*, which does not."""
    bottom, top = 0, round((high - low) / STEP)
    while top - bottom > 1:
        middle = (bottom + top) // 2
        if fits(low + middle * STEP):
            bottom = middle
        else:
            top = middle
    return round(low + bottom * STEP, 4)


class Copy:
    """Measured paragraphs in a box: can be asked whether a size fits, and set at it."""

    def __init__(self, paragraphs: Sequence[Measured], setting: Setting, width: float, height: float) -> None:
        self.paragraphs, self.setting = paragraphs, setting
        self.width, self.height = width, height
        self.gaps = sum(paragraph.gap for paragraph in paragraphs)
        font, reach = setting.font, furthest(paragraph.reach for paragraph in paragraphs)
        above, below = reach or (0.0, 0.0)
        # A script that reaches further than the main font's letters gets as much more room, in the box and in lines.
        self.ascent, self.depth = max(font.ascent, above), max(font.depth, below)
        self.leading = setting.leading + (self.ascent - font.ascent) + (self.depth - font.depth)
        self._galley: Galley | None = None

    def line_count(self, size: float) -> int | None:
        """Lines at *size* (pt); None when a piece that cannot be broken is wider than the measure."""
        justify = self.setting.align == "justify"
        squeeze = 1 - breaking.SCALING if justify else 1.0
        total = 0
        for paragraph in self.paragraphs:
            capacity = (self.width / size - paragraph.indent) / squeeze
            lines = breaking.greedy(paragraph, capacity, tight=justify) if capacity > 0 else None
            if lines is None:
                return None
            total += len(lines)
        return total

    def line_room(self, size: float) -> int:
        """How many lines of *size* (pt) the box holds."""
        leading = self.leading
        fixed = self.ascent + self.depth + leading * PARAGRAPH_GAP * self.gaps
        return max(0, int((self.height / size - fixed) / leading + 1 + breaking.HAIR))

    def fits(self, size: float) -> bool:
        """Whether everything fits at *size* (pt)."""
        lines = self.line_count(size)
        return lines is not None and lines <= self.line_room(size)

    def best_size(self, smallest: float | None = None) -> float | None:
        """The largest size on the grid of 0.1 pt that fits; None when even the smallest does not."""
        low = self.setting.smallest if smallest is None else smallest
        low, high = min(low, self.setting.largest), self.setting.largest
        if self.fits(high):
            return high
        return largest(low, high, self.fits) if self.fits(low) else None

    def fill(self, size: float) -> float:
        """The share of the box's height that the text takes at *size*, before slack is shared out."""
        lines = self.line_count(size) or 0
        return self._height(lines, size, self.leading, PARAGRAPH_GAP, self.gaps) / self.height

    def set(self, size: float) -> Galley:
        """The lines at *size* (pt); slack goes to paragraph gaps, then to leading.

        DoesNotFitError when there is no room for them: nothing is ever cut.
        """
        if self._galley is None or self._galley.size != size:
            self._galley = self._set(size)
        return self._galley

    def _set(self, size: float) -> Galley:
        broken = [self._break(paragraph, size) for paragraph in self.paragraphs]
        count = sum(len(breaks) for breaks in broken)
        if count > self.line_room(size):
            raise DoesNotFitError
        gap, leading = self._share_slack(count, size, self.gaps)
        font = self.setting.font
        height = self._height(count, size, leading, gap, self.gaps)
        y = self.ascent * size
        lines: list[Line] = []
        foot: float | None = None
        number = -1
        for paragraph, breaks in zip(self.paragraphs, broken, strict=True):
            before = gap * leading * paragraph.gap * size
            y += before
            if paragraph.foot:
                y += max(0.0, self.height - height)
                height = max(height, self.height)
                foot = y - self.ascent * size - (before + (leading - self.ascent - self.depth) * size) / 2
            number += not paragraph.continues or not lines
            lines += self._lines(paragraph, breaks, size, y, leading * size, number)
            for _ in breaks:
                y += leading * size
        return Galley(size, tuple(lines), self.width, height, font.x_height * size, leading, foot)

    def _height(self, lines: int, size: float, leading: float, gap: float, gaps: float) -> float:
        return size * (self.ascent + self.depth + leading * (lines - 1 + gap * gaps))

    def _share_slack(self, lines: int, size: float, gaps: float) -> tuple[float, float]:
        """Paragraph gap (lines) and leading (em) that use the box's height, each up to its limit."""
        leading = self.leading
        if not gaps:  # a lone paragraph, a title: set solid, the box aligns it
            return PARAGRAPH_GAP, leading
        slack = self.height - self._height(lines, size, leading, PARAGRAPH_GAP, gaps)
        gap = min(WIDEST_GAP, PARAGRAPH_GAP + max(0.0, slack) / (size * leading * gaps))
        slack = self.height - self._height(lines, size, leading, gap, gaps)
        advances = lines - 1 + gap * gaps
        return gap, min(leading * LOOSEST, leading + max(0.0, slack) / (size * advances))

    def _break(self, paragraph: Measured, size: float) -> breaking.Breaks:
        capacity = self.width / size - paragraph.indent
        if self.setting.align == "justify":
            breaks = breaking.justified(paragraph, capacity)
        elif self.setting.balance:
            breaks = breaking.balanced(paragraph, capacity)
        else:
            breaks = breaking.ragged(paragraph, capacity)
        if breaks is None:
            raise DoesNotFitError
        return breaks

    def _lines(
        self, paragraph: Measured, breaks: breaking.Breaks, size: float, y: float, step: float, number: int
    ) -> list[Line]:
        """Paragraph *number* in lines, the first on the baseline *y*, one every *step*; a bullet may lead the first."""
        lines: list[Line] = []
        from_right = self.setting.leftwards or paragraph.rtl
        if paragraph.hang:
            width = paragraph.hang.width * size
            x = self.width - width if from_right else 0.0
            hang = arranged((paragraph.hang,)).words
            lines.append(Line(x, y, hang, width, paragraph=number, bullet=True, language=paragraph.language))
        start, cut, skipped = 0.0, (0, 0), 0
        indent, linked, justify = paragraph.indent, paragraph.linked, self.setting.align == "justify"
        measure = self.width / size - indent
        share = {"center": 0.5, "right": 1.0}.get(self.setting.align, 0.0)
        stand_in = indent
        if from_right:
            share, stand_in = 1.0 - share, 0.0
        for index in breaks:
            width = natural = paragraph.ends[index] - start
            stretch, scale = 0.0, 1.0
            if justify and (index != paragraph.last or natural > measure):
                spaces = paragraph.spaces[index] - skipped
                stretch, scale = _justification(natural, spaces, measure, paragraph.space)
                width = (natural + stretch * spaces) * scale
            x = (stand_in + share * (measure - width)) * size
            words: Sequence[Word] = ()
            leads: Sequence[str] = ()
            reading: tuple[int, ...] = ()
            if linked:
                words, leads = line_pieces(paragraph, cut, index)
            else:
                words = line_words(paragraph, cut, index)
            lead = _lead(paragraph, cut, words) if paragraph.lead[0] else paragraph.lead
            if paragraph.mixed:
                line = arranged(words, leads)
                words, leads, reading = line.words, line.leads, line.reading
            links = _links(words, leads) if any(leads) else ()
            ending = SPACE if index == paragraph.last else paragraph.kinds[index]
            made = Line(x, y, tuple(words), width * size, stretch, scale, number, ending, False, links, reading)
            if paragraph.language or lead[0]:
                made = replace(made, language=paragraph.language, lead=lead)
            lines.append(made)
            y += step
            start, cut = paragraph.starts[index], paragraph.cuts[index]
            skipped = paragraph.skipped[index] if justify else 0
        return lines


def _lead(paragraph: Measured, start: tuple[int, int], words: Sequence[Word]) -> tuple[int, str]:
    """How many of the *words* of a line that begins at the cut *start* are the lead, in parts, and its language."""
    (last, language), tokens, first = paragraph.lead, paragraph.tokens, start[0]
    if first >= last:
        return 0, language
    count = sum(len(token.shown) for token in tokens[first:last]) - tokens[first].spaced
    count += last < len(tokens) and tokens[last].spaced
    return sum(len(word.parts) or 1 for word in words[:count]), language


def _links(words: Sequence[Word], leads: Sequence[str]) -> tuple[Link, ...]:
    """The links of a line from where each of its words leads; the spaces around a link are not part of it."""
    links: list[Link] = []
    for url, group in groupby(range(len(words)), key=lambda index: leads[index]):
        inside = [index for index in group if words[index].text.strip()]
        if url and inside:
            links.append(Link(inside[0], inside[-1], url))
    return tuple(links)


def _justification(natural: float, spaces: int, measure: float, space: float) -> tuple[float, float]:
    """Extra word space (em) and glyph scale that bring a line of *natural* width to the measure."""
    slack = measure - natural
    limit = breaking.SCALING
    scale = 1 + max(-limit, min(limit, 0.5 * slack / natural))
    if spaces and (measure / scale - natural) / spaces < -0.2 * space:
        scale = 1 - limit
    if not spaces:
        return 0.0, min(scale, measure / natural)
    return (measure / scale - natural) / spaces, scale
