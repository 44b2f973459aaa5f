"""python -m torture fuzz: coverage-guided fuzzing of every reader; what it finds lies in torture/found."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import click

from torture.fuzz_targets import TARGETS

HERE = Path(__file__).parent
CORPUS, FOUND = HERE / "fuzz_corpus", HERE / "found"
LONGEST = 8192  # bytes of an input; what great size does is asked in tests/hostile
PATIENCE, MEMORY = 20, 2048  # seconds and MB of one input
INSTALL = 'Install what fuzzes:  pip install -e ".[torture]"  (it needs Linux or macOS).'


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one target: how many inputs it took, and what was found."""

    target: str
    inputs: int
    found: tuple[str, ...]


@click.command()
@click.option("--seconds", default=60, show_default=True, help="How long each target is fuzzed.")
@click.option("--only", "chosen", multiple=True, type=click.Choice(list(TARGETS)), help="This target (repeatable).")
def command(seconds: int, chosen: tuple[str, ...]) -> None:
    """Give every reader bytes of all kinds, led by what they reach in the code."""
    if importlib.util.find_spec("atheris") is None:
        raise click.ClickException(INSTALL)
    outcomes: list[Outcome] = []
    for target in chosen or TARGETS:
        outcomes.append(outcome := _fuzzed(target, seconds))
        click.echo(f"{target:10} {outcome.inputs:>10,} inputs  {', '.join(outcome.found) or 'nothing found'}")
    click.echo(f"{'together':10} {sum(outcome.inputs for outcome in outcomes):>10,} inputs")
    if any(outcome.found for outcome in outcomes):
        raise click.ClickException(f"What was found lies in {FOUND}: make a test of it, and mend it.")


def _fuzzed(target: str, seconds: int) -> Outcome:
    """Fuzz one target in a process of its own, beginning with the kept inputs."""
    before = _kept(target)
    with tempfile.TemporaryDirectory(prefix="deckpress-fuzz-") as folder:
        new = Path(folder) / "new"
        new.mkdir()
        limits = [f"-max_total_time={seconds}", f"-timeout={PATIENCE}", f"-rss_limit_mb={MEMORY}"]
        kept = [f"-max_len={LONGEST}", f"-artifact_prefix={FOUND}/{target}-", "-print_final_stats=1", "-verbosity=0"]
        FOUND.mkdir(exist_ok=True)
        run = [sys.executable, "-m", "torture.fuzz_one", target, str(FOUND), *limits, *kept, str(new)]
        away = {**os.environ, "DECKPRESS_CACHE": "off", "PYTHONWARNINGS": "ignore"}
        done = subprocess.run(
            [*run, str(CORPUS / target)], cwd=HERE.parent, env=away, capture_output=True, text=True, errors="replace"
        )
    counted = re.search(r"number_of_executed_units:\s*(\d+)", done.stderr)
    found = sorted(_kept(target) - before)
    if done.returncode and not found:
        found = [f"ended with {done.returncode}: {done.stderr[-400:]}"]
    return Outcome(target, int(counted[1]) if counted else 0, tuple(found))


def _kept(target: str) -> set[str]:
    return {file.name for file in FOUND.glob(f"{target}-*") if file.suffix != ".txt"}
