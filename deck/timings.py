"""Where the time of a build goes, stage by stage of the pipeline."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

ThingT = TypeVar("ThingT")


class Timings:
    """Seconds by stage, in the order in which the stages began; a stage inside another counts for itself alone."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._inside: list[str] = []
        self._since = time.perf_counter()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time until the end of the block for the stage *name*."""
        self._enter(name)
        try:
            yield
        finally:
            self._leave()

    def over(self, name: str, things: Iterable[ThingT]) -> Iterator[ThingT]:
        """The same *things*; the time that each takes to come counts for the stage *name*."""
        remaining = iter(things)
        while True:
            self._enter(name)
            try:
                thing = next(remaining)
            except StopIteration:
                return
            finally:
                self._leave()
            yield thing

    def _enter(self, name: str) -> None:
        self._count()
        self.seconds.setdefault(name, 0.0)
        self._inside.append(name)

    def _leave(self) -> None:
        self._count()
        self._inside.pop()

    def _count(self) -> None:
        now = time.perf_counter()
        if self._inside:
            self.seconds[self._inside[-1]] += now - self._since
        self._since = now

    def table(self, cards: int) -> str:
        """A line a stage: milliseconds, and milliseconds a card."""
        width = max(map(len, self.seconds), default=0)
        rows = [*self.seconds.items(), ("together", sum(self.seconds.values()))]
        return "\n".join(
            f"  {name:{max(width, 8)}} {taken * 1000:8.0f} ms {taken * 1000 / max(1, cards):8.2f} a card"
            for name, taken in rows
        )
