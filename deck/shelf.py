"""The shelf: fits and drawn faces of cards that have not changed since they were last made, kept in the cache."""

from __future__ import annotations

from typing import Any

from deck.cache import Cache
from deck.face.compose import Gallery
from deck.face.fit import Fit
from deck.face.signature import Signer
from deck.face.typeset import Typesetter
from deck.model import Card
from deck.render.drawn import drawing_digest

FITS, FACES = "fits", "faces"
MOST = 12_000  # cards; the faces of a larger deck would push everything else out of the cache


class Shelf:
    """What is kept of one deck's cards, found by their signatures."""

    def __init__(self, setter: Typesetter, gallery: Gallery, cache: Cache) -> None:
        self.setter, self.cache = setter, cache
        self.keeps = cache.folder is not None and len(setter.deck.cards) <= MOST
        self._drawings = gallery.drawings
        self._signer: Signer | None = None
        self._signatures: dict[str, bytes | None] = {}

    def fits(self, card: Card) -> tuple[Fit, ...] | None:
        """What the texts of *card* take, if it is known."""
        signature = self._signature(card)
        known = self.cache.get_plain(FITS, signature) if signature else None
        if known is None:
            return None
        return tuple(_fit(*said) for said in known)

    def keep_fits(self, card: Card, fits: tuple[Fit, ...]) -> None:
        """Keep what was found, unless there was anything to tell of it."""
        signature = self._signature(card)
        if signature and not any(fit.lacking or fit.own_size is None for fit in fits):
            said = [
                (fit.key, fit.index, fit.length, fit.own_size, fit.shared, fit.parted, fit.faces, fit.parts, fit.fill)
                for fit in fits
            ]
            self.cache.put_plain(FITS, signature, said)

    def faces(self, card: Card) -> bytes | None:
        """The packed faces of *card*, if they are known."""
        key = self._face_key(card)
        return self.cache.get(FACES, key) if key else None

    def keep_faces(self, card: Card, packed: bytes) -> None:
        """Keep the packed faces of *card*."""
        key = self._face_key(card)
        if key:
            self.cache.put(FACES, key, packed)

    def _signature(self, card: Card) -> bytes | None:
        if not self.keeps:
            return None
        if self._signer is None:
            self._signer = Signer(self.setter, self._drawings, drawing_digest)
        if card.key not in self._signatures:
            self._signatures[card.key] = self._signer.sign(card)
        return self._signatures[card.key]

    def _face_key(self, card: Card) -> bytes | None:
        signature = self._signature(card)
        return self._signer.with_sizes(signature, card) if self._signer and signature else None


def _fit(
    key: Any, index: int, length: int, size: float, shared: bool, parted: bool, faces: Any, parts: int, fill: float
) -> Fit:
    """A fit of which JSON has made lists of tuples."""
    layout, side, slot = key
    where = (layout, side, tuple(slot) if isinstance(slot, list) else slot)
    used = tuple((name, *how) for name, *how in faces)
    return Fit(where, index, length, size, shared, parted, False, used, parts, fill)
