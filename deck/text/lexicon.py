"""Words that were shaped before, kept in the cache font by font: shaping takes ten times as long as reading them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import uharfbuzz as hb

from deck.cache import Cache
from deck.text.fonts import Font
from deck.text.shaped import Shape, shape_of

KIND = "words"
MOST = 12_000  # words of a font; a deck of a thousand cards has half as many
WORTHWHILE = 50  # new ones; fewer are shaped again next time

_ENCODER, _DECODER = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(dict[str, Shape])


class Lexicon:
    """The shapes of words in one *cache*."""

    def __init__(self, cache: Cache) -> None:
        self.cache = cache

    def lend(self, font: Font) -> None:
        """Let *font* know the words that were shaped in it before."""
        if not font.shapes:
            font.shapes = self._read(font)

    def keep(self, fonts: Iterable[Font]) -> None:
        """Keep what *fonts* have shaped since, the newest words if there are too many."""
        for font in fonts:
            found = ((text, shape_of(word)) for text, word in font.words.items() if text not in font.shapes)
            new = {text: shape for text, shape in found if shape is not None}
            if len(new) >= WORTHWHILE:
                merged = {**self._read(font), **new}  # other builds may have added theirs
                kept = dict(list(merged.items())[-MOST:])
                self.cache.put(KIND, _source(font), _ENCODER.encode(kept))
        self.cache.flush()

    def _read(self, font: Font) -> dict[str, Shape]:
        stored = self.cache.get(KIND, _source(font))
        try:
            return _DECODER.decode(stored) if stored is not None else {}
        except msgspec.DecodeError:
            return {}


def _source(font: Font) -> bytes:
    """What a word's shape depends on: the font, the language, and who shapes."""
    return f"{font.tag} {font.language} {hb.version_string()}".encode()
