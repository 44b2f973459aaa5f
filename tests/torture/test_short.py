"""The tortures that docs/torture.md tells of, a short part of each."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from torture.installations import lower_bounds

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(os.name != "posix", reason="signals, shells and disks of Unix")
@pytest.mark.parametrize("topic", ["interruptions", "load", "installations"])
def test_a_short_torture_does_no_harm(topic: str) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "torture", topic, "--short"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stdout + made.stderr
    assert " good " in made.stdout


def test_every_library_has_a_lowest_version() -> None:
    assert {"click", "reportlab", "openpyxl", "starlette"} <= {name for name, _ in lower_bounds()}
