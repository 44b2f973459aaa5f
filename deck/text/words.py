"""What tells one text from another, however the two are broken into lines."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# Not compared, as are spaces, which a line's end takes away: signs without a glyph (joiners, marks of direction,
# variation selectors).
_BLANK = re.compile(
    "[\t\x0b-\r\x1c-\x1f\x85\u1680\u2000-\u200a\u205f\u3000"
    "\xad\u034f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f]+"
)
_SPACES = (" ", "\n", "\u00a0", "\u202f")
_HYPHENS = ("-", "\u2010", "\u2011")  # counted, for a line's end may add one


class LostWordsError(Exception):
    """Not all the words that went in come out: our fault. The sentence tells which card, and what is wrong."""


def words_of(text: str) -> str:
    """The words of *text* in short: ``hyphens:digest``."""
    plain, hyphens = plainly(text)
    return f"{hyphens}:{hashlib.blake2b(plain.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"


def has_words(text: str, words: str) -> bool:
    """Whether *text* has the words of another (*words_of*); it may have more hyphens than that, never fewer."""
    hyphens, _, digest = words.partition(":")
    found, _, other = words_of(text).partition(":")
    return digest == other and int(found) >= int(hyphens)


def plainly(text: str) -> tuple[str, int]:
    """*text* without what is not compared, composed (Unicode form C), and how many hyphens it had."""
    bare = text
    for space in _SPACES:  # each is taken out in no time; what else there is of spaces is rare
        if space in bare:
            bare = bare.replace(space, "")
    if _BLANK.search(bare):
        bare = _BLANK.sub("", bare)
    hyphens = 0
    for hyphen in _HYPHENS:
        if hyphen in bare:
            hyphens += bare.count(hyphen)
            bare = bare.replace(hyphen, "")
    return unicodedata.normalize("NFC", bare), hyphens
