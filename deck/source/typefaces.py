"""The typefaces of a deck: the bundled one, those that deck.yaml names, and what each falls back on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec.structs import replace

from deck.model import WHOLE, Part, Typeface
from deck.problems import Mark, Problems, Severity, did_you_mean, shortened
from deck.resources import bundled
from deck.source.naming import TEXT_FACE
from deck.source.nodes import Mapping as Tree
from deck.source.shapes import LONGEST_NAME, FontsShape, TypefaceShape
from deck.source.tree import mark_of, node_at
from deck.text.facts import FACES as WEIGHTS
from deck.text.facts import SUFFIXES, Facts, faces_among, facts_of, family_of, folded
from deck.text.notos import WHERE

NOTO, NOTO_NAME = "assets/fonts/NotoSans-Condensed", "Noto Sans Condensed"
FACES = {"regular": "", "bold": "Bold", "italic": "Italic", "bold_italic": "BoldItalic"}
LARGEST = 100_000_000  # bytes; a typeface of all Chinese signs takes 25,000,000
# How a TrueType or OpenType file begins (OpenType specification, "Organization of an OpenType Font").
SIGNATURES = (b"\0\1\0\0", b"OTTO", b"true", b"ttcf")
Files = dict[str, tuple[Path, Part]]  # by face


def read_typefaces(shape: FontsShape, tree: Tree, root: Path, problems: Problems) -> dict[str, Typeface]:
    """The typefaces by name; a font that is missing, none, or outside project and system is noted."""
    reader = _Reader(tree, root, problems, list(shape.typefaces))
    own = {name: reader.typeface(name, typed) for name, typed in shape.typefaces.items()}
    reader.known = {TEXT_FACE: made(TEXT_FACE, noto()), **own}
    shared = reader.chain(shape.fallback, ("fonts", "fallback"))
    for name in list(reader.known):
        typed = shape.typefaces.get(name, TypefaceShape())
        chain = dict.fromkeys([*reader.chain(typed.fallback, ("fonts", name, "fallback")), *shared])
        fallback = tuple(other for other in chain if other != name)
        reader.known[name] = replace(reader.known[name], fallback=fallback)
    return reader.known


def noto() -> Files:
    """The faces of the typeface that comes with the tool."""
    return {face: (bundled(f"{NOTO}{suffix}.ttf"), WHOLE) for face, suffix in FACES.items()}


def made(name: str, files: Files) -> Typeface:
    """The typeface of these *files*, which have a regular face."""
    regular, bold, italic, bold_italic = (files[face][0] if face in files else None for face in FACES)
    assert regular is not None
    parts = tuple((face, part) for face, (_, part) in files.items() if part != WHOLE)
    return Typeface(name, regular, bold, italic, bold_italic, parts=parts)


class _Reader:
    """Finds the files that the names in deck.yaml stand for."""

    def __init__(self, tree: Tree, root: Path, problems: Problems, names: list[str]) -> None:
        self.tree, self.root, self.problems, self.names = tree, root, problems, names
        self.known: dict[str, Typeface] = {}
        self._told: set[str] = set()

    def typeface(self, name: str, shape: TypefaceShape) -> Typeface:
        """The faces of one typeface, without what it falls back on; a family brings those that are not named."""
        place = ("fonts", name)
        named = {face: typed for face in FACES if (typed := getattr(shape, face))}
        if not named:
            return made(name, noto())
        if "regular" not in named:
            hints = ["Add:  regular: MyFont.ttf"]
            self.problems.add('"regular" is missing here.', mark_of(self.tree, place), hints=hints)
        alone = not isinstance(node_at(self.tree, place), Tree)
        files: Files = {}
        for face, typed in named.items():
            found = self._files(typed, mark_of(self.tree, place if alone else (*place, face), value=True))
            if face == "regular":
                files |= found
            elif found:
                files[face] = found.get(face, found["regular"])
        return made(name, {**({} if "regular" in files else noto()), **files})  # a stand-in: its loss has been noted

    def chain(self, names: list[str], place: tuple[str | int, ...]) -> list[str]:
        """The typefaces that a list under ``fallback`` names; a font becomes a typeface of its own name."""
        found: list[str] = []
        for index, name in enumerate(names):
            if name not in self.known:
                files = self._files(name, mark_of(self.tree, (*place, index), value=True), fallback=True)
                if not files:
                    continue
                self.known[name] = made(name, files)
            found.append(name)
        return found

    def _files(self, typed: str, mark: Mark, *, fallback: bool = False) -> Files:
        """The faces of the font file or of the family that is meant; none, and noted, when it is not there."""
        file = _found(typed, self.root)
        if file is None and not _like_a_file(typed):
            return self._family(typed, mark, fallback=fallback)
        if file is None:
            hint = "Put the font file into assets/fonts/ and write its name here."
            self.problems.add(f'there is no font file "{shortened(typed)}" in this project.', mark, hints=[hint])
            return {}
        if not _begins_like_a_font(file):
            hint = "A TrueType (.ttf) or OpenType (.otf) file is needed."
            self.problems.add(f'"{typed}" is not a font that can be used.', mark, hints=[hint])
            return {}
        faces = facts_of(file)
        several = len(faces) > 1 or (faces and faces[0].axes)
        return _parts(faces_among(faces)) if several else {"regular": (file, WHOLE)}

    def _family(self, typed: str, mark: Mark, *, fallback: bool) -> Files:
        """The faces of a family: of the project's own fonts, of the one that comes along, of those installed here."""
        own = [face for file in _own_fonts(self.root) for face in facts_of(file)]
        if found := family_of(own, typed):
            return _parts(found)
        if folded(typed) == folded(NOTO_NAME):
            return noto()
        from deck.text.installed import installed  # which most decks do without

        system = installed()
        found = system.family(typed)
        if found:
            self._note(typed, found, mark)
            return _parts(found)
        known = [*(self.names if fallback else ()), *(face.family for face in own), NOTO_NAME, *system.names()]
        said = f'there is no typeface "{shortened(typed)}", neither in this project nor installed on this computer.'
        where = f", from {WHERE}," if folded(typed).startswith("noto") else ""
        meant = [] if where else did_you_mean(typed, known)
        hints = [*meant, f"Put the font file{where} into assets/fonts/ (make that folder) and write its name here."]
        self.problems.add(said, mark, hints=hints)
        return {}

    def _note(self, typed: str, found: Mapping[str, Facts], mark: Mark) -> None:
        """Say once of a family that it is not part of the project."""
        family = found["regular"].family
        if family not in self._told:
            files = list(dict.fromkeys(face.file for face in found.values()))
            said = f'"{typed}" is a font of this computer; without it this deck cannot be printed on another.'
            hints = ["To keep it with the deck, where its licence allows that, copy into a folder assets/fonts/:"]
            hints += [f"  {file}" for file in files]
            self.problems.add(said, mark, hints=hints, severity=Severity.NOTE)
        self._told.add(family)


def _parts(faces: Mapping[str, Facts]) -> Files:
    """What of which file each face is."""
    return {name: (face.file, Part(face.index, face.location(*WEIGHTS[name]))) for name, face in faces.items()}


def _own_fonts(root: Path) -> Iterable[Path]:
    """The font files of the project."""
    files = {
        Path(os.path.realpath(file)) for folder in (root, root / "assets" / "fonts") for file in folder.glob("*.*")
    }
    return sorted(file for file in files if file.suffix.lower() in SUFFIXES and file.is_relative_to(root))


def _like_a_file(typed: str) -> bool:
    """Whether a file is meant and not a family."""
    odd = any(sign in typed for sign in "/\\\0") or len(typed) > LONGEST_NAME
    return odd or typed.lower().endswith((*SUFFIXES, ".woff", ".woff2"))


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
