"""Crop marks and slug: at every cut, outside the bleed, inside the sheet; the slug fits whatever the title is."""

from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from deck.formats import Format, card_format, paper_format
from deck.impose.grid import MARGIN, Grid, best_grid
from deck.impose.marks import LENGTH, SLUG_SIZE, SLUG_SMALLEST, crop_marks, make_slug
from deck.impose.sheet import MarkLine, Slug
from deck.outputs import DEFAULT, Marks
from deck.units import MM, Box
from tests.impose.paper import bleeds, cards, papers
from tests.typefaces import noto

HAIR = 1e-3
REST = "2026-11-23 · feuille 12 sur 34 · recto"
titles = st.text(max_size=60) | st.sampled_from(["…", "………", "ab…", "a b c", "La boîte à outils " * 12, "x" * 300, " "])


def grid_of(card: Format, paper: Format, bleed: float, shared: bool = False) -> Grid:
    grid = best_grid(card, paper, bleed, shared=shared)
    assume(grid is not None)
    assert grid is not None
    return grid


def area(mark: MarkLine) -> Box:
    """The ink of a mark, a hairline wide."""
    x, y = min(mark.x1, mark.x2), min(mark.y1, mark.y2)
    return Box(x, y, abs(mark.x2 - mark.x1), abs(mark.y2 - mark.y1)).grown(0.125)


def slug_area(slug: Slug) -> Box:
    """The ink of a slug: from ascender to descender of its longest letters."""
    text, font = slug.text, noto()
    above, below = font.ascent * text.galley.size, font.depth * text.galley.size
    if slug.turn:
        return Box(text.x - above, text.y - text.galley.width, above + below, text.galley.width)
    return Box(text.x, text.y - above, text.galley.width, above + below)


@given(cards, papers, bleeds, st.booleans(), st.sampled_from(["corner", "full"]), st.floats(-5, 60))
def test_marks_stand_outside_the_bleed_and_inside_the_sheet(
    card: Format, paper: Format, bleed: float, shared: bool, style: Marks, offset: float
) -> None:
    grid = grid_of(card, paper, bleed, shared)
    marks = crop_marks(grid, bleed, replace(DEFAULT, marks=style, mark_offset=offset))
    sheet = Box(0, 0, paper.width, paper.height)
    corners = (grid.cells[0], grid.cells[-1])
    bled = Box(
        corners[0].x - bleed,
        corners[0].y - bleed,
        corners[1].right - corners[0].x + 2 * bleed,
        corners[1].bottom - corners[0].y + 2 * bleed,
    )
    apart = min(max(0.0, offset), MARGIN - 1 * MM)
    for mark in marks:
        assert sheet.holds(area(mark), 0.126)
        assert not area(mark).overlaps(bled.grown(apart), 0.126)
        assert abs(mark.x2 - mark.x1) + abs(mark.y2 - mark.y1) > 0.9 * MM


@given(cards, papers, bleeds, st.booleans())
def test_every_cut_is_marked_at_both_ends_and_nothing_else_is(
    card: Format, paper: Format, bleed: float, shared: bool
) -> None:
    grid = grid_of(card, paper, bleed, shared)
    marks = crop_marks(grid, bleed)
    down = [mark for mark in marks if mark.x1 == mark.x2]
    across = [mark for mark in marks if mark.y1 == mark.y2]
    assert len(down) + len(across) == len(marks)
    cuts_x = [edge for cell in grid.cells for edge in (cell.x, cell.right)]
    cuts_y = [edge for cell in grid.cells for edge in (cell.y, cell.bottom)]
    middle = (paper.width / 2, paper.height / 2)
    for cuts, ends in (
        (cuts_x, [(mark.x1, mark.y1 < middle[1]) for mark in down]),
        (cuts_y, [(mark.y1, mark.x1 < middle[0]) for mark in across]),
    ):
        for near in (True, False):
            places = [place for place, before in ends if before is near]
            assert all(any(abs(cut - place) < HAIR for place in places) for cut in cuts)
            assert all(any(abs(cut - place) < HAIR for cut in cuts) for place in places)
    assert all(abs(mark.x2 - mark.x1) + abs(mark.y2 - mark.y1) == pytest.approx(LENGTH) for mark in marks)


@given(cards, papers, bleeds, st.booleans())
def test_marks_are_the_same_on_the_turned_sheet(card: Format, paper: Format, bleed: float, like_a_page: bool) -> None:
    marks = [area(mark) for mark in crop_marks(grid_of(card, paper, bleed), bleed)]
    for mark in marks:
        x = paper.width - mark.right if like_a_page else mark.x
        y = mark.y if like_a_page else paper.height - mark.bottom
        assert any(abs(twin.x - x) + abs(twin.y - y) < 2 * HAIR for twin in marks)


def test_no_marks_where_none_are_wanted() -> None:
    grid = best_grid(card_format("poker"), paper_format("A4"), 3 * MM)
    assert grid is not None
    assert crop_marks(grid, 3 * MM, replace(DEFAULT, marks="none")) == ()


@settings(max_examples=60)
@given(titles, cards, papers, bleeds, st.booleans())
def test_the_slug_fits_whatever_the_title_is(
    title: str, card: Format, paper: Format, bleed: float, shared: bool
) -> None:
    grid = grid_of(card, paper, bleed, shared)
    slug = make_slug(title, REST, noto(), grid, bleed)
    ink = slug_area(slug)
    first = grid.cells[(grid.rows - 1) * grid.columns]
    span = (first.y, first.bottom) if slug.turn else (first.x, first.right)
    taken = (ink.y, ink.bottom) if slug.turn else (ink.x, ink.right)
    assert span[0] < taken[0] < taken[1] < span[1]
    assert Box(0, 0, paper.width, paper.height).holds(ink)
    assert not any(ink.overlaps(cell.grown(bleed)) for cell in grid.cells)
    assert not any(ink.overlaps(area(mark)) for mark in crop_marks(grid, bleed))


@settings(max_examples=60)
@given(titles, cards, papers)
def test_what_tells_the_sheets_apart_is_never_shortened(title: str, card: Format, paper: Format) -> None:
    (line,) = make_slug(title, REST, noto(), grid_of(card, paper, 3 * MM), 3 * MM).text.galley.lines
    text = "".join(word.text for word in line.words)
    assert text.endswith(REST)
    shown = text.removesuffix(REST).removesuffix(" · ")
    assert shown in ("", title) or (shown.endswith("…") and title.startswith(shown[:-1].rstrip()))


@given(titles, cards, papers)
def test_the_slug_is_legible_as_long_as_a_title_stands_in_it(title: str, card: Format, paper: Format) -> None:
    galley = make_slug(title, REST, noto(), grid_of(card, paper, 3 * MM), 3 * MM).text.galley
    text = "".join(word.text for word in galley.lines[0].words)
    assert galley.size <= SLUG_SIZE
    assert galley.size >= SLUG_SMALLEST or text == REST
    assert galley.lines[0].width == pytest.approx(galley.width)


def test_a_title_loses_no_more_than_it_must() -> None:
    title = "La boîte à outils des territoires collaboratifs"
    grid = best_grid(card_format("poker"), paper_format("A4"), 3 * MM)
    assert grid is not None
    texts = []
    for length in range(len(title) + 1):
        (line,) = make_slug(title[:length], REST, noto(), grid, 3 * MM).text.galley.lines
        texts.append("".join(word.text for word in line.words).removesuffix(REST))
    assert texts[0] == ""
    assert all(len(longer) >= len(shorter) - 2 for shorter, longer in pairwise(texts))


@pytest.mark.parametrize(("card", "turn"), [("jumbo", 0), ("tarot", 270)])
def test_the_slug_stands_where_there_is_room(card: str, turn: int) -> None:
    grid = best_grid(card_format(card), paper_format("A4"), 3 * MM)
    assert grid is not None
    below, beside = min(cell.y for cell in grid.cells), min(cell.x for cell in grid.cells)
    assert make_slug("Jeu", REST, noto(), grid, 3 * MM).turn == turn == (270 if beside > below else 0)
