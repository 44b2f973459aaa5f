"""Make the pictures of README.md from the deck itself: build it, draw its sheets with PDFium, cut the cards out.

    make pictures

docs/pictures/cards.png shows fronts and backs as cards; docs/pictures/sheet.png a sheet's two sides;
docs/pictures/going-on.png a card whose text goes on. A picture whose pixels have not changed is left alone.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped, unused-ignore]  # published without types
from PIL import Image, ImageDraw, ImageFilter

from deck.formats import card_format
from deck.impose.sheet import Sheet
from deck.order import Order
from deck.pipeline import build, prepare
from deck.problems import Problems
from deck.select import Selection
from deck.source.project import Project
from deck.units import MM, Box

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
FRONTS = ("covoiturage", "agriculture-communautaire", "energie-decentralisee", "repair-cafes", "monnaies-locales")
BACKS = ("repair-cafes", "covoiturage")
SHEET = 3  # the sheet whose two sides are shown

GOES_ON, GOING_WIDTH = "covoiturage", 340  # the card whose text goes on, and how wide it is shown (pixels)
NOT_THE_DECK = (".git", ".venv", "tests", "deck", "docs", "bench", "tools", "output")
USUAL = Order()

GROUND = (250, 250, 245)  # warm paper
SUPER = 2  # everything is drawn so many times larger, then scaled down
WIDTH, HEIGHT = 1600, 620  # pixels of cards.png
FRONT_WIDTH, BACK_WIDTH = 266, 300  # pixels
FAN_CENTRE, FAN_STEP, FAN_TURN = 474, 138, 3.5  # pixels, pixels, degrees
BACK_CENTRES = (1091, 1412)  # pixels
SHEET_WIDTH, SHEET_GAP = 1400, 40  # pixels of sheet.png
LEVELS = 51  # tones of each colour that are kept: soft shadows deflate to half the size
CORNER = 3 * MM  # the radius that card makers cut


@dataclass(frozen=True, slots=True)
class Built:
    """The deck as built: its PDF, and what lies on each page."""

    pdf: pdfium.PdfDocument
    sheets: list[Sheet]


def build_deck(root: Path = ROOT, order: Order = USUAL) -> Built:
    """The deck of this repository, or of *root*, built as `deck build` builds it."""
    problems = Problems()
    job = prepare(Project(root), order, problems)
    drawn: list[Sheet] = []
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "deck.pdf"
        build(job, target, problems, drawn.append)
        return Built(pdfium.PdfDocument(target.read_bytes()), drawn)


def draw_page(built: Built, index: int, scale: float, box: Box | None = None) -> Image.Image:
    """A page, or the *box* (pt) of it, in RGB at *scale* pixels a point."""
    page, sheet = built.pdf[index], built.sheets[index]
    area = box or Box(0, 0, sheet.width, sheet.height)
    crop = (area.x, sheet.height - area.bottom, sheet.width - area.right, area.y)
    picture: Image.Image = page.render(scale=scale, crop=crop, prefer_bgrx=True).to_pil()
    return picture.convert("RGB")


def draw_face(built: Built, card: str, side: str, width: int) -> Image.Image:
    """One side of the card (or part of one) called *card*, *width* pixels wide, corners rounded."""
    for index, sheet in enumerate(built.sheets):
        for placement in sheet.placements:
            face = placement.face
            if (face.card.key, face.side) == (card, side):
                scale = width / face.width
                upright = draw_page(built, index, scale, placement.cell).rotate(placement.turn, expand=True)
                return rounded(upright, CORNER * scale)
    sys.exit(f'There is no card "{card}" any more: choose another in {Path(__file__).name}.')


def rounded(picture: Image.Image, radius: float) -> Image.Image:
    """*picture* with its corners made transparent."""
    mask = Image.new("L", picture.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, picture.width - 1, picture.height - 1), radius, fill=255)
    picture.putalpha(mask)
    return picture


def lay(table: Image.Image, card: Image.Image, x: float, y: float, turn: float = 0.0) -> None:
    """Lay *card* on *table* with its centre at (x, y), turned clockwise by *turn* degrees, over its shadow."""
    margin = 40 * SUPER
    space = Image.new("RGBA", (card.width + 2 * margin, card.height + 2 * margin))
    space.paste(card, (margin, margin))
    space = space.rotate(-turn, Image.Resampling.BICUBIC, expand=True)
    left, top = round(x - space.width / 2), round(y - space.height / 2)
    for blur, drop, strength in ((14, 8, 0.20), (2, 1, 0.22)):  # a soft shadow, and a line of contact
        shadow = space.getchannel("A").filter(ImageFilter.GaussianBlur(blur * SUPER)).point(_times(strength))
        table.paste((40, 36, 30), (left, top + drop * SUPER), shadow)
    table.paste(space, (left, top), space)


def _times(factor: float) -> list[int]:
    return [round(value * factor) for value in range(256)]


def draw_cards(built: Built) -> Image.Image:
    """A fan of fronts, and backs beside it."""
    table = Image.new("RGB", (WIDTH * SUPER, HEIGHT * SUPER), GROUND)
    middle = (len(FRONTS) - 1) / 2
    for place, card in enumerate(FRONTS):
        away = place - middle
        face = draw_face(built, card, "front", FRONT_WIDTH * SUPER)
        x, y = FAN_CENTRE + away * FAN_STEP, HEIGHT / 2 - 10 + 5 * away * away
        lay(table, face, x * SUPER, y * SUPER, away * FAN_TURN)
    for centre, card in zip(BACK_CENTRES, BACKS, strict=True):
        lay(table, draw_face(built, card, "back", BACK_WIDTH * SUPER), centre * SUPER, HEIGHT / 2 * SUPER)
    return table.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def draw_sheet(built: Built) -> Image.Image:
    """The recto and the verso of one sheet, side by side."""
    pages = [index for index, sheet in enumerate(built.sheets) if sheet.number == min(SHEET, sheet.count)]
    width = (SHEET_WIDTH - 3 * SHEET_GAP) // 2
    first = built.sheets[pages[0]]
    height = round(width * first.height / first.width)
    table = Image.new("RGB", (SHEET_WIDTH, height + 2 * SHEET_GAP), GROUND)
    for place, index in enumerate(pages):
        page = draw_page(built, index, SUPER * width / first.width).resize((width, height), Image.Resampling.LANCZOS)
        left = SHEET_GAP + place * (width + SHEET_GAP)
        table.paste(page, (left, SHEET_GAP))
        outline = (left - 1, SHEET_GAP - 1, left + width, SHEET_GAP + height)
        ImageDraw.Draw(table).rectangle(outline, outline=(205, 202, 195))
    return table


def draw_going_on() -> Image.Image:
    """The fronts and backs of a card that goes on, on poker cards."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "deck"
        shutil.copytree(ROOT, root, ignore=lambda _, names: {name for name in names if name in NOT_THE_DECK})
        (root / "layouts" / "long.yaml").write_text("extends: practice\noverflow: continue\n", "utf-8")
        deck = (ROOT / "deck.yaml").read_text("utf-8").replace("layout: practice", "layout: long")
        (root / "deck.yaml").write_text(deck, "utf-8")
        built = build_deck(root, Order(Selection(cards=(GOES_ON,)), size=card_format("poker")))
    places = [(f"{GOES_ON} {part}/2", side) for part in (1, 2) for side in ("front", "back")]
    faces = [draw_face(built, card, side, GOING_WIDTH * SUPER) for card, side in places]
    height = faces[0].height // SUPER + 2 * SHEET_GAP
    table = Image.new("RGB", (WIDTH * SUPER, height * SUPER), GROUND)
    for place, face in enumerate(faces):
        lay(table, face, WIDTH * SUPER * (2 * place + 1) / (2 * len(faces)), height * SUPER / 2)
    return table.resize((WIDTH, height), Image.Resampling.LANCZOS)


def write_if_changed(picture: Image.Image, file: Path) -> str:
    """Write *picture* to *file* unless it shows the same already; a line to tell."""
    steps = [round(round(value / 255 * LEVELS) / LEVELS * 255) for value in range(256)]
    small = picture.point(steps * 3)
    if file.is_file():
        with Image.open(file) as old:
            if old.size == small.size and old.convert("RGB").tobytes() == small.tobytes():
                return f"{file.name}: unchanged"
    buffer = io.BytesIO()
    small.save(buffer, "PNG", optimize=True)
    file.write_bytes(buffer.getvalue())
    return f"{file.name}: {picture.width} x {picture.height}, {len(buffer.getvalue()) // 1000} kB"


def main(wanted: Iterable[str] = ("cards", "sheet", "going-on")) -> None:
    """Write the pictures to docs/pictures/."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    built = build_deck()
    for name in wanted:
        drawing = {"cards": lambda: draw_cards(built), "sheet": lambda: draw_sheet(built), "going-on": draw_going_on}
        picture = drawing[name]()
        print(write_if_changed(picture, PICTURES / f"{name}.png"))


if __name__ == "__main__":
    main()
