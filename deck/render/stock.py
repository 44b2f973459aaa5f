"""What the pages of a file share: fonts, forms of art, pictures, and the resources that name them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from deck.art.picture import Bitmap
from deck.color.ink import Ink
from deck.face.face import PlacedArt, PlacedPicture
from deck.render.document import Document, PDFArray, PDFDictionary, PDFName, PDFObjectReference, name_of
from deck.render.drawn import DrawnFace
from deck.render.fonts import EmbeddedFont
from deck.render.operators import (
    KNOCK_OUT,
    OVERPRINT,
    REGISTRATION,
    Coloring,
    drawing_operators,
    press_color,
    rectangle,
    spot_color,
    spot_name,
)
from deck.render.shown import ShownFont
from deck.text.fonts import Font
from deck.units import Box

FOR_PRESS = ("Font", "ExtGState", "ColorSpace")
FOR_SCREEN = ("Font", "ExtGState")  # no registration colour, which is one of the press's


class Stock:
    """Fonts still open, forms and pictures already written, each once a file; *shared* names its resources."""

    def __init__(self, document: Document, color: Coloring, shared: tuple[str, ...] = FOR_PRESS) -> None:
        self.document, self.color, self.shared = document, color, shared
        self.fonts: dict[str, EmbeddedFont] = {}  # by tag
        self.spots: dict[str, Ink] = {}
        self.pictures: dict[bytes, tuple[str, PDFObjectReference]] = {}
        self.arts: dict[tuple[str, Ink, Ink], tuple[str, PDFObjectReference]] = {}
        self.resources = {name: document.reference() for name in shared}
        self.shown: dict[Font, ShownFont] = {}
        self._heads: dict[tuple[object, ...], bytes] = {}

    def colored(self, ink: Ink, stroke: bool = False) -> str:
        """The operators that choose an ink; a spot ink gets a colour space of its own."""
        if not ink.spot or self.color is not press_color:
            return self.color(ink, stroke)
        self._need([ink.solid])
        return spot_color(ink, stroke)

    def embedded(self, font: Font) -> ShownFont:
        """The font, for what is drawn straight into this file."""
        shown = self.shown.get(font)
        if shown is None:
            shown = self.shown[font] = ShownFont(font)
        return shown

    def face(self, drawn: DrawnFace) -> PDFObjectReference:
        """Write a face as a form, and note the fonts and inks that it needs."""
        for font, glyphs in drawn.fonts.values():
            self._font(font).learn(glyphs)
        self._need(drawn.spots)
        arts = {f"A{number}": self.art(art)[1] for number, art in enumerate(drawn.arts, 1)}
        key = (drawn.width, drawn.height, drawn.bleed, *(reference.name for reference in arts.values()))
        head = self._heads.get(key)
        if head is None:  # cards with the same art have the same dictionary
            box = rectangle(Box(0, 0, drawn.width, drawn.height).grown(drawn.bleed), drawn.height)
            head = self._heads[key] = self.document.stream_head(self._form(box, arts))
        return self.document.add_deflated(drawn.content, head)

    def _font(self, font: Font) -> EmbeddedFont:
        known = self.fonts.get(font.tag)
        if known is None:
            known = self.fonts[font.tag] = EmbeddedFont(font, self.document.reference())
        return known

    @property
    def alternates(self) -> Iterator[tuple[str, str]]:
        """Letters that share their glyph with others, and those that the file names in their place."""
        return (pair for font in self.fonts.values() for pair in font.alternates)

    def _need(self, solids: Iterable[Ink]) -> None:
        self.spots.update((spot_name(ink), ink) for ink in solids)

    def art(self, art: PlacedArt | PlacedPicture) -> tuple[str, PDFObjectReference]:
        """A drawing's form, or a picture, and its name; one for every pair of inks a drawing is drawn in."""
        if isinstance(art, PlacedPicture):
            return self._picture(art.bitmap)
        drawing = art.drawing
        key = (drawing.name, art.ink, art.ground)
        if key not in self.arts:
            content = drawing_operators(drawing, art.ink, art.ground, self.colored)
            box = PDFArray([0, 0, round(drawing.width, 3), round(drawing.height, 3)])
            self.arts[key] = (f"A{len(self.arts) + 1}", self.form(content.encode("ascii"), box, {}))
        return self.arts[key]

    def _picture(self, bitmap: Bitmap) -> tuple[str, PDFObjectReference]:
        """A picture's image object and its name; the same data is stored once."""
        key = hashlib.sha256(bitmap.data).digest()
        if key not in self.pictures:
            entries: dict[str, Any] = {
                "Type": PDFName("XObject"),
                "Subtype": PDFName("Image"),
                "Width": bitmap.width,
                "Height": bitmap.height,
                "ColorSpace": PDFName("DeviceCMYK" if bitmap.space == "CMYK" else "DeviceRGB"),
                "BitsPerComponent": 8,
                "Filter": PDFName("DCTDecode"),
            }
            if bitmap.space == "CMYK":  # Pillow writes CMYK as Adobe does, upside down
                entries["Decode"] = PDFArray([1, 0] * 4)
            reference = self.document.add_stream(bitmap.data, entries, compress=False)
            self.pictures[key] = (f"P{len(self.pictures) + 1}", reference)
        return self.pictures[key]

    def art_name(self, art: PlacedArt | PlacedPicture) -> str:
        """The name of a drawing's form or of a picture in the resources."""
        return self.art(art)[0]

    def form(self, content: bytes, box: PDFArray, forms: dict[str, PDFObjectReference]) -> PDFObjectReference:
        """Write a form: operators, the box that clips them, and the forms they draw."""
        return self.document.add_stream(content, self._form(box, forms))

    def _form(self, box: PDFArray, forms: dict[str, PDFObjectReference]) -> dict[str, Any]:
        return {
            "Type": PDFName("XObject"),
            "Subtype": PDFName("Form"),
            "BBox": box,
            "Resources": self.resources_with(forms),
        }

    def resources_with(self, forms: dict[str, PDFObjectReference]) -> PDFDictionary:
        """What all pages share, and the *forms* and pictures that one draws."""
        own = {"XObject": PDFDictionary(dict(forms))} if forms else {}
        return PDFDictionary({**self.resources, **own})

    def write(self) -> None:
        """Write what was kept open: fonts and the shared resources."""
        for font, shown in self.shown.items():
            self._font(font).learn(shown.glyphs())
        for embedded in self.fonts.values():
            embedded.write(self.document)
        add, names = self.document.add, self.resources
        add(PDFDictionary({f"F{tag}": font.reference for tag, font in self.fonts.items()}), names["Font"])
        # Overprint mode 1: channels that are 0 leave what lies beneath (ISO 32000-1, 8.6.7).
        over = {"Type": PDFName("ExtGState"), "OP": "true", "op": "true", "OPM": 1}
        knock = {"Type": PDFName("ExtGState"), "OP": "false", "op": "false", "OPM": 0}
        add(
            PDFDictionary({OVERPRINT: PDFDictionary(over), KNOCK_OUT: PDFDictionary(knock)}),
            names["ExtGState"],
        )
        if "ColorSpace" in names:
            spaces = {name: _separation(ink.spot, ink.cmyk) for name, ink in self.spots.items()}
            spaces[REGISTRATION] = _separation("All", (1, 1, 1, 1))
            add(PDFDictionary(spaces), names["ColorSpace"])


def _separation(name: str, solid: tuple[float, float, float, float]) -> PDFArray:
    """A separation with an exponential tint function to its CMYK stand-in (ISO 32000-1, 8.6.6.4).

    The name ``All`` prints on every plate: the registration colour.
    """
    tint = {
        "FunctionType": 2,
        "Domain": PDFArray([0, 1]),
        "C0": PDFArray([0, 0, 0, 0]),
        "C1": PDFArray([round(channel, 4) for channel in solid]),
        "N": 1,
    }
    return PDFArray([PDFName("Separation"), name_of(name), PDFName("DeviceCMYK"), PDFDictionary(tint)])
