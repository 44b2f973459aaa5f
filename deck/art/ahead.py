"""Pictograms read before it is known which of them the deck shows, by another process, while this one reads words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from deck.art.drawing import KIND, Drawing, from_plain, to_plain
from deck.aside import made_aside
from deck.cache import Cache
from deck.problems import Problems
from deck.source.project import Project, read_bytes, size_of

MOST = 500_000  # bytes; of a folder with more than the pictograms of a deck only those are read that are shown


class ArtAhead:
    """A project's pictograms: those that are in the cache, and if *helped* those that another process reads."""

    def __init__(self, project: Project, cache: Cache, *, helped: bool = False) -> None:
        self._cache = cache
        self._known: dict[Path, bytes] = {}
        self._unknown: dict[Path, bytes] = {}  # what is in the files
        for file, raw in _files(project.root / "assets/icons").items() if helped else ():
            known = cache.get(KIND, raw)
            if known is not None:
                self._known[file] = known
            else:
                self._unknown[file] = raw
        self._made: Iterator[bytes | None] = made_aside(_made, list(self._unknown)) if self._unknown else iter(())

    def drawing(self, file: Path, problems: Problems) -> Drawing | None:
        """The drawing in an SVG file, or None when it cannot be drawn as it is meant (the reason is noted)."""
        for other, raw in self._unknown.items():
            made = next(self._made)
            if made is not None:
                self._known[other] = made
                self._cache.put(KIND, raw, made)
        self._unknown = {}
        known = self._known.get(file)
        return _read(file, problems, self._cache) if known is None else from_plain(file.stem, json.loads(known))


def _files(folder: Path) -> dict[Path, bytes]:
    """What is in the files of a folder; none where that is too much."""
    files = [file for file in sorted(folder.glob("*.svg")) if file.is_file()]
    if sum(map(size_of, files)) > MOST:
        return {}
    return {file: raw for file in files if (raw := read_bytes(file, Problems(), MOST)) is not None}


def _read(file: Path, problems: Problems, cache: Cache | None = None) -> Drawing | None:
    from deck.art.svg import read_svg  # which a deck whose pictograms are known does not need

    return read_svg(file, problems, cache)


def _made(file: Path) -> bytes | None:
    """The drawing in a file as the cache keeps it; None when there is something to tell of it."""
    problems = Problems()
    drawing = _read(file, problems)
    return json.dumps(to_plain(drawing)).encode() if drawing is not None and not problems.found else None
