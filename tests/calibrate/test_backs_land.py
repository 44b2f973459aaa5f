"""What counts: on paper from a printer that misses, backs lie behind their fronts; and it is read off the sheet."""

from __future__ import annotations

import math
import subprocess
from pathlib import Path

import pikepdf
import pytest

from deck.formats import Format, paper_format
from deck.impose.calibration import SQUARE, ratio_of
from tests.calibrate.paper import MM, Drawn, Error, Point, drawn, middle, through
from tests.projects import Project

PERFECT = Error(0, 0, 0)
ERRORS = (Error(0.8, -0.4, 0.2), Error(-3.5, 2.25, -1.1), Error(10, -10, 3), Error(0, 0, 0.5), Error(0, 1.5, 0))
WAYS = [  # paper, flip, whether the sheet is turned over like a book's page
    ("A4", "long-edge", True),
    ("A4", "short-edge", False),
    ("420x297mm", "long-edge", False),
    ("420x297mm", "short-edge", True),
]


def typed(error: Error) -> tuple[str, ...]:
    return ("--shift", f"{error.right}mm,{error.down}mm", "--turn", f"{error.turn}deg")


def gap(one: Drawn, other: Drawn) -> float:
    """By how much (mm) the corners of two boxes lie apart, whichever way round they are drawn."""
    return max(min(math.dist(point, corner) for corner in other.corners) for point in one.corners)


def build(project: Project, *options: str) -> Path:
    file = project.root / "deck.pdf"
    result = project.run("build", *options, "-o", str(file))
    assert result.code == 0, result.err
    return file


@pytest.mark.parametrize(("paper", "flip", "sideways"), WAYS)
@pytest.mark.parametrize("error", ERRORS)
def test_backs_lie_behind_their_fronts(project: Project, error: Error, paper: str, flip: str, sideways: bool) -> None:
    assert project.run("calibrate", "--printer", "bureau", *typed(error)).code == 0
    file = build(project, "--printer", "bureau", "--paper", paper, "--flip", flip)
    fronts, backs = drawn(file, 0), through(drawn(file, 1), error, sideways=sideways)
    assert len(fronts) == len(backs) == 4
    for front, back in zip(fronts, backs, strict=True):
        assert gap(front, back) < 0.005  # mm


def test_without_the_printer_the_same_backs_miss(project: Project) -> None:
    file = build(project)
    error = ERRORS[0]
    fronts, backs = drawn(file, 0), through(drawn(file, 1), error, sideways=True)
    assert all(gap(front, back) > 0.3 for front, back in zip(fronts, backs, strict=True))
    perfect = through(drawn(file, 1), PERFECT, sideways=True)
    assert all(gap(front, back) < 0.005 for front, back in zip(fronts, perfect, strict=True))


def test_rectos_boxes_and_words_stay_as_they_are(project: Project) -> None:
    plain, other = build(project), project.root / "moved.pdf"
    project.run("calibrate", "--printer", "bureau", *typed(ERRORS[0]))
    result = project.run("build", "--printer", "bureau", "-o", str(other))
    assert "backs moved for bureau" in result.out
    with pikepdf.open(plain) as one, pikepdf.open(other) as two:
        assert one.pages[0].Contents.read_bytes() == two.pages[0].Contents.read_bytes()
        inside = one.pages[1].Contents.read_bytes()
        moved = two.pages[1].Contents.read_bytes()
        assert moved.partition(b"cm\n")[2].removesuffix(b"\nQ") == inside  # faces, marks and slug, all together
        for page, same in zip(one.pages, two.pages, strict=True):
            for box in ("/MediaBox", "/BleedBox", "/TrimBox"):
                assert [*map(float, page[box])] == [*map(float, same[box])]
    words = [
        subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, check=True) for file in (plain, other)
    ]
    assert sorted(words[0].stdout.split()) == sorted(words[1].stdout.split())


def test_builds_are_the_same_bytes(project: Project) -> None:
    project.run("calibrate", "--printer", "bureau", *typed(ERRORS[0]))
    first = build(project, "--printer", "bureau").read_bytes()
    assert build(project, "--printer", "bureau").read_bytes() == first


# ── The sheet ──────────────────────────────────────────────────────────────────────────────────────────────────


def sheet(project: Project, *options: str) -> Path:
    file = project.root / "sheet.pdf"
    result = project.run("calibrate", *options, "-o", str(file))
    assert result.code == 0, result.err
    return file


def crossings(form: Drawn, length: float) -> list[Point]:
    """Where lines of this *length* (mm) cross in their middles, from the top down."""
    lines = [corners for corners in form.rectangles if abs(longest(corners) - length) < 0.01]
    middles = [middle(line) for line in lines]
    met = [point for index, point in enumerate(middles) if any(math.dist(point, q) < 0.01 for q in middles[:index])]
    apart = [point for index, point in enumerate(met) if all(math.dist(point, q) > 1 for q in met[:index])]
    return sorted(apart, key=lambda point: point[1])


def longest(corners: tuple[Point, ...]) -> float:
    return max(math.dist(corners[0], corners[1]), math.dist(corners[1], corners[2]))


def readings(file: Path, error: Error, sideways: bool) -> tuple[list[Point], list[Point]]:
    """The middles of the targets A, B and C (mm), and what a person reads on each."""
    (recto,), (verso,) = drawn(file, 0), through(drawn(file, 1), error, sideways=sideways)
    targets = crossings(recto, 20.0)
    crosses = crossings(verso, 36.0)
    assert len(targets) == len(crosses) == 3
    return targets, [(x - u, y - v) for (x, y), (u, v) in zip(crosses, targets, strict=True)]


@pytest.mark.parametrize(("paper", "flip", "sideways"), WAYS)
@pytest.mark.parametrize("error", ERRORS)
def test_the_sheet_tells_the_error(project: Project, error: Error, paper: str, flip: str, sideways: bool) -> None:
    _, ((a, _), (x, y), (c, _)) = readings(sheet(project, "--paper", paper, "--flip", flip), error, sideways)
    assert (x, y) == pytest.approx((error.right, error.down), abs=0.002)
    assert (a - c) * ratio_of(paper_format(paper)) == pytest.approx(error.turn, abs=0.003)


@pytest.mark.parametrize(("paper", "flip", "sideways"), WAYS)
def test_the_corrected_sheet_reads_nought(project: Project, paper: str, flip: str, sideways: bool) -> None:
    for error in ERRORS:
        project.run("calibrate", "--printer", "bureau", *typed(error))
        file = sheet(project, "--printer", "bureau", "--paper", paper, "--flip", flip)
        for x, y in readings(file, error, sideways)[1]:
            assert (x, y) == pytest.approx((0, 0), abs=0.005)


@pytest.mark.parametrize("paper", ["A5", "A4", "A3", "SRA3", "Letter", "297x210mm"])
def test_scales_stand_at_exact_places(project: Project, paper: str) -> None:
    file = sheet(project, "--paper", paper)
    targets, read = readings(file, PERFECT, sideways=True)
    assert targets[1] == pytest.approx((0, 0), abs=0.002)
    assert read == [pytest.approx((0, 0), abs=0.002)] * 3
    (recto,) = drawn(file, 0)
    ticks = {(round(x - u, 2)) for x, y in map(middle, recto.rectangles) for u, v in targets[:1] if -13 < y - v < -10}
    assert {half / 2 for half in range(-20, 21)} <= ticks


def test_a_wrong_flip_leaves_the_square_empty(project: Project) -> None:
    file = sheet(project, "--flip", "long-edge")
    dots = {sideways: _dot_in_square(file, sideways) for sideways in (True, False)}
    assert dots == {True: True, False: False}


def _dot_in_square(file: Path, sideways: bool) -> bool:
    """Whether the verso's ink between A and B lies where the recto has its square: a look at the pictures."""
    import pypdfium2

    document = pypdfium2.PdfDocument(str(file))
    front, back = (document[index].render(scale=1).to_pil().convert("L") for index in (0, 1))
    document.close()
    from PIL import Image

    flip = Image.Transpose.FLIP_LEFT_RIGHT if sideways else Image.Transpose.FLIP_TOP_BOTTOM
    ratio = ratio_of(Format("", front.width, front.height))
    y = front.height / 2 - MM / math.tan(math.radians(ratio)) / 4
    half = SQUARE / 2 - 2
    area = back.transpose(flip).crop(
        (int(front.width / 2 - half), int(y - half), int(front.width / 2 + half), int(y + half))
    )
    dark = [value for value in area.tobytes() if value < 128]
    return 40 < len(dark) < 80  # a disc of 3 mm has 57 square points
