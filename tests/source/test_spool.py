"""The words of a large deck are put away and come back as they were, in this process and in others."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deck.model import Card, Words
from deck.problems import Cell, Mark
from deck.source import spool
from deck.source.spool import Spool, Spooled
from tests.speed.decks import built, project

FILES = [Path("cards/A.yaml"), Path("cards/é.yaml")]
marks = st.none() | st.builds(
    Mark, st.sampled_from(FILES), *([st.integers(1, 10_000)] * 2), st.integers(0, 90), st.integers(1, 40)
)
words = st.dictionaries(st.text(min_size=1), st.builds(Words, st.text(), marks), max_size=5)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "ENOUGH", 1)


def card(said: dict[str, Words]) -> Card:
    return Card("one", "One", said)


@given(st.lists(words, min_size=2, max_size=6))
def test_words_come_back_as_they_were(said: list[dict[str, Words]]) -> None:
    kept = Spool()
    cards = [kept.keep(card(each)) for each in said]
    assert not isinstance(cards[0].words, Spooled)  # few enough to stay in memory
    assert all(isinstance(each.words, Spooled) for each in cards[1:])
    for before, after in zip(said, cards, strict=True):
        assert dict(after.words) == before
        assert [after.words.get(key) for key in before] == [*before.values()]
        assert after.words.get("no such field") is None
        assert len(after.words) == len(before)
        assert pickle.loads(pickle.dumps(after)).words == before


def test_words_of_a_table_stay_in_memory() -> None:
    kept, mark = Spool(), Mark(FILES[0], 1, cell=Cell("row 2"))
    kept.keep(card({}))
    assert not isinstance(kept.keep(card({"title": Words("One", mark)})).words, Spooled)


def test_on_a_full_disk_words_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    kept, said = Spool(), {"title": Words("One")}
    kept.keep(card({}))
    assert kept.keep(card(said)).words == said


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_deck_whose_words_were_put_away_gives_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setenv("DECKPRESS_CACHE", "off")
    deck = project(tmp_path / "deck", 40)
    put_away = built(deck, tmp_path / "1.pdf", jobs=jobs)
    monkeypatch.setattr(spool, "ENOUGH", 1_000)
    assert built(deck, tmp_path / "2.pdf", jobs=jobs) == put_away
