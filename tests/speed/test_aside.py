import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deck import gather
from deck.art.ahead import ArtAhead
from deck.aside import helped, made_aside
from deck.cache import Cache
from deck.model import Deck
from deck.problems import DeckError, Problem, Problems
from deck.source import known
from deck.source.companions import AS_WRITTEN
from deck.source.known import Known
from deck.source.project import Project
from tests.projects import CARDS_A, CARDS_B, DECK, FILES, ICON

FIRST, LAST = "cards/A.yaml", "cards/B.yaml"
ICONS = "assets/icons"


def test_what_another_process_makes_comes_in_order() -> None:
    things = [b"one", b"", b"two" * 1_000_000, b"three"]
    here = os.getpid()
    made = list(made_aside(lambda thing: thing if os.getpid() != here else None, things))
    assert made == [b"one", None, things[2], b"three"]


@pytest.mark.parametrize("how", ["fails", "is killed"])
def test_nothing_comes_of_a_process_that_does_not_end_well(how: str) -> None:
    def spoil(thing: int) -> bytes:
        if thing == 2:
            if how == "fails":
                raise ValueError(thing)
            os.kill(os.getpid(), signal.SIGKILL)
        return b"made"

    assert list(made_aside(spoil, [1, 2, 3])) == [None, None, None]


def refuse(*_: object, **__: object) -> None:
    raise OSError("no more of these")


@pytest.mark.parametrize("what", ["tempfile.TemporaryFile", "os.fork"])
def test_nothing_comes_where_there_can_be_no_other_process(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(what, refuse)
    assert list(made_aside(lambda thing: thing, [b"one", b"two"])) == [None, None]


def test_nothing_comes_where_nobody_is_told_how_processes_end(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert list(made_aside(lambda thing: thing, [b"one"])) == [None]
    finally:
        signal.signal(signal.SIGCHLD, before)


def test_it_ends_with_the_process_that_it_works_for(tmp_path: Path) -> None:
    program = (
        "import os, time; from pathlib import Path; from deck.aside import made_aside\n"
        "def make(name):\n"
        "    time.sleep(1)\n"
        "    Path(name).touch()\n"
        "made_aside(make, ['first', 'second']); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, timeout=10, check=True)
    time.sleep(3)
    assert not (tmp_path / "second").exists()


def test_it_is_silent_and_nobody_waits_for_it() -> None:
    """Whoever reads what a command prints reads until all who may print have ended."""
    program = (
        "import time; from deck.aside import made_aside\n"
        "made_aside(lambda thing: print('heard') or time.sleep(20), [1]); print('done')"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=10, check=True)
    assert (ran.stdout, ran.stderr) == ("done\n", "")


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A deck of which two files are many, so that the second is read by another process."""
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(known, "WORTHWHILE", 1)
    for name, text in FILES.items():
        file = tmp_path / "deck" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return Project((tmp_path / "deck").resolve())


def read(deck: Project, cache: Cache, *, helped: bool) -> Deck | list[Problem]:
    """The deck, or what is wrong with it; warnings are told too."""
    problems = Problems()
    try:
        found = gather.read_project(deck, problems, AS_WRITTEN, Known(deck, cache, helped=helped))
    except DeckError:
        return problems.found
    cache.flush()
    return problems.found or found


def nowhere() -> Cache:
    """A cache that keeps nothing."""
    cache = Cache()
    cache.folder = None
    return cache


def test_half_of_the_files_are_read_by_another_process(deck: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, here = read(deck, nowhere(), helped=False), os.getpid()
    reading, seen = Known.read_ahead, []

    def watched(self, files, make):  # type: ignore[no-untyped-def]  # as the method
        def made(file: Path):  # type: ignore[no-untyped-def]
            assert os.getpid() != here
            return make(file)

        reading(self, files, made)
        seen.extend(self._ahead)

    monkeypatch.setattr(Known, "read_ahead", watched)
    assert isinstance(alone, Deck)
    assert read(deck, nowhere(), helped=True) == alone
    assert seen == [deck.root / LAST]


def test_what_another_process_has_read_is_kept(deck: Project) -> None:
    cache = Cache()
    alone = read(deck, cache, helped=True)
    assert isinstance(alone, Deck)
    again = Known(deck, Cache())
    assert [again.cards(deck.root / name) is not None for name in (FIRST, LAST)] == [True, True]
    assert read(deck, Cache(), helped=True) == alone


SPOILT = {
    "nothing": (LAST, CARDS_B),
    "the same id twice": (LAST, CARDS_B.replace("title: Coworking", "title: Carpooling\n    id: carpool")),
    "the same title twice": (LAST, CARDS_B.replace("Coworking", "Car sharing")),
    "an unknown setting": (LAST, CARDS_B.replace("icon:", "icno:")),
    "no category of that letter": (LAST, CARDS_B.replace("category: B", "category: C")),
    "broken": (LAST, CARDS_B.replace("title: Coworking", 'title: "Coworking')),
    "a warning": (LAST, CARDS_B + "  # note\n  - title: Last # but not least\n    description: Words.\n"),
    "a card that is not plain": (LAST, CARDS_B + "    copies: 007\n"),
    "the other file": (FIRST, CARDS_A.replace("tags: [road", "tags: {road")),
    "the deck": ("deck.yaml", DECK.replace("language: en", "langauge: en")),
}

GOOD = ("nothing", "a card that is not plain")


@pytest.mark.parametrize("what", SPOILT)
@pytest.mark.parametrize("kept", ["", "kept"])
def test_what_is_told_is_the_same_with_help_and_when_files_are_known(deck: Project, what: str, kept: str) -> None:
    if kept:
        read(deck, Cache(), helped=False)
    name, text = SPOILT[what]
    (deck.root / name).write_text(text, encoding="utf-8")
    alone = read(deck, nowhere(), helped=False)
    assert read(deck, Cache() if kept else nowhere(), helped=True) == alone
    assert isinstance(alone, Deck) == (what in GOOD)


def test_pictograms_are_read_by_another_process(deck: Project) -> None:
    file = deck.root / ICONS / "car.svg"
    alone = ArtAhead(deck, nowhere()).drawing(file, Problems())
    ahead = ArtAhead(deck, cache := Cache(), helped=True)
    problems = Problems()
    drawn = ahead.drawing(file, problems)
    assert drawn is not None
    assert (drawn, problems.found) == (alone, [])
    assert ahead.drawing(deck.root / ICONS / "desk.svg", problems) is not None
    cache.flush()
    file.with_name("last.svg").write_text(ICON, encoding="utf-8")  # of the same paths, so that it is known already
    assert ArtAhead(deck, Cache(), helped=True)._unknown == []


def test_only_what_is_wrong_with_pictograms_that_are_shown_is_told(deck: Project) -> None:
    broken, car = deck.root / ICONS / "a-broken.svg", deck.root / ICONS / "car.svg"
    broken.write_text("<svg", encoding="utf-8")
    ahead, problems = ArtAhead(deck, nowhere(), helped=True), Problems()
    assert ahead.drawing(car, problems) is not None
    assert problems.found == []
    assert ahead.drawing(broken, problems) is None
    assert [problem.mark.file for problem in problems.found if problem.mark] == [broken]


def test_of_a_large_folder_only_the_pictograms_that_are_shown_are_read(
    deck: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deck.art.ahead.MOST", 10)
    monkeypatch.setattr("deck.art.ahead.made_aside", lambda make, things: pytest.fail("another process was begun"))
    assert ArtAhead(deck, nowhere(), helped=True).drawing(deck.root / ICONS / "car.svg", Problems()) is not None


def test_one_job_is_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.active_count", lambda: 1)
    monkeypatch.setattr("deck.aside.cores", lambda: 2)
    monkeypatch.setattr("sys.platform", "linux")
    assert [helped(jobs) for jobs in (None, 1, 2)] == [True, False, True]
    monkeypatch.setattr("threading.active_count", lambda: 2)
    assert not helped(None)


def test_nobody_reads_ahead_where_something_leads_out_of_the_project(deck: Project, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.svg").write_text(ICON, encoding="utf-8")
    assert Known(deck, nowhere(), helped=True).helped
    (deck.root / ICONS / "z.svg").symlink_to(tmp_path / "elsewhere.svg")
    assert not Known(deck, nowhere(), helped=True).helped
