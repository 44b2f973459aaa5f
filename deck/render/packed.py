"""Drawn faces as bytes, for the cache and for the way from one process to another."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from deck.art.drawing import GLYPH, Drawing
from deck.color.ink import Ink
from deck.face.face import PlacedArt
from deck.face.layout import Side
from deck.model import Card
from deck.render.drawn import Art, DrawnFace
from deck.text.fonts import Font
from deck.units import Box

Pair = tuple[DrawnFace, DrawnFace]
NOWHERE = Box(0, 0, 0, 0)  # where a drawing stands on its face is in the operators
HEAD = 4  # bytes that say how long the head is


def pack(pair: Pair, drawings: Mapping[str, Drawing]) -> bytes | None:
    """Front and back as bytes; None when they show more than the deck's *drawings*: photographs, codes."""
    if not all(_is_known(art, drawings) for face in pair for art in face.arts):
        return None
    head = json.dumps([_plain(face) for face in pair], separators=(",", ":")).encode()
    return b"".join((len(head).to_bytes(HEAD, "big"), head, *(face.content for face in pair)))


def _is_known(art: Art, drawings: Mapping[str, Drawing]) -> bool:
    """Whether *unpack* finds a drawing by its name: one of the deck's, or a glyph of one of its fonts."""
    if not isinstance(art, PlacedArt):
        return False
    return art.drawing.name.startswith(GLYPH) or art.drawing is drawings.get(art.drawing.name)


def unpack(packed: bytes, card: Card, drawings: Mapping[str, Drawing], font_of: Callable[[str], Font]) -> Pair:
    """The faces of *card* that *pack* made; *font_of* finds a font by its tag."""
    size = HEAD + int.from_bytes(packed[:HEAD], "big")
    heads = json.loads(packed[HEAD:size])
    middle = size + heads[0]["length"]
    contents = (packed[size:middle], packed[middle:])

    def face(side: Side, head: dict[str, Any], content: bytes) -> DrawnFace:
        width, height, bleed = head["size"]
        fonts = {tag: (font_of(tag), frozenset(map(tuple, glyphs))) for tag, glyphs in head["fonts"].items()}
        arts = tuple(
            PlacedArt(_drawing(name, drawings, font_of), NOWHERE, Ink(*ink), Ink(*ground))
            for name, ink, ground in head["arts"]
        )
        spots, digest = tuple(Ink(*ink) for ink in head["spots"]), bytes.fromhex(head["digest"])
        return DrawnFace(card, side, width, height, bleed, (), content, fonts, arts, spots, digest, head["words"])

    return face("front", heads[0], contents[0]), face("back", heads[1], contents[1])


def _drawing(name: str, drawings: Mapping[str, Drawing], font_of: Callable[[str], Font]) -> Drawing:
    if not name.startswith(GLYPH):
        return drawings[name]
    from deck.art.glyphs import glyph_art, named_glyph

    tag, glyph = named_glyph(name)
    art = glyph_art(font_of(tag), glyph)
    assert art is not None  # it was when the face was packed
    return art.drawing


def _plain(face: DrawnFace) -> dict[str, Any]:
    return {
        "size": (face.width, face.height, face.bleed),
        "length": len(face.content),
        "digest": face.digest.hex(),
        "words": face.words,
        "fonts": {tag: sorted(glyphs) for tag, (_, glyphs) in face.fonts.items()},
        "arts": [
            (art.drawing.name, _ink(art.ink), _ink(art.ground)) for art in face.arts if isinstance(art, PlacedArt)
        ],
        "spots": [_ink(ink) for ink in face.spots],
    }


def _ink(ink: Ink) -> tuple[float | str, ...]:
    return (*ink.cmyk, ink.spot, ink.strength)
