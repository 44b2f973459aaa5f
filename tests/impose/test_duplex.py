"""Backs behind their fronts, for every paper, cell and turn: checked by turning the paper over, point by point."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deck.formats import Format
from deck.impose.duplex import behind, turns_about_vertical
from deck.impose.sheet import Turn
from deck.outputs import Flip
from deck.units import Box
from tests.impose.paper import DUPLEX, TURNS, on_sheet, papers, turned_over

flips = st.sampled_from(DUPLEX)
turns = st.sampled_from(TURNS)
shares = st.floats(0, 1)
sizes = st.floats(1, 400)
HAIR = 1e-6


@given(papers, flips, turns, shares, shares, sizes, sizes, shares, shares)
def test_every_point_of_a_back_lies_behind_its_own_point_of_the_front(
    paper: Format, flip: Flip, turn: Turn, x: float, y: float, width: float, height: float, u: float, v: float
) -> None:
    across, down = (width, height) if turn in (0, 180) else (height, width)
    cell = Box(x * paper.width, y * paper.height, across, down)
    back, back_turn = behind(cell, turn, flip, paper.width, paper.height)
    assert (back.width, back.height) == (cell.width, cell.height)
    front_point = on_sheet((u * width, v * height), cell, turn)
    seen = turned_over(front_point, flip, paper.width, paper.height)
    own = ((1 - u) * width, v * height)  # turned over like a page, a card keeps its top and changes sides
    assert on_sheet(own, back, back_turn) == pytest.approx(seen, abs=HAIR)


@given(papers, flips, turns, shares, shares, sizes, sizes)
def test_turning_twice_comes_back(
    paper: Format, flip: Flip, turn: Turn, x: float, y: float, width: float, height: float
) -> None:
    cell = Box(x * paper.width, y * paper.height, width, height)
    back, back_turn = behind(cell, turn, flip, paper.width, paper.height)
    again, again_turn = behind(back, back_turn, flip, paper.width, paper.height)
    assert (again.x, again.y) == pytest.approx((cell.x, cell.y), abs=HAIR)
    assert again_turn == turn


@pytest.mark.parametrize(
    ("width", "height", "flip", "like_a_page"),
    [
        (210, 297, "long-edge", True),
        (210, 297, "short-edge", False),
        (297, 210, "long-edge", False),
        (297, 210, "short-edge", True),
        (200, 200, "long-edge", True),
    ],
)
def test_which_edge_is_long(width: float, height: float, flip: Flip, like_a_page: bool) -> None:
    assert turns_about_vertical(flip, width, height) is like_a_page


@pytest.mark.parametrize(
    ("turn", "flip", "back_turn"),
    [
        (0, "long-edge", 0),
        (90, "long-edge", 270),
        (180, "long-edge", 180),
        (270, "long-edge", 90),
        (0, "short-edge", 180),
        (90, "short-edge", 90),
        (180, "short-edge", 0),
        (270, "short-edge", 270),
    ],
)
def test_turns_on_upright_paper(turn: Turn, flip: Flip, back_turn: Turn) -> None:
    assert behind(Box(10, 20, 30, 40), turn, flip, 210, 297)[1] == back_turn
