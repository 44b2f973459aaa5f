"""Read a project again whose deck.yaml has not changed: only the files of cards that have, and without pydantic."""

from __future__ import annotations

from msgspec.structs import replace

from deck.model import Deck
from deck.problems import DeckError, Problems
from deck.source.arrange import PlacedCard, arrange
from deck.source.cardfiles import read_plain_file
from deck.source.cards import CardReader
from deck.source.companions import Wishes
from deck.source.known import Known


def read_anew(known: Known, wishes: Wishes) -> Deck | None:
    """The deck; None when deck.yaml has changed, or there is anything to tell, or a card that is not plain."""
    head = known.head()
    if head is None:
        return None
    deck, problems = head.deck, Problems()
    categories = {category.letter: category for category in deck.categories}
    reader = CardReader(known.project, categories, deck.fields, head.layout, problems, known)
    placed: list[PlacedCard] = []
    try:
        files = known.project.card_files(deck.tongues)
        known.read_ahead(files, reader.aside)
        for path in files:
            cards = known.cards(path)
            if cards is None:
                file = read_plain_file(path, problems)
                if file is None or problems.found:
                    return None
                cards = reader.cards(file)
            else:
                cards = reader.note(cards)
            placed += cards
        whole = arrange(placed, deck.categories, head.companions, head.blanks, wishes, problems)
    except DeckError:  # read_deck tells it, with all else
        return None
    return replace(deck, cards=whole) if placed and not problems.found else None
