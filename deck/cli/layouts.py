"""deck layouts: list the layouts, and show a card in each."""

from __future__ import annotations

from pathlib import Path

import click
from msgspec.structs import replace

from deck.art.ahead import ArtAhead
from deck.art.picture import Studio
from deck.cache import Cache
from deck.cli.report import report, say
from deck.edition import about, write_sheets
from deck.face.compose import Gallery, compose
from deck.face.face import Face
from deck.face.fit import Setup
from deck.face.judge import judge
from deck.face.layout import SIDES
from deck.face.typeset import Typesetter
from deck.formats import paper_format
from deck.gather import read_art, read_layouts
from deck.impose.gallery import caption, framed, gallery
from deck.model import Card, Deck
from deck.outputs import DEFAULT
from deck.problems import DeckError, Problems, shown_path
from deck.render.png import write_pictures
from deck.source.companions import MADE, Wishes
from deck.source.project import Project, find_project
from deck.source.read import TEXT_FACE, read_deck
from deck.units import MM

CAPTION_SIZE, CAPTION_WIDTH = 8.0, 180 * MM


@click.command("layouts", epilog="Example:  deck layouts --no-sheet")
@click.option("--sheet/--no-sheet", default=True, help="Draw a card in each layout (PDF and PNG) too.")
@click.pass_obj
def command(folder: Path, /, sheet: bool) -> int:
    """List the layouts, the project's own and the bundled ones, and draw a card in each."""
    problems = Problems()
    project = find_project(folder)
    try:
        deck = read_deck(project, problems, Wishes(MADE))
    except DeckError as error:
        report(error.problems, project.root, "")
        return 1
    blocks: list[list[list[Face]]] = []
    for name in project.names("layouts", ".yaml"):
        users = sum(card.layout == name for card in deck.cards)
        say(f"{name:14} {users:3} card{'s' * (users != 1):1}  {purpose(project, name)}")
        if sheet and (shown := _shown(name, project, deck)):
            blocks.append(shown)
    if sheet:
        target = project.root / "output" / "layouts.pdf"
        write_sheets(gallery(blocks, paper_format("A4")), about(deck), target, problems)
        written = [target, *write_pictures(target, 110, problems)]
        say(f"Pictures: {', '.join(shown_path(file, project.root) for file in written)}")
    return 0


def purpose(project: Project, name: str) -> str:
    """What a layout is for: the comment its file begins with."""
    file = project.find(f"layouts/{name}.yaml")
    first = file.read_text("utf-8").partition("\n")[0] if file else ""
    return first.removeprefix("#").strip() if first.startswith("#") else ""


def sample_card(deck: Deck, name: str) -> Card:
    """A card that uses the layout, or else the deck's first that is not special, laid out by it."""
    own = next((card for card in deck.cards if card.layout == name), None)
    return own or replace(deck.counted[0] if deck.counted else deck.cards[0], layout=name)


def _shown(name: str, project: Project, deck: Deck) -> list[list[Face]]:
    """A caption and the two sides of a sample card; nothing but a remark when the layout cannot serve this deck."""
    problems = Problems()
    card = sample_card(deck, name)
    alone = replace(deck, cards=(card,))
    try:
        layouts = read_layouts(project, alone, deck.size, problems)
        art = read_art(project, alone, layouts, problems, ArtAhead(project, Cache()))
        setter = Typesetter(deck, Setup(deck.size, layouts, len(deck.counted)), problems)
        setter.find_parts([card])
        parts = setter.printed([card])
        judge(setter, parts)
        gallery = Gallery(art, Studio(project, "CMYK", DEFAULT.ink_limit, True, problems))
        problems.stop()
    except DeckError as error:
        say(f"{'':20}  cannot show a card of this deck: {error.problems[0].what}")
        return []
    label = caption(f"{name}: {purpose(project, name)}", setter.book.font(TEXT_FACE), CAPTION_SIZE, CAPTION_WIDTH)
    return [[label], [framed(compose(part, side, setter, gallery)) for part in parts for side in SIDES]]
