"""The deck as the page shows it at one moment: cards with their pictures and gauges, problems with their cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict

from deck.face.face import Face
from deck.model import Card, Deck
from deck.preview.gauge import Gauge
from deck.problems import Problem, Severity, shown_path, tell
from deck.units import MM

PRECISION = 4  # digits after the point of what the page is told


class CardView(Struct, frozen=True):
    """A card as the page shows it; lengths in millimetres, faces by digest (empty: there is no picture of it yet).

    Of a card that goes on, *more* are the fronts and backs of its further parts.
    """

    id: str
    number: str
    title: str
    category: str
    tags: tuple[str, ...]
    special: bool
    copies: int
    file: str
    line: int
    front: str
    back: str
    more: tuple[tuple[str, str], ...]
    width: float
    height: float
    bleed: float
    safe: float
    corner: float
    gauge: Gauge
    text: str

    @property
    def faces(self) -> tuple[str, ...]:
        """The digests of all faces that there are."""
        return tuple(digest for pair in ((self.front, self.back), *self.more) for digest in pair if digest)

    def told(self) -> dict[str, Any]:
        """The card as JSON holds it."""
        gauge = {key: round(value, PRECISION) for key, value in asdict(self.gauge).items()}
        return {name: getattr(self, name) for name in _PLAIN} | {"tags": list(self.tags), "gauge": gauge}


_PLAIN = tuple(name for name in CardView.__struct_fields__ if name not in ("tags", "gauge"))


class Pin(Struct, frozen=True):
    """A problem, and the id of the card that it is pinned to (empty: the deck as a whole)."""

    problem: Problem
    card: str

    def told(self, root: Path) -> dict[str, Any]:
        """The problem as JSON holds it: the terminal's own words, whole and in parts."""
        problem, mark = self.problem, self.problem.mark
        return {
            "severity": problem.severity.name.lower(),
            "card": self.card,
            "title": problem.card,
            "what": problem.what[:1].upper() + problem.what[1:],
            "hints": list(problem.hints),
            "file": shown_path(mark.file, root) if mark else "",
            "line": mark.line if mark else 0,
            "terminal": tell(problem, root),
        }


class Scene(Struct, frozen=True):
    """One moment of the deck: its cards as they could last be read, and the *files* as they were then, by digest."""

    version: int = 0
    deck: Deck | None = None
    cards: tuple[CardView, ...] = ()
    pins: tuple[Pin, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    faces: Mapping[str, Face] = field(default_factory=dict)

    @property
    def good(self) -> bool:
        """Whether the deck could be printed as it is."""
        return not any(pin.problem.severity is Severity.ERROR for pin in self.pins)

    def card(self, identity: str) -> Card | None:
        """The card with that id."""
        cards = self.deck.cards if self.deck else ()
        return next((card for card in cards if card.id == identity), None)

    def view(self, identity: str) -> CardView | None:
        """What the page shows of the card with that id."""
        return next((view for view in self.cards if view.id == identity), None)


def pinned(problems: Iterable[Problem], cards: Iterable[Card]) -> tuple[Pin, ...]:
    """Each problem with the card that it is about, the gravest first."""
    known = list(cards)
    ordered = sorted(problems, key=lambda problem: -problem.severity)
    return tuple(Pin(problem, _card_of(problem, known)) for problem in ordered)


def _card_of(problem: Problem, cards: list[Card]) -> str:
    """The id of the card that *problem* names, or in whose lines it stands; the line alone where the title is new."""
    mark = problem.mark
    named = [card for card in cards if problem.card and card.title == problem.card]
    if len(named) == 1:
        return named[0].id
    if mark is None:
        return named[0].id if named else ""
    above = [
        card for card in named or cards if card.mark and card.mark.file == mark.file and card.mark.line <= mark.line
    ]
    nearest = max(above, key=lambda card: card.mark.line if card.mark else 0, default=None)
    return nearest.id if nearest else ""


def lengths(face: Face, safe: float, corner: float) -> dict[str, float]:
    """The measures of a card that the page draws its overlays by, in millimetres."""
    measures = {"width": face.width, "height": face.height, "bleed": face.bleed, "safe": safe, "corner": corner}
    return {name: round(points / MM, PRECISION) for name, points in measures.items()}
