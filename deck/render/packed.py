"""Drawn faces as bytes, for the cache and for the way from one process to another."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec
from msgspec import Struct

from deck.art.drawing import GLYPH, Drawing
from deck.color.ink import Ink
from deck.face.face import PlacedArt
from deck.face.layout import SIDES, Side
from deck.model import Card
from deck.render.drawn import Art, DrawnFace
from deck.render.shown import Glyphs
from deck.text.fonts import Font
from deck.units import Box

Pair = tuple[DrawnFace, DrawnFace]
NOWHERE = Box(0, 0, 0, 0)  # where a drawing stands on its face is in the operators


class Packed(Struct, frozen=True, array_like=True):
    """A drawn face in plain values: drawings by their names, fonts by their tags."""

    size: tuple[float, float, float]  # width, height, bleed
    content: bytes
    fonts: dict[str, Glyphs]
    arts: list[tuple[str, Ink, Ink]]
    spots: tuple[Ink, ...]
    digest: bytes
    words: str


_ENCODER, _DECODER = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(tuple[Packed, Packed])


def pack(pair: Pair, drawings: Mapping[str, Drawing]) -> bytes | None:
    """Front and back as bytes; None when they show more than the deck's *drawings*: photographs, codes."""
    if not all(_is_known(art, drawings) for face in pair for art in face.arts):
        return None
    return _ENCODER.encode([_packed(face) for face in pair])


def _is_known(art: Art, drawings: Mapping[str, Drawing]) -> bool:
    """Whether *unpack* finds a drawing by its name: one of the deck's, or a glyph of one of its fonts."""
    if not isinstance(art, PlacedArt):
        return False
    return art.drawing.name.startswith(GLYPH) or art.drawing is drawings.get(art.drawing.name)


def _packed(face: DrawnFace) -> Packed:
    return Packed(
        (face.width, face.height, face.bleed),
        face.content,
        {tag: glyphs for tag, (_, glyphs) in face.fonts.items()},
        [(art.drawing.name, art.ink, art.ground) for art in face.arts if isinstance(art, PlacedArt)],
        face.spots,
        face.digest,
        face.words,
    )


def unpack(packed: bytes, card: Card, drawings: Mapping[str, Drawing], font_of: Callable[[str], Font]) -> Pair:
    """The faces of *card* that *pack* made; *font_of* finds a font by its tag."""

    def face(side: Side, plain: Packed) -> DrawnFace:
        arts = tuple(
            PlacedArt(_drawing(name, drawings, font_of), NOWHERE, ink, ground) for name, ink, ground in plain.arts
        )
        fonts = {tag: (font_of(tag), glyphs) for tag, glyphs in plain.fonts.items()}
        return DrawnFace(
            card, side, *plain.size, (), plain.content, fonts, arts, plain.spots, plain.digest, plain.words
        )

    front, back = map(face, SIDES, _DECODER.decode(packed))
    return front, back


def _drawing(name: str, drawings: Mapping[str, Drawing], font_of: Callable[[str], Font]) -> Drawing:
    if not name.startswith(GLYPH):
        return drawings[name]
    from deck.art.glyphs import glyph_art, named_glyph

    tag, glyph = named_glyph(name)
    art = glyph_art(font_of(tag), glyph)
    assert art is not None  # it was when the face was packed
    return art.drawing
