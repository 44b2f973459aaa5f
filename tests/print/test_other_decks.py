"""Decks unlike the seed: bare, long, English, dark, with a typeface and drawings of their own."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from tests.print.printer import Printer
from tests.print.projects import write_project
from tests.print.tools import (
    MM,
    SOLID_BLACK,
    Rect,
    cropped_text,
    fonts_listed,
    most_ink,
    painted,
    pdfium_text,
    plates,
    run,
    sheet_sides,
    text_lines,
    without_text,
)
from tests.print.typeface import make_typeface
from tests.print.words import joined, plain, squeezed, unmarked

WHITE = (0.0, 0.0, 0.0, 0.0)
FIELDS = "fields: {description: {label: Description}}\n"
SENTENCES = (
    "An efficient office affords its staff five difficult flights of stairs. ",
    "“Which?” asked the first; the answer - as ever - was: *none of them* (or all). ",
    "It isn't the workers' fault that 50 % of the affiliates baffle their officials... ",
)
LONG = "".join(SENTENCES[number % 3] for number in range(70))[:5000].rsplit(" ", 1)[0] + "."
# A disc in the figure's ink, and on it a box that is filled with the ground's and edged with the figure's.
FRAMED = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">
  <circle cx="20" cy="20" r="20"/>
  <path d="M10 10h20v20h-20z" fill="#fff" stroke="#000" stroke-width="2"/>
</svg>
"""


def check_sound(file: Path) -> None:
    """What must hold for every deck."""
    run("qpdf", "--check", file)
    for row in fonts_listed(file):
        assert (row["emb"], row["sub"], row["uni"]) == ("yes", "yes", "yes")
    for thing in painted(file):
        assert thing.overprints == (thing.ink == SOLID_BLACK and thing.kind != "area") or thing.kind == "area"
        assert not thing.overprints or thing.ink == SOLID_BLACK


def all_text(file: Path, page: int) -> str:
    """The text of a page, in the order in which it was written."""
    return cropped_text(file, page, Rect(0, 0, 2000, 2000), "-raw")


def test_cards_of_one_word_without_fields_and_pictograms(printed: Printer, tmp_path: Path) -> None:
    words = [f"Word{number}" for number in range(30)]
    cards = "cards:\n" + "".join(f"  - title: {word}\n" for word in words)
    file = printed(write_project(tmp_path, "title: Bare\nlanguage: en\nsize: poker\n", cards))
    check_sound(file)
    assert len(sheet_sides(file)) == 2 * 4
    fronts = " ".join(all_text(file, page) for page in range(1, 9, 2)).split()
    backs = " ".join(all_text(file, page) for page in range(2, 9, 2)).split()
    assert [word for word in fronts if word.startswith("Word")] == words
    assert sorted(word for word in backs if word.startswith("Word")) == sorted(words)


def test_a_card_of_five_thousand_characters(printed: Printer, tmp_path: Path) -> None:
    assert 4900 < len(LONG) <= 5000
    deck = f"title: Long\nlanguage: en\nsize: A6\ncategories: {{A: {{name: Text, color: '#ffcc00'}}}}\n{FIELDS}"
    cards = f"category: A\ncards:\n  - title: Long story\n    description: >-\n      {LONG}\n"
    file = printed(write_project(tmp_path, deck, cards))
    check_sound(file)
    (cell, *_) = (
        cell for cell in sheet_sides(file)[1].cells if any(cell.holds(l.area, 1) for l in text_lines(file)[1])
    )
    copied = plain(joined(cropped_text(file, 2, cell, "-raw")))
    assert plain(unmarked(f"Description: {LONG}")) in copied
    assert squeezed(unmarked(LONG)) in squeezed(pdfium_text(file, 2, cell))
    for line in text_lines(file)[1]:
        assert cell.grown(0.5 * MM - 4 * MM).holds(line.area, 1) or not cell.holds(line.area)


def test_english_has_its_own_quotes_and_its_own_words_on_the_sheet(printed: Printer, tmp_path: Path) -> None:
    text = 'She said "hello" - it isn\'t CO2 ... is it?'
    deck = f"title: English\nlanguage: en-GB\n{FIELDS}"
    file = printed(write_project(tmp_path, deck, f"cards:\n  - title: One\n    description: |-\n      {text}\n"))
    said = " ".join(all_text(file, 2).split())
    assert "She said “hello”\u200a—\u200ait isn’t CO₂ …" in said
    assert "sheet 1 of 1 · back" in said
    assert "sheet 1 of 1 · front" in " ".join(all_text(file, 1).split())
    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"


@pytest.mark.parametrize("color", ["#10206a", "#7a0000", "cmyk(100 80 0 40)", "#000000"])
def test_text_on_dark_colours_is_left_out_of_them(printed: Printer, tmp_path: Path, color: str) -> None:
    deck = f"title: Dark\nlanguage: en\ncategories: {{A: {{name: Night, color: '{color}'}}}}\n{FIELDS}"
    cards = "category: A\ncards:\n  - title: Moon\n    description: Silver.\n"
    file = printed(write_project(tmp_path, deck, cards))
    check_sound(file)
    texts = {thing.ink: thing.overprints for thing in painted(file) if thing.kind == "text"}
    assert texts == {WHITE: False, SOLID_BLACK: True}
    silent = without_text(file, tmp_path / "silent.pdf")
    (front, _), (field, _) = plates(file), plates(silent)
    side = sheet_sides(file)[0]
    cells = [cell for cell in side.cells if any(most_ink(plate) for plate in field_of(field.inside(cell)))]
    assert len(cells) == 1
    inked = 0
    for written, bare in zip(front.inside(cells[0]), field.inside(cells[0]), strict=True):
        if most_ink(bare):
            inked += 1
            assert total(written) != total(bare)
    assert inked  # on every plate that carries the colour, the letters are holes (or, on black, ink on paper beside)


def field_of(images: list[object]) -> list[object]:
    return images
