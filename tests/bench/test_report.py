"""The report says of every contender what was measured or why not, and of every target whether it is met."""

import sys
from pathlib import Path

import pytest

from bench.contenders import Contender, contenders
from bench.contest import Measure, contest
from bench.process import Run
from bench.report import report
from bench.targets import targets


def measured(*milliseconds: float, megabytes: float = 50, size: int = 1_000) -> Measure:
    runs = [Run(each, megabytes, 7) for each in milliseconds]
    return Measure("somebody", first=runs[0], counted=runs, size=size)


def verdicts(cold: float, new: float, warm: float, fit: float) -> list[str]:
    """The verdicts on a deck of 350 cards."""
    own = {"deck-off": measured(cold), "deck-new": measured(new), "deck-warm": measured(warm)}
    results = {350: {**own, "typst_bisect": measured(fit)}}
    return [target.verdict for target in targets(results) if target.aim.startswith("350 cards")]


@pytest.mark.parametrize(
    ("cold", "new", "warm", "verdict"),
    [
        (99, 70, 50, "met"),
        (101, 99, 50, "met once the tool has been used"),
        (101, 101, 99, "met only when built before"),
        (101, 101, 101, "**not met**"),
    ],
)
def test_a_third_is_a_third(cold: float, new: float, warm: float, verdict: str) -> None:
    assert verdicts(cold, new, warm, fit=300) == [verdict]


def test_the_fastest_fit_loop_counts() -> None:
    peers = {"typst_bisect": measured(900), "typst_fit": measured(300), "typst_deck": measured(30)}
    results = {350: {"deck-off": measured(101), **peers}}
    target = next(each for each in targets(results) if each.aim.startswith("350 cards"))
    assert (target.limit, target.verdict) == (100, "**not met**")


def test_what_was_not_measured_is_neither_met_nor_missed() -> None:
    assert {target.verdict for target in targets({})} == {"not measured"}


@pytest.mark.parametrize(("large", "verdict"), [(1_140, "met"), (1_160, "**not met**")])
def test_time_grows_in_a_straight_line(large: float, verdict: str) -> None:
    results = {3_500: {"deck-off": measured(100)}, 35_000: {"deck-off": measured(large)}}
    assert next(each for each in targets(results) if each.unit == "ms a card").verdict == verdict


@pytest.mark.parametrize(("held", "verdict"), [(399, "met"), (401, "**not met**")])
def test_memory_has_a_limit(held: float, verdict: str) -> None:
    results = {35_000: {"deck-off": measured(1, megabytes=held)}}
    assert next(each for each in targets(results) if each.unit == "MB").verdict == verdict


@pytest.mark.parametrize(("size", "verdict"), [(2_000, "met"), (2_001, "**not met**")])
def test_a_file_is_compared_with_the_smallest_of_typst(size: int, verdict: str) -> None:
    results = {35: {"deck-off": measured(1, size=size), "typst_fixed": measured(1, size=2_000)}}
    assert next(each for each in targets(results) if each.unit == "KB").verdict == verdict


def test_a_skipped_contender_has_its_reason_in_the_report() -> None:
    results = {350: {"deck-off": measured(3, 5, 4), "other": Measure("Other", obstacle="not installed")}}
    text = report("a machine", {}, results)
    assert "| Other | not installed |" in text
    assert "| somebody | 4 | 3 … 5 | 3 | 7 | 50 | 1 | 1.00 |" in text


@pytest.mark.parametrize(
    ("count", "everything", "run"),
    [(350, False, True), (3_500, False, False), (3_500, True, True), (35_000, True, False)],
)
def test_slow_peers_set_large_decks_only_when_asked(count: int, everything: bool, run: bool, tmp_path: Path) -> None:
    found = {each.name: each for each in contenders(tmp_path, count, everything=everything)}
    assert (not found["reportlab"].obstacle) == run
    assert not found["deck-off"].obstacle


def test_all_have_their_turn(tmp_path: Path) -> None:
    order: list[tuple[str, int]] = []

    def one(name: str, program: str) -> Contender:
        return Contender(name, name, (sys.executable, "-c", program), before=lambda n: order.append((name, n)))

    found = contest([one("a", "pass"), one("b", "pass"), one("c", "raise SystemExit(2)")], runs=2)
    assert order == [("a", 0), ("b", 0), ("c", 0), ("a", 1), ("b", 1), ("a", 2), ("b", 2)]
    assert [len(measure.counted) for measure in found.values()] == [2, 2, 0]
    assert found["c"].obstacle.startswith("ended with 2")


def test_a_slow_first_run_is_the_only_one() -> None:
    assert Measure("slow", first=Run(20_001, 1)).wanted(5) == 0
    assert Measure("so so", first=Run(13_000, 1)).wanted(5) == 3
    assert Measure("quick", first=Run(70, 1)).wanted(5) == 5
