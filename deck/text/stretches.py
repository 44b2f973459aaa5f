"""A word parted into stretches that are shaped as one: of one font, one script and one direction.

Scripts: Unicode Standard Annex 24, 5.1 and 5.2 (signs and marks of all scripts go with the letters before them).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import category, normalize

from msgspec import Struct

from deck.text.scripts import clusters, script_of

if TYPE_CHECKING:
    from deck.text.fonts import Font


class Stretch(Struct, frozen=True):
    """Characters *begin* to *end* of a word: one font, one script (ISO 15924, none for signs), one level."""

    begin: int
    end: int
    font: Font
    script: str
    level: int


def stretches(text: str, font: Font, levels: bytes) -> list[Stretch]:
    """The stretches of *text* in reading order; *font* is the first of its chain, *levels* none for left to right."""
    parts = clusters(text)
    scripts = _scripts(text, parts)
    fonts = _fonts(text, parts, scripts, (font, *font.fallbacks))
    found: list[Stretch] = []
    for (begin, end), script, own in zip(parts, scripts, fonts, strict=True):
        level = levels[begin] if levels else 0
        last = found[-1] if found else None
        if last and (last.font, last.script, last.level) == (own, script, level):
            found[-1] = Stretch(last.begin, end, own, script, level)
        else:
            found.append(Stretch(begin, end, own, script, level))
    return found


def _scripts(text: str, parts: Sequence[tuple[int, int]]) -> list[str]:
    """The script of each cluster; signs take that of what stands before them, or after at the beginning."""
    found = [next((script for c in text[begin:end] if (script := script_of(c))), "") for begin, end in parts]
    before = next((script for script in found if script), "")
    for place, script in enumerate(found):
        before = found[place] = script or before
    return found


def _fonts(text: str, parts: Sequence[tuple[int, int]], scripts: Sequence[str], chain: tuple[Font, ...]) -> list[Font]:
    """The font of each cluster: the first that has all of it; signs beside letters of another font come from that."""
    found = [_first(chain, text[begin:end]) for begin, end in parts]
    if len(chain) == 1:
        return found
    count = len(parts)
    for place in range(count):
        begin, end = parts[place]
        kind = category(text[begin])
        if kind[0] != "P":
            continue
        beside = place + 1 if kind in ("Ps", "Pi") else place - 1
        if 0 <= beside < count and _is_letter(text[parts[beside][0]]) and has(found[beside], text[begin:end]):
            found[place] = found[beside]
    return found


def _is_letter(character: str) -> bool:
    return category(character)[0] in "LM"


def _first(chain: tuple[Font, ...], cluster: str) -> Font:
    """The first font that has all of a cluster; where none has, the main one, which will be told to lack it."""
    if len(chain) == 1:
        return chain[0]
    return next((font for font in chain if has(font, cluster)), chain[0])


def has(font: Font, cluster: str) -> bool:
    """Whether a font has glyphs for all of a cluster, as it was typed or composed or taken apart."""
    return any(all(_glyph(font, c) for c in form) for form in (cluster, *_forms(cluster)))


@cache
def _forms(cluster: str) -> tuple[str, ...]:
    return tuple({normalize("NFC", cluster), normalize("NFD", cluster)} - {cluster})


def _glyph(font: Font, character: str) -> bool:
    return bool(font.hb.get_nominal_glyph(ord(character))) or _unseen(character)


def _unseen(character: str) -> bool:
    """Whether a character leaves no glyph: joiners, direction marks, variation selectors."""
    return category(character) in ("Cf", "Cc") or "\ufe00" <= character <= "\ufe0f" or character >= "\U000e0100"
