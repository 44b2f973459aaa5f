"""What lies on the printing plates: text on black alone and over everything, nothing else over anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import ImageChops

from tests.print.printer import Printer
from tests.print.tools import (
    SOLID_BLACK,
    Plates,
    most_ink,
    painted,
    plates,
    same,
    sheet_sides,
    text_lines,
    text_plates,
    without_text,
)

BLACK = 3  # the place of the black plate among the four
LIMIT = 300  # percent of ink, all plates together
DPI = 72


def all_plates(file: Path) -> list[Plates]:
    """The plates of every page of *file*."""
    return plates(file, dpi=DPI)


def test_text_is_on_the_black_plate_alone(printed: Printer) -> None:
    file = printed(companions=("index", "blank"))
    pages = text_plates(file)
    assert len(pages) == len(text_lines(file))
    for page in pages:
        assert [most_ink(plate) for plate in page.images[:BLACK]] == [0, 0, 0]
        assert most_ink(page.images[BLACK]) == 255


def test_taking_the_text_away_changes_no_colour_plate(printed: Printer, tmp_path: Path) -> None:
    file = printed()
    pages = zip(all_plates(file), all_plates(without_text(file, tmp_path / "silent.pdf")), strict=True)
    colours = 0
    for whole, silent in pages:
        for with_text, without in zip(whole.images[:BLACK], silent.images[:BLACK], strict=True):
            assert same(with_text, without)
            colours += most_ink(without) > 0
        assert not same(whole.images[BLACK], silent.images[BLACK])
    assert colours > 20  # text stood over colours


@pytest.mark.parametrize("companions", [(), ("index", "blank")])
def test_black_text_overprints_and_no_other_ink_does(printed: Printer, companions: tuple[str, ...]) -> None:
    done = painted(printed(companions=companions))
    black = [text for text in done if text.kind == "text" and text.ink == SOLID_BLACK]
    assert len(black) > 1000
    assert all(text.overprints and text.mode == 1 for text in black)
    assert not [thing for thing in done if thing.ink != SOLID_BLACK and thing.overprints]


def test_text_is_solid_black_or_left_out_of_the_colour(printed: Printer) -> None:
    inks = {thing.ink for thing in painted(printed(companions=("index", "blank"))) if thing.kind == "text"}
    assert inks == {SOLID_BLACK, (0.0, 0.0, 0.0, 0.0)}


def test_no_place_takes_more_ink_than_a_shop_allows(printed: Printer) -> None:
    file = printed(companions=("index", "blank"))
    for page, side in zip(all_plates(file), sheet_sides(file), strict=True):
        cyan, magenta, yellow, black = page.inside(side.bleed)
        half, other = ImageChops.add(cyan, magenta, 2), ImageChops.add(yellow, black, 2)
        assert most_ink(ImageChops.add(half, other, 2)) * 4 <= LIMIT / 100 * 255
