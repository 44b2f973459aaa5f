"""The manual says what the tool does: it is made of it, or shows what it printed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from deck.cli import COMMANDS
from tests.projects import Project

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_manual_of_layouts_is_up_to_date() -> None:
    made = subprocess.run(
        [sys.executable, "tools/make_layout_docs.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_picture_and_page_that_is_linked_is_there(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:\s]+)\)", page.read_text("utf-8"))
    assert [
        link for link in links if not (page.parent / link).exists() and "**" not in link and link != "address"
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_shown_exists(page: Path) -> None:
    shown = re.findall(r"(?:^|`|  )deck ([a-z]+)\b", page.read_text("utf-8"), re.MULTILINE)
    assert {name for name in shown if name not in (*COMMANDS, "preview")} == set()


def test_the_page_on_own_decks_shows_what_import_prints(project: Project) -> None:
    page = (ROOT / "docs" / "your-own-deck.md").read_text("utf-8")
    table = re.search(r"```csv\n(.*?)```", page, re.DOTALL)
    printed = re.search(r"\$ deck import ideas\.csv\n(.*?)```", page, re.DOTALL)
    assert table is not None
    assert printed is not None
    made = project.run("new", "mine", "--language", "en", folder=project.root)
    assert made.code == 0
    (project.root / "mine" / "ideas.csv").write_text(table[1], "utf-8")
    result = project.run("import", "ideas.csv", folder=project.root / "mine")
    assert result.out == printed[1]
