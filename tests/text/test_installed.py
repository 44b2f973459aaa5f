"""The fonts that are installed: where they are looked for, how they are found, and that changes are seen."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from deck.text import installed as module
from deck.text.installed import folders, installed
from tests.foundry import cast, saved


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of this computer's fonts."""
    monkeypatch.setenv("DECKPRESS_FONTS", str(tmp_path))
    return tmp_path


def test_none_are_found_when_none_are_wanted() -> None:
    assert installed().faces == []
    assert installed().family("Noto Sans") == {}


def test_a_family_is_found_by_its_name_in_folders_within_folders(shelf: Path) -> None:
    regular = saved(cast("Gothic One"), shelf / "a" / "b" / "g.ttf")
    bold = saved(cast("Gothic One", "Bold", weight=700), shelf / "gb.ttf")
    (shelf / "broken.ttf").write_bytes(b"\0\1\0\0junk")
    (shelf / "g.txt").write_text("no font")
    assert {name: face.file for name, face in installed().family("gothic one").items()} == {
        "regular": regular,
        "bold": bold,
    }
    assert installed().names() == ["Gothic One"]


def test_what_changes_is_seen(shelf: Path) -> None:
    assert installed().names() == []
    file = saved(cast("One"), shelf / "x.ttf")
    assert installed().names() == ["One"]
    saved(cast("Another"), file)
    os.utime(file, (1, 1))
    assert installed().names() == ["Another"]
    file.unlink()
    assert installed().names() == []


def test_files_are_not_read_again_while_they_stay_the_same(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(cast("Kept"), shelf / "x.ttf")
    first = installed().faces

    def refuse(file: Path) -> None:
        raise AssertionError(f"{file} is read again")

    module._installed.cache_clear()  # as in another run
    monkeypatch.setattr(module, "facts_of", refuse)
    assert installed().faces == first


def test_a_font_that_has_a_character_is_found_the_best_first(shelf: Path) -> None:
    saved(cast("Aardvark", signs="☃☂"), shelf / "a.ttf")
    saved(cast("Noto Sans Symbols", signs="☃"), shelf / "n.ttf")
    saved(cast("Wanted", signs="☃"), shelf / "w.ttf")
    saved(cast("Forbidden", signs="☃☂✈", licence=2), shelf / "f.ttf")
    here = installed()
    found = [here.having("☃", "Wanted"), here.having("☃"), here.having("☃☂", "Wanted"), here.having("✈")]
    assert [face and face.family for face in found] == ["Wanted", "Noto Sans Symbols", "Aardvark", None]


def test_looking_takes_no_longer_than_it_may(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(cast("One", signs="☃"), shelf / "x.ttf")
    assert installed(patience=-1).faces == []
    assert [face.family for face in installed(patience=60).faces] == ["One"]
    monkeypatch.setattr(module, "PATIENCE", -1)
    assert installed(patience=60).having("☃") is None


@pytest.mark.parametrize(
    ("platform", "wanted"),
    [("linux", "/usr/share/fonts"), ("darwin", "/System/Library/Fonts"), ("win32", "C:\\Windows/Fonts")],
)
def test_each_system_keeps_its_fonts_in_its_own_places(
    platform: str, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DECKPRESS_FONTS", "XDG_DATA_DIRS", "WINDIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    assert Path(wanted) in folders()
    assert any(folder.is_relative_to(Path.home()) for folder in folders())


def test_what_fontconfig_knows_of_is_found_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = saved(cast("Elsewhere"), tmp_path / "far" / "e.ttf")
    command = tmp_path / "fc-list"
    command.write_text(f"#!/bin/sh\necho {file}\necho {tmp_path}/gone.ttf\necho {tmp_path}/other.pfb\n")
    command.chmod(0o755)
    monkeypatch.delenv("DECKPRESS_FONTS")
    monkeypatch.setattr(module, "folders", lambda: [tmp_path / "none"])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert [face.family for face in installed().faces] == ["Elsewhere"]
    command.unlink()
    assert installed().faces == []
