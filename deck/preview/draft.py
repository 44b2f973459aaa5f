"""A card as it would be: changed in the panel, not yet in any file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import asdict, replace

from deck.face.judge import judge
from deck.model import Card, Category, Deck, Words
from deck.preview.desk import Desk
from deck.preview.gauge import gauge_of
from deck.preview.scalar import normal
from deck.preview.scene import PRECISION
from deck.problems import DeckError, Problems, Severity

NEW = "deckpress new card"  # the id of a card that is not yet there; no typed id becomes this


def draft(desk: Desk, wish: Mapping[str, Any]) -> dict[str, Any]:
    """The faces, the gauge and the problems of a card with *changes*, as they would be once saved."""
    with desk.lock:
        deck = desk.scene.deck
        if deck is None:
            return {"front": "", "back": "", "gauge": None, "problems": []}
        cards, card = _with_card(deck, wish)
        problems = Problems()
        try:
            setter, gallery = desk.set(replace(deck, cards=cards), desk.layouts, problems)
        except DeckError:
            return {"front": "", "back": "", "gauge": None, "problems": _told(problems)}
        parts = setter.printed([card])
        judge(setter, parts)
        faces = [("", "")]
        if all(text.size is not None for part in parts for text in setter.texts(part)):
            faces = [desk.keep(desk.compose(part, setter, gallery)) for part in parts]
        (front, back), *more = faces
        gauge = {key: round(value, PRECISION) for key, value in asdict(gauge_of(card, setter)).items()}
        return {"front": front, "back": back, "more": more, "gauge": gauge, "problems": _told(problems)}


def _told(problems: Problems) -> list[dict[str, Any]]:
    """The problems without their places, which are those of the files and not of what is being typed."""
    told = [problem for problem in problems.found if problem.severity > Severity.NOTE]
    return [
        {
            "severity": problem.severity.name.lower(),
            "what": problem.what[:1].upper() + problem.what[1:],
            "hints": list(problem.hints),
        }
        for problem in told
    ]


def _with_card(deck: Deck, wish: Mapping[str, Any]) -> tuple[tuple[Card, ...], Card]:
    """The deck's cards with the drafted one in its place, and that card."""
    changes = dict(wish.get("changes") or {})
    known = next((card for card in deck.cards if card.id == wish.get("id")), None)
    if known is not None:
        made = _changed(known, changes, deck)
        return tuple(made if card.id == known.id else card for card in deck.cards), made
    letter = str(wish.get("category") or "")
    category = next((category for category in deck.categories if category.letter == letter), None)
    like = next((card for card in deck.counted), None)
    blank = Card(NEW, "", {}, category, _number(deck, category), layout=like.layout if like else "")
    made = _changed(blank, changes, deck)
    return (*deck.cards, made), made


def _number(deck: Deck, category: Category | None) -> str:
    count = sum(card.category == category for card in deck.counted) + 1
    return f"{category.letter if category else ''}{count}"


def _changed(card: Card, changes: Mapping[str, Any], deck: Deck) -> Card:
    """*card* with the texts of *changes*, as the deck's reader would read them."""
    words = dict(card.words)
    for key in ("title", *(field.key for field in deck.fields)):
        if key in changes:
            words[key] = Words(normal(str(changes[key])))
    own_front = "front_title" in words and words["front_title"].text != card.title
    front = normal(str(changes["front_title"])) if "front_title" in changes else ""
    if "front_title" not in changes and own_front:
        front = words["front_title"].text
    title = words["title"].text if "title" in words else ""
    words["front_title"] = Words(front or title)
    icon = card.icon
    if "icon" in changes:
        icon = Words(str(changes["icon"])) if changes["icon"] else None
    return replace(card, title=title, words=words, icon=icon)
