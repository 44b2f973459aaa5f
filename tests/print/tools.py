"""Tools that know nothing of the generator: poppler, MuPDF, Ghostscript, qpdf, PDFium, pikepdf; what they say of a PDF.

Coordinates are points from the sheet's top left corner, y downwards, as one looks at the sheet; what pikepdf reads
from the file itself counts upwards and is turned over here.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

MM = 72 / 25.4
PACKAGES = {"pdftotext": "poppler-utils", "pdffonts": "poppler-utils", "pdfinfo": "poppler-utils", "gs": "ghostscript"}
PLATES = ("Cyan", "Magenta", "Yellow", "Black")
DPI = 100


def run(tool: str, *arguments: str | Path) -> bytes:
    """What an external tool prints; the test fails, and never skips, where the tool is missing or complains."""
    if shutil.which(tool) is None:
        pytest.fail(f"{tool} is not installed: apt-get install {PACKAGES.get(tool, tool)}")
    done = subprocess.run([tool, *map(str, arguments)], capture_output=True, check=False)
    assert done.returncode == 0, f"{tool} gave up ({done.returncode}): {done.stderr.decode(errors='replace')}"
    return done.stdout


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    def grown(self, by: float) -> Rect:
        """This rectangle with every edge moved outwards (inwards when *by* is negative)."""
        return Rect(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def holds(self, other: Rect, tolerance: float = 0.0) -> bool:
        """Whether *other* lies inside, to within *tolerance*."""
        return (
            other.x0 >= self.x0 - tolerance
            and other.y0 >= self.y0 - tolerance
            and other.x1 <= self.x1 + tolerance
            and other.y1 <= self.y1 + tolerance
        )

    def meets(self, other: Rect) -> bool:
        """Whether the two have a point in common."""
        return self.x0 <= other.x1 and other.x0 <= self.x1 and self.y0 <= other.y1 and other.y0 <= self.y1

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle."""
        return ((self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2)

    def near(self, other: Rect, tolerance: float = 0.02) -> bool:
        """Whether both are the same, to within *tolerance*."""
        return self.holds(other, tolerance) and other.holds(self, tolerance)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text as MuPDF finds it: its words, its area, where it reads to and where its letters' tops are."""

    text: str
    area: Rect
    reads: tuple[float, float]
    top: tuple[float, float]


# ── Text ───────────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def text_lines(file: Path) -> tuple[tuple[TextLine, ...], ...]:
    """The lines of text of every page (``mutool draw -F stext``)."""
    document = ElementTree.fromstring(run("mutool", "draw", "-q", "-F", "stext", file))
    return tuple(tuple(map(_text_line, page.iter("line"))) for page in document.iter("page"))


def _text_line(line: ElementTree.Element) -> TextLine:
    chars = list(line.iter("char"))
    left, top, right, bottom = _numbers(line, "bbox")
    across, down = _numbers(line, "dir")
    quad = _numbers(chars[0], "quad")  # upper left, upper right, lower left, lower right
    rise = (quad[0] - quad[4], quad[1] - quad[5])
    length = (rise[0] ** 2 + rise[1] ** 2) ** 0.5
    text = "".join(char.get("c", "") for char in chars)
    up = (round(rise[0] / length, 2) + 0.0, round(rise[1] / length, 2) + 0.0)
    return TextLine(text, Rect(left, top, right, bottom), (round(across, 2) + 0.0, round(down, 2) + 0.0), up)


def _numbers(element: ElementTree.Element, name: str) -> list[float]:
    return [float(number) for number in element.get(name, "").split()]


def cropped_text(file: Path, page: int, area: Rect, *options: str) -> str:
    """The text in an *area* of a *page* (counted from 1), by ``pdftotext``."""
    x, y = int(area.x0), int(area.y0)
    crop = ("-x", x, "-y", y, "-W", int(area.x1) - x, "-H", int(area.y1) - y)
    return run("pdftotext", "-f", str(page), "-l", str(page), *map(str, crop), *options, file, "-").decode()


def pdfium_text(file: Path, page: int, area: Rect) -> str:
    """The text in an *area* of a *page* (counted from 1), by PDFium: what a browser copies."""
    with pypdfium2.PdfDocument(file) as document:
        sheet = document[page - 1]
        height = sheet.get_height()
        text: str = sheet.get_textpage().get_text_bounded(area.x0, height - area.y1, area.x1, height - area.y0)
    return text.replace("\x02", "-")  # PDFium's sign for a hyphen at the end of a line


# ── Plates ─────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Plates:
    """A page's printing plates: how much ink each lays down (0 to 255), in the order of the name of CMYK."""

    images: tuple[Image.Image, ...]
    dpi: int

    def inside(self, area: Rect) -> list[Image.Image]:
        """The part of every plate that lies in *area*."""
        box = [round(edge * self.dpi / 72) for edge in (area.x0, area.y0, area.x1, area.y1)]
        return [image.crop((box[0], box[1], box[2], box[3])) for image in self.images]

    def without(self, area: Rect) -> list[Image.Image]:
        """Every plate with *area* blanked."""
        box = [round(edge * self.dpi / 72) for edge in (area.x0, area.y0, area.x1, area.y1)]
        kept = [image.copy() for image in self.images]
        for image in kept:
            image.paste(0, (box[0], box[1], box[2], box[3]))
        return kept


def ghostscript(device: str, file: Path, *options: str, dpi: int = DPI) -> dict[str, Image.Image]:
    """The pictures that a Ghostscript device makes of *file*, by name."""
    with tempfile.TemporaryDirectory() as folder:
        out = f"{folder}/%04d.tif"
        run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", f"-sDEVICE={device}", f"-r{dpi}", *options, "-o", out, file)
        pictures = {}
        for path in sorted(Path(folder).iterdir()):
            with Image.open(path) as picture:
                pictures[path.stem] = picture.copy()
    return pictures


def plates(file: Path, pages: Sequence[int] = (), *options: str, dpi: int = DPI) -> list[Plates]:
    """The plates of *pages* (counted from 1; all when none are named), by Ghostscript's ``tiffsep``."""
    chosen = [f"-sPageList={','.join(map(str, pages))}"] if pages else []
    found = ghostscript("tiffsep", file, *chosen, *options, dpi=dpi)
    pages_found = sorted({name.partition("(")[0] for name in found})
    return [
        Plates(tuple(ImageChops.invert(found[f"{page}({plate})"]) for plate in PLATES), dpi) for page in pages_found
    ]


def text_plates(file: Path, dpi: int = DPI) -> list[Plates]:
    """The plates of every page's text alone (``tiff32nc``: ``tiffsep`` drops cached glyphs where art is filtered)."""
    found = ghostscript("tiff32nc", file, "-dFILTERVECTOR", "-dFILTERIMAGE", dpi=dpi)
    return [Plates(picture.split(), dpi) for picture in found.values()]


def most_ink(image: Image.Image) -> int:
    """The most ink (0 to 255) anywhere on a plate."""
    return int(max(index for index, count in enumerate(image.histogram()) if count))


def same(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures are alike in every pixel."""
    return one.size == other.size and ImageChops.difference(one, other).getbbox() is None


def pictures(file: Path, dpi: int = DPI) -> Iterator[Image.Image]:
    """Every page as PDFium shows it."""
    with pypdfium2.PdfDocument(file) as document:
        for page in document:
            yield page.render(scale=dpi / 72).to_pil().convert("RGB")


# ── Structure ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line on a page from (x0, y0) to (x1, y1), the ink it is drawn with, and whether it is dashed."""

    x0: float
    y0: float
    x1: float
    y1: float
    ink: str
    dashed: bool = False

    @property
    def area(self) -> Rect:
        """The smallest rectangle that holds it."""
        return Rect(min(self.x0, self.x1), min(self.y0, self.y1), max(self.x0, self.x1), max(self.y0, self.y1))


@dataclass(frozen=True, slots=True)
class SheetSide:
    """A page as the file describes it: its size, its boxes, the strokes drawn on the page itself."""

    width: float
    height: float
    trim: Rect
    bleed: Rect
    marks: tuple[Stroke, ...]

    @property
    def cells(self) -> list[Rect]:
        """The cards' trims, row by row: where the cuts that the crop marks ask for cross."""
        across = sorted({round(mark.x0, 2) for mark in self.marks if mark.x0 == mark.x1 and not mark.dashed})
        down = sorted({round(mark.y0, 2) for mark in self.marks if mark.y0 == mark.y1 and not mark.dashed})
        columns = list(zip(across[::2], across[1::2], strict=True))
        rows = list(zip(down[::2], down[1::2], strict=True))
        return [Rect(left, top, right, bottom) for top, bottom in rows for left, right in columns]


@cache
def sheet_sides(file: Path) -> tuple[SheetSide, ...]:
    """Every page as its boxes and crop marks describe it."""
    with pikepdf.open(file) as pdf:
        return tuple(_sheet_side(page) for page in pdf.pages)


def _sheet_side(page: pikepdf.Page) -> SheetSide:
    _, _, width, height = map(float, page.obj.MediaBox)
    return SheetSide(
        width, height, _area(page.obj.TrimBox, height), _area(page.obj.BleedBox, height), tuple(_strokes(page, height))
    )


def _area(corners: Any, height: float) -> Rect:
    x0, y0, x1, y1 = map(float, corners)
    return Rect(x0, height - y1, x1, height - y0)


def _strokes(page: pikepdf.Page, height: float) -> Iterator[Stroke]:
    """The straight lines stroked by the page's own operators (crop marks), not by the faces it shows."""
    ink, start, dashed = "", (0.0, 0.0), False
    pending: list[Stroke] = []
    for operands, operator in operations(page):
        if operator == "CS":
            space = page.obj.Resources.ColorSpace[operands[0]]
            ink = str(space[1]) if str(space[0]) == "/Separation" else str(space[0])
        elif operator == "K":
            ink = "CMYK"
        elif operator == "d":
            dashed = len(operands[0]) > 0
        elif operator == "m":
            start = (float(operands[0]), height - float(operands[1]))
        elif operator == "l":
            pending.append(Stroke(*start, float(operands[0]), height - float(operands[1]), ink, dashed))
        elif operator == "S":
            yield from pending
            pending = []


def operations(stream: pikepdf.Page | pikepdf.Object) -> Iterator[tuple[list[Any], str]]:
    """The operators of a content stream with their operands."""
    for instruction in pikepdf.parse_content_stream(stream):
        yield list(instruction.operands), str(instruction.operator)


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the file: its name in the page's resources, and itself."""

    name: str
    stream: pikepdf.Object


def forms_of(resources: Any) -> list[Form]:
    """The forms that a page or form may draw."""
    return [Form(str(name), form) for name, form in resources.get("/XObject", {}).items()]


def faces(page: pikepdf.Page) -> list[tuple[Form, tuple[float, ...]]]:
    """The forms that a page draws, each as often as it draws it, with its matrix."""
    drawn: list[tuple[Form, tuple[float, ...]]] = []
    matrix: tuple[float, ...] = ()
    for operands, operator in operations(page):
        if operator == "cm":
            matrix = tuple(map(float, operands))
        elif operator == "Do":
            drawn.append((Form(str(operands[0]), page.obj.Resources.XObject[operands[0]]), matrix))
    return drawn


def streams(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Page | pikepdf.Object]]:
    """Every content stream of the file: the pages' own and all forms'."""
    for number, page in enumerate(pdf.pages, 1):
        yield f"page {number}", page
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form":
            yield f"form {item.objgen[0]}", item


def plain(value: Any) -> Any:
    """A PDF object as plain Python values, numbers as floats."""
    if isinstance(value, pikepdf.Array):
        return [plain(part) for part in value]
    if isinstance(value, pikepdf.Dictionary):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, (Decimal, int, float)) and not isinstance(value, bool):
        return float(value)
    return value if isinstance(value, bool) else str(value)


def fonts_listed(file: Path) -> list[dict[str, str]]:
    """The rows of ``pdffonts``: name, type, encoding, emb, sub, uni."""
    head, rule, *rows = run("pdffonts", file).decode().splitlines()
    columns = [match.span() for match in re.finditer(r"-+", rule)]
    names = [head[start:end].strip() for start, end in columns]
    return [
        dict(zip(names, (row[start : end + 1].strip() for start, end in columns), strict=True)) for row in rows if row
    ]


# ── What is painted ────────────────────────────────────────────────────────────────────────────────────────────

TEXT_OPERATORS = frozenset({"Tj", "TJ", "'", '"'})
FILLS, STROKES = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"}), frozenset({"S", "s", "B", "B*", "b", "b*"})
SOLID_BLACK = (0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Painted:
    """Something that is painted: text, an area or a line, its ink (four channels, or a name), how it overprints."""

    page: int
    kind: str
    ink: tuple[float, ...] | str
    overprints: bool
    mode: int


@dataclass(slots=True)
class _State:
    fill: tuple[float, ...] | str = "none chosen"
    stroke: tuple[float, ...] | str = "none chosen"
    over_fill: bool = False
    over_stroke: bool = False
    mode: int = 0


def painted(file: Path) -> list[Painted]:
    """Everything that the pages paint, in order, forms followed into each other, with the graphics state in force."""
    with pikepdf.open(file) as pdf:
        return [
            done
            for number, page in enumerate(pdf.pages, 1)
            for done in _painted(page, page.obj.Resources, _State(), number)
        ]


def _painted(stream: pikepdf.Page | pikepdf.Object, resources: Any, state: _State, page: int) -> Iterator[Painted]:
    kept: list[_State] = []
    for operands, operator in operations(stream):
        if operator == "q":
            kept.append(replace(state))
        elif operator == "Q":
            state = kept.pop()
        elif operator == "gs":
            _apply(resources.ExtGState[operands[0]], state)
        elif operator in ("k", "K"):
            ink = tuple(float(operand) for operand in operands)
            state.fill, state.stroke = (ink, state.stroke) if operator == "k" else (state.fill, ink)
        elif operator in ("cs", "CS"):
            name = str(resources.ColorSpace[operands[0]][1])
            state.fill, state.stroke = (name, state.stroke) if operator == "cs" else (state.fill, name)
        elif operator in TEXT_OPERATORS:
            yield Painted(page, "text", state.fill, state.over_fill, state.mode)
        elif operator == "Do":
            form = resources.XObject[operands[0]]
            yield from _painted(form, form.get("/Resources", resources), replace(state), page)
        if operator in FILLS:
            yield Painted(page, "area", state.fill, state.over_fill, state.mode)
        if operator in STROKES:
            yield Painted(page, "line", state.stroke, state.over_stroke, state.mode)


def _apply(settings: Any, state: _State) -> None:
    """Take the settings of an ExtGState dictionary over; /OP alone sets both (ISO 32000-1, table 58)."""
    if "/OP" in settings:
        state.over_stroke = bool(settings.OP)
        state.over_fill = bool(settings.get("/op", settings.OP))
    state.over_fill = bool(settings.get("/op", state.over_fill))
    state.mode = int(settings.get("/OPM", state.mode))


# ── Copies of a file in which something is left out ────────────────────────────────────────────────────────────

Operation = tuple[list[Any], str]
Role = Literal["page", "face", "art"]
PATHS = frozenset(["m", "l", "c", "v", "y", "h", "re", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n", "W", "W*"])
SOLID = {"k": [0, 0, 0, 1], "K": [0, 0, 0, 1], "scn": [1], "SCN": [1]}


def rewrite(file: Path, target: Path, change: Callable[[list[Operation], Role], list[Operation]]) -> Path:
    """A copy of *file* in which *change* has gone over the operators of every page, face and piece of art."""
    with pikepdf.open(file) as pdf:
        shown = {form.stream.objgen for page in pdf.pages for form in forms_of(page.obj.Resources)}
        for _, stream in list(streams(pdf)):
            page = isinstance(stream, pikepdf.Page)
            role: Role = "page" if page else "face" if stream.objgen in shown else "art"
            kept = [(own, pikepdf.Operator(name)) for own, name in change(list(operations(stream)), role)]
            (stream.obj.Contents if isinstance(stream, pikepdf.Page) else stream).write(
                pikepdf.unparse_content_stream(kept)
            )
        pdf.save(target)
    return target


def without_text(file: Path, target: Path) -> Path:
    """A copy of *file* that shows no text."""
    return rewrite(file, target, lambda done, role: [one for one in done if one[1] not in TEXT_OPERATORS])


def without_faces(file: Path, target: Path) -> Path:
    """A copy of *file* that shows no card, only what is printed on the sheets themselves."""
    return rewrite(file, target, lambda done, role: done if role == "page" else [])


def text_and_art(file: Path, target: Path) -> Path:
    """A copy of *file* that shows the faces' text and art alone, all of it black, and nothing beside the faces."""

    def change(done: list[Operation], role: Role) -> list[Operation]:
        if role == "page":
            return [one for one in done if one[1] in ("q", "Q", "cm", "Do")]
        shown = [one for one in done if role == "art" or one[1] not in PATHS]
        return [(SOLID.get(name, own), name) for own, name in shown]

    return rewrite(file, target, change)
