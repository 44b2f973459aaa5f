"""The sheet itself: its words in the deck's language, its commands as they must be typed, the same bytes each time."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest

from deck.impose.instructions import INSTRUCTIONS
from tests.projects import Project

WORDS = {
    "fr": (
        "Calage du verso",
        "taille réelle",
        "sur le bord long",
        "→ vers la droite, +",
        "0,25°",
        "Point du verso ici",
    ),
    "en": (
        "Aligning the backs",
        "actual size",
        "on its long edge",
        "→ to the right, +",
        "0.25°",
        "The back’s dot here",
    ),
}


def words(file: Path, page: int) -> str:
    """The words of a page in reading order, as poppler finds them."""
    found = subprocess.run(["pdftotext", "-f", str(page), "-l", str(page), file, "-"], capture_output=True, check=True)
    return " ".join(found.stdout.decode().replace("\u202f", " ").split())


def sheet(project: Project, language: str, *options: str) -> Path:
    project.spoil("deck.yaml", "language: en", f"language: {language}")
    result = project.run("calibrate", *options)
    assert result.code == 0, result.err
    assert "output/calibration.pdf" in result.out
    return project.root / "output" / "calibration.pdf"


@pytest.mark.parametrize(
    ("language", "spoken"), [("fr", "fr"), ("fr-CA", "fr"), ("en", "en"), ("en-GB", "en"), ("eu", "en")]
)
def test_the_sheet_speaks_the_decks_language(project: Project, language: str, spoken: str) -> None:
    file = sheet(project, language)
    said = words(file, 1)
    for part in (*WORDS[spoken], "A4", "−10 −5 0 +5 +10", "→ +"):
        assert part in said
    assert said.count("↓") == 4  # at each target, and where the signs are told
    assert INSTRUCTIONS[spoken].verso[1] in words(file, 2)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_commands_on_the_sheet_can_be_typed(project: Project, language: str) -> None:
    said = words(sheet(project, language), 1)
    name = {"fr": "bureau", "en": "office"}[language]
    commands = (
        f"deck calibrate --printer {name} --shift 0.8mm,-0.4mm --turn 0.25deg",
        f"deck build --printer {name}",
        f"deck calibrate --printer {name}",
        "deck calibrate --flip short-edge",
    )
    for command in commands:
        assert command in said
        result = project.run(*shlex.split(command)[1:])
        assert result.code == 0, result.err


def test_a_corrected_sheet_says_so(project: Project) -> None:
    project.run("calibrate", "--printer", "bureau", "--shift", "0.8mm,-0.4mm", "--turn", "0.2deg")
    said = words(sheet(project, "fr", "--printer", "bureau"), 1)
    assert "corrigée pour « bureau » (X = 0,8 mm, Y = −0,4 mm, T = 0,2°)" in said


def test_the_sheet_follows_deck_and_options(project: Project) -> None:
    project.spoil("deck.yaml", "paper: A4", "paper: A3\noutputs:\n  sheets: {flip: short-edge}")
    project.run("calibrate")
    file = project.root / "output" / "calibration.pdf"
    assert "Paper: A3" in words(file, 1)
    assert "on its short edge" in words(file, 1)
    assert "deck calibrate --flip long-edge" in words(file, 1)
    project.run("calibrate", "--paper", "Letter", "--flip", "long-edge")
    assert "Paper: Letter" in words(file, 1)


def test_the_sheet_is_the_same_bytes(project: Project) -> None:
    file = sheet(project, "fr")
    first = file.read_bytes()
    project.run("calibrate")
    assert file.read_bytes() == first


def test_paper_that_is_too_small_is_told(project: Project) -> None:
    result = project.run("calibrate", "--paper", "100x150mm")
    assert result.code == 1
    assert "too small for the calibration sheet" in result.err


def test_every_language_says_the_same_things() -> None:
    french, *others = INSTRUCTIONS.values()
    for other in others:
        for mine, theirs in ((french.left, other.left), (french.right, other.right)):
            assert [len(step) for step in mine] == [len(step) for step in theirs]
