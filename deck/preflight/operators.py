"""The operators of a content stream, each a function of the walker and its operands (ISO 32000-1, annex A)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from functools import partial
from typing import TYPE_CHECKING, Any

import pikepdf

from deck.preflight.colours import Colour, first_colour, read_space
from deck.preflight.fonts import read_face
from deck.preflight.geometry import around, to_matrix
from deck.preflight.state import TextObject

if TYPE_CHECKING:
    from deck.preflight.content import Walker

Operands = Sequence[Any]
Operator = Callable[["Walker", Operands], None]
INVISIBLE, CLIP_ONLY = 3, 7  # text rendering modes (9.3.6)


# graphics state (8.4.4)


def _save(walker: Walker, operands: Operands) -> None:
    walker.saved.append(copy(walker.state))


def _restore(walker: Walker, operands: Operands) -> None:
    if walker.saved:
        walker.state = walker.saved.pop()


def _concatenate(walker: Walker, operands: Operands) -> None:
    walker.state.matrix = to_matrix(operands).then(walker.state.matrix)


def _number(walker: Walker, operands: Operands, name: str, scale: float = 1.0) -> None:
    setattr(walker.state, name, float(operands[0]) * scale)


def _apply(walker: Walker, operands: Operands) -> None:
    """An extended graphics state (8.4.5)."""
    entries, state = walker.resources["/ExtGState"][str(operands[0])], walker.state
    state.width = float(entries.get("/LW", state.width))
    state.overprint_stroke = bool(entries.get("/OP", state.overprint_stroke))
    state.overprint_fill = bool(entries.get("/op", entries.get("/OP", state.overprint_fill)))
    if "/Font" in entries:
        _choose_font(walker, entries["/Font"][0], entries["/Font"][1])
    for what in _see_through(entries):
        walker.transparent(what)


def _see_through(entries: Any) -> list[str]:
    """What of an extended graphics state lets things show through (11.3.5, 11.6.4)."""
    found = []
    if "/SMask" in entries and entries["/SMask"] != pikepdf.Name("/None"):
        found.append("a soft mask")
    if any(float(entries.get(key, 1)) < 1 for key in ("/ca", "/CA")):
        found.append("opacity below 100 %")
    modes = entries.get("/BM", pikepdf.Name.Normal)
    names = {str(mode) for mode in modes} if isinstance(modes, pikepdf.Array) else {str(modes)}
    if not names & {"/Normal", "/Compatible"}:
        found.append("a blend mode")
    return found


# colours (8.6.8)


def _choose(walker: Walker, colour: Colour, stroke: bool) -> None:
    if stroke:
        walker.state.stroke = colour
    else:
        walker.state.fill = colour


def _space(walker: Walker, operands: Operands, stroke: bool) -> None:
    _choose(walker, first_colour(read_space(operands[0], walker.resources)), stroke)


def _values(walker: Walker, operands: Operands, stroke: bool) -> None:
    """A colour in the present space: numbers, or the name of a pattern."""
    space = (walker.state.stroke if stroke else walker.state.fill).space
    if operands and isinstance(operands[-1], pikepdf.Name):
        _choose(walker, Colour(space, (), str(operands[-1])), stroke)
    else:
        _choose(walker, Colour(space, _floats(operands)[: space.components]), stroke)


def _device(walker: Walker, operands: Operands, stroke: bool, name: str) -> None:
    space = read_space(pikepdf.Name(name), walker.resources)
    _choose(walker, Colour(space, _floats(operands)), stroke)


def _floats(operands: Operands) -> tuple[float, ...]:
    return tuple(float(number) for number in operands)


# paths (8.5)


def _points(walker: Walker, operands: Operands) -> None:
    """Go on to the points of a line or a curve."""
    numbers = _floats(operands)
    points = [walker.state.matrix.point(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
    walker.path[-1].extend(points)


def _begin(walker: Walker, operands: Operands) -> None:
    walker.path.append([])
    _points(walker, operands)


def _rectangle(walker: Walker, operands: Operands) -> None:
    x, y, width, height = _floats(operands)
    _begin(walker, (x, y, x + width, y, x + width, y + height, x, y + height))


def _clip(walker: Walker, operands: Operands) -> None:
    walker.clips = True


def _paint(walker: Walker, operands: Operands, fill: bool, stroke: bool) -> None:
    """Paint the path, let it bound what follows where W asked for that, and forget it."""
    parts, clips, state = walker.path, walker.clips, walker.state
    walker.path, walker.clips = [], False
    if not parts:
        return
    area = around(point for part in parts for point in part)
    if fill:
        walker.paint("fill", area, state.fill, state.overprint_fill)
    if stroke:
        width = state.width * state.matrix.thinnest
        for part in parts:  # crop marks are one path all around the sheet
            line = around(part).shrunk([-width / 2] * 4)
            walker.paint("line", line, state.stroke, state.overprint_stroke, size=width)
    if clips:
        state.clip = state.clip.shared(area)


def _shade(walker: Walker, operands: Operands) -> None:
    walker.shading(walker.resources["/Shading"][str(operands[0])], walker.state.clip)


# text (9.3, 9.4)


def _begin_text(walker: Walker, operands: Operands) -> None:
    walker.text = TextObject()


def _font(walker: Walker, operands: Operands) -> None:
    _choose_font(walker, walker.resources["/Font"][str(operands[0])], operands[1])


def _choose_font(walker: Walker, font: Any, size: Any) -> None:
    face = walker.cache.faces.get(font.objgen) or read_face(font)
    if font.is_indirect:
        walker.cache.faces[font.objgen] = face
    walker.content.faces[face.name] = face
    walker.state.font, walker.state.size = face, float(size)


def _render(walker: Walker, operands: Operands) -> None:
    walker.state.render = int(operands[0])


def _place(walker: Walker, operands: Operands) -> None:
    walker.text.place(to_matrix(operands))


def _move(walker: Walker, operands: Operands) -> None:
    walker.text.next_line(float(operands[0]), float(operands[1]))


def _move_and_lead(walker: Walker, operands: Operands) -> None:
    walker.state.leading = -float(operands[1])
    _move(walker, operands)


def _next_line(walker: Walker, operands: Operands) -> None:
    walker.text.next_line(0, -walker.state.leading)


def _show(walker: Walker, operands: Operands) -> None:
    """Strings with the gaps between them (TJ), or one string (Tj)."""
    state, content = walker.state, walker.content
    parts = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
    area = walker.text.show(state, [bytes(p) if isinstance(p, pikepdf.String) else float(p) for p in parts])
    if area is None or state.font is None or state.render in (INVISIBLE, CLIP_ONLY):
        return
    content.font_pages.setdefault(state.font.name, set()).add(walker.page)
    size = abs(state.size) * walker.text.matrix.then(state.matrix).up
    x_height = state.font.x_height * size if state.font.x_height else None
    stroked = state.render % 4 == 1
    colour = state.stroke if stroked else state.fill
    overprint = state.overprint_stroke if stroked else state.overprint_fill
    walker.paint("text", area, colour, overprint, size=size, x_height=x_height)


def _show_next(walker: Walker, operands: Operands) -> None:
    if len(operands) == 3:
        walker.state.word, walker.state.character = float(operands[0]), float(operands[1])
    _next_line(walker, operands)
    _show(walker, operands[-1:])


def _draw(walker: Walker, operands: Operands) -> None:
    walker.draw(walker.resources["/XObject"][str(operands[0])])


NUMBERS = {"w": "width", "Tc": "character", "Tw": "word", "TL": "leading", "Ts": "rise"}
DEVICES = {"k": "/DeviceCMYK", "g": "/DeviceGray", "rg": "/DeviceRGB"}
PATHS = {"f": "fill", "F": "fill", "f*": "fill", "S": "stroke", "s": "stroke", "n": ""}
PATHS |= dict.fromkeys(("B", "B*", "b", "b*"), "fill stroke")
OPERATORS: dict[str, Operator] = {
    "q": _save,
    "Q": _restore,
    "cm": _concatenate,
    "gs": _apply,
    "BT": _begin_text,
    "Tf": _font,
    "Tr": _render,
    "Tm": _place,
    "Td": _move,
    "TD": _move_and_lead,
    "T*": _next_line,
    **dict.fromkeys(("Tj", "TJ"), _show),
    **dict.fromkeys(("'", '"'), _show_next),
    **{sign: partial(_number, name=name) for sign, name in NUMBERS.items()},
    "Tz": partial(_number, name="stretch", scale=0.01),
    **{sign: partial(_device, stroke=False, name=name) for sign, name in DEVICES.items()},
    **{sign.upper(): partial(_device, stroke=True, name=name) for sign, name in DEVICES.items()},
    **{sign: partial(_space, stroke=sign == "CS") for sign in ("CS", "cs")},
    **{sign: partial(_values, stroke=sign[0] == "S") for sign in ("SC", "SCN", "sc", "scn")},
    "m": _begin,
    **dict.fromkeys("lcvy", _points),
    "re": _rectangle,
    **dict.fromkeys(("W", "W*"), _clip),
    **{sign: partial(_paint, fill="fill" in what, stroke="stroke" in what) for sign, what in PATHS.items()},
    "sh": _shade,
    "Do": _draw,
}
