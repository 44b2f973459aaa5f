"""Decks unlike the seed: bare, long, English, dark, with a typeface and drawings of their own."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from tests.print.printer import Printer
from tests.print.projects import write_layout, write_project
from tests.print.tools import (
    MM,
    SOLID_BLACK,
    Rect,
    cropped_text,
    fonts_listed,
    most_ink,
    operations,
    painted,
    pdfium_text,
    plates,
    run,
    sheet_sides,
    streams,
    text_lines,
    without_text,
)
from tests.print.typeface import make_typeface
from tests.print.words import joined, plain, squeezed, unmarked

WHITE = (0.0, 0.0, 0.0, 0.0)
WHOLE, MIDDLE = "box: {top: 0, left: 0, right: 0, bottom: 0}", "box: {top: 20%, left: safe, right: safe, height: 30%}"
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
        assert thing.ink == SOLID_BLACK or not thing.overprints
        assert thing.overprints or thing.ink != SOLID_BLACK or thing.kind != "text"


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
        cell for cell in sheet_sides(file)[1].cells if any(cell.holds(line.area) for line in text_lines(file)[1])
    )
    copied = plain(joined(cropped_text(file, 2, cell, "-raw")))
    assert plain(unmarked(f"Description: {LONG}")) in copied
    assert squeezed(unmarked(LONG)) in squeezed(pdfium_text(file, 2, cell))
    for line in text_lines(file)[1]:
        assert cell.grown(0.5 * MM - 4 * MM).holds(line.area, 1) or not cell.holds(line.area)


def test_english_has_its_own_quotes_and_its_own_words_on_the_sheet(printed: Printer, tmp_path: Path) -> None:
    text = 'She said "hello" twice - it isn\'t CO2 ... is it?'
    deck = f"title: English\nlanguage: en-GB\n{FIELDS}"
    file = printed(write_project(tmp_path, deck, f"cards:\n  - title: One\n    description: |-\n      {text}\n"))
    said = " ".join(all_text(file, 2).split())
    assert "She said “hello” twice—it isn’t CO₂ …" in said
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
    (with_text, _), (without, _) = plates(file), plates(without_text(file, tmp_path / "silent.pdf"))
    card = sheet_sides(file)[0].trim  # the only one
    band = Rect(card.x0, card.y1 - (card.y1 - card.y0) / 10, card.x1, card.y1)
    written, bare = (list(map(total, page.inside(band))) for page in (with_text, without))
    assert any(bare)
    for less, more in zip(written, bare, strict=True):
        assert less < more or more == 0  # on every plate that carries the colour the letters are holes


def total(plate: Image.Image) -> int:
    """All the ink on a plate."""
    return sum(value * count for value, count in enumerate(plate.histogram()))


def test_screen_greys_and_colours_become_press_inks(printed: Printer, tmp_path: Path) -> None:
    colors = {"A": "#808080", "B": "#ffcc00", "C": "#fff"}
    lines = "".join(f"  {letter}: {{name: N{letter}, color: '{color}'}}\n" for letter, color in colors.items())
    files = [f"category: {letter}\ncards:\n  - title: Card {letter}\n" for letter in colors]
    file = printed(write_project(tmp_path, f"title: Hex\nlanguage: en\ncategories:\n{lines}", *files))
    check_sound(file)
    inks = {thing.ink for thing in painted(file) if thing.kind == "area"} - {SOLID_BLACK}
    greys = [ink for ink in inks if ink[:3] == (0, 0, 0) and ink != WHITE]
    colours = [ink for ink in inks if ink[:3] != (0, 0, 0)]
    assert len(greys) == len(colours) == 1
    assert 0.4 < float(greys[0][3]) < 0.8
    cyan, magenta, yellow, black = map(float, colours[0])
    assert cyan < 0.1 < magenta < 0.4 < 0.8 < yellow
    assert black < 0.1


def test_a_framed_drawing_knocks_out_what_lies_beneath_its_ground(printed: Printer, tmp_path: Path) -> None:
    deck = "title: Frame\nlanguage: en\nlayout: art\ncategories: {A: {name: Y, color: cmyk(0 0 100 0)}}\n"
    project = write_project(tmp_path, deck, "category: A\ncards:\n  - {title: One, icon: framed}\n", framed=FRAMED)
    write_layout(project, "art", "size: 9pt", f"fill: category, {WHOLE}", f"art: '{{icon}}', {MIDDLE}")
    file = printed(project)
    check_sound(file)
    card = sheet_sides(file)[0].trim
    x, y = card.middle[0], card.y0 + 0.35 * (card.y1 - card.y0)  # the middle of the drawing, which is 36 mm wide
    hole, disc = Rect(x, y, x, y).grown(8 * MM), Rect(x - 14 * MM, y - 2, x - 12 * MM, y + 2)
    (page, _) = plates(file)
    assert [plate.getextrema() for plate in page.inside(hole)] == [(0, 0), (0, 0), (255, 255), (0, 0)]  # the ground
    assert page.inside(disc)[3].getextrema() == (255, 255)


def test_grey_text_on_a_colour_does_not_mix_with_it(printed: Printer, tmp_path: Path) -> None:
    deck = "title: Grey\nlanguage: en\nlayout: grey\ncategories: {A: {name: Y, color: cmyk(0 0 100 0)}}\n"
    project = write_project(tmp_path, deck, "category: A\ncards:\n  - title: MMMMM\n")
    style = "weight: bold, size: 20pt..30pt, color: cmyk(0 0 0 50)"
    write_layout(project, "grey", style, f"fill: category, {WHOLE}", f"text: '{{title}}', style: t, {MIDDLE}")
    file = printed(project)
    assert not [thing for thing in painted(file) if thing.overprints and thing.ink != SOLID_BLACK]
    (page, _) = plates(file)
    card = sheet_sides(file)[0].trim
    yellow, black = page.inside(card)[2:]
    assert ImageChops.multiply(yellow, black).getextrema() == (0, 0)  # paper beneath the grey, no yellow


@pytest.mark.parametrize("dot", [True, False])
def test_a_typeface_with_cff_outlines_is_embedded_as_such_and_its_text_copies_out(
    printed: Printer, tmp_path: Path, dot: bool
) -> None:
    deck = f"title: Office files\nlanguage: en\nfonts: {{text: {{regular: Boxes.otf}}}}\n{FIELDS}"
    project = write_project(tmp_path, deck, f"cards:\n  - title: Affine\n    description: '{SENTENCES[0]}'\n")
    (project / "assets" / "fonts").mkdir()
    make_typeface(project / "assets" / "fonts" / "Boxes.otf", dot=dot)
    file = printed(project, size="A6")
    check_sound(file)
    (row,) = fonts_listed(file)
    assert row["type"] == "CID Type 0C"
    assert row["name"].partition("+")[2].startswith("Boxes")
    side = sheet_sides(file)[1]
    wanted = squeezed(f"Description: {SENTENCES[0]}")
    assert wanted in squeezed(all_text(file, 2))
    assert wanted in squeezed(pdfium_text(file, 2, Rect(0, 0, side.width, side.height)))
    assert wanted in squeezed("".join(line.text for line in text_lines(file)[1]))
    with pikepdf.open(file) as pdf:
        (composite,) = (item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item)
        descriptor = composite.DescendantFonts[0].FontDescriptor
        assert descriptor.FontFile3.Subtype == "/CIDFontType0C"
        assert composite.DescendantFonts[0].Subtype == "/CIDFontType0"
        shown = composite.ToUnicode.read_bytes().decode().lower()
    assert "<006600660069>" in shown  # one glyph stands for ffi
    assert ("·" in all_text(file, 1)) is dot
    assert "sheet 1 of 1" in " ".join(all_text(file, 1).split())
    assert all(most_ink(plate) == 255 for plate in plates(file)[0].images[3:])


def test_a_sheet_shows_no_empty_boxes_for_signs_that_its_typeface_lacks(printed: Printer, tmp_path: Path) -> None:
    deck = "title: 日本のカード\nlanguage: en\nlayout: plain\n"
    project = write_project(tmp_path, deck, "cards:\n  - title: One\n")
    write_layout(project, "plain", "size: 9pt..12pt", f"text: '{{title}}', style: t, {MIDDLE}")
    file = printed(project)
    with pikepdf.open(file) as pdf:
        shown = [
            bytes(part)
            for _, stream in streams(pdf)
            for operands, operator in operations(stream)
            if operator == "TJ"
            for part in operands[0]
            if isinstance(part, pikepdf.String)
        ]
    assert shown
    assert not [text for text in shown if b"\0\0" in (text[n : n + 2] for n in range(0, len(text), 2))]
    assert "sheet 1 of 1" in " ".join(all_text(file, 1).split())
