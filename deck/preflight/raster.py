"""Look at the drawn page: whether colour that touches the cut runs on into the bleed (by PDFium)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pikepdf
import pypdfium2
from msgspec import Struct
from PIL import Image, ImageChops

from deck.preflight.boxes import bleed_box, media_box, trim_box
from deck.preflight.cells import Cells
from deck.preflight.findings import Finding, bad, good, warning
from deck.preflight.geometry import Area
from deck.units import MM

TOPIC = "Bleed"
SCALE = 4 / MM  # pixels a point: four a millimetre
LARGEST = 5000  # pixels a side, which take half a gigabyte; larger pages are drawn coarser
PAPER = 250  # of 255: what is lighter is bare paper
INSIDE = 0.6 * MM  # colour so near to the cut counts as touching it
OUTER = 0.5 * MM  # the outermost of the bleed is not looked at: its pixels are half paper
LONGEST = 3 * MM  # along the cut; what is shorter may be a letter or the edge of a drawing
ENOUGH = 1 * MM  # a guillotine wanders by as much: colour that reaches this far hides most cuts
STEPS = 6  # looks between the cut and the outer edge of the bleed


class Gap(Struct, frozen=True):
    """Colour that touches a cut and ends *reach* points beyond it."""

    page: int
    reach: float


def judge_bleed(pdf: pikepdf.Pdf, file: Path, cells: Cells) -> Iterator[Finding]:
    """Colour that touches the cut runs out to the edge of the bleed, so that no white line shows after cutting."""
    gaps, bare = [], set()
    document = pypdfium2.PdfDocument(file)
    try:
        for number, page in enumerate(pdf.pages, 1):
            margins = bleed_box(page).margins(trim_box(page))
            if min(margins) < OUTER * 2:
                bare.add(number)
            look = _Look.at(document[number - 1], bleed_box(page).shared(media_box(page)))
            gaps += [Gap(number, reach) for cell in cells[number] for reach in look.gaps(cell, margins, cells[number])]
    finally:
        document.close()
    yield from _told(gaps, bare)


def _told(gaps: Sequence[Gap], bare: set[int]) -> Iterator[Finding]:
    empty = [gap for gap in gaps if gap.reach < ENOUGH]
    short = [gap for gap in gaps if gap.reach >= ENOUGH]
    for pages, said in (
        ({gap.page for gap in empty} & bare, "Colour touches the cut, but there is no bleed: white edges will show"),
        ({gap.page for gap in empty} - bare, "The bleed is not filled: colour ends at the cut, white edges will show"),
    ):
        if pages:
            yield bad(TOPIC, said, pages)
    if short:
        least = min(gap.reach for gap in short)
        said = f"Colour that touches the cut ends {least / MM:.1f} mm beyond it, before the bleed does"
        yield warning(TOPIC, said, [gap.page for gap in short])
    if not gaps:
        yield good(TOPIC, "Colour that touches the cut fills the bleed" if not bare else "No colour touches the cut")


class _Look(Struct, frozen=True):
    """A page drawn: *picture* is 255 where there is colour; *area* is what it shows, *scale* pixels a point."""

    picture: Image.Image
    area: Area
    scale: float

    @classmethod
    def at(cls, page: pypdfium2.PdfPage, area: Area) -> _Look:
        """Draw the part of a page that lies in *area*."""
        scale = min(SCALE, LARGEST / max(area.width, area.height))
        page.set_rotation(0)
        page.set_cropbox(*area)
        drawn = page.render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil().convert("RGB")
        red, green, blue = drawn.split()
        darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
        return cls(darkest.point(lambda value: 255 if value < PAPER else 0), area, scale)

    def gaps(self, cell: Area, margins: Sequence[float], neighbours: Sequence[Area]) -> Iterator[float]:
        """How far colour reaches beyond each edge of *cell*, wherever it touches it and does not fill the bleed."""
        for edge, margin in enumerate(margins):
            if not _shared(cell, edge, margin, neighbours):
                depths = (
                    [margin * step / STEPS for step in range(1, STEPS)] + [margin - OUTER] if margin > OUTER else []
                )
                inner = self._line(cell, edge, -INSIDE)
                yield from self._gaps(inner, [(depth, self._line(cell, edge, depth)) for depth in depths])

    def _gaps(self, inner: bytes, outer: Sequence[tuple[float, bytes]]) -> Iterator[float]:
        """The reach of every stretch of colour along the cut that is too long to be a detail."""
        reaches = [self._reach(at, outer) if level else None for at, level in enumerate(inner)]
        for unfilled, stretch in groupby(reaches, key=lambda reach: reach is not None and reach < float("inf")):
            known = [reach for reach in stretch if reach is not None]
            if unfilled and len(known) > LONGEST * self.scale:
                yield sorted(known)[len(known) // 2]

    def _reach(self, at: int, outer: Sequence[tuple[float, bytes]]) -> float:
        """How far colour goes on from a point of the cut, slanting by up to 45°; infinite when it fills the bleed."""
        reach = 0.0
        for depth, line in outer:
            slant = round(depth * self.scale)
            if 255 not in line[max(0, at - slant) : at + slant + 1]:
                return reach
            reach = depth
        return float("inf") if outer else 0.0

    def _line(self, cell: Area, edge: int, beyond: float) -> bytes:
        """The pixels along an edge (left, bottom, right, top), *beyond* points outside it."""
        left, bottom, right, top = cell.shrunk([-beyond if side == edge else 0.0 for side in range(4)])
        x, width = self._pixel(left - self.area.left), self._pixel(right - left)
        y, height = self._pixel(self.area.top - top), self._pixel(top - bottom)
        column = {0: x, 2: x + width - 1}.get(edge)
        if column is not None:
            return self.picture.crop((column, y, column + 1, y + height)).tobytes()
        row = y if edge == 3 else y + height - 1
        return self.picture.crop((x, row, x + width, row + 1)).tobytes()

    def _pixel(self, points: float) -> int:
        return round(points * self.scale)


def _shared(cell: Area, edge: int, margin: float, neighbours: Sequence[Area]) -> bool:
    """Whether another card lies where this edge would bleed: the two share the cut."""
    nearer = 0.25 * margin
    strip = cell.shrunk([-nearer if side == edge else nearer for side in range(4)])
    return any(other != cell and other.meets(strip) for other in neighbours)
