"""ReportLab's Paragraph and KeepInFrame:  python -m bench.peers.reportlab_shrink deck.json TARGET.

KeepInFrame finds the scale at which a back fits, by trial, as a ReportLab user has it; the paragraphs go in at the
largest size. ReportLab reads no SVG: svgelements does, and each pictogram is a form that is drawn once. CMYK all over.
"""

from __future__ import annotations

import json
import sys
from html import escape
from pathlib import Path
from typing import Any

import svgelements
from reportlab.lib.colors import CMYKColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import KeepInFrame, Paragraph

Card = dict[str, Any]

FONTS = Path(__file__).parents[2] / "assets/fonts"
FACES = {"Deck": "Condensed", "Deck-b": "CondensedBold", "Deck-i": "CondensedItalic", "Deck-bi": "CondensedBoldItalic"}
BLACK = CMYKColor(0, 0, 0, 1)
TAGS = {"": "{}", "b": "<b>{}</b>", "i": "<i>{}</i>", "bi": "<b><i>{}</i></b>"}


def style(size: float, leading: float = 1.2, align: int = 0, *, bold: bool = False) -> ParagraphStyle:
    """A style in the deck's typeface; *align* 0 is left, 2 right."""
    name = "Deck-b" if bold else "Deck"
    return ParagraphStyle(name, fontName=name, fontSize=size, leading=size * leading, alignment=align, textColor=BLACK)


class Deck:
    """The deck of deck.json drawn on a canvas, whose y grows upwards."""

    def __init__(self, data: dict[str, Any], target: str) -> None:
        self.data = data
        self.width, self.height = (side * mm for side in data["paper"])
        self.canvas = Canvas(target, pagesize=(self.width, self.height), initialFontName="Deck")
        self.sizes: dict[str, tuple[float, float]] = {}
        self.styles = {
            "number": style(9, bold=True),
            "running": style(4.8, align=2),
            "title": style(13, 1.08, bold=True),
            "letter": style(11, bold=True),
            "category": style(6),
            "heading": style(8, bold=True),
            "index": style(10, align=2, bold=True),
        }
        self.body = style(data["range"][1])

    def draw(self) -> None:
        """All sheets, fronts and backs in turn."""
        step = len(self.data["cells"])
        for start in range(0, len(self.data["cards"]), step):
            cards = self.data["cards"][start : start + step]
            for cells, face in ((self.data["cells"], self.front), (self.data["backs"], self.back)):
                for card, (x, y) in zip(cards, cells, strict=False):
                    self.canvas.saveState()
                    self.canvas.translate(x * mm, self.height - y * mm)
                    face(card)
                    self.canvas.restoreState()
                self.marks()
                self.canvas.showPage()
        self.canvas.save()

    def front(self, card: Card) -> None:
        """Colour field, pictogram, title and band."""
        self.fill(card, "field")
        self.icon(card)
        self.fill(card, "band")
        texts = {"number": card["number"], "running": self.data["deck"], "title": card["front_title"]}
        for name, text in {**texts, "letter": card["letter"], "category": card["category"]}.items():
            self.text(name, text)
        self.thumb(card, 68.2)

    def back(self, card: Card) -> None:
        """Head, and the text shrunk into its box, the last field at its foot."""
        self.fill(card, "head")
        self.text("heading", card["title"])
        self.text("index", card["number"])
        self.thumb(card, -3)
        x, y, width, height = (side * mm for side in self.data["boxes"]["flow"])
        gap = 0.42 * self.body.fontSize
        parts = [(p, Paragraph(marked(p), self.body)) for p in card["back"]]
        for paragraph, part in parts:
            part.spaceBefore = gap * paragraph["gap"]
        frame = KeepInFrame(width, height, [part for _, part in parts], mode="shrink")
        frame.wrapOn(self.canvas, width, height)
        scale = getattr(frame, "_scale", 1.0)
        self.canvas.translate(x, -y - height)
        self.canvas.scale(1 / scale, 1 / scale)
        self.column([(p["gap"], part) for p, part in parts if not p["foot"]], width * scale, height * scale, gap)
        foot = [(0.0, part) for p, part in parts if p["foot"]]
        top = sum(part.wrap(width * scale, height)[1] for _, part in foot)
        self.column(foot, width * scale, top, gap)
        self.canvas.setStrokeColor(ink(card))
        self.canvas.line(0, top + gap / 2, width * scale, top + gap / 2)

    def column(self, parts: list[tuple[float, Paragraph]], width: float, top: float, gap: float) -> None:
        """Paragraphs from *top* downwards."""
        for index, (before, part) in enumerate(parts):
            _, height = part.wrap(width, top)
            top -= height + (before * gap if index else 0)
            part.drawOn(self.canvas, 0, top)

    def text(self, name: str, text: str) -> None:
        """A text in the middle of its box."""
        x, y, width, height = (side * mm for side in self.data["boxes"][name])
        part = Paragraph(escape(text), self.styles[name])
        _, used = part.wrap(width, height)
        part.drawOn(self.canvas, x, -y - (height + used) / 2)

    def fill(self, card: Card, name: str) -> None:
        """A box in the category's colour."""
        x, y, width, height = (side * mm for side in self.data["boxes"][name])
        self.canvas.setFillColor(ink(card))
        self.canvas.rect(x, -y - height, width, height, stroke=0, fill=1)

    def thumb(self, card: Card, left: float) -> None:
        """The thumb index."""
        y, height = (side * mm for side in card["thumb"])
        self.canvas.setFillColor(BLACK)
        self.canvas.rect(left * mm, -y - height, 4.8 * mm, height, stroke=0, fill=1)

    def icon(self, card: Card) -> None:
        """The pictogram in its box, from a form that is made when the first card wants it."""
        file, (x, y, width, height) = card["icon"], (side * mm for side in self.data["boxes"]["icon"])
        drawing = svgelements.SVG.parse(file) if not self.canvas.hasForm(file) else None
        if drawing is not None:
            self.sizes[file] = float(drawing.width), float(drawing.height)
            self.canvas.beginForm(file, 0, -self.sizes[file][1], self.sizes[file][0], 0)
            for shape in drawing.elements(lambda element: isinstance(element, svgelements.Shape)):
                self.shape(shape, ink(card))
            self.canvas.endForm()
        wide, high = self.sizes[file]
        scale = min(width / wide, height / high)
        self.canvas.saveState()
        self.canvas.translate(x + (width - wide * scale) / 2, -y - (height - high * scale) / 2)
        self.canvas.scale(scale, scale)
        self.canvas.doForm(file)
        self.canvas.restoreState()

    def shape(self, shape: Any, ground: CMYKColor) -> None:
        """A shape of a pictogram: black, or what is not black in the colour of the ground."""
        path = self.canvas.beginPath()
        curves = svgelements.Path(shape)
        curves.approximate_arcs_with_cubics()
        for part in curves:
            points = (
                [part.control1, part.control2, part.end] if isinstance(part, svgelements.CubicBezier) else [part.end]
            )
            where = [number for point in points if point for number in (point.x, -point.y)]
            draw = {svgelements.Move: path.moveTo, svgelements.Line: path.lineTo, svgelements.CubicBezier: path.curveTo}
            if isinstance(part, svgelements.Close):
                path.close()
            else:
                draw[type(part)](*where)
        self.canvas.setFillColor(BLACK if shape.fill.hexrgb == "#000000" else ground)
        self.canvas.setStrokeColor(BLACK if shape.stroke.hexrgb == "#000000" else ground)
        self.canvas.setLineWidth(shape.stroke_width)
        self.canvas.drawPath(path, fill=shape.fill.value is not None, stroke=shape.stroke.value is not None, fillMode=1)

    def marks(self) -> None:
        """Crop marks."""
        self.canvas.setStrokeColor(BLACK)
        self.canvas.setLineWidth(0.25)
        lines = [
            (x1 * mm, self.height - y1 * mm, x2 * mm, self.height - y2 * mm) for x1, y1, x2, y2 in self.data["marks"]
        ]
        self.canvas.lines(lines)


def ink(card: Card) -> CMYKColor:
    """The category's colour."""
    return CMYKColor(*(channel / 100 for channel in card["cmyk"]))


def marked(paragraph: dict[str, Any]) -> str:
    """A paragraph in ReportLab's markup."""
    return "".join(TAGS[face].format(escape(words)) for words, face in paragraph["runs"])


def main(source: str, target: str) -> None:
    """Draw the deck."""
    for name, face in FACES.items():
        registerFont(TTFont(name, str(FONTS / f"NotoSans-{face}.ttf")))
    registerFontFamily("Deck", *FACES)
    Deck(json.loads(Path(source).read_text("utf-8")), target).draw()


if __name__ == "__main__":
    main(*sys.argv[1:])
