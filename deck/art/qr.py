"""QR codes as drawings: black modules with their quiet zone."""

from __future__ import annotations

from importlib import import_module

from deck.art.drawing import ArtPath, Drawing, Segment, path_data
from deck.units import MM

QUIET = 4  # modules of bare ground on every side (ISO/IEC 18004:2015, 6.3.8)
SMALLEST = 10 * MM  # with the quiet zone; a telephone's camera needs that much on a card held in the hand
SMALLEST_MODULE = 0.25 * MM  # finer modules run together on uncoated paper


def qr_drawing(text: str) -> Drawing:
    """The QR code of *text* (error correction M), a unit a module; ValueError when it is too long for one."""
    code = import_module("segno").make(text, error="m", micro=False)  # only decks with QR codes pay for it
    rows = [list(row) for row in code.matrix]
    paths = tuple(_bar(x, length, y) for y, row in enumerate(rows) for x, length in _runs(row))
    side = len(rows) + 2 * QUIET
    return Drawing(f"qr {text}", side, side, paths)


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """Start and length of each run of dark modules: bars leave no hairlines between modules."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and runs and runs[-1][0] + runs[-1][1] == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return runs


def _bar(x: int, length: int, y: int) -> ArtPath:
    left, right, top, bottom = QUIET + x, QUIET + x + length, QUIET + y, QUIET + y + 1
    segments: tuple[Segment, ...] = (
        ("M", (left, top)),
        ("L", (right, top)),
        ("L", (right, bottom)),
        ("L", (left, bottom)),
        ("Z",),
    )
    return ArtPath(path_data(segments), "figure")
