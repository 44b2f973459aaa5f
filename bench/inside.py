"""Inside one process: the milliseconds that the stages take, first with no word measured yet, then with all known."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from time import perf_counter

from deck.face.typeset import Typesetter
from deck.pipeline import Job, Order, about, prepare, read_art, sheets
from deck.problems import Problems
from deck.render.pdf import render_sheets
from deck.source.project import Project, find_project
from deck.source.read import read_deck
from deck.text.fonts import FontBook


def milliseconds(work: Callable[[], object]) -> float:
    """How long *work* takes."""
    started = perf_counter()
    work()
    return (perf_counter() - started) * 1000


def make(job: Job, book: FontBook) -> dict[str, float]:
    """Typeset, compose, impose and render every card with the fonts of *book*; milliseconds of each half."""

    def typeset() -> None:
        setter.fit_deck()
        assert all(text.galley.lines for card in job.cards for text in setter.texts(card))

    def draw() -> None:
        render_sheets(sheets(replace(job, setter=setter)), about(job.deck), BytesIO(), lambda sheet: None)

    setter = Typesetter(job.deck, job.setter.setup, Problems(), book)
    return {"typeset": milliseconds(typeset), "draw": milliseconds(draw)}


def read(job: Job, project: Project) -> dict[str, float]:
    """Milliseconds of reading the words and the pictograms."""
    layouts = dict(job.setter.setup.layouts)
    return {
        "words": milliseconds(lambda: read_deck(project, Problems())),
        "art": milliseconds(lambda: read_art(project, job.deck, layouts, Problems())),
    }


def main() -> None:
    """Print the figures as JSON: cards, read, cold and warm."""
    project = find_project(Path())
    job = prepare(project, Order(), Problems())
    book = FontBook(dict(job.deck.typefaces), job.deck.language, Problems())
    cold, warm = make(job, book), make(job, book)
    print(json.dumps({"cards": job.copies, "read": read(job, project), "cold": cold, "warm": warm}))


if __name__ == "__main__":
    main()
