"""Contenders in turn, several runs each, in the same conditions; what was measured of each."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from bench.contenders import LIMIT, Contender
from bench.process import Failed, Run, run

SLOW = 20.0  # seconds; what takes longer is run once
BUDGET = 36.0  # seconds that one contender's counted runs take together, more or less


@dataclass(slots=True)
class Measure:
    """One row of the report: its runs (the first counted only if it is the only one), or what stood in the way."""

    title: str
    obstacle: str = ""
    first: Run | None = None
    counted: list[Run] = field(default_factory=list)
    size: int = 0  # bytes of the PDF

    @property
    def milliseconds(self) -> list[float]:
        """How long the counted runs took."""
        return [each.milliseconds for each in self.counted]

    @property
    def median(self) -> float:
        """The middle one of the counted runs, in milliseconds."""
        return median(self.milliseconds)

    @property
    def worked(self) -> float:
        """Milliseconds that processors worked on it, the middle one of the counted runs."""
        return median(each.worked for each in self.counted)

    @property
    def megabytes(self) -> float:
        """The most memory that any run held; only the first is watched for children at work at the same time."""
        return max(each.megabytes for each in (self.first, *self.counted) if each)

    def wanted(self, runs: int) -> int:
        """How many counted runs it is given: fewer where one takes long."""
        if self.obstacle or self.first is None:
            return 0
        seconds = self.first.milliseconds / 1000
        return 0 if seconds > SLOW else min(runs, max(1, round(BUDGET / seconds)))


def contest(contenders: Sequence[Contender], runs: int) -> dict[str, Measure]:
    """What was measured of each contender, by name: a first run of each, then rounds in which each has its turn."""
    measures = {each.name: Measure(each.title, each.obstacle) for each in contenders}
    for each in contenders:
        measures[each.name].first = _turn(each, measures[each.name], 0)
    wanted = {name: measure.wanted(runs) for name, measure in measures.items()}
    for number in range(1, runs + 1):
        for each in contenders:
            if number <= wanted[each.name] and (ran := _turn(each, measures[each.name], number)):
                measures[each.name].counted.append(ran)
    for measure in measures.values():
        if measure.first and not measure.counted:
            measure.counted.append(measure.first)
    return measures


def _turn(contender: Contender, measure: Measure, number: int) -> Run | None:
    """One run; None when something stands in its way, which is noted."""
    if measure.obstacle:
        return None
    try:
        contender.before(number)
        ran = run(contender.command, contender.environment, LIMIT, sampled=number == 0)
        measure.size = contender.target.stat().st_size if contender.target.suffix else 0
    except (Failed, OSError) as trouble:
        measure.obstacle = str(trouble)
        return None
    sys.stderr.write(f"  {contender.name}: {ran.milliseconds:.0f} ms, {ran.megabytes:.0f} MB\n")
    return ran
