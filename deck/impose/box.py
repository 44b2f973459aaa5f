"""A tuck box for the deck as a flat template: panels in the deck's colours, lines to cut and to fold."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from deck.color.ink import BLACK, Ink
from deck.face.face import Face, PlacedFill
from deck.formats import PAPERS_MM, Format, paper_format
from deck.impose.gallery import exhibit
from deck.impose.sheet import MarkLine, Placement, Sheet
from deck.units import MM, Box

PLAY_ACROSS, PLAY_DOWN, PLAY_DEEP = 1 * MM, 1.5 * MM, 1 * MM  # cards must slide in and out
GLUE, TUCK = 12 * MM, 15 * MM  # the flap that closes the body, and those that are tucked in
TAPER = 2 * MM  # flaps narrow towards their free edge, so that they slide past one another
BLEED = 3 * MM
MARGIN = 6 * MM


class Template(Struct, frozen=True):
    """The flat box: its panels, its extent, and its lines (solid to cut, dashed to fold), from its top left corner."""

    front: Box
    back: Box
    sides: tuple[Box, Box]
    flaps: tuple[Box, ...]
    lines: tuple[MarkLine, ...]
    width: float
    height: float


def box_template(card: Format, cards: int, thickness: float) -> Template:
    """The template for *cards* cards, each *thickness* points thick.

    From left to right: glue flap, front, side, back, side. Lid and bottom hang on the back, dust flaps on the sides,
    a glue flap for the bottom on the front.
    """
    width, height = card.width + PLAY_ACROSS, card.height + PLAY_DOWN
    depth = cards * thickness + PLAY_DEEP
    top = depth + TUCK
    front = Box(GLUE, top, width, height)
    near = Box(front.right, top, depth, height)
    back = Box(near.right, top, width, height)
    far = Box(back.right, top, depth, height)
    dust = min(width / 2, TUCK + depth / 2)
    lid, bottom = Box(back.x, top - depth, width, depth), Box(back.x, back.bottom, width, depth)
    flaps = (
        Box(0, top, GLUE, height),
        lid,
        bottom,
        Box(back.x, 0, width, TUCK),
        Box(back.x, bottom.bottom, width, TUCK),
        *(Box(side.x, side.y - dust, depth, dust) for side in (near, far)),
        *(Box(side.x, side.bottom, depth, dust) for side in (near, far)),
        Box(front.x, front.bottom, width, depth),
    )
    lines = (*_folds(front, near, back, far, lid, bottom), *_cuts(front, near, back, far, flaps))
    return Template(front, back, (near, far), flaps, lines, far.right, bottom.bottom + TUCK)


def _folds(front: Box, near: Box, back: Box, far: Box, lid: Box, bottom: Box) -> list[MarkLine]:
    upright = [MarkLine(x, front.y, x, front.bottom, dashed=True) for x in (front.x, near.x, back.x, far.x)]
    across = [
        MarkLine(panel.x, y, panel.right, y, dashed=True)
        for panel, levels in (
            (front, (front.bottom,)),
            (near, (near.y, near.bottom)),
            (back, (lid.y, back.y, back.bottom, bottom.bottom)),
            (far, (far.y, far.bottom)),
        )
        for y in levels
    ]
    return upright + across


def _cuts(front: Box, near: Box, back: Box, far: Box, flaps: Sequence[Box]) -> list[MarkLine]:
    glue, lid, bottom, tuck, foot, *dust, seam = flaps
    lines = [MarkLine(front.x, front.y, front.right, front.y), MarkLine(far.right, far.y, far.right, far.bottom)]
    for panel in (lid, bottom):
        lines += [MarkLine(x, panel.y, x, panel.bottom) for x in (panel.x, panel.right)]
    lines += [*_flap(tuck, up=True), *_flap(foot, up=False), *_flap(seam, up=False)]
    for flap in dust:
        lines += _flap(flap, up=flap.y < near.y)
    lines += [
        MarkLine(glue.right, glue.y, glue.x, glue.y + TAPER),
        MarkLine(glue.x, glue.y + TAPER, glue.x, glue.bottom - TAPER),
        MarkLine(glue.x, glue.bottom - TAPER, glue.right, glue.bottom),
    ]
    return lines


def _flap(flap: Box, *, up: bool) -> list[MarkLine]:
    """The three free edges of a flap, narrower at the end."""
    root, end = (flap.bottom, flap.y) if up else (flap.y, flap.bottom)
    taper = min(TAPER, flap.width / 4)
    return [
        MarkLine(flap.x, root, flap.x + taper, end),
        MarkLine(flap.x + taper, end, flap.right - taper, end),
        MarkLine(flap.right - taper, end, flap.right, root),
    ]


def box_paper(template: Template, asked: Format | None) -> Format | None:
    """The smallest paper that holds the template, or the one asked for if it does; None when none does."""
    papers = [asked] if asked else sorted(map(paper_format, PAPERS_MM), key=lambda paper: paper.width * paper.height)
    return next((paper for paper in papers if _holds(paper, template)), None)


def _holds(paper: Format, template: Template) -> bool:
    return paper.width >= template.width + 2 * MARGIN and paper.height >= template.height + 2 * MARGIN


def box_sheet(template: Template, paper: Format, cover: tuple[Face, Face] | None, colors: Sequence[Ink]) -> Sheet:
    """The template in the middle of a sheet: the cover on front and back, the categories' colours on the sides."""
    dx, dy = (paper.width - template.width) / 2, (paper.height - template.height) / 2
    body = _body(template, colors)
    placements = [Placement(body, Box(dx, dy, body.width, body.height))]
    if cover:
        for face, panel in zip(cover, (template.front, template.back), strict=True):
            x, y = panel.x + (panel.width - face.width) / 2, panel.y + (panel.height - face.height) / 2
            cell = Box(x + dx, y + dy, face.width, face.height)
            placements.append(Placement(face, cell, reach=cell))
    lines = tuple(MarkLine(m.x1 + dx, m.y1 + dy, m.x2 + dx, m.y2 + dy, m.dashed) for m in template.lines)
    return Sheet(1, 1, "recto", paper.width, paper.height, BLEED, tuple(placements), lines, mark_weight=0.5)


def _body(template: Template, colors: Sequence[Ink]) -> Face:
    """The panels' colours: black for front, back and flaps that show, a stripe a category on the sides."""
    shown = (template.front, template.back, *template.flaps[1:5])
    fills = [PlacedFill(panel.grown(BLEED), BLACK) for panel in shown]
    for side in template.sides:
        stripe = side.height / max(1, len(colors))
        fills += [PlacedFill(Box(side.x, side.y + n * stripe, side.width, stripe), ink) for n, ink in enumerate(colors)]
    return replace(exhibit("box", template.width, template.height, fills), bleed=BLEED)
