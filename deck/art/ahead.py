"""Pictograms read before it is known which of them the deck shows, by another process, while this one reads words."""

from __future__ import annotations

from pathlib import Path

from deck.art.drawing import KIND, Drawing, from_plain, to_plain
from deck.aside import made_aside
from deck.cache import Cache
from deck.problems import Problems
from deck.source.project import Project, read_bytes, size_of
from deck.thaw import freeze, thaw

MOST = 500_000  # bytes; of a folder with more than the pictograms of a deck only those are read that are shown


class ArtAhead:
    """A project's pictograms: those that are in the cache, and if *helped* those that another process reads."""

    def __init__(self, project: Project, cache: Cache, *, helped: bool = False) -> None:
        self._cache = cache
        self._known: dict[Path, Drawing] = {}
        self._unknown: list[tuple[Path, bytes]] = []  # files, and what is in them
        for file, raw in _files(project.root / "assets/icons") if helped else ():
            plain = cache.get_plain(KIND, raw)
            if plain is not None:
                self._known[file] = from_plain(file.stem, plain)
            else:
                self._unknown.append((file, raw))
        self._made = made_aside(_made, self._unknown) if self._unknown else iter(())

    def drawing(self, file: Path, problems: Problems) -> Drawing | None:
        """The drawing in an SVG file, or None when it cannot be drawn as it is meant (the reason is noted)."""
        for made, (other, raw) in zip(self._made, self._unknown, strict=False):  # once: then they have been taken
            drawing = thaw(made) if made is not None else None
            if isinstance(drawing, Drawing):
                self._known[other] = drawing
                self._cache.put_plain(KIND, raw, to_plain(drawing))
        if file not in self._known:
            from deck.art.svg import read_svg  # which a deck whose pictograms are known does not need

            return read_svg(file, problems, self._cache)
        return self._known[file]


def _files(folder: Path) -> list[tuple[Path, bytes]]:
    """The files of a folder, and what is in them; none where that is too much."""
    files = [file for file in sorted(folder.glob("*.svg")) if file.is_file()]
    if sum(map(size_of, files)) > MOST:
        return []
    return [(file, raw) for file in files if (raw := read_bytes(file, Problems(), MOST)) is not None]


def _made(read: tuple[Path, bytes]) -> bytes | None:
    """The drawing in what was read of a file; None when there is something to tell of it."""
    from deck.art.svg import parse_svg

    (file, raw), problems = read, Problems()
    drawing = parse_svg(raw, file, problems)
    return freeze(drawing) if drawing is not None and not problems.found else None
