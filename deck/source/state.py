"""The state of a project's files: what is printed must be one of them, and none that lay between two saves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from deck.problems import DeckError, Problem, shown_path
from deck.source.project import Project

FOLDERS = ("cards", "layouts", "assets")
OTHERS = (".pdf", ".part", ".tmp", ".swp", "~")  # endings of what lies beside a deck and is no part of it

Stamp = tuple[int, ...]


class ChangedMeanwhileError(DeckError):
    """A file was changed between being read and being printed."""


class State:
    """A project's files as they are now: by name their sizes and the times at which they were last touched."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._files = dict(_stamps(project.root))

    def differing(self) -> Path | None:
        """A file that has come, gone or changed since; None when none has."""
        now = dict(_stamps(self.project.root))
        if now == self._files:
            return None
        names = sorted(name for name in now.keys() | self._files.keys() if now.get(name) != self._files.get(name))
        return Path(names[0])

    def verify(self) -> None:
        """ChangedMeanwhileError when a file differs."""
        file = self.differing()
        if file is not None:
            said = f"{shown_path(file, self.project.root)} was changed while the deck was being built."
            raise ChangedMeanwhileError([Problem(said, hints=("Build again when nothing is being saved any more.",))])


def _stamps(root: Path) -> Iterator[tuple[str, Stamp]]:
    yield from _in(os.fspath(root), deep=False)
    for folder in FOLDERS:
        yield from _in(os.path.join(root, folder), deep=True)


def _in(folder: str, deep: bool) -> Iterator[tuple[str, Stamp]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith(OTHERS):
            continue
        try:
            if entry.is_dir():
                if deep:
                    yield from _in(entry.path, deep=True)
            else:
                yield entry.path, stamp_of(os.stat(entry.path))
        except OSError:  # gone since it was listed, or a link to nowhere
            yield entry.path, ()


def stamp_of(status: os.stat_result) -> Stamp:
    """What tells one state of a file from another; a clock that was set back does not deceive it.

    The time of the last change of the entry (ctime) is the system's own: no program can set it, as copying and
    unpacking programs do with the time of the content.
    """
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
