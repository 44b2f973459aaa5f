"""Placed items to PDF operators. The only place that turns y upside down: PDF counts upwards from the bottom."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from functools import cache
from typing import Protocol

from deck.art.drawing import ArtPath, Drawing, Paint, SteppedPath
from deck.color.ink import Ink
from deck.color.profile import ink_rgb
from deck.face.face import Placed, PlacedArt, PlacedFill, PlacedFrame, PlacedPicture, PlacedText, Turn
from deck.impose.sheet import Nudge
from deck.render.document import PDFArray
from deck.render.shown import ShownFont
from deck.render.telling import show, show_raised, show_spelled, show_veiled
from deck.text.fonts import Font
from deck.text.galley import Line
from deck.text.languages import NBSP
from deck.units import Box, number

# Names in the resources that every content stream shares.
OVERPRINT, KNOCK_OUT, REGISTRATION = "GO", "GK", "CR"
ARC = 0.5522847498  # control points of a quarter circle: 4/3 (sqrt 2 - 1)

EmbeddedOf = Callable[[Font], ShownFont]
ArtForm = Callable[[PlacedArt | PlacedPicture], str]


class Coloring(Protocol):
    """How an ink is written: as itself for a press, or as the colour that it shows on a screen."""

    def __call__(self, ink: Ink, stroke: bool = False) -> str:
        """The operator that chooses *ink* for fills, or for lines when *stroke*."""


def numbers(*values: float) -> str:
    """Coordinates parted by spaces."""
    return " ".join(map(number, values))


def nudging(nudge: Nudge, width: float, height: float) -> str:
    """The matrix that moves the content of a *width* by *height* sheet.

    Cosine and sine have eight decimals: with three, enough for a length, the edge of an A3 sheet would be a tenth of a
    millimetre off.
    """
    x, y = width / 2, height / 2
    cos, sin = math.cos(math.radians(nudge.degrees)), math.sin(math.radians(nudge.degrees))
    turn = " ".join(f"{value:.8f}" for value in (cos, -sin, sin, cos))
    return f"{turn} {numbers(x - cos * x - sin * y + nudge.dx, y + sin * x - cos * y - nudge.dy)}"


def rectangle(box: Box, height: float) -> PDFArray:
    """A box as a PDF rectangle on a page *height* points high."""
    corners = (box.x, height - box.bottom, box.right, height - box.y)
    return PDFArray([round(value, 3) for value in corners])


@cache
def press_color(ink: Ink, stroke: bool = False) -> str:
    """Choose a process ink, for fills and text or for lines."""
    return f"{numbers(*ink.cmyk)} {'K' if stroke else 'k'}"


@cache
def screen_color(ink: Ink, stroke: bool = False) -> str:
    """Choose the sRGB colour that looks as the ink does in print."""
    return f"{numbers(*(level / 255 for level in ink_rgb(ink)))} {'RG' if stroke else 'rg'}"


def spot_name(ink: Ink) -> str:
    """The name of a spot ink's colour space in the resources."""
    return "S" + hashlib.sha256(ink.spot.encode()).hexdigest()[:12]


def spot_color(ink: Ink, stroke: bool = False) -> str:
    """Choose a spot ink at its strength, in its own colour space."""
    return f"/{spot_name(ink)} {'CS' if stroke else 'cs'} {number(ink.strength)} {'SCN' if stroke else 'scn'}"


def over(*inks: Ink) -> str:
    """Solid black alone overprints what lies beneath, so that no white gap shows; everything else knocks out.

    A tint of black would mix with the colour beneath it, which no screen shows.
    """
    return f"/{OVERPRINT if all(ink.black_only and ink.k == 1 for ink in inks) else KNOCK_OUT} gs"


def item_operators(item: Placed, height: float, embedded: EmbeddedOf, art_form: ArtForm, color: Coloring) -> str:
    """The operators of one item on a face *height* points high, in inks or in screen colours."""
    drawn = _upright(item, height, embedded, art_form, color)
    return f"q {turning(item.turn, height)} cm\n{drawn}\nQ" if item.turn else drawn


def turning(turn: Turn, height: float) -> str:
    """The matrix of a turn on a face *height* points high; eight decimals, as in *nudging*."""
    x, y = turn.x, height - turn.y
    cos, sin = math.cos(math.radians(turn.degrees)), math.sin(math.radians(turn.degrees))
    matrix = " ".join(f"{value:.8f}" for value in (cos, -sin, sin, cos))
    return f"{matrix} {numbers(x - cos * x - sin * y, y + sin * x - cos * y)}"


def _upright(item: Placed, height: float, embedded: EmbeddedOf, art_form: ArtForm, color: Coloring) -> str:
    if isinstance(item, PlacedFrame):
        line = _area(item.box.grown(-item.weight / 2), item.corner - item.weight / 2, height)
        return f"q /{KNOCK_OUT} gs {color(item.ink, True)} {number(item.weight)} w {line} S Q"
    if isinstance(item, PlacedFill):
        return f"/{KNOCK_OUT} gs {color(item.ink)} {_area(item.box, item.corner, height)} f"
    if isinstance(item, PlacedArt):
        scale = item.box.width / item.drawing.width
        matrix = numbers(scale, 0, 0, scale, item.box.x, height - item.box.bottom)
        return f"q {matrix} cm /{art_form(item)} Do Q"
    if isinstance(item, PlacedPicture):
        matrix = numbers(item.box.width, 0, 0, item.box.height, item.box.x, height - item.box.bottom)
        return f"q /{KNOCK_OUT} gs {matrix} cm /{art_form(item)} Do Q"
    return text_operators(item, height, embedded, color)


def _area(box: Box, corner: float, height: float) -> str:
    left, bottom, right, top = box.x, height - box.bottom, box.right, height - box.y
    if corner <= 0:
        return f"{numbers(left, bottom, box.width, box.height)} re"
    r = min(corner, box.width / 2, box.height / 2)
    k = r * (1 - ARC)
    return " ".join(
        (
            f"{numbers(left + r, bottom)} m {numbers(right - r, bottom)} l",
            f"{numbers(right - k, bottom, right, bottom + k, right, bottom + r)} c {numbers(right, top - r)} l",
            f"{numbers(right, top - k, right - k, top, right - r, top)} c {numbers(left + r, top)} l",
            f"{numbers(left + k, top, left, top - k, left, top - r)} c {numbers(left, bottom + r)} l",
            f"{numbers(left, bottom + k, left + k, bottom, left + r, bottom)} c h",
        )
    )


def text_operators(item: PlacedText, height: float, embedded: EmbeddedOf, color: Coloring) -> str:
    """A galley as one text object, a line at a time, each placed from the one before: so they look most alike."""
    out = [f"BT {over(item.ink)} {color(item.ink)}"]
    shown: tuple[Font, float] | None = None
    scale = 1.0
    left = bottom = 0  # of the line before, in thousandths of a point, as they stand in the file
    for line in item.galley.lines:
        if line.scale != scale:
            scale = line.scale
            out.append(f"{number(scale * 100)} Tz")
        x, y = round((item.x + line.x) * 1000), round((height - item.y - line.y) * 1000)
        out.append(f"{numbers((x - left) / 1000, (y - bottom) / 1000)} Td")
        left, bottom = x, y
        shown = line_operators(line, item.galley.size, shown, embedded, out, veiled=item.veiled)
    if scale != 1.0:
        out.append("100 Tz")  # the scale outlives its text object
    out.append("ET")
    return "\n".join(out)


def line_operators(
    line: Line,
    size: float,
    shown: tuple[Font, float] | None,
    embedded: EmbeddedOf,
    out: list[str],
    *,
    veiled: bool = False,
) -> tuple[Font, float] | None:
    """Append the operators that show a line's words; the font and size in force come out.

    Of a *veiled* line the glyphs in colour are drawn elsewhere.
    """
    words = line.words
    if words and words[0].glyphs and not line.stretch:
        font = words[0].font
        here = embedded(font)
        try:
            array = here.fragments(words)
        except KeyError:
            pass
        else:
            if shown != (font, size):
                out.append(f"/{here.name} {number(size)} Tf")
            show(array, out)
            return font, size
    return _word_by_word(line, size, shown, embedded, out, veiled)


def _word_by_word(
    line: Line,
    size: float,
    shown: tuple[Font, float] | None,
    embedded: EmbeddedOf,
    out: list[str],
    veiled: bool,
) -> tuple[Font, float] | None:
    """The same for a line of words of several fonts, or of such as need more than their glyphs one after the other."""
    array: list[str] = []
    stretch = f"{-round(line.stretch * 1000)}" if line.stretch else ""
    font: Font | None = None
    for word in line.words:
        if not word.glyphs:  # a place between ideographs
            array += [f" {stretch}"] if stretch else []
            continue
        if word.font is not font:
            font = word.font
            here = embedded(font)
            if shown != (font, size):
                show(array, out)
                shown = (font, size)
                out.append(f"/{here.name} {number(size)} Tf")
        if veiled and word.font.colored:
            show(array, out)
            show_veiled(here, word, size, out)
        elif word.spelled:
            show_spelled(here, word, size, array, out)
        elif word.raised:
            show(array, out)
            show_raised(here, word, size, out)
        else:
            array.append(here.fragment(word))
        if stretch and (word.text == " " or word.text == NBSP):
            array.append(stretch)
    show(array, out)
    return shown


def drawing_operators(drawing: Drawing, figure: Ink, ground: Ink, color: Coloring) -> str:
    """A drawing's paths in its own units, turned so that y counts upwards."""
    paths = (_path(path, figure, ground, color) for path in drawing.paths)
    return "\n".join((f"1 0 0 -1 0 {number(drawing.height)} cm", *paths))


def _path(path: ArtPath, figure: Ink, ground: Ink, color: Coloring) -> str:
    if isinstance(path, SteppedPath):
        clips = [f"{clip}\nW n" for clip in path.clips]
        steps = [_path(ArtPath(data, paint), figure, ground, color) for data, paint in path.steps]
        return "\n".join(("q", *clips, _path(ArtPath(path.data, path.fill), figure, ground, color), *steps, "Q"))
    paints = [paint for paint in (path.fill, path.stroke.paint if path.stroke else None) if paint is not None]
    out = [over(*(_ink(paint, figure, ground) for paint in paints))]  # one state for both: area and line
    if path.fill is not None:
        out.append(color(_ink(path.fill, figure, ground)))
    if path.stroke is not None:
        line = f"{number(path.stroke.width)} w {path.stroke.cap} J {path.stroke.join} j"
        out.append(f"{color(_ink(path.stroke.paint, figure, ground), True)} {line}")
    out.append(path.data)
    star = "*" if path.even_odd else ""
    fill, stroke = path.fill is not None, path.stroke is not None
    out.append(f"B{star}" if fill and stroke else f"f{star}" if fill else "S")
    return "\n".join(out)


def _ink(paint: Paint, figure: Ink, ground: Ink) -> Ink:
    return figure if paint == "figure" else ground if paint == "ground" else paint
