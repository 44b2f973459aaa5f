"""Draw a face: its operators, and what they name. What comes out can be kept, and carried from process to process."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from functools import lru_cache

from msgspec import field

from deck.art.drawing import Drawing
from deck.color.ink import Ink
from deck.face.face import Face, PlacedArt, PlacedPicture
from deck.render.operators import Coloring, item_operators, press_color, spot_color
from deck.render.shown import Glyphs, ShownFont
from deck.text.fonts import Font
from deck.text.words import words_of

DEFLATE = 4  # of a face, one of many: level 6 takes twice as long for a twentieth less
Art = PlacedArt | PlacedPicture


class DrawnFace(Face, frozen=True):
    """A face as a stream of operators, deflated; it has no items any more.

    The operators call fonts by their tags, and *arts* ``A1``, ``A2`` … in their order. *digest* tells this face from
    one that looks different, *words* tell what it says from what other faces say.
    """

    content: bytes = b""
    fonts: Mapping[str, tuple[Font, Glyphs]] = field(default_factory=dict)
    arts: tuple[Art, ...] = ()
    spots: tuple[Ink, ...] = ()
    digest: bytes = b""
    words: str = ""


def words_on(face: Face) -> str:
    """What the texts of *face* say, in short."""
    return words_of("".join(text.said for text in face.texts))


def draw(face: Face, color: Coloring) -> DrawnFace:
    """The face's operators in the inks of a press, or in the colours of a screen."""
    if isinstance(face, DrawnFace):
        return face
    easel = _Easel(color)
    content = "\n".join(
        item_operators(item, face.height, easel.embedded, easel.art_name, easel.colored) for item in face.items
    ).encode("latin-1")
    return DrawnFace(
        face.card,
        face.side,
        face.width,
        face.height,
        face.bleed,
        (),
        zlib.compress(content, DEFLATE),
        easel.glyphs(),
        tuple(easel.arts),
        tuple(easel.spots),
        _digest(face, content, easel.arts),
        words_on(face),
    )


class _Easel:
    """What one face uses, in the order in which it is used."""

    def __init__(self, color: Coloring) -> None:
        self.color = color
        self.fonts: dict[Font, ShownFont] = {}
        self.arts: list[Art] = []
        self.spots: dict[Ink, None] = {}

    def embedded(self, font: Font) -> ShownFont:
        """The font, ready to note what of it is shown."""
        shown = self.fonts.get(font)
        if shown is None:
            shown = self.fonts[font] = ShownFont(font)
        return shown

    def glyphs(self) -> dict[str, tuple[Font, Glyphs]]:
        """What is shown of each font, by tag: one file may be a typeface's own and another's fallback."""
        found: dict[str, tuple[Font, Glyphs]] = {}
        for font, shown in self.fonts.items():
            before = found[font.tag][1] if font.tag in found else ()
            found[font.tag] = (font, before + shown.glyphs())
        return found

    def art_name(self, art: Art) -> str:
        """The name by which this face's operators call *art*."""
        self.arts.append(art)
        return f"A{len(self.arts)}"

    def colored(self, ink: Ink, stroke: bool = False) -> str:
        """The operators that choose an ink; a spot ink is noted, for it needs a colour space."""
        if not ink.spot or self.color is not press_color:
            return self.color(ink, stroke)
        self.spots[ink.solid] = None
        return spot_color(ink, stroke)


def _digest(face: Face, content: bytes, arts: list[Art]) -> bytes:
    digest = hashlib.sha256(f"{face.width} {face.height} {face.bleed}\n".encode("ascii"))
    digest.update(content)
    for art in arts:
        if isinstance(art, PlacedPicture):
            digest.update(art.bitmap.data)
        else:
            digest.update(drawing_digest(art.drawing) + repr((art.ink, art.ground)).encode())
    return digest.digest()


@lru_cache(1_000)
def drawing_digest(drawing: Drawing) -> bytes:
    """What tells one drawing from another."""
    return hashlib.sha256(repr((drawing.width, drawing.height, drawing.paths)).encode()).digest()
