"""Files are put in place whole or not at all, and what a killed process leaves beside them is swept away."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import deck.whole
from deck.locks import alone
from deck.whole import FORMER, put_all, put_folder, put_new, put_whole, room_beside, sweep

POSIX = pytest.mark.skipif(os.name != "posix", reason="locks of Unix")
HOLDER = """
import sys, time
from pathlib import Path
from deck.whole import put_whole
def write(stream):
    stream.write(b"half")
    stream.flush()
    print("writing", flush=True)
    time.sleep(60)
put_whole(Path(sys.argv[1]), write)
"""


def left(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.name.startswith(".deckpress-"))


def put(target: Path, content: bytes) -> None:
    put_whole(target, lambda stream: stream.write(content))


def test_a_file_is_replaced_and_nothing_is_left(tmp_path: Path) -> None:
    put(tmp_path / "a", b"old")
    put(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


@POSIX
def test_a_file_keeps_the_rights_that_it_was_given(tmp_path: Path) -> None:
    put(tmp_path / "a", b"old")
    (tmp_path / "a").chmod(0o640)
    put(tmp_path / "a", b"new")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_what_is_there_is_never_replaced_by_a_new_file(tmp_path: Path) -> None:
    put_new(tmp_path / "deep" / "a", b"mine")
    with pytest.raises(FileExistsError):
        put_new(tmp_path / "deep" / "a", b"other")
    assert (tmp_path / "deep" / "a").read_bytes() == b"mine"
    assert left(tmp_path / "deep") == []


def test_a_disk_without_links_takes_new_files_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*names: Any) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr("os.link", refuse)
    put_new(tmp_path / "a", b"mine")
    with pytest.raises(FileExistsError):
        put_new(tmp_path / "a", b"other")
    assert (tmp_path / "a").read_bytes() == b"mine"


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_of_several_files_all_are_new_or_all_are_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "b").write_bytes(b"b")
    changes = [(tmp_path / "a", b"a", b"A"), (tmp_path / "b", b"b", None), (tmp_path / "c", None, b"C")]
    replace, count = os.replace, 0

    def fail_once(*names: Any) -> None:
        nonlocal count
        count += 1
        if count == failing:
            raise OSError(errno.EIO, "broken")
        replace(*names)

    monkeypatch.setattr("os.replace", fail_once)
    if failing < 3:  # two are moved; the third attempt is none
        with pytest.raises(OSError, match="broken"):
            put_all(changes)
        assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a": b"a", "b": b"b"}
    else:
        put_all(changes)
        assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a": b"A", "c": b"C"}


def test_a_file_that_another_program_looks_at_for_a_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")
    replace, refused = os.replace, [True, True]

    def busy(*names: Any) -> None:
        if refused:
            refused.pop()
            raise PermissionError(errno.EACCES, "a scanner has it")
        replace(*names)

    monkeypatch.setattr(deck.whole, "PAUSES", (0.0, 0.0, 0.0))
    monkeypatch.setattr("os.replace", busy)
    put(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


def test_what_a_killed_process_left_is_swept_away(tmp_path: Path) -> None:
    (tmp_path / ".deckpress-0123.part").write_bytes(b"half a file")
    (tmp_path / ".deckpress-4567.part").write_bytes(b"pictures")
    (tmp_path / ".deckpress-4567.parts").mkdir()
    (tmp_path / ".deckpress-89ab.parts").mkdir()
    for name in ("mine.part", ".deckpress", ".deckpress-notes.txt"):
        (tmp_path / name).write_bytes(b"mine")
    if os.name != "posix":  # where only time tells
        for file in tmp_path.glob(".deckpress-*.part"):
            os.utime(file, (0, 0))
    put(tmp_path / "a", b"new")
    assert sorted(file.name for file in tmp_path.iterdir()) == [".deckpress", ".deckpress-notes.txt", "a", "mine.part"]


@POSIX
def test_what_another_process_is_writing_stays_until_it_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "a")], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"writing\n"
        put(tmp_path / "b", b"new")
        assert len(left(tmp_path)) == 1
        process.kill()
    put(tmp_path / "b", b"newer")
    assert left(tmp_path) == []
    assert not (tmp_path / "a").exists()


def test_where_there_are_no_locks_time_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deck.whole.try_hold", lambda handle: None)
    young, old, ahead = (tmp_path / f".deckpress-{n}.part" for n in range(3))
    for file in (young, old, ahead):
        file.write_bytes(b"")
    os.utime(old, (0, 0))
    os.utime(ahead, (4e9, 4e9))  # a clock that was set back since
    sweep(tmp_path)
    assert left(tmp_path) == [young.name]


def test_a_folder_that_was_taken_away_and_not_replaced_is_given_back(tmp_path: Path) -> None:
    room = tmp_path / ".deckpress-0123.parts"
    (room / FORMER).mkdir(parents=True)
    (room / FORMER / "card.png").write_bytes(b"last good one")
    guard = tmp_path / ".deckpress-0123.part"
    guard.write_bytes(b"pictures")
    os.utime(guard, (0, 0))
    sweep(tmp_path)
    assert (tmp_path / "pictures" / "card.png").read_bytes() == b"last good one"
    assert left(tmp_path) == []


def test_a_disk_that_refuses_even_to_give_back_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "pictures"
    target.mkdir()
    (target / "card.png").write_bytes(b"last good one")
    rename = Path.rename

    def refuse(file: Path, place: Path) -> Path:
        if place == target:
            raise OSError(errno.EIO, "broken")
        return rename(file, place)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", refuse)
        with pytest.raises(OSError, match="broken"):
            replaced(target)
    assert not target.exists()
    for file in tmp_path.glob("*.part"):
        os.utime(file, (0, 0))
    sweep(tmp_path)
    assert (target / "card.png").read_bytes() == b"last good one"


def replaced(target: Path) -> None:
    with room_beside(target) as room:
        (room / "fresh").mkdir()
        put_folder(room / "fresh", target, room)


@POSIX
def test_only_one_at_a_time_holds_a_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deck.locks.PATIENCE", 0.1)
    with alone(tmp_path / "lock"):
        started = time.monotonic()
        with pytest.raises(TimeoutError), alone(tmp_path / "lock"):
            pass
        assert time.monotonic() - started < 5
    with alone(tmp_path / "lock"):
        pass
