"""Pictures of a PDF: their pixels, their colours, and the most ink they lay down (ISO 32000-1, 8.9)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from msgspec import Struct
from PIL import Image, ImageChops

from deck.preflight.colours import UNKNOWN, Colour, Space, read_space
from deck.preflight.opening import DAMAGE

LARGEST = 100_000_000  # pixels; the ink of larger pictures is not measured
MEASURED = 400  # pixels on the longer side: ink is a matter of areas, not of single dots


class Picture(Struct, frozen=True):
    """A bitmap: its pixels, its space; a *stencil* takes the colour in force, a *soft* one lets things through."""

    width: int
    height: int
    space: Space
    stencil: bool
    soft: bool
    ink: float | None


def read_picture(image: Any, resources: Any, inline: bool = False) -> Picture:
    """The picture of an image dictionary, or of what an inline image says of itself."""
    if inline:
        space = read_space(pikepdf.Name(f"/Device{'Gray' if image.mode in ('1', 'L') else image.mode}"), None)
        return Picture(int(image.width), int(image.height), space, bool(image.image_mask), False, None)
    stencil = bool(image.get("/ImageMask", False))
    space = read_space(image["/ColorSpace"], resources) if "/ColorSpace" in image else UNKNOWN
    soft = "/SMask" in image or bool(image.get("/SMaskInData", 0))
    size = int(image["/Width"]), int(image["/Height"])
    ink = None if stencil else picture_ink(image, space, *size)
    return Picture(*size, space, stencil, soft, ink)


def picture_ink(image: Any, space: Space, width: int, height: int) -> float | None:
    """The most ink of a CMYK picture (0 to 4), averaged over small areas; None for what cannot be measured."""
    if space.family != "cmyk" or space.components != 4 or not 0 < width * height <= LARGEST:
        return None
    try:
        pixels = _pixels(image, width, height)
    except DAMAGE:
        return None
    if pixels is None:
        return None
    pixels.thumbnail((MEASURED, MEASURED), Image.Resampling.BOX)
    inks = iter(pixels.tobytes())
    return max(map(sum, zip(inks, inks, inks, inks, strict=True))) / 255


def _pixels(image: Any, width: int, height: int) -> Image.Image | None:
    """The samples as CMYK pixels, 255 being full ink; None for codings other than JPEG and plain bytes."""
    filters = image.get("/Filter", [])
    last = str(filters[-1] if isinstance(filters, pikepdf.Array) and len(filters) else filters)
    if last == "/DCTDecode":
        pixels: Image.Image = Image.open(io.BytesIO(image.read_raw_bytes()))
        # Pillow turns every JPEG of four channels over, as Adobe's files need; a PDF tells by Decode (8.9.5.2).
        pixels = ImageChops.invert(pixels) if pixels.mode == "CMYK" else pixels
    elif int(image.get("/BitsPerComponent", 8)) == 8:
        pixels = Image.frombytes("CMYK", (width, height), image.read_bytes())
    else:
        return None
    turned = [float(number) for number in image.get("/Decode", [])][:2] == [1, 0]
    return (ImageChops.invert(pixels) if turned else pixels) if pixels.mode == "CMYK" else None


def shading_colours(shading: Any, space: Space) -> Iterator[Colour]:
    """The colours between which a shading runs; one without values where its function does not tell (8.7.4.5)."""
    ends = list(_ends(shading.get("/Function")))
    for values in ends or [()]:
        yield Colour(space, values[: space.components])


def _ends(function: Any) -> Iterator[tuple[float, ...]]:
    """The ends of exponential functions, and of those stitched together (7.10.3, 7.10.4)."""
    if not isinstance(function, pikepdf.Dictionary):
        return
    if int(function.get("/FunctionType", 0)) == 3:
        for part in function["/Functions"]:
            yield from _ends(part)
    elif int(function.get("/FunctionType", 0)) == 2:
        for key, default in (("/C0", 0.0), ("/C1", 1.0)):
            yield tuple(float(value) for value in function.get(key, [default]))
