"""Preflight from end to end: a file goes in, findings come out, topic after topic."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pikepdf

from deck.preflight.boxes import TOPIC as BOXES
from deck.preflight.boxes import bleed_box, judge_boxes
from deck.preflight.cells import TOPIC as SAFE_AREA
from deck.preflight.cells import cells_of, judge_safe_area
from deck.preflight.content import Content, walk_pages
from deck.preflight.findings import Expected, Finding, bad
from deck.preflight.fonts import TOPIC as FONTS
from deck.preflight.fonts import judge_fonts
from deck.preflight.inks import (
    INK,
    OVERPRINT,
    SPACES,
    TRANSPARENCY,
    judge_colours,
    judge_ink,
    judge_overprint,
    judge_transparency,
)
from deck.preflight.metadata import TOPIC as METADATA
from deck.preflight.metadata import judge_metadata
from deck.preflight.opening import DAMAGE, in_silence, open_pdf
from deck.preflight.raster import TOPIC as BLEED
from deck.preflight.raster import judge_bleed
from deck.preflight.sizes import LINES, PICTURES, TEXT, judge_lines, judge_pictures, judge_text
from deck.preflight.state import Painted
from deck.preflight.structure import (
    EXTRAS,
    FILE,
    INTENT,
    LEVEL,
    judge_extras,
    judge_file,
    judge_intent,
    judge_level,
)
from deck.problems import Problems
from deck.units import MM

Judge = Callable[[], Iterable[Finding]]
EDGE = 0.5 * MM  # marks may come up to the cut, but not so far into the card


def preflight(file: Path, expected: Expected, problems: Problems) -> list[Finding]:
    """Everything that a press operator would say of *file*; DeckError when it cannot be opened at all."""
    with in_silence(), open_pdf(file, problems) as pdf:
        content = walk_pages(pdf)
        findings = [
            finding for topic, judge in _topics(pdf, file, content, expected) for finding in _said(topic, judge)
        ]
        if content.overfull:
            findings.append(bad(FILE, "There is more on the page than a press would draw", content.overfull))
        if content.damaged:
            findings.append(bad(FILE, "Parts of the page's content cannot be read", content.damaged))
        return findings


def _topics(pdf: pikepdf.Pdf, file: Path, content: Content, expected: Expected) -> list[tuple[str, Judge]]:
    """The topics, in the order in which the table shows them."""
    cells = cells_of(pdf, content)
    kept = {number: [cell.shrunk([EDGE] * 4) for cell in cards] for number, cards in cells.items()}
    bleeds = {number: bleed_box(page) for number, page in enumerate(pdf.pages, 1)}
    printed = [thing for thing in content.painted if thing.area.meets(bleeds[thing.page])]

    def inside(thing: Painted) -> bool:
        return any(cell.meets(thing.area) for cell in kept[thing.page])

    return [
        (FILE, lambda: judge_file(pdf, expected)),
        (LEVEL, lambda: judge_level(pdf, expected)),
        (INTENT, lambda: judge_intent(pdf, expected)),
        (METADATA, lambda: judge_metadata(pdf, expected)),
        (BOXES, lambda: judge_boxes(pdf, expected)),
        (BLEED, lambda: [] if content.overfull else judge_bleed(pdf, file, cells)),
        (SAFE_AREA, lambda: judge_safe_area(content, cells)),
        (FONTS, lambda: judge_fonts(pdf, content.font_pages, content.faces)),
        (SPACES, lambda: judge_colours(content, expected)),
        (INK, lambda: judge_ink(content, expected, inside)),
        (OVERPRINT, lambda: judge_overprint(content)),
        (TRANSPARENCY, lambda: judge_transparency(content, expected)),
        (TEXT, lambda: judge_text(filter(inside, printed))),
        (LINES, lambda: judge_lines(content.painted)),
        (PICTURES, lambda: judge_pictures(printed)),
        (EXTRAS, lambda: judge_extras(pdf, expected)),
    ]


def _said(topic: str, judge: Judge) -> list[Finding]:
    """What a judge finds; that its part of the file is too damaged to be judged, when it is."""
    try:
        return list(judge())
    except DAMAGE:
        return [bad(topic, "This part of the file is damaged and cannot be judged")]
