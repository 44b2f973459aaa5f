"""Who sets a deck: deckpress with its cache in several states, and its peers, each as a command to be timed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path

from bench.generate import FORMER, edit_card
from bench.process import run

CACHE = "DECKPRESS_CACHE"
DECK = str(Path(sys.executable).with_name("deck"))
EDITED = (35, 3_500)  # cards of the decks that are built again after a word was changed
MOST_TYPST, MOST_OTHERS = 3_500, 350  # cards; Typst's fit loops would take tens of gigabytes for more
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LIMIT = 900.0  # seconds for one run


def nothing(number: int) -> None:
    """What most have to do before a run."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A command that sets a deck into *target*; *before* is called, untimed, before each run with its number."""

    name: str
    title: str
    command: tuple[str, ...]
    target: Path = Path()
    environment: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[int], None] = nothing
    most: int | None = None  # cards that it is given
    obstacle: str = ""  # why it cannot take part


def prepare(folder: Path, count: int, *, peers: bool) -> None:
    """Make a deck of *count* cards in *folder*, for *peers* too; in processes of their own, so that ours stays small.

    A process begins with the memory of the one that starts it on its account (getrusage(2)).
    """
    subprocess.run([sys.executable, "-m", "bench.generate", str(count), str(folder / "project")], check=True)
    if count <= MOST_TYPST:
        former = [sys.executable, "-m", "bench.generate", str(count), str(folder / "former"), str(FORMER)]
        subprocess.run(former, check=True)
    if peers:
        dumped = [sys.executable, "-m", "bench.dump", str(folder / "project"), str(folder / "peers")]
        subprocess.run(dumped, check=True)


def contenders(folder: Path, count: int, *, everything: bool) -> list[Contender]:
    """All that could set the deck in *folder*, in the order of the report; obstacles say what is not run."""
    found = [*_ours(folder, count), *_typst(folder), *_others(folder)]
    return [each if each.obstacle else _bounded(each, count, everything) for each in found]


def _bounded(contender: Contender, count: int, everything: bool) -> Contender:
    """The contender, kept from decks that would take it very long."""
    most = MOST_TYPST if everything and contender.most else contender.most
    if most is None or count <= most:
        return contender
    more = " without `--all`" if count <= MOST_TYPST else ""
    return replace(contender, obstacle=f"not run with more than {most:,} cards{more}")


def _ours(folder: Path, count: int) -> Iterator[Contender]:
    """``deck build`` with all that a cache may know: nothing, a former edition, the deck, all but a word."""
    project, edited, kept = folder / "project", folder / "edited", folder / "cache"
    former, renewed = folder / "former", folder / "renewed"

    def build(name: str, title: str, where: Path, cache: str, before: Callable[[int], None]) -> Contender:
        target = folder / f"{name}.pdf"
        command = (DECK, "-C", str(where), "build", "-o", str(target))
        return Contender(name, f"`deck build`, {title}", command, target, {CACHE: cache}, before)

    def forget(number: int) -> None:
        shutil.rmtree(kept, ignore_errors=True)

    def edit(number: int) -> None:
        if not edited.exists():
            shutil.copytree(project, edited)
            run(changed.command, changed.environment, LIMIT)
        edit_card(edited, number)

    def renew(number: int) -> None:
        if not renewed.exists():
            shutil.copytree(former, renewed)
            run(new.command, new.environment, LIMIT)
            (renewed / "cache").rename(renewed / "saved")
            shutil.rmtree(renewed / "cards")
            shutil.copytree(project / "cards", renewed / "cards")
        shutil.rmtree(renewed / "cache", ignore_errors=True)
        shutil.copytree(renewed / "saved", renewed / "cache")

    new = build("deck-new", "every card new", renewed, f"{renewed}/cache", renew)
    changed = build("deck-edited", "a word changed since", edited, f"{edited}/cache", edit)
    yield build("deck-off", "no cache", project, "off", nothing)
    yield build("deck-empty", "cache empty", project, str(kept), forget)
    if count <= MOST_TYPST:
        yield new
    yield build("deck-warm", "the same deck again", project, str(kept), nothing)
    if count in EDITED:
        yield changed


def _typst(folder: Path) -> Iterator[Contender]:
    missing = "" if find_spec("typst") else "not installed (`pip install typst`)"
    for template, title in (
        ("typst_fixed", "a fixed size"),
        ("typst_fit", "a size for each card, trials guessed"),
        ("typst_bisect", "a size for each card, bisection"),
        ("typst_deck", "one size for the deck"),
    ):
        target = folder / f"{template}.pdf"
        command = (sys.executable, "-m", "bench.peers.run_typst", template, f"{folder}/peers/deck.json", str(target))
        yield Contender(template, f"Typst, {title}", command, target, most=MOST_TYPST, obstacle=missing)


def _others(folder: Path) -> Iterator[Contender]:
    peers = folder / "peers"

    def other(name: str, title: str, target: Path, missing: str, *command: str) -> Contender:
        return Contender(name, title, command, target, most=MOST_OTHERS, obstacle=missing)

    target = folder / "reportlab.pdf"
    shrink = (sys.executable, "-m", "bench.peers.reportlab_shrink", f"{peers}/deck.json", str(target))
    yield other("reportlab", "ReportLab, Paragraph and KeepInFrame", target, "", *shrink)
    target = folder / "weasyprint.pdf"
    missing = "" if find_spec("weasyprint") else "not installed (`pip install weasyprint`)"
    page = (sys.executable, "-m", "weasyprint", "-q", f"{peers}/deck.html", str(target))
    yield other("weasyprint", "WeasyPrint, a fixed size", target, missing, *page)
    target, program = folder / "chromium.pdf", browser()
    missing = "" if program else "not installed (Debian: `apt-get install chromium`)"
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    printed = (program, *flags, f"--print-to-pdf={target}", (peers / "fit.html").as_uri())
    yield other("chromium", "Chromium, a size for each card, bisection", target, missing, *printed)


def browser() -> str:
    """The name of the first browser that is installed, or an empty string."""
    return next((name for name in BROWSERS if shutil.which(name)), "")


def bare() -> list[Contender]:
    """What a process costs before it does anything."""
    missing = "" if find_spec("typst") else "not installed"
    return [
        Contender("version", "`deck --version`", (DECK, "--version")),
        Contender("pass", "`python -c pass`", (sys.executable, "-c", "pass")),
        Contender("import", "`python -c 'import typst'`", (sys.executable, "-c", "import typst"), obstacle=missing),
    ]
