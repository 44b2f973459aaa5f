"""Screen colours to press inks through an ICC profile (Pillow's ImageCms, that is, Little CMS)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from deck.color.ink import Ink
from deck.resources import bundled

if TYPE_CHECKING:
    from PIL import ImageCms

DEFAULT_PROFILE = "assets/color/FOGRA39L_coated.icc"
SMALLEST = 0.04  # a channel under 4 % is a sprinkle of dots that a press does not hold


@cache
def profile_bytes() -> bytes:
    """The bundled press profile: offset on coated paper, FOGRA39."""
    return bundled(DEFAULT_PROFILE).read_bytes()


@cache
def rgb_ink(red: int, green: int, blue: int) -> Ink:
    """The ink for an sRGB colour: relative colorimetric, black point compensation, whole percents."""
    return rgb_inks([(red, green, blue)])[0]


def rgb_inks(colors: Sequence[tuple[int, int, int]]) -> list[Ink]:
    """The inks for many sRGB colours, which take hardly longer than one."""
    from PIL import Image, ImageCms  # 60 ms: only decks with screen colours pay it

    pixels = Image.frombytes("RGB", (len(colors), 1), bytes(level for color in colors for level in color))
    pressed = ImageCms.applyTransform(pixels, _to_press())
    assert pressed is not None  # only an in-place transform returns None
    levels = pressed.tobytes()
    channels = [round(level / 255, 2) if level / 255 >= SMALLEST else 0.0 for level in levels]
    return [Ink(c, m, y, k) for c, m, y, k in zip(*(channels[place::4] for place in range(4)), strict=True)]


@cache
def _to_press() -> ImageCms.ImageCmsTransform:
    """The way from sRGB to press inks, which takes 30 ms to find."""
    from PIL import ImageCms

    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(io.BytesIO(profile_bytes())),
        "RGB",
        "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


@cache
def ink_rgb(ink: Ink) -> tuple[int, int, int]:
    """The sRGB colour (0 to 255) that looks as *ink* does on coated paper; solid black is the screen's black."""
    if ink.black_only and ink.k == 1:
        return (0, 0, 0)
    from PIL import Image, ImageCms

    levels = tuple(round(channel * 255) for channel in ink.cmyk)
    pixel = ImageCms.applyTransform(Image.new("CMYK", (1, 1), levels), _to_screen())
    assert pixel is not None  # only an in-place transform returns None
    red, green, blue = pixel.tobytes()
    return (red, green, blue)


@cache
def _to_screen() -> ImageCms.ImageCmsTransform:
    """The way from press inks to sRGB, which takes 30 ms to find."""
    from PIL import ImageCms

    return ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(io.BytesIO(profile_bytes())),
        ImageCms.createProfile("sRGB"),
        "CMYK",
        "RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


# Luminance (bare paper 1) of black tints in percent on coated paper: FOGRA39L characterisation data.
_BLACK_TINTS = (
    (0, 1.0), (5, 0.922), (10, 0.846), (15, 0.773), (20, 0.705), (25, 0.636), (30, 0.572), (40, 0.453),
    (50, 0.345), (60, 0.252), (70, 0.170), (80, 0.106), (90, 0.057), (95, 0.038), (100, 0.024),
)  # fmt: skip


def grey_ink(level: int) -> Ink:
    """The black-only ink that prints as the sRGB grey *level* (0 to 255), black point compensated."""
    share = level / 255
    linear = ((share + 0.055) / 1.055) ** 2.4 if share > 0.04045 else share / 12.92  # IEC 61966-2-1
    darkest = _BLACK_TINTS[-1][1]
    wanted = darkest + (1 - darkest) * linear
    for (tint, light), (next_tint, next_light) in pairwise(_BLACK_TINTS):
        if wanted >= next_light:
            percent = tint + (next_tint - tint) * (light - wanted) / (light - next_light)
            return Ink(0, 0, 0, round(percent / 100, 2))
    return Ink(0, 0, 0, 1)
