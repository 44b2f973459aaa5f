"""What deckpress means to reach, and whether it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bench.contest import Measure

Results = Mapping[int, Mapping[str, Measure]]  # by number of cards and contender

PER_CARD = ("typst_fit", "typst_bisect")  # Typst's fit loops that do what was asked: a size for each card
STATES = ("deck-off", "deck-new", "deck-warm")
STRAIGHT = 1.15  # a card of the largest deck may take this many times what one of a tenth of it takes
MOST_MEGABYTES = 400


@dataclass(frozen=True, slots=True)
class Target:
    """A limit, and what was measured; None where it was not.

    With no cache; with every card new, when a former edition of the deck was built before; the same deck again.
    """

    aim: str
    unit: str
    limit: float | None
    cold: float | None
    new: float | None
    warm: float | None

    @property
    def verdict(self) -> str:
        """Whether it is met; a target is met when it is met with no cache."""
        if self.limit is None or self.cold is None:
            return "not measured"
        if self.cold <= self.limit:
            return "met"
        if self.new is not None and self.new <= self.limit:
            return "met once the tool has been used"
        return "met only when built before" if self.warm is not None and self.warm <= self.limit else "**not met**"


def targets(results: Results) -> list[Target]:
    """Every target with what was measured."""
    return [
        _time(results, "35 cards: no slower than Typst's fastest fit loop", 35, 1, PER_CARD),
        _time(results, "350 cards: a third of Typst's fastest fit loop", 350, 3, PER_CARD),
        _time(results, "3,500 cards: faster than Typst at a fixed size", 3_500, 1, ("typst_fixed",)),
        _time(results, "3,500 cards: a tenth of Typst's fastest fit loop", 3_500, 10, PER_CARD),
        _straight(results),
        _memory(results),
        *_sizes(results),
    ]


def _time(results: Results, aim: str, count: int, part: int, peers: tuple[str, ...]) -> Target:
    took = [m.median for name in peers if (m := _measure(results, count, name))]
    limit = min(took) / part if took else None
    return Target(aim, "ms", limit, *(_median(results, count, name) for name in STATES))


def _straight(results: Results) -> Target:
    def each(count: int, name: str) -> float | None:
        took = _median(results, count, name)
        return took / count if took is not None else None

    before = each(3_500, "deck-off")
    aim = f"35,000 cards: a card in {STRAIGHT} times the time of one in 3,500"
    limit = STRAIGHT * before if before else None
    return Target(aim, "ms a card", limit, each(35_000, "deck-off"), None, each(35_000, "deck-warm"))


def _memory(results: Results) -> Target:
    found = [_measure(results, 35_000, name) for name in ("deck-off", "deck-warm")]
    cold, warm = (measure.megabytes if measure else None for measure in found)
    return Target(f"35,000 cards: under {MOST_MEGABYTES} MB", "MB", MOST_MEGABYTES, cold, None, warm)


def _sizes(results: Results) -> Iterator[Target]:
    for count in results:
        own = _measure(results, count, "deck-off")
        peer = _measure(results, count, "typst_fixed")
        if own and peer:
            kilobytes = own.size / 1000
            aim = f"{count:,} cards: a file no larger than Typst's"
            yield Target(aim, "KB", peer.size / 1000, kilobytes, kilobytes, kilobytes)


def _measure(results: Results, count: int, name: str) -> Measure | None:
    found = results.get(count, {}).get(name)
    return found if found and found.counted else None


def _median(results: Results, count: int, name: str) -> float | None:
    found = _measure(results, count, name)
    return found.median if found else None
