"""Several processes that set and draw the cards of a large deck side by side; the result is that of one."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from deck.face.compose import Gallery, compose
from deck.face.layout import SIDES
from deck.face.typeset import Fit, ItemKey, Typesetter
from deck.model import Card
from deck.problems import Problem
from deck.render.drawn import draw
from deck.render.operators import press_color
from deck.render.packed import Pair, pack

if TYPE_CHECKING:  # 10 ms, which only large decks pay
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.context import BaseContext

WORTHWHILE = 150  # cards; fewer are done before another process has begun
CHUNK = 25  # cards that go to a process together
AHEAD = 2  # chunks that wait for each process, so that none is ever idle
MOST = 16  # processes; the one that writes the file cannot keep up with more

Sizes = dict[ItemKey, float]
Results = tuple[list[Any], list[Problem]]  # what comes of a chunk, and what is to be told of it


class Workshop:
    """What a process needs to set and draw cards, and the two things it can be asked for."""

    def __init__(self, setter: Typesetter, gallery: Gallery) -> None:
        self.setter, self.gallery = setter, gallery
        self._cards = {card.id: card for card in setter.deck.cards}

    def fits(self, ids: Sequence[str]) -> list[tuple[Fit, ...]]:
        """What the texts of the cards with these *ids* take."""
        return [self.setter.fits(self._cards[identity]) for identity in ids]

    def faces(self, ids: Sequence[str], sizes: Sizes) -> list[bytes | None]:
        """The cards with these *ids*, drawn and packed, shared texts in the *sizes* found over the whole deck.

        None for a card that cannot be packed.
        """
        self.setter.sizes = sizes
        return [pack(self.pair(self._cards[identity]), self.gallery.drawings) for identity in ids]

    def pair(self, card: Card) -> Pair:
        """Front and back of one card, drawn."""
        front, back = (draw(compose(card, side, self.setter, self.gallery), press_color) for side in SIDES)
        return front, back


class Crew:
    """So many processes (*jobs*; None for as many as are worthwhile) that share the work of a *workshop*."""

    def __init__(self, workshop: Workshop, jobs: int | None) -> None:
        self.workshop, self.jobs = workshop, jobs
        self._pool: ProcessPoolExecutor | None = None

    def fits(self, cards: Sequence[Card]) -> Iterator[tuple[Fit, ...]]:
        """What the texts of each card take, in order."""
        return self._side_by_side("fits", cards)

    def faces(self, cards: Sequence[Card], sizes: Sizes) -> Iterator[bytes | None]:
        """Front and back of each card, drawn and packed, in order; None for one that cannot be packed."""
        return self._side_by_side("faces", cards, sizes)

    def close(self) -> None:
        """Send the processes home."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _side_by_side(self, task: str, cards: Sequence[Card], *rest: object) -> Iterator[Any]:
        chunks = ([card.id for card in cards[start : start + CHUNK]] for start in range(0, len(cards), CHUNK))
        jobs = self._jobs(len(cards))
        if jobs == 1:
            for chunk in chunks:
                yield from getattr(self.workshop, task)(chunk, *rest)
            return
        waiting: deque[tuple[Sequence[str], Future[Results] | None]] = deque()
        for chunk in chunks:
            waiting.append((chunk, self._given(task, chunk, rest, jobs)))
            if len(waiting) > AHEAD * jobs:
                yield from self._result(task, *waiting.popleft(), rest)
        while waiting:
            yield from self._result(task, *waiting.popleft(), rest)

    def _given(self, task: str, chunk: Sequence[str], rest: tuple[object, ...], jobs: int) -> Future[Results] | None:
        """A chunk on its way; None when no process can take it."""
        from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

        if self._pool is None:
            gc.freeze()  # so that looking for garbage does not make a process copy what it shares with this one
            self._pool = ProcessPoolExecutor(jobs, _context(), _begin, (self.workshop,))
        try:
            return self._pool.submit(_do, task, chunk, rest)
        except (BrokenExecutor, OSError):
            return None

    def _result(
        self, task: str, chunk: Sequence[str], future: Future[Results] | None, rest: tuple[object, ...]
    ) -> list[Any]:
        """What came of a chunk; when its process was ended from outside, it is done here."""
        from concurrent.futures import BrokenExecutor

        try:
            results, problems = future.result() if future is not None else self._here(task, chunk, rest)
        except BrokenExecutor:
            results, problems = self._here(task, chunk, rest)
        for problem in problems:
            self.workshop.setter.problems.note(problem)
        return results

    def _here(self, task: str, chunk: Sequence[str], rest: tuple[object, ...]) -> Results:
        return list(getattr(self.workshop, task)(chunk, *rest)), []

    def _jobs(self, cards: int) -> int:
        """How many processes work on so many cards; a program with threads must not be forked."""
        if self.jobs is not None:
            return max(1, min(self.jobs, -(-cards // CHUNK)))
        if cards < WORTHWHILE or threading.active_count() > 1:
            return 1
        return min(_cores(), MOST)


def _cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _context() -> BaseContext:
    """Forking is quick and safe on Linux; elsewhere processes begin anew."""
    import multiprocessing

    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


_workshop: Workshop | None = None  # of this process, in a process of a crew


def _begin(workshop: Workshop) -> None:
    global _workshop
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that leads the crew is the one to be interrupted
    _workshop = workshop
    workshop.setter.problems.found.clear()


def _do(task: str, chunk: Sequence[str], rest: tuple[object, ...]) -> Results:
    assert _workshop is not None  # set by _begin
    problems = _workshop.setter.problems
    results = getattr(_workshop, task)(chunk, *rest)
    told = list(problems.found)
    problems.found.clear()
    return results, told
