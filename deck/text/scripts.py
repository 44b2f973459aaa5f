"""Which script a character belongs to, and what text needs of the typesetter besides letters set one after another."""

from __future__ import annotations

import re
from functools import cache, cached_property
from itertools import pairwise
from unicodedata import category

import uharfbuzz as hb

# What is not simply set from left to right, a glyph a letter: all but Latin, Greek, Cyrillic, Armenian, Georgian.
_RIGHT_TO_LEFT = (
    "\u0590-\u08ff\u200f\u202b\u202e\u2067\u2068\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_CJK = (
    "\u2e80-\u312f\u3190-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe6f\uff00-\uffef"
    "\U0001aff0-\U0001b16f\U0001f200-\U0001f2ff\U00020000-\U0003ffff"
)
_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
# Written without spaces between words, and broken where a dictionary knows them: class SA of Unicode Standard Annex 14.
_CONTINUOUS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf"
_MORE = (
    "\u0900-\u0dff\u0f00-\u0fff\u1200-\u177f\u1800-\u194f\u19e0-\u1a1f\u1ab0-\u1c7f\u1cc0-\u1cff\u200e\u202a\u202c\u202d"
    "\u2066\u2069\u2d30-\u2ddf\ua4d0-\ua63f\ua6a0-\ua6ff\ua800-\ua95f\ua980-\ua9df\uaa00-\uaa5f\uaae0-\uab2f\uab70-\uabff"
    "\ufe00-\ufe0f\U00010000-\U000107ff\U00011000-\U0001afef\U0001b170-\U0001e7ff\U0001f000-\U0001f1ff\U0001f300-\U0001ffff"
    "\U000e0000-\U000e0fff"
)


class Signs:
    """A set of characters that is looked for in text; its pattern is made when it may be there: that takes 2 ms."""

    def __init__(self, ranges: str) -> None:
        self._ranges = ranges

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(f"[{self._ranges}]")

    def search(self, text: str) -> bool:
        """Whether one of them is in *text*."""
        return not text.isascii() and _BEYOND.search(text) is not None and self._pattern.search(text) is not None

    def match(self, text: str, position: int = 0) -> bool:
        """Whether one of them stands at *position* of *text*."""
        return self._pattern.match(text, position) is not None


# Unicode without most letters of Europe and most signs: all that any of the sets below may hold. Said by
# what it is not, which takes a tenth of the time to compile.
_BEYOND = re.compile("[^\0-\u058f\u1e00-\u200d\u2010-\u2029\u202f-\u2065\u206a-\u2d2f]")
OTHER = Signs(f"{_RIGHT_TO_LEFT}{_CJK}{_HANGUL}{_CONTINUOUS}{_MORE}")
RIGHT_TO_LEFT = Signs(_RIGHT_TO_LEFT)
CJK = Signs(_CJK)
CONTINUOUS = Signs(_CONTINUOUS)
CUT_AT_NEED = Signs(f"{_CONTINUOUS}{_CJK}{_HANGUL}")  # a word too wide for its line is cut, without a hyphen
# Languages written from right to left, by their ISO 639 codes; Unicode CLDR, characterOrder.
RTL_LANGUAGES = frozenset("ar arc ckb dv fa glk he iw ji ks lrc mzn nqo pnb ps sd syr ug ur yi".split())  # noqa: SIM905  # reads best
RTL_SCRIPTS = frozenset(["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"])
LTR_SCRIPTS = frozenset(["beng", "cyrl", "deva", "guru", "latn"])  # of languages otherwise written leftwards

# Scripts outside OTHER's complement whose words are parted with a hyphen, too: those of India.
HYPHENED = frozenset("Beng Deva Gujr Guru Knda Mlym Orya Sinh Taml Telu".split())  # noqa: SIM905
ZWJ = "\u200d"


def reads_leftwards(language: str) -> bool:
    """Whether a language, by its code and perhaps a script (``az-Arab``), is written from right to left."""
    main, *rest = language.lower().replace("_", "-").split("-")
    if any(part in RTL_SCRIPTS for part in rest):
        return True
    return main in RTL_LANGUAGES and not any(part in LTR_SCRIPTS for part in rest)


@cache
def script_of(character: str) -> str:
    """The script (ISO 15924) of a character as HarfBuzz knows it; none for signs and marks that all scripts use."""
    buffer = hb.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    return buffer.script or ""


def clusters(text: str) -> list[tuple[int, int]]:
    """What is one sign for a reader: a base with its marks, joined emoji, flags, Korean syllables typed as letters."""
    begins: list[int] = []
    flags = 0  # letters of flags that stand together, which pair up
    for index, character in enumerate(text):
        flags = flags + 1 if "\U0001f1e6" <= character <= "\U0001f1ff" else 0
        joined = index > 0 and (_continues(character) or text[index - 1] == ZWJ or (flags and flags % 2 == 0))
        if not joined:
            begins.append(index)
    return [(begin, end) for begin, end in pairwise([*begins, len(text)])]


def _continues(character: str) -> bool:
    """Whether a character stays with the one before it: marks, joiners, variation selectors, skin tones, tags."""
    return (
        category(character) in ("Mn", "Mc", "Me", "Cf")
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\u1160" <= character <= "\u11ff"
    )
