"""Single lines set at a given size: slugs, captions, scales."""

from __future__ import annotations

from functools import lru_cache

from deck.text.arranging import arranged
from deck.text.fonts import Font
from deck.text.galley import Galley, Line
from deck.text.runs import Paragraph, Run
from deck.text.scripts import reads_leftwards
from deck.text.shaped import Word
from deck.text.tokens import read_tokens, reading_of


@lru_cache(16)  # a sheet's line is asked for twice, its title on every sheet
def words_of(text: str, font: Font) -> tuple[tuple[Word, ...], float]:
    """The words of *text* from left to right, spaces among them, and the width (em) of them all."""
    run = Run(text)
    reading = reading_of(Paragraph((run,)), reads_leftwards(font.language))
    if reading is None:
        words = [font.word(part) for part in text.split(" ")]
        spaced = [piece for word in words for piece in (font.space, word)][1:]
        if not font.mixes:
            return tuple(spaced), sum(word.width for word in spaced)
    else:
        spaced = [word for token in read_tokens(run, 0, font, reading) for word in token.shown]
    return arranged(spaced).words, sum(word.width for word in spaced)


def set_line(text: str, font: Font, size: float) -> Galley:
    """*text* as one line of *size* points, its baseline at 0."""
    words, width = words_of(text, font)
    return Galley(size, (Line(0.0, 0.0, words, width * size),), width * size, size, font.x_height * size, 1.0)
