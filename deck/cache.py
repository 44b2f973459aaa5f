"""A small cache on disk for what is slow to make and always comes out the same; never needed, safe to delete.

Entries are addressed by a digest of everything they depend on, this package's version included, so that none is
ever out of date. A damaged, unreadable or foreign entry counts as missing; a folder that cannot be written is no
harm. Set DECKPRESS_CACHE to another folder, or to ``off``.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from deck import __version__

LARGEST = 50_000_000  # bytes; beyond this the entries longest unused go
FORMAT = "1"  # raise it when what is stored changes its shape


class Cache:
    """Values that JSON can hold, by kind and by the bytes that they were made from."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or _default_folder()

    def get(self, kind: str, source: bytes) -> Any:
        """The value stored for *source*, or None."""
        if self.folder is None:
            return None
        file = self._file(kind, source)
        try:
            value = json.loads(file.read_bytes())
            os.utime(file)
        except (OSError, ValueError):
            return None
        return value

    def put(self, kind: str, source: bytes, value: Any) -> None:
        """Store *value* for *source*; other builds see it whole or not at all."""
        if self.folder is None:
            return
        file = self._file(kind, source)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(value, stream, separators=(",", ":"))
            os.replace(name, file)
        except OSError:
            return
        self._prune()

    def _file(self, kind: str, source: bytes) -> Path:
        assert self.folder is not None
        head = f"{__version__}\0{FORMAT}\0{kind}\0".encode()
        return self.folder / kind / f"{hashlib.sha256(head + source).hexdigest()}.json"

    def _prune(self) -> None:
        """Delete the entries longest unused once all of them together are too large."""
        assert self.folder is not None
        try:
            entries = sorted((file.stat().st_mtime, file.stat().st_size, file) for file in self.folder.glob("*/*"))
            excess = sum(size for _, size, _ in entries) - LARGEST
            for _, size, file in entries:
                if excess <= 0:
                    break
                file.unlink(missing_ok=True)
                excess -= size
        except OSError:
            return


def _default_folder() -> Path | None:
    """The folder that the environment names, or the user's cache folder; None when caching is off."""
    named = os.environ.get("DECKPRESS_CACHE", "")
    if named == "off":
        return None
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("deckpress", appauthor=False)
