"""Where the disk refuses: the reason is told, the last good file stays, and nothing is left lying about."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.projects import JARGON, PDF, Project

Raise = Callable[..., Any]
FULL, FREE = "The disk is full, so output/small-deck.pdf could not be written.", "Free some space and build again."
HELD = "The file output/small-deck.pdf cannot be written: another program holds it open, or the folder is read-only."
CLOSE = "Close the PDF in other programs and build again, or choose another file: deck build -o other.pdf"


def refusing(number: int) -> Raise:
    """A function of the operating system that refuses for a reason."""

    def refuse(*arguments: Any, **options: Any) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


def assert_kept(project: Project, before: dict[str, bytes], said: str, hint: str, last: str = PDF) -> None:
    """Build, and assert that it is refused in plain words and that every file is as it was."""
    result = project.run("build")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(said)
    assert hint in result.err
    assert not JARGON.search(result.err)
    assert result.footer == f"1 problem. Nothing was written; {last} is still your last good one."
    assert project.files() == before


@pytest.mark.parametrize(
    ("number", "said", "hint"),
    [
        (errno.ENOSPC, FULL, FREE),
        (errno.EDQUOT, FULL, FREE),
        (errno.EACCES, HELD, CLOSE),
        (errno.EPERM, HELD, CLOSE),
        (errno.EROFS, HELD, CLOSE),
        (
            errno.EIO,
            "The file output/small-deck.pdf cannot be written: ",
            "Choose another file: deck build -o other.pdf",
        ),
    ],
)
@pytest.mark.parametrize("call", ["replace", "fsync", "fdopen", "open"])
def test_a_refusal_at_any_step_keeps_the_last_good_file(
    project: Project, monkeypatch: pytest.MonkeyPatch, call: str, number: int, said: str, hint: str
) -> None:
    before = project.files()
    with monkeypatch.context() as patched:
        patched.setattr(f"deck.whole.os.{call}", refusing(number))
        result = project.run("build")
    assert result.code == 1
    assert result.err.startswith(said)
    assert hint in result.err
    assert not JARGON.search(result.err)
    assert result.footer == f"1 problem. Nothing was written; {PDF} is still your last good one."
    assert project.files() == before


def test_a_disk_that_fills_while_drawing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before, drawn = project.files(), []

    def fill(file: Any, *rest: Any) -> None:
        drawn.append(file.write(b"%PDF-1.6\n"))
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("deck.render.document.Document.__init__", lambda self, file, *rest: fill(file, *rest))
        result = project.run("build")
    assert drawn
    assert result.err.startswith(FULL)
    assert project.files() == before


def test_a_folder_that_cannot_be_made(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(project.root / "output")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "mkdir", refusing(errno.EACCES))
        result = project.run("build")
    assert result.err.startswith(HELD)
    assert result.footer == "1 problem. Nothing was written."


def test_a_disk_that_knows_no_permissions(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("os.chmod", refusing(errno.EPERM))
        result = project.run("build")
    assert (result.code, result.err) == (0, "")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_that_is_really_read_only(project: Project) -> None:
    before = project.files()
    (project.root / "output").chmod(0o555)
    try:
        assert_kept(project, before, HELD, CLOSE)
    finally:
        (project.root / "output").chmod(0o755)


def test_a_folder_of_the_files_name(project: Project) -> None:
    (project.root / PDF).unlink()
    (project.root / PDF).mkdir()
    result = project.run("build")
    assert result.code == 1
    assert result.err.startswith("The name output/small-deck.pdf is taken by a folder.")
    assert "Choose another name, for example: deck build -o deck.pdf" in result.err
    assert result.footer == "1 problem. Nothing was written."


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such files")
def test_what_is_no_file_is_never_replaced(project: Project) -> None:
    pipe = project.root / "pipe.pdf"
    os.mkfifo(pipe)
    result = project.run("build", "-o", "pipe.pdf")
    assert result.code == 1
    assert result.err.startswith("The name pipe.pdf is taken by something that is no file.")
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("deck.yaml/mine", "The file deck.yaml/mine.pdf cannot be written: a file stands where its folder should be."),
        (
            "deck.yaml/a/mine",
            "The file deck.yaml/a/mine.pdf cannot be written: a file stands where its folder should be.",
        ),
        ("x" * 300, f"The file {'x' * 300}.pdf cannot be written: its name is too long."),
    ],
)
def test_a_place_that_cannot_be(project: Project, output: str, said: str) -> None:
    before, result = project.files(), project.run("build", "-o", output)
    assert result.code == 1
    assert result.err.startswith(said)
    assert project.files() == before


@pytest.mark.parametrize("output", ["mine", "mine.pdf"])
def test_the_file_that_was_asked_for_is_named_as_the_last_good_one(project: Project, output: str) -> None:
    assert project.run("build", "-o", output).code == 0
    project.spoil("cards/B.yaml", "icon: desk", "icon: dsek")
    assert project.run("build", "-o", output).footer.endswith(
        "Nothing was written; mine.pdf is still your last good one."
    )
    assert project.run("build", "-o", "other").footer.endswith("Nothing was written.")


def test_a_file_of_the_project_is_never_replaced(project: Project) -> None:
    before = project.files()
    assert project.run("build", "-o", "deck.yaml").code == 0  # into deck.yaml.pdf
    pictures = project.run("build", "mpc", "-o", "deck.yaml")
    assert pictures.code == 1
    assert "cannot be written: a file stands where its folder should be." in pictures.err
    assert pictures.footer == "1 problem. Nothing was written."
    after = project.files()
    assert after.pop("deck.yaml.pdf")
    assert after == before
    project.spoil("cards/B.yaml", "icon: desk", "icon: dsek")
    assert "deck.yaml is still" not in project.run("build", "-o", "deck.yaml").footer


def test_pictures_that_cannot_be_put_in_place_leave_the_former(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project.run("build", "mpc", "-o", "pictures").code == 0
    before, rename = project.files(), Path.rename

    def refuse(file: Path, target: Path) -> Path:
        if file.name == "fresh":
            raise OSError(errno.ENOSPC, "No space left on device")
        return rename(file, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", refuse)
        result = project.run("build", "mpc", "-o", "pictures")
    assert result.code == 1
    assert result.err.startswith("The disk is full, so pictures/small-deck-mpc could not be written.")
    assert project.files() == before


def test_pictures_of_pictograms_are_no_deck(project: Project) -> None:
    (project.root / PDF).unlink()
    project.write("output/icons.pdf", "no cards")
    project.spoil("cards/B.yaml", "icon: desk", "icon: dsek")
    assert project.run("build").footer == "1 problem in 1 file. Nothing was written."


def test_a_file_has_the_permissions_of_any_new_file(project: Project) -> None:
    assert project.run("build").code == 0
    fresh = project.write("fresh.txt", "")
    assert (project.root / PDF).stat().st_mode == fresh.stat().st_mode


def test_nothing_is_left_lying_about(project: Project) -> None:
    assert project.run("build").code == 0
    assert [name for name in project.files() if name.startswith("output/")] == [PDF]


class Broken(Exception):
    """Something that should not have happened."""


@pytest.mark.parametrize("command", ["build", "check", "list"])
def test_a_fault_of_ours_is_owned_up_to(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    def break_down(*arguments: Any) -> None:
        raise Broken("été \ud800")

    before = project.files()
    with monkeypatch.context() as patched:
        patched.setattr("tempfile.tempdir", str(tmp_path))
        patched.setattr("deck.face.typeset.Typesetter.fit_deck", break_down)
        result = project.run(command)
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith(
        "deckpress met an error of its own; your files are untouched and nothing was written.\n"
    )
    assert "Traceback" not in result.err
    (report,) = tmp_path.glob("deckpress-*.txt")
    assert f"with the file {report}, where you got deckpress from." in result.err
    told = report.read_text("utf-8")
    assert "Broken" in told
    assert f"deck {command}" in told
    assert project.files() == before


def test_a_fault_of_ours_on_a_full_disk_is_told_all_the_same(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("deck.face.typeset.Typesetter.fit_deck", lambda self: 1 / 0)
        patched.setattr("tempfile.NamedTemporaryFile", refusing(errno.ENOSPC))
        result = project.run("build")
    assert result.code == 3
    assert "Please report it, with these lines, where you got deckpress from:" in result.err
    assert "ZeroDivisionError" in result.err


@pytest.mark.parametrize(
    "where", ["deck.face.typeset.Typesetter.fit_deck", "os.replace", "deck.render.pdf.render_sheets"]
)
def test_an_interrupted_build(project: Project, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    def interrupt(*arguments: Any) -> None:
        raise KeyboardInterrupt

    before = project.files()
    with monkeypatch.context() as patched:
        patched.setattr(where, interrupt)
        result = project.run("build")
    assert (result.code, result.out) == (130, "")
    assert result.err.strip() == "Interrupted. Nothing was written."
    assert project.files() == before
