"""Measured paragraphs: sums over break opportunities that are what HarfBuzz measures line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deck.text.hyphenation import CUT, HYPHEN, SOFT_HYPHEN, SPACE
from deck.text.languages import NBSP, NNBSP
from deck.text.measure import HANG_GAP
from deck.text.measured import SHRINK, Measured, line_words
from deck.text.runs import Paragraph, Run
from deck.text.shaped import Word
from tests.prose import LETTERS, paragraphs, words
from tests.typefaces import measured, noto, shaped_width, typed


def text_of(words_of_line: list[Word]) -> str:
    return "".join(word.text for word in words_of_line)


def breaks_of(paragraph: Measured) -> list[str]:
    """What a line would hold from the paragraph's beginning to each break."""
    return [text_of(line_words(paragraph, (0, 0), index)) for index in range(paragraph.last + 1)]


@st.composite
def lines(draw: st.DrawFn) -> tuple[Measured, int, int]:
    """A paragraph and two of its breaks, -1 standing for its beginning."""
    paragraph = measured(draw(paragraphs(12)), draw(st.booleans()))
    first = draw(st.integers(-1, paragraph.last - 1))
    return paragraph, first, draw(st.integers(first + 1, paragraph.last))


@given(lines())
def test_a_line_is_as_wide_as_its_shaped_words(line: tuple[Measured, int, int]) -> None:
    paragraph, first, last = line
    start, cut = (paragraph.starts[first], paragraph.cuts[first]) if first >= 0 else (0.0, (0, 0))
    width = sum(shaped_width(word.text, word.font) for word in line_words(paragraph, cut, last))
    assert paragraph.ends[last] - start == pytest.approx(width, abs=1e-6)


@given(lines())
def test_a_line_counts_its_word_spaces(line: tuple[Measured, int, int]) -> None:
    paragraph, first, last = line
    skipped, cut = (paragraph.skipped[first], paragraph.cuts[first]) if first >= 0 else (0, (0, 0))
    spaces = [word for word in line_words(paragraph, cut, last) if word.text in (" ", NBSP)]
    assert paragraph.spaces[last] - skipped == len(spaces)


@given(lines())
def test_no_line_begins_or_ends_with_a_space(line: tuple[Measured, int, int]) -> None:
    paragraph, first, last = line
    text = text_of(line_words(paragraph, paragraph.cuts[first] if first >= 0 else (0, 0), last))
    assert text == text.strip(" ")


@given(paragraphs(), st.booleans())
def test_tight_and_loose_sums(paragraph: Paragraph, hyphenate: bool) -> None:
    sums = measured(paragraph, hyphenate)
    assert sums.tight_ends == sorted(sums.tight_ends)
    assert sums.loose_ends == sorted(sums.loose_ends)
    give = SHRINK * sums.space
    for index, (end, tight) in enumerate(zip(sums.ends, sums.tight_ends, strict=True)):
        assert sums.loose_ends[index] <= end
        assert tight <= end - give * sums.spaces[index] + 1e-9
    assert sums.ends[-1] == sums.loose_ends[-1]


@given(paragraphs(), st.booleans())
def test_every_break_is_allowed(paragraph: Paragraph, hyphenate: bool) -> None:
    sums = measured(paragraph, hyphenate)
    for kind, (token, offset) in zip(sums.kinds[:-1], sums.cuts[:-1], strict=True):
        text = sums.tokens[token].word.text
        assert text != NBSP
        if kind == SPACE:
            assert sums.tokens[token].spaced
            assert offset == 0
        else:
            assert 0 < offset < len(text)
            assert text[offset - 1] not in (NBSP, NNBSP)
            assert text[offset] not in (NBSP, NNBSP)
    assert (sums.kinds[-1], sums.cuts[-1]) == (CUT, (len(sums.tokens), 0))


@given(st.lists(words, max_size=8), st.text(LETTERS, min_size=1, max_size=14), st.sampled_from(["", ".", f"{NNBSP}!"]))
def test_the_last_word_is_not_hyphenated(before: list[str], last: str, end: str) -> None:
    sums = measured(Paragraph((Run(" ".join([*before, last]) + end),)))
    whole = [index for index, kind in enumerate(sums.kinds) if kind == HYPHEN]
    assert all(sums.cuts[index][0] < len(sums.tokens) - 1 for index in whole)


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("un mot", ["un", "un mot"]),
        ("un  *mot*", ["un", "un mot"]),
        ("partage là", ["par-", "partage", "partage là"]),
        ("là partage", ["là", "là partage"]),
        ("là sous-préfecture", ["là", "là sous-", "là sous-préfecture"]),
        ("là anti-préfecture", ["là", "là anti-", "là anti-préfecture"]),
        ("là auto\u00adpartage", ["là", "là auto-", "là auto\u00adpartage"]),
        ("là **par**tage.", ["là", "là partage."]),
        (f"10{NBSP}km là", [f"10{NBSP}km", f"10{NBSP}km là"]),
        ("10 km là ?", [f"10{NBSP}km", f"10{NBSP}km là{NNBSP}?"]),
        ("« là »", [f"«{NNBSP}là{NNBSP}»"]),
        ("un *mot* là", ["un", "un mot", "un mot là"]),
        ("un* mot *là", ["un*", "un* mot", "un* mot *là"]),
        ("", [""]),
    ],
)
def test_breaks(text: str, breaks: list[str]) -> None:
    assert breaks_of(typed(text)) == breaks


def test_a_no_break_space_stretches_with_the_others() -> None:
    assert typed(f"a b{NBSP}c d").spaces == [0, 2, 3]
    assert typed(f"a b{NNBSP}c d").spaces == [0, 1, 2]


def test_a_space_belongs_to_the_face_of_the_word_it_precedes() -> None:
    sums = measured(Paragraph((Run("a"), Run(" b", bold=True), Run(" c"))))
    assert [word.font for word in line_words(sums, (0, 0), sums.last)] == [
        noto(),
        *2 * [noto(bold=True)],
        *2 * [noto()],
    ]


def test_an_entry_stands_in_past_its_bullet() -> None:
    entry = measured(Paragraph((Run("un"),), hang="•"))
    assert entry.hang is noto().word("•")
    assert entry.indent == pytest.approx(shaped_width("•", noto()) + HANG_GAP)
    assert entry.ends == measured(Paragraph((Run("un"),))).ends
    inset = measured(Paragraph((Run("un"),), hang="•", inset=True))
    assert (inset.hang, inset.indent) == (None, entry.indent)
    assert measured(Paragraph((Run("un"),))).indent == 0


def test_place_in_the_text_is_carried_on() -> None:
    sums = measured(Paragraph((Run("un"),), gap=0.5, foot=True))
    assert (sums.gap, sums.foot) == (0.5, True)


def test_a_soft_hyphen_of_the_author_parts_even_the_last_word() -> None:
    sums = typed(f"auto{SOFT_HYPHEN}partage")
    assert [sums.softened(index) for index in range(sums.last)] == [True]


def test_entries_of_a_list_stand_in_by_its_longest_number() -> None:
    nine, ten = (measured(Paragraph((Run("un"),), hang=hang, room=room)) for hang, room in (("9.", "10."), ("10.", "")))
    assert nine.indent == ten.indent > measured(Paragraph((Run("un"),), hang="9.")).indent
    assert nine.hang is noto().word("9.")


def test_code_is_not_hyphenated() -> None:
    word = "environnement"
    assert HYPHEN in measured(Paragraph((Run(f"{word} là"),)), True).kinds
    assert HYPHEN not in measured(Paragraph((Run(f"{word} là", code=True),)), True).kinds
