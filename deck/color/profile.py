"""Screen colours to press inks through an ICC profile (Pillow's ImageCms, that is, Little CMS)."""

from __future__ import annotations

import io
from functools import cache

from deck.color.ink import Ink
from deck.resources import bundled

DEFAULT_PROFILE = "assets/color/FOGRA39L_coated.icc"
SMALLEST = 0.04  # a channel under 4 % is a sprinkle of dots that a press does not hold


@cache
def profile_bytes() -> bytes:
    """The bundled press profile: offset on coated paper, FOGRA39."""
    return bundled(DEFAULT_PROFILE).read_bytes()


@cache
def rgb_ink(red: int, green: int, blue: int) -> Ink:
    """The ink for an sRGB colour: relative colorimetric, black point compensation, whole percents."""
    from PIL import Image, ImageCms  # 60 ms: only decks with screen colours pay it

    press = ImageCms.ImageCmsProfile(io.BytesIO(profile_bytes()))
    transform = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        press,
        "RGB",
        "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    pixel = ImageCms.applyTransform(Image.new("RGB", (1, 1), (red, green, blue)), transform)
    assert pixel is not None  # only an in-place transform returns None
    channels = pixel.tobytes()
    c, m, y, k = (round(channel / 255, 2) if channel / 255 >= SMALLEST else 0.0 for channel in channels)
    return Ink(c, m, y, k)


def grey_ink(level: int) -> Ink:
    """The black-only ink that prints as the sRGB grey *level* (0 black, 255 paper) on coated paper.

    L* of the grey is mapped to the L* of a black tint: paper 95, solid 16, and the tone curve B of ISO 12647-2
    (a tint of 50 % prints as 66 %).
    """
    linear = ((level / 255 + 0.055) / 1.055) ** 2.4 if level > 10 else level / 255 / 12.92
    lightness = 116 * linear ** (1 / 3) - 16 if linear > 0.008856 else 903.3 * linear
    printed = 1 - lightness / 100
    tint = printed - 0.16 * 4 * printed * (1 - printed) * 0.5
    return Ink(0, 0, 0, round(min(1.0, max(0.0, tint)), 2))
