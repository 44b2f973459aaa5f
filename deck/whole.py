"""Files that are whole whenever anybody looks: written beside their place, then put there in one step.

What a process that was killed left beside a place is swept away by the next one that writes there. What another
process is still writing is told from it by a lock, which ends with the process.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from deck.locks import try_hold

Ready = tuple[BinaryIO, Path] | None  # what is written beside a place; None for a file that is to go
PREFIX, FILE, ROOM = ".deckpress-", ".part", ".parts"
FORMER = "former"  # in a room: what was taken from the place that the room is for
UNSURE = 60.0  # seconds after which what cannot be locked is taken for left behind
ATTEMPTS = 5  # at putting a folder in place while other builds do the same
# Windows refuses to replace a file that a virus scanner or an index looks at, for a moment.
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8) if os.name == "nt" else ()  # seconds


def put_whole(target: Path, write: Callable[[BinaryIO], object]) -> None:
    """Let *write* fill a file, then put it in place of *target*, whose rights it takes over; OSError when refused."""
    with _beside(target) as (stream, file):
        _filled(stream, write)
        with suppress(OSError):  # a new file, or a disk that knows no rights
            os.chmod(file, target.stat().st_mode & 0o777)
        _put(stream, lambda: os.replace(file, target))


def put_all(changes: Iterable[tuple[Path, bytes | None, bytes | None]]) -> None:
    """Put files in place: each its path, its content before and after (None: no file). All as before if one fails.

    Everything is written beside its place before the first is moved, so that a full disk changes nothing.
    """
    with ExitStack() as stack:
        ready = [
            (target, _ready(target, before, stack), _ready(target, after, stack)) for target, before, after in changes
        ]
        done: list[tuple[Path, Ready]] = []
        try:
            for target, former, new in ready:
                _exchanged(target, new)
                done.append((target, former))
        except OSError:
            for target, former in done:
                _exchanged(target, former)
            raise


def put_new(target: Path, content: bytes) -> None:
    """Put *content* where nothing is yet, making the folders on the way; FileExistsError when something is there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with _beside(target) as (stream, file):
        _filled(stream, lambda stream: stream.write(content))
        _put(stream, lambda: _settle(file, target))


@contextmanager
def room_beside(target: Path) -> Iterator[Path]:
    """An empty folder beside *target*, gone afterwards with all that is left in it."""
    with _beside(target) as (stream, file):
        _filled(stream, lambda stream: stream.write(os.fsencode(target.name)))
        room = file.with_suffix(ROOM)
        room.mkdir()
        try:
            yield room
        finally:
            _cleared(room, target.name)


def put_folder(fresh: Path, target: Path, room: Path) -> None:
    """Put the folder *fresh*, which lies in *room*, in place of *target*; OSError, and *target* as it was, if refused.

    Between two steps there is no *target*: who is killed there leaves it in the room, whence *sweep* gives it back.
    """
    former = room / FORMER
    for attempt in range(ATTEMPTS):
        with suppress(FileNotFoundError):
            target.rename(former)
        try:
            fresh.rename(target)
            return
        except OSError:
            if former.exists() and not os.path.lexists(target):
                former.rename(target)
                raise
            if attempt == ATTEMPTS - 1:
                raise
            shutil.rmtree(former, ignore_errors=True)  # another build has put a newer one there meanwhile


def sweep_project(root: Path) -> None:
    """Take away what killed processes left in a project."""
    for name in ("", "cards", "output", ".schema"):
        sweep(root / name)


def sweep(folder: Path) -> None:
    """Take away what killed processes left in *folder*; what is still being written stays."""
    with suppress(OSError):
        left = [Path(entry.path) for entry in os.scandir(folder) if entry.name.startswith(PREFIX)]
        for place in left:
            with suppress(OSError):
                if place.suffix == FILE and place.is_file() and not place.is_symlink():
                    _sweep_file(place)
                elif place.suffix == ROOM and not place.with_suffix(FILE).exists():
                    shutil.rmtree(place)  # a room goes before the file that guards it


def _sweep_file(file: Path) -> None:
    with file.open("r+b") as stream:
        held = try_hold(stream.fileno()) if os.name == "posix" else None
        if held is False or (held is None and abs(time.time() - file.stat().st_mtime) < UNSURE):
            return
        room = file.with_suffix(ROOM)
        _cleared(room, os.fsdecode(stream.read(1000)))
    if not room.exists():
        file.unlink()


def _cleared(room: Path, name: str) -> None:
    """Take away a room, once what was taken away to make place and never replaced is back at its place *name*."""
    former, target = room / FORMER, room.parent / name
    if former.is_dir() and Path(name).name == name and not os.path.lexists(target):
        former.rename(target)  # when even that is refused, it stays in the room for the next to try
    shutil.rmtree(room, ignore_errors=True)


@contextmanager
def _beside(target: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A new file beside *target*, locked as long as it is written; gone afterwards unless it was put in place."""
    sweep(target.parent)
    stream, file = _made(target.parent)
    try:
        with stream:
            yield stream, file
    finally:
        if not file.with_suffix(ROOM).exists():  # a room that keeps something keeps its guard
            file.unlink(missing_ok=True)


def _made(folder: Path) -> tuple[BinaryIO, Path]:
    while True:
        file = folder / f"{PREFIX}{os.urandom(6).hex()}{FILE}"
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        try:
            stream = os.fdopen(handle, "w+b")
        except OSError:
            os.close(handle)
            file.unlink()
            raise
        if os.name != "posix" or (try_hold(handle) is not False and os.fstat(handle).st_nlink):
            return stream, file
        stream.close()  # somebody swept it away before it was locked


def _ready(target: Path, content: bytes | None, stack: ExitStack) -> Ready:
    """*content* in a file beside *target*, for as long as *stack* is open."""
    if content is None:
        return None
    stream, file = stack.enter_context(_beside(target))
    _filled(stream, lambda stream: stream.write(content))
    with suppress(OSError):
        os.chmod(file, target.stat().st_mode & 0o777)
    return stream, file


def _exchanged(target: Path, ready: Ready) -> None:
    if ready is None:
        target.unlink(missing_ok=True)
    else:
        stream, file = ready
        _put(stream, lambda: os.replace(file, target))


def _filled(stream: BinaryIO, write: Callable[[BinaryIO], object]) -> None:
    write(stream)
    stream.flush()
    os.fsync(stream.fileno())


def _put(stream: BinaryIO, step: Callable[[], None]) -> None:
    """Do the one *step* that puts a file in place."""
    if os.name == "nt":
        stream.close()  # Windows moves no open file; elsewhere the lock is kept to the end
    for pause in PAUSES:
        try:
            return step()
        except PermissionError:
            time.sleep(pause)
    return step()


def _settle(file: Path, target: Path) -> None:
    """Move *file* to a *target* that must not be there yet."""
    if os.name != "nt":  # where renaming would replace what has come meanwhile
        try:
            os.link(file, target)
            return
        except FileExistsError:
            raise
        except OSError:  # a disk without links: a memory stick
            if os.path.lexists(target):
                raise FileExistsError(17, "File exists", os.fspath(target)) from None
    os.rename(file, target)
