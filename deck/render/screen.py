"""A deck to read on a screen: one face a page, tagged, with live links and bookmarks, in sRGB.

ISO 14289-1 (PDF/UA-1): 5 (identification), 7.1 (title shown, content marked), 7.2 (language), 7.17 (bookmarks),
7.18.3 (the order of links is that of the structure).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

from msgspec import Struct

from deck.face.face import Face
from deck.impose.sheet import Sheet
from deck.render.about import About
from deck.render.document import Document, PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString
from deck.render.operators import rectangle, screen_color
from deck.render.outline import Bookmark, write_outline
from deck.render.pdf import write_labels
from deck.render.pdfx import PDF_UA, write_info, write_metadata
from deck.render.proof import Proof, Said
from deck.render.stock import FOR_SCREEN, Stock
from deck.render.tagged import Painter
from deck.render.tags import Element, Structure
from deck.text.languages import Language, language
from deck.text.scripts import reads_leftwards
from deck.units import Box


def render_tagged(
    sheets: Iterable[Sheet], about: About, file: BinaryIO, drawn: Callable[[Sheet], None], said: Said
) -> None:
    """Write *sheets* of one face each, card by card, to *file* as tagged PDF; *drawn* is called after each.

    What was written is read back and compared with the words that *said* finds.
    """
    proof = Proof(said)
    writer = _Writer(Document(file, PDF_UA.version), language(about.language))
    for sheet in sheets:
        proof.expect(sheet)
        writer.page(sheet)
        drawn(sheet)
    writer.finish(about)
    proof.check(file, writer.stock.alternates)


class _Section(Struct):
    """A card's part of the structure, and whether its heading has been written."""

    card: str
    element: Element
    headed: bool = False


class _Writer:
    """The file as it grows: pages already written, the section of the card that is being written."""

    def __init__(self, document: Document, words: Language) -> None:
        self.document, self.words = document, words
        self.pages: list[PDFObjectReference] = []
        self.labels: list[str] = []
        self.bookmarks: dict[str, Bookmark] = {}
        self.section: _Section | None = None
        self.tree = document.reference()
        self.stock = Stock(document, screen_color, FOR_SCREEN)
        self.tags = Structure(document)

    def page(self, sheet: Sheet) -> None:
        """Write a page, its links and its part of the structure."""
        document, face = self.document, sheet.placements[0].face
        page = document.reference()
        section = self._section(face, page)
        key = self.tags.begin_page(page)
        painter = Painter(face, section.element, document, self.stock, self.words)
        content = painter.paint(self.tags, section.headed)
        section.headed = section.headed or any(text.heading for text in face.texts)
        entries: dict[str, Any] = {
            "Type": PDFName("Page"),
            "Parent": self.tree,
            "MediaBox": rectangle(Box(0, 0, sheet.width, sheet.height), sheet.height),
            "Resources": self.stock.resources_with(painter.forms),
            "Contents": document.add_stream(content, {}),
            "StructParents": key,
            "Tabs": PDFName("S"),
        }
        if painter.annotations:
            entries["Annots"] = PDFArray(painter.annotations)
        self.pages.append(document.add(PDFDictionary(entries), page))
        side = self.words.recto if face.side == "front" else self.words.verso
        part = f" {face.card.part}/{face.card.parts}" if face.card.parts > 1 else ""
        self.labels.append(f"{face.card.number or face.card.title}{part} {side}")

    def _section(self, face: Face, page: PDFObjectReference) -> _Section:
        """The section of the face's card; a new one, with its bookmark, when this is the card's first page."""
        card = face.card
        if self.section is None or self.section.card != card.id:
            self.tags.flush()
            self.section = _Section(card.id, self.tags.element("Sect", self.tags.whole, T=PDFString(card.title)))
            self._bookmark(face, page)
        return self.section

    def _bookmark(self, face: Face, page: PDFObjectReference) -> None:
        """Note where a card begins, beneath its category; cards without one stand beside the categories."""
        card, category = face.card, face.card.category
        own = Bookmark(f"{card.number} {card.title}".strip(), page)
        if category is None:
            self.bookmarks[f"card {card.id}"] = own
        else:
            title = f"{category.letter} · {category.name}"
            self.bookmarks.setdefault(f"category {title}", Bookmark(title, page)).beneath.append(own)

    def finish(self, about: About) -> None:
        """Write what all pages share, the structure, then catalogue, metadata and trailer."""
        document = self.document
        self.stock.write()
        pages = {"Type": PDFName("Pages"), "Kids": PDFArray(self.pages), "Count": len(self.pages)}
        document.add(PDFDictionary(pages), self.tree)
        catalog: dict[str, Any] = {
            "Type": PDFName("Catalog"),
            "Pages": self.tree,
            "Lang": PDFString(about.language),
            "MarkInfo": PDFDictionary({"Marked": "true"}),
            "StructTreeRoot": self.tags.write(),
            "PageLabels": write_labels(document, self.labels),
            "Outlines": write_outline(document, list(self.bookmarks.values())),
            "PageMode": PDFName("UseOutlines"),
            "ViewerPreferences": PDFDictionary({"DisplayDocTitle": "true"} | _turning(about.language)),
            "Metadata": write_metadata(document, about, PDF_UA),
        }
        document.close(document.add(PDFDictionary(catalog)), write_info(document, about, None))


def _turning(code: str) -> dict[str, PDFName]:
    """How a reader lays pages side by side in a language that is read from right to left (ISO 32000-1, 12.2)."""
    return {"Direction": PDFName("R2L")} if reads_leftwards(code) else {}
