"""Golden dumps of the first deck: what a change of layout, type or imposition moves is read in the difference.

After a change that is meant to move ink, write them anew and read the difference before it is committed:

    DECKPRESS_GOLDENS=write python -m pytest tests/test_goldens.py
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from difflib import unified_diff
from functools import cache, partial
from pathlib import Path

import pytest

from deck.face.layout import SIDES
from deck.formats import card_format, paper_format
from deck.order import Job, Order
from deck.outputs import Flip
from deck.pipeline import faces, prepare, sheets
from deck.problems import Problems
from deck.render.dump import dump_face, dump_sheet
from deck.resources import bundled
from deck.source.project import Project

FOLDER = Path(__file__).parent / "goldens"
WRITE = os.environ.get("DECKPRESS_GOLDENS") == "write"
CARD_SIZES = ("tarot", "poker")
CARDS = ("home-made", "fabrication-digitale", "agriculture-communautaire")  # a short, the median and a long one
FLIPS: tuple[Flip, Flip] = ("long-edge", "short-edge")


@cache
def job(size: str, flip: Flip = "long-edge") -> Job:
    """The first deck on cards of that size and sheets of A4."""
    order = Order(size=card_format(size), paper=paper_format("A4"), flip=flip)
    return prepare(Project(bundled("deck.yaml").parent), order, Problems())


@cache
def composed(size: str) -> dict[tuple[str, str], str]:
    """The dump of every face, by card and side."""
    return {(face.card.id, face.side): dump_face(face) for pair in faces(job(size)) for face in pair}


def card(size: str, name: str) -> str:
    """Front and back of a card."""
    return "\n".join(composed(size)[name, side] for side in SIDES)


def cover(size: str) -> str:
    """The front of the deck's first card."""
    first = job(size).cards[0]
    assert first.companion == "cover"
    return composed(size)[first.id, "front"]


def sheet(size: str, flip: Flip) -> str:
    """Recto and verso of the first sheet."""
    made = sheets(job(size, flip))
    return "\n".join(dump_sheet(next(made)) for _ in ("recto", "verso"))


def goldens() -> Iterator[tuple[str, Callable[[], str]]]:
    """Every golden by name, and what makes it."""
    for size in CARD_SIZES:
        for name in CARDS:
            yield f"{size}-{name}", partial(card, size, name)
        yield f"{size}-cover", partial(cover, size)
        for flip in FLIPS:
            yield f"{size}-sheet-{flip}", partial(sheet, size, flip)


@pytest.mark.parametrize(("name", "make"), list(goldens()), ids=[name for name, _ in goldens()])
def test_golden(name: str, make: Callable[[], str]) -> None:
    file, made = FOLDER / f"{name}.txt", make()
    if WRITE:
        FOLDER.mkdir(exist_ok=True)
        file.write_text(made, "utf-8", newline="\n")
    golden = file.read_text("utf-8") if file.exists() else ""
    difference = list(
        unified_diff(golden.splitlines(), made.splitlines(), f"goldens/{name}.txt", "made now", lineterm="")
    )
    if difference:
        pytest.fail("\n".join(["what is printed has changed:", *difference, "", (__doc__ or "")]), pytrace=False)


def test_every_golden_is_compared() -> None:
    assert {file.stem for file in FOLDER.glob("*.txt")} == {name for name, _ in goldens()}
