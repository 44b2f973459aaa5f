"""The desk: reads the deck whenever something changed, and keeps what the page shows of it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from deck.art.picture import Studio
from deck.cache import Cache
from deck.crew import Crew
from deck.edition import count_cards, stamp
from deck.face.check import judge_inks
from deck.face.compose import Gallery, compose
from deck.face.face import Face
from deck.face.fit import Setup
from deck.face.judge import judge
from deck.face.layout import SIDES, Layout
from deck.gather import find_output
from deck.impose.sheets import Press, sheet_grid
from deck.model import Card, Deck
from deck.order import Job, Order
from deck.outputs import DEFAULT, Output
from deck.preview.gauge import gauge_of
from deck.preview.looks import Looks, file_digest
from deck.preview.scene import CardView, Scene, lengths, pinned
from deck.preview.warm import Shelf, WarmArt, WarmBook, WarmLayouts, WarmTypesetter, stat_of
from deck.problems import DeckError, Problems, shown_path
from deck.select import Selection, select
from deck.shelf import Shelf as KeptFaces
from deck.source.inside import leading_out
from deck.source.project import Project
from deck.source.read import read_deck
from deck.workshop import Workshop

MOST_FACES = 6000  # faces of the past that can still be asked for
Pair = tuple[Face, Face]


class Desk:
    """The deck in memory. One call at a time: whoever calls takes the lock."""

    def __init__(self, project: Project) -> None:
        self.project, self.cache = project, Cache()
        self.scene = Scene()
        self.lock = threading.RLock()
        self.shelf, self.looks = Shelf(), Looks()
        self.book, self.art, self.warm_layouts = WarmBook(), WarmArt(), WarmLayouts()
        self.faces: OrderedDict[str, Face] = OrderedDict()
        self.recomposed = 0  # cards composed anew by the last pass
        self.layouts: dict[str, Layout] = {}  # those of the scene's deck

    def refresh(self) -> tuple[Scene, Scene]:
        """Read the project again: the scene before and the one now (the same when nothing shows a difference)."""
        with self.lock:
            before, self.scene = self.scene, self._read()
            return before, self.scene

    def files(self) -> dict[str, str]:
        """The digests of the files that the page edits, by their names in the project."""
        tongues = self.scene.deck.tongues if self.scene.deck else ()
        files = [self.project.deck_file, *self.project.card_files(tongues)]
        away = set(leading_out(self.project))
        return {shown_path(file, self.project.root): file_digest(file) for file in files if file not in away}

    def _read(self) -> Scene:
        files, problems, former = self.files(), Problems(), self.scene
        self.shelf.begin()
        try:
            deck = read_deck(self.project, problems)
            layouts = self.warm_layouts.read(self.project, deck, problems)
            setter, gallery = self.set(deck, layouts, problems)
        except DeckError as error:  # nothing more can be said; the last good pictures stay
            cards = former.deck.cards if former.deck else ()
            pins = pinned(error.problems, cards)
            return former if pins == former.pins else replace(former, version=former.version + 1, pins=pins)
        self.layouts = layouts
        judge(setter, deck.cards)
        return self._seen(deck, setter, gallery, problems, files)

    def set(
        self, deck: Deck, layouts: dict[str, Layout], problems: Problems, shown: Sequence[Card] | None = None
    ) -> tuple[WarmTypesetter, Gallery]:
        """All texts of *deck* set, and what its pictures are taken from; the cover counts the cards *shown*."""
        drawings = self.art.wanted(self.project, deck, layouts, problems)
        setup = Setup(deck.size, layouts, count_cards(deck.cards if shown is None else shown))
        setter = WarmTypesetter(deck, setup, problems, self.book.book(deck), self.shelf)
        setter.fit_deck()
        self.book.tell(problems)
        studio = Studio(self.project, "RGB", deck.outputs[DEFAULT.name].ink_limit, False, problems)
        return setter, Gallery(drawings, studio)

    def _seen(
        self, deck: Deck, setter: WarmTypesetter, gallery: Gallery, problems: Problems, files: dict[str, str]
    ) -> Scene:
        """The scene of a deck that could be read: a card with an error keeps its last good picture."""
        judged = len(problems.errors)
        self.recomposed = 0
        pairs = self._composed(deck, setter, gallery, problems)
        if not judged and not problems.errors:
            self._job(deck, setter, gallery, problems)
        pins = pinned(problems.found, deck.cards)
        spoilt = {pin.card for pin in pins if pin.problem in problems.errors}
        former = self.scene
        cards = tuple(self._view(card, setter, pairs.get(card.id), former, card.id in spoilt) for card in deck.cards)
        if (cards, pins, files) == (former.cards, former.pins, former.files) and former.deck == deck:
            return former
        now = {digest: self.faces[digest] for card in cards for digest in card.faces}
        return Scene(former.version + 1, deck, cards, pins, files, now)

    def _composed(
        self, deck: Deck, setter: WarmTypesetter, gallery: Gallery, problems: Problems
    ) -> dict[str, list[tuple[str, str]]]:
        """The digests of both faces of every card whose text fits, of one that goes on part by part."""
        folder = self.project.root / "assets" / "pictures"
        pictures = tuple(stat_of(file) for file in sorted(folder.glob("*"))) if folder.is_dir() else ()
        shown = (tuple((name, id(art)) for name, art in sorted(gallery.drawings.items())), pictures)
        found: dict[str, list[tuple[str, str]]] = {}
        for card in deck.cards:
            parts = setter.printed([card])
            if all(text.size is not None for part in parts for text in setter.texts(part)):
                found[card.id] = [self._look(part, setter, gallery, problems, shown) for part in parts]
        return found

    def _look(
        self, card: Card, setter: WarmTypesetter, gallery: Gallery, problems: Problems, shown: object
    ) -> tuple[str, str]:
        key = (setter.look(card), shown)
        known = self.shelf.get(key)
        if known:
            faces, digests = known[0]
        else:
            before = len(problems.found)
            faces = self.compose(card, setter, gallery)
            digests = (self.looks.of(faces[0]), self.looks.of(faces[1]))
            self.recomposed += 1
            if len(problems.found) == before:  # what was told must be told again
                self.shelf.put(key, (faces, digests))
        self._keep(zip(digests, faces, strict=True))
        found: tuple[str, str] = digests
        return found

    def keep(self, faces: Pair) -> tuple[str, str]:
        """Keep the faces of a draft, so that they can be asked for; their digests come out."""
        digests = (self.looks.of(faces[0]), self.looks.of(faces[1]))
        self._keep(zip(digests, faces, strict=True))
        return digests

    def compose(self, card: Card, setter: WarmTypesetter, gallery: Gallery) -> Pair:
        """Front and back of *card*."""
        front, back = (compose(card, side, setter, gallery) for side in SIDES)
        return front, back

    def _keep(self, faces: Iterable[tuple[str, Face]]) -> None:
        for digest, face in faces:
            self.faces[digest] = face
            self.faces.move_to_end(digest)
        while len(self.faces) > max(MOST_FACES, 3 * len(self.scene.cards)):
            self.faces.popitem(last=False)

    def _view(
        self, card: Card, setter: WarmTypesetter, digests: list[tuple[str, str]] | None, former: Scene, spoilt: bool
    ) -> CardView:
        last = former.view(card.id)
        if last is not None and last.front and (spoilt or digests is None):
            (front, back), more = (last.front, last.back), last.more
        else:
            (front, back), *further = digests or [("", "")]
            more = tuple(further)
        layout, size, mark = setter.setup.layouts[card.layout], setter.setup.size, card.mark
        face = Face(card, "front", size.width, size.height, layout.bleed, ())
        return CardView(
            id=card.id,
            number=card.number,
            title=card.title,
            category=card.category.letter if card.category else "",
            tags=card.tags,
            special=card.special,
            copies=card.copies,
            file=shown_path(mark.file, self.project.root) if mark else "",
            line=mark.line if mark else 0,
            front=front,
            back=back,
            more=more,
            gauge=gauge_of(card, setter),
            text="\n".join(words.text for words in card.words.values()),
            **lengths(face, layout.safe, layout.corner),
        )

    def sheets(self, selection: Selection, name: str, problems: Problems) -> Job:
        """The part of the deck that is chosen, ready for its sheets; DeckError when it cannot be printed so."""
        deck = self.scene.deck
        if deck is None:
            problems.fail("the deck cannot be read.")
        cards = select(deck, selection, problems)
        problems.stop()
        output = find_output(deck, name, problems)
        setter, gallery = self.set(deck, self.layouts, problems, cards)
        judge(setter, cards)
        problems.stop()
        return self._job(deck, setter, gallery, problems, cards, output)

    def _job(
        self,
        deck: Deck,
        setter: WarmTypesetter,
        gallery: Gallery,
        problems: Problems,
        cards: tuple[Card, ...] | None = None,
        output: Output | None = None,
    ) -> Job:
        """The deck, or *cards* of it, ready for its sheets; what stands in the way is noted."""
        output = output or deck.outputs[DEFAULT.name]
        judge_inks(deck, dict(setter.setup.layouts), output, problems)
        bleed = max(layout.bleed for layout in setter.setup.layouts.values())
        press = Press(output.paper or deck.paper, bleed, output.flip, stamp(deck), output)
        grid = sheet_grid(deck.size, press, problems)
        shelf, crew = KeptFaces(setter, gallery, self.cache), Crew(Workshop(setter, gallery), 1)
        printed = setter.printed(cards or deck.cards)
        return Job(self.project, deck, Order(), printed, setter, press, grid, gallery, shelf, crew)
