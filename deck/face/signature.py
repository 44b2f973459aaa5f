"""What a card's two faces depend on, as a digest: as long as it stays the same, so do the faces."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from deck.art.drawing import Drawing
from deck.face.layout import SIDES, ArtItem, FlowItem, Item, PictureItem, QrItem, TextItem
from deck.face.typeset import Typesetter
from deck.face.values import Values
from deck.model import Card
from deck.text.dictionary import available


class Signer:
    """Signs the cards of one deck: everything but the sizes that the whole deck shares is in a signature."""

    def __init__(
        self, setter: Typesetter, drawings: Mapping[str, Drawing], digest_of: Callable[[Drawing], bytes]
    ) -> None:
        self.setter = setter
        self._drawings = {name: digest_of(drawing) for name, drawing in drawings.items()}
        self._layouts = {name: repr(layout).encode() for name, layout in setter.setup.layouts.items()}
        deck, setup = setter.deck, setter.setup
        fonts = [
            (
                face.name,
                face.fallback,
                face.parts,
                *map(_digest, (face.regular, face.bold, face.italic, face.bold_italic)),
            )
            for face in deck.typefaces.values()
        ]
        told = (deck.language, deck.source, sorted(deck.untranslated))
        shared = (setup.size, setup.force, told, len(deck.categories), fonts, available())
        self._shared = repr(shared).encode()

    def sign(self, card: Card) -> bytes | None:
        """The signature of *card*; None where pictures or codes are shown, which are kept elsewhere."""
        setter = self.setter
        said: list[object] = [
            (card.part, card.parts),
            sorted(card.untranslated),
            card.category and (card.category.ink, setter.deck.categories.index(card.category)),
        ]
        for side in SIDES:
            for staged in setter.items(card, side):
                item = staged.item
                wanted, values = setter.wanted(item, card), setter.values(card, item.entry)
                if wanted and isinstance(item, (PictureItem, QrItem)) and _shown(item, values):
                    return None
                said.append((staged.slot, item.entry, self._said(item, values) if wanted else None))
        digest = hashlib.sha256(self._shared)
        digest.update(self._layouts[card.layout])
        digest.update(repr((card.category and card.category.letter, said)).encode("utf-8", "surrogatepass"))
        return digest.digest()

    def with_sizes(self, signature: bytes, card: Card) -> bytes:
        """The signature together with the sizes that the whole deck shares."""
        setter = self.setter
        names = {staged.layout for side in SIDES for staged in setter.items(card, side)}
        shared = sorted((repr(key), size) for key, size in setter.sizes.items() if key[0] in names)
        return signature + repr(shared).encode()

    def _said(self, item: Item, values: Values) -> object:
        """What *item* says on the card."""
        if isinstance(item, TextItem):
            return values.pieces(item.template)
        if isinstance(item, FlowItem):
            fields = [field for field in values.deck.fields if field.printed or item.fields]
            labels = values.card.labels
            return [(field.key, labels.get(field.key, field.label), values.words(field.key)) for field in fields]
        if isinstance(item, ArtItem):
            return self._drawings.get(values.fill(item.name).strip())
        return True


def _shown(item: PictureItem | QrItem, values: Values) -> bool:
    return bool(values.fill(item.name if isinstance(item, PictureItem) else item.template).strip())


def _digest(file: Path | None) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file else ""
