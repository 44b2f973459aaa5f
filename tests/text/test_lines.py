"""Single lines at a given size: as wide as their shaped words and the spaces between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deck.text.lines import set_line, words_of
from tests.prose import texts
from tests.typefaces import noto, shaped_width


@given(texts(8) | st.text("a  b", max_size=6), st.floats(3, 20))
def test_a_line_is_as_wide_as_it_prints_and_says_what_was_typed(text: str, size: float) -> None:
    galley = set_line(text, noto(), size)
    (line,) = galley.lines
    assert "".join(word.text for word in line.words) == text
    assert line.width == galley.width
    assert line.width == pytest.approx(size * sum(shaped_width(word.text, noto()) for word in line.words))
    assert (line.x, line.y, galley.size) == (0, 0, size)
    assert galley.x_height == pytest.approx(size * noto().x_height)


@given(texts(8))
def test_words_are_the_font_s_own(text: str) -> None:
    words, width = words_of(text, noto())
    assert all(noto().word(word.text) is word for word in words)
    assert width == pytest.approx(sum(word.width for word in words))
