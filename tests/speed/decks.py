"""Decks of many distinct cards, as folders, and what comes of building them."""

from __future__ import annotations

from pathlib import Path

from bench.generate import write_project
from deck.order import Job, Order
from deck.pipeline import build, prepare
from deck.problems import Problems
from deck.source.project import Project


def project(folder: Path, cards: int) -> Project:
    """A deck of so many distinct cards."""
    write_project(folder, cards)
    return Project(folder.resolve())


def built(deck: Project, target: Path, *, jobs: int | None = 1, trust: bool = False) -> bytes:
    """The PDF of the whole deck."""
    job = prepared(deck, jobs=jobs, trust=trust)
    build(job, target, Problems(), lambda sheet: None)
    return target.read_bytes()


def prepared(deck: Project, *, jobs: int | None = 1, trust: bool = False) -> Job:
    """The deck, ready to be built."""
    return prepare(deck, Order(jobs=jobs), Problems(), trust=trust)
