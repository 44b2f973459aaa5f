"""What a picture is once it is ready to print, and where a project keeps its pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from deck.cache import Cache
from deck.color.ink import Ink
from deck.problems import Mark, Problems, Severity, did_you_mean
from deck.units import Box

if TYPE_CHECKING:
    from deck.source.project import Project

Space = Literal["CMYK", "RGB"]

FOLDER = "assets/pictures"
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff")
SHARP, COARSE = 300.0, 150.0  # pixels an inch at the printed size: warned below the first, refused below the second


class Bitmap(Struct, frozen=True):
    """A picture ready to be embedded: JPEG data, its size in pixels, its colour space, its ppi as it came."""

    name: str
    data: bytes
    width: int
    height: int
    space: Space
    ppi: float


class PictureError(ValueError):
    """A picture that cannot be used, in a sentence."""


class Studio:
    """Prepares a project's pictures for one output, each once for every size and ground it is wanted at."""

    def __init__(
        self,
        project: Project,
        space: Space,
        ink_limit: float,
        force: bool,
        problems: Problems,
        cache: Cache | None = None,
    ) -> None:
        self.project, self.space, self.ink_limit = project, space, ink_limit
        self.force, self.problems = force, problems
        self.cache = cache or Cache()
        self._ready: dict[tuple[str, float, float, Ink], Bitmap | None] = {}

    def picture(self, name: str, box: Box, ground: Ink, mark: Mark | None, title: str) -> Bitmap | None:
        """The picture *name* for *box*, on *ground*; None, with the reason noted, when it cannot be used."""
        key = (name, round(box.width, 2), round(box.height, 2), ground)
        if key not in self._ready:
            self._ready[key] = self._prepared(name, box, ground, mark, title)
        return self._ready[key]

    def _prepared(self, name: str, box: Box, ground: Ink, mark: Mark | None, title: str) -> Bitmap | None:
        file = self.project.own_file(name, FOLDER)
        if file is None or file.suffix.lower() not in SUFFIXES:
            names = [path.name for path in (self.project.root / FOLDER).glob("*") if path.suffix.lower() in SUFFIXES]
            hints = [*did_you_mean(name, names), f"Put the picture into {FOLDER}/ (JPEG, PNG, WebP or TIFF)."]
            self.problems.add(f'there is no picture called "{name}".', mark, card=title, hints=hints)
            return None
        from deck.art.bitmap import cached_picture  # 60 ms: only decks with pictures pay it

        try:
            size = (box.width, box.height)
            bitmap = cached_picture(file, *size, ground, self.space, self.ink_limit, self.cache)
        except PictureError as error:
            self.problems.add(str(error), mark, card=title, hints=["Save it again as JPEG or PNG."])
            return None
        self._judge(bitmap, mark, title)
        return bitmap

    def _judge(self, bitmap: Bitmap, mark: Mark | None, title: str) -> None:
        """A picture stretched too far shows its pixels."""
        if bitmap.ppi >= SHARP - 0.5:
            return
        refused = bitmap.ppi < COARSE and not self.force
        said = f"the picture {bitmap.name} has {bitmap.ppi:.0f} pixels an inch at its printed size"
        limit = f"under {COARSE:.0f} it is refused" if refused else f"{SHARP:.0f} are needed to print sharply"
        hints = ["Use a larger picture, or a smaller box in the layout."]
        if refused:
            hints.append("To print it all the same: deck build --force")
        severity = Severity.ERROR if refused else Severity.WARNING
        self.problems.add(f"{said}; {limit}.", mark, card=title, hints=hints, severity=severity)
