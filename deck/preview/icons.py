"""The contact sheet of pictograms, each as an SVG made of the drawing that is printed."""

from __future__ import annotations

import hashlib
from typing import Any

from deck.art.drawing import OPERATORS, ArtPath, Drawing, Paint
from deck.cli.icons import uses_of
from deck.color.profile import ink_rgb
from deck.preview.desk import Desk
from deck.problems import Problems

FIGURE, GROUND = "#000", "#fff"


def contact_sheet(desk: Desk) -> list[dict[str, Any]]:
    """Every pictogram of the project that can be drawn: its name, a digest of its drawing, and who shows it."""
    drawings = drawings_of(desk)
    deck = desk.scene.deck
    uses = uses_of(drawings, deck) if deck else {}
    return [
        {"name": name, "digest": svg_digest(drawing), "uses": uses.get(name, [])}
        for name, drawing in sorted(drawings.items())
    ]


def drawings_of(desk: Desk) -> dict[str, Drawing]:
    """The project's pictograms by name; those that cannot be drawn are left out (the deck tells those it uses)."""
    found: dict[str, Drawing] = {}
    with desk.lock:
        for name in desk.project.names("assets/icons", ".svg"):
            file = desk.project.find(f"assets/icons/{name}.svg")
            drawing = desk.art.read(file, Problems()) if file else None
            if drawing is not None:
                found[name] = drawing
    return found


LETTERS = {operator: letter for letter, operator in OPERATORS.items()}


def svg_digest(drawing: Drawing) -> str:
    """A digest of the drawing as the page shows it."""
    return hashlib.sha256(svg_of(drawing).encode()).hexdigest()[:16]


def svg_of(drawing: Drawing) -> str:
    """The drawing as an SVG file of paths and nothing else."""
    paths = "".join(_path(path) for path in drawing.paths)
    frame = f'viewBox="0 0 {drawing.width:g} {drawing.height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>{paths}</svg>'


def _path(path: ArtPath) -> str:
    data = " ".join(LETTERS[line[-1]] + line[:-1].rstrip() for line in path.data.splitlines())
    fill = f'fill="{_color(path.fill)}"' if path.fill is not None else 'fill="none"'
    rule = ' fill-rule="evenodd"' if path.even_odd else ""
    line = ""
    if path.stroke is not None:
        stroke = path.stroke
        cap, join = ("butt", "round", "square")[stroke.cap], ("miter", "round", "bevel")[stroke.join]
        line = (
            f' stroke="{_color(stroke.paint)}" stroke-width="{stroke.width:g}"'
            f' stroke-linecap="{cap}" stroke-linejoin="{join}"'
        )
    return f'<path d="{data}" {fill}{rule}{line}/>'


def _color(paint: Paint) -> str:
    if paint == "figure":
        return FIGURE
    if paint == "ground":
        return GROUND
    return "#%02x%02x%02x" % ink_rgb(paint)
