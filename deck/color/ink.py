"""Inks: what the press lays down, as fractions of cyan, magenta, yellow and black."""

from __future__ import annotations

import math
import re
from functools import cache

from msgspec import Struct

# CIE Y, bare paper being 1, of the overprints of C, M and Y and of black on coated paper (FOGRA39L characterisation
# data), combined by Neugebauer's equations (H. E. J. Neugebauer 1937) with the Yule-Nielsen exponent below.
_SOLID_Y = {"": 1.0, "c": 0.262, "m": 0.192, "y": 0.846, "cm": 0.047, "cy": 0.210, "my": 0.183, "cmy": 0.043}
_BLACK_Y = 0.024
_YULE_NIELSEN = 1.9  # the exponent at which a tint of 50 % black comes out as measured


class Ink(Struct, frozen=True):
    """A process colour, each channel 0 to 1; with *spot*, an ink of that name which the channels stand in for.

    *strength* is the tint at which a spot ink is printed, 0 to 1; the channels are those of the tint.
    """

    c: float
    m: float
    y: float
    k: float
    spot: str = ""
    strength: float = 1.0

    @property
    def cmyk(self) -> tuple[float, float, float, float]:
        """The four channels."""
        return (self.c, self.m, self.y, self.k)

    @property
    def coverage(self) -> float:
        """Total area coverage: the sum of the channels, 0 to 4."""
        return self.c + self.m + self.y + self.k

    @property
    def black_only(self) -> bool:
        """Whether only the black plate carries it, so that it may overprint."""
        return self.k > 0 and self.c == self.m == self.y == 0 and not self.spot

    def luminance(self) -> float:
        """Relative luminance on white paper, 0 (black) to 1 (bare paper), by the Neugebauer equations."""
        total = 0.0
        for mix, y in _SOLID_Y.items():
            share = 1.0
            for name, amount in (("c", self.c), ("m", self.m), ("y", self.y)):
                share *= amount if name in mix else 1 - amount
            light = (1 - self.k) * y ** (1 / _YULE_NIELSEN) + self.k * (y * _BLACK_Y) ** (1 / _YULE_NIELSEN)
            total += share * light
        return math.pow(total, _YULE_NIELSEN)

    def contrast(self, other: Ink) -> float:
        """Contrast ratio with another ink, 1 to 21 (WCAG 2.2, "contrast ratio")."""
        return _contrast(self, other)

    def tint(self, share: float) -> Ink:
        """This ink at *share* (0 to 1) of its strength."""
        return _tint(self, share)

    @property
    def solid(self) -> Ink:
        """A spot ink at its full strength, by which its tints are known."""
        return self.tint(1 / self.strength) if self.strength not in (0.0, 1.0) else self


@cache  # a deck has few inks, and asks for each on every card
def _tint(ink: Ink, share: float) -> Ink:
    c, m, y, k = (round(channel * share, 3) for channel in ink.cmyk)
    return Ink(c, m, y, k, ink.spot, ink.strength * share if ink.spot else 1.0)


@cache
def _contrast(one: Ink, other: Ink) -> float:
    dark, light = sorted((one.luminance(), other.luminance()))
    return (light + 0.05) / (dark + 0.05)


BLACK = Ink(0, 0, 0, 1)
PAPER = Ink(0, 0, 0, 0)
NAMED = {"black": BLACK, "white": PAPER, "paper": PAPER}

_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_CMYK = re.compile(r"cmyk\(([^()]*)\)", re.IGNORECASE)
_HOW = 'Write a colour as "#FFD400" (in quotes) or as cmyk(0 15 95 0).'


def to_ink(text: str) -> Ink:
    """The ink of ``"#FFD400"`` (through the press profile), ``cmyk(0 15 95 0)`` (taken as it stands), black or white.

    ValueError with a sentence a person can act on for anything else.
    """
    typed = text.strip()
    if typed.lower() in NAMED:
        return NAMED[typed.lower()]
    if match := _CMYK.fullmatch(typed):
        return _from_percents(typed, match[1].replace(",", " ").split())
    if match := _HEX.fullmatch(typed):
        digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
        return _from_rgb(int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))
    if not typed:
        raise ValueError(f"the colour is empty; a # begins a comment unless it stands in quotes. {_HOW}")
    raise ValueError(f'"{text}" is not a colour. {_HOW}')


def _from_percents(typed: str, numbers: list[str]) -> Ink:
    try:
        channels = [float(number.removesuffix("%")) for number in numbers]
    except ValueError:
        channels = []
    if len(channels) != 4 or not all(0 <= channel <= 100 for channel in channels):
        raise ValueError(f'"{typed}" is not a colour: cmyk() takes four numbers from 0 to 100. {_HOW}')
    c, m, y, k = (channel / 100 for channel in channels)
    return Ink(c, m, y, k)


def _from_rgb(red: int, green: int, blue: int) -> Ink:
    """Greys go to the black plate alone: ICC black would be four inks, and small grey text would blur."""
    if red == green == blue:
        from deck.color.profile import grey_ink

        return grey_ink(red)
    from deck.color.profile import rgb_ink

    return rgb_ink(red, green, blue)
