"""A save of several files that was killed half way is taken back; one that was done stays, and what changed since."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deck.preview.looks import digest_of
from deck.preview.saving import Change, Saver
from deck.preview.source import EditError
from deck.source.project import Project as Source
from tests.projects import CARDS_A, CARDS_B, Project

NEW_A, NEW_B = CARDS_A.encode() + b"# without\n", CARDS_B.encode() + b"# with one more\n"


class Killed(BaseException):
    """What nothing catches."""


def save(saver: Saver) -> None:
    base = {"cards/A.yaml": digest_of(CARDS_A.encode()), "cards/B.yaml": digest_of(CARDS_B.encode())}
    saver.save(Change("move", "Carpooling", {"cards/A.yaml": NEW_A, "cards/B.yaml": NEW_B}), base)


def killed_after(saver: Saver, moves: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Save, and die after so many files were put in place."""
    replace = os.replace
    done: list[tuple[str, ...]] = []

    def move(*names: str) -> None:
        if len(done) == moves:
            raise Killed
        done.append(names)
        replace(*names)

    with monkeypatch.context() as patched:
        patched.setattr("os.replace", move)
        patched.setattr("deck.preview.history.History.seal", lambda *rest: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            save(saver)


def words(project: Project) -> tuple[bytes, bytes]:
    return tuple((project.root / f"cards/{letter}.yaml").read_bytes() for letter in "AB")  # type: ignore[return-value]


@pytest.mark.parametrize(("moves", "new"), [(0, False), (1, False), (2, True)])
def test_all_files_of_a_save_or_none(project: Project, monkeypatch: pytest.MonkeyPatch, moves: int, new: bool) -> None:
    saver = Saver(Source(project.root))
    killed_after(saver, moves, monkeypatch)
    saver.recover()
    assert words(project) == ((NEW_A, NEW_B) if new else (CARDS_A.encode(), CARDS_B.encode()))
    step = saver.history.last()
    assert (step is not None) == new


def test_what_was_edited_since_is_left_alone(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    saver = Saver(Source(project.root))
    killed_after(saver, 1, monkeypatch)
    project.write("cards/A.yaml", CARDS_A + "# by hand\n")
    before = words(project)
    saver.recover()
    assert words(project) == before


def test_a_finished_save_is_not_taken_back_by_the_next_preview(project: Project) -> None:
    save(Saver(Source(project.root)))
    project.write("cards/A.yaml", CARDS_A)  # as it was, by hand
    before = words(project)
    Saver(Source(project.root)).recover()
    assert words(project) == before


def test_a_folder_that_cannot_be_written_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*rest: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "mkdir", refuse)
        with pytest.raises(EditError, match=r"The file cannot be written: Permission denied\. Nothing was changed\."):
            save(Saver(Source(project.root)))
    assert words(project) == (CARDS_A.encode(), CARDS_B.encode())
