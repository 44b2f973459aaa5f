"""What a project's files said when they were last read, as long as they have not changed: reading them anew is slow.

Only what was read without a remark is kept, so that every warning is told each time.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from stat import S_ISREG

from msgspec import Struct

from deck.cache import Cache
from deck.face.layout import Layout
from deck.model import Deck, Translation
from deck.resources import bundle
from deck.source.arrange import PlacedCard
from deck.source.companions import Blanks
from deck.source.inside import leading_out
from deck.source.project import LARGEST_FILE, Project
from deck.source.state import stamp_of
from deck.thaw import freeze, thaw

HEAD, CARDS, TRANSLATED, LAYOUT = "head", "cards", "translated", "layout"
AROUND = ("", "layouts", "assets/fonts", "assets/color")  # folders whose files deck.yaml may name


class Head(Struct, frozen=True):
    """What deck.yaml says: the deck without its cards, the companions it wishes for, the layout of its cards."""

    deck: Deck
    companions: tuple[str, ...]
    blanks: Blanks
    layout: str


class Known:
    """What is kept of one project."""

    def __init__(self, project: Project, cache: Cache) -> None:
        self.project, self.cache = project, cache
        self._keeps = cache.folder is not None
        self._strays = bool(leading_out(project))
        self._around = b"" if self._strays else _state(project)

    def head(self) -> Head | None:
        """What deck.yaml said."""
        head = None if self._strays else self._get(HEAD, b"")
        return head if isinstance(head, Head) else None

    def keep_head(self, head: Head) -> None:
        """Keep what deck.yaml says."""
        self._put(HEAD, b"", head)

    def cards(self, file: Path) -> list[PlacedCard] | None:
        """The cards that *file* said."""
        if not self._keeps:
            return None
        try:
            source = self._source(file)
        except OSError:
            return None
        cards = self._get(CARDS, source)
        return cards if isinstance(cards, list) else None

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
