"""Near the cut: nothing but colour within the safe margin, and colour that touches the cut fills the bleed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from tests.print.printer import Printer
from tests.print.tools import FILLS, MM, Rect, faces, operations, pictures, sheet_sides, text_and_art

BLEED, SAFE = 3 * MM, 4 * MM
OVERHANG = 0.5 * MM  # letters may reach out of their places: an italic f by a seventh of its size
DPI = 200
WHITE = (255, 255, 255)
BUILDS: list[dict[str, Any]] = [
    {"companions": ("index", "blank")},
    {"size": "poker", "category": "AEH"},
    {"size": "square", "category": "EH", "flip": "short-edge"},
    {"size": "A6", "category": "EH", "companions": ("index", "blank")},
]


@pytest.mark.parametrize("build", BUILDS, ids=lambda build: "-".join(map(str, build.values())))
def test_no_text_and_no_pictogram_comes_near_the_cut(printed: Printer, tmp_path: Path, build: dict[str, Any]) -> None:
    file = printed(**build)
    black = text_and_art(file, tmp_path / "black.pdf")
    shown = 0
    for picture, side in zip(pictures(black, DPI), sheet_sides(file), strict=True):
        for cell in side.cells:
            shown += part(picture, cell).getextrema() != (255, 255)
            margin = part(picture, cell.grown(BLEED))
            inner = cell.grown(OVERHANG - SAFE)
            blank(margin, inner, Rect(cell.x0 - BLEED, cell.y0 - BLEED, 0, 0))
            assert margin.getextrema() == (255, 255), f"ink within {SAFE / MM} mm of the cut of {cell}"
    assert shown > 10


def part(picture: Image.Image, area: Rect) -> Image.Image:
    """The part of a page in *area*, in greys."""
    box = [round(edge * DPI / 72) for edge in (area.x0, area.y0, area.x1, area.y1)]
    return picture.crop((box[0], box[1], box[2], box[3])).convert("L")


def blank(picture: Image.Image, area: Rect, corner: Rect) -> None:
    """Whiten *area* in a picture whose top left corner lies at *corner*."""
    left, top = round(corner.x0 * DPI / 72), round(corner.y0 * DPI / 72)
    box = [round(edge * DPI / 72) for edge in (area.x0, area.y0, area.x1, area.y1)]
    picture.paste(255, (box[0] - left, box[1] - top, box[2] - left, box[3] - top))


@pytest.mark.parametrize("build", BUILDS, ids=lambda build: "-".join(map(str, build.values())))
def test_colour_that_touches_the_cut_fills_the_bleed_and_ends_there(printed: Printer, build: dict[str, Any]) -> None:
    file = printed(**build)
    coloured = 0
    for picture, side in zip(pictures(file, DPI), sheet_sides(file), strict=True):
        for cell in side.cells:
            for x, y, right, down in border(cell):
                colours = [
                    at(picture, x - right * out, y - down * out) for out in (-0.5 * MM, 0.5 * MM, BLEED - 0.3 * MM)
                ]
                assert close(colours[0], colours[1]), f"at {x}, {y}: {colours}"
                assert close(colours[0], colours[2]), f"at {x}, {y}: {colours}"
                coloured += colours[0] != WHITE
        frame = Rect(
            min(c.x0 for c in side.cells),
            min(c.y0 for c in side.cells),
            max(c.x1 for c in side.cells),
            max(c.y1 for c in side.cells),
        )
        for x, y, right, down in border(frame):
            assert at(picture, x - right * (BLEED + 0.4 * MM), y - down * (BLEED + 0.4 * MM)) == WHITE
    assert coloured > 1000


def border(cell: Rect) -> Iterator[tuple[float, float, int, int]]:
    """Points along the edges of a cell, corners included, and the direction that leads inside: right and down."""
    for edge, inside in ((cell.x0, 1), (cell.x1, -1)):
        yield from ((edge, cell.y0 + step, inside, 0) for step in steps(cell.y1 - cell.y0))
        yield from ((edge, y, inside, down) for y, down in ((cell.y0, 1), (cell.y1, -1)))
    for edge, inside in ((cell.y0, 1), (cell.y1, -1)):
        yield from ((cell.x0 + step, edge, 0, inside) for step in steps(cell.x1 - cell.x0))


def steps(length: float) -> Iterator[float]:
    """Places along an edge, a little over 2 mm apart."""
    count = int(length / (2.3 * MM))
    yield from (length * (number + 0.5) / count for number in range(count))


def at(picture: Image.Image, x: float, y: float) -> tuple[int, ...]:
    """The colour of a page at a point."""
    colour = picture.getpixel((int(x * DPI / 72), int(y * DPI / 72)))
    assert isinstance(colour, tuple)
    return colour


def close(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether two colours are the same to the eye."""
    return all(abs(a - b) <= 2 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("build", BUILDS, ids=lambda build: "-".join(map(str, build.values())))
def test_a_field_near_the_cut_runs_out_into_the_bleed(printed: Printer, build: dict[str, Any]) -> None:
    with pikepdf.open(printed(**build)) as pdf:
        forms = {form.stream.objgen: form.stream for page in pdf.pages for form, _ in faces(page)}
        bleeding = 0
        for face in forms.values():
            left, bottom, right, top = (float(edge) for edge in face.BBox)
            for x0, y0, x1, y1 in fields(face):
                gaps = (x0 - left, y0 - bottom, right - x1, top - y1)  # to the outer edge of the bleed
                assert all(gap < 0.02 or gap > BLEED + 0.02 for gap in gaps), "a field ends in the bleed, or at the cut"
                if any(gap < BLEED + SAFE - 0.02 for gap in gaps):
                    assert any(abs(gap) < 0.02 for gap in gaps)
                    bleeding += 1
        assert bleeding >= len(forms)


def fields(face: Any) -> Iterator[tuple[float, float, float, float]]:
    """The areas that a face fills itself: left, bottom, right, top."""
    points: list[tuple[float, float]] = []
    for operands, operator in operations(face):
        own = [float(operand) for operand in operands] if operator in ("re", "m", "l", "c") else []
        if operator == "re":
            points += [(own[0], own[1]), (own[0] + own[2], own[1] + own[3])]
        points += zip(own[::2], own[1::2], strict=True) if operator in ("m", "l", "c") else ()
        if operator in FILLS:
            yield (
                min(x for x, _ in points),
                min(y for _, y in points),
                max(x for x, _ in points),
                max(y for _, y in points),
            )
            points = []
