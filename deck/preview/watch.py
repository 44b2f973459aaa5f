"""Watch the project's files, and say when one has changed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from watchfiles import Change, awatch

from deck.preview.desk import Desk
from deck.preview.history import FOLDER
from deck.preview.warm import files_of

FOLDERS = ("cards", "layouts", "assets")
IGNORED = (".git", ".venv", "output", FOLDER)
SETTLED = 8  # milliseconds without another change after which files are read: an editor may write twice
LONGEST = 60  # milliseconds that changes are gathered at most
SUFFIXES = (".part", ".swp", ".tmp", "~")


class End:
    """A flag that the threads which wait for changes look at."""

    def __init__(self) -> None:
        self._set = False

    def set(self) -> None:
        """Raise it."""
        self._set = True

    def is_set(self) -> bool:
        """Whether it is raised."""
        return self._set


class Watcher:
    """Calls *changed* after every change of a file that the deck may depend on."""

    def __init__(self, desk: Desk, changed: Callable[[], Awaitable[None]]) -> None:
        self.desk, self.changed = desk, changed
        self._end, self.closed = End(), False

    def close(self) -> None:
        """Stop watching."""
        self.closed = True
        self._end.set()

    async def run(self) -> None:
        """Watch until closed; folders that appear are watched from then on."""
        while not self.closed:
            self._end, folders = End(), self.folders()
            root = [self.desk.project.root]
            await asyncio.gather(
                self._watch(root, self._end, folders, recursive=False),
                self._watch(folders, self._end, folders, recursive=True),
            )

    def folders(self) -> list[Path]:
        """The folders whose whole content matters: cards, layouts, assets, and those of fonts that lie elsewhere."""
        root, deck = self.desk.project.root, self.desk.scene.deck
        found = [root / name for name in FOLDERS]
        if deck is not None:
            fonts = [file.parent for typeface in deck.typefaces.values() for file in files_of(typeface)]
            found += [folder for folder in fonts if folder.is_relative_to(root) and folder != root]
        kept: list[Path] = []
        for folder in dict.fromkeys(found):
            if folder.is_dir() and not any(folder.is_relative_to(other) for other in kept):
                kept.append(folder)
        return kept

    async def _watch(self, paths: list[Path], end: End, folders: list[Path], *, recursive: bool) -> None:
        """Tell the changes in *paths*, until there are other *folders* to watch."""
        if not paths:
            return
        changes = awatch(
            *paths,
            watch_filter=self._matters,
            debounce=LONGEST,
            step=SETTLED,
            stop_event=end,
            recursive=recursive,
            rust_timeout=1000,
        )
        async for _ in changes:
            await self.changed()
            if self.folders() != folders:
                end.set()

    def _matters(self, change: Change, path: str) -> bool:
        """Whether a change is one of a file that a person made."""
        try:
            parts = Path(path).relative_to(self.desk.project.root).parts
        except ValueError:
            return True
        return bool(parts) and parts[0] not in IGNORED and not path.endswith(SUFFIXES)
