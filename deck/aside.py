"""Part of a work done by another process, while this one does the rest."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import repeat
from typing import BinaryIO, TypeVar

from deck.ending import follow_the_leader, undisturbed

ThingT = TypeVar("ThingT")
Make = Callable[[ThingT], bytes | None]
LENGTH = 8  # bytes that say how long what follows is


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def helped(jobs: int | None) -> bool:
    """Whether one of at most so many *jobs* may work beside this process: where forking is safe, and of use.

    It is on Linux, but not in a program with threads.
    """
    return jobs != 1 and cores() > 1 and sys.platform == "linux" and threading.active_count() == 1


def made_aside(make: Make[ThingT], things: Sequence[ThingT]) -> Iterator[bytes | None]:
    """What *make* makes of *things*, in order, by a process that begins at once; None for all if it fails.

    Whoever asks for the first waits for all of them; they lie in a file without a name meanwhile.
    """
    leader = os.getpid()
    try:
        file = tempfile.TemporaryFile(prefix="deckpress-")  # noqa: SIM115  # closed by _handed_over
        with undisturbed():
            process = os.fork()
            if process == 0:
                _work(make, things, file, leader)
    except OSError:  # a full disk, too many processes
        return repeat(None, len(things))
    return _handed_over(process, file, len(things))


def _work(make: Make[ThingT], things: Sequence[ThingT], file: BinaryIO, leader: int) -> None:
    """Make everything, put it into *file*, and end, or soon after the *leader* has.

    Without a word: who reads what the leader prints does so until nobody can print any more.
    """
    failed = 1
    try:
        follow_the_leader()
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        gc.disable()
        for thing in things:
            if os.getppid() != leader:
                return
            made = make(thing) or b""
            file.write(len(made).to_bytes(LENGTH, "big") + made)
        file.flush()
        failed = 0
    finally:
        os._exit(failed)  # what failed is made again by the leader, which tells why


def _handed_over(process: int, file: BinaryIO, count: int) -> Iterator[bytes | None]:
    """What another process has put into *file*, once it has ended."""
    failed = 1
    with file:
        with suppress(ChildProcessError):  # where nobody is told how processes end, it may have failed
            _, failed = os.waitpid(process, 0)
        file.seek(0)
        for _ in range(count):
            length = int.from_bytes(file.read(LENGTH), "big") if not failed else 0
            yield file.read(length) or None
