"""Make the pictures with which a deck of the layout "picture" begins: three landscapes of flat colour.

    python tools/make_starter_pictures.py

They are large enough for cards of A6 at 300 pixels an inch, bleed counted.
"""

from __future__ import annotations

import math
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parents[1] / "deck" / "starters" / "pictures"
WIDTH, HEIGHT = 1330, 1840  # pixels: 111 x 154 mm at 300 an inch
SUPER = 2
Colour = tuple[int, int, int]


def scene(name: str, sky: tuple[Colour, Colour], sun: tuple[float, float, float, Colour], hills: list[Colour]) -> None:
    """A sky that turns from one colour into another in bands, a sun or moon (x, y, radius), hills before it."""
    picture = Image.new("RGB", (WIDTH * SUPER, HEIGHT * SUPER))
    draw = ImageDraw.Draw(picture)
    width, height = picture.size
    bands = 14
    for band in range(bands):
        share = band / (bands - 1)
        colour = tuple(round(a + (b - a) * share) for a, b in zip(*sky, strict=True))
        draw.rectangle((0, height * band // bands, width, height * (band + 1) // bands), fill=colour)
    x, y, radius = sun[0] * width, sun[1] * height, sun[2] * width
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=sun[3])
    for number, colour in enumerate(hills):
        base = height * (0.52 + 0.13 * number)
        line = [
            (step, base + height * 0.05 * math.sin(step / width * (3.1 + 1.3 * number) + 1.9 * number)
             + height * 0.018 * math.sin(step / width * 9 + number))
            for step in range(0, width + 8, 8)
        ]  # fmt: skip
        draw.polygon([*line, (width, height), (0, height)], fill=colour)
    small = picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    small.quantize(64, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)


def main() -> None:
    """Write the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    scene("morning", ((255, 214, 150), (255, 244, 214)), (0.66, 0.36, 0.13, (255, 250, 235)),
          [(242, 170, 120), (214, 112, 92), (150, 70, 84), (88, 46, 74)])  # fmt: skip
    scene("noon", ((128, 200, 232), (226, 243, 247)), (0.28, 0.2, 0.1, (255, 246, 190)),
          [(150, 204, 150), (104, 172, 110), (62, 132, 88), (34, 92, 70)])  # fmt: skip
    scene("night", ((24, 32, 72), (92, 96, 150)), (0.7, 0.22, 0.09, (250, 246, 224)),
          [(70, 78, 132), (50, 58, 108), (34, 42, 84), (20, 26, 58)])  # fmt: skip


if __name__ == "__main__":
    main()
