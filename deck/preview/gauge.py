"""How full a card is: what the gauge beneath it and the counter in the panel say."""

from __future__ import annotations

from msgspec import Struct

from deck.cli.list import longest_text
from deck.face.fit import Typeset
from deck.face.typeset import Typesetter
from deck.model import Card
from deck.units import MM

RAGGED = 0.92  # the share of a line that ragged text fills, on average
ENOUGH = 4  # lines from which the text itself tells how many characters a line takes


class Gauge(Struct, frozen=True):
    """The card's longest text: characters, how many go in at its size and at the smallest, fill, size (pt)."""

    characters: int = 0
    room: int = 0
    capacity: int = 0
    fill: float = 0.0
    size: float = 0.0
    x_height: float = 0.0  # millimetres
    smallest: float = 0.0


def gauge_of(card: Card, setter: Typesetter) -> Gauge:
    """How full *card* is; all zeros when it carries no text."""
    text = longest_text(card, setter)
    if text is None:
        return Gauge()
    lowest = setter.smallest(text.item)
    characters = sum(len(paragraph.text) for paragraph in text.paragraphs)
    capacity = capacity_of(text, lowest, characters)
    if text.size is None:
        lines = text.copy.line_count(lowest)
        fill = lines / max(1, text.copy.line_room(lowest)) if lines else 2.0
        return Gauge(characters, capacity, capacity, max(1.01, fill), smallest=lowest)
    room, fill = text.parts * capacity_of(text, text.size, characters), text.copy.fill(text.size)
    x_height = text.copy.setting.font.x_height * text.size / MM
    return Gauge(characters, room, max(room, capacity), fill, text.size, x_height, lowest)


def capacity_of(text: Typeset, size: float, characters: int) -> int:
    """About how many characters the text's box holds at *size* (pt)."""
    copy = text.copy
    lines, room = copy.line_count(size), copy.line_room(size)
    if lines is not None and lines >= ENOUGH:
        return round(characters * room / lines)
    width = sum(paragraph.ends[-1] for paragraph in copy.paragraphs if paragraph.ends)
    if not characters or not width:
        return 0
    return round(RAGGED * room * (copy.width / size) / (width / characters))
