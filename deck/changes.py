"""Which cards look different from a former printing: digests of faces, kept in every PDF, or made again from git."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from deck.problems import Problems
from deck.render.drawn import DrawnFace

# A project that came from elsewhere must not run programs or fetch files by what its repository says.
TAME = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never")
Digests = dict[str, str]  # by card id
DIGITS = 32  # of a digest
PairT = TypeVar("PairT", bound=tuple[DrawnFace, DrawnFace])


def noting(pairs: Iterable[PairT], noted: Digests) -> Iterator[PairT]:
    """The same *pairs*, a digest of each *noted* as it passes."""
    for pair in pairs:
        _note(pair, noted)
        yield pair


def digests(pairs: Iterable[tuple[DrawnFace, DrawnFace]]) -> Digests:
    """A digest of all that shows on each card's faces."""
    noted: Digests = {}
    for pair in pairs:
        _note(pair, noted)
    return noted


def _note(pair: tuple[DrawnFace, DrawnFace], noted: Digests) -> None:
    """Note how a card looks, of one that goes on all its parts in turn."""
    card, digest = pair[0].card, digest_of(pair)
    if card.part > 1:
        digest = hashlib.sha256(f"{noted.get(card.id)} {digest}".encode()).hexdigest()[:DIGITS]
    noted[card.id] = digest


def digest_of(faces: Iterable[DrawnFace]) -> str:
    """A digest of all that shows on *faces*."""
    return hashlib.sha256(b"".join(face.digest for face in faces)).hexdigest()[:DIGITS]


def changed(now: Mapping[str, str], former: Mapping[str, str]) -> set[str]:
    """The ids of the cards that are new or look different."""
    return {card for card, digest in now.items() if former.get(card) != digest}


def digests_of_pdf(file: Path, problems: Problems) -> Digests:
    """The digests that a PDF of ours carries (its private data, ISO 32000-1, 14.5)."""
    import pikepdf

    from deck.preflight.opening import DAMAGE

    try:
        with pikepdf.open(file) as pdf:
            private = pdf.Root.PieceInfo.deckpress.Private
            return {str(key).removeprefix("/"): str(value) for key, value in private.items()}
    except DAMAGE:
        problems.fail(
            f"{file.name} does not say which cards it holds.",
            hints=["Name a PDF that deckpress made, or a git revision: deck build --changed-since HEAD"],
        )


def checkout(root: Path, revision: str, folder: Path, problems: Problems) -> Path:
    """Unpack the project as it was at a git *revision* into *folder*; the project's folder there comes out."""
    import subprocess  # 20 ms with tarfile: only a comparison with a revision pays it
    import tarfile

    git = ["git", "-C", str(root), *TAME]
    away = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}

    def said(*asked: str) -> bytes:
        return subprocess.run([*git, *asked], capture_output=True, check=True, env=away).stdout

    try:
        inside = os.fsdecode(said("rev-parse", "--show-prefix").strip())
        for name in _own_filters(git, away):
            git += ["-c", f"{name}="]
        archive = said("archive", "--format=tar", "--end-of-options", revision)
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder, filter="data")
    except tarfile.TarError:
        problems.fail(
            f'the project as it was at "{revision}" holds a link or a file that leads out of its folder.',
            hints=["Name a former PDF instead: deck build --changed-since output/former.pdf"],
        )
    except (OSError, ValueError, subprocess.CalledProcessError):
        problems.fail(
            f'"{revision}" is neither a PDF nor a git revision of this project.',
            hints=[
                "For example: deck build --changed-since output/former.pdf",
                "or: deck build --changed-since HEAD~1",
            ],
        )
    return folder if (folder / "deck.yaml").is_file() else folder / inside


def _own_filters(git: list[str], environment: Mapping[str, str]) -> set[str]:
    """The settings by which the repository itself, not its owner's git, names programs that files go through."""
    import subprocess

    asked = [*git, "config", "--show-scope", "--includes", "--name-only", "--get-regexp", r"^filter\."]
    told = subprocess.run(asked, capture_output=True, env=dict(environment)).stdout
    pairs = (line.partition("\t") for line in os.fsdecode(told).splitlines())
    return {name for scope, _, name in pairs if scope in ("local", "worktree")}


def scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder for a former state of the project."""
    return tempfile.TemporaryDirectory(prefix="deckpress-")
