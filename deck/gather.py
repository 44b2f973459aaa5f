"""Gather what an order needs: files read, cards selected, pictograms read, text measured."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from deck.art.ahead import ArtAhead
from deck.art.drawing import Drawing
from deck.art.picture import Space, Studio
from deck.aside import helped
from deck.cache import Cache
from deck.crew import WORTHWHILE, Crew
from deck.edition import count_cards
from deck.face.check import check_layout, check_typefaces, check_words, look_for_art, wanted_art
from deck.face.compose import Gallery
from deck.face.fit import Setup
from deck.face.layout import Layout
from deck.face.trust import Lengths, doubted, trust_short_cards
from deck.face.typeset import Typesetter
from deck.formats import Format
from deck.impose.duplex import Drift
from deck.model import Card, Deck
from deck.order import Material, Order
from deck.outputs import Output
from deck.printers import find_printer
from deck.problems import DeckError, Problems, Severity, did_you_mean
from deck.select import select
from deck.shelf import Shelf
from deck.source.anew import read_anew
from deck.source.companions import Wishes
from deck.source.known import Known
from deck.source.project import Project
from deck.source.state import State
from deck.source.translations import translate
from deck.text.lexicon import Lexicon
from deck.timings import Timings
from deck.workshop import Workshop

ATTEMPTS = 3  # at reading a project that is being saved meanwhile


def gather(
    project: Project, order: Order, problems: Problems, timings: Timings | None = None, *, trust: bool = False
) -> Material:
    """Read the files, select the cards, read the art and measure the text."""
    timings = timings or Timings()
    for attempt in range(1, ATTEMPTS + 1):
        state, cache, before = State(project), Cache(), len(problems.found)
        try:
            return _gather(project, order, problems, timings, trust, state, cache)
        except DeckError:
            if attempt == ATTEMPTS or state.differing() is None:
                raise
        cache.take_back()
        del problems.found[before:]  # a file that was being saved was read: now it may be whole
    raise AssertionError("the last attempt returns or raises")


def _gather(
    project: Project, order: Order, problems: Problems, timings: Timings, trust: bool, state: State, cache: Cache
) -> Material:
    known = Known(project, cache, helped=helped(order.jobs))
    with timings.stage("read"):
        ahead = ArtAhead(project, cache, helped=known.helped)
        deck = read_project(project, problems, order.wishes, known)
        deck = in_language(project, deck, order.language, problems, known, fallback=order.fallback)
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
        art = read_art(project, deck, layouts, problems, ahead)
    state.verify()  # before anything is kept of what was read
    space: Space = "RGB" if output.kind in ("pictures", "grid", "screen") else "CMYK"
    gallery = Gallery(art, Studio(project, space, output.ink_limit, order.force, problems, cache))
    setter = Typesetter(deck, Setup(size, layouts, count_cards(cards), order.force), problems)
    if cache.folder is not None:
        setter.book.lexicon = Lexicon(cache)
    shelf, crew = Shelf(setter, gallery, cache), Crew(Workshop(setter, gallery), order.jobs)
    with timings.stage("typeset"):
        lengths: Lengths = {}
        if trust and output.drawn and len(deck.cards) >= WORTHWHILE:
            lengths = trust_short_cards(setter)
        fit(setter, shelf, crew, lengths)
    return Material(deck, setter.printed(cards), output, setter, gallery, shelf, crew, state)


def find_output(deck: Deck, name: str, problems: Problems) -> Output:
    """The deck's output called *name*; DeckError with the nearest when there is none."""
    if name not in deck.outputs:
        hints = [*_meant(name, deck), *did_you_mean(name, deck.outputs), "To see them all, run: deck outputs"]
        problems.fail(f'there is no output called "{name}".', hints=hints)
    return deck.outputs[name]


def _meant(name: str, deck: Deck) -> list[str]:
    """How to print the category or the card called *name*, when it is none of the outputs."""
    if name.upper() in {category.letter.upper() for category in deck.categories}:
        return [f"To print this category: deck build --category {name}"]
    if any(name.lower() in (card.id.lower(), card.number.lower()) for card in deck.cards):
        return [f"To print this card: deck build --card {name}"]
    return []


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
    deck = read_anew(known, wishes)
    if deck is not None:
        return deck
    from deck.source.read import read_deck  # 100 ms with what checks the shapes of files

    return read_deck(project, problems, wishes, known)


def in_language(project: Project, deck: Deck, code: str, problems: Problems, known: Known, *, fallback: bool) -> Deck:
    """The deck in the language that is asked for; as it is when none is, or its own."""
    if not code or code.lower() == deck.language.lower():
        return deck
    return translate(project, deck, code, problems, known, fallback=fallback)


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
    if not problems.errors:
        for layout in layouts.values():
            check_layout(layout, deck, size, problems)
        check_typefaces(deck, layouts, problems)
        check_words(deck, problems)
    if problems.errors:
        look_for_art(deck, layouts, project.names("assets/icons", ".svg"), problems)
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
    project: Project, deck: Deck, layouts: dict[str, Layout], problems: Problems, ahead: ArtAhead
) -> dict[str, Drawing]:
    """The pictograms that the deck's cards show, by name; *ahead* are those that need not be read any more."""
    names = wanted_art(deck, layouts, project.names("assets/icons", ".svg"), problems)
    files = {name: project.find(f"assets/icons/{name}.svg") for name in names}
    drawings = {name: ahead.drawing(file, problems) for name, file in files.items() if file is not None}
    return {name: drawing for name, drawing in drawings.items() if drawing is not None}


def typeset(deck: Deck, setup: Setup, problems: Problems) -> Typesetter:
    """All texts measured, and the sizes that the whole deck shares found over the whole deck."""
    setter = Typesetter(deck, setup, problems)
    setter.fit_deck()
    return setter


def fit(setter: Typesetter, shelf: Shelf, crew: Crew, lengths: Lengths | None = None) -> None:
    """The same as *typeset*, what is known already taken from the shelf and the rest done by the crew.

    *lengths* are those of *trust_short_cards*, when cards are trusted.
    """
    cards: Sequence[Card] = [card for card in setter.deck.cards if card.id not in setter.trusted]
    while cards:
        _learn(cards, setter, shelf, crew)
        cards = doubted(setter, lengths) if lengths else ()
    shelf.cache.flush()
    setter.fit_deck()


def _learn(cards: Sequence[Card], setter: Typesetter, shelf: Shelf, crew: Crew) -> None:
    """Find the fits of *cards*."""
    unknown: list[Card] = []
    for card in cards:
        known = shelf.fits(card)
        if known is None or not setter.suffices(card, known):
            unknown.append(card)
        else:
            setter.learn(card, known)
    for card, fits in zip(unknown, crew.fits(unknown), strict=True):
        setter.learn(card, fits)
        shelf.keep_fits(card, fits)
