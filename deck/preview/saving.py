"""Saving: every file of a change at once, never over a version that the page has not seen, the former one kept."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from deck.preview.history import History, Step, Version
from deck.preview.looks import digest_of
from deck.preview.source import EditError
from deck.source.project import Project
from deck.whole import put_all, sweep_project

SIGHT = 400  # former contents of files that the page may still refer to


class Conflict(Exception):
    """A file is no longer as the page saw it: by name, how it was seen (None: no longer known) and how it is now."""

    def __init__(self, files: dict[str, tuple[bytes | None, bytes | None]]) -> None:
        self.files = files
        super().__init__(", ".join(files))


class Change(Struct, frozen=True):
    """New contents of files by their names in the project; None takes a file away."""

    what: str
    title: str
    files: Mapping[str, bytes | None]


class Saver:
    """Reads and writes the files of one project that a page may change."""

    def __init__(self, project: Project) -> None:
        self.project, self.history = project, History(project.root)
        self._seen: dict[str, bytes] = {}

    def see(self, files: Mapping[str, str]) -> None:
        """Remember the contents that a page is told of, to show them should they change."""
        for name, digest in files.items():
            if digest and digest not in self._seen:
                content = self.read(name)
                if content is not None:
                    self._seen[digest_of(content)] = content
        while len(self._seen) > SIGHT:
            self._seen.pop(next(iter(self._seen)))

    def seen(self, digest: str) -> bytes | None:
        """The content with that digest, if it was seen lately."""
        return self._seen.get(digest)

    def path(self, name: str) -> Path:
        """The file called *name*: deck.yaml or one in cards/, inside the project; EditError for any other."""
        root = self.project.root
        file = (root / name).resolve()
        allowed = file == self.project.deck_file.resolve() or file.is_relative_to((root / "cards").resolve())
        if not allowed or not file.is_relative_to(root.resolve()) or file.suffix not in (".yaml", ".yml"):
            raise EditError(f"{name} is not a file that can be changed here.")
        return file

    def read(self, name: str) -> bytes | None:
        """The content of a file now; None when it is not there."""
        try:
            return self.path(name).read_bytes()
        except OSError:
            return None

    def check(self, base: Mapping[str, str]) -> None:
        """Raise Conflict when a file is not as *base* (digests by name) says that the page saw it."""
        now = {name: self.read(name) for name in base}
        differing = {
            name for name, content in now.items() if (digest_of(content) if content is not None else "") != base[name]
        }
        if differing:
            raise Conflict({name: (self.seen(base[name]), now[name]) for name in sorted(differing)})

    def save(self, change: Change, base: Mapping[str, str]) -> Path:
        """Write all files of *change*, each as a whole, if none differs from *base*; the step kept comes out."""
        try:
            with self.history.locked():
                self.check({name: base.get(name, "") for name in change.files})
                versions = [Version(name, self.read(name), content) for name, content in change.files.items()]
                step = self.history.keep(change.what, change.title, versions)
                try:
                    self._write(versions)
                except OSError:
                    self.history.forget(step)
                    raise
                self.history.seal(step)
                return step
        except OSError as error:
            raise EditError(f"The file cannot be written: {error.strerror}. Nothing was changed.") from error

    def recover(self) -> None:
        """Take back a save that was killed when some of its files were written and others not, and sweep up."""
        with suppress(OSError):
            sweep_project(self.project.root)
            step = self.history.unsealed()
            if step is None:
                return
            with self.history.locked():
                self._finish(step)

    def _finish(self, step: Step) -> None:
        """Take back what of *step* was written if the rest was not; leave files alone that have changed since."""
        written, waiting, differing = [], 0, 0
        for version in step.files:
            was, now = (_digest(content) for content in (version.before, self.read(version.name)))
            if now == step.after[version.name] != was:
                written.append(Version(version.name, self.read(version.name), version.before))
            waiting += was == now != step.after[version.name]
            differing += now not in (was, step.after[version.name])
        if written and waiting and not differing:
            self._write(written)
        if waiting and not differing:
            self.history.forget(step.folder)
        else:
            self.history.seal(step.folder)

    def undo(self, base: Mapping[str, str] | None = None) -> tuple[str, str] | None:
        """Put the files of the last step back: what it did, and to which card; None when there is no step.

        Conflict when one has changed since; *base* are the digests of what a person chose to replace all the same.
        """
        step = self.history.last()
        if step is None:
            return None
        change = Change("undo", step.title, {version.name: version.before for version in step.files})
        self.save(change, base or step.after)
        self.history.mark_undone(step)
        return step.what, step.title

    def _write(self, versions: list[Version]) -> None:
        """Put all files in place, each as a whole; as they were when one fails.

        What takes a card away comes last: whoever is killed on the way finds it twice, and never not at all.
        """
        grown = sorted(versions, key=lambda version: len(version.before or b"") - len(version.after or b""))
        for version in grown:
            self.path(version.name).parent.mkdir(parents=True, exist_ok=True)
        put_all([(self.path(version.name), version.before, version.after) for version in grown])


def _digest(content: bytes | None) -> str:
    return "" if content is None else digest_of(content)
