"""What a layout turns, frames and repeats lands on paper where it was placed, and can be read there."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from deck.face.face import PlacedFrame
from deck.order import Job, Order
from deck.pipeline import build, faces, prepare
from deck.problems import Problems
from deck.source.project import Project
from deck.units import MM, Box

DECK = """\
title: Turned
language: en
layout: turned
size: poker
categories:
  A: {name: One, color: cmyk(100 0 0 0)}
fields:
  steps: {label: Steps}
"""
CARDS = """\
category: A
cards:
  - title: Upside down
    steps: "- first [here](https://example.org)\\n- second"
"""
LAYOUT = """\
bleed: 3mm
safe: 4mm
styles:
  body: {size: 8pt..12pt}
front:
  - text: "{title}"
    style: body
    turn: 180
    box: {right: safe, bottom: safe, width: 30mm, height: 8mm}
  - text: "quarter {title}"
    style: body
    turn: 90
    box: {top: safe, left: safe, width: 8mm, height: 40mm}
  - text: "aslant"
    style: body
    turn: 30
    box: {top: 40%, left: 40%, width: 20mm, height: 8mm}
  - frame: category
    weight: 2mm
    box: {top: 20%, left: 50%, width: 20mm, height: 10mm}
  - repeat: steps
    columns: 2
    box: {top: 60%, left: 20%, right: safe, height: 12mm}
    items:
      - text: "{entry}"
        style: body
        turn: 180
        box: {top: 0, left: 0, right: 0, bottom: 0}
back: []
"""


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    """A deck of one card whose front turns nearly everything."""
    root = tmp_path_factory.mktemp("turned").resolve()
    for name, text in {"deck.yaml": DECK, "cards/a.yaml": CARDS, "layouts/turned.yaml": LAYOUT}.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return prepare(Project(root), Order(output="screen"), Problems())


@pytest.fixture(scope="module")
def page(job: Job) -> pdfium.PdfPage:
    """The front in the output for screens, a page of the card's own size."""
    return pdfium.PdfDocument(built(job).read_bytes())[0]


def built(job: Job) -> Path:
    target = job.project.root / "faces.pdf"
    if not target.is_file():
        build(job, target, Problems(), lambda sheet: None)
    return target


def inside(page: pdfium.PdfPage, box: Box) -> str:
    height = page.get_height()
    found: str = page.get_textpage().get_text_bounded(box.x, height - box.bottom, box.right, height - box.y)
    return " ".join(found.split())


@pytest.mark.parametrize("said", ["Upside down", "quarter Upside down", "aslant", "first here", "second"])
def test_a_turned_text_is_found_where_it_was_placed(job: Job, page: pdfium.PdfPage, said: str) -> None:
    front, _ = next(faces(job))
    placed = [text for text in front.texts if said == " ".join(text_of(line) for line in text.galley.lines)]
    assert len(placed) == 1
    assert placed[0].turn is not None
    found = inside(page, placed[0].box.grown(0.5))  # PDFium orders the pieces of a line by where they stand
    assert sorted(found.split()) == sorted(said.split())


def text_of(line: object) -> str:
    return "".join(word.text for word in line.words)  # type: ignore[attr-defined]  # a line of a galley


def test_the_last_line_of_a_text_turned_upside_down_is_the_highest(job: Job) -> None:
    front, _ = next(faces(job))
    upside = front.texts[0]
    assert upside.turn is not None
    where = upside.turn.around(upside.box)
    assert where.right <= front.width - 4 * MM + 0.01
    assert where.bottom <= front.height - 4 * MM + 0.01


def test_a_frame_is_drawn_inside_its_box_and_empty_within(job: Job, page: pdfium.PdfPage) -> None:
    front, _ = next(faces(job))
    (frame,) = [item for item in front.items if isinstance(item, PlacedFrame)]
    picture = page.render(scale=4).to_pil().convert("RGB")

    def seen(x: float, y: float) -> tuple[int, ...]:
        return tuple(picture.getpixel((round(4 * x), round(4 * y))))

    box, inset = frame.box, frame.weight / 2
    edges = [(box.x + inset, box.y + box.height / 2), (box.right - inset, box.y + box.height / 2),
             (box.x + box.width / 2, box.y + inset), (box.x + box.width / 2, box.bottom - inset)]  # fmt: skip
    assert all(seen(*edge)[0] < 100 for edge in edges)  # cyan: no red
    assert seen(box.x + box.width / 2, box.y + box.height / 2) == (255, 255, 255)
    assert seen(box.x - 2, box.y + box.height / 2) == (255, 255, 255)


def test_a_link_in_a_turned_text_can_be_clicked_where_it_stands(job: Job) -> None:
    front, _ = next(faces(job))
    (text,) = [text for text in front.texts if any(line.links for line in text.galley.lines)]
    with pikepdf.open(built(job)) as pdf:
        (link,) = pdf.pages[0].Annots
        left, bottom, right, top = (float(value) for value in link.Rect)
    area = Box(left, front.height - top, right - left, top - bottom)
    assert text.box.grown(1.0).holds(area)
