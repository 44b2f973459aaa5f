"""The stages from files to print, a line each: read, select, typeset, judge, compose, impose, render."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TypeVar

from msgspec.structs import replace

from deck.changes import changed, checkout, digests, digests_of_pdf, noting, scratch
from deck.edition import about, press_intent, stamp, write_sheets
from deck.face.check import judge_inks
from deck.face.compose import Gallery, compose
from deck.face.face import Face
from deck.face.judge import judge
from deck.face.layout import SIDES
from deck.face.typeset import Typesetter
from deck.gather import find_drift, fit, gather
from deck.impose.box import box_paper, box_sheet, box_template
from deck.impose.marks import crop_marks
from deck.impose.sheet import Sheet
from deck.impose.sheets import Press, impose, sheet_grid, single_faces
from deck.impose.together import goes_on, grouped, laid_together
from deck.model import Card
from deck.order import ALL, Job, Material, Order, copies_of
from deck.problems import Problem, Problems
from deck.render.output import write_folder, write_safely
from deck.render.packed import Pair, unpack
from deck.shops import check_product
from deck.source.naming import TEXT_FACE, file_stem
from deck.source.project import Project
from deck.source.state import ChangedMeanwhileError
from deck.source.tongue import judge_language
from deck.text.copyfit import DoesNotFitError
from deck.timings import Timings
from deck.workshop import Made

MadeT = TypeVar("MadeT")
TOGETHER = 400  # cards whose faces are looked for, and drawn, together


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
    before = len(problems.found)
    with timings.stage("judge"):
        judge(setter, (card for card in cards if card.id not in setter.trusted))
        if problems.errors and setter.trusted:  # nothing will be drawn that would tell what is wrong with the others
            _judge_all(material, cards, problems, problems.found[before:])
        problems.stop()
        judged = tuple(problems.found[before:])
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
    return Job(
        project,
        deck,
        order,
        cards,
        setter,
        press,
        grid,
        material.gallery,
        material.shelf,
        material.crew,
        judged,
        material.state,
    )


def _judge_all(material: Material | Job, cards: Sequence[Card], problems: Problems, judged: Sequence[Problem]) -> None:
    """Measure and judge the trusted cards, too; *judged* is what was told before, of sizes that may be wrong."""
    problems.forget(judged)
    material.setter.distrust(material.setter.trusted)
    fit(material.setter, material.shelf, material.crew)
    judge(material.setter, cards)


def _judge_pictures(material: Material, problems: Problems) -> None:
    """Compose the cards whose layouts hold pictures or codes, so that what is wrong with these is told now."""
    pictured = {name for name, layout in material.setter.setup.layouts.items() if layout.shows_pictures()}
    shown = [card for card in material.cards if card.layout in pictured]
    for _ in compose_all(shown, material.setter, material.gallery):
        pass
    problems.stop()


def drawn_pairs(cards: Sequence[Card], material: Material | Job) -> Iterator[Pair]:
    """Front and back of every card, drawn, in order: from the shelf where they have not changed, else by the crew."""
    shelf, crew, setter = material.shelf, material.crew, material.setter
    groups = (cards[start : start + TOGETHER] for start in range(0, len(cards), TOGETHER))
    for group in groups:
        known = {card.key: faces for card in group if (faces := shelf.faces(card))}
        if not known and not shelf.keeps and crew.alone(len(group)):
            for card in group:
                yield crew.workshop.pair(card)
                if card.id in setter.trusted:
                    setter.fits(card)  # as long as its texts are measured
                setter.drop(card)
            continue
        made = crew.faces([card for card in group if card.key not in known], setter.sizes)
        for card in group:
            faces = known.get(card.key)
            if faces is None:
                faces = _made(card, next(made), material)
            elif card.id in setter.trusted and (fits := shelf.fits(card)):
                setter.learn(card, fits)
            if faces is None:
                yield crew.workshop.pair(card)
            else:
                yield unpack(faces, card, material.gallery.drawings, setter.book.tagged)
    shelf.cache.flush()


def _made(card: Card, made: Made, material: Material | Job) -> bytes | None:
    """The packed faces that the crew *made* of a card; what it found out of a trusted one is learnt."""
    shelf, (faces, fits) = material.shelf, made
    if fits is not None:
        material.setter.learn(card, fits)
        shelf.keep_fits(card, fits)
    if faces is not None:
        shelf.keep_faces(card, faces)
    return faces


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


def sheets(job: Job, made: Iterable[tuple[Face, Face]] | None = None) -> Iterator[Sheet]:
    """The pages of the job: imposed sheets, or one face a page, every card as often as it is wanted.

    *made* are the job's faces, for a caller that has them already.
    """
    groups = grouped(made or faces(job), lambda pair: pair[0].card, lambda card: copies_of(card, job))
    if job.grid is None:
        return single_faces(chain.from_iterable(groups), job.copies, job.press.bleed, job.press.output)
    pairs: Iterator[tuple[Face, Face] | None] = chain.from_iterable(groups)
    if job.press.output.order == "rows" and goes_on(job.cards):
        pairs = laid_together(groups, len(job.grid.cells))
    return impose(pairs, job.places, job.deck, job.grid, job.press, job.setter.book.font(TEXT_FACE))


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
        _judge_all(job, job.cards, problems, job.judged)
        problems.stop()
        _build(job, target, problems, drawn, timings)
    except ChangedMeanwhileError:
        job.shelf.cache.take_back()
        raise
    finally:
        job.crew.close()
    job.setter.book.keep_words()


def unchanged(made: Iterable[MadeT], job: Job) -> Iterator[MadeT]:
    """What was *made*, and then ChangedMeanwhileError if a file that it was made of has changed since it was read."""
    yield from made
    if job.state is not None:
        job.state.verify()


def _judged(made: Iterable[MadeT], job: Job, problems: Problems) -> Iterator[MadeT]:
    """What was *made*, and then DeckError if a card that was trusted turns out to be illegible."""
    yield from made
    if job.setter.trusted:
        problems.forget(job.judged)  # which spoke of those that were measured
        judge(job.setter, job.cards)
        problems.stop()


def _build(job: Job, target: Path, problems: Problems, drawn: Callable[[Sheet], None], timings: Timings) -> None:
    output = job.press.output
    if output.kind == "pictures":
        from deck.render.shop import write_products

        write_products(unchanged(faces(job), job), about(job.deck), output, target, problems, job.said)
    elif output.kind == "screen":
        from deck.render.screen import render_tagged

        def write(file: BinaryIO) -> None:
            render_tagged(unchanged(sheets(job), job), about(job.deck), file, drawn, job.said)

        write_safely(target, write, problems)
    elif output.apart:
        write_folder(target, lambda folder: _write_apart(job, folder, problems, drawn), problems)
    elif output.kind == "grid":
        from deck.render.shop import write_grids

        def fill(folder: Path) -> None:
            write_grids(unchanged(faces(job), job), about(job.deck), folder, job.said)

        write_folder(target, fill, problems)
    elif output.kind == "box":
        intent = press_intent(job.project, output)
        write_sheets(unchanged([boxed(job, problems)], job), about(job.deck), target, problems, drawn, intent)
    elif output.kind == "cutter":
        write_folder(target, lambda folder: _write_cutter(job, folder, problems, drawn), problems)
    else:
        noted: dict[str, str] = {}  # filled while the sheets are written
        whole = replace(about(job.deck), digests=noted)
        pairs = timings.over("draw", noting(drawn_pairs(job.cards, job), noted))
        made = _judged(unchanged(timings.over("impose", sheets(job, pairs)), job), job, problems)
        intent = press_intent(job.project, output)
        write_sheets(made, whole, target, problems, drawn, intent, job.said, job.crew.agrees)


def _write_apart(job: Job, folder: Path, problems: Problems, drawn: Callable[[Sheet], None]) -> None:
    intent = press_intent(job.project, job.press.output)
    for sheet in unchanged(sheets(job), job):
        face = sheet.placements[0].face
        file = folder / f"{sheet.number:03d}-{file_stem(face.card.file_name)}-{face.side}.pdf"
        write_sheets([sheet], about(job.deck), file, problems, drawn, intent, job.said)


def boxed(job: Job, problems: Problems) -> Sheet:
    """The tuck box for all that the job prints, with the deck's cover on it; DeckError when no paper holds it."""
    size = job.setter.setup.size
    template = box_template(size, job.copies, job.order.thickness)
    paper = box_paper(template, job.order.paper or job.press.output.paper)
    if paper is None:
        hint = "Print it without --paper, so that the smallest that holds it is taken, or make a smaller deck."
        problems.fail(f"the box for {job.copies} cards does not go on this paper.", hints=[hint])
    cover = next((card for card in job.deck.cards if card.companion == "cover"), None)
    pair = next(compose_all(job.setter.printed([cover]), job.setter, job.gallery)) if cover else None
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
    sheets_file = folder / "sheets.pdf"
    write_sheets(unchanged(sheets(job), job), about(job.deck), sheets_file, problems, drawn, said=job.said)
    write_cut(job.grid.cells, marks, paper.width, paper.height, corner, folder)
