"""Draw sheets into a PDF/X-4 file, one after the other: a face is a form, drawn once and placed where it is wanted."""

from __future__ import annotations

import math
import zlib
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, BinaryIO

from deck.color.profile import profile_bytes
from deck.face.face import Face, face_key
from deck.impose.sheet import STILL, MarkLine, Placement, Sheet, Slug
from deck.render.about import About
from deck.render.document import DEFLATE, Document, PDFDictionary, PDFName, PDFObjectReference, PDFString, name_of
from deck.render.drawn import draw
from deck.render.operators import (
    KNOCK_OUT,
    REGISTRATION,
    Coloring,
    nudging,
    numbers,
    press_color,
    rectangle,
    screen_color,
    text_operators,
)
from deck.render.outline import Bookmark, write_outline
from deck.render.pdfx import Intent, output_intents, pdf_date, write_info, write_metadata
from deck.render.proof import Agrees, Proof, Said
from deck.render.stock import Stock
from deck.units import Box


def render_sheets(
    sheets: Iterable[Sheet],
    about: About,
    file: BinaryIO,
    drawn: Callable[[Sheet], None],
    intent: Intent | None = None,
    said: Said | None = None,
    agrees: Agrees | None = None,
) -> None:
    """Write *sheets* to *file* as PDF/X for the printing condition of *intent*; *drawn* is called after each.

    What was written is read back, by *agrees* if that is given, and compared with the words that *said* finds.
    """
    intent = intent or Intent(profile_bytes())
    writer = _Writer(Document(file, intent.level.version), press_color, said and Proof(said, agrees))
    for sheet in sheets:
        writer.sheet(sheet)
        drawn(sheet)
    writer.finish(about, intent)


def render_screen(sheets: Iterable[Sheet], about: About, file: BinaryIO, said: Said | None = None) -> None:
    """Write *sheets* to *file* in sRGB, for pictures and screens; the bleed is not declared. Read back as above."""
    writer = _Writer(Document(file, (1, 6)), screen_color, said and Proof(said))
    for sheet in sheets:
        writer.sheet(sheet)
    writer.finish(about, None)


class _Writer:
    """The file as it grows: faces and pages already written, what they share in stock."""

    def __init__(self, document: Document, color: Coloring, proof: Proof | None = None) -> None:
        self.document, self.color, self.proof = document, color, proof
        self.pages = array("Q")  # their object numbers
        self.labels: list[str] = []
        self.bookmarks: dict[str, Bookmark] = {}
        self.faces: dict[tuple[str, str, str], int] = {}  # the forms' object numbers
        self.tree = document.reference()
        self.stock = Stock(document, color)
        self._shared = document.head(dict(self.stock.resources))
        self._plain = document.stream_head({})
        self._heads: dict[tuple[object, ...], bytes] = {}

    def sheet(self, sheet: Sheet) -> None:
        """Write one page: its faces (those not yet written), marks and slug."""
        forms: list[int] = []
        content: list[str] = []
        for placement in sheet.placements:
            form = self._face(placement.face)
            forms.append(form)
            content.append(
                f"q {_clip(placement.reach, sheet.height)}{_placing(placement, sheet.height)} cm /C{form} Do Q"
            )
        if sheet.marks:
            content.append(_marks(sheet.marks, sheet.mark_weight, sheet.height))
        if sheet.slug:
            content.append(self._slug(sheet.slug, sheet.height))
        if sheet.nudge != STILL:
            content = [f"q {nudging(sheet.nudge, sheet.width, sheet.height)} cm", *content, "Q"]
        stream = self.document.add_deflated(zlib.compress("\n".join(content).encode("latin-1"), DEFLATE), self._plain)
        shown = b" ".join(b"/C%d %d 0 R" % (form, form) for form in dict.fromkeys(forms))
        rest = (self.document.number(stream), self._shared, shown)
        page = self.document.add_begun(self._head(sheet), b"/Contents %d 0 R /Resources %b /XObject << %b >> >>" % rest)
        self._note(sheet, page)
        if self.proof:
            self.proof.expect(sheet, forms)

    def _head(self, sheet: Sheet) -> bytes:
        """What a page says of itself: its kind and its boxes, the same on most sheets."""
        trim = sheet_trim(sheet)
        key = (sheet.width, sheet.height, sheet.bleed, trim)
        if key not in self._heads:
            entries = {
                "Type": PDFName("Page"),
                "Parent": self.tree,
                "MediaBox": rectangle(Box(0, 0, sheet.width, sheet.height), sheet.height),
                "BleedBox": rectangle(trim.grown(sheet.bleed), sheet.height),
                "TrimBox": rectangle(trim, sheet.height),
            }
            self._heads[key] = self.document.head(entries)
        return self._heads[key]

    def _note(self, sheet: Sheet, page: PDFObjectReference) -> None:
        """Remember the page for the tree, its label, and the categories that begin on it."""
        self.pages.append(self.document.number(page))
        self.labels.append(f"{sheet.number} {sheet.side}")
        for placement in sheet.placements:
            category, card = placement.face.card.category, placement.face.card
            title = f"{category.letter} · {category.name}" if category else card.title
            self.bookmarks.setdefault(title, Bookmark(title, page))

    def _face(self, face: Face) -> int:
        """The object number of a face's form, written when it is first shown."""
        key = face_key(face)
        if key not in self.faces:
            self.faces[key] = self.document.number(self.stock.face(draw(face, self.color)))
        return self.faces[key]

    def _slug(self, slug: Slug, height: float) -> str:
        text = slug.text
        if not slug.turn:
            return text_operators(text, height, self.stock.embedded, self.stock.colored)
        upright = text_operators(text.moved(-text.x, -text.y), 0.0, self.stock.embedded, self.stock.colored)
        return f"q 0 1 -1 0 {numbers(text.x, height - text.y)} cm\n{upright}\nQ"

    def finish(self, about: About, intent: Intent | None) -> None:
        """Write what all pages share, then catalogue, metadata and trailer."""
        document = self.document
        self.stock.write()
        kids = b" ".join(b"%d 0 R" % page for page in self.pages)
        tree = document.head({"Type": PDFName("Pages"), "Count": len(self.pages)})
        document.add_begun(tree, b"/Kids [ %b ]" % kids, self.tree)
        catalog: dict[str, Any] = {
            "Type": PDFName("Catalog"),
            "Pages": self.tree,
            "Lang": PDFString(about.language),
            "PageLabels": write_labels(document, self.labels),
            "Outlines": write_outline(document, list(self.bookmarks.values())),
            "PageMode": PDFName("UseOutlines"),
            "ViewerPreferences": PDFDictionary({"DisplayDocTitle": "true", "PrintScaling": PDFName("None")}),
        }
        if about.digests:
            noted = sorted(about.digests.items())
            entries = (f"{name_of(card)} ({digest})" for card, digest in noted)  # digits and letters need no escape
            private = document.add_begun(b"<<", "\n".join(entries).encode("ascii"))
            piece = {"LastModified": pdf_date(about), "Private": private}
            catalog["PieceInfo"] = PDFDictionary({"deckpress": PDFDictionary(piece)})
        if intent is not None:
            catalog["OutputIntents"] = output_intents(document, intent)
            catalog["Metadata"] = write_metadata(document, about, intent.level)
        root = document.add(PDFDictionary(catalog))
        document.close(root, write_info(document, about, intent.level if intent else None))
        if self.proof:
            self.proof.check(document.file, self.stock.alternates)


def sheet_trim(sheet: Sheet) -> Box:
    """The smallest box that holds every card's trim on a sheet, or the sheet's middle when it is empty."""
    cells = [placement.cell for placement in sheet.placements]
    left, top = min(cell.x for cell in cells), min(cell.y for cell in cells)
    return Box(left, top, max(cell.right for cell in cells) - left, max(cell.bottom for cell in cells) - top)


def _placing(placement: Placement, height: float) -> str:
    """The matrix that turns a face clockwise and puts its trim into its cell."""
    cell = placement.cell
    bottom = height - cell.bottom
    sin, cos = round(math.sin(math.radians(-placement.turn))), round(math.cos(math.radians(-placement.turn)))
    origin = {
        0: (cell.x, bottom),
        90: (cell.x, bottom + cell.height),
        180: (cell.right, bottom + cell.height),
        270: (cell.right, bottom),
    }[placement.turn]
    return numbers(cos, sin, -sin, cos, *origin)


def _clip(reach: Box | None, height: float) -> str:
    """The operators that keep a face inside the area it may print in; none where its own bleed bounds it."""
    return f"{numbers(reach.x, height - reach.bottom, reach.width, reach.height)} re W n " if reach else ""


@lru_cache(8)  # they are the same on every sheet
def _marks(marks: tuple[MarkLine, ...], weight: float, height: float) -> str:
    """Marks as hairlines in the registration colour, which prints on every plate; those to fold at are dashed."""

    def lines(dashed: bool) -> str:
        wanted = (mark for mark in marks if mark.dashed == dashed)
        return " ".join(f"{numbers(m.x1, height - m.y1)} m {numbers(m.x2, height - m.y2)} l" for m in wanted)

    cut, fold = lines(dashed=False), lines(dashed=True)
    drawn = " ".join((f"{cut} S" if cut else "", f"[1.5 1] 0 d {fold} S" if fold else ""))
    return f"q /{KNOCK_OUT} gs /{REGISTRATION} CS 1 SCN {numbers(weight)} w 0 J {drawn.strip()} Q"


def write_labels(document: Document, labels: Sequence[str]) -> PDFObjectReference:
    """Write the number tree that gives each page its label (ISO 32000-1, 12.4.2)."""
    entries = ((index, PDFDictionary({"P": PDFString(label)})) for index, label in enumerate(labels))
    return document.add_begun(b"<<", b"/Nums " + document.list_of(chain.from_iterable(entries)))
