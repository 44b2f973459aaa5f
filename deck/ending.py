"""Signals that ask the command to end: it ends as on Ctrl-C, cleaning up on its way out."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDING = ("SIGTERM", "SIGHUP", "SIGBREAK")  # of which Windows knows the first and the last
_asked: list[int] = []


def end_on_signals() -> None:
    """From now on every such signal raises KeyboardInterrupt."""
    signal.signal(signal.SIGINT, _end)
    for name in ENDING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup has its reasons
            signal.signal(number, _end)


def asked_to_end() -> bool:
    """Whether there was one: libraries swallow KeyboardInterrupt, and then fail of something that they made up."""
    return bool(_asked)


def _to(action: signal.Handlers, *names: str) -> None:
    for name in names:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), action)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Signals that come meanwhile are delivered afterwards: around a fork Python swallows what they raise."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows, which does not fork
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _numbers())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _numbers() -> set[int]:
    return {getattr(signal, name) for name in ("SIGINT", *ENDING) if hasattr(signal, name)}


def end_no_more() -> None:
    """All is done: nothing is left that could be interrupted."""
    _to(signal.SIG_IGN, "SIGINT", *ENDING)


def follow_the_leader() -> None:
    """In a process that works for another: only that one is to be interrupted by the keyboard."""
    _to(signal.SIG_IGN, "SIGINT")
    _to(signal.SIG_DFL, *ENDING)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _numbers())  # it began undisturbed


def _end(number: int, frame: FrameType | None) -> None:
    _asked.append(number)
    if number != signal.SIGINT:
        signal.signal(number, signal.SIG_IGN)  # once is enough
    raise KeyboardInterrupt
