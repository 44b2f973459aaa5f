"""Words are parted by font, script and direction; what is one sign stays in one font, and none is lost."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deck.text.bidi import levels
from deck.text.fonts import Font
from deck.text.scripts import clusters, reads_leftwards
from deck.text.stretches import stretches
from tests.scripts.decks import chain
from tests.scripts.texts import SAMPLES
from tests.typefaces import noto

ANY = st.text("abé 12(),.:!-’«»αя→سلامعًا،שלוםहिन्दीน้ำ漢字カ한\u200d\u200c\ufe0f\u0301\U0001f469\U0001f1eb\U0001f1f7")


def fonts_of(text: str, font: Font) -> list[tuple[str, str]]:
    """The stretches of a word with the names of their fonts, shortened."""
    own = levels(text, 0)
    return [(text[s.begin : s.end], "" if s.font is font else s.font.name) for s in stretches(text, font, own)]


@given(ANY, st.sampled_from(["arabic", "hebrew", "hindi", "thai", "japanese", "mixed"]))
def test_stretches_are_the_whole_word_in_order(text: str, name: str) -> None:
    word = chain(name).word(text)
    parts = word.parts or (word,)
    assert "".join(part.text for part in parts) == text
    assert word.width == pytest.approx(sum(part.width for part in parts))
    assert all(not part.parts for part in parts)


@given(ANY)
def test_clusters_are_the_whole_text(text: str) -> None:
    assert "".join(text[begin:end] for begin, end in clusters(text)) == text


@pytest.mark.parametrize(
    ("text", "count"),
    [("e\u0301t", 2), ("न्दी", 2), ("น้ำ", 2), ("\U0001f469\u200d\U0001f33e!", 2),
     ("\U0001f1eb\U0001f1f7\U0001f1e9\U0001f1ea", 2),
     ("\u2764\ufe0f", 1), ("\U0001f44d\U0001f3fd", 1), ("\u1112\u1161\u11ab", 1)],
)  # fmt: skip
def test_what_is_one_sign_stays_together(text: str, count: int) -> None:
    assert len(clusters(text)) == count


def test_letters_that_the_main_font_has_come_from_it() -> None:
    font = chain("arabic")
    assert fonts_of("OpenGarden", font) == [("OpenGarden", "")]
    assert fonts_of("abcسلام", font) == [("abc", ""), ("سلام", "NotoNaskhArabic-Regular")]


def test_a_mark_comes_from_the_font_of_its_letter() -> None:
    font = chain("hindi")
    assert fonts_of("है\u0901", font) == [("है\u0901", "NotoSansDevanagari-Regular")]


def test_signs_beside_letters_of_another_font_come_from_that_where_it_has_them() -> None:
    font = chain("chinese")
    assert fonts_of("（花园）", font) == [("（花园）", "NotoSansCJKsc-Regular")]
    assert [text for text, name in fonts_of("花園“a”", font) if name == ""][-1].endswith("a”")


def test_what_no_font_has_is_told_of_the_main_one() -> None:
    word = chain("arabic").word("ab漢")
    assert (word.missing, word.font.name) == ("漢", "NotoSans-Condensed")


def test_a_font_goes_to_another_process_with_its_fallbacks() -> None:
    font = chain("thai")
    there = pickle.loads(pickle.dumps(font))
    assert [other.tag for other in (there, *there.fallbacks)] == [other.tag for other in (font, *font.fallbacks)]


def test_latin_text_is_one_stretch_and_asks_for_nothing() -> None:
    for text in ("coopération", "l’œuvre", "Ελλάδα", "Москва", "(CO₂)", "12,5 %"):
        word = noto().word(text)
        assert (word.parts, word.levels, word.spelled, word.reach) == ((), b"", False, None)


@pytest.mark.parametrize("name", ["arabic", "hebrew", "hindi", "bengali", "tamil", "thai"])
def test_text_of_these_scripts_reaches_as_far_as_its_ink(name: str) -> None:
    font = chain(name)
    reaches = [font.word(word).reach for word in SAMPLES[name].body.split() if not word.isascii()]
    assert all(reach is not None and 0.3 < reach[0] < 1.6 and 0 <= reach[1] < 1 for reach in reaches)


def test_letters_that_join_do_so_across_fonts_and_levels() -> None:
    font = chain("arabic")
    alone, joined = font.directed("ب", b"\1"), font.directed("ب1", b"\1\2")
    assert alone.parts[0].glyphs == joined.parts[0].glyphs  # a number does not join
    letters = font.directed("بب", b"\1\1").parts[0].glyphs
    assert set(letters).isdisjoint(alone.parts[0].glyphs)


@pytest.mark.parametrize(
    ("code", "leftwards"),
    [
        ("ar", True),
        ("he", True),
        ("fa-IR", True),
        ("ur_PK", True),
        ("az-Arab", True),
        ("fr", False),
        ("ur-Latn", False),
    ],
)
def test_some_languages_are_read_from_right_to_left(code: str, leftwards: bool) -> None:
    assert reads_leftwards(code) == leftwards
