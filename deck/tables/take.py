"""Take the cards of a deck out into a table: CSV, XLSX or JSON, which can be brought back as they were."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from deck.model import Card, Deck, Words
from deck.problems import Problems
from deck.tables.cards import joined_tags
from deck.tables.columns import LABELS

WRITTEN = (".csv", ".xlsx", ".json")
SETTINGS = ("id", "title", "front_title", "special", "place", "category", "icon", "picture", "copies", "tags")
ALWAYS = ("id", "title")


def table_of(deck: Deck) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of a deck's cards: settings that a card uses, then its fields, then labels of its own."""
    cards = cards_of(deck)
    used = {key for card in cards for key in card}
    labels = [key for key in (f.key for f in deck.fields) if any(key in card.get("labels", {}) for card in cards)]
    settings = [key for key in SETTINGS if key in used or key in ALWAYS]
    headings = [*settings, *(field.key for field in deck.fields), *(f"{LABELS}{key}" for key in labels)]
    return headings, [[_cell(card, heading) for heading in headings] for card in cards]


def cards_of(deck: Deck) -> list[dict[str, Any]]:
    """The cards that files hold, in printing order, each with what it says and nothing that is usual."""
    written = [card for card in deck.cards if card.mark is not None]
    plain = [index for index, card in enumerate(written) if not card.special]
    return [_card(card, deck, bool(plain) and index > plain[-1]) for index, card in enumerate(written)]


def _card(card: Card, deck: Deck, last: bool) -> dict[str, Any]:
    words = {key: words.text for key, words in card.words.items()}
    category = card.category
    named = "" if category is None else category.letter
    if category is not None and category.name != category.letter:
        named = f"{category.letter} - {category.name}"
    found: dict[str, Any] = {
        "id": card.id,
        "title": words["title"],
        "front_title": words["front_title"] if words["front_title"] != words["title"] else "",
        "special": card.companion,
        "place": "last" if card.special and last else "",
        "category": named,
        "icon": _text(card.icon),
        "picture": _text(card.picture),
        "copies": str(card.copies) if card.copies != 1 else "",
        "tags": list(card.tags),
        **{field.key: words.get(field.key, "") for field in deck.fields},
        "labels": dict(card.labels),
    }
    return {key: value for key, value in found.items() if value}


def _text(words: Words | None) -> str:
    return words.text if words else ""


def _cell(card: dict[str, Any], heading: str) -> str:
    if heading.startswith(LABELS):
        return str(card.get("labels", {}).get(heading.removeprefix(LABELS), ""))
    value = card.get(heading, "")
    return joined_tags(value) if isinstance(value, list) else str(value)


def as_file(deck: Deck, file: Path, problems: Problems) -> bytes | None:
    """The content of *file*, of the kind that its name says; None when it cannot be made (noted)."""
    suffix = file.suffix.lower()
    if suffix == ".json":
        from deck.tables.json import write_json

        return write_json(cards_of(deck))
    headings, rows = table_of(deck)
    if suffix == ".xlsx":
        from deck.tables.xlsx import write_xlsx

        return write_xlsx(headings, rows, problems)
    from deck.tables.separated import write_csv

    return write_csv(headings, rows)


def known_kinds(kinds: Iterable[str] = WRITTEN) -> str:
    """The endings of the files that can be written, in words."""
    *some, last = kinds
    return f"{', '.join(some)} or {last}"
