"""Outputs: the ways in which a deck is printed. Those built in here need no line in deck.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from deck.formats import Format, paper_format
from deck.units import MM

Flip = Literal["long-edge", "short-edge", "fold"]
FLIPS: tuple[Flip, ...] = ("long-edge", "short-edge", "fold")
Kind = Literal["sheets", "cards", "pictures", "cutter", "box", "grid", "screen"]
Gutter = Literal["bleed", "shared"]
Marks = Literal["corner", "full", "none"]
Sides = Literal["both", "fronts", "backs"]
Arrangement = Literal["rows", "stack"]
Standard = Literal["PDF/X-4", "PDF/X-1a:2003"]
FaceOrder = Literal["front-back", "back-front"]

SHEET_SETTINGS = ("paper", "flip", "gutter", "marks", "mark_weight", "mark_offset", "slug", "sides", "order")
PRESS_SETTINGS = ("standard", "profile", "condition", "ink_limit", "bleed")
SETTINGS: dict[Kind, tuple[str, ...]] = {
    "sheets": (*SHEET_SETTINGS, *PRESS_SETTINGS),
    "cards": ("faces", "apart", *PRESS_SETTINGS),
    "pictures": (),
    "box": ("paper", *PRESS_SETTINGS),
    "grid": (),
    "cutter": ("paper", "gutter", "marks", "mark_offset", "corner"),
    "screen": ("sides",),
}


class Output(Struct, frozen=True):
    """One way of printing a deck; lengths in points. What a kind does not use stays as it is (SETTINGS)."""

    name: str
    kind: Kind
    about: str
    paper: Format | None = None  # None: the deck's own
    flip: Flip = "long-edge"
    gutter: Gutter = "bleed"
    marks: Marks = "corner"
    mark_weight: float = 0.25  # hairlines of 0.25 pt are what finishers expect
    mark_offset: float = 1 * MM
    slug: bool = True
    sides: Sides = "both"
    order: Arrangement = "rows"
    standard: Standard = "PDF/X-4"
    profile: str = ""  # a file of the project; empty: the bundled one
    condition: str = "FOGRA39"
    ink_limit: float = 3.0  # total area coverage: 3.0 is 300 %
    bleed: float | None = None  # None: the layout's own
    faces: FaceOrder = "front-back"
    apart: bool = False  # a file for each face
    size: Format | None = None  # None: the deck's own
    layout: str = ""  # every card in this layout, its front alone
    corner: float | None = None  # radius of a cut corner; None: the layout's own
    products: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # a shop's cards: pixels with bleed
    pixel_bleed: float = 0.0  # of these, on each side

    @property
    def drawn(self) -> bool:
        """Whether faces are drawn once, as forms of one file: what a press or an office printer gets."""
        return self.kind in ("sheets", "cards") and not self.apart


# Pixel sizes at 300 dpi with their bleed, as the shops' template pages publish them (2026).
MPC = {"poker": (822, 1122), "bridge": (747, 1122), "tarot": (897, 1497), "micro": (447, 597)}
GAME_CRAFTER = {
    "poker": (825, 1125),
    "bridge": (750, 1125),
    "tarot": (900, 1500),
    "mini": (600, 825),
    "jumbo": (1125, 1725),
    "square": (1125, 1125),
    "small square": (825, 825),
}
EIGHTH_INCH = 9.0  # points

BUILT_IN = (
    Output("sheets", "sheets", "cards on sheets for an office printer or a guillotine, fronts and backs in turn"),
    Output("press", "sheets", "the same on SRA3 for a print shop", paper=paper_format("SRA3")),
    Output("stack", "sheets", "sheets whose piles lie in deck order after the guillotine", order="stack"),
    Output(
        "fold",
        "sheets",
        "front and back side by side on one side of the paper, to fold and glue",
        flip="fold",
    ),
    Output("cards", "cards", "one face a page with its bleed, front then back, for shops that impose themselves"),
    Output(
        "drivethrucards",
        "cards",
        "DriveThruCards: PDF/X-1a, back then front, 1/8 in of bleed, ink up to 240 %",
        standard="PDF/X-1a:2003",
        ink_limit=2.4,
        bleed=EIGHTH_INCH,
        faces="back-front",
    ),
    Output(
        "large",
        "cards",
        "large print: a page of A4 for each card, text of 14 points and more",
        sides="fronts",
        size=paper_format("A4"),
        layout="large",
    ),
    Output(
        "screen",
        "screen",
        "to read on telephones and with screen readers: one face a page, links, bookmarks, tagged text",
        ink_limit=4.0,  # light dries at once
        bleed=0.0,
    ),
    Output("cutter", "cutter", "the sheets, with their cut paths as SVG and DXF for Silhouette, Cricut and others"),
    Output("box", "box", "a tuck box for the deck, to cut, fold and glue (--thickness of a card: 0.3mm)"),
    Output("tts", "grid", "Tabletop Simulator: fronts and backs as two pictures, ten cards across"),
    Output(
        "mpc", "pictures", "MakePlayingCards: a PNG a face, 300 dpi", products=MPC, pixel_bleed=36, bleed=EIGHTH_INCH
    ),
    Output(
        "thegamecrafter",
        "pictures",
        "The Game Crafter: a PNG a face, 300 dpi",
        products=GAME_CRAFTER,
        pixel_bleed=37.5,
        bleed=EIGHTH_INCH,
    ),
)
DEFAULT = BUILT_IN[0]
