"""Crop marks and the slug: what the guillotine and the person at it need, outside the bleed."""

from __future__ import annotations

from deck.color.ink import BLACK
from deck.face.face import PlacedText
from deck.impose.grid import MARGIN, Grid
from deck.impose.sheet import MarkLine, Slug
from deck.outputs import DEFAULT, Output
from deck.text.fonts import Font
from deck.text.galley import Galley
from deck.text.lines import set_line, words_of
from deck.text.scripts import reads_leftwards
from deck.units import MM

LENGTH = 4 * MM
LEFT_TO_RIGHT, END_OF_IT = "\u2066", "\u2069"  # isolate signs (UAX 9, 2.4)
FARTHEST = MARGIN - 1 * MM  # however far off marks are wanted, a millimetre of them goes on the sheet
TO_THE_EDGE = 10_000.0  # points: farther than any sheet
SLUG_SIZE, SLUG_SMALLEST = 5.5, 4.0  # points
SLUG_DISTANCE = 3.4 * MM  # baseline below the bleed


def crop_marks(grid: Grid, bleed: float, output: Output = DEFAULT) -> tuple[MarkLine, ...]:
    """Marks at every cut, at the four edges of the grid; *full* ones run on to the edge of the sheet."""
    if output.marks == "none":
        return ()
    near = min(max(0.0, output.mark_offset), FARTHEST)
    far = TO_THE_EDGE if output.marks == "full" else near + LENGTH
    left, right = min(c.x for c in grid.cells) - bleed, max(c.right for c in grid.cells) + bleed
    top, bottom = min(c.y for c in grid.cells) - bleed, max(c.bottom for c in grid.cells) + bleed
    marks: list[MarkLine] = []
    for x in sorted({round(edge, 4) for cell in grid.cells for edge in (cell.x, cell.right)}):
        marks.append(MarkLine(x, max(0.0, top - far), x, top - near))
        marks.append(MarkLine(x, bottom + near, x, min(bottom + top, bottom + far)))
    for y in sorted({round(edge, 4) for cell in grid.cells for edge in (cell.y, cell.bottom)}):
        marks.append(MarkLine(max(0.0, left - far), y, left - near, y))
        marks.append(MarkLine(right + near, y, min(right + left, right + far), y))
    return tuple(marks)


def make_slug(title: str, rest: str, font: Font, grid: Grid, bleed: float) -> Slug:
    """The slug line between the marks of the first cell: below the grid, or up its left side where that is roomier.

    A long title is shortened, and left out where the typeface lacks one of its signs; what tells the sheets apart never
    is.
    """
    first = grid.cells[(grid.rows - 1) * grid.columns]
    below = min(cell.y for cell in grid.cells)  # the grid is centred: the same above and below
    beside = min(cell.x for cell in grid.cells)
    upwards = beside > below
    room = (first.height if upwards else first.width) - 2 * MM
    if reads_leftwards(font.language):  # what stands in Latin letters and digits keeps its order
        rest = f"{LEFT_TO_RIGHT}{rest}{END_OF_IT}"
    galley = _fitted(title, rest, font, room)
    if upwards:
        place = PlacedText(galley, beside - bleed - SLUG_DISTANCE, first.bottom - MM, BLACK)
        return Slug(place, 270)
    baseline = max(cell.bottom for cell in grid.cells) + bleed + SLUG_DISTANCE
    return Slug(PlacedText(galley, first.x + MM, baseline, BLACK))


def _fitted(title: str, rest: str, font: Font, room: float) -> Galley:
    """One line with its baseline at 0, no wider than *room* (pt)."""
    dot, more = "-" if font.word("·").missing else "·", "" if font.word("…").missing else "…"
    rest = rest.replace("·", dot)
    title = "" if any(word.missing for word in words_of(title, font)[0]) else title
    while True:
        text = f"{title} {dot} {rest}" if title else rest
        size = min(SLUG_SIZE, room / words_of(text, font)[1])
        if size >= SLUG_SMALLEST or not title:
            return set_line(text, font, size)
        title = "" if len(title) < 3 else title[: max(1, len(title.rstrip("…")) - 2)].rstrip() + more
