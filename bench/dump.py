"""A deck as the peers get it, made before anything is timed:  python -m bench.dump PROJECT FOLDER.

``deck.json`` holds the words as deckpress prints them (markup read, French spaces and quotes set), and where things
stand, in mm; ``icons/`` the pictograms; ``deck.html`` and ``fit.html`` the pages for browsers. So a peer is spared the
reading and checking of the project, the markup and the typography, which deckpress does within its time.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from bench.peers.html import page
from deck.face.layout import FlowItem
from deck.face.manuscript import flow_manuscript
from deck.face.values import Values
from deck.model import Card, Deck
from deck.problems import Problems
from deck.source.layouts import read_layout
from deck.source.project import find_project
from deck.source.read import read_deck
from deck.text.languages import language
from deck.text.runs import Paragraph, Run
from deck.text.typography import refine_text

ROOT = Path(__file__).parents[1]
FIXED = 6.0  # points: every generated deck fits at this size
PAPER, TRIM, BLEED = (210, 297), (70, 120), 3  # mm: A4, tarot
COLUMNS, ROWS = 2, 2
MARK = 4  # mm, the length of a crop mark
BOXES = {  # mm from the trim's top left corner: x, y, width, height, as layouts/practice.yaml has them on a tarot card
    "field": (-3, -3, 76, 81),
    "number": (4, 4, 14, 4.8),
    "running": (17, 4, 49, 4.8),
    "icon": (6.3, 13.2, 57.4, 57.6),
    "title": (4, 79.8, 62, 26.4),
    "band": (-3, 108, 76, 15),
    "letter": (4, 110.6, 7, 5.4),
    "category": (11.2, 110.6, 54.8, 5.4),
    "head": (-3, -3, 76, 15),
    "heading": (4, 4, 52.7, 5.4),
    "index": (56.2, 4, 9.8, 5.4),
    "flow": (4, 13.8, 62, 102.2),
}
THUMBS = (9.6, 98.4)  # mm: where the thumb indices begin, and how far they reach


def dump(project: Path, folder: Path) -> None:
    """Write the deck of *project* into *folder* for every peer."""
    deck, paragraphs = read(project)
    (folder / "icons").mkdir(parents=True)
    cards = [_card(card, deck, paragraphs, folder, project) for card in deck.cards]
    data = {"deck": deck.title, "fixed": FIXED, "range": [4.8, 9.0], **_sheet(), "boxes": BOXES, "cards": cards}
    (folder / "deck.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    (folder / "deck.html").write_text(page(data, ROOT / "assets/fonts"), "utf-8")
    (folder / "fit.html").write_text(page(data, ROOT / "assets/fonts", fit=True), "utf-8")


def read(folder: Path) -> tuple[Deck, FlowItem]:
    """The deck in *folder*, and the item of its layout that holds the text of the backs."""
    problems = Problems()
    project = find_project(folder)
    deck = read_deck(project, problems)
    layout = read_layout("practice", project, problems)
    assert layout is not None
    return deck, next(item for item in layout.back if isinstance(item, FlowItem))


def _sheet() -> dict[str, Any]:
    """Paper, trims of the cells row by row, those of the backs (mirrored: flipped on the long edge), crop marks."""
    pitch = [side + 2 * BLEED for side in TRIM]
    left, top = ((PAPER[i] - n * pitch[i] + 2 * BLEED) / 2 for i, n in enumerate((COLUMNS, ROWS)))
    lefts, tops = [left + i * pitch[0] for i in range(COLUMNS)], [top + i * pitch[1] for i in range(ROWS)]
    xs, ys = ([a + d for a in starts for d in (0, side)] for starts, side in zip((lefts, tops), TRIM, strict=True))
    above, beside = tops[0] - BLEED, lefts[0] - BLEED
    marks = [(x, y, x, y + MARK) for x in xs for y in (above - MARK, PAPER[1] - above)]
    marks += [(x, y, x + MARK, y) for y in ys for x in (beside - MARK, PAPER[0] - beside)]
    return {
        "paper": PAPER,
        "cells": [(x, y) for y in tops for x in lefts],
        "backs": [(x, y) for y in tops for x in reversed(lefts)],
        "marks": marks,
    }


def _card(card: Card, deck: Deck, item: FlowItem, folder: Path, project: Path) -> dict[str, Any]:
    assert card.category is not None
    assert card.icon is not None
    words = language(deck.language)
    titles = {key: refine_text(card.words[key].text, words) for key in ("title", "front_title") if key in card.words}
    height = THUMBS[1] / len(deck.categories)
    c, m, y, k = card.category.ink.cmyk
    rgb = "#" + "".join(f"{round(255 * (1 - ink) * (1 - k)):02x}" for ink in (c, m, y))
    return {
        "front_title": titles["title"],
        **titles,
        "number": card.number,
        "letter": card.category.letter,
        "category": refine_text(card.category.name, words),
        "cmyk": [c * 100, m * 100, y * 100, k * 100],
        "rgb": rgb,
        "thumb": [THUMBS[0] + height * deck.categories.index(card.category), height],
        "icon": _icon(card.icon.text, rgb, folder, project),
        "back": [_paragraph(p) for p in flow_manuscript(item, Values(deck, card, len(deck.cards)), words)],
    }


def _icon(name: str, rgb: str, folder: Path, project: Path) -> str:
    """The address of the pictogram, in which white, the ground, has become the category's colour."""
    file = folder / "icons" / f"{name}-{rgb[1:]}.svg"
    if not file.exists():
        drawing = (project / "assets/icons" / f"{name}.svg").read_text("utf-8")
        file.write_text(drawing.replace('"#fff"', f'"{rgb}"'), "utf-8")
    return str(file)


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    runs = [(run.text, _face(run)) for run in paragraph.runs]
    return {"gap": paragraph.gap, "foot": paragraph.foot, "runs": runs}


def _face(run: Run) -> str:
    return "b" * run.bold + "i" * run.italic


if __name__ == "__main__":
    dump(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
