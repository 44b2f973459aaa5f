"""PNG files for online printers: one a face, at their exact pixel size, in sRGB."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from deck.face.face import Face
from deck.formats import Format
from deck.impose.sheet import Placement, Sheet
from deck.impose.sheets import face_page
from deck.outputs import Output
from deck.problems import Problems
from deck.render.about import About
from deck.render.output import write_folder
from deck.render.pdf import render_screen
from deck.render.png import pictures
from deck.render.proof import Said
from deck.shops import DPI, product_of
from deck.source.naming import file_stem
from deck.units import Box

# Tabletop Simulator, knowledge base, "Custom Deck": 10 x 7 cards at most, pictures up to 10,000 pixels.
GRID_COLUMNS, GRID_MOST, GRID_WIDTH = 10, 70, 500
RELATIVE_COLORIMETRIC = b"\x01"  # the rendering intent in the sRGB chunk (PNG, third edition, 11.3.2.5)


def write_products(
    pairs: Iterable[tuple[Face, Face]], about: About, output: Output, target: Path, problems: Problems, said: Said
) -> None:
    """Write a PNG for every face into the folder *target*: ``001-<card>-front.png`` … in deck order.

    A folder that lies there already is replaced as a whole, once all its pictures are made.
    """
    numbered = [(number, face) for number, pair in enumerate(pairs, 1) for face in pair]

    def write(folder: Path) -> None:
        _write_pictures(numbered, about, output, folder, said)

    write_folder(target, write, problems)


def _write_pictures(
    numbered: Sequence[tuple[int, Face]], about: About, output: Output, folder: Path, said: Said
) -> None:
    size = numbered[0][1]
    pixels = product_of(Format("", size.width, size.height), output)
    assert pixels is not None  # checked before anything is drawn
    sheets = [_page(face, pixels) for _, face in numbered]
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:  # the room beside the target, which is swept
        file = Path(scratch) / "faces.pdf"
        buffer = io.BytesIO()
        render_screen(sheets, about, buffer, said)
        file.write_bytes(buffer.getvalue())
        for (number, face), picture in zip(numbered, pictures(file, DPI), strict=True):
            chunks = PngInfo()
            chunks.add(b"sRGB", RELATIVE_COLORIMETRIC)
            exact = picture.convert("RGB").crop((0, 0, *pixels))
            name = f"{number:03d}-{file_stem(face.card.file_name)}-{face.side}.png"
            exact.save(folder / name, dpi=(DPI, DPI), pnginfo=chunks, optimize=True)


def write_grids(pairs: Iterable[tuple[Face, Face]], about: About, folder: Path, said: Said) -> None:
    """Write Tabletop Simulator's sheets into *folder*: ten cards across, up to seven down, fronts and backs alike."""
    all_pairs = list(pairs)
    chunks = [all_pairs[start : start + GRID_MOST] for start in range(0, len(all_pairs), GRID_MOST)]
    for number, chunk in enumerate(chunks, 1):
        suffix = f"-{number}" if len(chunks) > 1 else ""
        for index, side in enumerate(("fronts", "backs")):
            _write_grid([pair[index] for pair in chunk], about, folder / f"{side}{suffix}.png", said)


def _write_grid(faces: Sequence[Face], about: About, file: Path, said: Said) -> None:
    rows = max(2, -(-len(faces) // GRID_COLUMNS))  # the program wants two rows at least
    dpi = GRID_WIDTH / faces[0].width * 72
    with tempfile.TemporaryDirectory(dir=file.parents[1]) as scratch:
        pdf = Path(scratch) / "faces.pdf"
        with pdf.open("w+b") as stream:
            render_screen([face_page(face, 0.0) for face in faces], about, stream, said)
        tiles = [picture.convert("RGB") for picture in pictures(pdf, dpi)]
    width, height = GRID_WIDTH, tiles[0].height
    sheet = Image.new("RGB", (GRID_COLUMNS * width, rows * height), "white")
    for index, tile in enumerate(tiles):
        sheet.paste(tile.resize((width, height)), (index % GRID_COLUMNS * width, index // GRID_COLUMNS * height))
    sheet.save(file, optimize=True)


def _page(face: Face, pixels: tuple[int, int]) -> Sheet:
    """A page of exactly so many pixels at 300 dpi, the face in its middle."""
    width, height = pixels[0] * 72 / DPI, pixels[1] * 72 / DPI
    cell = Box((width - face.width) / 2, (height - face.height) / 2, face.width, face.height)
    return Sheet(1, 1, "recto", width, height, face.bleed, (Placement(face, cell),), ())
