"""What preflight says: one finding a sentence, under a topic, good, to be looked at or bad."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from msgspec import Struct

from deck.outputs import Standard

RANGES = 6  # so many pages or stretches of pages are listed
WORDS = 3  # so many names are listed; of more, the rest is counted


class Verdict(IntEnum):
    """What a press operator would do: print it, ask about it, or send it back."""

    GOOD = 0
    WARNING = 1
    BAD = 2


class Finding(Struct, frozen=True):
    """One sentence about one topic, and the pages (from 1) it is about; no pages: the whole file."""

    topic: str
    verdict: Verdict
    said: str
    pages: tuple[int, ...] = ()


class Expected(Struct, frozen=True):
    """What a file is judged against: a level of PDF/X, and the most ink (3.0 is 300 %)."""

    standard: Standard = "PDF/X-4"
    ink_limit: float = 3.0

    @property
    def old(self) -> bool:
        """Whether the level knows neither transparency, layers nor colours other than inks (PDF/X-1a)."""
        return self.standard == "PDF/X-1a:2003"


def good(topic: str, said: str) -> Finding:
    """A finding that asks for nothing."""
    return Finding(topic, Verdict.GOOD, said)


def warning(topic: str, said: str, pages: Iterable[int] = ()) -> Finding:
    """A finding that a person should look at."""
    return Finding(topic, Verdict.WARNING, said, tuple(sorted(set(pages))))


def bad(topic: str, said: str, pages: Iterable[int] = ()) -> Finding:
    """A finding for which the file would be sent back."""
    return Finding(topic, Verdict.BAD, said, tuple(sorted(set(pages))))


def percent(share: float) -> str:
    """A share of 1 as readable percents: ``"240 %"``."""
    return f"{share * 100:.0f} %"


def count(number: int, what: str) -> str:
    """A number with its noun: ``"1 page"``, ``"3 pages"``."""
    return f"{number} {what}{'s' * (number != 1)}"


def listed(names: Iterable[str]) -> str:
    """Names in a row, in order and each once: ``"A, B, C and 4 more"``."""
    known = sorted(set(names))
    rest = len(known) - WORDS
    return ", ".join(known[:WORDS]) + (f" and {rest} more" if rest > 0 else "")


def page_ranges(pages: Iterable[int]) -> str:
    """Pages as a person writes them: ``"page 4"``, ``"pages 1–3, 7"``; of many, the first ones and how many more."""
    numbers = sorted(set(pages))
    ends = [(n, n + 1 not in numbers) for n in numbers if n + 1 not in numbers or n - 1 not in numbers]
    said: list[str] = []
    start = told = 0
    for number, last in ends:
        start = start or number
        if last and len(said) < RANGES:
            said.append(f"{start}–{number}" if number > start else str(number))
            told += number - start + 1
        start = 0 if last else start
    rest = f" and {len(numbers) - told} more" if told < len(numbers) else ""
    return f"page{'s' * (len(numbers) != 1)} {', '.join(said)}{rest}"
