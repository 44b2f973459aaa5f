"""The project: the nearest folder upwards that holds a deck.yaml, and what can be found from it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from msgspec import Struct

from deck.problems import DeckError, Mark, Problem, Problems
from deck.resources import bundled, bundled_names
from deck.source.naming import clean

BUNDLED = ("layouts", "assets/fonts", "assets/color")  # folders of which the package brings some files
LARGEST_FILE = 20_000_000  # bytes; the longest deck we know has 70,000


class Project(Struct, frozen=True):
    """A folder of files that make one deck."""

    root: Path

    @property
    def deck_file(self) -> Path:
        """The project's deck.yaml."""
        return self.root / "deck.yaml"

    def card_files(self, languages: Iterable[str] = ()) -> list[Path]:
        """The files of the cards/ folder, sorted by name, but those in the folders of these *languages*."""
        away = {self.root / "cards" / code for code in languages}
        return [file for file in self._yaml_in(self.root / "cards") if away.isdisjoint(file.parents)]

    def translated_files(self, language: str) -> list[Path]:
        """The files of the folder that holds the cards in another language, sorted by name."""
        return self._yaml_in(self.root / "cards" / language)

    def _yaml_in(self, folder: Path) -> list[Path]:
        """The files of cards below *folder*; what editors and systems keep beside them has names with a dot first."""
        found = (file for file in folder.glob("**/*.y*ml") if file.suffix in (".yaml", ".yml"))
        return sorted(file for file in found if not file.name.startswith("."))

    def find(self, name: str) -> Path | None:
        """The file called *name* (such as ``layouts/practice.yaml``): the project's own, else the bundled one."""
        places = (self.root / name, bundled(name)) if name.startswith(BUNDLED) else (self.root / name,)
        for candidate in places:
            file = as_stored(candidate)
            if os.path.isfile(file):  # pathlib's is_file complains of names that are too long
                return file
        return None

    def own_file(self, name: str, folder: str) -> Path | None:
        """The project's own file *name*, at the root or in *folder*; never one outside the project."""
        if "\0" in name:  # in no file system
            return None
        for place in (self.root, self.root / folder):
            file = Path(os.path.realpath(as_stored(place / name)))
            if file.is_relative_to(self.root) and os.path.isfile(file):  # pathlib's complains of too long names
                return file
        return None

    def names(self, folder: str, suffix: str) -> list[str]:
        """The names, without suffix, of the files of a folder, the project's and the bundled ones."""
        files = (file for file in (self.root / folder).glob(f"*{suffix}") if not file.name.startswith("."))
        own = {clean(file.stem) for file in files if file.is_file()}
        return sorted(own | set(bundled_names(folder, suffix))) if folder.startswith(BUNDLED) else sorted(own)


def as_stored(file: Path) -> Path:
    """*file* under the name that it has on the disk: from a Mac's archive an é comes as e and its accent apart."""
    if os.path.lexists(file) or file.name.isascii():
        return file
    with suppress(OSError):
        for entry in os.scandir(file.parent):
            if clean(entry.name) == clean(file.name):
                return Path(entry.path)
    return file


def find_project(start: Path) -> Project:
    """The project that *start* (a folder) lies in; DeckError when there is none upwards."""
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / "deck.yaml").is_file():
            return Project(candidate)
    hints = ("Go to the folder that holds your deck.yaml, or name it: deck -C FOLDER build",)
    raise DeckError([Problem(f"there is no deck.yaml in {folder} or in a folder above it.", hints=hints)])


def read_bytes(file: Path, problems: Problems, most: int = LARGEST_FILE) -> bytes | None:
    """What a file of *most* bytes holds, or None when it cannot be read (noted)."""
    try:
        status = file.stat()
        if not S_ISREG(status.st_mode) and not S_ISDIR(status.st_mode):  # a pipe or a device never ends
            problems.add("this is no file that can be read.", Mark(file, 1), hints=["Take it out of the project."])
            return None
        if status.st_size > most:
            problems.add(
                f"this file is too big to be part of a deck: {status.st_size / 1_000_000:.0f} MB.",
                Mark(file, 1),
                hints=["Is it the right file? The words of a large deck take less than 1 MB, a pictogram far less."],
            )
            return None
        return file.read_bytes()
    except OSError as error:
        what = "this is a folder, not a file." if file.is_dir() else f"this file cannot be read ({error.strerror})."
        problems.add(what, Mark(file, 1), hints=["Take it out of the project, or put a readable file in its place."])
        return None


def size_of(file: Path) -> int:
    """How many bytes a file has; none when that cannot be told: whoever reads it will tell why."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def read_text(file: Path, problems: Problems) -> str | None:
    """The text of a UTF-8 file (line ends as one sign, no byte order mark), or None when it cannot be read (noted)."""
    raw = read_bytes(file, problems)
    if raw is None:
        return None
    try:
        if b"\0" in raw[:4]:  # text in two or four bytes a letter, without the mark that would say so
            raise UnicodeDecodeError("utf-8", raw, 0, 1, "")
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = len(raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8-sig", "replace")) + 1
        problems.add(
            "this file is not saved as UTF-8 text, so its accents cannot be read.",
            Mark(file, line, column, 1 if error.start else 0),
            hints=['In your editor choose "Save with encoding" and UTF-8, then build again.'],
        )
        return None
