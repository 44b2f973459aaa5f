"""The guard itself: it lets a good build pass, and stops whoever reads, writes or asks elsewhere."""

from __future__ import annotations

import pytest

from tests.hostile import confined as guard
from tests.hostile.confined import LEFT, READ, WROTE, confined, secret_of
from tests.projects import Project


@pytest.mark.parametrize("output", ["sheets", "cards", "screen", "cutter", "tts"])
def test_a_good_deck_asks_nobody_and_writes_into_its_folder_alone(project: Project, output: str) -> None:
    secret_of(project)
    before = {file.name for file in project.root.parent.iterdir()}
    result = confined(project, "build", output, "--jobs", "1")
    assert (result.code, result.err) == (0, "")
    assert {file.name for file in project.root.parent.iterdir()} == before | {"scratch"}


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        ("import socket; socket.create_connection(('127.0.0.1', 9))", LEFT),
        ("import urllib.request; urllib.request.urlopen('http://localhost:9/')", LEFT),
        ("import subprocess; subprocess.run(['true'])", LEFT),
        ("open(secret).read()", READ),
        ("open(root + '/../elsewhere.txt', 'w')", WROTE),
    ],
)
def test_the_guard_sees_what_must_not_be(
    project: Project, monkeypatch: pytest.MonkeyPatch, deed: str, code: int
) -> None:
    monkeypatch.setattr(guard, "GUARD", guard.GUARD.replace("main()\n", f"{deed}\n"))
    assert confined(project, "build").code == code
