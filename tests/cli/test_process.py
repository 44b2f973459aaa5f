"""The command as a process: its exit codes, a disk that takes no word of it, signals that come while others begin."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

DECK = [sys.executable, "-m", "deck"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--version"], 0, "deckpress, version"),
        (["build"], 1, "no deck.yaml"),
        (["bild"], 2, 'command "bild"'),
    ],
)
def test_the_process_ends_with_the_code_of_the_command(
    tmp_path: Path, arguments: list[str], code: int, told: str
) -> None:
    ran = subprocess.run([*DECK, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == code
    assert told.lower() in (ran.stdout + ran.stderr).lower()  # it leaves without taking itself apart, but says all


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_what_cannot_be_said_is_no_success() -> None:
    with Path("/dev/full").open("w") as full:
        assert subprocess.run([*DECK, "--help"], stdout=full, stderr=subprocess.DEVNULL, check=False).returncode != 0


MEANWHILE = """
import os, signal
from deck.ending import undisturbed
came = []
signal.signal(signal.SIGTERM, lambda number, frame: came.append(number))
with undisturbed():
    os.kill(os.getpid(), signal.SIGTERM)
    assert came == [], "it came at once"
assert came == [signal.SIGTERM], "it never came"
"""


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="Windows has no such signals")
def test_a_signal_that_comes_meanwhile_is_delivered_afterwards() -> None:
    # In a process of its own: like the one that forks, it has no thread that could take the signal in its stead.
    ran = subprocess.run([sys.executable, "-c", MEANWHILE], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
