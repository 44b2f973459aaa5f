"""Cut paths for cutting plotters: the cards of a sheet as rounded rectangles, in SVG and in DXF."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from deck.impose.sheet import MarkLine
from deck.units import MM, Box

QUARTER_BULGE = math.tan(math.pi / 8)  # DXF's measure of an arc of 90 degrees: tan(angle / 4)


def cut_svg(cells: Sequence[Box], marks: Sequence[MarkLine], width: float, height: float, corner: float) -> str:
    """An SVG drawing (mm) of a sheet of *width* by *height* points: a layer to cut, a layer to register by."""
    size = f'width="{_mm(width)}mm" height="{_mm(height)}mm" viewBox="0 0 {_mm(width)} {_mm(height)}"'
    cards = "\n".join(
        f'    <rect x="{_mm(c.x)}" y="{_mm(c.y)}" width="{_mm(c.width)}" height="{_mm(c.height)}" rx="{_mm(corner)}"/>'
        for c in cells
    )
    lines = "\n".join(f'    <line x1="{_mm(m.x1)}" y1="{_mm(m.y1)}" x2="{_mm(m.x2)}" y2="{_mm(m.y2)}"/>' for m in marks)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" {size}>
  <g id="cut" fill="none" stroke="#f00" stroke-width="0.1">
{cards}
  </g>
  <g id="registration" fill="none" stroke="#000" stroke-width="0.1">
{lines}
  </g>
</svg>
"""


def cut_dxf(cells: Sequence[Box], marks: Sequence[MarkLine], height: float, corner: float) -> str:
    """The same as a DXF drawing (AutoCAD R12, millimetres, y upwards), which every plotter's program reads."""
    rows: list[object] = [0, "SECTION", 2, "HEADER", 9, "$ACADVER", 1, "AC1009", 9, "$INSUNITS", 70, 4, 0, "ENDSEC"]
    rows += [0, "SECTION", 2, "ENTITIES"]
    for cell in cells:
        rows += _polyline(cell, height, min(corner, cell.width / 2, cell.height / 2))
    for mark in marks:
        rows += [0, "LINE", 8, "REGISTRATION", 10, _mm(mark.x1), 20, _mm(height - mark.y1), 30, 0]
        rows += [11, _mm(mark.x2), 21, _mm(height - mark.y2), 31, 0]
    rows += [0, "ENDSEC", 0, "EOF"]
    return "\n".join(str(row) for row in rows) + "\n"


def _polyline(cell: Box, height: float, r: float) -> list[object]:
    """A closed polyline anticlockwise from the bottom left; a vertex before a corner carries the corner's bulge."""
    left, right, bottom, top = cell.x, cell.right, height - cell.bottom, height - cell.y
    turns = QUARTER_BULGE if r > 0 else 0.0
    vertices = (
        (left + r, bottom, 0.0), (right - r, bottom, turns), (right, bottom + r, 0.0), (right, top - r, turns),
        (right - r, top, 0.0), (left + r, top, turns), (left, top - r, 0.0), (left, bottom + r, turns),
    )  # fmt: skip
    rows: list[object] = [0, "POLYLINE", 8, "CUT", 66, 1, 70, 1, 10, 0, 20, 0, 30, 0]
    for x, y, bulge in vertices:
        rows += [0, "VERTEX", 8, "CUT", 10, _mm(x), 20, _mm(y), 30, 0, 42, f"{bulge:.6f}"]
    return [*rows, 0, "SEQEND", 8, "CUT"]


def write_cut(
    cells: Sequence[Box], marks: Sequence[MarkLine], width: float, height: float, corner: float, folder: Path
) -> None:
    """Write ``cut.svg`` and ``cut.dxf`` into *folder*."""
    (folder / "cut.svg").write_text(cut_svg(cells, marks, width, height, corner), "utf-8", newline="\n")
    (folder / "cut.dxf").write_text(cut_dxf(cells, marks, height, corner), "ascii", newline="\n")


def _mm(points: float) -> str:
    return f"{points / MM:.3f}".rstrip("0").rstrip(".")
