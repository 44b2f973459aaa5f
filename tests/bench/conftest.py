"""A generated deck as large as the seed deck, made once."""

from pathlib import Path

import pytest

from bench.generate import write_project

CARDS = 35


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of a deck of CARDS cards; nobody writes into it."""
    folder = tmp_path_factory.mktemp("bench") / "project"
    write_project(folder, CARDS)
    return folder
