"""Generated decks are like the seed deck, and no two of their cards are alike."""

import random
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.generate import FORMER, LISTS, PROSE, TITLES, Card, edit_card, make_cards, read_seed, write_project
from deck.problems import Problems
from deck.source.project import find_project
from deck.source.read import read_deck
from tests.bench.conftest import CARDS

MANY = 700
SEED_DECK = read_seed()
MADE = [card for _, card in make_cards(SEED_DECK, MANY)]
TEXTS = (*LISTS, *PROSE)


def lengths(field: str, cards: list[Card]) -> list[int]:
    """The characters of a field on the cards that have it, line ends left out."""
    return [len(card[field].replace("\n", "")) for card in cards if field in card]


def seed_lengths(field: str) -> list[int]:
    """The same of the seed deck."""
    return [sum(practice.lengths[field]) for practice in SEED_DECK.practices if field in practice.lengths]


def test_the_seed_has_35_practices_in_ten_categories() -> None:
    assert len(SEED_DECK.practices) == CARDS
    assert len({practice.file for practice in SEED_DECK.practices}) == 10
    assert len({practice.icon for practice in SEED_DECK.practices}) == CARDS


@pytest.mark.parametrize("field", TITLES)
def test_no_two_titles_are_alike(field: str) -> None:
    titles = [card[field] for card in MADE if field in card]
    assert len(set(titles)) == len(titles) > 0


def test_no_two_cards_share_a_long_text() -> None:
    for field in PROSE:
        texts = [card[field] for card in MADE]
        assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("field", TEXTS)
def test_texts_are_as_long_as_in_the_seed_deck(field: str) -> None:
    made, seed = lengths(field, MADE), seed_lengths(field)
    assert len(made) / MANY == len(seed) / CARDS
    assert mean(made) == pytest.approx(mean(seed), rel=0.03)
    assert 0.95 * max(seed) <= max(made) <= max(seed)


def test_no_sentence_is_used_much_oftener_than_others() -> None:
    chance, used = random.Random(0), Counter[str]()
    for practice in MANY // CARDS * SEED_DECK.practices:
        for length in practice.lengths[PROSE[0]]:
            used.update(SEED_DECK.units[PROSE[0]].fill(length, chance))
    assert max(used.values()) < 3 * mean(used.values())


def test_titles_are_as_long_as_in_the_seed_deck() -> None:
    assert mean(lengths("title", MADE)) == pytest.approx(mean(seed_lengths("title")), rel=0.1)
    assert max(lengths("title", MADE)) <= max(seed_lengths("title"))


def test_no_card_is_longer_than_the_longest_of_the_seed_deck() -> None:
    longest = max(sum(sum(practice.lengths.get(field, ())) for field in TEXTS) for practice in SEED_DECK.practices)
    assert max(sum(len(card.get(field, "").replace("\n", "")) for field in TEXTS) for card in MADE) <= longest


def test_a_larger_deck_begins_as_a_smaller_one() -> None:
    assert [card for _, card in make_cards(SEED_DECK, CARDS)] == MADE[:CARDS]


@given(st.sampled_from(TEXTS), st.integers(1, 1_500), st.integers())
def test_units_fill_what_room_there_is(field: str, room: int, seed: int) -> None:
    units = SEED_DECK.units[field]
    chosen = units.fill(room, random.Random(seed))
    assert len(set(chosen)) == len(chosen) > 0
    if room >= units.lengths[0]:
        assert len(units.joint.join(chosen)) <= room


@given(st.sampled_from(SEED_DECK.units[PROSE[0]].texts), st.integers())
def test_a_varied_sentence_keeps_its_length_and_all_words_but_one(sentence: str, seed: int) -> None:
    varied = SEED_DECK.vocabulary.vary(sentence, random.Random(seed))
    assert len(varied) == len(sentence)
    assert sum(a != b for a, b in zip(sentence.split(), varied.split(), strict=True)) <= 1


def test_what_is_written_is_read_as_it_was_made(folder: Path) -> None:
    problems = Problems()
    deck = read_deck(find_project(folder), problems)
    assert not problems.found
    read = sorted(card.words["title"].text for card in deck.cards)
    assert read == sorted(card["title"] for card in MADE[:CARDS])
    by_title = {card["title"]: card for card in MADE[:CARDS]}
    for card in deck.cards:
        made = by_title[card.words["title"].text]
        assert {key: card.words[key].text.replace("\n\n", "\n") for key in made} == {
            key: text.replace("\n\n", "\n") for key, text in made.items()
        }
    assert len({card.category.letter for card in deck.cards if card.category}) == 10
    assert len({card.icon.text for card in deck.cards if card.icon}) == CARDS


def test_a_deck_of_few_cards_has_no_empty_files(tmp_path: Path) -> None:
    write_project(tmp_path / "few", 3)
    assert [file.name[0] for file in (tmp_path / "few/cards").iterdir()] == ["A"]


def test_an_edit_changes_one_word_of_one_card(tmp_path: Path) -> None:
    write_project(tmp_path / "edited", CARDS)
    states = [list(typed(tmp_path / "edited"))]
    for number in range(3):
        edit_card(tmp_path / "edited", number)
        states.append(list(typed(tmp_path / "edited")))
    for before, after in pairwise(states):
        changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
        assert len(changed) == 1
        assert changed[0][0].partition(" ")[2] == changed[0][1].partition(" ")[2]
    assert len({"\n".join(state) for state in states}) == len(states)


def typed(folder: Path) -> Iterator[str]:
    """All descriptions as they are typed, in the order of the files."""
    for file in sorted((folder / "cards").glob("*.yaml")):
        for part in file.read_text("utf-8").split("    description: >-\n")[1:]:
            yield part.partition("    benefits")[0].strip()


def test_a_former_edition_shares_no_text_with_the_deck() -> None:
    former = [card for _, card in make_cards(SEED_DECK, MANY, FORMER)]
    for field in PROSE:
        assert {card[field] for card in former}.isdisjoint(card[field] for card in MADE)
