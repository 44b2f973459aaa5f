"""How words of other scripts are written into a PDF: each where it belongs, and told letter by letter."""

from __future__ import annotations

import pikepdf
import pytest

from deck.render.shown import UNSEEN, ShownFont
from deck.text.arranging import arranged
from deck.text.fonts import Font
from deck.text.shaped import Word
from deck.text.shaping import by_sign
from tests.scripts.decks import chain
from tests.scripts.texts import SAMPLES


def stretches_of(name: str) -> list[Word]:
    """The stretches of every word of a sample."""
    font = chain(name)
    return [part for text in SAMPLES[name].texts for word in text.split() for part in arranged([font.word(word)]).words]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_pen_stands_where_a_word_ends(name: str) -> None:
    for word in stretches_of(name):
        fragment = ShownFont(word.font).fragment(word)
        assert written(fragment, word.font) == pytest.approx(word.width, abs=0.001 * (1 + len(word.glyphs)))


def written(fragment: str, font: Font) -> float:
    """How far (em) the elements of a TJ array move the pen."""
    width = 0.0
    pdf = pikepdf.new()
    (shown,) = pikepdf.parse_content_stream(pdf.make_stream(f"[{fragment}] TJ".encode("latin-1")))
    for part in shown.operands[0]:
        if isinstance(part, pikepdf.String):
            codes = bytes(part)
            width += sum(font.advance(int.from_bytes(codes[at : at + 2])) for at in range(0, len(codes), 2))
        else:
            width -= float(part) / 1000
    return width


@pytest.mark.parametrize("name", SAMPLES)
def test_signs_are_the_whole_word(name: str) -> None:
    for word in stretches_of(name):
        signs = list(by_sign(word))
        assert sum((sign.glyphs for sign in signs), ()) == word.glyphs
        texts = [sign.text for sign in (signs[::-1] if word.level % 2 else signs)]
        assert "".join(texts) == word.text


def test_letters_of_a_ligature_are_told_one_by_one() -> None:
    shown = ShownFont(chain("arabic").fallbacks[0])
    first, second = shown.unseen("لا")
    assert first != second
    assert min(first, second) >= UNSEEN > shown.font.face.glyph_count
    assert {*shown.glyphs()} == {(first, "ل"), (second, "ا")}
