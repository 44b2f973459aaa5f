"""A gallery: faces side by side on plain sheets, to look at rather than to cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from deck.color.ink import BLACK, Ink
from deck.face.face import Face, Placed, PlacedFill, PlacedText
from deck.formats import Format
from deck.impose.sheet import Placement, Sheet
from deck.model import Card
from deck.text.fonts import Font
from deck.text.lines import set_line
from deck.units import MM, Box

MARGIN, GAP = 12 * MM, 5 * MM
FRAME = Ink(0, 0, 0, 0.3)


def exhibit(name: str, width: float, height: float, items: Sequence[Placed]) -> Face:
    """A face that belongs to no card: *items* on an area of *width* by *height* points."""
    return Face(Card(id=name, title=name, words={}), "front", width, height, 0.0, tuple(items))


def caption(text: str, font: Font, size: float, width: float) -> Face:
    """A line of text as a face of its own, *width* points wide; a longer text is set smaller."""
    galley = set_line(text, font, size)
    if galley.width > width:
        galley = set_line(text, font, size * width / galley.width)
    return exhibit(text, width, 1.5 * size, [PlacedText(galley, 0.0, size, BLACK)])


def framed(face: Face) -> Face:
    """A card's face cut at its trim, with a hairline around it that shows white cards on white paper."""
    width, height, line = face.width, face.height, 0.4
    edges = (
        Box(0, 0, width, line),
        Box(0, height - line, width, line),
        Box(0, 0, line, height),
        Box(width - line, 0, line, height),
    )
    return replace(face, bleed=0.0, items=(*face.items, *(PlacedFill(edge, FRAME) for edge in edges)))


def gallery(blocks: Iterable[Sequence[Sequence[Face]]], paper: Format) -> list[Sheet]:
    """Sheets on which blocks stand under one another; a block is rows of faces that stay on one sheet."""
    pages: list[list[Placement]] = [[]]
    y = MARGIN
    for block in blocks:
        heights = [max(face.height for face in row) for row in block]
        if y + sum(heights) > paper.height - MARGIN and pages[-1]:
            pages.append([])
            y = MARGIN
        for row, height in zip(block, heights, strict=True):
            x = MARGIN
            for face in row:
                pages[-1].append(Placement(face, Box(x, y, face.width, face.height)))
                x += face.width + GAP
            y += height
        y += GAP
    return [
        Sheet(number, len(pages), "recto", paper.width, paper.height, 0.0, tuple(placements), ())
        for number, placements in enumerate(pages, 1)
    ]
