"""Printers by name: stored, listed, replaced, refused; what is typed wrong is told in plain words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deck.impose.duplex import Drift
from deck.printers import printers_file, to_shift, to_turn, told
from deck.units import MM
from tests.projects import JARGON, Project


def test_a_printer_is_kept_and_found(project: Project, settings: Path) -> None:
    stored = project.run("calibrate", "--printer", "bureau", "--shift", "0.8mm,-0.4mm", "--turn", "0.2deg")
    assert stored.code == 0, stored.err
    assert "deck build --printer bureau" in stored.out
    kept = json.loads((settings / "printers.json").read_text("utf-8"))
    assert kept == {"bureau": {"shift_mm": [0.8, -0.4], "turn_degrees": 0.2}}
    assert "bureau" in project.run("calibrate", "--list").out
    assert "--shift 0.8mm,-0.4mm --turn 0.2deg" in project.run("calibrate", "--list").out


def test_several_printers_one_file(project: Project, settings: Path) -> None:
    for name, shift in (("salle 2", "1mm,1mm"), ("bureau", "2mm,2mm"), ("École", "0mm,0.1in"), ("bureau", "3mm,0mm")):
        assert project.run("calibrate", "--printer", name, "--shift", shift).code == 0
    lines = project.run("calibrate", "--list").out.splitlines()
    assert [line.split("  ")[0] for line in lines[:3]] == ["bureau", "salle 2", "École"]
    assert lines[0].endswith("--shift 3mm,0mm")
    assert lines[2].endswith("--shift 0mm,2.54mm")
    assert {file.name for file in settings.iterdir()} == {"printers.json", "printers.lock"}  # nothing half-written


@pytest.mark.parametrize(
    "option", [("--shift", "-0.4mm,0.2mm"), ("--shift=-0.4mm,0.2mm",), ("--shift", "−0,4mm;+0,2 mm")]
)
def test_values_may_begin_with_a_minus(project: Project, option: tuple[str, ...]) -> None:
    result = project.run("calibrate", "--printer", "bureau", *option, "--turn", "-0.5deg")
    assert result.code == 0, result.err
    assert "--shift -0.4mm,0.2mm --turn -0.5deg" in result.out


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("--shift", "0.8,-0.4"), "is not a shift"),
        (("--shift", "0,8mm"), "is not a shift"),  # half of a French number is no pair
        (("--shift", "0.8mm"), "is not a shift"),
        (("--shift", "nanmm,infmm"), "is not a shift"),
        (("--shift", "10.1mm,0mm"), "10 mm at most"),
        (("--shift", "0mm,-2cm"), "10 mm at most"),
        (("--shift", "1mm,1mm", "--turn", "0.2"), "is not a turn"),
        (("--shift", "1mm,1mm", "--turn", "-3.5deg"), "3 degrees at most"),
        (("--turn", "1deg"), "A turn goes with a shift"),
    ],
)
def test_what_is_typed_wrong_is_told(project: Project, settings: Path, typed: tuple[str, ...], said: str) -> None:
    result = project.run("calibrate", "--printer", "bureau", *typed)
    assert result.code == 2
    assert said in " ".join(result.err.split())
    assert not JARGON.search(result.err.partition("Error:")[2])
    assert not settings.exists()


def test_a_shift_needs_a_printer_with_a_name(project: Project) -> None:
    assert "--printer NAME" in project.run("calibrate", "--shift", "1mm,1mm").err
    for name in ("", "  ", "a\nb", "x" * 61):
        assert project.run("calibrate", "--printer", name, "--shift", "1mm,1mm").code == 2


def test_an_unknown_printer_stops_the_build(project: Project) -> None:
    first = project.run("build", "--printer", "bureau")
    assert first.code == 1
    assert "deck calibrate" in first.err
    project.run("calibrate", "--printer", "Bureau", "--shift", "1mm,1mm")
    for command in (("build",), ("check",), ("calibrate",)):
        result = project.run(*command, "--printer", "bureua")
        assert result.code == 1
        assert 'No printer called "bureua"' in result.err
        assert 'Did you mean "Bureau"?' in result.err
    assert not (project.root / "output").exists()


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "[]",
        "{",
        '{"bureau": 3}',
        '{"bureau": {"shift_mm": [1], "turn_degrees": 0}}',
        "\xff",
        '{"bureau": {"shift_mm": [1, NaN], "turn_degrees": 0}}',
        '{"a": {"shift_mm": ["x", 1], "turn_degrees": 0}}',
    ],
)
def test_a_damaged_file_is_told_and_kept(project: Project, settings: Path, damage: str) -> None:
    settings.mkdir()
    file = settings / "printers.json"
    file.write_bytes(damage.encode("latin-1"))
    for command in (("--list",), ("--printer", "x", "--shift", "1mm,1mm")):
        result = project.run("calibrate", *command)
        assert result.code == 1
        assert str(file) in result.err
        assert file.read_bytes() == damage.encode("latin-1")


def test_a_folder_that_cannot_be_written_is_told(project: Project, settings: Path) -> None:
    settings.write_text("a file, not a folder")
    result = project.run("calibrate", "--printer", "x", "--shift", "1mm,1mm")
    assert result.code == 1
    assert "printers.json" in result.err


def test_outputs_without_sheets_say_that_nothing_changes(project: Project) -> None:
    project.run("calibrate", "--printer", "bureau", "--shift", "1mm,1mm")
    assert "changes nothing" in project.run("build", "cards", "--printer", "bureau").err


def test_the_file_lies_with_the_users_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DECKPRESS_CONFIG", raising=False)
    assert printers_file().name == "printers.json"
    assert "deckpress" in str(printers_file().parent)


@given(st.integers(-1000, 1000), st.integers(-1000, 1000), st.integers(-300, 300))
def test_what_is_told_can_be_typed(right: int, down: int, turn: int) -> None:
    drift = Drift(right / 100 * MM, down / 100 * MM, turn / 100)
    words = told(drift).split()
    assert to_shift(words[1]) == pytest.approx((drift.right, drift.down), abs=1e-3)
    assert (to_turn(words[3]) if len(words) > 2 else 0.0) == pytest.approx(drift.turn)
