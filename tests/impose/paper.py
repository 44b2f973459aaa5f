"""Sheets of paper and cards for imposition, and the geometry of turning them, worked out with points alone."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from deck.color.ink import BLACK
from deck.face.face import Face, PlacedFill
from deck.face.layout import Side
from deck.formats import CARDS_MM, PAPERS_MM, Format, card_format, paper_format
from deck.impose.sheet import Turn
from deck.model import Card, Deck
from deck.outputs import Flip
from deck.units import MM, Box
from tests.typefaces import TYPEFACE

Point = tuple[float, float]

TURNS: tuple[Turn, ...] = (0, 90, 180, 270)
DUPLEX: tuple[Flip, ...] = ("long-edge", "short-edge")
papers = st.sampled_from(sorted(PAPERS_MM)).map(paper_format) | st.builds(
    lambda width, height: Format("", width * MM, height * MM), st.floats(60, 700), st.floats(60, 700)
)
cards = st.sampled_from(sorted(CARDS_MM)).map(card_format) | st.builds(
    lambda width, height: Format("", width * MM, height * MM), st.floats(10, 150), st.floats(10, 150)
)
bleeds = st.sampled_from([0.0, 2 * MM, 3 * MM, 9.0]) | st.floats(0, 12)


def turned_over(point: Point, flip: Flip, width: float, height: float) -> Point:
    """Where a point of the recto is seen on the verso: the edge that the sheet turns on stays where it is.

    The long edge of upright paper is its left one; paper turned on it is turned like a book's page. A square has
    no long edge, its left one is taken.
    """
    x, y = point
    upright = height >= width
    on_a_side = upright if flip == "long-edge" else not upright
    return (width - x, y) if on_a_side else (x, height - y)


def on_sheet(point: Point, cell: Box, turn: Turn) -> Point:
    """Where a point of a face (from its top left corner) lies on the sheet when the face is turned clockwise."""
    u, v = point
    return {
        0: (cell.x + u, cell.y + v),
        90: (cell.right - v, cell.y + u),
        180: (cell.right - u, cell.bottom - v),
        270: (cell.x + v, cell.bottom - u),
    }[turn]


def face(number: int, side: Side, size: Format, bleed: float = 3 * MM) -> Face:
    """A face that holds nothing but a fill, told by its card's id."""
    fill = PlacedFill(Box(0, 0, size.width, size.height).grown(bleed), BLACK)
    return Face(Card(f"card-{number}", "", {}), side, size.width, size.height, bleed, (fill,))


def pairs(count: int, size: Format, bleed: float = 3 * MM) -> list[tuple[Face, Face]]:
    """Front and back of *count* cards."""
    return [(face(number, "front", size, bleed), face(number, "back", size, bleed)) for number in range(count)]


def deck(title: str = "Un jeu", language: str = "fr") -> Deck:
    """A deck of which only title and language matter."""
    return Deck(
        title=title,
        subtitle="",
        publisher="",
        licence="",
        language=language,
        date="",
        size=card_format("tarot"),
        paper=paper_format("A4"),
        categories=(),
        fields=(),
        typefaces={"text": TYPEFACE},
        cards=(),
        file=Path("deck.yaml"),
    )
