"""The smallest text, the thinnest line and the coarsest picture of what is painted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from deck.face.fit import REFUSED, WARNED
from deck.preflight.findings import Finding, bad, good, warning
from deck.preflight.fonts import UNSEEN
from deck.preflight.state import Painted
from deck.units import MM

TEXT, LINES, PICTURES = "Smallest text", "Thinnest line", "Pictures"
HAIRLINE, THIN = 0.1, 0.25  # points: under the first a plate holds no line; finishers count on the second
COARSE, FINE = 150, 300  # pixels an inch at the printed size: refused under the first, told under the second
NEAR = 0.995  # a size within half a percent of a limit keeps it


def judge_text(things: Iterable[Painted]) -> Iterator[Finding]:
    """The smallest text that stays on the cards, by its x-height: the measure of what can be read."""
    texts = [thing for thing in things if thing.kind == "text" and thing.size > 0]
    if not texts:
        yield good(TEXT, "There is no text")
        return
    least = min(texts, key=_x_height)
    x_height = _x_height(least) / MM
    about = "" if least.x_height else "about "
    said = f"{least.size:.1f} pt, x-height {about}{x_height:.2f} mm"
    if x_height < REFUSED * NEAR:
        small = {text.page for text in texts if _x_height(text) / MM < REFUSED * NEAR}
        yield bad(TEXT, f"{said}: under {REFUSED} mm it cannot be read, and may not print", small)
    elif x_height < WARNED * NEAR:
        small = {text.page for text in texts if _x_height(text) / MM < WARNED * NEAR}
        yield warning(TEXT, f"{said}: under {WARNED} mm it is hard to read", small)
    else:
        yield good(TEXT, said)


def _x_height(text: Painted) -> float:
    return text.x_height or text.size * UNSEEN


def judge_lines(things: Iterable[Painted]) -> Iterator[Finding]:
    """The thinnest line, crop marks too; a width of 0 is as thin as the machine can draw."""
    lines = [thing for thing in things if thing.kind == "line"]
    if not lines:
        yield good(LINES, "There are no lines")
        return
    thinnest = min(line.size for line in lines)
    said = f"{thinnest:.2f} pt"
    if thinnest < HAIRLINE * NEAR:
        pages = {line.page for line in lines if line.size < HAIRLINE * NEAR}
        yield bad(LINES, f"{said}: under {HAIRLINE} pt it breaks up or vanishes in print", pages)
    elif thinnest < THIN * NEAR:
        pages = {line.page for line in lines if line.size < THIN * NEAR}
        yield warning(LINES, f"{said}: {THIN} pt is the least that prints with certainty", pages)
    else:
        yield good(LINES, said)


def judge_pictures(things: Iterable[Painted]) -> Iterator[Finding]:
    """The coarsest picture at the size at which it is printed."""
    pictures = [thing for thing in things if thing.kind == "image"]
    if not pictures:
        yield good(PICTURES, "There are no pictures of pixels; everything is drawn sharp")
        return
    least = min(picture.size for picture in pictures)
    said = f"{least:.0f} ppi at the printed size"
    if least < FINE * NEAR:
        pages = {picture.page for picture in pictures if picture.size < FINE * NEAR}
        worse = least < COARSE * NEAR
        finding = bad if worse else warning
        why = f"under {COARSE} ppi its pixels show" if worse else f"{FINE} ppi is what shops ask for"
        yield finding(PICTURES, f"{said}: {why}", pages)
    else:
        yield good(PICTURES, f"{said} or finer")
