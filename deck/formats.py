"""Card and paper formats by name: what shops and shelves call them, and what they measure."""

from __future__ import annotations

from msgspec import Struct

from deck.problems import did_you_mean
from deck.units import MM, mm, to_area

CARDS_MM = {
    "poker": (63.5, 88.9),
    "poker-63x88": (63, 88),
    "bridge": (57.2, 88.9),
    "tarot": (70, 120),
    "tarot-fr": (61, 112),
    "tarot-us": (69.9, 120.7),
    "mini": (44.5, 63.5),
    "jumbo": (88.9, 127),
    "square": (88.9, 88.9),
    "square-small": (63.5, 63.5),
    "A7": (74, 105),
    "A6": (105, 148),
}
PAPERS_MM = {
    "A5": (148, 210),
    "A4": (210, 297),
    "A3": (297, 420),
    "SRA4": (225, 320),
    "SRA3": (320, 450),
    "Letter": (215.9, 279.4),
    "Legal": (215.9, 355.6),
    "Tabloid": (279.4, 431.8),
    "12x18in": (304.8, 457.2),
}


class Format(Struct, frozen=True):
    """A named rectangle: a card's trim size or a sheet of paper, in points."""

    name: str
    width: float
    height: float

    def __str__(self) -> str:
        dimensions = f"{mm(self.width)} × {mm(self.height)} mm"
        return f"{self.name} ({dimensions})" if self.name else dimensions


def card_format(text: str) -> Format:
    """The card size called *text* (a name, or ``70x120mm``); ValueError names the known ones."""
    return _format(text, CARDS_MM, "card size")


def paper_format(text: str) -> Format:
    """The paper called *text* (a name, or ``210x297mm``); ValueError names the known ones."""
    return _format(text, PAPERS_MM, "paper")


def _format(text: str, known: dict[str, tuple[float, float]], what: str) -> Format:
    for name, (width, height) in known.items():
        if name.lower() == text.strip().lower():
            return Format(name, width * MM, height * MM)
    try:
        return Format("", *to_area(text))
    except ValueError as error:
        if any(character.isdigit() for character in text) and {"x", "×"} & set(text.lower()):
            raise
        example = "70x120mm" if known is CARDS_MM else "210x297mm"
        hints = (*did_you_mean(text.strip(), known), f"Known: {', '.join(known)}, or a size such as {example}.")
        raise ValueError(f'there is no {what} called "{text}". {" ".join(hints)}') from error
