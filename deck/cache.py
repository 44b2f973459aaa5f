"""A cache on disk for what is slow to make and always comes out the same; never needed, safe to delete at any time.

Entries are addressed by a digest of everything they depend on, this package's own files included, so that none is
ever out of date. They lie in one SQLite file, which several builds may share: each sees whole entries or none. A
damaged file is thrown away, a folder that cannot be written does no harm, a file that somebody else made or may change
is not used. Set DECKPRESS_CACHE to another folder, or
to ``off``.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import stat
from contextlib import suppress
from functools import cache as cached
from pathlib import Path
from typing import Any

from deck import __version__

LARGEST = 150_000_000  # bytes; beyond this the older half of the entries goes
JOURNAL = 4_000_000  # bytes; so much may stay in SQLite's journal until the next build
PATIENCE = 0.5  # seconds that another build may hold the file; then this one goes on without
FILE = "cache-1.db"  # raise the number when the table changes its shape
SUFFIXES = ("", "-wal", "-shm")  # of the files that SQLite keeps beside one another
CHECK = 8  # bytes of digest that are kept with every value
MOST_AT_ONCE = 2_000  # entries that wait to be written together


class Cache:
    """Values by kind and by the bytes that they were made from; written when *flush* is called, or many wait."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or _default_folder()
        self._waiting: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self._put: set[bytes] = set()
        self._connections: dict[int, sqlite3.Connection | None] = {}

    def get(self, kind: str, source: bytes) -> bytes | None:
        """What was stored for *source*, or None."""
        key = _key(kind, source)
        if key in self._waiting:
            return self._waiting[key]
        connection = self._open()
        if connection is None:
            return None
        try:
            row = connection.execute("SELECT value FROM entry WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            self._broken(error)
            return None
        if row is None or not isinstance(row[0], bytes) or row[0][:CHECK] != _check(key, row[0][CHECK:]):
            return None
        self._used.add(key)
        value: bytes = row[0][CHECK:]
        return value

    def put(self, kind: str, source: bytes, value: bytes) -> None:
        """Store *value* for *source*."""
        if self.folder is not None:
            key = _key(kind, source)
            self._waiting[key] = value
            self._put.add(key)
            if len(self._waiting) >= MOST_AT_ONCE:
                self.flush()

    def take_back(self) -> None:
        """Forget what this run has put: it was made of files that changed meanwhile."""
        self._waiting.clear()
        connection = self._open() if self._put else None
        if connection is not None:
            try:
                with connection:
                    connection.executemany("DELETE FROM entry WHERE key = ?", ((key,) for key in self._put))
            except sqlite3.Error as error:
                self._broken(error)

    def get_plain(self, kind: str, source: bytes) -> Any:
        """The lists, numbers and texts stored for *source*, or None."""
        value = self.get(kind, source)
        return None if value is None else json.loads(value)

    def put_plain(self, kind: str, source: bytes, value: Any) -> None:
        """Store lists, numbers and texts for *source*."""
        self.put(kind, source, json.dumps(value, separators=(",", ":")).encode())

    def flush(self) -> None:
        """Write what waits; other builds see all of it or nothing."""
        connection = self._open() if self._waiting else None
        waiting, self._waiting = self._waiting, {}
        if connection is None:
            return
        try:
            with connection:
                rows = ((key, _check(key, value) + value) for key, value in waiting.items())
                connection.executemany("INSERT OR REPLACE INTO entry (key, value) VALUES (?, ?)", rows)
                self._prune(connection)
            if sum(map(len, waiting.values())) > JOURNAL:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # else it would be twice on the disk
        except sqlite3.Error as error:
            self._broken(error)

    def _prune(self, connection: sqlite3.Connection) -> None:
        """Delete the older half of the entries once the file is too large, but none that this run has used."""
        pages, size, free = (
            connection.execute(f"PRAGMA {what}").fetchone()[0] for what in ("page_count", "page_size", "freelist_count")
        )
        if (pages - free) * size <= LARGEST:
            return
        newest, oldest = connection.execute("SELECT max(rowid), min(rowid) FROM entry").fetchone()
        old = connection.execute("SELECT rowid, key FROM entry WHERE rowid <= ?", ((newest + oldest) // 2,)).fetchall()
        gone = ((row,) for row, key in old if key not in self._used)
        connection.executemany("DELETE FROM entry WHERE rowid = ?", gone)

    def _open(self) -> sqlite3.Connection | None:
        """This process's connection; None when there is no cache. A connection must not be shared across a fork."""
        if self.folder is None:
            return None
        process = os.getpid()
        if process not in self._connections:
            self._connections[process] = _connected(self.folder)
        return self._connections[process]

    def _broken(self, error: sqlite3.Error) -> None:
        """Go on without the file; one that is damaged is thrown away, so that the next build starts afresh."""
        self._connections[os.getpid()] = None
        if self.folder is not None and not _in_use(error):
            _discard(self.folder)


def _connected(folder: Path) -> sqlite3.Connection | None:
    """The cache file of *folder*, made when it is not there; None when that cannot be."""
    for _ in range(2):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _ours(folder):
                return None
            connection = sqlite3.connect(folder / FILE, timeout=PATIENCE)
            connection.execute("PRAGMA journal_mode = WAL")  # readers and a writer do not wait for each other
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("CREATE TABLE IF NOT EXISTS entry (key BLOB NOT NULL UNIQUE, value BLOB NOT NULL)")
            return connection
        except sqlite3.Error as error:
            if _in_use(error):
                return None
            _discard(folder)
        except OSError:
            return None
    return None


def _ours(folder: Path) -> bool:
    """Whether the cache file is this user's alone, made so when it is not there; what others wrote is not believed.

    The folder too must be closed to others, or they could put a file of theirs in its place.
    """
    if os.name != "posix":  # elsewhere a user's folders are closed to others
        return True
    user, around = os.geteuid(), os.stat(folder)
    if around.st_uid not in (user, 0) or (around.st_mode & 0o002 and not around.st_mode & stat.S_ISVTX):
        return False
    found = [os.lstat(file) for suffix in SUFFIXES if os.path.lexists(file := folder / f"{FILE}{suffix}")]
    if any(not stat.S_ISREG(status.st_mode) or status.st_uid != user for status in found):
        return False
    if any(status.st_mode & 0o022 for status in found):  # others may have written into it
        _discard(folder)
    with suppress(FileExistsError):
        os.close(os.open(folder / FILE, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    return True


def _in_use(error: sqlite3.Error) -> bool:
    """Whether the file is sound, but another build has it or it cannot be written."""
    return any(said in str(error) for said in ("locked", "readonly", "unable to open"))


def _discard(folder: Path) -> None:
    for suffix in SUFFIXES:
        with suppress(OSError):
            (folder / f"{FILE}{suffix}").unlink(missing_ok=True)


def _key(kind: str, source: bytes) -> bytes:
    return hashlib.sha256(engine() + kind.encode() + b"\0" + source).digest()


def _check(key: bytes, value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=CHECK, key=key[:16]).digest()


@cached
def engine() -> bytes:
    """A digest of this package's files, by name, size and date: what another version made may differ from ours."""
    root = Path(__file__).parent
    digest = hashlib.sha256(os.fsencode(root) + f" {__version__}\n".encode())
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            status = os.stat(os.path.join(folder, name))
            digest.update(f"{folder[len(str(root)) :]}/{name} {_stamp(status)}\n".encode())
    return digest.digest()


def _stamp(status: os.stat_result) -> str:
    """What tells one version of a file from another; some installers give all files the same date, but not ctime."""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def _default_folder() -> Path | None:
    """The folder that the environment names, or the user's cache folder; None when caching is off."""
    named = os.environ.get("DECKPRESS_CACHE", "")
    if named == "off":
        return None
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    folder = user_cache_path("deckpress", appauthor=False)
    return folder if folder.is_absolute() else None  # a user without a home
