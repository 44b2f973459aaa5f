"""Where cards are cut out of a page, and how near text comes to the cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pikepdf

from deck.preflight.boxes import bleed_box, trim_box
from deck.preflight.content import Content
from deck.preflight.findings import Finding, bad, good, warning
from deck.preflight.geometry import Area
from deck.preflight.state import Painted
from deck.units import MM

TOPIC = "Safe area"
SAFE = 3 * MM  # what shops ask for at the least (PRINT: 3–5 mm)
CUT = 1 * MM  # a guillotine wanders by as much as this

Cells = Mapping[int, tuple[Area, ...]]  # by page: where each card's trim lies


def cells_of(pdf: pikepdf.Pdf, content: Content) -> Cells:
    """The trim of every card: on our own sheets where faces are placed, elsewhere the page's."""
    ours = str(pdf.docinfo.get("/Producer", "")).startswith("deckpress")
    return {
        number: tuple(_cards(page, content.forms.get(number, [])) if ours else ()) or (trim_box(page),)
        for number, page in enumerate(pdf.pages, 1)
    }


def _cards(page: pikepdf.Page, forms: Iterable[Area]) -> Iterator[Area]:
    """Our faces are forms as large as their bleed, and the sheet's bleed is the faces'."""
    bleed = bleed_box(page).margins(trim_box(page))
    return (form.shrunk([max(bleed)] * 4) for form in forms)


def judge_safe_area(content: Content, cells: Cells) -> Iterator[Finding]:
    """Text keeps its distance from the cut; what lies wholly outside, such as a slug, is cut away on purpose."""
    nearest: dict[int, float] = {}
    for thing in content.painted:
        if thing.kind == "text" and (margin := _margin(thing, cells[thing.page])) is not None:
            nearest[thing.page] = min(margin, nearest.get(thing.page, margin))
    cut = [page for page, margin in nearest.items() if margin < CUT]
    near = [page for page, margin in nearest.items() if CUT <= margin < SAFE - 0.05]
    if cut:
        least = min(nearest.values())
        where = f"{least / MM:.1f} mm from the cut" if least > 0 else "across the cut"
        yield bad(TOPIC, f"Text lies {where}: the guillotine may take it", cut)
    if near:
        least = min(nearest[page] for page in near)
        yield warning(TOPIC, f"Text lies {least / MM:.1f} mm from the cut; shops ask for 3 mm", near)
    if not cut and not near:
        least = min(nearest.values(), default=SAFE)
        yield good(TOPIC, f"Text keeps {least / MM:.1f} mm from the cut" if nearest else "There is no text to cut")


def _margin(text: Painted, cells: Iterable[Area]) -> float | None:
    """How far a text lies from the nearest cut of its card, less than 0 across it; None when on no card."""
    margins = [min(cell.margins(text.area)) for cell in cells if cell.meets(text.area)]
    return min(margins) if margins else None
