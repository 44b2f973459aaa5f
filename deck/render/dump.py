"""Faces and sheets as text, one placed item a line, for tests and for the differences a reviewer reads."""

from __future__ import annotations

import hashlib

from msgspec.structs import replace

from deck.color.ink import Ink
from deck.face.face import Face, Placed, PlacedArt, PlacedFill, PlacedFrame, PlacedPicture
from deck.impose.sheet import STILL, Sheet
from deck.units import MM, Box


def dump_face(face: Face) -> str:
    """Every item of a face: millimetres from the trim's top left corner, text line by line."""
    head = f"{face.card.key} {face.side} {_mm(face.width)} x {_mm(face.height)} bleed {_mm(face.bleed)}"
    return "\n".join([head, *(line for item in face.items for line in _item(item))]) + "\n"


def dump_sheet(sheet: Sheet) -> str:
    """Every placement of a sheet: card, side, cell and turn; how all of it is nudged where it is."""
    head = f"sheet {sheet.number}/{sheet.count} {sheet.side} {_mm(sheet.width)} x {_mm(sheet.height)}"
    if sheet.nudge != STILL:
        nudge = sheet.nudge
        head += f" nudged by {_mm(nudge.dx)},{_mm(nudge.dy)} and {nudge.degrees:.2f} degrees"
    placed = (f"  {p.face.card.key} {p.face.side} at {_box(p.cell)} turn {p.turn}" for p in sheet.placements)
    marks = f"  {len(sheet.marks)} crop marks"
    return "\n".join([head, *placed, marks]) + "\n"


def _item(item: Placed) -> list[str]:
    """An item's lines; the turn of one that is turned at the end of the first."""
    first, *others = _upright(item)
    if item.turn is not None:
        first += f" turned {item.turn.degrees:g} about {_mm(item.turn.x)},{_mm(item.turn.y)}"
    return [first, *others]


def _upright(item: Placed) -> list[str]:
    if isinstance(item, PlacedFrame):
        return [f"  frame {_box(item.box)} {item.weight:.2f}pt corner {_mm(item.corner)} {_ink(item.ink)}"]
    if isinstance(item, PlacedFill):
        return [f"  fill {_box(item.box)} {_ink(item.ink)}"]
    if isinstance(item, PlacedArt):
        return [f"  art {item.drawing.name} {_box(item.box)} {_ink(item.ink)} on {_ink(item.ground)}"]
    if isinstance(item, PlacedPicture):
        bitmap, digest = item.bitmap, hashlib.sha256(item.bitmap.data).hexdigest()[:8]
        return [f"  picture {bitmap.name} {_box(item.box)} {bitmap.width} x {bitmap.height} {bitmap.space} {digest}"]
    galley = item.galley
    head = (
        f"  text {_box(replace(item, turn=None).box)} {galley.size:.1f}pt leading {galley.leading:.2f} {_ink(item.ink)}"
    )
    lines = (
        f"    {_mm(item.x + line.x)},{_mm(item.y + line.y)} {''.join(word.text for word in line.read)}"
        for line in galley.lines
    )
    return [head, *lines]


def _box(box: Box) -> str:
    return f"({_mm(box.x)} {_mm(box.y)} {_mm(box.width)} x {_mm(box.height)})"


def _mm(points: float) -> str:
    return f"{points / MM:.2f}"


def _ink(ink: Ink) -> str:
    return "cmyk(" + " ".join(f"{channel * 100:g}" for channel in ink.cmyk) + ")" + (f" {ink.spot}" if ink.spot else "")
