"""Copies, from the files to the sheets: as many of each card as its file and the command ask for, on both sides."""

from collections import Counter
from pathlib import Path

import pytest

from deck.order import Job, Order
from deck.outputs import Flip
from deck.pipeline import prepare, sheets
from deck.problems import Problems
from deck.select import Selection
from deck.source.project import Project
from tests import projects
from tests.impose.paper import DUPLEX


def job(root: Path, order: Order) -> Job:
    return prepare(Project(projects.Project(root).root), order, Problems())


@pytest.mark.parametrize("flip", DUPLEX)
@pytest.mark.parametrize("copies", [1, 3, 7])
def test_every_copy_is_printed_on_both_sides(copies: int, flip: Flip, tmp_path: Path) -> None:
    made = job(tmp_path, Order(copies=copies, flip=flip))
    wanted = {card.id: card.copies * copies for card in made.cards}
    assert wanted == {"carpool": copies, "car-sharing": 2 * copies, "coworking": copies}
    for side in ("recto", "verso"):
        placed = Counter(
            placement.face.card.id for sheet in sheets(made) if sheet.side == side for placement in sheet.placements
        )
        assert placed == wanted
    assert made.copies == 4 * copies
    assert made.sheets == len({sheet.number for sheet in sheets(made)})


def test_a_subset_is_printed_alone(tmp_path: Path) -> None:
    made = job(tmp_path, Order(Selection(categories=("B",)), copies=2))
    recto, verso = sheets(made)
    assert [placement.face.card.id for placement in recto.placements] == ["coworking", "coworking"]
    assert [placement.face.card.id for placement in verso.placements] == ["coworking", "coworking"]
