"""Companion cards: those that the deck's files write (cover, licence …) and those made from them (index, blank)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from deck.model import Card, Category, Words
from deck.problems import Mark, Problems, did_you_mean

INDEX, BLANK = "index", "blank"
MADE = (INDEX, BLANK)  # companions that no file writes: an index card and blank cards for every category
RULED_LAYOUT, EMPTY_LAYOUT = "blank", "blank-empty"


class Blanks(Struct, frozen=True):
    """The blank cards of each category: how many, and whether they are ruled."""

    each: int = 1
    ruled: bool = True


class Wishes(Struct, frozen=True):
    """Which companions are switched on and off, the later word winning: deck.yaml first, then the command line."""

    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()

    def wants(self, kind: str) -> bool:
        """Whether a companion is printed: written ones unless switched off, made ones when switched on."""
        if kind in self.off:
            return False
        return kind in self.on or kind not in MADE


AS_WRITTEN = Wishes()


def accompany(cards: Sequence[Card], categories: Iterable[Category], blanks: Blanks, wishes: Wishes) -> list[Card]:
    """The cards that are wanted, an index card before each category's own and blank cards after them."""
    kept = [card for card in cards if not card.special or wishes.wants(card.companion)]
    for category in categories:
        own = [index for index, card in enumerate(kept) if card.category == category and not card.special]
        if not own:
            continue
        if wishes.wants(BLANK):
            layout = RULED_LAYOUT if blanks.ruled else EMPTY_LAYOUT
            made = _made(category, BLANK, layout)
            kept.insert(own[-1] + 1, replace(made, copies=blanks.each))
        if wishes.wants(INDEX):
            kept.insert(own[0], _made(category, INDEX, INDEX))
    return kept


def check_wishes(
    wishes: Wishes, cards: Iterable[Card], problems: Problems, marks: Mapping[str, Mark] | None = None
) -> None:
    """Note every companion asked for that this deck does not know; *marks* are where they were asked for."""
    known = [*dict.fromkeys(card.companion for card in cards if card.special), *MADE]
    for kind in (*wishes.on, *wishes.off):
        if kind not in known:
            hints = [*did_you_mean(kind, known), f"Companion cards of this deck: {', '.join(known)}."]
            problems.add(f'there is no companion card called "{kind}".', (marks or {}).get(kind), hints=hints)


def _made(category: Category, kind: str, layout: str) -> Card:
    """A card that no file writes, for one category."""
    title = Words(category.name)
    return Card(
        id=f"{kind}-{category.letter}",
        title=category.name,
        words={"title": title, "front_title": title},
        category=category,
        layout=layout,
        special=True,
        companion=kind,
    )
