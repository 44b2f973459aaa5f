"""Copyfit: the largest size that fits, and lines that stay inside their box."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from deck.text.breaking import SCALING
from deck.text.copyfit import LOOSEST, PARAGRAPH_GAP, STEP, WIDEST_GAP, Align, Copy, Setting
from deck.text.galley import Galley, Line
from deck.text.hyphenation import SOFT_HYPHEN
from deck.text.languages import NBSP
from deck.text.measured import SHRINK, Measured
from deck.text.runs import Paragraph
from deck.units import MM
from tests.prose import paragraphs
from tests.typefaces import measured, noto, shaped_width, typed

HAIR = 1e-4  # points
ALIGNMENTS: tuple[Align, ...] = ("left", "center", "right", "justify")
sizes = st.floats(3, 30)


@st.composite
def settings_of(draw: st.DrawFn) -> Setting:
    smallest = draw(st.integers(30, 80)) / 10
    largest = smallest + draw(st.integers(0, 80)) / 10
    leading = draw(st.floats(1, 1.5))
    return Setting(noto(), smallest, largest, leading, draw(st.sampled_from(ALIGNMENTS)), draw(st.booleans()))


@st.composite
def copies(draw: st.DrawFn, foot: bool | None = None) -> Copy:
    """Paragraphs with gaps and bullets in a box, the last one at its *foot*, or not, or perhaps."""
    made = draw(st.lists(paragraphs(15), min_size=1 if foot is None else 2, max_size=5))
    texts: list[Paragraph] = []
    for index, paragraph in enumerate(made):
        gap = draw(st.sampled_from([0, 0.25, 0.5, 1, 1.25])) if index else 0.0
        hang = draw(st.sampled_from(["", "", "•"]))
        last = 0 < index == len(made) - 1 and (draw(st.booleans()) if foot is None else foot)
        texts.append(replace(paragraph, gap=gap, hang=hang, foot=last, inset=bool(hang) and draw(st.booleans())))
    hyphenate = draw(st.booleans())
    width, height = draw(st.floats(60, 300)), draw(st.floats(10, 400) if foot is None else st.floats(150, 600))
    return Copy([measured(text, hyphenate) for text in texts], draw(settings_of()), width, height)


def setting(largest: float = 12, align: Align = "left", leading: float = 1.2, smallest: float = 5) -> Setting:
    return Setting(noto(), smallest, largest, leading, align)


def rows(galley: Galley) -> list[float]:
    """The baselines, from top to bottom."""
    return sorted({round(line.y, 6) for line in galley.lines})


def text_of(lines: Sequence[Line]) -> str:
    return "".join(word.text for line in lines for word in line.words)


def printed_width(line: Line, size: float) -> float:
    """The width (pt) of a line as a renderer shows it: shaped words, stretched spaces, scaled glyphs."""
    natural = sum(shaped_width(word.text, word.font) for word in line.words)
    spaces = sum(word.text in (" ", NBSP) for word in line.words)
    return (natural + line.stretch * spaces) * line.scale * size


@given(copies(), sizes, sizes)
def test_what_fits_fits_at_every_smaller_size(copy: Copy, one: float, other: float) -> None:
    small, large = sorted((one, other))
    assert copy.fits(small) or not copy.fits(large)


@given(copies(), sizes, sizes)
def test_a_larger_size_never_needs_fewer_lines_nor_has_more_room(copy: Copy, one: float, other: float) -> None:
    small, large = sorted((one, other))
    fewer, more = copy.line_count(small), copy.line_count(large)
    assert more is None or (fewer is not None and fewer <= more)
    assert copy.line_room(small) >= copy.line_room(large)


@given(copies(), st.none() | st.floats(3, 8))
def test_the_best_size_is_the_largest_of_the_grid_that_fits(copy: Copy, lowest: float | None) -> None:
    low = min(copy.setting.smallest if lowest is None else lowest, copy.setting.largest)
    grid = [low]
    while grid[-1] + STEP < copy.setting.largest - 1e-6:
        grid.append(grid[-1] + STEP)
    fitting = [size for size in [*grid, copy.setting.largest] if copy.fits(size)]
    assert copy.best_size(lowest) == (pytest.approx(max(fitting), abs=1e-3) if fitting else None)


@given(copies(), st.floats(0.5, 1))
def test_set_text_stays_inside_its_box(copy: Copy, share: float) -> None:
    best = copy.best_size()
    assume(best is not None)
    assert best is not None
    size = best * share
    galley, font = copy.set(size), copy.setting.font
    assert rows(galley)[0] - font.ascent * size >= -HAIR
    assert rows(galley)[-1] + font.depth * size <= copy.height + HAIR
    assert galley.height <= copy.height + HAIR
    for line in galley.lines:
        assert line.x >= -HAIR
        assert line.x + line.width <= copy.width + HAIR
        assert printed_width(line, size) == pytest.approx(line.width, abs=HAIR)


@given(copies())
def test_set_text_is_the_whole_text(copy: Copy) -> None:
    best = copy.best_size()
    assume(best is not None)
    assert best is not None
    galley = copy.set(best)
    wanted = "".join(
        (paragraph.hang.text if paragraph.hang else "") + "".join(token.word.text for token in paragraph.tokens)
        for paragraph in copy.paragraphs
    )
    for sign in (" ", SOFT_HYPHEN, "-"):
        wanted = wanted.replace(sign, "")
    assert text_of(galley.lines).replace(" ", "").replace(SOFT_HYPHEN, "").replace("-", "") == wanted
    assert galley.size == best
    assert galley.width == copy.width
    assert galley.x_height == pytest.approx(best * copy.setting.font.x_height)
    assert galley.x_height_mm == pytest.approx(galley.x_height / MM)


@given(copies())
def test_lines_stand_apart_by_their_leading_at_least(copy: Copy) -> None:
    best = copy.best_size()
    assume(best is not None)
    assert best is not None
    galley = copy.set(best)
    assert copy.setting.leading - 1e-9 <= galley.leading <= copy.setting.leading * LOOSEST + 1e-9
    baselines = rows(galley)
    steps = [below - above for above, below in pairwise(baselines)]
    assert all(step >= galley.leading * best - HAIR for step in steps)


@given(copies(foot=False))
def test_slack_goes_to_gaps_before_it_goes_to_leading(copy: Copy) -> None:
    best = copy.best_size()
    assume(best is not None and copy.gaps)
    assert best is not None
    galley, font = copy.set(best), copy.setting.font
    advances = (galley.height / best - font.ascent - font.depth) / galley.leading
    gap = (advances - len(rows(galley)) + 1) / copy.gaps
    assert PARAGRAPH_GAP - 1e-6 <= gap <= WIDEST_GAP + 1e-6
    if gap < WIDEST_GAP - 1e-6:
        assert galley.leading == pytest.approx(copy.setting.leading)
        assert galley.height == pytest.approx(copy.height)
    elif galley.leading < copy.setting.leading * LOOSEST - 1e-6:
        assert galley.height == pytest.approx(copy.height)


@given(copies(foot=True), st.floats(0.5, 1))
def test_what_stands_at_the_foot_reaches_it(copy: Copy, share: float) -> None:
    best = copy.best_size()
    assume(best is not None)
    assert best is not None
    galley = copy.set(best * share)
    assert rows(galley)[-1] + copy.setting.font.depth * galley.size == pytest.approx(copy.height)
    assert galley.foot is not None
    above = [line.y for line in galley.lines if line.y < galley.foot]
    below = [line.y for line in galley.lines if line.y > galley.foot]
    assert len(above) + len(below) == len(galley.lines)
    assert max(above) < galley.foot < min(below) - copy.setting.font.x_height * galley.size


@settings(max_examples=60)
@given(paragraphs(), st.floats(60, 300))
def test_justified_lines_fill_the_measure_and_show_no_strain(paragraph: Paragraph, width: float) -> None:
    copy = Copy([measured(paragraph)], setting(align="justify"), width, 1000)
    best = copy.best_size()
    assume(best is not None)
    assert best is not None
    space = copy.paragraphs[0].space
    lines = copy.set(best).lines
    for line in lines:
        assert abs(line.scale - 1) <= SCALING + 1e-9
        assert line.stretch >= -SHRINK * space - 1e-6
        if line is not lines[-1] and any(word.text in (" ", NBSP) for word in line.words):
            assert line.width == pytest.approx(width)
    assert lines[-1].width <= width + HAIR


TEXT = "Les habitants partagent leurs outils, leurs savoirs et leur temps."


@pytest.mark.parametrize(("align", "share"), [("left", 0), ("center", 0.5), ("right", 1)])
def test_alignment(align: Align, share: float) -> None:
    galley = Copy([typed(TEXT)], setting(8, align), 100, 100).set(8)
    assert len(galley.lines) > 1
    assert all(line.x == pytest.approx(share * (100 - line.width)) for line in galley.lines)


def test_a_lone_paragraph_is_set_solid() -> None:
    galley = Copy([typed(TEXT)], setting(8), 100, 1000).set(8)
    assert galley.leading == 1.2
    assert galley.height == pytest.approx(8 * (noto().ascent + noto().depth + 1.2 * (len(galley.lines) - 1)))


def test_the_first_line_stands_at_the_top() -> None:
    assert Copy([typed(TEXT)], setting(8), 100, 100).set(8).lines[0].y == pytest.approx(8 * noto().ascent)


def test_a_bullet_stands_before_the_first_line_of_its_entry_alone() -> None:
    galley = Copy([typed(TEXT, hang="•")], setting(8), 100, 100).set(8)
    bullet, first, second, *_ = galley.lines
    assert (text_of([bullet]), bullet.x, bullet.y) == ("•", 0, first.y)
    assert first.x == second.x > bullet.x + bullet.width
    assert second.y > first.y


def test_a_continued_entry_stands_in_without_a_bullet() -> None:
    lead = typed("rose", hang="•")
    rest = measured(Paragraph(Paragraph(()).runs, hang="•", inset=True))
    galley = Copy([lead, rest], setting(8), 100, 100).set(8)
    assert [line.x for line in galley.lines] == [0, pytest.approx(8 * lead.indent), pytest.approx(8 * lead.indent)]


def test_gaps_are_shares_of_one_space() -> None:
    copy = Copy([typed("a"), typed("b", gap=1), typed("c", gap=0.5), typed("d")], setting(8), 100, 60)
    galley = copy.set(8)
    one, two, three, four = (line.y for line in galley.lines)
    assert four - three == pytest.approx(8 * galley.leading)
    assert two - one - (four - three) == pytest.approx(2 * (three - two - (four - three)))


def test_text_that_fits_at_its_largest_is_not_enlarged() -> None:
    assert Copy([typed("a")], setting(largest=9), 1000, 1000).best_size() == 9


def test_text_that_does_not_fit_at_its_smallest_has_no_size() -> None:
    assert Copy([typed(TEXT, hyphenate=False)], setting(), 15, 1000).best_size() is None
    assert Copy([typed(TEXT)], setting(), 100, 5).best_size() is None
    assert Copy([typed(TEXT)], setting(), 100, 5).best_size(1) == pytest.approx(4.1)  # one line


def test_a_word_wider_than_the_measure_has_no_lines() -> None:
    copy = Copy([typed("anticonstitutionnellement", hyphenate=False)], setting(), 30, 1000)
    assert copy.line_count(5) is None
    assert copy.line_count(2) == 1


def test_an_indent_wider_than_the_measure_has_no_lines() -> None:
    assert Copy([typed("a", hang="•")], setting(), 5, 100).line_count(10) is None


def test_fill_is_the_share_of_the_height_before_slack_is_shared_out() -> None:
    font = noto()
    lines: list[Measured] = [typed("a"), typed("b", gap=1)]
    height = 10 * (font.ascent + font.depth + 1.2 * (1 + PARAGRAPH_GAP))
    assert Copy(lines, setting(), 100, height).fill(10) == pytest.approx(1)
    assert Copy(lines, setting(), 100, 2 * height).fill(10) == pytest.approx(0.5)
    assert Copy(lines, setting(), 100, height).line_room(10) == 2
    assert Copy(lines, setting(), 100, height - 0.01).line_room(10) == 1
