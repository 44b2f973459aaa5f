"""The words of a large deck in a file without a name: a card takes 1 KB of memory then instead of 8."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from deck.model import Card, Words
from deck.problems import Mark

ENOUGH = 4_000  # cards; the words of so many stay in memory, which is quicker


class Entry(Struct, frozen=True, array_like=True):
    """The words of one field, and where they were typed; *file* counts those of the spool, and is -1 for none."""

    key: str
    text: str
    file: int = -1
    line: int = 0
    column: int = 0
    width: int = 0
    lines: int = 0


_ENCODER, _DECODER = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(list[Entry])


class Spool:
    """Words that were put away; the file is made when it is first needed, and goes with the process."""

    def __init__(self) -> None:
        self.count = 0  # of the cards that have come
        self._file: BinaryIO | None = None
        self._end = 0
        self._files: dict[Path, int] = {}
        self._last: tuple[int, dict[str, Words]] = (-1, {})

    def keep(self, card: Card) -> Card:
        """The card, its words put away if there are many cards; as it is where they cannot be."""
        self.count += 1
        if self.count <= ENOUGH or any(words.mark and words.mark.cell for words in card.words.values()):
            return card
        record = _ENCODER.encode([self._entry(key, words) for key, words in card.words.items()])
        with suppress(OSError):  # a full disk: then they stay in memory
            if self._file is None:
                self._file = tempfile.TemporaryFile(prefix="deckpress-", buffering=0)  # noqa: SIM115  # open to the end
            self._file.seek(self._end)
            if self._file.write(record) == len(record):
                place, self._end = self._end, self._end + len(record)
                return replace(card, words=Spooled(self, place, len(record)))
        return card

    def _entry(self, key: str, words: Words) -> Entry:
        mark = words.mark
        if mark is None:
            return Entry(key, words.text)
        file = self._files.setdefault(mark.file, len(self._files))
        return Entry(key, words.text, file, mark.line, mark.column, mark.width, mark.lines)

    def read(self, place: int, size: int) -> dict[str, Words]:
        """The words that were put away at *place*."""
        if self._last[0] != place:
            files = list(self._files)
            entries = _DECODER.decode(self._at(place, size))
            self._last = (place, {entry.key: Words(entry.text, _mark(entry, files)) for entry in entries})
        return self._last[1]

    def _at(self, place: int, size: int) -> bytes:
        assert self._file is not None  # something was put into it
        if hasattr(os, "pread"):  # which leaves alone where other processes with the same file are
            return os.pread(self._file.fileno(), size, place)
        self._file.seek(place)
        return self._file.read(size)


def _mark(entry: Entry, files: list[Path]) -> Mark | None:
    if entry.file < 0:
        return None
    return Mark(files[entry.file], entry.line, entry.column, entry.width, entry.lines)


class Spooled(Mapping[str, Words]):
    """The words of a card that were put away, read when they are asked for."""

    __slots__ = ("_place", "_size", "_spool")

    def __init__(self, spool: Spool, place: int, size: int) -> None:
        self._spool, self._place, self._size = spool, place, size

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process gets the words themselves."""
        return dict, (dict(self._words),)

    @property
    def _words(self) -> dict[str, Words]:
        return self._spool.read(self._place, self._size)

    def __getitem__(self, key: str) -> Words:
        """The words of a field."""
        return self._words[key]

    def get(self, key: str, default: Any = None) -> Any:
        """The same, or *default* for a field that the card does not have; asked for most, so without a detour."""
        return self._words.get(key, default)

    def __iter__(self) -> Iterator[str]:
        """The names of its fields."""
        return iter(self._words)

    def __len__(self) -> int:
        """How many fields it has."""
        return len(self._words)
