"""The measurements as Markdown."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import fill

from bench.contest import BUDGET, SLOW, Measure
from bench.targets import Results, Target, targets

PROFILE_SIZE = len(zlib.compress((Path(__file__).parents[1] / "assets/color/FOGRA39L_coated.icc").read_bytes()))
HEAD = (
    "| | ms | from … to | runs | CPU ms | MB | KB of PDF | time against no cache |\n|---|---|---|---|---|---|---|---|"
)
METHOD = f"""Whole processes, from start to end. Each has a first run that is not counted; then all have their turn,
round by round, and the median counts. What takes over {SLOW:.0f} s is run once; what would take over {BUDGET:.0f} s
together, fewer times. **CPU ms** is how long processors worked on a run, all cores added up, but for children that a
program does not wait for (some of Chromium's); it tells more where others use the machine. **MB** is the largest
resident set of the process (getrusage) or, where that is more, the sum over all its processes, looked at every 20 ms
of the first run, a page that several share counted once (/proc, Pss); no less than what the benchmark itself holds,
since a process begins with the memory of the one that starts it.

The decks are made by `bench/generate.py`: no two cards alike, words and lengths as in the deck of this repository.
Each peer draws the same sheets with a template of ours from `bench/peers/`: pictograms from SVG, colour fields, titles,
French text ragged right without hyphens, run-in labels in bold, the last field at the foot under a rule, crop marks,
four cards to a sheet of A4 with mirrored backs, the same typefaces embedded. All in CMYK, but for Chromium, which has
none, and for the pictograms of Typst and WeasyPrint.

What the peers are spared: they get the words ready, with markup read and French spaces set (`bench/dump.py`, not
timed), WeasyPrint and Chromium even the page. They check nothing, set titles at one size where deckpress fits each,
break one line after the other where deckpress looks for the least ragged paragraph, and write no PDF/X. Typst's
templates begin every sheet anew, so that it sets several at once on all cores, as deckpress does from 150 cards on.
Python keeps what it has compiled, as it does for everybody who has installed it.
"""
START = "\n## A process that does nothing\n\n| | ms | from … to | runs | CPU ms | MB |\n|---|---|---|---|---|---|\n"
AIMS = f"""
## Targets

Judged with no cache. "Every card new" is the usual case of somebody who uses the tool: a former edition of the deck
was built before, with other cards and no text alike, so that the cache knows deck.yaml, the layout, the pictograms and
most words, but no card. Typst's fit loops are those with a size for each card; the fastest counts. One size for the
whole deck, which is what deckpress prints, costs Typst about one trial a card: it has rows of its own below. A file of
deckpress holds the press profile that PDF/X demands, {PROFILE_SIZE / 1000:.0f} KB, which the others leave out.

| | at most | no cache | every card new | the same deck again | |
|---|---|---|---|---|---|
"""
GROWTH = """
## How it grows: `deck build`, no cache

| cards | ms | ms a card | MB | KB of PDF a card |
|---|---|---|---|---|
"""


def report(machine: str, start: Mapping[str, Measure], results: Results) -> str:
    """The whole of RESULTS.md."""
    parts = ["# Measurements\n\n", fill(f"Written by `make bench`. {machine}", 120), "\n\n", METHOD, AIMS]
    parts += [f"{_target(target)}\n" for target in targets(results)]
    parts += [GROWTH, *(f"{line}\n" for line in _growth(results))]
    for count, measures in results.items():
        parts += [f"\n## {count:,} cards\n\n{HEAD}\n", *(f"{line}\n" for line in _rows(measures))]
    parts += [START, *(f"{_start(measure)}\n" for measure in start.values())]
    return "".join(parts)


def _rows(measures: Mapping[str, Measure]) -> Iterator[str]:
    own = measures.get("deck-off")
    for measure in measures.values():
        if not measure.counted:
            yield f"| {measure.title} | {measure.obstacle} | | | | | | |"
            continue
        ratio = f"{measure.median / own.median:.2f}" if own and own.counted else ""
        held = f"{measure.megabytes:,.0f} | {measure.size / 1000:,.0f}"
        yield f"| {measure.title} | {_times(measure)} | {held} | {ratio} |"


def _times(measure: Measure) -> str:
    took = measure.milliseconds
    span = f"{min(took):,.0f} … {max(took):,.0f}" if len(took) > 1 else ""
    return f"{measure.median:,.0f} | {span} | {len(took)} | {measure.worked:,.0f}"


def _start(measure: Measure) -> str:
    if not measure.counted:
        return f"| {measure.title} | {measure.obstacle} | | | | |"
    return f"| {measure.title} | {_times(measure)} | {measure.megabytes:,.0f} |"


def _growth(results: Results) -> Iterator[str]:
    for count, measures in results.items():
        own = measures["deck-off"]
        if own.counted:
            sizes = f"{own.megabytes:.0f} | {own.size / 1000 / count:.1f}"
            yield f"| {count:,} | {own.median:,.0f} | {own.median / count:.2f} | {sizes} |"


def _target(target: Target) -> str:
    limit, *states = (_number(value) for value in (target.limit, target.cold, target.new, target.warm))
    return f"| {target.aim} | {limit} {target.unit} | {' | '.join(states)} | {target.verdict} |"


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
