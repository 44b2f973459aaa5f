"""Small decks made of plain values, and the typesetters and faces that come of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from deck.art.drawing import ArtPath, Drawing
from deck.art.picture import Studio
from deck.color.ink import Ink
from deck.face.compose import Gallery, compose
from deck.face.face import Face
from deck.face.fit import Setup
from deck.face.layout import BoxSpec, FlowItem, Item, Layout, Side, Style, TextItem
from deck.face.typeset import Typesetter
from deck.formats import Format, card_format, paper_format
from deck.model import Card, Category, Deck, Field, Words
from deck.problems import Problems
from deck.source.project import Project
from deck.units import MM
from tests.typefaces import TYPEFACE

YELLOW, PURPLE = Category("A", "Mobilité", Ink(0, 0.05, 1, 0)), Category("B", "Travail", Ink(0.9, 1, 0, 0.3))
FIELDS = (Field("description", "Description", True), Field("examples", "Exemples", False))
SQUARE = Drawing("square", 10, 10, (ArtPath("0 0 m\n10 0 l\n10 10 l\nh", "figure"),))
WHOLE = BoxSpec({"top": "0", "left": "0", "right": "0", "bottom": "0"})
BODY = Style("body", smallest=5, largest=9)
TAROT = card_format("tarot")


def card(number: int = 1, category: Category | None = YELLOW, **words: str) -> Card:
    """A card with its words by key."""
    texts = {"title": f"Carte {number}", "front_title": f"Carte {number}", **words}
    letter = category.letter if category else ""
    return Card(
        id=f"card-{number}",
        title=texts["title"],
        words={key: Words(text) for key, text in texts.items()},
        category=category,
        number=f"{letter}{number}",
        icon=Words("square"),
        layout="plain",
    )


def deck(cards: Sequence[Card], fields: Sequence[Field] = FIELDS, language: str = "fr") -> Deck:
    """A deck of these cards in two categories."""
    return Deck(
        title="Un jeu",
        subtitle="Avec {count} cartes",
        publisher="Moi",
        licence="Libre",
        language=language,
        date="",
        size=TAROT,
        paper=paper_format("A4"),
        categories=(YELLOW, PURPLE),
        fields=tuple(fields),
        typefaces={"text": TYPEFACE},
        cards=tuple(cards),
        file=Path("deck.yaml"),
    )


def box(**sides: str) -> BoxSpec:
    """A box with safe margins, but for the sides that are given."""
    edges = {"top": "safe", "left": "safe", "right": "safe", "bottom": "safe", **sides}
    for extent, far in (("width", "right"), ("height", "bottom")):
        if extent in sides:
            edges.pop(far)
    return BoxSpec(edges)


def layout(*back: Item, front: Sequence[Item] = ()) -> Layout:
    """A layout with these items on its back (and front)."""
    return Layout("plain", 3 * MM, 4 * MM, 3 * MM, tuple(front), back)


def setter(
    cards: Sequence[Card], *back: Item, front: Sequence[Item] = (), size: Format = TAROT, force: bool = False
) -> Typesetter:
    """The cards of a deck set in a layout of these items."""
    made = Typesetter(deck(cards), setup(size, *back, front=front, force=force), Problems())
    made.fit_deck()
    return made


def setup(size: Format, *back: Item, front: Sequence[Item] = (), force: bool = False, count: int = 30) -> Setup:
    """What a layout of these items sets on a card of *size*."""
    return Setup(size, {"plain": layout(*back, front=front)}, count, force)


def face(made: Typesetter, of: Card, side: Side = "back", drawings: Mapping[str, Drawing] | None = None) -> Face:
    """One side of a card, its pictograms being squares."""
    project = Project(Path("nowhere"))
    found = {"square": SQUARE} if drawings is None else drawings
    return compose(of, side, made, Gallery(found, Studio(project, "CMYK", 3.0, False, Problems())))


def flow(**settings: Any) -> FlowItem:
    """The deck's fields in the whole safe area."""
    return replace(FlowItem(box(), style=BODY, label=replace(BODY, bold=True)), **settings)


def text(template: str, spec: BoxSpec | None = None, **settings: Any) -> TextItem:
    """A text in the whole safe area."""
    return replace(TextItem(spec or box(), template=template, style=BODY), **settings)
