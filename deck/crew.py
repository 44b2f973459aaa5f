"""Several processes that set and draw the cards of a large deck side by side; the result is that of one."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from deck.aside import cores
from deck.ending import follow_the_leader, undisturbed
from deck.face.fit import Fit
from deck.model import Card
from deck.problems import Problem
from deck.render.proof import Form, agree
from deck.workshop import Made, Sizes, Workshop

if TYPE_CHECKING:  # 10 ms, which only large decks pay
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.context import BaseContext

WORTHWHILE = 150  # cards; fewer are done before another process has begun
LARGE = 8_000  # cards; from here on a process of its own memory is worth its slower beginning
CHUNK = 25  # cards that go to a process together
TO_MEASURE = 10  # cards that go to a process together to be measured: there are few, and all wait for the last
TO_READ = 200  # faces that go to a process together to be read back: it reads the fonts for them anew
WORTH_READING = 600  # faces; fewer are read back before other processes have begun
AHEAD = 2  # chunks that wait for each process, so that none is ever idle
MOST = 16  # processes; the one that writes the file cannot keep up with more

OTHERS = "category.cards"  # what a layout says that names the other cards
Task = tuple[Any, ...]  # the name of what a workshop can do, and what for
RestOf = Callable[[Sequence[Any]], tuple[object, ...]]
Results = tuple[list[Any], list[Problem]]  # what comes of a chunk, and what is to be told of it


class Crew:
    """So many processes (*jobs*; None for as many as are worthwhile) that share the work of a *workshop*."""

    def __init__(self, workshop: Workshop, jobs: int | None) -> None:
        self.workshop, self.jobs = workshop, jobs
        self._pool: ProcessPoolExecutor | None = None
        self._at_work = 1
        self._telling: dict[str, bool] = {}  # by layout
        self._forked = False
        self._places: dict[int, int] = {}  # of cards in the deck, by identity

    def fits(self, cards: Sequence[Card]) -> Iterator[tuple[Fit, ...]]:
        """What the texts of each card take, in order."""
        return self._side_by_side("fits", cards, lambda chunk: (), TO_MEASURE)

    def alone(self, cards: int) -> bool:
        """Whether so many cards are best drawn by this process."""
        return self._jobs(cards) == 1

    def faces(self, cards: Sequence[Card], sizes: Sizes) -> Iterator[Made]:
        """Front and back of each card, drawn and packed, in order."""
        setter = self.workshop.setter

        def rest(chunk: Sequence[Card]) -> tuple[object, ...]:
            return ({card.key: setter.fits(card) for card in chunk if card.id not in setter.trusted}, sizes)

        return self._side_by_side("faces", cards, rest)

    def agrees(self, file: str, forms: Sequence[Form]) -> Iterator[bool]:
        """Whether each of *forms* in a file says its words, in order."""
        if self._pool is None and len(forms) < WORTH_READING:
            return iter(agree(file, forms))
        return self._side_by_side("agrees", forms, lambda chunk: (file,), TO_READ)

    def close(self) -> None:
        """Send the processes home."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _side_by_side(self, name: str, things: Sequence[Any], rest: RestOf, size: int = 0) -> Iterator[Any]:
        """What a workshop does with *things* (cards, or what was made of them), so many at a time."""
        size = size or CHUNK
        chunks = (things[start : start + size] for start in range(0, len(things), size))
        tasks: Iterator[Task] = ((name, chunk, *rest(chunk)) for chunk in chunks)
        jobs = self._jobs(len(things))
        if jobs == 1:
            for task in tasks:
                yield from self._here(task)[0]
            return
        waiting: deque[tuple[Task, Future[Results] | None]] = deque()
        for task in tasks:
            here = any(isinstance(thing, Card) and self._tells_of_others(thing) for thing in task[1])
            waiting.append((task, None if here else self._given(task, jobs)))
            if len(waiting) > AHEAD * jobs:
                yield from self._result(*waiting.popleft())
        while waiting:
            yield from self._result(*waiting.popleft())

    def _tells_of_others(self, card: Card) -> bool:
        """Whether a card names other cards, as an index does: other processes do not have them."""
        layout = self.workshop.setter.setup.layouts[card.layout]
        if layout.name not in self._telling:
            self._telling[layout.name] = OTHERS in repr(layout)
        return self._telling[layout.name]

    def _given(self, task: Task, jobs: int) -> Future[Results] | None:
        """A task on its way; None when no process can take it."""
        from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

        if self._pool is None:
            gc.freeze()  # so that looking for garbage does not make a process copy what it shares with this one
            self._at_work = jobs
            cards = self.workshop.setter.deck.cards
            self._forked = sys.platform == "linux" and len(cards) < LARGE
            self._places = {id(card): place for place, card in enumerate(cards)} if self._forked else {}
            self._pool = ProcessPoolExecutor(jobs, _context(forked=self._forked), _begin, (self.workshop,))
        try:
            name, chunk, *rest = task
            with undisturbed():  # the processes begin with the first tasks
                return self._pool.submit(_do, (name, self._named(chunk), *rest))
        except (BrokenExecutor, OSError):
            return None

    def _named(self, things: Sequence[Any]) -> list[Any]:
        """The things as another process takes them: one that was forked has the deck's cards, by their places."""
        return [self._places.get(id(thing), thing) for thing in things]

    def _result(self, task: Task, future: Future[Results] | None) -> list[Any]:
        """What came of a task; when its process was ended from outside, it is done here."""
        from concurrent.futures import BrokenExecutor

        try:
            results, problems = future.result() if future is not None else self._here(task)
        except BrokenExecutor:
            results, problems = self._here(task)
        for problem in problems:
            self.workshop.setter.problems.note(problem)
        return results

    def _here(self, task: Task) -> Results:
        name, *rest = task
        return getattr(self.workshop, name)(*rest), []

    def _jobs(self, cards: int) -> int:
        """How many processes work on so many cards; a program with threads must not be forked."""
        if self._pool is not None:  # which has threads of its own
            return self._at_work
        if self.jobs is not None:
            return max(1, min(self.jobs, -(-cards // CHUNK)))
        if cards < WORTHWHILE or threading.active_count() > 1:
            return 1
        return min(cores(), MOST)


def _context(*, forked: bool) -> BaseContext:
    """Forking is quick, and safe on Linux; processes begun anew do not hold the memory of a large deck each."""
    import multiprocessing

    return multiprocessing.get_context("fork" if forked else "spawn")


_workshop: Workshop | None = None  # of this process, in a process of a crew


def _begin(workshop: Workshop) -> None:
    global _workshop
    follow_the_leader()
    threading.Thread(target=_go_with_the_leader, daemon=True).start()
    gc.disable()
    _workshop = workshop
    workshop.elsewhere = True
    workshop.setter.problems.found.clear()


def _go_with_the_leader() -> None:
    """End when the process that leads the crew has ended, however it did: nobody waits for work that never comes."""
    from multiprocessing import parent_process

    leader = parent_process()
    if leader is not None:
        leader.join()
        os._exit(1)


def _do(task: Task) -> Results:
    assert _workshop is not None  # set by _begin
    name, named, *rest = task
    problems, deck = _workshop.setter.problems, _workshop.setter.deck
    things = [deck.cards[thing] if isinstance(thing, int) else thing for thing in named]
    results = getattr(_workshop, name)(things, *rest)
    told = list(problems.found)
    problems.found.clear()
    return results, told
