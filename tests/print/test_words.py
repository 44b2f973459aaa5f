"""Every word that is in the files is on its own card, in its order, and can be copied."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.print.printer import Printer
from tests.print.tools import Rect, cropped_text, pdfium_text, sheet_sides, text_lines
from tests.print.words import Told, joined, plain, practices, squeezed, unmarked

PRACTICES = practices()
SIZES = {"tarot": "-layout", "poker": "-raw"}  # poker cards lie on their side, where a layout kept means nothing


def back_of(file: Path, told: Told) -> tuple[int, Rect]:
    """The page (from 1) and cell where *told*'s number stands on a verso."""
    found = [
        (page, cell)
        for page, (side, lines) in enumerate(zip(sheet_sides(file), text_lines(file), strict=True), 1)
        if page % 2 == 0
        for cell in side.cells
        if any(cell.holds(line.area, 1) and told.number in line.text.split() for line in lines)
    ]
    assert len(found) == 1, f"{told.number} stands on {len(found)} backs"
    return found[0]


def without_number(copied: str, told: Told) -> str:
    """What is copied from a back, but for the card's number, which may stand anywhere beside the title."""
    left, count = re.subn(rf"(?<!\w){told.number}(?!\w)", " ", copied, count=1)
    assert count, f"{told.number} is not on its back"
    return left


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("told", PRACTICES, ids=lambda told: told.number)
def test_a_back_says_every_word_of_its_card_in_order(printed: Printer, told: Told, size: str) -> None:
    file = printed(size=size)
    page, cell = back_of(file, told)
    copied = plain(joined(without_number(cropped_text(file, page, cell, SIZES[size]), told)))
    assert copied.split() == plain(unmarked(told.back)).split()


@pytest.mark.parametrize("told", PRACTICES, ids=lambda told: told.number)
def test_a_browser_copies_the_same_words(printed: Printer, told: Told) -> None:
    file = printed()
    page, cell = back_of(file, told)
    assert squeezed(without_number(pdfium_text(file, page, cell), told)) == squeezed(unmarked(told.back))


@pytest.mark.parametrize("word", ["offre", "efficace", "affaires", "financement", "flotte", "œuvre", "CO₂", "24h/24"])
def test_ligatures_and_special_signs_are_copied_as_letters(printed: Printer, word: str) -> None:
    file = printed()
    pages = range(1, len(sheet_sides(file)) + 1)
    whole = Rect(0, 0, 600, 850)
    for copied in (
        " ".join(cropped_text(file, page, whole, "-raw") for page in pages),
        " ".join(pdfium_text(file, page, whole) for page in pages),
        " ".join(line.text for lines in text_lines(file) for line in lines),
    ):
        assert word in copied


def test_no_copied_sign_is_unknown(printed: Printer) -> None:
    text = "".join(line.text for lines in text_lines(printed()) for line in lines)
    strange = {
        sign for sign in text if sign == "\ufffd" or "\ue000" <= sign <= "\uf8ff" or (sign < " " and sign != "\n")
    }
    assert not strange


@pytest.mark.parametrize("told", PRACTICES, ids=lambda told: told.number)
def test_a_front_says_its_title_number_category_and_deck(printed: Printer, told: Told) -> None:
    file = printed()
    page, cell = back_of(file, told)
    side = sheet_sides(file)[page - 1]
    front = Rect(side.width - cell.x1, cell.y0, side.width - cell.x0, cell.y1)
    said = squeezed(cropped_text(file, page - 1, front, "-layout"))
    deck = "La boîte à outils des territoires collaboratifs"
    assert all(squeezed(words) in said for words in (told.front_title, told.number, told.letter, deck))
