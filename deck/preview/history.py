"""Former versions of the project's files: every save of the page keeps what it replaces, in ``.deckpress/history/``.

A step is a folder with ``step.json`` and the files as they were before. The folder ignores itself in git.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from deck.locks import alone
from deck.preview.looks import digest_of

FOLDER = ".deckpress"
MOST_STEPS = 500
LARGEST = 100_000_000  # bytes; beyond it the oldest steps go
SEALED = "sealed"  # in the folder of a step all of whose files were written


class Version(Struct, frozen=True):
    """A file of a step: its name, its content before (None: it was not there) and after (None: it was deleted)."""

    name: str
    before: bytes | None
    after: bytes | None


class Step(Struct, frozen=True):
    """One save: what was done, to which card, and the files as they were."""

    folder: Path
    what: str
    title: str
    when: str
    files: tuple[Version, ...]
    after: Mapping[str, str]  # digests of the files when the step was done; empty for a deleted one
    undone: bool


class History:
    """The steps of one project, oldest first."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / FOLDER / "history"

    def keep(self, what: str, title: str, files: list[Version]) -> Path:
        """Keep the files as they are before a save; the step's folder comes out."""
        self._prepare()
        for unfinished in self.folder.glob("*.part"):  # of a save that was killed: the lock is ours
            self.forget(unfinished)
        stamp = datetime.now(UTC)
        folder = self.folder / f"{stamp:%Y%m%dT%H%M%S}{stamp.microsecond:06d}-{secrets.token_hex(2)}"
        unfinished = folder.with_suffix(".part")
        unfinished.mkdir(parents=True)
        listed = []
        for number, version in enumerate(files):
            if version.before is not None:
                (unfinished / str(number)).write_bytes(version.before)
            after = digest_of(version.after) if version.after is not None else ""
            listed.append({"name": version.name, "was": version.before is not None, "after": after})
        step = {"what": what, "title": title, "when": stamp.isoformat(timespec="seconds"), "files": listed}
        (unfinished / "step.json").write_text(json.dumps(step, ensure_ascii=False, indent=1), "utf-8")
        unfinished.rename(folder)
        self._prune()
        return folder

    def last(self) -> Step | None:
        """The newest step that can be undone."""
        for folder in reversed(self._folders()):
            step = self._read(folder)
            if step is not None and step.what != "undo" and not step.undone:
                return step
        return None

    def mark_undone(self, step: Step) -> None:
        """Note that *step* is undone, so that the next undo takes the one before it."""
        (step.folder / "undone").touch()

    def seal(self, folder: Path) -> None:
        """Note that all files of a step are written."""
        (folder / SEALED).touch()

    def unsealed(self) -> Step | None:
        """The newest step, if its save was killed before it came to its end."""
        newest = self._folders()[-1:]
        return self._read(newest[0]) if newest and not (newest[0] / SEALED).exists() else None

    def forget(self, folder: Path) -> None:
        """Drop a step whose save did not come about."""
        shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other previews of the project from saving meanwhile."""
        self._prepare()
        with alone(self.root / FOLDER / "lock"):
            yield

    def _prepare(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        ignore = self.root / FOLDER / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", "utf-8")

    def _folders(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return sorted(folder for folder in self.folder.iterdir() if folder.is_dir() and folder.suffix != ".part")

    def _read(self, folder: Path) -> Step | None:
        try:
            told: Any = json.loads((folder / "step.json").read_text("utf-8"))
            files = tuple(
                Version(str(entry["name"]), (folder / str(number)).read_bytes() if entry["was"] else None, None)
                for number, entry in enumerate(told["files"])
            )
            after = {str(entry["name"]): str(entry["after"]) for entry in told["files"]}
            undone = (folder / "undone").exists()
            return Step(folder, str(told["what"]), str(told["title"]), str(told["when"]), files, after, undone)
        except (OSError, ValueError, KeyError, TypeError):  # a damaged step is passed over
            return None

    def _prune(self) -> None:
        """Drop the oldest steps when there are too many, or when they take too much room."""
        folders = self._folders()
        sizes = [sum(file.stat().st_size for file in folder.iterdir()) for folder in folders]
        while len(folders) > 1 and (len(folders) > MOST_STEPS or sum(sizes) > LARGEST):
            self.forget(folders.pop(0))
            sizes.pop(0)
