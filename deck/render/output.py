"""Write the output so that a good file is never lost: beside its place first, then put there in one step."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from deck.problems import Problems
from deck.whole import put_folder, put_whole, room_beside

SAID = {
    errno.EEXIST: "a file stands where its folder should be",
    errno.ENOTDIR: "a file stands where its folder should be",
    errno.ENAMETOOLONG: "its name is too long",
}


def write_safely(target: Path, write: Callable[[BinaryIO], None], problems: Problems) -> None:
    """Let *write* fill a file, then put it in place of *target*; DeckError when the disk refuses."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_file():
            what = "a folder" if target.is_dir() else "something that is no file"
            said = f"the name {_shown(target)} is taken by {what}."
            problems.fail(said, hints=["Choose another name, for example: deck build -o deck.pdf"])
        put_whole(target, write)
    except (OSError, UnicodeEncodeError) as error:
        _tell(error, target, problems)


def put_bytes(target: Path, content: bytes, problems: Problems) -> None:
    """Put *content* in place of *target* as *write_safely* does."""

    def write(file: BinaryIO) -> None:
        file.write(content)

    write_safely(target, write, problems)


def write_folder(target: Path, write: Callable[[Path], None], problems: Problems) -> None:
    """Let *write* fill a folder, then put it in place of the folder *target*; DeckError when refused."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_dir():
            said = f"the name {_shown(target)} is taken by a file, and these pictures need a folder."
            problems.fail(said, hints=["Choose another name, for example: -o pictures"])
        with room_beside(target) as room:
            fresh = room / "fresh"
            fresh.mkdir()
            write(fresh)
            put_folder(fresh, target, room)
    except (OSError, UnicodeEncodeError) as error:
        _tell(error, target, problems)


def _tell(error: OSError | UnicodeEncodeError, target: Path, problems: Problems) -> None:
    name = _shown(target)
    if isinstance(error, UnicodeEncodeError):
        said = f"the name {name} holds letters that this computer's settings do not allow in names of files."
        problems.fail(said, hints=["Choose a plain name: deck build -o deck.pdf"])
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        problems.fail(f"the disk is full, so {name} could not be written.", hints=["Free some space and build again."])
    if error.errno in (errno.EACCES, errno.EPERM, errno.EBUSY, errno.EROFS, errno.ETXTBSY):
        problems.fail(
            f"the file {name} cannot be written: another program holds it open, or the folder is read-only.",
            hints=["Close the PDF in other programs and build again, or choose another file: deck build -o other.pdf"],
        )
    why = SAID.get(error.errno or 0, error.strerror)
    hints = ["Choose another file: deck build -o other.pdf"]
    problems.fail(f"the file {name} cannot be written: {why}.", hints=hints)


def _shown(target: Path) -> str:
    """A target as a message names it: as it was typed, or the file in its folder."""
    return Path(*target.parts[-2:]).as_posix() if target.is_absolute() else target.as_posix()
