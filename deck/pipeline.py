"""The stages from files to print, a line each: read, select, typeset, judge, compose, impose, render."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from deck.art.drawing import Drawing
from deck.art.picture import Space, Studio
from deck.cache import Cache
from deck.changes import changed, checkout, digests, digests_of_pdf, scratch
from deck.face.check import check_layout, judge_inks, wanted_art
from deck.face.compose import Gallery, compose
from deck.face.face import Face
from deck.face.judge import judge
from deck.face.layout import SIDES, Layout, PictureItem, QrItem
from deck.face.typeset import Setup, Typesetter
from deck.formats import Format
from deck.impose.box import box_paper, box_sheet, box_template
from deck.impose.duplex import Drift, Flip
from deck.impose.grid import Grid
from deck.impose.marks import crop_marks
from deck.impose.sheet import Sheet
from deck.impose.sheets import Press, impose, sheet_count, sheet_grid, single_faces
from deck.model import Card, Deck
from deck.outputs import DEFAULT, Output
from deck.printers import find_printer
from deck.problems import Problems, Severity, did_you_mean
from deck.render.about import NO_DATE, About
from deck.render.output import write_folder, write_safely
from deck.select import Selection, select
from deck.shops import check_product
from deck.source.companions import Wishes
from deck.source.layouts import read_layout
from deck.source.project import Project
from deck.source.read import AS_WRITTEN, TEXT_FACE, read_deck, slug
from deck.units import MM

if TYPE_CHECKING:  # the writer is imported where it is used: checking a deck needs none
    from deck.render.pdfx import Intent

ALL = Selection()


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed, and how; None leaves a setting to deck.yaml."""

    selection: Selection = ALL
    size: Format | None = None
    paper: Format | None = None
    flip: Flip | None = None
    output: str = DEFAULT.name
    changed_since: str = ""  # a former PDF or a git revision
    thickness: float = 0.3 * MM  # of a card, for its box
    copies: int = 1
    force: bool = False
    wishes: Wishes = AS_WRITTEN
    printer: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """A deck that has been read and measured, the cards chosen from it, and the pictograms they show."""

    deck: Deck
    cards: tuple[Card, ...]
    output: Output
    setter: Typesetter
    gallery: Gallery


@dataclass(frozen=True, slots=True)
class Job:
    """A deck that has been read, set and judged: everything but the drawing. Only sheets have a grid."""

    project: Project
    deck: Deck
    order: Order
    cards: tuple[Card, ...]
    setter: Typesetter
    press: Press
    grid: Grid | None
    gallery: Gallery

    @property
    def copies(self) -> int:
        """How many cards are printed, copies counted."""
        return sum(copies_of(card, self) for card in self.cards)

    @property
    def sheets(self) -> int:
        """How many sheets of paper they take; for faces on their own, how many faces."""
        sides = 1 if self.press.output.sides != "both" else 2
        return sheet_count(self.copies, self.grid) if self.grid else sides * self.copies

    @property
    def name(self) -> str:
        """The name of what is made: ``<deck>[-<subset>][-changed][-<output>]``."""
        label = self.order.selection.label
        output = self.press.output.name
        parts = (
            slug(self.deck.title)[:100],
            label and slug(label)[:40],
            "changed" if self.order.changed_since else "",
            output if output != DEFAULT.name else "",
        )
        return "-".join(part for part in parts if part)

    @property
    def target(self) -> Path:
        """The default file in output/; for pictures and single faces, the folder."""
        folder = self.press.output.kind in ("pictures", "cutter", "grid") or self.press.output.apart
        return self.project.root / "output" / (self.name if folder else f"{self.name}.pdf")


def prepare(project: Project, order: Order, problems: Problems) -> Job:
    """Read, select, typeset and judge; DeckError with every problem found when there is any."""
    material = gather(project, order, problems)
    setter, cards, output = material.setter, material.cards, material.output
    judge(setter, cards)
    problems.stop()
    _judge_pictures(material, problems)
    if order.changed_since:
        former = former_digests(project, order, problems)
        different = changed(digests(compose_all(cards, setter, material.gallery)), former)
        cards = tuple(card for card in cards if card.id in different)
    judge_inks(material.deck, setter.setup.layouts, output, problems)
    deck, size = material.deck, setter.setup.size
    bleed = max(layout.bleed for layout in setter.setup.layouts.values())
    drift = find_drift(order, output, problems)
    paper, flip = order.paper or output.paper or deck.paper, order.flip or output.flip
    press = Press(paper, bleed, flip, stamp(deck), output, drift)
    grid = sheet_grid(size, press, problems) if output.kind in ("sheets", "cutter") else None
    if output.kind == "pictures":
        check_product(size, output, problems)
    problems.stop()
    return Job(project, deck, order, cards, setter, press, grid, material.gallery)


def _judge_pictures(material: Material, problems: Problems) -> None:
    """Compose the cards whose layouts hold pictures or codes, so that what is wrong with these is told now."""
    layouts = material.setter.setup.layouts
    shown = [
        card
        for card in material.cards
        if any(isinstance(item, (PictureItem, QrItem)) for _, item in layouts[card.layout].everything())
    ]
    for _ in compose_all(shown, material.setter, material.gallery):
        pass
    problems.stop()


def gather(project: Project, order: Order, problems: Problems) -> Material:
    """Read the files, select the cards, read the art and measure the text."""
    deck = read_deck(project, problems, order.wishes)
    output = find_output(deck, order.output, problems)
    if output.layout:
        deck = replace(deck, cards=tuple(replace(card, layout=output.layout) for card in deck.counted))
    cards = select(deck, order.selection, problems)
    size = order.size or output.size or deck.size
    layouts = read_layouts(project, deck, size, problems)
    if output.bleed is not None:
        layouts = {name: replace(layout, bleed=output.bleed) for name, layout in layouts.items()}
    art = read_art(project, deck, layouts, problems)
    setter = typeset(deck, Setup(size, layouts, count_cards(cards), order.force), problems)
    space: Space = "RGB" if output.kind in ("pictures", "grid", "screen") else "CMYK"
    studio = Studio(project, space, output.ink_limit, order.force, problems)
    return Material(deck, cards, output, setter, Gallery(art, studio))


def find_output(deck: Deck, name: str, problems: Problems) -> Output:
    """The deck's output called *name*; DeckError with the nearest when there is none."""
    if name not in deck.outputs:
        hints = [*did_you_mean(name, deck.outputs), "To see them all, run: deck outputs"]
        problems.fail(f'there is no output called "{name}".', hints=hints)
    return deck.outputs[name]


def find_drift(order: Order, output: Output, problems: Problems) -> Drift:
    """The drift of the printer that is named; DeckError when it is not known, a warning where it does not matter."""
    drift = find_printer(order.printer, problems)
    if order.printer and output.kind != "sheets":
        problems.add(
            f'the output "{output.name}" is not printed on sheets, so --printer {order.printer} changes nothing in it.',
            severity=Severity.WARNING,
        )
    return drift


def read_layouts(project: Project, deck: Deck, size: Format, problems: Problems) -> dict[str, Layout]:
    """The layouts that the deck's cards use, by name, checked against deck and size."""
    names = dict.fromkeys(card.layout for card in deck.cards)
    layouts = {name: read_layout(name, project, problems) for name in names}
    problems.stop()
    known = {name: layout for name, layout in layouts.items() if layout is not None}
    for layout in known.values():
        check_layout(layout, deck, size, problems)
    problems.stop()
    return known


def read_art(project: Project, deck: Deck, layouts: dict[str, Layout], problems: Problems) -> dict[str, Drawing]:
    """The pictograms that the deck's cards show, by name."""
    from deck.art.svg import read_svg

    names = wanted_art(deck, layouts, project.names("assets/icons", ".svg"), problems)
    files = {name: project.find(f"assets/icons/{name}.svg") for name in names}
    cache = Cache()
    drawings = {name: read_svg(file, problems, cache) for name, file in files.items() if file is not None}
    return {name: drawing for name, drawing in drawings.items() if drawing is not None}


def typeset(deck: Deck, setup: Setup, problems: Problems) -> Typesetter:
    """All texts measured, and the sizes that the whole deck shares found over the whole deck."""
    setter = Typesetter(deck, setup, problems)
    setter.fit_deck()
    return setter


def faces(job: Job) -> Iterator[tuple[Face, Face]]:
    """Front and back of every card of the job, each once, in order."""
    return compose_all(job.cards, job.setter, job.gallery)


def compose_all(cards: Iterable[Card], setter: Typesetter, gallery: Gallery) -> Iterator[tuple[Face, Face]]:
    """Front and back of every card."""
    for card in cards:
        front, back = (compose(card, side, setter, gallery) for side in SIDES)
        yield front, back


def former_digests(project: Project, order: Order, problems: Problems) -> dict[str, str]:
    """How the cards looked in a former PDF, or in a git revision of the project."""
    file = Path(order.changed_since)
    if file.suffix.lower() == ".pdf" and file.is_file():
        return digests_of_pdf(file, problems)
    with scratch() as folder:
        former = Project(checkout(project.root, order.changed_since, Path(folder).resolve(), problems))
        then = replace(order, changed_since="", selection=ALL)
        material = gather(former, then, problems)
        problems.stop()
        return digests(compose_all(material.cards, material.setter, material.gallery))


def copies_of(card: Card, job: Job) -> int:
    """How often the job shows *card*: as often as it is wanted, on a screen once."""
    return 1 if job.press.output.kind == "screen" else card.copies * job.order.copies


def sheets(job: Job, composed: Iterable[tuple[Face, Face]] | None = None) -> Iterator[Sheet]:
    """The pages of the job: imposed sheets, or one face a page, every card as often as it is wanted.

    *composed* are the job's faces, for a caller that has them already.
    """
    pairs = [pair for pair in composed or faces(job) for _ in range(copies_of(pair[0].card, job))]
    if job.grid is None:
        return single_faces(pairs, job.press.bleed, job.press.output)
    return impose(pairs, job.deck, job.grid, job.press, job.setter.book.font(TEXT_FACE))


def build(job: Job, target: Path, problems: Problems, drawn: Callable[[Sheet], None]) -> None:
    """Draw the job into the file (or folder) *target*, which is replaced only when all went well."""
    output = job.press.output
    if output.kind == "pictures":
        from deck.render.shop import write_products

        write_products(faces(job), about(job.deck), output, target, problems)
    elif output.kind == "screen":
        from deck.render.screen import render_tagged

        write_safely(target, lambda file: render_tagged(sheets(job), about(job.deck), file, drawn), problems)
    elif output.apart:
        write_folder(target, lambda folder: _write_apart(job, folder, problems, drawn), problems)
    elif output.kind == "grid":
        from deck.render.shop import write_grids

        write_folder(target, lambda folder: write_grids(faces(job), about(job.deck), folder), problems)
    elif output.kind == "box":
        intent = press_intent(job.project, output)
        write_sheets([boxed(job, problems)], about(job.deck), target, problems, drawn, intent)
    elif output.kind == "cutter":
        write_folder(target, lambda folder: _write_cutter(job, folder, problems, drawn), problems)
    else:
        composed = list(faces(job))
        whole = replace(about(job.deck), digests=digests(composed))
        write_sheets(sheets(job, composed), whole, target, problems, drawn, press_intent(job.project, output))


def _write_apart(job: Job, folder: Path, problems: Problems, drawn: Callable[[Sheet], None]) -> None:
    intent = press_intent(job.project, job.press.output)
    for sheet in sheets(job):
        face = sheet.placements[0].face
        file = folder / f"{sheet.number:03d}-{face.card.id}-{face.side}.pdf"
        write_sheets([sheet], about(job.deck), file, problems, drawn, intent)


def boxed(job: Job, problems: Problems) -> Sheet:
    """The tuck box for all that the job prints, with the deck's cover on it; DeckError when no paper holds it."""
    size = job.setter.setup.size
    template = box_template(size, job.copies, job.order.thickness)
    paper = box_paper(template, job.order.paper or job.press.output.paper)
    if paper is None:
        hint = "Print it without --paper, so that the smallest that holds it is taken, or make a smaller deck."
        problems.fail(f"the box for {job.copies} cards does not go on this paper.", hints=[hint])
    cover = next((card for card in job.deck.cards if card.companion == "cover"), None)
    pair = next(compose_all([cover], job.setter, job.gallery)) if cover else None
    return box_sheet(template, paper, pair, [category.ink for category in job.deck.categories])


def _write_cutter(job: Job, folder: Path, problems: Problems, drawn: Callable[[Sheet], None]) -> None:
    """The sheets to print and, beside them, the paths to cut."""
    from deck.render.cut import write_cut

    assert job.grid is not None  # a cutter cuts sheets
    marks = crop_marks(job.grid, job.press.bleed, job.press.output)
    corner = job.press.output.corner
    if corner is None:
        corner = max(layout.corner for layout in job.setter.setup.layouts.values())
    paper = job.press.paper
    write_sheets(sheets(job), about(job.deck), folder / "sheets.pdf", problems, drawn)
    write_cut(job.grid.cells, marks, paper.width, paper.height, corner, folder)


def press_intent(project: Project, output: Output) -> Intent:
    """The printing condition that a file of *output* is made for."""
    from deck.color.profile import profile_bytes
    from deck.render.pdfx import Intent

    file = project.own_file(output.profile, "assets/color") if output.profile else None
    return Intent(file.read_bytes() if file else profile_bytes(), output.condition, output.standard)


def write_sheets(
    sheets: Iterable[Sheet],
    about: About,
    target: Path,
    problems: Problems,
    drawn: Callable[[Sheet], None] = lambda sheet: None,
    intent: Intent | None = None,
) -> None:
    """Draw *sheets* into the PDF *target*; *drawn* is called after each."""
    from deck.render.pdf import render_sheets

    def write(file: BinaryIO) -> None:
        render_sheets(sheets, about, file, drawn, intent)

    write_safely(target, write, problems)


def about(deck: Deck) -> About:
    """What a file made of *deck* says of itself."""
    return About(deck.title, deck.publisher, deck.licence, deck.language, moment(deck))


def count_cards(cards: Sequence[Card]) -> int:
    """How many of *cards* are not special: the number the cover tells."""
    return sum(not card.special for card in cards)


def moment(deck: Deck) -> tuple[int, int, int, int, int, int]:
    """The date that the file carries: SOURCE_DATE_EPOCH, else the deck's own, else a fixed one."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if epoch.isdigit():
        t = time.gmtime(int(epoch))
        return (t.tm_year, t.tm_mon, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec)
    if deck.date:
        year, month, day = (int(part) for part in deck.date.split("-"))
        return (year, month, day, 0, 0, 0)
    return NO_DATE


def stamp(deck: Deck) -> str:
    """What tells one edition's sheets from another's: the date, or a digest of the words where none is given."""
    if deck.date or os.environ.get("SOURCE_DATE_EPOCH", "").strip().isdigit():
        return "%04d-%02d-%02d" % moment(deck)[:3]
    digest = hashlib.sha256(deck.title.encode())
    for card in deck.cards:
        digest.update("\0".join(words.text for words in card.words.values()).encode())
    return f"#{digest.hexdigest()[:7]}"
