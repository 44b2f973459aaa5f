"""The table: aligned, the worst first within a topic, pages named shortly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deck.preflight.findings import Expected, bad, good, listed, page_ranges, warning
from deck.preflight.geometry import IDENTITY, Area, Matrix
from deck.preflight.table import WIDTH, table


def test_the_table_reads_down() -> None:
    findings = [good("Ink", "200 % at most (allowed: 300 %)"), good("Boxes", "TrimBox"), bad("Boxes", "Wrong.", [3, 1])]
    assert table(findings, Expected()).splitlines() == [
        "Preflight for PDF/X-4, at most 300 % of ink:",
        "  good  Ink    200 % at most (allowed: 300 %).",
        "  BAD   Boxes  Wrong (pages 1, 3).",
        "  good         TrimBox.",
        "Not ready for print: 1 thing to mend.",
    ]


def test_the_last_line_counts_what_is_to_be_done() -> None:
    look = warning("Fonts", "Odd", [1])
    assert table([look], Expected()).splitlines()[-1] == "Ready for print; 1 thing to look at."
    both = table([look, look, bad("Ink", "Much")], Expected())
    assert both.splitlines()[-1] == "Not ready for print: 1 thing to mend, 2 things to look at."


def test_long_sentences_go_on_under_themselves() -> None:
    lines = table([bad("Ink", "word " * 60)], Expected()).splitlines()[1:-1]
    assert len(lines) > 1
    assert all(len(line) <= WIDTH for line in lines)
    assert all(line.startswith(" " * 13 + "word") for line in lines[1:])


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ([4], "page 4"),
        ([2, 1, 2], "pages 1–2"),
        ([1, 2, 3, 7], "pages 1–3, 7"),
        (range(1, 20, 2), "pages 1, 3, 5, 7, 9, 11 and 4 more"),
    ],
)
def test_pages_are_said_shortly(pages: list[int], said: str) -> None:
    assert page_ranges(pages) == said


def test_many_names_are_counted() -> None:
    assert listed("ecbda") == "a, b, c and 2 more"


numbers = st.floats(-100, 100, allow_subnormal=False)
matrices = st.builds(Matrix, numbers, numbers, numbers, numbers, numbers, numbers)


@given(matrices, matrices, numbers, numbers)
def test_one_matrix_then_another_is_both(first: Matrix, second: Matrix, x: float, y: float) -> None:
    assert first.then(second).point(x, y) == pytest.approx(second.point(*first.point(x, y)), rel=1e-6, abs=1e-4)


@given(matrices)
def test_no_direction_is_thinner_than_the_thinnest(matrix: Matrix) -> None:
    assert matrix.then(IDENTITY) == matrix
    assert matrix.thinnest <= min(matrix.across, matrix.up) + 1e-4


def test_areas_know_their_margins() -> None:
    outer, inner = Area(0, 0, 100, 50), Area(10, 5, 80, 50)
    assert outer.margins(inner) == (10, 5, 20, 0)
    assert outer.shrunk(outer.margins(inner)) == inner
    assert outer.holds(inner)
    assert not inner.holds(outer)
