"""The graphics state of a content stream, and what is painted under it (ISO 32000-1, 8.4 and 9.3)."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from deck.preflight.colours import BLACK, Colour
from deck.preflight.fonts import Face
from deck.preflight.geometry import IDENTITY, Area, Matrix

Kind = Literal["text", "fill", "line", "image"]
EVERYWHERE = Area(-1e9, -1e9, 1e9, 1e9)


class State(Struct):
    """What q saves and Q brings back; *base* is the matrix with which the present stream began."""

    matrix: Matrix = IDENTITY
    base: Matrix = IDENTITY
    clip: Area = EVERYWHERE
    fill: Colour = BLACK
    stroke: Colour = BLACK
    width: float = 1.0
    overprint_fill: bool = False
    overprint_stroke: bool = False
    font: Face | None = None
    size: float = 0.0
    character: float = 0.0
    word: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    render: int = 0  # text rendering mode
    within: Area | None = None  # what a pattern fills: its cell is painted all over this


class Painted(Struct, frozen=True):
    """One thing on a page: where, in which colour, whether it overprints, and how large.

    *size* is points for text (effective size) and lines (width), pixels an inch for images; *x_height* in points, None
    where the font does not tell; *ink* the most ink that it lays down, None where that cannot be known.
    """

    kind: Kind
    page: int
    area: Area
    colour: Colour
    ink: float | None
    overprint: bool
    size: float = 0.0
    x_height: float | None = None


class TextObject:
    """The two matrices between BT and ET (9.4.1)."""

    def __init__(self) -> None:
        self.matrix = self.line = IDENTITY

    def place(self, matrix: Matrix) -> None:
        """Set both (Tm)."""
        self.matrix = self.line = matrix

    def next_line(self, x: float, y: float) -> None:
        """Go to the beginning of the next line, shifted by (x, y) (Td)."""
        self.place(Matrix(1, 0, 0, 1, x, y).then(self.line))

    def show(self, state: State, parts: Any) -> Area | None:
        """Set the strings and gaps of a TJ; the area they take on the page comes out, None when they are empty."""
        face, start, width = state.font, self.matrix, 0.0
        if face is None:
            return None
        empty = True
        for part in parts:
            if isinstance(part, bytes):
                empty = empty and not part
                width += face.advance(part, state.size, state.character, state.word) * state.stretch
            else:
                width -= part / 1000 * state.size * state.stretch
        self.matrix = Matrix(1, 0, 0, 1, width, 0).then(start)
        if empty:
            return None
        low, high = face.depth * state.size + state.rise, face.height * state.size + state.rise
        return start.then(state.matrix).area(Area(min(0, width), min(low, high), max(0, width), max(low, high)))
