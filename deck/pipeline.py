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
from deck.changes import changed, checkout, digests, digests_of_pdf, noting, scratch
from deck.crew import WORTHWHILE, Crew, Workshop
from deck.face.check import check_layout, judge_inks, wanted_art
from deck.face.compose import Gallery, compose
from deck.face.face import Face
from deck.face.fit import TRUSTED, Setup
from deck.face.judge import judge
from deck.face.layout import SIDES, Layout, PictureItem, QrItem
from deck.face.typeset import Typesetter
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
from deck.render.packed import Pair, unpack
from deck.select import Selection, select
from deck.shelf import Shelf
from deck.shops import check_product
from deck.source.companions import AS_WRITTEN, Wishes
from deck.source.known import Known
from deck.source.naming import TEXT_FACE, slug
from deck.source.project import Project
from deck.source.tongue import judge_language
from deck.source.translations import translate
from deck.text.copyfit import DoesNotFitError
from deck.timings import Timings
from deck.units import MM

if TYPE_CHECKING:  # the writer is imported where it is used: checking a deck needs none
    from deck.render.pdfx import Intent

ALL = Selection()
TOGETHER = 400  # cards whose faces are looked for, and drawn, together


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
    language: str = ""  # one that the deck is translated into
    fallback: bool = False  # to the deck's own language, for what is not translated
    jobs: int | None = None  # processes; None for as many as are worthwhile


@dataclass(frozen=True, slots=True)
class Material:
    """A deck that has been read and measured, the cards chosen from it, and the pictograms they show."""

    deck: Deck
    cards: tuple[Card, ...]
    output: Output
    setter: Typesetter
    gallery: Gallery
    shelf: Shelf
    crew: Crew


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
    shelf: Shelf
    crew: Crew

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
        """The name of what is made: ``<deck>[-<language>][-<subset>][-changed][-<output>]``."""
        label = self.order.selection.label
        output = self.press.output.name
        parts = (
            slug(self.deck.title)[:100],
            self.deck.language if self.deck.language in self.deck.tongues else "",
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


def prepare(
    project: Project, order: Order, problems: Problems, timings: Timings | None = None, *, trust: bool = False
) -> Job:
    """Read, select, typeset and judge; DeckError with every problem found when there is any.

    With *trust* not every card of a large deck is measured before it is drawn; *build* finds out what was wrong.
    """
    timings = timings or Timings()
    material = gather(project, order, problems, timings, trust=trust and not order.changed_since)
    setter, cards, output = material.setter, material.cards, material.output
    judge_language(material.deck, problems)
    with timings.stage("judge"):
        judge(setter, cards)
        problems.stop()
        _judge_pictures(material, problems)
    if order.changed_since:
        former = former_digests(project, order, problems)
        different = changed(digests(drawn_pairs(cards, material)), former)
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
    return Job(project, deck, order, cards, setter, press, grid, material.gallery, material.shelf, material.crew)


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


def gather(
    project: Project, order: Order, problems: Problems, timings: Timings | None = None, *, trust: bool = False
) -> Material:
    """Read the files, select the cards, read the art and measure the text."""
    timings = timings or Timings()
    cache = Cache()
    known = Known(project, cache)
    with timings.stage("read"):
        deck = read_project(project, problems, order.wishes, known)
        if order.language and order.language.lower() != deck.language.lower():
            deck = translate(project, deck, order.language, problems, known, fallback=order.fallback)
    output = find_output(deck, order.output, problems)
    if output.layout:
        deck = replace(deck, cards=tuple(replace(card, layout=output.layout) for card in deck.counted))
    cards = select(deck, order.selection, problems)
    size = order.size or output.size or deck.size
    with timings.stage("layouts"):
        layouts = read_layouts(project, deck, size, problems, known)
    if output.bleed is not None:
        layouts = {name: replace(layout, bleed=output.bleed) for name, layout in layouts.items()}
    with timings.stage("art"):
        art = read_art(project, deck, layouts, problems, cache)
    space: Space = "RGB" if output.kind in ("pictures", "grid", "screen") else "CMYK"
    gallery = Gallery(art, Studio(project, space, output.ink_limit, order.force, problems, cache))
    setter = Typesetter(deck, Setup(size, layouts, count_cards(cards), order.force), problems)
    shelf, crew = Shelf(setter, gallery, cache), Crew(Workshop(setter, gallery), order.jobs)
    with timings.stage("typeset"):
        if trust and output.drawn and len(deck.cards) >= WORTHWHILE:
            setter.trust_short_cards()
        fit(setter, shelf, crew)
    return Material(deck, cards, output, setter, gallery, shelf, crew)


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


def read_project(project: Project, problems: Problems, wishes: Wishes, known: Known) -> Deck:
    """The deck as its files say it, read anew only where they have changed."""
    deck = known.deck(wishes)
    if deck is not None:
        return deck
    from deck.source.read import read_deck  # 100 ms with what checks the shapes of files

    return read_deck(project, problems, wishes, known)


def read_layouts(
    project: Project, deck: Deck, size: Format, problems: Problems, known: Known | None = None
) -> dict[str, Layout]:
    """The layouts that the deck's cards use, by name, checked against deck and size."""
    layouts: dict[str, Layout] = {}
    for name in dict.fromkeys(card.layout for card in deck.cards):
        layout = known.layout(name) if known else None
        if layout is None:
            layout = _read_layout(name, project, problems, known)
        if layout is not None:
            layouts[name] = layout
    problems.stop()
    for layout in layouts.values():
        check_layout(layout, deck, size, problems)
    problems.stop()
    return layouts


def _read_layout(name: str, project: Project, problems: Problems, known: Known | None) -> Layout | None:
    from deck.source.layouts import read_layout

    before = len(problems.found)
    layout = read_layout(name, project, problems)
    if known and layout is not None and len(problems.found) == before:
        known.keep_layout(layout)
    return layout


def read_art(
    project: Project, deck: Deck, layouts: dict[str, Layout], problems: Problems, cache: Cache | None = None
) -> dict[str, Drawing]:
    """The pictograms that the deck's cards show, by name."""
    from deck.art.svg import read_svg

    names = wanted_art(deck, layouts, project.names("assets/icons", ".svg"), problems)
    files = {name: project.find(f"assets/icons/{name}.svg") for name in names}
    drawings = {name: read_svg(file, problems, cache) for name, file in files.items() if file is not None}
    return {name: drawing for name, drawing in drawings.items() if drawing is not None}


def typeset(deck: Deck, setup: Setup, problems: Problems) -> Typesetter:
    """All texts measured, and the sizes that the whole deck shares found over the whole deck."""
    setter = Typesetter(deck, setup, problems)
    setter.fit_deck()
    return setter


def fit(setter: Typesetter, shelf: Shelf, crew: Crew) -> None:
    """The same as *typeset*, what is known already taken from the shelf and the rest done by the crew."""
    unknown: list[Card] = []
    for card in setter.deck.cards:
        known = shelf.fits(card)
        if known is None or (card.id not in setter.trusted and any(fit.own_size == TRUSTED for fit in known)):
            unknown.append(card)
        else:
            setter.learn(card, known)
    for card, fits in zip(unknown, crew.fits(unknown), strict=True):
        setter.learn(card, fits)
        shelf.keep_fits(card, fits)
    shelf.cache.flush()
    setter.fit_deck()


def drawn_pairs(cards: Sequence[Card], material: Material | Job) -> Iterator[Pair]:
    """Front and back of every card, drawn, in order: from the shelf where they have not changed, else by the crew."""
    shelf, crew, setter = material.shelf, material.crew, material.setter
    groups = (cards[start : start + TOGETHER] for start in range(0, len(cards), TOGETHER))
    for group in groups:
        known = {card.id: faces for card in group if (faces := shelf.faces(card))}
        made = crew.faces([card for card in group if card.id not in known], setter.sizes)
        for card in group:
            faces = known.get(card.id)
            if faces is None and (faces := next(made)) is not None:
                shelf.keep_faces(card, faces)
            if faces is None:
                yield crew.workshop.pair(card)
            else:
                yield unpack(faces, card, material.gallery.drawings, setter.book.tagged)
    shelf.cache.flush()


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
        return digests(drawn_pairs(material.cards, material))


def copies_of(card: Card, job: Job) -> int:
    """How often the job shows *card*: as often as it is wanted, on a screen once."""
    return 1 if job.press.output.kind == "screen" else card.copies * job.order.copies


def sheets(job: Job, made: Iterable[tuple[Face, Face]] | None = None) -> Iterator[Sheet]:
    """The pages of the job: imposed sheets, or one face a page, every card as often as it is wanted.

    *made* are the job's faces, for a caller that has them already.
    """
    pairs = (pair for pair in made or faces(job) for _ in range(copies_of(pair[0].card, job)))
    if job.grid is None:
        return single_faces(pairs, job.copies, job.press.bleed, job.press.output)
    return impose(pairs, job.copies, job.deck, job.grid, job.press, job.setter.book.font(TEXT_FACE))


def build(
    job: Job, target: Path, problems: Problems, drawn: Callable[[Sheet], None], timings: Timings | None = None
) -> None:
    """Draw the job into the file (or folder) *target*, which is replaced only when all went well."""
    timings = timings or Timings()
    try:
        with timings.stage("render"):
            _build(job, target, problems, drawn, timings)
    except DoesNotFitError:
        if not job.setter.trusted:
            raise
        job.crew.close()
        job.setter.distrust()
        fit(job.setter, job.shelf, job.crew)
        judge(job.setter, job.cards)
        problems.stop()
        _build(job, target, problems, drawn, timings)
    finally:
        job.crew.close()


def _build(job: Job, target: Path, problems: Problems, drawn: Callable[[Sheet], None], timings: Timings) -> None:
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
        noted: dict[str, str] = {}  # filled while the sheets are written
        whole = replace(about(job.deck), digests=noted)
        pairs = timings.over("draw", noting(drawn_pairs(job.cards, job), noted))
        made = timings.over("impose", sheets(job, pairs))
        write_sheets(made, whole, target, problems, drawn, press_intent(job.project, output))


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
