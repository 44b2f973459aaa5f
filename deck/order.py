"""An order, the material gathered for it, and the job that is made of both."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from deck.crew import Crew
from deck.face.compose import Gallery
from deck.face.face import Face
from deck.face.typeset import Typesetter
from deck.formats import Format
from deck.impose.duplex import Flip
from deck.impose.grid import Grid
from deck.impose.sheets import Press, sheet_count
from deck.impose.together import goes_on, grouped, laid_together
from deck.model import Card, Deck
from deck.outputs import DEFAULT, Output
from deck.problems import Problem
from deck.select import Selection
from deck.shelf import Shelf
from deck.source.companions import AS_WRITTEN, Wishes
from deck.source.naming import file_stem, slug
from deck.source.project import Project
from deck.source.state import State
from deck.units import MM

ALL = Selection()


class Order(Struct, frozen=True):
    """What is to be printed, and how; None leaves a setting to deck.yaml."""

    selection: Selection = ALL
    size: Format | None = None
    paper: Format | None = None
    flip: Flip | None = None
    output: str = DEFAULT.name
    changed_since: str = ""  # a former PDF or a git revision
    thickness: float = 0.3 * MM  # of a card, for its box
    copies: int = 1
    force: bool = False
    wishes: Wishes = AS_WRITTEN
    printer: str = ""
    language: str = ""  # one that the deck is translated into
    fallback: bool = False  # to the deck's own language, for what is not translated
    jobs: int | None = None  # processes; None for as many as are worthwhile


class Material(Struct, frozen=True):
    """A deck that has been read and measured, the pictograms it shows, and the *cards* chosen from it.

    A card whose text goes on is there as its parts, one after the other.
    """

    deck: Deck
    cards: tuple[Card, ...]
    output: Output
    setter: Typesetter
    gallery: Gallery
    shelf: Shelf
    crew: Crew
    state: State  # of the files that were read


class Job(Struct, frozen=True):
    """A deck that has been read, set and judged: everything but the drawing. Only sheets have a grid."""

    project: Project
    deck: Deck
    order: Order
    cards: tuple[Card, ...]
    setter: Typesetter
    press: Press
    grid: Grid | None
    gallery: Gallery
    shelf: Shelf
    crew: Crew
    judged: tuple[Problem, ...] = ()  # what there was to tell of legibility
    state: State | None = None  # of the files that were read

    @property
    def copies(self) -> int:
        """How many cards are printed, copies and the parts of those that go on counted."""
        return sum(copies_of(card, self) for card in self.cards)

    @property
    def places(self) -> int:
        """How many places they take on sheets, those counted that stay empty so that parts lie together."""
        if self.grid is None or self.press.output.order != "rows" or not goes_on(self.cards):
            return self.copies
        groups = grouped(self.cards, lambda card: card, lambda card: copies_of(card, self))
        return sum(1 for _ in laid_together(groups, len(self.grid.cells)))

    @property
    def sheets(self) -> int:
        """How many sheets of paper they take; for faces on their own, how many faces."""
        sides = 1 if self.press.output.sides != "both" else 2
        return sheet_count(self.places, self.grid) if self.grid else sides * self.copies

    def said(self, face: Face) -> str:
        """The words that *face* was made of, found anew."""
        return self.setter.said(face.card, face.side)

    @property
    def name(self) -> str:
        """The name of what is made: ``<deck>[-<language>][-<subset>][-changed][-<output>]``."""
        label = self.order.selection.label
        output = self.press.output.name
        parts = (
            file_stem(slug(self.deck.title)[:100]),
            self.deck.language if self.deck.language in self.deck.tongues else "",
            label and file_stem(slug(label)[:40]),
            "changed" if self.order.changed_since else "",
            output if output != DEFAULT.name else "",
        )
        return "-".join(part for part in parts if part)

    @property
    def target(self) -> Path:
        """The default file in output/; for pictures and single faces, the folder."""
        folder = self.press.output.kind in ("pictures", "cutter", "grid") or self.press.output.apart
        return self.project.root / "output" / (self.name if folder else f"{self.name}.pdf")


def copies_of(card: Card, job: Job) -> int:
    """How often the job shows *card*: as often as it is wanted, on a screen once."""
    return 1 if job.press.output.kind == "screen" else card.copies * job.order.copies
