"""Words of a script that writes none apart: Thai, by the dictionary of PyThaiNLP (Apache-2.0) where it is installed."""

from __future__ import annotations

import os
import re
from functools import cache, lru_cache
from importlib.util import find_spec

ZERO_WIDTH_SPACE = "\u200b"
THAI = re.compile("[\u0e00-\u0e7f]{2,}")
# Longer stretches are no words: the author has parted nothing, and no dictionary was asked.
PHRASE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{25,}")
_PARTED = re.compile("(?<=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b+(?=[^ ])")
UNPARTED = ("th", "lo", "km", "my")  # languages so written, by their ISO 639-1 codes
INSTALL = 'Install what knows the words of Thai:  pip install "deckpress[thai]"'


@cache
def available() -> bool:
    """Whether there is a dictionary."""
    return find_spec("pythainlp") is not None


def starts_of_words(text: str) -> list[int]:
    """Where words begin inside text without spaces: where its author says, or else, in Thai, the dictionary."""
    if ZERO_WIDTH_SPACE in text:
        return [match.end() for match in _PARTED.finditer(text)]
    if not available():
        return []
    return [match.start() + place for match in THAI.finditer(text) for place in _starts(match[0])]


@lru_cache(10_000)
def _starts(stretch: str) -> tuple[int, ...]:
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")  # lest it makes a folder in the user's own
    from pythainlp.tokenize import word_tokenize

    starts: list[int] = []
    position = 0
    for word in word_tokenize(stretch, engine="newmm"):
        if position and word != "ๆ":  # the sign of repetition stays with what it repeats
            starts.append(position)
        position += len(word)
    return tuple(starts)
