"""Write the output so that a good file is never lost: to a temporary neighbour first, then renamed into place."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from deck.problems import Problems

SAID = {
    errno.EEXIST: "a file stands where its folder should be",
    errno.ENOTDIR: "a file stands where its folder should be",
    errno.ENAMETOOLONG: "its name is too long",
}


def write_safely(target: Path, write: Callable[[BinaryIO], None], problems: Problems) -> None:
    """Let *write* fill a temporary file, then put it in place of *target*; DeckError when the disk refuses."""
    temporary: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_file():
            what = "a folder" if target.is_dir() else "something that is no file"
            said = f"the name {_shown(target)} is taken by {what}."
            problems.fail(said, hints=["Choose another name, for example: deck build -o deck.pdf"])
        handle, name = tempfile.mkstemp(prefix=f".{target.stem[:40]}-", suffix=".part", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "w+b") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        _share_like_any_file(temporary)
        os.replace(temporary, target)
    except (OSError, UnicodeEncodeError) as error:
        _tell(error, target, problems)
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def put_bytes(target: Path, content: bytes, problems: Problems) -> None:
    """Put *content* in place of *target* as *write_safely* does."""

    def write(file: BinaryIO) -> None:
        file.write(content)

    write_safely(target, write, problems)


def write_folder(target: Path, write: Callable[[Path], None], problems: Problems) -> None:
    """Let *write* fill a temporary folder, then put it in place of the folder *target*; DeckError when refused."""
    temporary: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_dir():
            said = f"the name {_shown(target)} is taken by a file, and these pictures need a folder."
            problems.fail(said, hints=["Choose another name, for example: -o pictures"])
        temporary = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}-", suffix=".part", dir=target.parent))
        fresh, former = temporary / "fresh", temporary / "former"
        fresh.mkdir()
        write(fresh)
        if target.exists():
            target.rename(former)
        try:
            fresh.rename(target)
        except OSError:
            if former.exists():  # the last good one goes back to its place
                former.rename(target)
            raise
    except (OSError, UnicodeEncodeError) as error:
        _tell(error, target, problems)
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)


def _share_like_any_file(file: Path) -> None:
    """Mkstemp makes files for the owner alone; others may read a deck as they may any new file."""
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        with suppress(OSError):  # a memory stick or a network folder may know no permissions
            file.chmod(0o666 & ~mask)


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
