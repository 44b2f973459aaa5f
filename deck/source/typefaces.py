"""The typefaces of a deck: the bundled one, and those whose files deck.yaml names."""

from __future__ import annotations

import os
from collections.abc import Mapping as MappingOf
from pathlib import Path

from deck.model import Typeface
from deck.problems import Problems, shortened
from deck.resources import bundled
from deck.source.naming import TEXT_FACE
from deck.source.nodes import Mapping
from deck.source.shapes import TypefaceShape
from deck.source.validate import mark_of

NOTO = "assets/fonts/NotoSans-Condensed"
FACES = {"regular": "", "bold": "Bold", "italic": "Italic", "bold_italic": "BoldItalic"}
# How a TrueType or OpenType file begins (OpenType specification, "Organization of an OpenType Font").
LARGEST = 100_000_000  # bytes; a typeface of all Chinese signs takes 25,000,000
SIGNATURES = (b"\0\1\0\0", b"OTTO", b"true")


def read_typefaces(
    shapes: MappingOf[str, TypefaceShape], tree: Mapping, root: Path, problems: Problems
) -> dict[str, Typeface]:
    """The typefaces by name; a file that is missing, no font or outside the project is noted."""
    noto = {face: bundled(f"{NOTO}{suffix}.ttf") for face, suffix in FACES.items()}
    typefaces = {TEXT_FACE: Typeface(TEXT_FACE, **noto)}
    for name, shape in shapes.items():
        found = {face: _font_file(name, face, shape, tree, root, problems) for face in FACES}
        regular = found.pop("regular") or noto["regular"]  # the one is a stand-in: its loss has been noted
        typefaces[name] = Typeface(name, regular, **found)
    return typefaces


def _font_file(
    name: str, face: str, shape: TypefaceShape, tree: Mapping, root: Path, problems: Problems
) -> Path | None:
    typed: str | None = getattr(shape, face)
    if typed is None:
        return None
    mark = mark_of(tree, ("fonts", name, face), value=True)
    file = _found(typed, root)
    if file is None:
        hint = "Put the font file into assets/fonts/ and write its name here."
        problems.add(f'there is no font file "{shortened(typed)}" in this project.', mark, hints=[hint])
    elif not _begins_like_a_font(file):
        hint = "A TrueType (.ttf) or OpenType (.otf) file is needed."
        problems.add(f'"{typed}" is not a font that can be used.', mark, hints=[hint])
        return None
    return file


def _found(typed: str, root: Path) -> Path | None:
    """The file of that name in the project's folder or its assets/fonts; never one outside the project."""
    if "\0" in typed:
        return None
    for folder in (root, root / "assets" / "fonts"):
        file = Path(os.path.realpath(folder / typed))
        if file.is_relative_to(root) and os.path.isfile(file):
            return file
    return None


def _begins_like_a_font(file: Path) -> bool:
    try:
        with file.open("rb") as font:
            return font.read(4) in SIGNATURES and file.stat().st_size <= LARGEST
    except OSError:
        return False
