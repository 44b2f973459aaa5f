"""Text in columns: the largest size at which it fits them all, and its lines set side by side, evenly filled."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from deck.text import breaking
from deck.text.copyfit import PARAGRAPH_GAP, Copy, DoesNotFitError, Setting
from deck.text.galley import Galley, Line
from deck.text.measured import Measured

STEPS = 24  # halvings in search of the least height: finer than a hundredth of a point


class ColumnCopy(Copy):
    """Measured paragraphs in several columns of one box; a line is never parted, a gap never heads a column."""

    def __init__(
        self,
        paragraphs: Sequence[Measured],
        setting: Setting,
        width: float,
        height: float,
        columns: int,
        gutter: float,
    ) -> None:
        super().__init__(paragraphs, setting, (width - gutter * (columns - 1)) / columns, height)
        self.whole, self.columns, self.gutter = width, columns, gutter

    def line_room(self, size: float) -> int:
        """How many lines of *size* (pt) the columns hold."""
        return self.columns * super().line_room(size) if self.width > 0 else 0

    def fits(self, size: float) -> bool:
        """Whether everything fits at *size* (pt)."""
        if self.width <= 0 or self.line_count(size) is None:
            return False
        return (
            self._places([len(self._break(paragraph, size)) for paragraph in self.paragraphs], size, self.height)
            is not None
        )

    def fill(self, size: float) -> float:
        """The share of the box's height that the text takes at *size*."""
        return self._least([len(self._break(paragraph, size)) for paragraph in self.paragraphs], size) / self.height

    def _set(self, size: float) -> Galley:
        """The lines at *size* (pt) in columns as even as they can be."""
        broken = [self._break(paragraph, size) for paragraph in self.paragraphs]
        counts = [len(breaks) for breaks in broken]
        height = self._least(counts, size)
        found = self._places(counts, size, height)
        if found is None:
            raise DoesNotFitError
        lines: list[Line] = []
        number, first = -1, 0
        for paragraph, breaks in zip(self.paragraphs, broken, strict=True):
            number += not paragraph.continues or not lines
            for line in self._lines(paragraph, breaks, size, first, 1, number):  # their places instead of baselines
                column, y = found[int(line.y)]
                column = self.columns - 1 - column if self.setting.leftwards else column
                lines.append(replace(line, x=line.x + column * (self.width + self.gutter), y=y))
            first += len(breaks)
        font = self.setting.font
        return Galley(size, tuple(lines), self.whole, height, font.x_height * size, self.leading)

    def _least(self, counts: Sequence[int], size: float) -> float:
        """The least height (pt) of columns that hold paragraphs of so many lines."""
        low, high = 0.0, self.height
        for _ in range(STEPS):
            middle = (low + high) / 2
            low, high = (low, middle) if self._places(counts, size, middle) is not None else (middle, high)
        return high

    def _places(self, counts: Sequence[int], size: float, height: float) -> list[tuple[int, float]] | None:
        """Column and baseline (pt) of every line in columns *height* high; None when they do not hold them all."""
        leading = self.leading * size
        top, room = self.ascent * size, height + breaking.HAIR * size
        places: list[tuple[int, float]] = []
        column, y = 0, top
        for paragraph, count in zip(self.paragraphs, counts, strict=True):
            y += PARAGRAPH_GAP * leading * paragraph.gap if y > top else 0.0
            for _ in range(count):
                if y + self.depth * size > room:
                    column, y = column + 1, top
                    if column == self.columns or y + self.depth * size > room:
                        return None
                places.append((column, y))
                y += leading
        return places
