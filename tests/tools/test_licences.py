"""What comes along may come along: no GPL, nothing unknown, no bundled file without its licence."""

from __future__ import annotations

from pathlib import Path

import pytest
from licences import ROOT, bundled, judged, main, required


def test_all_that_comes_along_is_good(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    told = capsys.readouterr().out
    for name in ("reportlab", "uharfbuzz", "mdurl", "assets/fonts/", "assets/color/"):
        assert f"    {name} " in told


@pytest.mark.parametrize(
    ("said", "good"),
    [
        (["MIT"], True),
        (["MIT License"], True),
        (["Apache-2.0 OR BSD-2-Clause"], True),
        (["GPL-3.0-only OR MIT"], True),
        (["BSD-3-Clause AND MIT"], True),
        (["BSD-3-Clause AND GPL-2.0-only"], False),
        (["GPL-3.0-or-later"], False),
        (["AGPL-3.0-only"], False),
        (["GNU General Public License v2 or later (GPLv2+)", "MIT License"], False),
        (["A licence of our own"], False),
        ([], False),
    ],
)
def test_a_licence_is_judged(said: list[str], good: bool) -> None:
    assert judged("some-package", said).good is good


def test_what_others_need_is_looked_at_too() -> None:
    names = {entry.name.lower() for entry in required("deckpress[all]")}
    assert {"markdown-it-py", "mdurl", "pydantic_core", "h11"} <= names
    assert "pytest" not in names


def test_a_file_that_no_licence_covers_is_found(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    (tmp_path / "LICENSE").write_text("MIT")
    for name in ("deck/code.py", "deck/Some.ttf", "assets/fonts/Other.ttf"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"")
    bad = {entry.name for entry in bundled(tmp_path) if not entry.good}
    assert bad == {"deck/Some.ttf", "assets/fonts/Other.ttf"}
