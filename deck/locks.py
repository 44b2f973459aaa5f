"""Locks that the operating system takes back when a process ends, however it ends: none is ever left behind."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 10.0  # seconds that somebody else may hold a lock; what is done under one takes milliseconds
PAUSE = 0.02  # seconds between two attempts

if sys.platform == "win32":
    import msvcrt

    def try_hold(handle: int) -> bool | None:
        """Take the lock of an open file: True when it is ours, False when another has it, None where none can be."""
        os.lseek(handle, 1 << 30, os.SEEK_SET)  # a byte beyond the end, for Windows keeps others from what is locked
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        except OSError:
            return None
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True
else:
    import fcntl

    def try_hold(handle: int) -> bool | None:
        """Take the lock of an open file: True when it is ours, False when another has it, None where none can be."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a network folder without locks
            return None
        return True


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Hold the lock of *file*, which is made when it is not there; TimeoutError when another keeps it too long."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        deadline = time.monotonic() + PATIENCE
        while try_hold(handle) is False:
            if time.monotonic() > deadline:
                raise TimeoutError(0, "another program is writing there and does not come to an end")
            time.sleep(PAUSE)
        yield
    finally:
        os.close(handle)
