"""What a project's files said when they were last read, as long as they have not changed: reading them anew is slow.

Only what was read without a remark is kept, so that every warning is told each time.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from stat import S_ISREG

from msgspec import Struct

from deck.aside import made_aside
from deck.cache import Cache
from deck.face.layout import Layout
from deck.model import Deck, Translation
from deck.resources import bundle
from deck.source.arrange import PlacedCard
from deck.source.companions import Blanks
from deck.source.inside import leading_out
from deck.source.project import LARGEST_FILE, Project, size_of
from deck.source.state import stamp_of
from deck.thaw import freeze, thaw

HEAD, CARDS, TRANSLATED, LAYOUT = "head", "cards", "translated", "layout"
WORTHWHILE = 500_000  # bytes; less is read before another process has begun
AROUND = ("", "layouts", "assets/fonts", "assets/color")  # folders whose files deck.yaml may name


class Head(Struct, frozen=True):
    """What deck.yaml says: the deck without its cards, the companions it wishes for, the layout of its cards."""

    deck: Deck
    companions: tuple[str, ...]
    blanks: Blanks
    layout: str


class Known:
    """What is kept of one project; if *helped*, and nothing leads out of it, another process may read its files."""

    def __init__(self, project: Project, cache: Cache, *, helped: bool = False) -> None:
        self.project, self.cache = project, cache
        self._ahead: dict[Path, Iterator[bytes | None]] = {}
        self._keeps = cache.folder is not None
        self._strays = bool(leading_out(project))
        self.helped = helped and not self._strays
        self._around = b"" if self._strays else _state(project)

    def head(self) -> Head | None:
        """What deck.yaml said."""
        head = None if self._strays else self._get(HEAD, b"")
        return head if isinstance(head, Head) else None

    def keep_head(self, head: Head) -> None:
        """Keep what deck.yaml says."""
        self._put(HEAD, b"", head)

    def read_ahead(self, files: Sequence[Path], read: Callable[[Path], list[PlacedCard] | None]) -> None:
        """Have another process *read* the later half of *files* meanwhile; their cards are asked for in this order.

        What it finds out of a file with something to tell, as of one that is known, is nothing.
        """
        later = _later_half(files) if self.helped else ()

        def made(file: Path) -> bytes | None:
            cards = read(file) if not self._kept(file) else None
            return freeze(cards) if cards is not None else None

        if later:
            self._ahead = dict.fromkeys(later, made_aside(made, later))

    def cards(self, file: Path) -> list[PlacedCard] | None:
        """The cards that *file* said, or that another process has read in it."""
        read = next(self._ahead.pop(file)) if file in self._ahead else None
        frozen = read or self._kept(file)
        cards = thaw(frozen) if frozen is not None else None
        if read is not None and self._keeps:
            self.cache.put(CARDS, self._around + self._source(file), read)
        return cards if isinstance(cards, list) else None

    def _kept(self, file: Path) -> bytes | None:
        """The cards that *file* said, as they are kept."""
        if not self._keeps:
            return None
        try:
            return self.cache.get(CARDS, self._around + self._source(file))
        except OSError:
            return None

    def keep_cards(self, file: Path, cards: list[PlacedCard]) -> None:
        """Keep the cards that *file* says."""
        if self._keeps:
            self._put(CARDS, self._source(file), cards)

    def translations(self, language: str, file: Path) -> list[Translation] | None:
        """The translated cards that *file* said."""
        try:
            source = self._source(file)
        except OSError:
            return None
        cards = self._get(TRANSLATED, language.encode() + b"\0" + source)
        return cards if isinstance(cards, list) else None

    def keep_translations(self, language: str, file: Path, cards: list[Translation]) -> None:
        """Keep the translated cards that *file* says."""
        if self._keeps:
            self._put(TRANSLATED, language.encode() + b"\0" + self._source(file), cards)

    def layout(self, name: str) -> Layout | None:
        """The layout called *name*."""
        layout = self._get(LAYOUT, name.encode())
        return layout if isinstance(layout, Layout) else None

    def keep_layout(self, layout: Layout) -> None:
        """Keep a layout."""
        self._put(LAYOUT, layout.name.encode(), layout)

    def _put(self, kind: str, source: bytes, value: object) -> None:
        if self._keeps:
            self.cache.put(kind, self._around + source, freeze(value))

    def _get(self, kind: str, source: bytes) -> object:
        frozen = self.cache.get(kind, self._around + source)
        return thaw(frozen) if frozen is not None else None

    def _source(self, file: Path) -> bytes:
        status = file.stat()
        if not S_ISREG(status.st_mode) or status.st_size > LARGEST_FILE:
            raise OSError("nothing to keep")  # whoever reads it tells why
        return os.fsencode(file) + b"\0" + hashlib.sha256(file.read_bytes()).digest()


def _later_half(files: Sequence[Path]) -> Sequence[Path]:
    """Those of many *files* that hold about half of their bytes, at the end; none where that is not worthwhile."""
    sizes = [size_of(file) for file in files]
    whole = sum(sizes)
    if whole < WORTHWHILE:
        return ()
    before = next(place for place, read in enumerate(accumulate(sizes), 1) if 2 * read >= whole)
    return files[before:]


def _state(project: Project) -> bytes:
    """A digest of deck.yaml, of the layouts, bundled ones among them, and of what other files lie around."""
    digest = hashlib.sha256(os.fsencode(project.root) + b"\0")
    for folder in (*(project.root / name for name in AROUND), bundle() / "layouts"):
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
            for entry in entries:
                if entry.is_file() and not entry.name.startswith("."):
                    digest.update(f"{folder}/{entry.name} {_told(entry)}\n".encode(errors="replace"))
        except OSError:
            digest.update(b"none\n")
    try:
        digest.update(project.deck_file.read_bytes())
    except OSError:
        digest.update(b"none")
    return digest.digest()


def _told(entry: os.DirEntry[str]) -> object:
    """What a layout says, which is short; of others, fonts and profiles, what tells one state from another."""
    if entry.name.endswith(".yaml"):
        return hashlib.sha256(Path(entry.path).read_bytes()).hexdigest()
    return stamp_of(entry.stat())
