"""Decks of which some cards go on: any number of processes, any state of the cache, the same bytes."""

from pathlib import Path

import pytest

from deck import crew, gather
from deck.formats import card_format
from deck.order import Order
from deck.pipeline import build, prepare
from deck.problems import Problems
from deck.select import Selection
from deck.source.project import Project
from tests.speed.decks import project

CARDS = 60


def letting_go_on(made: Project) -> Project:
    """The deck in a layout that lets text go on."""
    (made.root / "layouts").mkdir(exist_ok=True)
    (made.root / "layouts" / "long.yaml").write_text("extends: practice\noverflow: continue\n", "utf-8")
    file = made.root / "deck.yaml"
    text = file.read_text("utf-8").replace("layout: practice\n", "")
    assert "\nlayout:" not in text
    file.write_text(text + "\nlayout: long\n", "utf-8")
    return made


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A deck of which some cards go on, and most do not."""
    return letting_go_on(project(tmp_path_factory.mktemp("deck"), CARDS))


@pytest.fixture
def uncached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECKPRESS_CACHE", "off")


def on_poker(deck: Project, target: Path, *, jobs: int = 1, trust: bool = False) -> bytes:
    """The whole deck on poker cards, on which some of it does not fit."""
    job = prepare(deck, Order(size=card_format("poker"), jobs=jobs), Problems(), trust=trust)
    assert 0 < len(job.setter.parts) < CARDS
    assert len(job.cards) == sum(job.setter.parts.get(card.id, 1) for card in job.deck.cards)
    build(job, target, Problems(), lambda sheet: None)
    return target.read_bytes()


@pytest.mark.usefixtures("uncached")
def test_any_number_of_processes_makes_the_same_file(
    deck: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = on_poker(deck, tmp_path / "1.pdf", jobs=1)
    assert on_poker(deck, tmp_path / "2.pdf", jobs=2) == alone
    monkeypatch.setattr(crew, "LARGE", 1)
    assert on_poker(deck, tmp_path / "3.pdf", jobs=2) == alone


def test_a_cold_and_a_warm_cache_make_the_same_file(
    deck: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DECKPRESS_CACHE", "off")
    without = on_poker(deck, tmp_path / "1.pdf")
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "cache"))
    cold, warm = on_poker(deck, tmp_path / "2.pdf"), on_poker(deck, tmp_path / "3.pdf", jobs=2)
    assert without == cold == warm


@pytest.mark.usefixtures("uncached")
def test_cards_that_may_go_on_are_measured_however_short_they_are(
    deck: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gather, "WORTHWHILE", 1)
    assert on_poker(deck, tmp_path / "1.pdf", trust=True) == on_poker(deck, tmp_path / "2.pdf")


@pytest.mark.usefixtures("uncached")
def test_a_card_printed_alone_has_all_its_parts_and_looks_like_its_sisters(deck: Project, tmp_path: Path) -> None:
    whole = prepare(deck, Order(size=card_format("poker")), Problems())
    identity = next(iter(whole.setter.parts))
    alone = prepare(deck, Order(Selection(cards=(identity,)), size=card_format("poker")), Problems())
    assert [card.key for card in alone.cards] == [card.key for card in whole.cards if card.id == identity]
    assert len(alone.cards) == whole.setter.parts[identity] > 1
    assert alone.setter.sizes == whole.setter.sizes


@pytest.mark.usefixtures("uncached")
def test_a_deck_that_need_not_go_on_is_the_same_file_with_and_without(tmp_path: Path) -> None:
    stops, on = project(tmp_path / "stops", 20), letting_go_on(project(tmp_path / "on", 20))
    files = []
    for made in (stops, on):
        job = prepare(made, Order(size=card_format("jumbo")), Problems())
        build(job, tmp_path / "deck.pdf", Problems(), lambda sheet: None)
        files.append((tmp_path / "deck.pdf").read_bytes())
    assert files[0] == files[1]
