"""A build does no more than it must: counts, so that the guard holds on any machine.

Where a bound breaks on purpose, look at what the build now does oftener, and say why in the bound.
"""

import re
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from bench.counts import Counts, count_build, counted
from bench.generate import LISTS, PROSE, TITLES, make_cards, read_seed, write_project
from deck.text import breaking
from tests.bench.conftest import CARDS

TEXTS_A_CARD = 6  # of layout "practice": number, title, letter and category at times; heading, index, flow
TRIALS = 4  # of a text, on an average
BREAKINGS = 100  # a card: eight texts, the longest of six paragraphs, tried and set
WORD = re.compile(r"\S+")


@pytest.fixture(scope="module")
def cold(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Counts:
    return count_build(folder, tmp_path_factory.mktemp("cold") / "deck.pdf")


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Counts:
    """The counts of a deck of twice as many cards."""
    folder = tmp_path_factory.mktemp("twice")
    write_project(folder / "project", 2 * CARDS)
    return count_build(folder / "project", folder / "deck.pdf")


def test_a_word_is_shaped_once_in_a_face(cold: Counts) -> None:
    prose, titles = set[str](), set[str]()
    for _, card in make_cards(read_seed(), CARDS):
        prose.update(word for field in (*PROSE, *LISTS) for word in WORD.findall(card.get(field, "")))
        titles.update(word for field in TITLES for word in WORD.findall(card.get(field, "")))
    furniture = 5 * CARDS  # numbers, labels, the deck's title, categories; what words are parted into at a sign
    assert len(prose) < cold.shapings <= len(prose) + len(titles) + furniture


def test_a_pictogram_is_parsed_once(cold: Counts) -> None:
    assert cold.drawings == CARDS


def test_a_pictogram_of_a_former_build_is_not_parsed(folder: Path, tmp_path: Path) -> None:
    first, second = (count_build(folder, tmp_path / "deck.pdf", tmp_path / "cache") for _ in range(2))
    assert (first.drawings, second.drawings) == (CARDS, 0)


def test_a_size_is_found_in_few_trials(cold: Counts) -> None:
    assert cold.texts <= TEXTS_A_CARD * CARDS  # what all cards say, such as the deck's title, is fitted once
    assert cold.texts <= cold.trials <= TRIALS * cold.texts


def test_a_text_is_set_once(cold: Counts) -> None:
    assert cold.galleys == cold.texts


def test_a_deck_that_has_not_changed_is_not_set_again(folder: Path, tmp_path: Path) -> None:
    cold, warm = (count_build(folder, tmp_path / "deck.pdf", tmp_path / "cache") for _ in range(2))
    assert (warm.texts, warm.trials, warm.galleys, warm.breakings) == (0, 0, 0, 0)
    assert (warm.forms, warm.fonts, warm.pages) == (cold.forms, cold.fonts, cold.pages)


def test_an_edited_card_is_set_again_alone(tmp_path: Path) -> None:
    write_project(tmp_path / "project", CARDS)
    count_build(tmp_path / "project", tmp_path / "deck.pdf", tmp_path / "cache")
    edited = min((tmp_path / "project" / "cards").glob("*.yaml"))
    edited.write_text(edited.read_text("utf-8").replace("title: ", "title: Encore ", 1), "utf-8")
    again = count_build(tmp_path / "project", tmp_path / "deck.pdf", tmp_path / "cache")
    assert 0 < again.texts <= TEXTS_A_CARD + 2
    assert again.galleys == again.texts


def test_paragraphs_are_broken_for_trials_and_for_setting_only(cold: Counts) -> None:
    assert cold.trials < cold.breakings <= BREAKINGS * CARDS


def test_faces_and_pictograms_are_the_only_forms(cold: Counts) -> None:
    assert cold.forms == 2 * CARDS + CARDS  # a front and a back; each card of the deck has a pictogram of its own
    assert cold.pages == 2 * -(-CARDS // 4)
    assert cold.fonts == 3  # regular, bold, italic


def test_copies_cost_pages_only(folder: Path, cold: Counts, tmp_path: Path) -> None:
    copied = count_build(folder, tmp_path / "deck.pdf", copies=2)
    sheets = -(-2 * CARDS // 4)
    assert copied == replace(cold, pages=2 * sheets, shapings=copied.shapings)
    assert copied.shapings <= cold.shapings + sheets  # each sheet's slug has a number of its own


def test_twice_the_cards_are_no_more_than_twice_the_work(cold: Counts, twice: Counts) -> None:
    once, doubled = asdict(cold), asdict(twice)
    assert {name: doubled[name] for name in once if doubled[name] > 2.02 * once[name]} == {}
    assert doubled["shapings"] < 1.5 * once["shapings"]  # most words are known
    assert (doubled["drawings"], doubled["fonts"]) == (once["drawings"], once["fonts"])


def test_a_watched_function_is_left_as_it_was() -> None:
    greedy, counter = breaking.greedy, Counter[str]()
    with counted(counter, "breakings", breaking, "greedy"):
        assert breaking.greedy is not greedy
    assert breaking.greedy is greedy
    assert not counter
