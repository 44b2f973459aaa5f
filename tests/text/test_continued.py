"""Text that goes on: nothing lost or doubled, every part inside its box, parted where a typesetter would part it."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from deck.text.continued import MOST_PARTS, ContinuedCopy
from deck.text.copyfit import DoesNotFitError, Setting
from deck.text.galley import Galley, Line
from deck.text.hyphenation import HYPHEN, SOFT_HYPHEN
from deck.text.measured import Measured
from deck.text.runs import Paragraph, Run
from tests.prose import WRITTEN, paragraphs
from tests.text.test_copyfit import ALIGNMENTS, HAIR, rows, text_of
from tests.typefaces import measured, noto, typed

WORD = "abcdefg"
FIELD, INNER = 1.0, 0.5


@st.composite
def copies(draw: st.DrawFn) -> ContinuedCopy:
    """Fields of paragraphs, lists and headings, the last field perhaps at the foot, in a box that may be too small."""
    made: list[Paragraph] = []
    for paragraph in draw(st.lists(paragraphs(60), min_size=2, max_size=7)):
        gap = draw(st.sampled_from([0.0, INNER, FIELD])) if made else 0.0
        heading = draw(st.booleans()) and draw(st.booleans())
        hang = "" if heading else draw(st.sampled_from(["", "", "•"]))
        made.append(replace(paragraph, gap=gap, hang=hang, heading=heading))
    if draw(st.booleans()):
        made[-1] = replace(made[-1], gap=1.25, foot=True)
    smallest = draw(st.integers(40, 70)) / 10
    setting = Setting(
        noto(), smallest, smallest + draw(st.integers(0, 40)) / 10, 1.2, draw(st.sampled_from(ALIGNMENTS))
    )
    width, height = draw(st.floats(90, 250)), draw(st.floats(30, 250))
    return ContinuedCopy([measured(text, draw(st.booleans())) for text in made], setting, width, height)


def parts(copy: ContinuedCopy, size: float | None = None) -> list[Galley]:
    """All parts at a size, else at the best."""
    best = size or copy.best_size()
    if best is None:
        assume(False)
        raise AssertionError
    count = copy.part_count(best)
    assert count is not None
    return [copy.part(best, number) for number in range(1, count + 1)] if count > 1 else [copy.set(best)]


def said(lines: Sequence[Line]) -> str:
    return text_of(lines).replace(" ", "").replace(SOFT_HYPHEN, "").replace("-", "")


def whole(copy: ContinuedCopy) -> str:
    text = "".join(
        (paragraph.hang.text if paragraph.hang else "") + "".join(token.word.text for token in paragraph.tokens)
        for paragraph in copy.paragraphs
    )
    return text.replace(" ", "").replace(SOFT_HYPHEN, "").replace("-", "")


@given(copies())
def test_the_parts_in_their_order_are_the_whole_text(copy: ContinuedCopy) -> None:
    assert "".join(said(galley.lines) for galley in parts(copy)) == whole(copy)


@given(copies())
def test_every_part_stays_inside_its_box(copy: ContinuedCopy) -> None:
    font = copy.setting.font
    for galley in parts(copy):
        assert rows(galley)[0] - font.ascent * galley.size == pytest.approx(0, abs=HAIR)
        assert rows(galley)[-1] + font.depth * galley.size <= copy.height + HAIR
        assert galley.height <= copy.height + HAIR
        assert all(line.x >= -HAIR and line.x + line.width <= copy.width + HAIR for line in galley.lines)


@given(copies())
def test_all_parts_are_set_alike(copy: ContinuedCopy) -> None:
    assert len({(galley.size, galley.leading) for galley in parts(copy)}) == 1


@given(copies())
def test_no_further_part_is_made_for_a_larger_size(copy: ContinuedCopy) -> None:
    best = copy.best_size()
    assume(best is not None)
    assert best is not None
    assert copy.part_count(best) == copy.part_count(min(copy.setting.smallest, best))


@given(copies())
def test_text_that_fits_is_set_as_any_other(copy: ContinuedCopy) -> None:
    best = super(ContinuedCopy, copy).best_size()
    assume(best is not None)
    assert best is not None
    assert copy.best_size() == best
    assert copy.part_count(best) == 1


def field(lines: int, gap: float = FIELD, **settings: Any) -> Measured:
    """A paragraph of so many lines of three words each."""
    return measured(Paragraph((Run(" ".join([WORD] * 3 * lines)),), gap, **settings))


THREE = field(1).ends[-1] + 0.5  # em: room for three words and a bullet


def box(lines: float, *texts: Measured) -> ContinuedCopy:
    """Texts of 10 pt in a box that holds so many lines."""
    font = noto()
    height = 10 * (font.ascent + font.depth + 1.2 * (lines - 1))
    return ContinuedCopy(texts, Setting(font, 10, 10), 10 * THREE, height + HAIR)


def counts(copy: ContinuedCopy) -> list[int]:
    """How many lines each part has."""
    return [len(rows(galley)) for galley in parts(copy, 10)]


def test_a_part_ends_where_a_field_ends() -> None:
    copy = box(10, field(6, 0.0), field(5), field(3))
    assert counts(copy) == [6, 8]


def test_parts_are_filled_evenly_where_fields_allow_it() -> None:
    assert counts(box(10, field(2, 0.0), field(2), field(2), field(2), field(2), field(2))) == [6, 6]


def test_a_paragraph_that_must_be_parted_keeps_two_lines_on_either_side() -> None:
    assert counts(box(10, field(15, 0.0))) == [8, 7]
    for lines in counts(box(10, field(8, 0.0), field(11, INNER))):  # room for one line of the second on the first part
        assert lines >= 2
    for lines in counts(box(10, field(11, 0.0), field(8, INNER))):
        assert lines >= 2
    assert len(counts(box(10, field(8, 0.0), field(11, INNER)))) == 3


def test_three_lines_are_not_parted() -> None:
    assert counts(box(4, field(3, 0.0), field(3))) == [3, 3]
    assert counts(box(5, field(3, 0.0), field(3, INNER), field(3, INNER))) == [3, 3, 3]


def test_a_heading_goes_with_what_follows_it() -> None:
    heading = measured(Paragraph((Run(WORD),), FIELD, heading=True))
    assert counts(box(8, field(7, 0.0), heading, field(4, INNER))) == [7, 5]
    assert counts(box(10, field(6, 0.0), heading, field(9, INNER))) == [9, 7]


def test_a_list_goes_with_the_line_that_announces_it() -> None:
    entries = [measured(Paragraph((Run(f"{WORD} {WORD}"),), 0.25, hang="•")) for _ in range(4)]
    assert counts(box(7, field(4, 0.0), field(1), *entries)) == [4, 5]


def test_lines_of_hard_breaks_are_parted_as_those_of_a_paragraph() -> None:
    lines = [field(1, 0.0) for _ in range(7)]
    assert counts(box(6, *lines)) in ([3, 4], [4, 3])
    assert counts(box(6, field(5, 0.0), field(1), field(1, 0.0))) == [5, 2]


def test_no_part_ends_on_a_hyphen_where_there_is_another_way() -> None:
    text = "anticonstitutionnellement déplacement environnement " * 12
    made = typed(text)
    setting = Setting(noto(), 6, 6, 1.2, "justify")
    copy = ContinuedCopy([made], setting, 90, 120)
    galleys = parts(copy, 6)
    assert len(galleys) > 1
    assert any(line.ending == HYPHEN for galley in galleys for line in galley.lines)
    assert [galley.lines[-1].ending for galley in galleys[:-1]] != [HYPHEN] * (len(galleys) - 1)


def test_what_stands_at_the_foot_has_its_rule_on_the_part_where_something_stands_above_it() -> None:
    foot = field(3, 1.25, foot=True)
    first, second = parts(box(10, field(8, 0.0), field(3), foot), 10)
    assert first.foot is None
    assert second.foot is not None
    assert rows(second)[-1] + 10 * noto().depth == pytest.approx(second.height)
    assert [galley.foot for galley in parts(box(9, field(8, 0.0), foot), 10)] == [None, None]


def test_a_word_too_wide_or_too_many_parts_are_no_way() -> None:
    wide = ContinuedCopy([typed("anticonstitutionnellement", hyphenate=False)], Setting(noto(), 9, 9), 20, 100)
    assert (wide.part_count(9), wide.best_size()) == (None, None)
    many = box(4, field(4 * MOST_PARTS + 1, 0.0))
    assert (many.part_count(10), many.best_size()) == (None, None)
    with pytest.raises(DoesNotFitError):
        many.part(10, 1)
    assert box(4, field(4 * MOST_PARTS, 0.0)).best_size() == 10


def test_where_no_rule_can_be_kept_nothing_is_lost() -> None:
    assert counts(box(1, field(3, 0.0))) == [1, 1, 1]


def test_a_larger_size_is_given_up_for_a_break_between_paragraphs() -> None:
    fields = [typed(WRITTEN[0][:500]), typed(WRITTEN[1][:200], gap=FIELD)]
    copy = ContinuedCopy(fields, Setting(noto(), 6, 12), 120, 85)
    best = copy.best_size()
    assert best is not None
    first, second = parts(copy, best)
    assert {line.paragraph for line in first.lines} == {line.paragraph for line in second.lines} == {0}
    assert copy.part_count(best + 0.5) == 2
