"""Measure deckpress and its peers on decks of all sizes, and write bench/RESULTS.md:  make bench.

python -m bench --sizes 35 350      only these decks; the report is printed and not written
python -m bench --runs 3            fewer runs
python -m bench --all               slow peers on large decks too
"""

from __future__ import annotations

import sys
import tempfile
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Mapping
from pathlib import Path

from bench.contenders import MOST_TYPST, Contender, bare, contenders, prepare
from bench.contest import Measure, contest
from bench.machine import machine
from bench.report import report

SIZES = (35, 350, 3_500, 35_000)
RUNS = 5
PATIENCE = 120.0  # seconds; a larger deck that takes longer than this is not built again and again
RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    """Measure, print, and write the report when it is whole."""
    parser = ArgumentParser("python -m bench", description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), metavar="CARDS")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--all", action="store_true")
    chosen = parser.parse_args()
    about = machine()
    start = contest(bare(), chosen.runs)
    with tempfile.TemporaryDirectory(prefix="deckpress-bench-") as folder:
        results = {count: measure(Path(folder), count, chosen.runs, chosen.all) for count in chosen.sizes}
    text = report(about, start, results)
    print(text)
    if tuple(chosen.sizes) == SIZES:
        RESULTS.write_text(text, "utf-8")


def measure(folder: Path, count: int, runs: int, everything: bool) -> Mapping[str, Measure]:
    """All contenders on a deck of *count* cards."""
    sys.stderr.write(f"{count} cards\n")
    own = folder / str(count)
    prepare(own, count, peers=count <= MOST_TYPST)
    found = contenders(own, count, everything=everything)
    if count <= MOST_TYPST:
        return contest(found, runs)
    first = contest(found[:1], runs)
    took = first[found[0].name]
    if took.counted and took.median > PATIENCE * 1000:
        found = [_tired(each) if not each.obstacle else each for each in found]
    return {**first, **contest(found[1:], runs)}


def _tired(contender: Contender) -> Contender:
    return Contender(
        contender.name, contender.title, (), obstacle=f"not run: it took over {PATIENCE:.0f} s with no cache"
    )


if __name__ == "__main__":
    main()
