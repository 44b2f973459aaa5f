"""Turn the shape of deck.yaml, and the files of cards, into a Deck."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from deck.model import Category, Deck, Field, Words
from deck.problems import Mark, Problems, did_you_mean, pointed
from deck.source.arrange import arrange
from deck.source.cardfiles import CARD_KEYS, FIELD, CardFile
from deck.source.cards import CardReader
from deck.source.companions import Blanks, Wishes
from deck.source.known import Known
from deck.source.languages import DECK_TEXTS, read_tongues
from deck.source.nodes import Mapping, Scalar, Sequence
from deck.source.outputs import read_outputs
from deck.source.project import Project
from deck.source.shapes import CategoryShape, DeckShape
from deck.source.tree import mark_of, node_at
from deck.source.typefaces import read_typefaces


class DeckReader:
    """Turns the shape of deck.yaml into a Deck."""

    def __init__(
        self, project: Project, shape: DeckShape, tree: Mapping, problems: Problems, keeper: Known | None = None
    ) -> None:
        self.project, self.shape, self.tree, self.problems = project, shape, tree, problems
        self.categories = {letter: self._category_of(letter, shape) for letter, shape in shape.categories.items()}
        self.fields = tuple(Field(key, field.label, field.required, field.print) for key, field in shape.fields.items())
        self.cards = CardReader(project, self.categories, self.fields, shape.layout, problems, keeper)

    def _category_of(self, letter: str, shape: CategoryShape) -> Category:
        mark = mark_of(self.tree, ("categories", letter, "icon"), value=True)
        icon = Words(shape.icon, mark) if shape.icon else None
        return Category(letter, shape.name, replace(shape.color, spot=shape.spot.strip()), shape.about, icon)

    @property
    def blanks(self) -> Blanks:
        """The blank cards that deck.yaml asks for."""
        return Blanks(self.shape.blank.each, self.shape.blank.ruled)

    def deck(self, files: Iterable[CardFile], wishes: Wishes) -> Deck:
        """The deck with the cards of *files* and the companions that it and this run wish for."""
        self._check_field_names()
        self._check_braces()
        self.cards.check_layout(self.shape.layout, mark_of(self.tree, ("layout",), value=True))
        cards = [card for file in files for card in self.cards.cards(file)]
        if not cards and not self.problems.errors:
            self.problems.add(
                "this deck has no cards yet.",
                Mark(self.project.deck_file, 1),
                hints=[
                    "Write a file in the folder cards/, for example cards/A.yaml:",
                    "  cards:",
                    "    - title: My first card",
                ],
            )
        shape = self.shape
        return Deck(
            title=shape.title,
            subtitle=shape.subtitle,
            publisher=shape.publisher,
            licence=shape.licence,
            language=shape.language,
            date=shape.date,
            size=shape.size,
            paper=shape.paper,
            categories=tuple(self.categories.values()),
            fields=self.fields,
            typefaces=read_typefaces(shape.fonts, self.tree, self.project.root, self.problems),
            cards=arrange(
                cards,
                tuple(self.categories.values()),
                shape.companions,
                self.blanks,
                wishes,
                self.problems,
                self._marks(),
            ),
            file=self.project.deck_file,
            outputs=read_outputs(shape.outputs, self.project, self.tree, self.problems),
            tongues=read_tongues(shape, self.tree, self.problems),
        )

    def _marks(self) -> dict[str, Mark]:
        """Where deck.yaml names its companions."""
        typed = node_at(self.tree, ("companions",))
        entries = typed.items if isinstance(typed, Sequence) else []
        return {entry.text.strip(): entry.mark for entry in entries if isinstance(entry, Scalar)}

    def _check_field_names(self) -> None:
        for field in self.fields:
            if field.key in CARD_KEYS or not FIELD.fullmatch(field.key):
                said = f'a field cannot be called "{field.key}".'
                hint = f"Choose another word, made of letters and _; taken are: {', '.join(CARD_KEYS)}."
                self.problems.add(said, mark_of(self.tree, ("fields", field.key)), hints=[hint])

    def _check_braces(self) -> None:
        """Only {count} may stand in braces in the deck's own texts."""
        own = [((key,), getattr(self.shape, key)) for key in DECK_TEXTS]
        others = [
            (("languages", code, key), getattr(said, key))
            for code, said in self.shape.languages.items()
            for key in DECK_TEXTS
        ]
        for place, text in (*own, *others):
            for name in re.findall(r"\{(\w+)\}", text):
                if name != "count":
                    mark = pointed(f"{{{name}}}", mark_of(self.tree, place, value=True))
                    hints = [*did_you_mean(name, ["count"]), "{count} stands for the number of cards."]
                    self.problems.add(f"nothing here is called {{{name}}}.", mark, hints=hints)
