"""Findings as a table of plain text that can be forwarded to a shop as it stands."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from deck.preflight.findings import Expected, Finding, Verdict, count, page_ranges, percent

WIDTH = 110  # characters a line
WORDS = {Verdict.GOOD: "good", Verdict.WARNING: "look", Verdict.BAD: "BAD"}


def table(findings: Sequence[Finding], expected: Expected) -> str:
    """A line a finding, its verdict and its topic in columns, and a last line that sums up."""
    topics = list(dict.fromkeys(finding.topic for finding in findings))
    column = max(map(len, topics))
    rows = [f"Preflight for {expected.standard}, at most {percent(expected.ink_limit)} of ink:"]
    for topic in topics:
        told = sorted((f for f in findings if f.topic == topic), key=lambda finding: -finding.verdict)
        rows += [_row(finding, topic if finding is told[0] else "", column) for finding in told]
    return "\n".join([*rows, verdict(findings)])


def _row(finding: Finding, topic: str, column: int) -> str:
    head = f"  {WORDS[finding.verdict]:4}  {topic:{column}}  "
    pages = f" ({page_ranges(finding.pages)})" if finding.pages else ""
    said = finding.said.rstrip(".") + pages + "."
    return textwrap.fill(said, WIDTH, initial_indent=head, subsequent_indent=" " * len(head), break_on_hyphens=False)


def verdict(findings: Sequence[Finding]) -> str:
    """The last line: ``Ready for print.`` or how much is to be mended and looked at."""
    wrong = sum(finding.verdict is Verdict.BAD for finding in findings)
    doubts = sum(finding.verdict is Verdict.WARNING for finding in findings)
    look = f"{count(doubts, 'thing')} to look at" if doubts else ""
    if wrong:
        return f"Not ready for print: {count(wrong, 'thing')} to mend{', ' * bool(look)}{look}."
    return f"Ready for print{'; ' * bool(look)}{look}."
