"""What is printed is one state of the files: saved while they are read, they are read again, and it is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deck.cache import Cache
from deck.source.known import Known
from deck.source.project import Project as Source
from deck.source.state import State
from tests.projects import CARDS_A, PDF, Project

OTHER = CARDS_A.replace("Several people share one car", "Many persons spare a bicycle")
READ = "deck.source.read.read_deck"
DRAW = "deck.render.pdf.render_sheets"


class Saver:
    """Saves a file just before or after a stage of the build, as often as is wanted."""

    def __init__(self, project: Project, monkeypatch: pytest.MonkeyPatch, stage: str, times: int) -> None:
        from importlib import import_module

        module, _, name = stage.rpartition(".")
        self.stage, self.project, self.left, self.turn = getattr(import_module(module), name), project, times, 0
        monkeypatch.setattr(stage, self)

    def __call__(self, *arguments: object, **options: object) -> object:
        """Do the stage, and save."""
        done = self.stage(*arguments, **options)
        if self.left:
            self.left, self.turn = self.left - 1, self.turn + 1
            self.project.write("cards/A.yaml", (OTHER, CARDS_A)[self.turn % 2 - 1] + "\n" * self.turn)
        return done


def printed(project: Project) -> bytes:
    return (project.root / PDF).read_bytes()


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "cache"))


@pytest.mark.parametrize("stage", [READ, "deck.gather.read_art"])
def test_a_file_saved_while_it_is_read_is_read_again(
    project: Project, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    with monkeypatch.context() as patched:
        Saver(project, patched, stage, 1)
        result = project.run("build")
    assert (result.code, result.err) == (0, "")
    once = printed(project)
    monkeypatch.setenv("DECKPRESS_CACHE", "off")
    project.run("build")
    assert once == printed(project)


def test_files_that_never_come_to_rest_are_told_and_the_former_pdf_stays(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = printed(project)
    Saver(project, monkeypatch, READ, 99)
    result = project.run("build")
    assert result.code == 1
    assert "cards/A.yaml was changed while the deck was being built." in result.err
    assert printed(project) == before


def test_nothing_read_of_a_file_that_was_saved_meanwhile_is_kept(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    for times in (1, 2, 99):
        project.write("cards/A.yaml", CARDS_A)
        with monkeypatch.context() as patched:
            Saver(project, patched, READ, times)
            project.run("build")
    for text in (CARDS_A, OTHER, CARDS_A + "\n", OTHER + "\n"):
        project.write("cards/A.yaml", text)
        project.run("build")
        warm = printed(project)
        with monkeypatch.context() as patched:
            patched.setenv("DECKPRESS_CACHE", "off")
            project.run("build")
        assert warm == printed(project)


def test_what_is_put_can_be_taken_back(tmp_path: Path) -> None:
    former, cache = Cache(), Cache()
    former.put("kind", b"former", b"value")
    former.flush()
    cache.put("kind", b"source", b"value")
    cache.flush()
    cache.put("kind", b"waiting", b"value")
    cache.take_back()
    assert [Cache().get("kind", name) for name in (b"former", b"source", b"waiting")] == [b"value", None, None]


def test_a_picture_saved_while_the_deck_is_drawn_begins_it_anew(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from deck.pipeline import drawn_pairs

    turns = []

    def save(*arguments: object, **options: object) -> object:
        turns.append(1)
        if len(turns) == 1:
            project.write("assets/pictures/new.png", b"a picture that was being copied")
        return drawn_pairs(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("deck.pipeline.drawn_pairs", save)
    result = project.run("build")
    assert result.code == 0
    assert "assets/pictures/new.png was changed while the deck was being built. It is built anew." in result.err
    assert len(turns) == 2


def test_every_touch_of_a_file_is_another_state(project: Project) -> None:
    source, file = Source(project.root), project.root / "cards/A.yaml"
    assert State(source).differing() is None
    for act in (
        lambda: file.write_bytes(file.read_bytes().replace(b"one car", b"two car")),
        lambda: os.utime(file, (0, 0)),
        lambda: project.write("assets/icons/new.svg", "x"),
        lambda: file.unlink(),
    ):
        state = State(source)
        act()
        assert state.differing() is not None
    state = State(source)
    for name in ("output/x.pdf", "x.pdf", ".git/index", "cards/.A.yaml.swp", "cards/A.yaml~"):
        project.write(name, "no part of the deck")
    assert state.differing() is None


def test_a_layout_of_the_same_size_and_date_is_seen(project: Project) -> None:
    file = project.root / "layouts/plain.yaml"
    os.utime(file, (1e9, 1e9))
    first = Known(Source(project.root), Cache())._around
    file.write_bytes(file.read_bytes().replace(b"60%", b"50%"))
    os.utime(file, (1e9, 1e9))
    assert Known(Source(project.root), Cache())._around != first


def test_a_name_that_a_mac_took_apart_is_found(project: Project) -> None:
    project.write("assets/icons/ve\u0301lo.svg", (project.root / "assets/icons/car.svg").read_bytes())
    project.spoil("cards/B.yaml", "icon: desk", "icon: v\u00e9lo")
    result = project.run("build")
    assert (result.code, result.err) == (0, "")


def test_what_systems_keep_beside_files_is_no_file_of_cards(project: Project) -> None:
    project.write("cards/._A.yaml", b"\x00\x05\x16\x07Mac OS X")
    project.write("assets/icons/._car.svg", b"\x00\x05\x16\x07Mac OS X")
    assert project.run("build").code == 0
    assert "._car" not in project.run("icons", "--no-sheet").out
