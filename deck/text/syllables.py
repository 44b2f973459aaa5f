"""Where a word of a script without spaces may be cut when it is wider than its line: between what stays together."""

from __future__ import annotations

import re

from deck.text.scripts import CUT_AT_NEED, clusters

# Thai and Lao: vowels written before their consonant, and after it; signs that repeat or shorten a word.
_BEFORE_VOWELS = re.compile("[\u0e40-\u0e44\u0ec0-\u0ec4]")
_AFTER_VOWELS = re.compile("[\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eaf\u0eb0\u0eb2\u0eb3\u0ec6]")
_STACKED = re.compile("[\u1039\u17d2\u1a60]")  # the next consonant stands below: Burmese, Khmer, Tai Tham
_CLOSED = re.compile("[\u0e01-\u0e2e][\u0e48-\u0e4b]?\u0e4c")  # a Thai letter that is not spoken
# Thai vowels of which the last letter stands on the line: ือ, ัว, ีย, with a tone mark or none.
_VOWEL_ENDS = re.compile("(?:\u0e37[\u0e48-\u0e4b]?\u0e2d|\u0e31[\u0e48-\u0e4b]?\u0e27|\u0e35[\u0e48-\u0e4b]?\u0e22)$")


def syllables(text: str) -> list[int]:
    """The positions between two signs of such a script at which nothing is torn apart that is written as one."""
    return [begin for begin, _ in clusters(text)[1:] if _parts(text, begin)]


def _parts(text: str, begin: int) -> bool:
    before, after = text[begin - 1], text[begin]
    if not CUT_AT_NEED.match(before) or not CUT_AT_NEED.match(after):
        return False
    if _BEFORE_VOWELS.match(before) or _AFTER_VOWELS.match(after) or _STACKED.match(before):
        return False
    return _CLOSED.match(text, begin) is None and _VOWEL_ENDS.search(text[: begin + 1]) is None
