"""The command as a process of its own: terminals that lack letters, pipes, no terminal at all."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.projects import PDF, Project

COMMAND = (sys.executable, "-c", "from deck.cli import main; main()")
ROOT = Path(__file__).parents[2]


def deck(project: Project, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run ``deck`` in the project's folder as a process without a terminal."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "HOME") if name in os.environ}
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=project.root,
        env={**kept, "PYTHONPATH": str(ROOT), "DECKPRESS_CACHE": "off", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    "environment",
    [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp1252"}],
    ids=lambda environment: "-".join(environment.values()),
)
def test_a_terminal_that_lacks_letters(project: Project, environment: dict[str, str]) -> None:
    project.spoil("deck.yaml", "title: Small deck", "title: Le «petit» jeu — 卡片")
    project.spoil("cards/B.yaml", "title: Coworking", "title: Café 車 … €")
    result = deck(project, "build", **environment)
    assert result.returncode == 1, result.stderr
    assert b"cards/B.yaml, line 3: the typeface NotoSans-CondensedBold has no " in result.stderr
    assert b"Traceback" not in result.stderr
    project.spoil("cards/B.yaml", "title: Café 車 … €", "title: Café … €")
    built = deck(project, "build", **environment)
    assert (built.returncode, built.stderr) == (0, b"")
    assert b"le-petit-jeu-" in built.stdout


def test_a_computer_that_lacks_letters_in_names_of_files(project: Project) -> None:
    project.spoil("deck.yaml", "title: Small deck", "title: 卡片")
    old = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    result = deck(project, "build", **old)
    if result.returncode:  # else the system knows better
        assert result.returncode == 1
        assert b"holds letters that this computer's settings do not allow" in result.stderr
        assert b"deck build -o deck.pdf" in result.stderr
    assert deck(project, "build", "-o", "deck.pdf", **old).returncode == 0


def test_without_a_terminal_there_is_no_bar_no_question_and_no_colour(project: Project) -> None:
    result = deck(project, "build", "--copies", "90")
    assert (result.returncode, result.stderr) == (0, b"")
    assert re.search(rb"on 45 sheets of A4", result.stdout)
    assert b"\x1b" not in result.stdout
    assert b"\r" not in result.stdout.replace(os.linesep.encode(), b"\n")
    assert (project.root / PDF).read_bytes().startswith(b"%PDF")


@pytest.mark.skipif(os.name != "posix", reason="signals and pseudo-terminals of Unix")
def test_on_a_terminal_a_long_build_shows_a_bar(project: Project) -> None:
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    arguments = [*COMMAND, "build", "--copies", "90"]
    with subprocess.Popen(
        arguments, cwd=project.root, env=environment, stderr=theirs, stdout=subprocess.PIPE
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while chunk := os.read(ours, 4096):
                shown += chunk
        except OSError:  # the other end is closed
            pass
        assert process.wait() == 0
    os.close(ours)
    assert b"Drawing" in shown


def test_both_names_of_the_command_are_one(project: Project) -> None:
    for name in ("deck", "deckpress"):
        script = Path(sys.executable).with_name(name)
        if script.exists():
            result: Any = subprocess.run([script, "--version"], capture_output=True, check=False)
            assert result.stdout.startswith(b"deckpress, version ")


@pytest.mark.skipif(os.name != "posix", reason="pipes close otherwise on Windows")
def test_a_reader_that_has_seen_enough(project: Project) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    cards = "".join(f"  - {{title: Card {number}, description: text}}\n" for number in range(300))
    project.write("cards/C.yaml", f"category: A\ncards:\n{cards}")
    with subprocess.Popen(
        [*COMMAND, "list"], cwd=project.root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
        assert process.wait() in (0, 1)
