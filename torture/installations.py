"""python -m torture installations: other Pythons, the oldest libraries allowed, odd homes, languages and terminals."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from torture import _ground as ground
from torture._ground import ROOT, Row

VERSIONS = ("3.11", "3.12", "3.13", "3.14")
OLD = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
SURROUNDINGS: dict[str, dict[str, str]] = {
    "no language (LC_ALL=C, PYTHONUTF8=0)": OLD,
    "a terminal that knows only ASCII": {"PYTHONIOENCODING": "ascii"},
    "a terminal of old Windows (cp850)": {"PYTHONIOENCODING": "cp850"},
    "a terminal of UTF-16": {"PYTHONIOENCODING": "utf-16"},
    "a home that is not there": {"HOME": "/nowhere/at/all", "XDG_CACHE_HOME": "", "XDG_CONFIG_HOME": ""},
    "a terminal three columns wide": {"COLUMNS": "3"},
}
COMMANDS = (("--help",), ("list",), ("check",), ("icons",), ("layouts", "--no-sheet"), ("outputs",), ("build",))
STREAMS = {  # what a shell does: closed input, output or errors, a full device, a reader that goes
    "no input": "{deck} {arguments} <&-",
    "no output": "{deck} {arguments} >&-",
    "no errors": "{deck} {arguments} 2>&-",
    "neither input nor output nor errors": "{deck} {arguments} <&- >&- 2>&-",
    "an output that is full": "{deck} {arguments} >/dev/full",
    "a reader that goes after a line": "{deck} {arguments} | head -1",
    "a reader that goes at once": "{deck} {arguments} | true",
}


@click.command()
@click.option("--short", is_flag=True, help="Without other Pythons and other libraries.")
@click.option("--page", is_flag=True, help="Enter what happened into docs/torture.md.")
def command(short: bool, page: bool) -> None:
    """Install and run the tool where it is not at home."""
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        if ground.tell("installations", trials(Path(folder).resolve(), short), page):
            raise SystemExit(1)


def trials(base: Path, short: bool) -> Iterator[Row]:
    """Everything that is tried, one after the other."""
    root = ground.make_deck(base / "deck")
    for name, surroundings in SURROUNDINGS.items():
        yield surrounded(root, name, surroundings)
    if os.name == "posix":
        for name, shell in STREAMS.items():
            if "/dev/full" not in shell or Path("/dev/full").exists():  # which Linux has
                yield streamed(root, name, shell)
        yield without_a_home(base / "homeless")
    yield oddly_named(base)
    if not short:
        usual = base / "usual.pdf"
        ground.run("build", "-o", str(usual), folder=ROOT)
        yield from other_pythons(base, usual.read_bytes())


def surrounded(root: Path, name: str, more: Mapping[str, str]) -> Row:
    """Every command in other surroundings."""
    bad = []
    for arguments in COMMANDS:
        made = ground.run(*arguments, folder=root, **more)
        if made.returncode or ground.told_badly(made.stdout + made.stderr):
            bad.append(f"deck {' '.join(arguments)}: {made.returncode} {made.stderr[-300:]}")
    return Row(name, len(COMMANDS), "as ever", tuple(bad))


def streamed(root: Path, name: str, shell: str) -> Row:
    """Every command, and *deck new*, with a stream that is not as it should be."""
    bad, deck = [], f"'{sys.executable}' -m deck"
    for arguments in (*COMMANDS, ("new", "fresh")):
        shutil.rmtree(root / "fresh", ignore_errors=True)
        line = shell.format(deck=deck, arguments=" ".join(arguments))
        made = subprocess.run(
            ["sh", "-c", line], cwd=root, env=ground.environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        if made.returncode not in (0, 1) or ground.told_badly(made.stdout + made.stderr):
            bad.append(f"{line}: {made.returncode} {made.stderr[-300:]}")
        if arguments[0] == "build" and not (root / ground.PDF).is_file():
            bad.append(f"{line}: no PDF")
    return Row(f"a shell that gives {name}", len(COMMANDS) + 1, "the work is done, nothing odd is said", tuple(bad))


def without_a_home(base: Path) -> Row:
    """A user of whom the system knows no home, and a home that may not be written: nothing is strewn about."""
    root, bad = ground.make_deck(base / "deck"), []
    home = base / "home"
    home.mkdir(mode=0o555)
    before = set(root.iterdir()) | {root / "output"}
    for surroundings in ({"HOME": ""}, {"HOME": "~"}, {"HOME": str(home)}):
        made = ground.run("build", folder=root, XDG_CACHE_HOME="", XDG_CONFIG_HOME="", **surroundings)
        if made.returncode or made.stderr or set(root.iterdir()) - before:
            bad.append(f"{surroundings}: {made.stderr[-200:]} {set(root.iterdir()) - before}")
    return Row("a user without a home, a home that may not be written", 3, "built, without a cache", tuple(bad))


def oddly_named(base: Path) -> Row:
    """Folders with spaces, accents (composed or not), signs and a great length."""
    names = (
        "Mes cartes d'été",
        "Mes cartes d'e\u0301te\u0301",
        "a;b&c$(d)`e`",
        "卡片 🂡",
        "x" * 120,
        " lead and trail ",
        "-o",
    )
    bad = []
    for name in names:
        root = ground.make_deck(base / name)
        for arguments in (("check",), ("build",), ("build", "mpc")):
            made = ground.run(*arguments, folder=root)
            if made.returncode or ground.told_badly(made.stderr):
                bad.append(f"{name}: {made.stderr[-300:]}")
    return Row("folders with spaces, accents, signs, long names", len(names), "built", tuple(bad))


def other_pythons(base: Path, usual: bytes) -> Iterator[Row]:
    """The wheel, and the wheel made of the sdist, on each Python that is here; the lowest libraries on the first."""
    made = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(base / "dist"), str(ROOT)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    wheels = list((base / "dist").glob("deckpress-*.whl"))
    if not wheels:
        yield Row("the wheel", 1, "", (made.stderr[-500:],))
        return
    lowest = base / "lowest.txt"
    lowest.write_text("\n".join(f"{name}=={version}" for name, version in lower_bounds()) + "\n")
    yield installed(
        base / "lowest", sys.executable, wheels[0], usual, "the lowest libraries allowed", ("-c", str(lowest))
    )
    for version in VERSIONS:
        python = shutil.which(f"python{version}")
        if python is None or subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode:
            yield Row(f"Python {version}", 0, "not on this machine: not tried")
        else:
            yield installed(base / version, python, wheels[0], usual, f"Python {version}, the newest libraries", ())


def lower_bounds() -> Iterator[tuple[str, str]]:
    """The lowest version of each library that pyproject.toml allows."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    for line in (*project["dependencies"], *extras["preview"], *extras["tables"]):
        match = re.match(r"([\w.-]+)>=([\d.]+)", line)
        if match is None:
            raise click.ClickException(f"pyproject.toml names no lowest version in {line!r}.")
        yield match[1], match[2]


def installed(place: Path, python: str, wheel: Path, usual: bytes, name: str, more: tuple[str, ...]) -> Row:
    """Install the wheel in a fresh environment, with a space and an accent in its path, and build the first deck."""
    home = place.with_name(f"{place.name} à part")
    steps = (
        [python, "-m", "venv", str(home)],
        [str(home / "bin/python"), "-m", "pip", "install", "--quiet", *more, f"{wheel}[all]"],
        [str(home / "bin/deck"), "-C", str(ROOT), "build", "-o", str(home / "deck.pdf")],
        [str(home / "bin/python"), "-c", "import deck.preview.run, deck.tables.xlsx"],
    )
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    for step in steps:
        made = subprocess.run(step, capture_output=True, text=True, check=False, cwd=home.parent, env=clean)
        if made.returncode:
            return Row(name, 1, "", (f"{' '.join(step[:4])}: {made.stderr[-500:]}",))
    same = (home / "deck.pdf").read_bytes() == usual
    return Row(name, 1, "the same PDF, byte for byte", () if same else ("the PDF differs",))
