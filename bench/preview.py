"""Measure the preview in a browser, and write bench/PREVIEW.md:  python -m bench.preview  (needs chromium).

Times are those of the page itself: a picture counts once it is decoded and a frame with it has been asked for.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).with_name("PREVIEW.md")
EDITS, FEW, STARTS = 21, 5, 5
MANY = 1000  # cards
SLOW_FRAME = 50.0  # milliseconds; beyond it a hand notices

WATCH = """([card, side]) => {
    const element = [...document.querySelectorAll('.card')].find((element) => element.card.id === card).card;
    element.flip(side === 'back');
    window.shown = [];
    const note = () => window.shown.push(performance.timeOrigin + performance.now());
    const watched = { attributes: true, attributeFilter: ['data-digest'] };
    new MutationObserver(() => requestAnimationFrame(note)).observe(element[side], watched);
}"""
COMPLETE = """(count) => new Promise((resolve) => {
    const look = () => {
        const done = [...document.querySelectorAll('.card .front img')].filter((image) => image.dataset.digest).length;
        if (done >= count) resolve(performance.timeOrigin + performance.now());
        else requestAnimationFrame(look);
    };
    look();
})"""
SCROLL = """() => new Promise((resolve) => {
    const frames = [];
    let last = performance.now();
    const step = (now) => {
        frames.push(now - last);
        last = now;
        scrollBy(0, 60);
        if (scrollY + innerHeight >= document.documentElement.scrollHeight - 2) resolve(frames.slice(2));
        else requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
})"""


@dataclass(frozen=True, slots=True)
class Started:
    """A preview in a process of its own: its page's address, when it was started and when it told the address."""

    address: str
    launched: float
    ready: float


@contextmanager
def preview(root: Path) -> Iterator[Started]:
    """A preview of the project *root*."""
    launched = time.time()
    command = [sys.executable, "-c", "from deck.cli import main; main()", "-C", str(root), "preview", "--no-browser"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    address = next(line.strip() for line in process.stdout if line.startswith("http://"))
    try:
        yield Started(address, launched, time.time())
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def browser() -> Iterator[Page]:
    """An empty page of a warm browser."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        sys.exit("chromium is not installed; nothing was measured.")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = running.new_page(viewport={"width": 1300, "height": 900})
        page.goto("about:blank")
        yield page
        running.close()


def first_deck(root: Path) -> Path:
    """A copy of the first deck."""
    root.mkdir(parents=True)
    shutil.copy(ROOT / "deck.yaml", root)
    for name in ("cards", "assets/icons"):
        shutil.copytree(ROOT / name, root / name)
    return root


def large_deck(root: Path) -> Path:
    """A deck of MANY cards: those of the first deck again and again, each with an id of its own."""
    first_deck(root)
    for round_ in range(MANY // 35):
        for file in sorted((ROOT / "cards").glob("[A-L]-*.yaml")):
            words = file.read_text("utf-8")
            if round_:
                words = re.sub(r"^  - id: (.*)$", rf"  - id: \1-{round_}", words, flags=re.MULTILINE)
            (root / "cards" / f"{file.stem}-{round_}.yaml").write_text(words, "utf-8")
            (root / "cards" / file.name).unlink(missing_ok=True)
    return root


def starts(page: Page, root: Path) -> dict[str, list[float]]:
    """Milliseconds from the server's start, and from the command, to a page on which every card is drawn."""
    found: dict[str, list[float]] = {"served": [], "launched": []}
    for _ in range(STARTS):
        with preview(root) as started:
            page.goto(started.address)
            done = page.evaluate(COMPLETE, 37) / 1000
            found["served"].append((done - started.ready) * 1000)
            found["launched"].append((done - started.launched) * 1000)
            page.goto("about:blank")
    return found


def edits(page: Page, file: Path, old: str, new: str, side: str, count: int = EDITS) -> list[float]:
    """Milliseconds from a saved word of one card to its new face in the page."""
    page.evaluate(WATCH, ["covoiturage", side])
    page.wait_for_timeout(800)
    words, found = file.read_text("utf-8"), []
    for number in range(count):
        before = page.evaluate("() => window.shown.length")
        changed = words.replace(old, f"{new}{number}", 1)
        saved = time.time()
        file.write_text(changed, "utf-8")
        while page.evaluate("() => window.shown.length") == before:
            page.wait_for_timeout(5)
        found.append(page.evaluate("() => window.shown.at(-1)") - saved * 1000)
        page.wait_for_timeout(200)
    file.write_text(words, "utf-8")
    return found


def spread(values: list[float]) -> str:
    """``123 | 101 to 150``."""
    return f"{median(values):.0f} | {min(values):.0f} to {max(values):.0f}"


def machine() -> str:
    """What it was measured on."""
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, Chromium headless"


def report(start: dict[str, list[float]], words: dict[str, list[float]], large: dict[str, float]) -> str:
    """The results as Markdown."""
    return f"""# The preview, measured

Written by `python -m bench.preview`. {machine()}.

## The first deck: 37 cards

| | ms (median) | from … to |
|---|---|---|
| a word of a description saved → the new back in the page | {spread(words["back"])} |
| a word of a title saved → the new front in the page | {spread(words["front"])} |
| the server tells its address → every front in the page | {spread(start["served"])} |
| the command is started → every front in the page | {spread(start["launched"])} |

{EDITS} edits a side, {STARTS} starts; the browser was open already. Wanted: 150 ms for an edit, 1 s for the page.

## {MANY} cards

| | |
|---|---|
| frames while scrolling through the whole table, median | {large["median"]:.1f} ms |
| … of which 95 % take at most | {large["p95"]:.1f} ms |
| … slower than {SLOW_FRAME:.0f} ms | {large["slow"]:.1f} % |
| the command is started → the first cards in the page | {large["first"]:.0f} ms |
| a word saved → the new back in the page (median) | {large["edit"]:.0f} ms |
"""


def many_cards(page: Page, root: Path) -> dict[str, float]:
    """How a large deck scrolls, begins and follows an edit."""
    with preview(root) as started:
        page.goto(started.address)
        first = page.evaluate(COMPLETE, 12) - started.launched * 1000
        page.wait_for_timeout(1500)
        frames = page.evaluate(SCROLL)
        page.evaluate("() => scrollTo(0, 0)")
        page.wait_for_timeout(1500)
        file = root / "cards" / "A-mobilite-0.yaml"
        words = "Le covoiturage est un service"
        edit = median(edits(page, file, words, words, "back", FEW))
        page.goto("about:blank")
    slow = 100 * sum(frame > SLOW_FRAME for frame in frames) / len(frames)
    return {"median": median(frames), "p95": quantiles(frames, n=20)[-1], "slow": slow, "first": first, "edit": edit}


def main() -> None:
    """Measure, and write the results."""
    with tempfile.TemporaryDirectory() as folder, browser() as page:
        root = first_deck(Path(folder) / "boite")
        start = starts(page, root)
        file = root / "cards" / "A-mobilite.yaml"
        with preview(root) as started:
            page.goto(started.address)
            page.evaluate(COMPLETE, 37)
            words = {
                "back": edits(page, file, "Le covoiturage est un service", "Le covoiturage est un service", "back"),
                "front": edits(page, file, "title: Covoiturage", "title: Covoiturage ", "front"),
            }
            page.goto("about:blank")
        large = many_cards(page, large_deck(Path(folder) / "large"))
    text = report(start, words, large)
    RESULTS.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
