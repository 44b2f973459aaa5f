"""Colours for new categories: light enough for black text, and as unlike one another as they can be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from itertools import product

from deck.color.ink import BLACK, Ink
from deck.color.profile import ink_rgb

STEPS = (0.0, 0.2, 0.35, 0.5, 0.65, 0.8, 1.0)
READABLE = 6.0  # contrast of black text, well above the 4.5 that WCAG 2.2 asks for (1.4.3)
PALEST = 0.16  # OKLab distance from the paper: paler colours look like no colour at all
# Linear sRGB as seen without the pigment for green, the commonest want (Machado, Oliveira and Fernandes 2009, table 1).
_WITHOUT_GREEN = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
Lab = tuple[float, float, float]


def new_inks(count: int, used: Sequence[Ink]) -> list[Ink]:
    """*count* inks of two process colours at most, each as far from those before it and from *used* as there is one."""
    chosen = list(used)
    for _ in range(count):
        best = max(_candidates(), key=lambda ink: min((_distance(ink, other) for other in chosen), default=_first(ink)))
        chosen.append(best)
    return chosen[len(used) :]


def _first(ink: Ink) -> float:
    """How well an ink begins a palette: yellow, the lightest of the strong ones, does best."""
    return ink.luminance() * math.dist(_seen(ink)[0], _seen(Ink(0, 0, 0, 0))[0])


@cache
def _candidates() -> tuple[Ink, ...]:
    paper = Ink(0, 0, 0, 0)
    inks = (Ink(c, m, y, 0) for c, m, y in product(STEPS, repeat=3) if 0 in (c, m, y))
    return tuple(
        ink for ink in inks if ink.contrast(BLACK) >= READABLE and math.dist(_seen(ink)[0], _seen(paper)[0]) >= PALEST
    )


def _distance(one: Ink, other: Ink) -> float:
    """How unlike two inks look, to most people and to those who do not tell red from green."""
    return sum(math.dist(a, b) for a, b in zip(_seen(one), _seen(other), strict=True))


@cache
def _seen(ink: Ink) -> tuple[Lab, Lab]:
    red, green, blue = (_linear(level / 255) for level in ink_rgb(ink))
    weak = tuple(a * red + b * green + c * blue for a, b, c in _WITHOUT_GREEN)
    return _oklab(red, green, blue), _oklab(*(min(1.0, max(0.0, level)) for level in weak))


def _linear(level: float) -> float:
    """Light of an sRGB level (IEC 61966-2-1)."""
    return level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4


def _oklab(red: float, green: float, blue: float) -> Lab:
    """Björn Ottosson's OKLab (2020), in which distances are what the eye sees."""
    l = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)  # noqa: E741 - the cones' names
    m = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    s = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    )


def written(ink: Ink) -> str:
    """An ink as deck.yaml names it."""
    return "cmyk(" + " ".join(f"{channel * 100:g}" for channel in ink.cmyk) + ")"
