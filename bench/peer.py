"""The peer: the backs' texts set with ReportLab's Paragraph and KeepInFrame, the size found by bisection.

It does less than deckpress: no fronts, no pictograms, no sheets, no marks, no press colours; one back a page, in the
same typeface, in a box as large as that of layout "practice".
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import yaml
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import KeepInFrame, Paragraph
from reportlab.platypus.doctemplate import LayoutError

ROOT = Path(__file__).parents[1]
MM = 72 / 25.4
CARD = (70 * MM, 120 * MM)
BOX = (62 * MM, (120 * 0.885 - 4) * MM)  # the box of the text in layouts/practice.yaml
TENTHS = (48, 90)  # tenths of a point, the range of its style "body"
LEADING = 1.2
FACES = {"Noto": "", "Noto-Bold": "Bold", "Noto-Italic": "Italic", "Noto-BoldItalic": "BoldItalic"}
MARKUP = ((r"\*\*(.+?)\*\*", r"<b>\1</b>"), (r"\*(.+?)\*", r"<i>\1</i>"), (r"\[(.+?)\]\(.*?\)", r"\1"))

Card = list[str]  # paragraphs in ReportLab's markup


def load(file: Path) -> Any:
    """A YAML file as plain Python values."""
    return yaml.load(file.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def read_cards() -> list[Card]:
    """The practices of cards/, field after field, each with its label."""
    fields = {key: field["label"] for key, field in load(ROOT / "deck.yaml")["fields"].items()}
    files = [load(file) for file in sorted((ROOT / "cards").glob("*.yaml"))]
    cards = [card for file in files for card in file["cards"] if "special" not in card]
    return [[paragraph(label, card[key]) for key, label in fields.items() if key in card] for card in cards]


def paragraph(label: str, text: str) -> str:
    """A field as ReportLab's markup."""
    marked = escape(text.strip()).replace("\n", "<br/>")
    for pattern, tag in MARKUP:
        marked = re.sub(pattern, tag, marked)
    return f"<b>{escape(label)} :</b> {marked}"


def frame(card: Card, tenths: int) -> KeepInFrame:
    """The card's text at a size, in a frame that refuses to hold more than its box."""
    size = tenths / 10
    style = ParagraphStyle(
        "body", fontName="Noto", fontSize=size, leading=size * LEADING, spaceAfter=size * LEADING / 2
    )
    return KeepInFrame(*BOX, [Paragraph(text, style) for text in card], mode="error")


def fits(card: Card, tenths: int, canvas: Canvas) -> bool:
    """Whether the card's text goes into its box at this size."""
    try:
        frame(card, tenths).wrapOn(canvas, *BOX)
    except LayoutError:
        return False
    return True


def best_size(cards: list[Card], canvas: Canvas) -> int:
    """The largest size (tenths of a point) at which every card fits."""
    low, high = TENTHS
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if all(fits(card, middle, canvas) for card in cards) else (low, middle - 1)
    return low


def main(target: str) -> None:
    """Write the backs to *target*; print the size in points."""
    for name, suffix in FACES.items():
        registerFont(TTFont(name, str(ROOT / f"assets/fonts/NotoSans-Condensed{suffix}.ttf")))
    registerFontFamily("Noto", *FACES)
    cards, canvas = read_cards(), Canvas(target, pagesize=CARD)
    size = best_size(cards, canvas)
    for card in cards:
        body = frame(card, size)
        _, height = body.wrapOn(canvas, *BOX)
        body.drawOn(canvas, 4 * MM, 4 * MM + BOX[1] - height)
        canvas.showPage()
    canvas.save()
    print(size / 10)


if __name__ == "__main__":
    main(sys.argv[1])
