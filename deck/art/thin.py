"""Parts of a pictogram too thin to print, and gaps too narrow to stay open."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image, ImageChops

THINNEST_MM = 0.35  # ink spreads and paper moves: thinner lines break up and thinner gaps fill in
PIXELS = 7  # pixels to the thinnest part; odd, so that a disc has a middle
PIXELS_PER_INCH = PIXELS / THINNEST_MM * 25.4
LEAST_AREA = 0.6  # a spot smaller than this share of a square of that thickness is a corner's point, not a part


def thin_spots(picture: Image.Image) -> tuple[int, int]:
    """How many parts are too thin and how many gaps too narrow in a black and white picture.

    What morphological opening by a disc as wide as the thinnest part takes away is too thin (J. Serra 1982, *Image
    Analysis and Mathematical Morphology*); a gap is a thin part of the negative.
    """
    ink = ImageChops.invert(picture.convert("L")).point(lambda value: 255 if value > 127 else 0)
    framed = Image.new("L", (ink.width + 4 * PIXELS, ink.height + 4 * PIXELS))
    framed.paste(ink, (2 * PIXELS, 2 * PIXELS))
    return _spots(framed), _spots(ImageChops.invert(framed))


def _spots(shape: Image.Image) -> int:
    opened = _over_disc(_over_disc(shape, ImageChops.darker), ImageChops.lighter)
    lost = ImageChops.subtract(shape, opened)
    pixels = {index for index, value in enumerate(lost.tobytes()) if value}
    return sum(size > LEAST_AREA * PIXELS * PIXELS for size in _areas(pixels, lost.width))


def _over_disc(shape: Image.Image, choose: Callable[[Image.Image, Image.Image], Image.Image]) -> Image.Image:
    """The darkest or lightest pixel within a disc as wide as the thinnest part: erosion or dilation."""
    reach = PIXELS // 2
    result = shape
    for dx in range(-reach, reach + 1):
        for dy in range(-reach, reach + 1):
            if 0 < dx * dx + dy * dy <= (PIXELS / 2) ** 2:
                result = choose(result, ImageChops.offset(shape, dx, dy))
    return result


def _areas(pixels: set[int], width: int) -> list[int]:
    """The sizes of the connected areas among *pixels*, which are consumed."""
    sizes: list[int] = []
    while pixels:
        queue, size = [pixels.pop()], 0
        while queue:
            here = queue.pop()
            size += 1
            for neighbour in (here - 1, here + 1, here - width, here + width):
                if neighbour in pixels:
                    pixels.remove(neighbour)
                    queue.append(neighbour)
        sizes.append(size)
    return sizes
