"""What reading the file back costs, and write bench/PROOF.md:  python -m bench.proof.

Processor time of one process, so that what else the machine does counts little; the deck is built once with no cache
and again with everything in it, each several times, and the medians count.
"""

from __future__ import annotations

import os
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bench.generate import write_project
from bench.machine import machine
from deck.order import Order
from deck.pipeline import build, prepare
from deck.problems import Problems
from deck.render.proof import Proof
from deck.source.project import Project

RESULTS = Path(__file__).with_name("PROOF.md")
SIZES = {35: 9, 350: 5, 3_500: 1}  # cards, and how many runs
HEAD = """\
# Reading the file back, measured

Written by `python -m bench.proof`. {machine}

Every build reads the text of every page back from the file it wrote and compares it with the words that went in. One
process; milliseconds of processor time from reading the project to the finished file, start of the program not counted.

| cards | | build | of it reading back | share | a card |
|---|---|---|---|---|---|
"""


@dataclass(slots=True)
class Clock:
    """The processor time of builds, and that of the proofs in them, in seconds."""

    builds: list[float] = field(default_factory=list)
    proofs: list[float] = field(default_factory=list)

    def row(self, cards: int, what: str) -> str:
        """A line of the table."""
        whole, proof = median(self.builds) * 1000, median(self.proofs) * 1000
        return f"| {cards:,} | {what} | {whole:,.0f} | {proof:,.1f} | {proof / whole:.1%} | {proof / cards:.2f} |\n"


def timed(folder: Path, runs: int, clock: Clock) -> None:
    """Build the deck in *folder* so many times."""
    check = Proof.check

    def clocked(proof: Proof, *rest: Any) -> None:
        before = time.process_time()
        check(proof, *rest)
        clock.proofs.append(time.process_time() - before)

    Proof.check = clocked  # type: ignore[method-assign, assignment]  # put back below
    try:
        for _ in range(runs):
            before = time.process_time()
            job = prepare(Project(folder.resolve()), Order(jobs=1), Problems(), trust=True)
            build(job, folder / "deck.pdf", Problems(), lambda sheet: None)
            clock.builds.append(time.process_time() - before)
    finally:
        Proof.check = check  # type: ignore[method-assign]  # what stood there before


def main() -> None:
    """Measure, print and write."""
    table = HEAD.format(machine=machine())
    with tempfile.TemporaryDirectory() as scratch:
        for cards, runs in SIZES.items():
            folder = Path(scratch) / str(cards)
            write_project(folder, cards)
            for what, cache in (("no cache", "off"), ("the same deck again", str(Path(scratch) / "cache"))):
                os.environ["DECKPRESS_CACHE"] = cache
                timed(folder, 1, Clock())  # fills the cache, and what a process keeps
                clock = Clock()
                timed(folder, runs, clock)
                table += clock.row(cards, what)
    print(table)
    RESULTS.write_text(table, "utf-8")


if __name__ == "__main__":
    main()
