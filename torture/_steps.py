"""Stop a command before any one of the steps by which it touches the disk: killed there, or refused from there on."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

KILLED = 137  # what a shell says of a process that was ended by signal 9
MAKING = ("os.mkdir", "os.rename", "os.link", "os.chmod", "sqlite3.connect")
TAKING = ("os.remove", "os.rmdir", "shutil.rmtree")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND


class Watch:
    """Counts a process's steps, and at the one called *at* kills it, or from there on refuses with *refusal*."""

    def __init__(self, below: Path, at: int, refusal: int | None) -> None:
        self.below, self.at, self.refusal, self.count = str(below), at, refusal, 0

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """What the interpreter calls before whatever it asks of the system (PEP 578)."""
        if not self._is_step(event, arguments):
            return
        self.count += 1
        if self.count < self.at:
            return
        if self.refusal is None:
            os._exit(KILLED)
        if event not in TAKING:  # even a full disk lets go
            raise OSError(self.refusal, os.strerror(self.refusal))

    def _is_step(self, event: str, arguments: tuple[Any, ...]) -> bool:
        if event == "open":
            path, mode, flags = arguments
            writes = bool(flags & WRITING) or (isinstance(mode, str) and bool(set(mode) & set("wxa+")))
            return writes and self._below(path)
        return event in MAKING + TAKING and self._below(arguments[0])

    def _below(self, path: object) -> bool:
        named = isinstance(path, (str, bytes, os.PathLike))
        return named and os.path.abspath(os.fsdecode(path)).startswith(self.below)  # type: ignore[arg-type]


def stopped(task: Callable[[], int], below: Path, at: int, refusal: int | None, said: Path) -> int:
    """The exit code of *task* in a process of its own that is stopped at a step; *said* is what it printed."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 99
    try:
        handle = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(handle, 1)
        os.dup2(handle, 2)
        sys.addaudithook(Watch(below, at, refusal))
        code = task()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 98
    except BaseException:
        import traceback

        os.write(2, traceback.format_exc().encode())
    finally:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)


REFUSALS = {"a full disk": errno.ENOSPC, "no right to write": errno.EACCES, "a broken disk": errno.EIO}
