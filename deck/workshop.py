"""What a process needs to set and draw cards, and what it can be asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from deck.art.drawing import Drawing
from deck.art.picture import Space, Studio
from deck.face.compose import Gallery, compose
from deck.face.fit import Fit, ItemKey, Setup
from deck.face.layout import SIDES
from deck.face.typeset import Typesetter
from deck.model import Card, Deck
from deck.problems import Problems
from deck.render.drawn import draw
from deck.render.operators import press_color
from deck.render.packed import Pair, pack
from deck.render.proof import Form, agree
from deck.source.project import Project

Sizes = dict[ItemKey, float]
Made = tuple[bytes | None, tuple[Fit, ...] | None]  # packed faces, if they can be; fits, where they were not known


class Workshop:
    """The typesetter and the pictures of one process, and its work."""

    def __init__(self, setter: Typesetter, gallery: Gallery) -> None:
        self.setter, self.gallery = setter, gallery
        self.elsewhere = False  # whether this is another process than the one that leads
        self._kept = False

    def __reduce__(self) -> tuple[Any, ...]:
        """What another process makes its workshop of: everything but the cards, which come a chunk at a time."""
        setter, studio = self.setter, self.gallery.studio
        deck = replace(setter.deck, cards=())
        order = (studio.project, studio.space, studio.ink_limit, studio.force)
        return _another, (deck, setter.setup, dict(self.gallery.drawings), order)

    def fits(self, cards: Sequence[Card]) -> list[tuple[Fit, ...]]:
        """What the texts of *cards* take."""
        self.setter.trusted -= {card.id for card in cards}  # this process may have trusted them
        return [self.setter.fits(card) for card in cards]

    def faces(self, cards: Sequence[Card], known: Mapping[str, tuple[Fit, ...]], sizes: Sizes) -> list[Made]:
        """*cards* drawn and packed, shared texts in the *sizes* found over the whole deck, the others as is *known*."""
        setter = self.setter
        setter.sizes = sizes
        for card in cards:
            if card.key in known:
                setter.learn(card, known[card.key])
            else:
                setter.trusted.add(card.id)
        made: list[Made] = []
        for card in cards:
            faces = pack(self.pair(card), self.gallery.drawings)
            made.append((faces, None if card.key in known else setter.fits(card)))
            if self.elsewhere:
                setter.forget(card)
            else:
                setter.drop(card)
        return made

    def agrees(self, forms: Sequence[Form], file: str) -> list[bool]:
        """Whether *forms* in a file say their words."""
        if self.elsewhere and not self._kept:
            self._kept = True
            self.setter.book.keep_words()  # all is drawn: this process will shape no more
        return agree(file, forms)

    def pair(self, card: Card) -> Pair:
        """Front and back of one card, drawn."""
        front, back = (draw(compose(card, side, self.setter, self.gallery), press_color) for side in SIDES)
        return front, back


def _another(
    deck: Deck, setup: Setup, drawings: dict[str, Drawing], order: tuple[Project, Space, float, bool]
) -> Workshop:
    """The same workshop in another process."""
    problems = Problems()
    return Workshop(Typesetter(deck, setup, problems), Gallery(drawings, Studio(*order, problems)))
