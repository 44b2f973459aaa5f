"""Online printers' products: which card of theirs a card size is."""

from __future__ import annotations

from deck.formats import CARDS_MM, Format, card_format
from deck.outputs import Output
from deck.problems import Problems
from deck.units import MM, mm

DPI = 300
NEAR = 0.3 * MM  # inches and millimetres of one size differ by less


def product_of(size: Format, output: Output) -> tuple[int, int] | None:
    """The pixels, bleed included, of the shop's card of this size; None when it has none."""
    for pixels in output.products.values():
        trim = trim_of(pixels, output)
        if abs(trim.width - size.width) < NEAR and abs(trim.height - size.height) < NEAR:
            return pixels
    return None


def trim_of(pixels: tuple[int, int], output: Output) -> Format:
    """The trim size of a product."""
    width, height = ((side - 2 * output.pixel_bleed) * 72 / DPI for side in pixels)
    return Format("", width, height)


def check_product(size: Format, output: Output, problems: Problems) -> None:
    """Note that the shop has no card of this size, with the nearest that it has."""
    if product_of(size, output) is not None:
        return
    trims = [trim_of(pixels, output) for pixels in output.products.values()]
    near = min(trims, key=lambda trim: abs(trim.width - size.width) + abs(trim.height - size.height))
    hint = f"The nearest is {near}: deck build {output.name} --size {_size_name(near)}"
    problems.add(f"{output.about.partition(':')[0]} has no card of {size}.", hints=[hint])


def _size_name(trim: Format) -> str:
    for name in CARDS_MM:
        known = card_format(name)
        if abs(known.width - trim.width) < NEAR and abs(known.height - trim.height) < NEAR:
            return name
    return f"{mm(trim.width)}x{mm(trim.height)}mm"
