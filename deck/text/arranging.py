"""The words of a line from left to right, each of one font, script and direction."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from deck.text.bidi import order
from deck.text.shaped import Word


class Arranged(Struct, frozen=True):
    """Words from left to right, where each of them leads, and their indices in the order in which they are read.

    No indices where that is the order in which they stand.
    """

    words: tuple[Word, ...]
    leads: tuple[str, ...]
    reading: tuple[int, ...]


def arranged(words: Sequence[Word], leads: Sequence[str] = ()) -> Arranged:
    """A line's *words* in reading order, *leads* being where each of them leads, parted and put into their places."""
    parts = [part for word in words for part in word.parts or (word,)]
    leading = [lead for word, lead in zip(words, leads, strict=False) for _ in word.parts or (word,)]
    if not any(part.levels for part in parts):
        return Arranged(tuple(parts), tuple(leading), ())
    shown = order([part.level for part in parts])
    reading = sorted(range(len(shown)), key=shown.__getitem__)
    moved = tuple(leading[index] for index in shown) if leading else ()
    return Arranged(tuple(parts[index] for index in shown), moved, tuple(reading) if reading != sorted(reading) else ())
