"""A card reprinted alone looks like its sisters in the box, and copies are placed, not drawn again."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.print.printer import Printer
from tests.print.projects import write_project
from tests.print.tools import cropped_text, faces, forms_of, operations, run, sheet_sides, streams, text_lines
from tests.print.words import plain, practices

LETTERS = sorted({told.letter for told in practices()})
THREE_CARDS = """\
category: A
cards:
  - {title: One, copies: 5}
  - {title: Two}
  - {title: Three, copies: 2}
"""


def drawn(file: Path) -> Counter[str]:
    """What the faces of a PDF draw: digests in which fonts and art go by what they are, not by their names."""
    with pikepdf.open(file) as pdf:
        forms = {form.stream.objgen: form for page in pdf.pages for form in forms_of(page.obj.Resources)}
        return Counter(digest(form.stream) for form in forms.values())


def digest(stream: Any) -> str:
    """A digest of a form's operators, fonts by their names without tags, forms by their own digests."""
    told = []
    for operands, operator in operations(stream):
        if operator == "Tf":
            told.append(str(stream.Resources.Font[operands[0]].BaseFont).partition("+")[2] + str(operands[1]))
        elif operator == "Do":
            told.append(digest(stream.Resources.XObject[operands[0]]))
        else:
            told.append(f"{[repr(part) for part in operands]} {operator}")
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def raw(file: Path) -> Counter[bytes]:
    """The content of every form that a PDF's pages show, byte for byte."""
    with pikepdf.open(file) as pdf:
        forms = {form.stream.objgen: form for page in pdf.pages for form in forms_of(page.obj.Resources)}
        return Counter(bytes(form.stream.read_bytes()) for form in forms.values())


@pytest.mark.parametrize("category", LETTERS)
def test_a_category_alone_is_set_like_the_whole_deck(printed: Printer, category: str) -> None:
    whole, part = drawn(printed()), drawn(printed(category=category))
    assert part.total() == 2 * (len([told for told in practices() if told.letter == category]) + 2)
    assert (part - whole).total() == 1  # the front of the cover, which counts the cards


def test_the_first_category_is_the_same_byte_for_byte(printed: Printer) -> None:
    whole, part = raw(printed()), raw(printed(category="A"))
    assert (part & whole).total() == 2 * 5 + 3  # the five cards, the cover's back and the licence


@pytest.mark.parametrize("number", ["A3", "E2", "L1"])
def test_a_card_alone_is_set_like_the_whole_deck(printed: Printer, number: str) -> None:
    whole, alone = drawn(printed()), drawn(printed(cards=(number,)))
    assert alone.total() == 2
    assert not alone - whole


@pytest.mark.parametrize("category", ["", *LETTERS])
def test_the_cover_counts_the_cards_of_its_own_box(printed: Printer, category: str) -> None:
    file = printed(category=category)
    cover = sheet_sides(file)[0].cells[0]
    count = len([told for told in practices() if category in ("", told.letter)])
    assert f"Pour explorer {count} pratiques" in plain(cropped_text(file, 1, cover))


def test_copies_are_placed_and_each_face_is_stored_once(printed: Printer) -> None:
    one, three = printed(category="A"), printed(category="A", copies=3)
    assert Counter({form: 3 * count for form, count in placements(one).items()}) == placements(three)
    assert len(stored_forms(one)) == len(stored_forms(three))
    assert three.stat().st_size < 1.15 * one.stat().st_size


def placements(file: Path) -> Counter[bytes]:
    """How often each form is drawn on the pages, by its content."""
    with pikepdf.open(file) as pdf:
        return Counter(bytes(form.stream.read_bytes()) for page in pdf.pages for form, _ in faces(page))


def stored_forms(file: Path) -> list[str]:
    """The forms in a file, art included."""
    with pikepdf.open(file) as pdf:
        return [name for name, _ in streams(pdf) if name.startswith("form")]


def test_a_card_may_ask_for_copies_of_its_own(printed: Printer, tmp_path: Path) -> None:
    deck = "title: Copies\nlanguage: en\nsize: poker\ncategories: {A: {name: All, color: cmyk(0 0 100 0)}}\n"
    project = write_project(tmp_path, deck, THREE_CARDS)
    for copies in (1, 2):
        file = printed(project, copies=copies)
        assert sorted(placements(file).values()) == sorted(2 * [5 * copies, copies, 2 * copies])
        assert len(stored_forms(file)) == 6
        lines = [line.text.strip() for page in text_lines(file)[::2] for line in page]
        assert [lines.count(title) for title in ("One", "Two", "Three")] == [5 * copies, copies, 2 * copies]
        said = run("pdfinfo", file).decode()
        assert f"Pages:           {2 * -(-8 * copies // 8)}\n" in said
