import os
import signal
from pathlib import Path

import pytest

from deck import crew
from deck.crew import Crew
from deck.order import Order
from deck.pipeline import build, prepare
from deck.problems import DeckError, Problems
from deck.source.companions import Wishes
from deck.source.project import Project
from tests.speed.decks import built, prepared, project

CARDS = 60


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return project(tmp_path_factory.mktemp("deck"), CARDS)


@pytest.fixture
def uncached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECKPRESS_CACHE", "off")


@pytest.mark.usefixtures("uncached")
def test_any_number_of_processes_makes_the_same_file(deck: Project, tmp_path: Path) -> None:
    alone = built(deck, tmp_path / "1.pdf", jobs=1)
    assert built(deck, tmp_path / "2.pdf", jobs=2) == alone
    assert built(deck, tmp_path / "3.pdf", jobs=3) == alone


@pytest.mark.usefixtures("uncached")
def test_processes_that_begin_anew_make_the_same_file(
    deck: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = built(deck, tmp_path / "1.pdf", jobs=1)
    monkeypatch.setattr(crew, "LARGE", 1)
    assert built(deck, tmp_path / "2.pdf", jobs=2) == alone


@pytest.mark.usefixtures("uncached")
def test_cards_that_name_others_are_whole_with_several_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck = project(tmp_path / "deck", 20)
    monkeypatch.setattr(crew, "CHUNK", 5)
    monkeypatch.setattr(crew, "LARGE", 1)
    files = []
    for jobs in (1, 2):
        job = prepare(deck, Order(jobs=jobs, wishes=Wishes(on=("index",))), Problems())
        build(job, tmp_path / "deck.pdf", Problems(), lambda sheet: None)
        files.append((tmp_path / "deck.pdf").read_bytes())
    assert files[0] == files[1]


@pytest.mark.usefixtures("uncached")
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows ends processes in another way")
def test_the_work_of_a_process_that_was_killed_is_done_all_the_same(
    deck: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = built(deck, tmp_path / "1.pdf", jobs=1)
    killed: list[int] = []
    result = Crew._result

    def kill_first(self: Crew, task: object, future: object) -> object:
        if not killed and self._pool is not None:
            killed.extend(self._pool._processes)
            os.kill(killed[0], signal.SIGKILL)
        return result(self, task, future)  # type: ignore[arg-type]  # handed on as they come

    monkeypatch.setattr(Crew, "_result", kill_first)
    assert built(deck, tmp_path / "2.pdf", jobs=2) == alone
    assert killed


@pytest.mark.usefixtures("uncached")
def test_what_is_wrong_is_told_alike_by_any_number_of_processes(tmp_path: Path) -> None:
    deck = project(tmp_path / "deck", 50)
    for file in (deck.root / "cards").glob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace(" les ", " 🦉 ", 1), "utf-8")
    told = []
    for jobs in (1, 2):
        with pytest.raises(DeckError) as caught:
            prepared(deck, jobs=jobs)
        told.append(caught.value.problems)
    assert told[0] == told[1]
    assert "🦉" in told[0][0].what


def test_problems_survive_the_way_between_processes() -> None:
    import pickle

    problems = Problems()
    problems.add("it is wrong.", hints=["Mend it."])
    error = DeckError(problems.found)
    again = pickle.loads(pickle.dumps(error))
    assert again.problems == error.problems
    assert str(again) == str(error)


@pytest.mark.usefixtures("uncached")
@pytest.mark.parametrize("least", [1, 10_000])
def test_few_faces_are_read_back_without_other_processes(
    deck: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, least: int
) -> None:
    monkeypatch.setattr(crew, "WORTH_READING", least)
    reader = Crew(prepare(deck, Order(jobs=2), Problems()).crew.workshop, jobs=2)
    try:
        assert [*reader.agrees(str(tmp_path / "no such file"), [(1, "")] * 60)] == [False] * 60
        assert (reader._pool is None) == (least > 60)
    finally:
        reader.close()
