"""What a screen reader and a page viewer are told of a deck that is read from right to left; what is drawn is whole."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageStat

from deck.formats import card_format, paper_format
from deck.impose.grid import best_grid
from deck.impose.marks import make_slug
from deck.text.arranging import arranged
from deck.text.bidi import levels
from deck.text.measure import measure
from deck.text.measured import line_words
from deck.text.runs import Paragraph, Run
from deck.units import MM
from tests.print.tools import ghostscript, pictures
from tests.scripts.decks import built, chain, write_deck
from tests.scripts.texts import SAMPLES
from tests.typefaces import HYPHENATOR


@pytest.mark.parametrize("output", ["", "screen"])
@pytest.mark.parametrize("name", SAMPLES)
def test_no_empty_box_is_drawn(name: str, output: str, tmp_path: Path) -> None:
    file = built(write_deck(tmp_path / "deck", SAMPLES[name]), tmp_path / "deck.pdf", output)
    with pikepdf.open(file) as pdf:
        maps = [bytes(thing.ToUnicode.read_bytes()) for thing in pdf.objects if _is_font(thing)]
    assert maps
    assert [found for found in maps if re.search(rb"^<0000> <(?!FFFF)", found, re.MULTILINE)] == []


def _is_font(thing: object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing


@pytest.mark.parametrize("name", ["arabic", "mixed"])
def test_viewers_are_told_the_language_and_how_its_pages_turn(name: str, tmp_path: Path) -> None:
    sample = SAMPLES[name]
    file = built(write_deck(tmp_path / "deck", sample), tmp_path / "deck.pdf", "screen")
    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == sample.language
        assert pdf.Root.ViewerPreferences.get("/Direction") == ("/R2L" if name == "arabic" else None)


SMOOTH = ("-dTextAlphaBits=4", "-dGraphicsAlphaBits=4")
ALIKE = 15.0  # levels of grey, of 255; boxes in place of letters are 25 away
BLOCK = 6  # pixels of 100 dots an inch: half a letter


@pytest.mark.parametrize("name", SAMPLES)
def test_two_programs_draw_the_same(name: str, tmp_path: Path) -> None:
    sample = SAMPLES[name]
    file = built(write_deck(tmp_path / "deck", sample), tmp_path / "deck.pdf", "screen")
    theirs = ghostscript("png16m", file, *SMOOTH).values()
    for one, other in zip(pictures(file), theirs, strict=True):
        away = ImageStat.Stat(ImageChops.difference(_coarse(one), _coarse(other).resize(_coarse(one).size)))
        assert away.rms[0] < ALIKE


def _coarse(picture: Image.Image) -> Image.Image:
    return picture.convert("L").resize((picture.width // BLOCK, picture.height // BLOCK), Image.Resampling.BOX)


def test_a_line_is_read_in_its_order_and_stands_in_the_other() -> None:
    font = chain("arabic")
    text = "سنة 2014 في OpenGarden اليوم"
    paragraph = measure(Paragraph((Run(text),)), lambda _: font, HYPHENATOR, False, leftwards=True)
    line = arranged(line_words(paragraph, (0, 0), paragraph.last))
    assert "".join(line.words[index].text for index in line.reading) == text
    assert [word.text for word in line.words if word.text.strip()] == text.split()[::-1]
    assert paragraph.rtl


def test_bold_letters_join_those_beside_them() -> None:
    font = chain("arabic")
    text = "كتاب"
    own = levels(text, 1)
    whole = font.directed(text, own).parts[0].glyphs
    runs = Paragraph((Run(text[:1]), Run(text[1:], bold=True)))
    paragraph = measure(runs, lambda _: font, HYPHENATOR, False, leftwards=True)
    first, second = (token.word.parts[0].glyphs for token in paragraph.tokens)
    assert second + first == whole


def test_links_are_live_where_their_words_stand(tmp_path: Path) -> None:
    sample = SAMPLES["hebrew"]
    project = write_deck(tmp_path / "deck", sample)
    cards = project.root / "cards/a.yaml"
    text = cards.read_text("utf-8")
    cards.write_text(text.replace("בשכונה קטנה", "[בשכונה קטנה](https://example.org/a)"), "utf-8")
    with pikepdf.open(built(project, tmp_path / "deck.pdf", "screen")) as pdf:
        links = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert {str(link.A.URI) for link in links} == {"https://example.org/a"}
        assert len(links) >= 4  # two words on two sides
        for link in links:
            left, bottom, right, top = map(float, link.Rect)
            assert 2 < right - left < 150
            assert 5 < top - bottom < 40


def test_the_number_of_an_entry_stands_before_its_dot_from_the_right() -> None:
    font = chain("arabic")
    entry = Paragraph((Run("البذور والماء"),), hang="1.")
    measured = measure(entry, lambda run: font, HYPHENATOR, hyphenate=False, leftwards=True)
    assert measured.hang is not None
    shown = arranged((measured.hang,)).words
    assert "".join(word.text for word in shown) == ".1"  # from left to right


def test_the_slug_keeps_its_order_beside_a_title_from_right_to_left() -> None:
    font, rest = chain("arabic"), "#e061f31 · sheet 1 of 2 · front"
    grid = best_grid(card_format("tarot"), paper_format("A4"), 3 * MM)
    assert grid is not None
    (line,) = make_slug("البذور", rest, font, grid, 3 * MM).text.galley.lines
    shown = "".join(word.text for word in line.words).translate(dict.fromkeys((0x2066, 0x2069)))
    assert shown.startswith(rest)
