"""Text that goes on: what one box does not hold stands in several, parted where a good typesetter parts it.

A break costs least between two fields, more between paragraphs, most inside one; it never leaves a line of a paragraph
alone, parts a heading or a label from its text, or ends on a hyphen where there is another way.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from deck.text import breaking
from deck.text.copyfit import PARAGRAPH_GAP, Copy, DoesNotFitError, largest
from deck.text.galley import Galley, Line
from deck.text.hyphenation import HYPHEN
from deck.text.measured import Measured

MOST_PARTS = 9  # cards that one text may take; what needs more is a booklet, or pasted into the wrong field
TOGETHER = 2  # lines of a paragraph that stay together at its beginning and at its end
FIELD_GAP = 1.0  # the gap before a field; paragraphs of the same field stand nearer together
PARAGRAPH, INSIDE, AT_HYPHEN, FORBIDDEN = 0.06, 2.0, 4.0, 100.0  # what breaks cost; uneven parts cost up to 1 each
HAIR = breaking.HAIR


class Rows(Struct, frozen=True):
    """The lines of a text at one size, as far as parting it asks for them.

    *breaks* are the cost of a break before each line, *gaps* the paragraph gaps up to and with the one before it,
    *feet* the lines with which what stands at the foot of its box begins.
    """

    lines: tuple[tuple[Line, ...], ...]
    breaks: tuple[float, ...]
    gaps: tuple[float, ...]
    feet: frozenset[int]

    def gaps_within(self, start: int, stop: int) -> float:
        """The paragraph gaps among the lines from *start* to before *stop*; none heads a box."""
        return self.gaps[stop - 1] - self.gaps[start]


class ContinuedCopy(Copy):
    """Measured paragraphs that may take several boxes of one size, one after the other."""

    _rows_at: tuple[float, Rows] | None = None
    _parts_at: tuple[float, tuple[Galley, ...]] | None = None

    def best_size(self, smallest: float | None = None) -> float | None:
        """The largest size at which one box holds everything; else the largest with no more of them than *smallest*.

        A size at which no paragraph need be parted goes before a larger one. None when even MOST_PARTS are too few.
        """
        alone = super().best_size(smallest)
        if alone is not None:
            return alone
        high = self.setting.largest
        low = min(self.setting.smallest if smallest is None else smallest, high)
        count = self.part_count(low)
        if count is None:
            return None
        for limit in (INSIDE, FORBIDDEN):
            if self._goes_on(low, count, limit):
                return largest(low, high, lambda size, limit=limit: self._goes_on(size, count, limit))  # type: ignore[misc]
        return low

    def part_count(self, size: float) -> int | None:
        """How many boxes the text takes at *size* (pt); None when there are too many of them, or a word is too wide."""
        if self.line_count(size) is None:
            return None
        if self.fits(size):
            return 1
        rows = self._rows(size)
        counts = (self._fewest(rows, size, limit) for limit in (FORBIDDEN, 2 * FORBIDDEN))
        return next((count for count in counts if count is not None and count <= MOST_PARTS), None)

    def part(self, size: float, number: int) -> Galley:
        """The lines of part *number* (from 1) at *size* (pt)."""
        if self._parts_at is None or self._parts_at[0] != size:
            self._parts_at = (size, self._set_parts(size))
        return self._parts_at[1][number - 1]

    def fill(self, size: float) -> float:
        """The share of all its boxes' height that the text takes at *size*, before slack is shared out."""
        if self.fits(size):
            return super().fill(size)
        rows, bounds = self._rows(size), self._bounds(size)
        return sum(self._tall(rows, a, b, size) for a, b in pairwise(bounds)) / (self.height * (len(bounds) - 1))

    def _goes_on(self, size: float, count: int, limit: float) -> bool:
        """Whether *count* boxes are enough when every break costs less than *limit*."""
        if self.line_count(size) is None:
            return False
        fewest = self._fewest(self._rows(size), size, limit)
        return fewest is not None and fewest <= count

    def _fewest(self, rows: Rows, size: float, limit: float) -> int | None:
        """The fewest boxes: each filled as far as a break that costs less than *limit* allows."""
        start, count, end = 0, 0, len(rows.lines)
        while start < end:
            stops = [stop for stop in self._within(rows, start, size) if stop == end or rows.breaks[stop] < limit]
            if not stops:
                return None
            start, count = stops[-1], count + 1
        return count

    def _within(self, rows: Rows, start: int, size: float) -> range:
        """Before which lines a box may end that begins with line *start*."""
        stop, end = start, len(rows.lines)
        while stop < end and self._tall(rows, start, stop + 1, size) <= self.height + HAIR * size:
            stop += 1
        return range(start + 1, stop + 1)

    def _tall(self, rows: Rows, start: int, stop: int, size: float) -> float:
        """The height (pt) of the lines from *start* to before *stop*, set solid."""
        return self._height(stop - start, size, self.leading, PARAGRAPH_GAP, rows.gaps_within(start, stop))

    def _bounds(self, size: float) -> list[int]:
        """The line with which each part begins, and the end: evenly filled, parted at the least cost."""
        count, rows = self.part_count(size), self._rows(size)
        if count is None:
            raise DoesNotFitError
        end = len(rows.lines)
        reached: list[dict[int, tuple[float, int]]] = [
            {0: (0.0, 0)}
        ]  # by line, per part: the cost up to it, and whence
        for part in range(1, count + 1):
            here: dict[int, tuple[float, int]] = {}
            for start, (cost, _) in sorted(reached[-1].items()):
                for stop in self._within(rows, start, size):
                    if (stop == end) != (part == count):
                        continue
                    room = 1 - self._tall(rows, start, stop, size) / self.height
                    total = cost + room * room + (rows.breaks[stop] if stop < end else 0.0)
                    if stop not in here or total < here[stop][0] + HAIR:  # of two alike, the one that fills more before
                        here[stop] = (total, start)
            reached.append(here)
        bounds = [end]
        for part in range(count, 0, -1):
            bounds.insert(0, reached[part][bounds[0]][1])
        return bounds

    def _set_parts(self, size: float) -> tuple[Galley, ...]:
        """All parts, with the same leading and the same gaps: those of the part that has the least slack."""
        rows, bounds = self._rows(size), self._bounds(size)
        spans = list(pairwise(bounds))
        shares = [self._share_slack(stop - start, size, rows.gaps_within(start, stop)) for start, stop in spans]
        gap, leading = min(share[0] for share in shares), min(share[1] for share in shares)
        return tuple(self._galley_of(rows, start, stop, size, gap, leading) for start, stop in spans)

    def _galley_of(self, rows: Rows, start: int, stop: int, size: float, gap: float, leading: float) -> Galley:
        font, step = self.setting.font, leading * size
        height = self._height(stop - start, size, leading, gap, rows.gaps_within(start, stop))
        y, foot = self.ascent * size, None
        lines: list[Line] = []
        first = rows.lines[start][0].paragraph
        for index in range(start, stop):
            if index > start:
                before = step * gap * (rows.gaps[index] - rows.gaps[index - 1])
                y += step + before
                if index in rows.feet:
                    y, height = y + max(0.0, self.height - height), max(height, self.height)
                    foot = y - self.ascent * size - (before + (leading - self.ascent - self.depth) * size) / 2
            lines += (replace(line, y=y, paragraph=line.paragraph - first) for line in rows.lines[index])
        return Galley(size, tuple(lines), self.width, height, font.x_height * size, leading, foot)

    def _rows(self, size: float) -> Rows:
        if self._rows_at is None or self._rows_at[0] != size:
            self._rows_at = (size, self._made_rows(size))
        return self._rows_at[1]

    def _made_rows(self, size: float) -> Rows:
        """The text in lines, and what a break before each of them costs."""
        lines: list[tuple[Line, ...]] = []
        breaks: list[float] = []
        gaps: list[float] = []
        feet: set[int] = set()
        number, total = -1, 0.0
        broken = [self._break(paragraph, size) for paragraph in self.paragraphs]
        for index, (paragraph, stops) in enumerate(zip(self.paragraphs, broken, strict=True)):
            number += not paragraph.continues or not lines
            total += paragraph.gap if lines else 0.0
            if paragraph.foot:
                feet.add(len(lines))
            made = self._lines(paragraph, stops, size, 0.0, 1.0, number)
            lines += [tuple(line for line in made if line.y == row) for row in range(len(stops))]
            gaps += [total] * len(stops)
            breaks += self._costs(index, stops, len(breaks))
        _keep_together(self.paragraphs, [len(stops) for stops in broken], breaks)
        return Rows(tuple(lines), tuple(breaks), tuple(gaps), frozenset(feet))

    def _costs(self, index: int, stops: Sequence[int], before: int) -> list[float]:
        """What a break before each line of a paragraph costs, were the lines of it free."""
        paragraph = self.paragraphs[index]
        hyphened = [paragraph.kinds[stop] == HYPHEN for stop in stops[:-1]]
        return [_cost_between(self.paragraphs, index), *(AT_HYPHEN if hyphen else INSIDE for hyphen in hyphened)]


def _cost_between(paragraphs: Sequence[Measured], index: int) -> float:
    """What a break before a paragraph costs: nothing before a field, more where a list would lose what announces it."""
    own, last = paragraphs[index], paragraphs[index - 1] if index else None
    if last is None or last.heading:
        return FORBIDDEN
    if own.continues or (own.hang is not None and last.hang is None and not last.indent and own.gap < FIELD_GAP):
        return INSIDE
    return PARAGRAPH if own.gap < FIELD_GAP else 0.0


def _keep_together(paragraphs: Sequence[Measured], counts: Sequence[int], breaks: list[float]) -> None:
    """Forbid breaks that leave fewer than TOGETHER lines of a paragraph, hard breaks in it, on either side."""
    start, line = 0, 0
    for index, count in enumerate(counts):
        line += count
        ends = index + 1 == len(counts) or not paragraphs[index + 1].continues
        for inside in range(line - count + 1, line) if paragraphs[index].heading else ():
            breaks[inside] = FORBIDDEN
        if ends:
            for place in range(start + 1, line):
                if place - start < TOGETHER or line - place < TOGETHER:
                    breaks[place] = FORBIDDEN
            start = line
