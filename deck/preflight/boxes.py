"""The boxes of pages: what is cut, what bleeds, what is paper (ISO 32000-1, 14.11.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pikepdf

from deck.preflight.findings import Expected, Finding, bad, count, good, warning
from deck.preflight.geometry import Area, to_area
from deck.preflight.opening import DAMAGE
from deck.units import MM

TOPIC = "Boxes"
LETTER = Area(0, 0, 612, 792)  # the page that viewers show when they know no other
LEAST_BLEED = 2 * MM  # what shops ask for begins here (PRINT: 2–3 mm)


def media_box(page: pikepdf.Page) -> Area:
    """The whole page; where that cannot be read, what viewers then show."""
    try:
        return to_area(page.mediabox)
    except DAMAGE:
        return LETTER


def own_box(page: pikepdf.Page, name: str) -> Area | None:
    """The box that a page itself declares; None when it does not, or not in four numbers."""
    try:
        return to_area(page.obj[name])
    except DAMAGE:
        return None


def trim_box(page: pikepdf.Page) -> Area:
    """What remains after the cut: the TrimBox, the ArtBox, or else the whole page."""
    return own_box(page, "/TrimBox") or own_box(page, "/ArtBox") or media_box(page)


def bleed_box(page: pikepdf.Page) -> Area:
    """How far colour runs: the BleedBox, or else the trim."""
    return own_box(page, "/BleedBox") or trim_box(page)


def judge_boxes(pdf: pikepdf.Pdf, expected: Expected) -> Iterator[Finding]:
    """Every page says where it is cut, and the boxes lie one in the other: trim, bleed, paper."""
    wrong = False
    for is_wrong, said in RULES:
        pages = [number for number, page in enumerate(pdf.pages, 1) if is_wrong(page)]
        if pages:
            wrong = True
            yield bad(TOPIC, said, pages)
    cropped = [number for number, page in enumerate(pdf.pages, 1) if _hides(page)]
    if cropped:
        yield warning(TOPIC, "A CropBox hides part of the page: viewers show less than will be printed", cropped)
    if not wrong:
        yield good(TOPIC, f"TrimBox {_sizes(pdf)}")
        yield _bleed(pdf)


def _sizes(pdf: pikepdf.Pdf) -> str:
    """The trim sizes of the pages, the first two of them."""
    sizes = list(dict.fromkeys(trim_box(page).size_mm for page in pdf.pages))
    return " and ".join(sizes[:2]) + (f" and {count(len(sizes) - 2, 'other size')}" if len(sizes) > 2 else "")


def _bleed(pdf: pikepdf.Pdf) -> Finding:
    narrow = {n: min(bleed_box(page).margins(trim_box(page))) for n, page in enumerate(pdf.pages, 1)}
    least = min(narrow.values())
    if least < LEAST_BLEED - 0.05:
        pages = [number for number, margin in narrow.items() if margin < LEAST_BLEED - 0.05]
        said = f"Only {least / MM:.1f} mm of bleed is declared; shops ask for 2 to 3 mm"
        return warning(TOPIC, said if least > 0.05 else "No bleed is declared; shops ask for 2 to 3 mm", pages)
    return good(TOPIC, f"BleedBox at least {least / MM:.1f} mm larger on every side")


def _hides(page: pikepdf.Page) -> bool:
    crop = own_box(page, "/CropBox")
    return crop is not None and not crop.holds(media_box(page)) and crop.holds(bleed_box(page))


def _cut_by_crop(page: pikepdf.Page) -> bool:
    crop = own_box(page, "/CropBox")
    return crop is not None and not crop.holds(bleed_box(page))


RULES: tuple[tuple[Callable[[pikepdf.Page], bool], str], ...] = (
    (
        lambda page: own_box(page, "/TrimBox") is None and own_box(page, "/ArtBox") is None,
        "No TrimBox: the file does not say where it is cut",
    ),
    (lambda page: {"/TrimBox", "/ArtBox"} <= set(page.obj.keys()), "Both a TrimBox and an ArtBox: only one may be"),
    (lambda page: not bleed_box(page).holds(trim_box(page)), "The TrimBox reaches beyond the BleedBox"),
    (lambda page: not media_box(page).holds(bleed_box(page)), "The BleedBox reaches beyond the paper (MediaBox)"),
    (_cut_by_crop, "A CropBox cuts off a part of the trim or the bleed"),
)
