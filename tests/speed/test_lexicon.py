"""Words that were shaped before come out of the cache as HarfBuzz made them, and are not shaped again."""

from pathlib import Path

import pytest
import uharfbuzz
from hypothesis import given
from hypothesis import strategies as st

from deck.cache import Cache
from deck.problems import Problems
from deck.source.naming import TEXT_FACE
from deck.text.fontbook import FontBook
from deck.text.fonts import _OPENED, Font
from deck.text.lexicon import KIND, WORTHWHILE, Lexicon, _source
from deck.text.shaped import Word, shape_of
from tests.typefaces import TYPEFACE, noto

LETTERS = "abcdefgé’ÀVTo.,fi\u0301\u0323q"


def fields(word: Word) -> tuple[object, ...]:
    return tuple(getattr(word, name) for name in Word.__struct_fields__ if name != "font")


def opened(cache: Cache) -> tuple[FontBook, Font]:
    """A font as another process opens it, with the words that the cache knows."""
    _OPENED.clear()
    book = FontBook({TEXT_FACE: TYPEFACE}, "fr", Problems())
    book.lexicon = Lexicon(cache)
    return book, book.font(TEXT_FACE)


@given(st.text(LETTERS, min_size=1, max_size=12))
def test_a_shape_makes_the_word_that_it_was_made_of(text: str) -> None:
    word = noto().shaped(text)
    shape = shape_of(word)
    assert shape is not None
    assert fields(shape.word(text, noto())) == fields(word)


def test_a_word_without_a_glyph_is_not_kept() -> None:
    assert shape_of(noto().word("a\U0001f989")) is None


def test_words_are_shaped_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"mot{number}" for number in range(2 * WORTHWHILE)]
    book, font = opened(Cache(tmp_path))
    made = {text: fields(font.word(text)) for text in texts}
    book.keep_words()
    _, again = opened(Cache(tmp_path))
    monkeypatch.setattr(uharfbuzz, "shape", None)  # nobody is to call it
    assert {text: fields(again.word(text)) for text in texts} == made


def test_a_few_new_words_are_not_worth_writing(tmp_path: Path) -> None:
    book, font = opened(Cache(tmp_path))
    font.word("seul")
    book.keep_words()
    assert opened(Cache(tmp_path))[1].shapes == {}


def test_words_of_another_build_are_not_lost(tmp_path: Path) -> None:
    books = [opened(Cache(tmp_path)) for _ in range(2)]
    for which, (book, font) in enumerate(books):
        for number in range(WORTHWHILE):
            font.word(f"mot{which}-{number}")
        book.keep_words()
    known = opened(Cache(tmp_path))[1].shapes
    assert {"mot0-0", "mot1-0"} <= known.keys()


def test_a_damaged_store_is_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(KIND, _source(opened(cache)[1]), b"damaged")
    cache.flush()
    assert opened(Cache(tmp_path))[1].shapes == {}
