"""A project's files lie in its folder: links that lead out of it are told, and nothing is read or written there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from deck.problems import Mark, Problems
from deck.source.project import Project

PLACES = ("deck.yaml", "layouts", "output", ".deckpress")  # files and folders of a project; of these the links count
DEEP = ("cards", "assets")  # and of these the folders in them too
HINT = "Put the file or folder itself in its place: a deck reads and writes nothing outside its folder."


def check_inside(project: Project, problems: Problems) -> None:
    """Note every link of the project that leads out of it; DeckError when there is one."""
    for link in leading_out(project):
        problems.add("this is a link that leads out of the project.", Mark(link, 1), hints=[HINT])
    problems.stop()


def leading_out(project: Project) -> list[Path]:
    """The links among the project's files and folders that lead out of it."""
    root = os.path.realpath(project.root)
    return [Path(link) for name in (*PLACES, *DEEP) for link in _strays(os.path.join(root, name), root, name in DEEP)]


def _strays(place: str, root: str, deep: bool) -> Iterator[str]:
    """*place* if it is a link out of *root*, else such links in it; *deep* for those in its folders too."""
    if os.path.islink(place) and not _within(os.path.realpath(place), root):
        yield place
        return
    folders = [place]
    while folders:
        try:
            entries = sorted(os.scandir(folders.pop()), key=lambda entry: entry.name)
        except OSError:  # there is none, or it is a file; whoever reads it will tell
            continue
        for entry in entries:
            if entry.is_symlink():
                if not _within(os.path.realpath(entry.path), root):
                    yield entry.path
            elif deep and entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)


def _within(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)
