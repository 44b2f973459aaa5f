"""The first deck's colours as FOGRA39 prints them: black reads on all, every eye parts them."""

import re
from collections.abc import Mapping
from functools import cache
from itertools import combinations
from math import atan2, cbrt, cos, degrees, exp, hypot, radians, remainder, sin, sqrt
from pathlib import Path
from typing import TypeAlias

import pytest
import yaml
from PIL import Image, ImageCms

Ink: TypeAlias = tuple[int, int, int, int]
Triple: TypeAlias = tuple[float, float, float]
Matrix: TypeAlias = tuple[Triple, Triple, Triple]

PROJECT = Path(__file__).parents[1]
PRESS_PROFILE = PROJECT / "assets/color/FOGRA39L_coated.icc"

# Linear sRGB to XYZ under D65: IEC 61966-2-1. Its middle row is WCAG's relative luminance.
SRGB_TO_XYZ: Matrix = (
    (0.4124, 0.3576, 0.1805),
    (0.2126, 0.7152, 0.0722),
    (0.0193, 0.1192, 0.9505),
)
# Colour vision on linear sRGB: Machado, Oliveira and Fernandes 2009 (doi 10.1109/TVCG.2009.113),
# the matrices that the authors publish for severity 1.0.
VISION: Mapping[str, Matrix] = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


@cache
def inks() -> Mapping[str, Ink]:
    """deck.yaml's `color: cmyk(C M Y K)`, in percent, by category letter."""
    deck = yaml.load((PROJECT / "deck.yaml").read_text("utf-8"), yaml.BaseLoader)
    return {letter: percents(entry["color"]) for letter, entry in deck["categories"].items()}


def percents(color: str) -> Ink:
    """The four percentages of `cmyk(C M Y K)`."""
    c, m, y, k = (int(number) for number in re.findall(r"\d+", color))
    return c, m, y, k


@cache
def press() -> ImageCms.ImageCmsTransform:
    """FOGRA39 to sRGB, relative colorimetric with black point compensation (ISO 18619)."""
    return ImageCms.buildTransform(
        str(PRESS_PROFILE),
        ImageCms.createProfile("sRGB"),
        "CMYK",
        "RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def printed(ink: Ink) -> Triple:
    """Linear sRGB of an ink on coated paper; transfer function of IEC 61966-2-1."""
    dots = bytes(round(percent * 255 / 100) for percent in ink)
    proof = ImageCms.applyTransform(Image.frombytes("CMYK", (1, 1), dots), press())
    assert proof is not None
    r, g, b = (value / 255 for value in proof.tobytes())
    return linear(r), linear(g), linear(b)


def linear(value: float) -> float:
    """An sRGB channel without its transfer function: IEC 61966-2-1."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def apply(matrix: Matrix, vector: Triple) -> Triple:
    """*matrix* times *vector*."""
    x, y, z = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z


def seen(color: Triple, vision: Matrix) -> Triple:
    """Linear sRGB as an eye of this *vision* sees it, clipped to the gamut."""
    r, g, b = (min(max(value, 0.0), 1.0) for value in apply(vision, color))
    return r, g, b


def lab(color: Triple) -> Triple:
    """CIELAB of linear sRGB against its own white: CIE 15:2004, 8.2.1."""
    white = apply(SRGB_TO_XYZ, (1.0, 1.0, 1.0))
    ratios = (v / w for v, w in zip(apply(SRGB_TO_XYZ, color), white, strict=True))
    x, y, z = (cbrt(t) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in ratios)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def contrast(a: Triple, b: Triple) -> float:
    """The contrast ratio of WCAG 2.2."""
    dark, light = sorted(apply(SRGB_TO_XYZ, color)[1] for color in (a, b))
    return (light + 0.05) / (dark + 0.05)


def delta_e_2000(one: Triple, two: Triple) -> float:
    """CIEDE2000 of two CIELAB colours: Sharma, Wu and Dalal 2005, equations 2 to 22."""
    (l1, a1, b1), (l2, a2, b2) = one, two
    stretch = 1.5 - 0.5 * saturation((hypot(a1, b1) + hypot(a2, b2)) / 2)
    c1, c2 = hypot(a1 * stretch, b1), hypot(a2 * stretch, b2)
    h1, h2 = (degrees(atan2(b, a * stretch)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = remainder(h2 - h1, 360) if c1 * c2 else 0.0
    lightness, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = h1 + turn / 2 if c1 * c2 else h1 + h2
    t = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    offset = (lightness - 50) ** 2
    light = (l2 - l1) / (1 + 0.015 * offset / sqrt(20 + offset))
    colour = (c2 - c1) / (1 + 0.045 * chroma)
    tone = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * t)
    blue = 60 * exp(-(((hue % 360 - 275) / 25) ** 2))
    rotation = -2 * saturation(chroma) * sin(radians(blue))
    return sqrt(light**2 + colour**2 + tone**2 + rotation * colour * tone)


def saturation(chroma: float) -> float:
    """The root that CIEDE2000 uses twice, from 0 for greys to 1: equations 4 and 17."""
    return sqrt(chroma**7 / (chroma**7 + 25**7))


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [  # rows 1, 7, 9, 13, 17, 25 and 34 of Sharma, Wu and Dalal 2005, table 1
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
        ((50.0, -0.001, 2.49), (50.0, 0.0009, -2.49), 4.8045),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_delta_e_2000_as_published(one: Triple, two: Triple, expected: float) -> None:
    assert delta_e_2000(one, two) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize("letter", inks())
def test_black_text_overprinted_on_a_category_reads_at_7_to_1(letter: str) -> None:
    c, m, y, k = inks()[letter]
    assert contrast(printed((c, m, y, k)), printed((c, m, y, 100))) >= 7


@pytest.mark.parametrize(
    ("vision", "least"),
    [("normal", 15), ("protanopia", 8), ("deuteranopia", 8), ("tritanopia", 7)],
)
def test_every_eye_tells_every_two_categories_apart(vision: str, least: float) -> None:
    looks = {letter: lab(seen(printed(ink), VISION[vision])) for letter, ink in inks().items()}
    differences = {a + b: delta_e_2000(looks[a], looks[b]) for a, b in combinations(looks, 2)}
    closest = min(differences, key=lambda pair: differences[pair])
    assert differences[closest] >= least, f"{closest} are {differences[closest]:.2f} apart"
