"""How shapes become ink: black, knocked out, or in front with a gap around them."""

from __future__ import annotations

from geometry import Shape

Layer = tuple[Shape, str]  # an outline and its paint, as SVG attributes
Picture = list[Layer]
GAP = 3.2  # the knock-out around a shape in front of another


def ink(*shapes: Shape) -> Picture:
    """Black: the colour that the file sets on its root."""
    return [(shape, "") for shape in shapes]


def cut(*shapes: Shape) -> Picture:
    """Knock-outs: the ground shows."""
    return [(shape, ' fill="#fff"') for shape in shapes]


def over(*shapes: Shape, gap: float = GAP) -> Picture:
    """Black in front of what is drawn already, with a gap around it."""
    edge = f' fill="#fff" stroke="#fff" stroke-width="{2 * gap:g}" stroke-linejoin="round"'
    return [(shape.outline(), edge) for shape in shapes] + ink(*shapes)


def moved(picture: Picture, x: float, y: float) -> Picture:
    """The same picture elsewhere, to centre it by eye."""
    return [(shape.at(x, y), paint) for shape, paint in picture]


def svg(title: str, picture: Picture) -> str:
    """The text of an SVG file."""
    lines = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" fill="#000">']
    lines.append(f"<title>{title}</title>")
    lines += [f'<path{paint} d="{shape.data()}"/>' for shape, paint in picture]
    return "\n".join([*lines, "</svg>", ""])
