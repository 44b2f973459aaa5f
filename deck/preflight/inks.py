"""Colour spaces, ink, overprint and transparency of what is painted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from deck.preflight.content import Content
from deck.preflight.findings import Expected, Finding, bad, count, good, listed, percent, warning
from deck.preflight.state import Painted

SPACES, INK, OVERPRINT, TRANSPARENCY = "Colours", "Ink", "Overprint", "Transparency"
ROUNDING = 0.005  # half a percent
Inside = Callable[[Painted], bool]


def judge_colours(content: Content, expected: Expected) -> Iterator[Finding]:
    """Inks only; RGB of no named device never (ISO 15930-7:2010, 6.2: the intent is a CMYK press)."""
    pages: dict[tuple[str, str], set[int]] = {}
    for thing in content.painted:
        what = "pictures" if thing.kind == "image" else "text" if thing.kind == "text" else "drawing"
        key = (thing.colour.space.family, f"{thing.colour.space.name} in {what}")
        pages.setdefault(key, set()).add(thing.page)
    for (family, said), where in sorted(pages.items()):
        if family == "rgb":
            yield bad(SPACES, f"{said}: a press prints CMYK, and what becomes of it is left to chance", where)
        elif family == "managed" and expected.old:
            yield bad(SPACES, f"{said}: {expected.standard} allows inks only", where)
        elif family == "managed":
            yield warning(SPACES, f"{said}: the shop's system will turn it into inks", where)
    yield from _inks(content)


def _inks(content: Content) -> Iterator[Finding]:
    """The inks as they are, and spot colours: each is a plate of its own, which somebody pays for."""
    spots: dict[str, set[int]] = {}
    for thing in content.painted:
        for name in thing.colour.space.spots:
            spots.setdefault(name, set()).add(thing.page)
    for name, where in sorted(spots.items()):
        yield warning(SPACES, f"Spot colour {name}: it needs a plate of its own", where)
    plain = {"cmyk": "CMYK", "grey": "black", "registration": "registration (crop marks)"}
    used = {plain[t.colour.space.family] for t in content.painted if t.colour.space.family in plain}
    yield good(SPACES, f"Inks used as such: {listed(used) or 'none'}")


def judge_ink(content: Content, expected: Expected, inside: Inside) -> Iterator[Finding]:
    """The most ink in one place, of what lies within the bleed: more than paper takes does not dry."""
    things = [thing for thing in content.painted if inside(thing)]
    marks = {thing.page for thing in things if thing.colour.space.family == "registration"}
    if marks:
        yield bad(INK, "Registration colour, which prints on every plate, is used inside the trim", marks)
    inks = [(t.ink, t.page) for t in things if t.ink is not None and t.colour.space.family != "registration"]
    most = max((ink for ink, _ in inks), default=0.0)
    limit = expected.ink_limit
    if most > limit + ROUNDING:
        where = {page for ink, page in inks if ink > limit + ROUNDING}
        yield bad(INK, f"{percent(most)} of ink in one place; {percent(limit)} is allowed", where)
    elif things and not inks:
        yield warning(INK, "Not known: no colour of this file is told in inks")
    elif not marks:
        yield good(INK, f"{percent(most)} at most (allowed: {percent(limit)})")


def judge_overprint(content: Content) -> Iterator[Finding]:
    """White must never overprint, black text should (ISO 32000-1, 8.6.7)."""
    white = {thing.page for thing in content.painted if thing.overprint and thing.colour.white}
    if white:
        yield bad(OVERPRINT, "White is set to overprint: it would vanish from the print", white)
    black = [t for t in content.painted if t.kind == "text" and t.colour.black]
    gaps = {thing.page for thing in black if not thing.overprint}
    if gaps:
        number = sum(not thing.overprint for thing in black)
        said = f"{count(number, 'black text')} without overprint: on a coloured ground, white gaps may show"
        yield warning(OVERPRINT, said, gaps)
    elif not white:
        yield good(OVERPRINT, "Black text overprints, white does not" if black else "Nothing white overprints")


def judge_transparency(content: Content, expected: Expected) -> Iterator[Finding]:
    """Transparency is for PDF/X-4 alone; X-1a must be flattened (ISO 15930-4:2003)."""
    if not content.transparency:
        yield good(TRANSPARENCY, "There is no transparency")
    for what, pages in sorted(content.transparency.items()):
        if expected.old:
            yield bad(TRANSPARENCY, f"There is {what}, which {expected.standard} does not know", pages)
        else:
            yield good(TRANSPARENCY, f"There is {what}, as {expected.standard} allows")
