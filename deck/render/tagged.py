"""A face as tagged content: each text a paragraph, each picture a figure that says what it shows, all else artifacts.

ISO 14289-1 (PDF/UA-1): 7.1 (all content is tagged or an artifact), 7.3 (figures), 7.6 (lists), 7.18.5 (links).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from deck.art.drawing import GLYPH
from deck.face.face import Face, Placed, PlacedArt, PlacedFill, PlacedFrame, PlacedPicture, PlacedText
from deck.render.document import Document, PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString
from deck.render.operators import item_operators, line_operators, numbers, over, rectangle, turning
from deck.render.stock import Stock
from deck.render.tags import Element, Structure
from deck.render.telling import telling
from deck.text.fonts import Font
from deck.text.galley import Line
from deck.text.hyphenation import HYPHEN, SOFT_HYPHEN, SPACE
from deck.text.languages import NBSP, Language
from deck.text.shaped import Word
from deck.units import Box, number

PRINTED = 4  # annotation flag (ISO 32000-1, 12.5.3): no hidden, no invisible, as PDF/UA asks (7.18.1)
QR = "qr "  # how drawings of QR codes are named, before their address


class _Piece(Struct, frozen=True):
    """Words of a line from *first* to before *stop* that lead to one address, or to none; the line's last or not.

    One that *starts* does not stand where the one before it ends; *language* is theirs where it is not that of their
    paragraph.
    """

    line: Line
    first: int
    stop: int
    url: str
    starts: bool
    last: bool
    language: str = ""

    @property
    def words(self) -> tuple[Word, ...]:
        """The words, spaces among them."""
        return self.line.words[self.first : self.stop]


class Painter:
    """Paints one face into its card's section; the first title on a card is its heading."""

    def __init__(self, face: Face, section: Element, document: Document, stock: Stock, words: Language) -> None:
        self.face, self.section, self.document, self.stock, self.words = face, section, document, stock, words
        self.annotations: list[PDFObjectReference] = []
        self.forms: dict[str, PDFObjectReference] = {}
        self._out: list[str] = []
        self._shown: tuple[Font, float] | None = None
        self._scale = 1.0

    def paint(self, tags: Structure, headed: bool) -> bytes:
        """The content of the page that *tags* has begun; *headed* when the card already has its heading."""
        for item in self.face.items:
            if isinstance(item, (PlacedFill, PlacedFrame)):
                self._enclose("/Artifact BMC", item)
            elif isinstance(item, PlacedText):
                self._text(item, "H1" if item.heading and not headed else "P", tags)
                headed = headed or item.heading
            elif isinstance(item, PlacedArt) and item.drawing.name.startswith(GLYPH):  # the text tells it
                self.forms.update((self.stock.art(item),))
                self._enclose("/Artifact BMC", item)
            else:
                self.forms.update((self.stock.art(item),))
                self._enclose(tags.mark(self._figure(item, tags)), item)
        return "\n".join(self._out).encode("latin-1")

    def _enclose(self, begin: str, item: Placed) -> None:
        stock = self.stock
        drawn = item_operators(item, self.face.height, stock.embedded, stock.art_name, stock.color)
        self._out += (begin, drawn, "EMC")

    def _figure(self, item: PlacedArt | PlacedPicture, tags: Structure) -> Element:
        box = rectangle(
            item.turn.around(item.box) if item.turn else item.box, self.face.height
        )  # ISO 32000-1, 14.8.5.4.3
        layout = {"O": PDFName("Layout"), "Placement": PDFName("Block"), "BBox": box}
        return tags.element("Figure", self.section, Alt=PDFString(self._alternative(item)), A=PDFDictionary(layout))

    def _alternative(self, item: PlacedArt | PlacedPicture) -> str:
        """What a picture says to those who do not see it: its card's title, or a code's address."""
        if isinstance(item, PlacedPicture):
            return self.words.picture.format(title=self.face.card.title)
        if item.drawing.name.startswith(QR):
            return self.words.qr.format(address=item.drawing.name.removeprefix(QR))
        return self.words.pictogram.format(title=self.face.card.title)

    def _text(self, item: PlacedText, role: str, tags: Structure) -> None:
        """A galley as one text object, an element for each of its paragraphs; those with bullets make a list."""
        if item.turn:
            self._out.append(f"q {turning(item.turn, self.face.height)} cm")
            self._shown = None  # what is chosen inside is forgotten after it
        self._out.append(f"BT {over(item.ink)} {self.stock.color(item.ink)}")
        entries: Element | None = None
        for _, group in groupby(item.galley.lines, key=lambda line: line.paragraph):
            lines = [line for line in group if line.words]
            if lines and lines[0].bullet:
                entries = entries or tags.element("L", self.section)
                entry = tags.element("LI", entries, **_spoken(lines[-1].language))
                self._lines(tags.element("Lbl", entry), item, lines[:1], tags)
                self._lines(tags.element("LBody", entry), item, lines[1:], tags)
            elif lines:
                entries = None
                self._lines(tags.element(role, self.section, **_spoken(lines[0].language)), item, lines, tags)
        self._out.append("ET")
        if item.turn:
            self._out.append("Q")
            self._shown, self._scale = None, 1.0

    def _lines(self, element: Element, item: PlacedText, lines: Iterable[Line], tags: Structure) -> None:
        """The content of *element*: stretches of text, and links that hold theirs, however many lines they cross."""
        every = (piece for line in lines for piece in _pieces(line))
        for (url, spoken), group in groupby(every, key=lambda piece: (piece.url, piece.language)):
            pieces = list(group)
            target = tags.element("Link" if url else "Span", element, **_spoken(spoken)) if url or spoken else element
            self._out.append(tags.mark(target))
            for piece in pieces:
                self._show(item, piece)
            self._out.append("EMC")
            if url:
                self._annotate(target, item, pieces, tags)

    def _show(self, item: PlacedText, piece: _Piece) -> None:
        """A piece's words; at a line's end the space the break took, or what the hyphen stands for (14.8.2.2.3)."""
        line, words = piece.line, piece.words
        if piece.starts:
            self._begin(item, line, _width(line, line.words[: piece.first]) * item.galley.size)
        if not piece.last or line.ending not in (SPACE, HYPHEN):
            self._words(item, line, words)
        elif line.ending == SPACE:
            self._words(item, line, (*words, *_last_space(line)))
        else:
            self._words(item, line, words[:-1])
            meant = words[-1].text.removesuffix("-") + SOFT_HYPHEN
            self._out.append(telling(meant))
            self._words(item, line, words[-1:])
            self._out.append("EMC")

    def _begin(self, item: PlacedText, line: Line, offset: float) -> None:
        """Go to a place on a line, *offset* points from its left end."""
        if line.scale != self._scale:
            self._scale = line.scale
            self._out.append(f"{number(line.scale * 100)} Tz")
        self._out.append(f"1 0 0 1 {numbers(item.x + line.x + offset, self.face.height - item.y - line.y)} Tm")

    def _words(self, item: PlacedText, line: Line, words: tuple[Word, ...]) -> None:
        part, size = replace(line, words=words), item.galley.size
        self._shown = line_operators(part, size, self._shown, self.stock.embedded, self._out, veiled=item.veiled)

    def _annotate(self, link: Element, item: PlacedText, pieces: Sequence[_Piece], tags: Structure) -> None:
        """A live area over each piece of a link (ISO 32000-1, 12.5.6.5), with its address in words (7.18.5)."""
        for piece in pieces:
            reference = self.document.reference()
            address = PDFString(piece.url)
            entry: dict[str, Any] = {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Link"),
                "Rect": rectangle(_area(item, piece), self.face.height),
                "Border": PDFArray([0, 0, 0]),
                "F": PRINTED,
                "Contents": address,
                "StructParent": tags.attach(link, reference),
                "A": PDFDictionary({"Type": PDFName("Action"), "S": PDFName("URI"), "URI": address}),
            }
            self.annotations.append(self.document.add(PDFDictionary(entry), reference))


def _last_space(line: Line) -> tuple[Word, ...]:
    """The word space of the last font of a line that has one: a font of emoji need not."""
    spaces = (word.font.space for word in reversed(line.words))
    return next(((space,) for space in spaces if not space.missing), ())


def _spoken(language: str) -> dict[str, Any]:
    """What an element says of its language, where that is not that of what it lies in (ISO 32000-1, 14.9.2)."""
    return {"Lang": PDFString(language)} if language else {}


def _pieces(line: Line) -> Iterator[_Piece]:
    """A line parted where its links begin and end, and after words in another language.

    One that is not read from left to right is parted word by word.
    """
    count = len(line.words)
    position, language = line.lead
    if line.reading:
        urls = {index: link.url for link in line.links for index in range(link.first, link.last + 1)}
        for place, index in enumerate(line.reading):
            spoken = language if place < position else ""
            yield _Piece(line, index, index + 1, urls.get(index, ""), True, index == line.reading[-1], spoken)
        return
    if position:
        yield _Piece(line, 0, position, "", True, position == count, language)
    for link in line.links:
        if position < link.first:
            yield _Piece(line, position, link.first, "", position == 0, False)
        position = link.last + 1
        yield _Piece(line, link.first, position, link.url, link.first == 0, position == count)
    if position < count:
        yield _Piece(line, position, count, "", position == 0, True)


def _width(line: Line, words: Iterable[Word]) -> float:
    """The width (em) of some of a line's words."""
    ems = sum(word.width + line.stretch * (word.text in ("", " ", NBSP)) for word in words)
    return ems * line.scale


def _area(item: PlacedText, piece: _Piece) -> Box:
    """Where a piece's words stand on the face (pt), from the top of an accented capital to the foot of a p."""
    line, size, font = piece.line, item.galley.size, piece.words[0].font
    left = item.x + line.x + _width(line, line.words[: piece.first]) * size
    top = item.y + line.y - font.ascent * size
    area = Box(left, top, _width(line, piece.words) * size, (font.ascent + font.depth) * size)
    return item.turn.around(area) if item.turn else area
