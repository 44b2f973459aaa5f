"""Lines of scripts without spaces end where readers expect it; words are cut only where nothing else is left."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uniseg.linebreak import line_break_boundaries

from deck.text import dictionary
from deck.text.breaking import greedy, ragged
from deck.text.copyfit import Copy, Setting
from deck.text.fonts import Font
from deck.text.hyphenation import CUT, HYPHEN, NEED, OPENING, Hyphenator
from deck.text.languages import language
from deck.text.measure import measure
from deck.text.measured import Measured, line_words
from deck.text.openings import openings
from deck.text.runs import Paragraph, Run
from deck.text.scripts import CJK
from deck.text.syllables import syllables
from tests.scripts.decks import chain
from tests.scripts.texts import SAMPLES
from tests.typefaces import HYPHENATOR

NEVER_FIRST, NEVER_LAST = "、。，．！？）」』】〕：；ゃゅょっァーッ％", "（「『【〔￥"
SIGNS = st.text("这漢ひカ、。「」（）？！abc 12.-/ーっ…—“”한글%￥々\u3000\u2060\u200b\u00a0", max_size=20)


def measured(text: str, font: Font, *, need: bool = False, hyphenate: bool = False) -> Measured:
    """One paragraph in one font."""
    leftwards = font.language in ("ar", "he", "fa", "ur")
    runs = Paragraph((Run(text),))
    return measure(runs, lambda _: font, Hyphenator(language(font.language)), hyphenate, leftwards=leftwards, need=need)


def lines(paragraph: Measured, capacity: float) -> list[str]:
    """The text of each line."""
    breaks = ragged(paragraph, capacity)
    assert breaks is not None
    cuts = [(0, 0), *(paragraph.cuts[index] for index in breaks)]
    return [
        "".join(word.text for word in line_words(paragraph, cut, index))
        for cut, index in zip(cuts, breaks, strict=False)
    ]


@given(SIGNS)
def test_openings_are_those_of_unicode_beside_ideographs(text: str) -> None:
    wanted = {at for at in line_break_boundaries(text) if 0 < at < len(text) and text[at - 1] != " "}
    assert openings(text) == {at for at in wanted if CJK.match(text, at - 1) or CJK.match(text, at)}


@pytest.mark.parametrize("name", ["chinese", "japanese"])
@pytest.mark.parametrize("capacity", [9, 10, 11, 12, 15])
def test_no_line_begins_or_ends_with_a_sign_that_must_not(name: str, capacity: int) -> None:
    body = SAMPLES[name].body
    paragraph = measured(body, chain(name))
    set_lines = lines(paragraph, capacity)
    assert "".join(set_lines) == body
    assert [line for line in set_lines[1:] if line[0] in NEVER_FIRST] == []
    assert [line for line in set_lines[:-1] if line[-1] in NEVER_LAST] == []
    widths = [paragraph.ends[b] - s for s, b in _spans(paragraph, capacity)]
    assert all(width <= capacity + 1e-6 for width in widths)


def _spans(paragraph: Measured, capacity: float) -> list[tuple[float, int]]:
    breaks = ragged(paragraph, capacity) or []
    return list(zip([0.0, *(paragraph.starts[index] for index in breaks)], breaks, strict=False))


def test_lines_end_between_ideographs_of_two_faces() -> None:
    font = chain("chinese")
    runs = Paragraph((Run("花园"), Run("里见", bold=True), Run("面。")))
    paragraph = measure(runs, lambda _: font, HYPHENATOR, False)
    assert paragraph.kinds[:-1] == [OPENING] * 4  # not before the full stop


@pytest.mark.parametrize("name", ["chinese", "japanese"])
def test_justified_lines_are_full_their_ideographs_evenly_apart(name: str) -> None:
    font = chain(name)
    setting = Setting(font, 8, 8, 1.5, "justify")
    galley = Copy([measured(SAMPLES[name].body, font)], setting, 100, 200).set(8)
    widths = [line.width for line in galley.lines]
    assert widths[:-1] == pytest.approx([100] * (len(widths) - 1))
    for line in galley.lines:
        gaps = sum(word.text in ("", " ") for word in line.words)
        natural = sum(word.width for word in line.words)
        assert (natural + gaps * line.stretch) * line.scale * 8 == pytest.approx(line.width)
        assert -0.05 < line.stretch < 0.5


def test_korean_words_are_whole_unless_one_is_wider_than_its_line() -> None:
    font = chain("korean")
    assert OPENING not in measured("이웃들이 텃밭에서 만나", font).kinds[:-1]
    whole = measured("텃밭에서", font)
    assert greedy(whole, whole.ends[-1] / 2) is None
    cut = measured("텃밭에서", font, need=True)
    assert lines(cut, whole.ends[-1] / 2 + 0.01) == ["텃밭", "에서"]


def test_thai_lines_end_where_the_author_says() -> None:
    sample = SAMPLES["thai"]
    for line in lines(measured(sample.body, chain("thai")), 9)[:-1]:
        assert line.endswith("\u200b") or sample.body[sample.body.index(line) + len(line)] == " "


def test_thai_lines_end_where_the_dictionary_says() -> None:
    text = SAMPLES["thai"].body.replace("\u200b", "").replace(" ", "")
    starts = dictionary.starts_of_words(text)
    assert [text[a:b] for a, b in pairwise([0, *starts])][:4] == ["ทุกวัน", "ศุกร์", "เพื่อนบ้าน", "พบ"]
    assert openings(text) == set(starts)
    parted = SAMPLES["thai"].body
    assert openings(parted) == {at for at in range(1, len(parted)) if parted[at - 1] == "\u200b"}


def test_without_a_dictionary_phrases_are_cut_between_syllables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionary, "available", lambda: False)
    text = SAMPLES["thai"].body.replace("\u200b", "").replace(" ", "")
    paragraph = measured(text, chain("thai"))
    assert set(paragraph.kinds[:-1]) == {NEED}
    assert "".join(lines(paragraph, 9)) == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [("น้ำ", "น้ำ"), ("เพื่อน", "เพื่อ|น"), ("ประการ", "ป|ระ|กา|ร"), ("ศุกร์", "ศุ|กร์"), ("ស្ត្រី", "ស្ត្រី"), ("abc", "abc")],
)
def test_what_is_written_as_one_is_not_torn(text: str, parts: str) -> None:
    places = [0, *syllables(text), len(text)]
    assert "|".join(text[a:b] for a, b in pairwise(places)) == parts


def test_words_of_alphabets_are_never_cut_without_a_hyphen() -> None:
    for name, text in (
        ("arabic", "المشتركة"),
        ("hebrew", "קהילתית"),
        ("hindi", "विद्यार्थी"),
        ("mixed", "Donaudampfschiff"),
    ):
        assert NEED not in measured(text, chain(name), need=True).kinds


@pytest.mark.parametrize("name", ["arabic", "hebrew", "persian", "urdu", "thai", "hindi", "japanese"])
def test_no_hyphen_is_added_in_scripts_that_have_none(name: str) -> None:
    assert HYPHEN not in measured(SAMPLES[name].body.replace("OpenGarden", ""), chain(name), hyphenate=True).kinds


def test_a_soft_hyphen_prints_a_hyphen_where_the_script_has_one() -> None:
    assert measured("auto\u00adpartage", chain("mixed")).kinds == [HYPHEN, CUT]
    assert measured("विद्या\u00adर्थी", chain("hindi")).kinds == [HYPHEN, CUT]
    assert measured("สวน\u00adชุมชน", chain("thai")).kinds == [CUT, CUT]
    assert measured("المش\u00adتركة", chain("arabic")).kinds == [CUT]
