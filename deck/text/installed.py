"""The fonts that are installed on this computer, found by their names or by the characters they have.

They are looked for only when a deck names one, or lacks a character. DECKPRESS_FONTS names the folders to look in
instead of the system's own; ``off`` means none.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from functools import cache as cached
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from deck.cache import Cache
from deck.text.facts import REGULAR, SUFFIXES, Facts, facts_of, family_of

KIND = "installed fonts"  # in the cache
PATIENCE = 3.0  # seconds that looking for a font to propose may take


class Installed:
    """The faces of the fonts that are installed."""

    def __init__(self, faces: Iterable[Facts]) -> None:
        self.faces = sorted(faces, key=lambda face: (str(face.file), face.index))

    def family(self, name: str) -> dict[str, Facts]:
        """The regular, bold, italic and bold italic faces of what is called *name*; none when nothing is."""
        return family_of(self.faces, name)

    def names(self) -> list[str]:
        """The names of the families."""
        return sorted({face.family for face in self.faces})

    def having(self, characters: str, preferred: str = "") -> Facts | None:
        """A regular face that has all *characters*: of the family *preferred*, else of a Noto, else the first.

        What is sold as Noto Sans JP is installed as Noto Sans CJK JP.
        """
        best = (preferred, preferred.replace("Sans", "Sans CJK"))
        end = time.monotonic() + PATIENCE
        ranked = sorted(
            (face for face in self.faces if face.usable and not face.italic),
            key=lambda face: (
                face.family not in best,
                not face.family.startswith("Noto Sans"),
                abs(face.width - 5),
                abs(face.weight_near(REGULAR) - REGULAR),
                face.family,
            ),
        )
        for face in ranked:
            if time.monotonic() > end:
                return None
            if has_all(face, characters):
                return face
        return None


def has_all(face: Facts, characters: str) -> bool:
    """Whether a face has a glyph for each of *characters*."""
    try:
        font = hb.Font(hb.Face(hb.Blob.from_file_path(str(face.file)), face.index))
    except hb.HarfBuzzError:
        return False
    return all(font.get_nominal_glyph(ord(character)) for character in characters)


def installed(patience: float | None = None) -> Installed:
    """The fonts of this computer; with *patience* (seconds) those that are found in that time."""
    files = list(font_files(folders()))
    return _installed(tuple(_stats(files)), patience)


@cached
def _installed(state: tuple[tuple[str, int, int], ...], patience: float | None) -> Installed:
    source = hashlib.sha256(repr(state).encode("utf-8", "surrogateescape")).digest()
    cache = Cache()
    known = cache.get_plain(KIND, source)
    if known is not None:
        return Installed(_from_plain(entry) for entry in known)
    end = time.monotonic() + patience if patience is not None else None
    faces: list[Facts] = []
    for file, _, _ in state:
        if end is not None and time.monotonic() > end:
            return Installed(faces)
        faces += facts_of(Path(file))
    cache.put_plain(KIND, source, [_plain(face) for face in faces])
    cache.flush()
    return Installed(faces)


def _plain(face: Facts) -> list[Any]:
    return [str(face.file), *(getattr(face, name) for name in Facts.__struct_fields__[1:])]


def _from_plain(entry: list[Any]) -> Facts:
    file, index, family, names, weight, width, italic, axes, usable = entry
    kinds = tuple(tuple(kind) for kind in names)
    return Facts(Path(file), index, family, kinds, weight, width, italic, tuple(map(tuple, axes)), usable)


def _stats(files: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    """What tells one state of the files from another; those that are not there (any more) left out."""
    for file in files:
        try:
            status = file.stat()
        except OSError:
            continue
        yield str(file), status.st_mtime_ns, status.st_size


def font_files(places: Iterable[Path]) -> Iterator[Path]:
    """The font files of some folders and of those in them, each once, sorted."""
    found: set[str] = set()
    for place in places:
        for folder, _, names in os.walk(place):
            found.update(os.path.join(folder, name) for name in names if name.lower().endswith(SUFFIXES))
    if "DECKPRESS_FONTS" not in os.environ:
        found.update(_listed())
    yield from map(Path, sorted({os.path.realpath(file) for file in found}))


def folders() -> list[Path]:
    """Where fonts are installed: for this user and for all."""
    named = os.environ.get("DECKPRESS_FONTS")
    if named is not None:
        return [] if named == "off" else [Path(folder) for folder in named.split(os.pathsep) if folder]
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        return [local / "Microsoft" / "Windows" / "Fonts", Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"]
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    own = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    shared = (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    return [own / "fonts", home / ".fonts", *(Path(folder) / "fonts" for folder in shared if folder)]


def _listed() -> list[str]:
    """The font files that fontconfig knows, which may lie elsewhere; none where it is not installed."""
    command = shutil.which("fc-list")
    if command is None:
        return []
    try:
        done = subprocess.run([command, "--format", "%{file}\n"], capture_output=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return []
    return [file for file in os.fsdecode(done.stdout).splitlines() if file.lower().endswith(SUFFIXES)]
