"""deck icons: list the pictograms, and show them on a contact sheet."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from deck.art.drawing import Drawing
from deck.art.svg import read_svg
from deck.art.thin import PIXELS_PER_INCH, THINNEST_MM, thin_spots
from deck.cli.report import report, say
from deck.color.ink import BLACK, PAPER
from deck.edition import about, write_sheets
from deck.face.compose import fitted
from deck.face.face import Face, PlacedArt
from deck.formats import Format, paper_format
from deck.gather import gather
from deck.impose.gallery import caption, exhibit, gallery
from deck.impose.sheet import Placement, Sheet
from deck.model import Deck
from deck.order import Order
from deck.problems import DeckError, Problems, Severity
from deck.render.png import pictures, write_pictures
from deck.source.companions import MADE, Wishes
from deck.source.project import find_project
from deck.source.read import TEXT_FACE
from deck.text.fonts import Font
from deck.units import MM, Box, mm

LARGE, SMALL = 32 * MM, 12 * MM
COLUMNS = 3


@click.command("icons", epilog="Example:  deck icons --no-sheet")
@click.option("--sheet/--no-sheet", default=True, help="Draw the contact sheet (PDF and PNG) too.")
@click.pass_obj
def command(folder: Path, /, sheet: bool) -> int:
    """List the pictograms, used and unused, and draw them on a contact sheet."""
    problems = Problems()
    project = find_project(folder)
    try:
        setter = gather(project, Order(wishes=Wishes(MADE)), problems).setter
        files = {name: project.find(f"assets/icons/{name}.svg") for name in project.names("assets/icons", ".svg")}
        drawings = {name: read_svg(file, problems) for name, file in files.items() if file}
        problems.stop()
    except DeckError as error:
        report(error.problems, project.root, "")
        return 1
    known = {name: drawing for name, drawing in drawings.items() if drawing}
    uses = uses_of(known, setter.deck)
    for name in known:
        say(f"{name:32} {', '.join(uses[name]) or 'unused'}")
    font = setter.book.font(TEXT_FACE)
    _warn_of_thin_parts(known, setter.deck, problems)
    report(problems.found, project.root, "", Severity.WARNING)
    say(f"{len(known)} icons, {sum(not uses[name] for name in known)} of them unused.")
    if sheet:
        target = project.root / "output" / "icons.pdf"
        write_sheets(contact_sheets(known, uses, font, paper_format("A4")), about(setter.deck), target, problems)
        written = write_pictures(target, 110, problems)
        say(f"Contact sheet: {', '.join(file.relative_to(project.root).as_posix() for file in [target, *written])}")
    return 0


def uses_of(drawings: dict[str, Drawing], deck: Deck) -> dict[str, list[str]]:
    """By name, the cards and categories that show each pictogram."""
    uses: dict[str, list[str]] = {name: [] for name in drawings}
    for card in deck.cards:
        if card.icon and card.icon.text in uses:
            uses[card.icon.text].append(f"{card.number} {card.title}".strip())
    for category in deck.categories:
        if category.icon and category.icon.text in uses:
            uses[category.icon.text].append(f"{category.letter} {category.name}")
    return uses


def contact_sheets(drawings: dict[str, Drawing], uses: dict[str, list[str]], font: Font, paper: Format) -> list[Sheet]:
    """Every pictogram large and at 12 mm, with its name and where it is used."""
    cells = [_cell(drawing, uses[name], font) for name, drawing in drawings.items()]
    return gallery(([cells[start : start + COLUMNS]] for start in range(0, len(cells), COLUMNS)), paper)


def _cell(drawing: Drawing, uses: Sequence[str], font: Font) -> Face:
    width, line = LARGE + SMALL + 6 * MM, 4 * MM
    places = (Box(0, 0, LARGE, LARGE), Box(LARGE + 4 * MM, LARGE - SMALL, SMALL, SMALL))
    lines = [caption(drawing.name, font, 8, width), caption(", ".join(uses) or "unused", font, 6.5, width)]
    texts = [text for face in lines for text in face.texts]
    placed = [text.moved(0.0, LARGE + index * line + MM) for index, text in enumerate(texts)]
    arts = [_printed(drawing, box) for box in places]
    return exhibit(drawing.name, width, LARGE + 2 * line + 2 * MM, [*arts, *placed])


def _warn_of_thin_parts(drawings: dict[str, Drawing], deck: Deck, problems: Problems) -> None:
    """Warn of each pictogram whose parts or gaps are too thin at 12 mm, the smallest size it should serve at."""
    cell = Box(0, 0, SMALL, SMALL)
    faces = [exhibit(name, SMALL, SMALL, [_printed(drawing, cell)]) for name, drawing in drawings.items()]
    sheets = [Sheet(1, 1, "recto", SMALL, SMALL, 0.0, (Placement(face, cell),), ()) for face in faces]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "icons.pdf"
        write_sheets(sheets, about(deck), target, problems)
        for name, picture in zip(drawings, pictures(target, PIXELS_PER_INCH), strict=True):
            parts, gaps = thin_spots(picture)
            if parts or gaps:
                what = " and ".join(said for said in (_count(parts, "thin part"), _count(gaps, "narrow gap")) if said)
                problems.add(
                    f'the icon "{name}" has {what}, under {THINNEST_MM} mm when it is printed {mm(SMALL)} mm wide.',
                    hints=["Thicken them in assets/icons/, or print it larger."],
                    severity=Severity.WARNING,
                )


def _printed(drawing: Drawing, box: Box) -> PlacedArt:
    return PlacedArt(drawing, fitted(drawing, box), BLACK, PAPER)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}" if number else ""
