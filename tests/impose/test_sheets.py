"""Imposed sheets: every card exactly once a side, every back behind its front, as many sheets as are needed."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from deck.formats import Format, card_format, paper_format
from deck.impose.fold import halves
from deck.impose.grid import Grid
from deck.impose.sheet import Placement, Sheet
from deck.impose.sheets import Press, arranged, impose, sheet_count, sheet_grid, single_faces
from deck.outputs import DEFAULT, FaceOrder, Flip
from deck.problems import Problems, Severity
from deck.units import MM, Box
from tests.impose.paper import DUPLEX, Point, cards, deck, on_sheet, pairs, papers, turned_over
from tests.typefaces import noto

HAIR = 1e-4
flips = st.sampled_from(DUPLEX)
counts = st.integers(1, 40)


def press_for(paper: Format, flip: Flip = "long-edge", **output: object) -> Press:
    return Press(paper, 3 * MM, flip, "2026-11-23", replace(DEFAULT, **output))


def imposed(count: int, card: Format, press: Press) -> tuple[Grid, list[Sheet]]:
    """The sheets of *count* cards; what does not go on the paper is no case."""
    grid = sheet_grid(card, press, Problems())
    if grid is None:
        reject()
    return grid, list(impose(pairs(count, card), count, deck(), grid, press, noto()))


def ids(placements: Sequence[Placement]) -> list[str]:
    return [placement.face.card.id for placement in placements]


def corner(placement: Placement, u: float, v: float) -> Point:
    """Where a point of the face, in shares of its size, lies on the sheet."""
    face = placement.face
    return on_sheet((u * face.width, v * face.height), placement.cell, placement.turn)


@settings(max_examples=50)
@given(counts, cards, papers, flips, st.sampled_from(["rows", "stack"]), st.sampled_from(["bleed", "shared"]))
def test_every_card_is_printed_once_a_side(
    count: int, card: Format, paper: Format, flip: Flip, order: str, gutter: str
) -> None:
    grid, sheets = imposed(count, card, press_for(paper, flip, order=order, gutter=gutter))
    wanted = Counter(f"card-{number}" for number in range(count))
    for side, face_side in (("recto", "front"), ("verso", "back")):
        placed = [placement for sheet in sheets if sheet.side == side for placement in sheet.placements]
        assert Counter(ids(placed)) == wanted
        assert {placement.face.side for placement in placed} == {face_side}
    assert len(sheets) == 2 * sheet_count(count, grid)
    assert [(sheet.number, sheet.side) for sheet in sheets] == [
        (number, side) for number in range(1, len(sheets) // 2 + 1) for side in ("recto", "verso")
    ]
    assert {sheet.count for sheet in sheets} == {len(sheets) // 2}


@settings(max_examples=50)
@given(counts, cards, papers, flips, st.sampled_from(["rows", "stack"]), st.sampled_from(["bleed", "shared"]))
def test_every_back_lies_behind_its_front(
    count: int, card: Format, paper: Format, flip: Flip, order: str, gutter: str
) -> None:
    _, sheets = imposed(count, card, press_for(paper, flip, order=order, gutter=gutter))
    for recto, verso in zip(sheets[::2], sheets[1::2], strict=True):
        backs = {placement.face.card.id: placement for placement in verso.placements}
        for front in recto.placements:
            back = backs[front.face.card.id]
            for u, v in ((0, 0), (1, 0), (0, 1), (0.3, 0.9)):
                seen = turned_over(corner(front, u, v), flip, paper.width, paper.height)
                assert corner(back, 1 - u, v) == pytest.approx(seen, abs=HAIR)


@settings(max_examples=50)
@given(
    counts, cards, papers, st.sampled_from(["long-edge", "short-edge", "fold"]), st.sampled_from(["bleed", "shared"])
)
def test_no_card_prints_on_another(count: int, card: Format, paper: Format, flip: Flip, gutter: str) -> None:
    _, sheets = imposed(count, card, press_for(paper, flip, gutter=gutter))
    for sheet in sheets:
        areas = [placement.reach or placement.cell.grown(sheet.bleed) for placement in sheet.placements]
        for number, area in enumerate(areas):
            assert Box(0, 0, paper.width, paper.height).holds(area)
            assert area.holds(sheet.placements[number].cell)
            others = [other for other in sheet.placements if other is not sheet.placements[number]]
            assert not any(area.overlaps(other.cell) for other in others)
            if gutter == "bleed":  # with shared cuts two bleeds may cross in an empty cell, which is waste
                assert not any(area.overlaps(other) for other in areas[number + 1 : number + 12])


@given(counts, cards, papers, flips)
def test_a_cell_has_the_size_of_its_face(count: int, card: Format, paper: Format, flip: Flip) -> None:
    _, sheets = imposed(count, card, press_for(paper, flip))
    for sheet in sheets:
        for placement in sheet.placements:
            size = (placement.face.width, placement.face.height)
            across = size if placement.turn in (0, 180) else size[::-1]
            assert (placement.cell.width, placement.cell.height) == across


@given(counts, st.integers(1, 20))
def test_rows_are_filled_in_reading_order(count: int, size: int) -> None:
    sheets = list(arranged(pairs(count, card_format("mini")), count, size, "rows"))
    flat = [pair for sheet in sheets for pair in sheet]
    assert [pair[0].card.id for pair in flat if pair] == [f"card-{number}" for number in range(count)]
    assert all(pair is None for pair in flat[count:])


@given(counts, st.integers(1, 20))
def test_cut_piles_laid_on_one_another_are_in_order(count: int, size: int) -> None:
    sheets = list(arranged(pairs(count, card_format("mini")), count, size, "stack"))
    piles = [[sheet[cell] for sheet in sheets] for cell in range(size)]
    flat = [pair for pile in piles for pair in pile]
    assert [pair[0].card.id for pair in flat if pair] == [f"card-{number}" for number in range(count)]
    assert len(sheets) == -(-count // size)


@given(st.integers(0, 500), st.integers(1, 30))
def test_as_many_sheets_as_are_needed(count: int, size: int) -> None:
    grid = Grid(size, 1, False, tuple(Box(10.0 * n, 0, 10, 10) for n in range(size)))
    sheets = sheet_count(count, grid)
    assert (sheets - 1) * size < count <= sheets * size


def test_copies_lie_side_by_side() -> None:
    card, press = card_format("poker"), press_for(paper_format("A4"))
    grid = sheet_grid(card, press, Problems())
    assert grid is not None
    twice = [pair for pair in pairs(5, card) for _ in range(2)]
    recto, _, last, _ = impose(twice, len(twice), deck(), grid, press, noto())
    assert ids(recto.placements) == [f"card-{number // 2}" for number in range(8)]
    assert ids(last.placements) == ["card-4", "card-4"]


def test_marks_and_grid_are_the_same_on_a_sheet_that_is_not_full() -> None:
    _, (full, _, last, _) = imposed(9, card_format("poker"), press_for(paper_format("A4")))
    assert len(last.placements) == 1
    assert last.marks == full.marks
    assert last.placements[0].cell == full.placements[0].cell


def test_the_slug_tells_the_sheets_apart() -> None:
    _, sheets = imposed(9, card_format("poker"), press_for(paper_format("A4")))
    slugs = ["".join(word.text for word in sheet.slug.text.galley.lines[0].words) for sheet in sheets if sheet.slug]
    assert slugs == [
        f"Un jeu · 2026-11-23 · feuille {number} sur 2 · {side}" for number in (1, 2) for side in ("recto", "verso")
    ]


@pytest.mark.parametrize(
    ("sides", "sheets"), [("both", ["recto", "verso"]), ("fronts", ["recto"]), ("backs", ["verso"])]
)
def test_one_side_alone(sides: str, sheets: list[str]) -> None:
    _, made = imposed(3, card_format("poker"), press_for(paper_format("A4"), sides=sides))
    assert [sheet.side for sheet in made] == sheets


def test_plain_sheets_for_who_wants_neither_slug_nor_marks() -> None:
    _, (recto, _) = imposed(3, card_format("poker"), press_for(paper_format("A4"), slug=False, marks="none"))
    assert recto.slug is None
    assert recto.marks == ()


@settings(max_examples=50)
@given(counts, cards, papers)
def test_a_folded_card_is_upright_on_both_sides(count: int, card: Format, paper: Format) -> None:
    """The fold is the cards' common edge: what lies u from it on the front lies u from it on the back."""
    _, sheets = imposed(count, card, press_for(paper, "fold"))
    assert {sheet.side for sheet in sheets} == {"recto"}
    placed = [placement for sheet in sheets for placement in sheet.placements]
    assert Counter(ids(placed)) == {f"card-{number}": 2 for number in range(count)}
    for front, back in zip(placed[::2], placed[1::2], strict=True):
        assert (front.face.side, back.face.side) == ("front", "back")
        assert front.turn == back.turn
        for v in (0, 0.3, 1):
            assert corner(front, 1, v) == pytest.approx(corner(back, 0, v), abs=HAIR)  # they meet at the fold


@pytest.mark.parametrize("turned", [False, True])
def test_both_halves_of_a_fold_fill_its_cell(turned: bool) -> None:
    front, back, turn = halves(Box(10, 20, 100, 60), turned)
    assert front.width * front.height == back.width * back.height == 3000
    assert turn == (90 if turned else 0)
    assert not front.overlaps(back)


def test_paper_that_is_too_small_is_told() -> None:
    problems = Problems()
    assert sheet_grid(card_format("jumbo"), press_for(Format("", 50 * MM, 50 * MM)), problems) is None
    (problem,) = problems.errors
    assert problem.what.startswith("a card of jumbo (88.9 × 127 mm) does not go on paper of 50 × 50 mm")
    assert any("--paper A4" in hint for hint in problem.hints)


def test_paper_that_is_wasted_is_noted() -> None:
    problems = Problems()
    assert sheet_grid(card_format("A6"), press_for(paper_format("A4")), problems) is not None
    assert problems.found == []
    assert sheet_grid(card_format("A6"), press_for(Format("", 123 * MM, 600 * MM)), problems) is not None
    assert [problem.severity for problem in problems.found] == [Severity.NOTE] * len(problems.found)


@pytest.mark.parametrize("order", ["front-back", "back-front"])
def test_single_faces(order: FaceOrder) -> None:
    bleed = 3 * MM
    pages = list(single_faces(pairs(3, card_format("poker")), 3, bleed, replace(DEFAULT, faces=order)))
    assert [(page.placements[0].face.card.id, page.placements[0].face.side) for page in pages] == [
        (f"card-{number}", side) for number in range(3) for side in order.split("-")
    ]
    for page in pages:
        (placement,) = page.placements
        assert placement.cell.grown(bleed) == Box(0, 0, page.width, page.height)
        assert page.marks == ()
