"""Where a line may end inside text without spaces: between ideographs, by the rules of each script.

Unicode Standard Annex 14 by the library uniseg, so that no line begins with a full stop or ends with an opening bracket
(kinsoku). Korean keeps its words whole, as text between spaces. Thai, Lao, Khmer and Burmese need a dictionary: their
lines end at the zero-width spaces that the author typed, and at words where the extra "thai" is installed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from deck.text.dictionary import starts_of_words
from deck.text.scripts import CJK, CONTINUOUS

# Between two of these a line may end whatever stands around them (class ID): ideographs, kana but the small ones.
_IDEOGRAPHS = (
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\u3042\u3044\u3046\u3048\u304a-\u3062\u3064-\u3082\u3084\u3086\u3088-\u308d\u308f-\u3094"
    "\u30a2\u30a4\u30a6\u30a8\u30aa-\u30c2\u30c4-\u30e2\u30e4\u30e6\u30e8-\u30ed\u30ef-\u30f4"
)
_WINDOW = re.compile("一?[^一]+一?")


@cache
def _ideograph() -> re.Pattern[str]:
    return re.compile(f"[{_IDEOGRAPHS}]")  # 2 ms


def openings(text: str) -> frozenset[int]:
    """The positions in a paragraph at which a line may begin though neither a space nor a sign stands before them."""
    ideographs = _beside_ideographs(text) if CJK.search(text) else frozenset()
    return ideographs.union(starts_of_words(text)) if CONTINUOUS.search(text) else ideographs


def _beside_ideographs(text: str) -> frozenset[int]:
    plain = _ideograph().sub("一", text)  # whichever it is makes no difference, so that few windows differ
    found = {index for index in range(1, len(plain)) if plain[index] == plain[index - 1] == "一"}
    position = 0
    while match := _WINDOW.search(plain, position):
        found.update(match.start() + place for place in _inside(match[0]))
        position = match.end() - (match[0][-1] == "一" and match.end() < len(plain))
    beside = (index for index in found if text[index - 1] != " ")
    return frozenset(index for index in beside if CJK.match(text, index - 1) or CJK.match(text, index))


@lru_cache(10_000)
def _inside(window: str) -> tuple[int, ...]:
    """Where a line may begin inside a stretch between two ideographs."""
    from uniseg.linebreak import line_break_boundaries  # 110 ms: only text with ideographs pays them

    return tuple(place for place in line_break_boundaries(window) if 0 < place < len(window))
