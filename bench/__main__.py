"""Measure whole processes and what happens inside one, and write bench/RESULTS.md:  make bench."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from deck import __version__

RUNS = 5
RESULTS = Path(__file__).with_name("RESULTS.md")
PACKAGES = ("reportlab", "uharfbuzz", "pydantic", "pillow", "PyYAML", "svgelements")


@dataclass(frozen=True, slots=True)
class Measure:
    """The runs of one command: milliseconds of each, and the largest resident memory (MB)."""

    milliseconds: tuple[float, ...]
    megabytes: float

    @property
    def median(self) -> float:
        """The middle one of the runs."""
        return median(self.milliseconds)


def run(command: list[str]) -> tuple[float, float, str]:
    """Milliseconds, peak resident megabytes and output of one process."""
    started = perf_counter()
    process = subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout as pipe:
        output = pipe.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    took = (perf_counter() - started) * 1000
    if process.returncode:
        sys.exit(f"{' '.join(command[:3])} ended with {process.returncode}; nothing was measured.")
    unit = 1 if sys.platform == "darwin" else 1024  # getrusage(2): bytes on macOS, kilobytes elsewhere
    return took, usage.ru_maxrss * unit / 1e6, output


def measure(commands: dict[str, list[str]]) -> dict[str, Measure]:
    """Each command once unmeasured, then all in turn, RUNS times."""
    for command in commands.values():
        run(command)
    rounds = [{name: run(command)[:2] for name, command in commands.items()} for _ in range(RUNS)]
    return {
        name: Measure(tuple(each[name][0] for each in rounds), max(each[name][1] for each in rounds))
        for name in commands
    }


def machine() -> str:
    """Cores, processor, Python and packages; nothing that names the machine."""
    info = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*:\s*(.+)$", info.read_text(), re.MULTILINE) if info.is_file() else None
    model = found[1] if found else platform.machine()
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"{os.cpu_count()} cores ({model}), {platform.system()}, Python {platform.python_version()}; {packages}."


def report(measures: dict[str, Measure], inside: dict[str, Any], peer_size: str) -> str:
    """The figures as Markdown."""
    deck, peer, start = measures["deck"], measures["peer"], measures["start"]
    cards = inside["cards"]

    def inner(name: str) -> str:
        typeset, draw = inside[name]["typeset"] / cards, inside[name]["draw"] / cards
        return f"{typeset:.2f} | {draw:.2f} | {typeset + draw:.2f}"

    def outer(each: Measure) -> str:
        runs = f"{min(each.milliseconds):.0f} to {max(each.milliseconds):.0f}"
        return f"{each.median:.0f} | {runs} | {each.megabytes:.0f} | {each.median / deck.median:.2f}"

    return f"""# Measurements

Written by `make bench`. deckpress {__version__} on {machine()}

## The whole process: {cards} cards

Median of {RUNS} runs, taken in turn, after one that is not counted; memory is the largest resident set.

| | ms | from … to | MB | time against `deck build` |
|---|---|---|---|---|
| `deck build`: fronts, backs, pictograms, sheets, PDF/X-4 | {outer(deck)} |
| peer: ReportLab's Paragraph and KeepInFrame | {outer(peer)} |
| `deck --version`: the process alone | {outer(start)} |

The peer sets the backs' texts only, one a page, at one size for the whole deck found by bisection ({peer_size} pt):
no fronts, no pictograms, no sheets, no press colours (`bench/peer.py`).

## Inside one process: ms a card

Cold: no word has been measured yet. Warm: the same deck again in the same process.

| | typeset | compose, impose, render | together |
|---|---|---|---|
| cold | {inner("cold")} |
| warm | {inner("warm")} |

Reading, for the whole deck: the words {inside["read"]["words"]:.0f} ms, the pictograms {inside["read"]["art"]:.0f} ms.
"""


def main() -> None:
    """Measure, print and write the report."""
    with tempfile.TemporaryDirectory() as folder:
        peer = ["-m", "bench.peer", f"{folder}/peer.pdf"]
        command = "import sys; from deck.cli import main; main()"
        commands = {
            "deck": ["-c", command, "build", "-o", f"{folder}/deck.pdf"],
            "peer": peer,
            "start": ["-c", command, "--version"],
        }
        measures = measure(commands)
        inside = json.loads(run(["-m", "bench.inside"])[2])
        text = report(measures, inside, run(peer)[2].strip())
    RESULTS.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
