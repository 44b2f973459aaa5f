"""Words whose glyphs do not tell their letters one by one: what is copied and searched stands beside what is seen."""

from __future__ import annotations

from deck.render.shown import UNSEEN_WIDTH, ShownFont, coded
from deck.text.shaped import Word
from deck.text.shaping import by_sign, told
from deck.units import number


def show(array: list[str], out: list[str]) -> None:
    """Append the operator that shows what *array* holds, strings that follow one another joined, and empty it."""
    if array:
        out.append(f"[{''.join(array)}]TJ".replace(")(", ""))
        array.clear()


def show_spelled(embedded: ShownFont, word: Word, size: float, array: list[str], out: list[str]) -> None:
    """A word whose glyphs do not tell its letters one by one: its text stands beside them.

    Not so leftward text. Readers turn that round by themselves, letter by letter as it stands from left to right, so
    that each has to be told by a glyph of its own: where a glyph stands for several, the others by unseen ones.
    """
    if word.level % 2 == 0:
        show(array, out)
        out.append(telling(word.text))
        if word.raised:
            show_raised(embedded, word, size, out)
        else:
            out.append(f"[{embedded.fragment(word)}]TJ")
        out.append("EMC")
        return
    for sign in by_sign(word):
        place = told(sign.text)
        _unseen(embedded, sign.text[:place:-1], array, out)
        if sign.raised:
            show(array, out)
            show_raised(embedded, sign, size, out)
        else:
            array.append(embedded.fragment(sign))
        _unseen(embedded, sign.text[:place][::-1], array, out)


def show_veiled(embedded: ShownFont, word: Word, size: float, out: list[str]) -> None:
    """A word whose glyphs in colour are drawn elsewhere: these stand here unseen (text rendering mode 3), to be found.

    Each is told with all of its letters: a family is several persons and the signs that join them.
    """
    from deck.art.glyphs import glyph_art

    embedded.remember(word)
    for sign in by_sign(word):
        unseen = any(glyph_art(word.font, glyph) for glyph in sign.glyphs)
        out.append(telling(sign.text) + (" 3 Tr" if unseen else ""))
        show_raised(embedded, sign, size, out)
        out.append("0 Tr EMC" if unseen else "EMC")


def _unseen(embedded: ShownFont, letters: str, array: list[str], out: list[str]) -> None:
    """Letters that are told without being seen, where the pen stands."""
    codes = embedded.unseen(letters)
    if codes:
        show(array, out)
        out.append(f"3 Tr [{UNSEEN_WIDTH * len(codes)}{coded(codes)}]TJ 0 Tr")


def telling(text: str) -> str:
    """The operator that begins content which stands for *text* (ISO 32000-1, 14.9.4)."""
    return f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex().upper()}>>> BDC"


def show_raised(embedded: ShownFont, word: Word, size: float, out: list[str]) -> None:
    """A word some of whose glyphs stand off the baseline (marks over letters): each with its own text rise."""
    embedded.remember(word)
    for glyph, advance, (x, y) in zip(word.glyphs, word.advances, word.offsets, strict=True):
        after = round((word.font.advance(glyph) - advance + x) * 1000)
        out.append(f"{number(y * size)} Ts [{-round(x * 1000)}{coded((glyph,))}{after}]TJ")
    out.append("0 Ts")
