"""The typefaces of a deck: the bundled one, those whose files deck.yaml names, and what each falls back on."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from deck.model import Typeface
from deck.problems import Mark, Problems, did_you_mean, shortened
from deck.resources import bundled
from deck.source.naming import TEXT_FACE
from deck.source.nodes import Mapping
from deck.source.shapes import FontsShape, TypefaceShape
from deck.source.validate import mark_of, node_at

NOTO = "assets/fonts/NotoSans-Condensed"
FACES = {"regular": "", "bold": "Bold", "italic": "Italic", "bold_italic": "BoldItalic"}
ENDINGS = (".ttf", ".otf")
# How a TrueType or OpenType file begins (OpenType specification, "Organization of an OpenType Font").
SIGNATURES = (b"\0\1\0\0", b"OTTO", b"true")


def read_typefaces(shape: FontsShape, tree: Mapping, root: Path, problems: Problems) -> dict[str, Typeface]:
    """The typefaces by name; a file that is missing, no font or outside the project is noted."""
    reader = _Reader(shape, tree, root, problems)
    own = {name: reader.typeface(name, typed) for name, typed in shape.typefaces.items()}
    reader.known = {TEXT_FACE: _noto(TEXT_FACE), **own}
    shared = reader.chain(shape.fallback, ("fonts", "fallback"))
    for name in list(reader.known):
        typed = shape.typefaces.get(name, TypefaceShape())
        chain = dict.fromkeys([*reader.chain(typed.fallback, ("fonts", name, "fallback")), *shared])
        fallback = tuple(other for other in chain if other != name)
        reader.known[name] = replace(reader.known[name], fallback=fallback)
    return reader.known


def _noto(name: str) -> Typeface:
    return Typeface(name, *(bundled(f"{NOTO}{suffix}.ttf") for suffix in FACES.values()))


class _Reader:
    """Finds the files that the names in deck.yaml stand for."""

    def __init__(self, shape: FontsShape, tree: Mapping, root: Path, problems: Problems) -> None:
        self.shape, self.tree, self.root, self.problems = shape, tree, root, problems
        self.known: dict[str, Typeface] = {}

    def typeface(self, name: str, shape: TypefaceShape) -> Typeface:
        """The faces that one typeface names, without what it falls back on."""
        place = ("fonts", name)
        named = {face: typed for face in FACES if (typed := getattr(shape, face))}
        if not named:
            return _noto(name)
        if "regular" not in named:
            hints = ["Add:  regular: MyFont.ttf"]
            self.problems.add('"regular" is missing here.', mark_of(self.tree, place), hints=hints)
        alone = not isinstance(node_at(self.tree, place), Mapping)
        marks = {face: mark_of(self.tree, place if alone else (*place, face), value=True) for face in named}
        found: dict[str, Path | None] = {face: self._file(typed, marks[face]) for face, typed in named.items()}
        regular = found.get("regular") or _noto(name).regular  # a stand-in: its loss has been noted
        return Typeface(name, regular, found.get("bold"), found.get("italic"), found.get("bold_italic"))

    def chain(self, names: list[str], place: tuple[str | int, ...]) -> list[str]:
        """The typefaces that a list under ``fallback`` names; a font file becomes a typeface of its own name."""
        found: list[str] = []
        for index, name in enumerate(names):
            if name not in self.known:
                file = self._file(name, mark_of(self.tree, (*place, index), value=True), [*self.known])
                if file is None:
                    continue
                self.known[name] = Typeface(name, file)
            found.append(name)
        return found

    def _file(self, typed: str, mark: Mark, names: list[str] | None = None) -> Path | None:
        """The font file that is meant; None, and noted, when there is none. *names* are those of typefaces."""
        file = _found(typed, self.root)
        if file is None:
            what, hints = f'there is no font file "{shortened(typed)}" in this project.', []
            if names is not None and not typed.lower().endswith(ENDINGS):
                what, hints = f'there is no typeface "{shortened(typed)}".', [*did_you_mean(typed, names)]
            hints.append("Put the font file into assets/fonts/ and write its name here.")
            self.problems.add(what, mark, hints=hints)
        elif not _begins_like_a_font(file):
            hint = "A TrueType (.ttf) or OpenType (.otf) file is needed."
            self.problems.add(f'"{typed}" is not a font that can be used.', mark, hints=[hint])
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
            return font.read(4) in SIGNATURES
    except OSError:
        return False
