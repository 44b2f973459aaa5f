"""Crop marks and slug: on every plate, outside the bleed, clear of each other."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from tests.print.printer import Printer
from tests.print.tools import (
    DPI,
    MM,
    Rect,
    most_ink,
    operations,
    plates,
    same,
    sheet_sides,
    text_lines,
    without_faces,
    without_text,
)
from tests.print.words import squeezed

TITLE = "La boîte à outils des territoires collaboratifs"
SHEETS = [("tarot", "A4"), ("poker", "A4"), ("jumbo", "SRA3"), ("square", "Letter"), ("A6", "A3"), ("tarot", "12x18in")]
PIXEL = 72 / DPI  # points: a field fills every pixel that it touches
LEAST_CLEARANCE = 0.5  # points between a mark and the slug


def test_marks_are_drawn_in_the_separation_all(printed: Printer) -> None:
    file = printed()
    for side in sheet_sides(file):
        assert {mark.ink for mark in side.marks} == {"/All"}
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            spaces = [space for space in page.obj.Resources.ColorSpace.as_dict().values() if space[1] == "/All"]
            assert [(str(space[0]), str(space[2])) for space in spaces] == [("/Separation", "/DeviceCMYK")]
            assert [float(channel) for channel in spaces[0][3].C1] == [1, 1, 1, 1]
            strengths = [float(own[0]) for own, operator in operations(page) if operator == "SCN"]
            widths = [float(own[0]) for own, operator in operations(page) if operator == "w"]
            assert strengths == [1]
            assert widths == [pytest.approx(0.25, abs=0.05)]  # a hairline that every press still prints


def test_outside_the_bleed_all_plates_are_alike(printed: Printer, tmp_path: Path) -> None:
    file = printed()
    silent = without_text(file, tmp_path / "silent.pdf")  # the slug is black
    for page, side in zip(plates(silent), sheet_sides(file), strict=True):
        beside = page.without(side.bleed.grown(PIXEL))
        assert most_ink(beside[0]) == 255
        assert all(same(beside[0], plate) for plate in beside[1:])


def test_inside_the_bleed_there_is_no_mark(printed: Printer, tmp_path: Path) -> None:
    file = printed()
    bare = without_faces(file, tmp_path / "bare.pdf")
    for page, side in zip(plates(bare), sheet_sides(file), strict=True):
        assert [most_ink(plate) for plate in page.inside(side.bleed)] == [0, 0, 0, 0]
        assert all(most_ink(plate) == 255 for plate in page.images)


@pytest.mark.parametrize(("size", "paper"), SHEETS)
def test_every_edge_of_every_card_is_marked_at_both_ends(printed: Printer, size: str, paper: str) -> None:
    for side in sheet_sides(printed(size=size, paper=paper, category="ABC")):
        sheet = Rect(0, 0, side.width, side.height)
        grid = enclosing(side.cells)
        assert all(sheet.holds(mark.area) for mark in side.marks)
        for cell in side.cells:
            for x in (cell.x0, cell.x1):
                ends = [mark.area for mark in side.marks if abs(mark.x0 - x) < 0.02 and mark.x0 == mark.x1]
                assert sorted(end.y1 < grid.y0 for end in ends) == [False, True]
            for y in (cell.y0, cell.y1):
                ends = [mark.area for mark in side.marks if abs(mark.y0 - y) < 0.02 and mark.y0 == mark.y1]
                assert sorted(end.x1 < grid.x0 for end in ends) == [False, True]
        for mark in side.marks:
            assert not mark.area.meets(grid.grown(3 * MM + 0.5 * MM))


def enclosing(rects: list[Rect]) -> Rect:
    """The smallest rectangle that holds them all."""
    return Rect(
        min(rect.x0 for rect in rects),
        min(rect.y0 for rect in rects),
        max(rect.x1 for rect in rects),
        max(rect.y1 for rect in rects),
    )


@pytest.mark.parametrize(("size", "paper"), SHEETS)
def test_the_slug_tells_the_sheet_and_stands_clear_of_bleed_and_marks(printed: Printer, size: str, paper: str) -> None:
    file = printed(size=size, paper=paper, category="ABC")
    sides = sheet_sides(file)
    for number, (side, lines) in enumerate(zip(sides, text_lines(file), strict=True)):
        reach = enclosing(side.cells).grown(3 * MM)
        beside = [line for line in lines if not reach.holds(line.area, 0.5)]
        area = enclosing([line.area for line in beside])
        said = squeezed("".join(line.text for line in beside))
        assert said.startswith(squeezed(TITLE)[:8])
        name = "recto" if number % 2 == 0 else "verso"
        assert said.endswith(f"feuille{number // 2 + 1}sur{len(sides) // 2}·{name}")
        assert not area.meets(reach)
        assert Rect(0, 0, side.width, side.height).grown(-3 * MM).holds(area)
        assert not [mark for mark in side.marks if mark.area.grown(LEAST_CLEARANCE).meets(area)]
