"""The calibration sheet: targets on the recto, needles on the verso, and in words how to read them.

Three targets stand on the sheet's upright middle line. The middle one, B, shows the shift of the sheet's middle; the
others lie so far apart that a millimetre between their readings is a round number of degrees.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec import Struct

from deck.color.ink import BLACK
from deck.face.face import Face, Placed, PlacedText
from deck.formats import Format
from deck.impose.duplex import TRUE, Drift, Flip, behind, counter
from deck.impose.instructions import DECIMAL_COMMA, Instructions, Step, instructions
from deck.impose.scales import NEEDLE, disc, frame, label, needles, ruler, target
from deck.impose.sheet import Placement, Sheet
from deck.model import Card
from deck.outputs import FLIPS
from deck.resources import bundled
from deck.text.copyfit import Copy, Setting
from deck.text.fonts import Font
from deck.text.hyphenation import Hyphenator
from deck.text.languages import language
from deck.text.lines import words_of
from deck.text.markup import parse_runs
from deck.text.measure import measure
from deck.text.runs import Paragraph, Run
from deck.text.typography import refine
from deck.units import MM, Box

SMALLEST = Format("A5", 148 * MM, 210 * MM)  # the smallest paper that holds targets and words
MARGIN = 8 * MM  # office printers leave 4 to 5 mm of the sheet unprinted
RATIOS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)  # degrees that a millimetre between A and C may stand for
AISLE = 23 * MM  # from the middle line to the words on both sides of it
COLUMN, RULER_WIDTH = 78 * MM, 11 * MM  # the widest column that is read with ease; the ruler with its numbers
TOP, FOOT = 32 * MM, 14 * MM
TITLE_SIZE, LETTER_SIZE, CAPTION_SIZE = 17.0, 15.0, 7.0  # points
RULER = 100  # mm
SQUARE, DOT = 16 * MM, 1.5 * MM  # side and radius: the dot stays inside at any usual drift
INNER_GAP = 0.4


class Calibration(Struct, frozen=True):
    """What a calibration sheet is made for; with a *printer* its verso is corrected for that printer's *drift*."""

    paper: Format
    flip: Flip
    language: str
    printer: str = ""
    drift: Drift = TRUE


def calibration_sheets(wanted: Calibration) -> tuple[str, list[Sheet]]:
    """The title, and the two sides of the sheet; ValueError when the paper is smaller than A5."""
    paper = wanted.paper
    if paper.width < SMALLEST.width - MM or paper.height < SMALLEST.height - MM:
        raise ValueError(f"paper of {paper} is too small for the calibration sheet: {SMALLEST} is the least.")
    code, words = instructions(wanted.language)
    plan = _Plan(wanted, words, code)
    return words.title, [plan.recto(), plan.verso()]


def ratio_of(paper: Format) -> float:
    """The degrees that a millimetre between the readings at A and C stands for."""
    room = paper.height - 2 * (NEEDLE + MARGIN)
    return next(ratio for ratio in RATIOS if MM / math.tan(math.radians(ratio)) <= room)


def stations(paper: Format) -> tuple[tuple[float, float], ...]:
    """The middles (pt) of the targets A, B and C, from the top down."""
    half = MM / math.tan(math.radians(ratio_of(paper))) / 2
    x, y = paper.width / 2, paper.height / 2
    return (x, y - half), (x, y), (x, y + half)


class _Plan:
    """Where everything stands on both sides, in points; the verso as it is seen from the back."""

    def __init__(self, wanted: Calibration, words: Instructions, code: str) -> None:
        self.wanted, self.words, self.code = wanted, words, code
        self.paper, self.stations = wanted.paper, stations(wanted.paper)
        noto = "assets/fonts/NotoSans-Condensed"  # not the deck's own face, which may have no arrows
        self.plain, self.bold = Font(bundled(f"{noto}.ttf"), code), Font(bundled(f"{noto}Bold.ttf"), code)

    def recto(self) -> Sheet:
        """The side that is read: targets, ruler, words."""
        items: list[Placed] = []
        for letter, (x, y) in zip("ABC", self.stations, strict=True):
            items += target(x, y, self.plain)
            items.append(label(letter, self.bold, LETTER_SIZE, x + 13 * MM, y + 12 * MM, "left"))
        items += ruler(MARGIN, (self.paper.height - RULER * MM) / 2, RULER, self.plain)
        x, y = self._between(0)
        items += frame(x, y, SQUARE, 0.4)
        items.append(label(self.words.dot, self.plain, CAPTION_SIZE, x, y + SQUARE / 2 + 3.5 * MM, "center"))
        items += self._columns()
        return Sheet(1, 1, "recto", self.paper.width, self.paper.height, 0.0, (self._whole("front", items),), ())

    def verso(self) -> Sheet:
        """The needles, each behind its target's middle when the sheet is turned over."""
        items = [item for x, y in self.stations for item in needles(x, y)]
        items.append(disc(*self._between(0), DOT))
        x, y = self._between(1)
        title, rest = self.words.verso
        items.append(label(title, self.bold, LETTER_SIZE, x, y, "center"))
        items.append(label(rest, self.plain, CAPTION_SIZE, x, y + 5 * MM, "center"))
        width, height = self.paper.width, self.paper.height
        nudge = counter(self.wanted.drift, self.wanted.flip, width, height)
        return Sheet(1, 1, "verso", width, height, 0.0, (self._whole("back", items),), (), nudge=nudge)

    def _between(self, index: int) -> tuple[float, float]:
        """The middle between two targets that follow one another."""
        (x, above), (_, below) = self.stations[index : index + 2]
        return x, (above + below) / 2

    def _whole(self, side: str, items: Sequence[Placed]) -> Placement:
        width, height = self.paper.width, self.paper.height
        card = Card(id="calibration", title=self.words.title, words={})
        sheet = Box(0, 0, width, height)
        if side == "front":
            return Placement(Face(card, "front", width, height, 0.0, tuple(items)), sheet)
        face = Face(card, "back", width, height, 0.0, tuple(items))
        return Placement(face, *behind(sheet, 0, self.wanted.flip, width, height))

    def _columns(self) -> Iterator[PlacedText]:
        """The title and the steps, left and right of the targets, in one size."""
        middle, height = self.paper.width / 2, self.paper.height - TOP - FOOT
        width = min(COLUMN, middle - AISLE - MARGIN - RULER_WIDTH)
        left, right = middle - AISLE - width, middle + AISLE
        title_size = min(TITLE_SIZE, width / words_of(self.words.title, self.bold)[1])
        yield label(self.words.title, self.bold, title_size, left, TOP - 6 * MM, "left")
        notes = [self._paragraph(self.words.corrected, "!")] if self.wanted.printer else []
        first = [*notes, *self._steps(self.words.left, 1)]
        second = self._steps(self.words.right, 1 + len(self.words.left))
        copies = [self._copy(paragraphs, width, height) for paragraphs in (first, second)]
        size = min(copy.best_size() or copy.setting.smallest for copy in copies)
        for copy, x in zip(copies, (left, right), strict=True):
            yield PlacedText(copy.set(size), x, TOP, BLACK)

    def _copy(self, paragraphs: Sequence[Paragraph], width: float, height: float) -> Copy:
        hyphenator = Hyphenator(language(self.code))
        measured = [measure(paragraph, self._font, hyphenator, False) for paragraph in paragraphs]
        return Copy(measured, Setting(self.plain, 5.0, 10.5, 1.25), width, height)

    def _font(self, run: Run) -> Font:
        return self.bold if run.bold else self.plain

    def _steps(self, steps: Sequence[Step], first: int) -> list[Paragraph]:
        return [
            self._paragraph(text, str(number), inset=index > 0)
            for number, step in enumerate(steps, first)
            for index, text in enumerate(step)
        ]

    def _paragraph(self, text: str, hang: str, *, inset: bool = False) -> Paragraph:
        """A paragraph of the steps, filled in; commands stay as they are typed."""
        filled = text.format(**self._values())
        # The empty run makes every paragraph of a step stand in by the same width, that of a bold number.
        gap, lead = (INNER_GAP if inset else 1.0), Run("", bold=True)
        if filled.startswith("$ "):
            return Paragraph((lead, Run(filled[2:], bold=True)), 0.0, hang, inset=inset)
        runs = refine(Paragraph(parse_runs(filled)), language(self.code)).runs
        return Paragraph((lead, *runs), gap, hang, inset=inset)

    def _values(self) -> dict[str, str]:
        wanted = self.wanted
        right, down, turn = (self._number(value) for value in wanted.drift.in_millimetres)
        return {
            "flip": self.words.flips[wanted.flip],
            "other": next(flip for flip in FLIPS if flip != wanted.flip),
            "paper": wanted.paper.name or str(wanted.paper),
            "ratio": self._number(ratio_of(self.paper)),
            "turn": f"{ratio_of(self.paper):g}",
            "name": wanted.printer,
            "drift": f"X\u00a0=\u00a0{right} mm, Y\u00a0=\u00a0{down} mm, T\u00a0=\u00a0{turn}°",
        }

    def _number(self, value: float) -> str:
        """A number as the sheet's language writes it."""
        text = f"{value:.4g}".replace("-", "−")
        return text.replace(".", ",") if self.code in DECIMAL_COMMA else text
