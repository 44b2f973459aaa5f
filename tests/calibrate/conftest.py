"""A project to print, and a folder of settings that is nobody's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects import Project


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which printers are kept, empty."""
    folder = tmp_path / "settings"
    monkeypatch.setenv("DECKPRESS_CONFIG", str(folder))
    return folder


@pytest.fixture
def project(tmp_path: Path, settings: Path) -> Project:
    """A small good project, with settings of its own."""
    return Project(tmp_path / "project")
