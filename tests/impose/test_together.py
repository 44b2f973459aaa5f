"""The parts of a card lie together: on one sheet where one holds them, copy by copy, none lost."""

from collections import Counter
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from deck.impose.together import AHEAD, goes_on, grouped, laid_together
from deck.model import Card

Group = tuple[tuple[int, int], ...]


@st.composite
def groups(draw: st.DrawFn) -> list[Group]:
    sizes = draw(st.lists(st.integers(1, 4), max_size=40))
    return [tuple((number, part) for part in range(size)) for number, size in enumerate(sizes)]


@given(groups(), st.integers(1, 9))
def test_every_part_has_one_place_and_none_is_parted_that_goes_on_a_sheet(made: list[Group], size: int) -> None:
    places = list(laid_together(made, size))
    assert Counter(place for place in places if place) == Counter(place for group in made for place in group)
    sheets = [places[start : start + size] for start in range(0, len(places), size)]
    for group in made:
        holding = [sheet for sheet in sheets if set(sheet) & set(group)]
        assert len(holding) == 1 or len(group) > size
        first = places.index(group[0])
        assert tuple(places[first : first + len(group)]) == group  # one after the other, in their order


@given(groups(), st.integers(1, 9))
def test_a_place_stays_empty_only_where_nothing_that_follows_goes_in(made: list[Group], size: int) -> None:
    places = list(laid_together(made, size))
    assert not places or places[-1] is not None
    for start in range(0, len(places), size):
        sheet = places[start : start + size]
        room = sum(place is None for place in sheet)
        later = dict(groupby((place for place in places[start + size :] if place), key=lambda place: place[0]))
        smaller = [group for group in made if group[0][0] in later and len(group) <= room]
        assert not room or not smaller or len(made) > AHEAD


@given(st.lists(st.integers(1, 3), max_size=20), st.integers(1, 9))
def test_cards_that_do_not_go_on_keep_their_order(copies: list[int], size: int) -> None:
    cards = [Card(f"card-{number}", "", {}, copies=count) for number, count in enumerate(copies)]
    wanted = list(grouped(cards, lambda card: card, lambda card: card.copies))
    assert list(laid_together(wanted, size)) == [card for card in cards for _ in range(card.copies)]
    assert not goes_on(cards)


def test_copies_of_a_card_that_goes_on_are_copies_of_all_its_parts() -> None:
    cards = [Card("a", "", {}, part=part, parts=2) for part in (1, 2)]
    made = [card.part for group in grouped(cards, lambda card: card, lambda card: 3) for card in group]
    assert made == [1, 2, 1, 2, 1, 2]
    assert goes_on(cards)
