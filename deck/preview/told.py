"""What the page is told: the deck as a whole, and what has changed from one scene to the next."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from deck.color.ink import BLACK, PAPER, Ink, to_ink
from deck.color.profile import ink_rgb
from deck.face.compose import LEAST_CONTRAST
from deck.model import Category
from deck.preview.desk import Desk
from deck.preview.scene import Scene
from deck.preview.source import EditError, Source
from deck.printers import read_printers
from deck.problems import DeckError, Problems
from deck.units import MM

EASY_CONTRAST = 7.0  # WCAG 2.2, success criterion 1.4.6


def whole(scene: Scene, desk: Desk, read_only: bool) -> dict[str, Any]:
    """Everything that the page shows."""
    root = desk.project.root
    return {
        "version": scene.version,
        "whole": True,
        "deck": about_deck(scene, desk) | {"readOnly": read_only},
        "cards": [view.told() for view in scene.cards],
        "order": [view.id for view in scene.cards],
        "problems": [pin.told(root) for pin in scene.pins],
        "files": dict(scene.files),
        "good": scene.good,
    }


def difference(before: Scene, now: Scene, desk: Desk, read_only: bool) -> dict[str, Any]:
    """What the page must change: the deck's settings, the cards that differ, their order, the problems."""
    former = {view.id: view for view in before.cards}
    changed = [view.told() for view in now.cards if former.get(view.id) != view]
    told: dict[str, Any] = {
        "version": now.version,
        "whole": False,
        "cards": changed,
        "order": [view.id for view in now.cards],
        "problems": [pin.told(desk.project.root) for pin in now.pins],
        "files": dict(now.files),
        "good": now.good,
    }
    if _settings(before) != _settings(now):
        told["deck"] = about_deck(now, desk) | {"readOnly": read_only}
    return told


def _settings(scene: Scene) -> object:
    """What *about_deck* tells of a deck depends on this, and on the file in which colours are typed."""
    deck = scene.deck
    tags = {tag for card in deck.cards for tag in card.tags} if deck else set()
    return deck and (replace(deck, cards=()), tags, scene.files.get("deck.yaml"))


def about_deck(scene: Scene, desk: Desk) -> dict[str, Any]:
    """The deck's own settings: title, size, categories, fields, tags, outputs, printers."""
    deck = scene.deck
    if deck is None:
        return {"title": desk.project.root.name, "language": "en", "categories": [], "fields": [], "tags": [],
                "outputs": [], "printers": [], "size": "", "width": 63.5, "height": 88.9}  # fmt: skip
    tags = sorted({tag for card in deck.cards for tag in card.tags})
    fields = [
        {"key": field.key, "label": field.label or field.key, "required": field.required} for field in deck.fields
    ]
    typed = _typed_colours(desk)
    return {
        "title": deck.title,
        "language": deck.language,
        "size": str(deck.size),
        "width": round(deck.size.width / MM, 2),
        "height": round(deck.size.height / MM, 2),
        "categories": [_category(category, typed.get(category.letter, "")) for category in deck.categories],
        "fields": fields,
        "tags": tags,
        "outputs": [{"name": o.name, "about": o.about, "kind": o.kind} for o in deck.outputs.values()],
        "printers": _printers(),
    }


def _printers() -> list[str]:
    try:
        return list(read_printers(Problems()))
    except DeckError:  # the print dialog tells it when a printer is wanted
        return []


def _category(category: Category, typed: str) -> dict[str, Any]:
    return {"letter": category.letter, "name": category.name, "typed": typed, **colour_told(category.ink)}


def _typed_colours(desk: Desk) -> dict[str, str]:
    """The colours of the categories as they stand in deck.yaml."""
    try:
        tree = Source.of_bytes(desk.project.deck_file.read_bytes()).tree()
        found = dict(tree.get("categories") or {}) if tree else {}
        return {letter: str(group.get("color", "")) for letter, group in found.items() if isinstance(group, dict)}
    except (EditError, OSError):
        return {}


def colour_told(ink: Ink) -> dict[str, Any]:
    """A colour on the screen, the ink of text upon it, and how well that can be read."""
    black, white = BLACK.contrast(ink), PAPER.contrast(ink)
    dark = black >= LEAST_CONTRAST
    contrast = black if dark else white
    level = "AAA" if contrast >= EASY_CONTRAST else "AA" if contrast >= LEAST_CONTRAST else "low"
    return {
        "rgb": "#%02x%02x%02x" % ink_rgb(ink),
        "text": "black" if dark else "white",
        "contrast": round(contrast, 2),
        "level": level,
    }


def colour_tried(text: str) -> dict[str, Any]:
    """A colour as typed, tried out; the sentence that says what is wrong with it when it is none."""
    try:
        return {"good": True, **colour_told(to_ink(text))}
    except ValueError as error:
        return {"good": False, "what": str(error)[:1].upper() + str(error)[1:]}
