"""Pages of a PDF as PNG pictures, by PDFium."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from deck.problems import Problems
from deck.render.output import put_bytes


def pictures(file: Path, dpi: float) -> Iterator[Image.Image]:
    """The pages of *file*, one after the other, at *dpi* pixels an inch."""
    import pypdfium2  # 40 ms: only what shows pictures pays it

    document = pypdfium2.PdfDocument(str(file))
    try:
        for index in range(len(document)):
            picture: Image.Image = document[index].render(scale=dpi / 72).to_pil()
            yield picture
    finally:
        document.close()


def write_pictures(file: Path, dpi: float, problems: Problems) -> list[Path]:
    """The pages of *file* as PNG files beside it: ``name.png``, or ``name-1.png`` … when there are several."""
    pages = list(pictures(file, dpi))
    names = [
        file.with_name(f"{file.stem}-{n}.png" if len(pages) > 1 else f"{file.stem}.png")
        for n in range(1, len(pages) + 1)
    ]
    for page, name in zip(pages, names, strict=True):
        out = io.BytesIO()
        page.convert("RGB").save(out, "PNG", optimize=True, dpi=(dpi, dpi))
        put_bytes(name, out.getvalue(), problems)
    return names
