"""Break a measured paragraph into lines: greedy, optimal ragged, balanced, and total-fit justified.

Every function takes a paragraph and a capacity (em) and gives the indices of the breaks that end its lines.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from msgspec import Struct

from deck.text.hyphenation import CUT, HYPHEN, NEED, OPENING, SPACE
from deck.text.measured import SHRINK, Measured

HAIR = 1e-6  # em; sums of floats differ by less
INFINITE = float("inf")

Breaks = list[int]


def greedy(paragraph: Measured, capacity: float, *, tight: bool = False) -> Breaks | None:
    """The fewest lines, each filled as far as it goes; None when an unbreakable piece is wider than a line.

    With *tight* word spaces count at their narrowest, as justified setting may shrink them.
    """
    ends = paragraph.tight_ends if tight else paragraph.loose_ends
    starts = paragraph.tight_starts if tight else paragraph.starts
    room = capacity + HAIR
    breaks: Breaks = []
    position, first, last = 0.0, 0, paragraph.last
    while True:
        reached = bisect_right(ends, position + room, first) - 1
        if reached < first:
            return None
        breaks.append(reached)
        if reached == last:
            return breaks
        position, first = starts[reached], reached + 1


def ragged(paragraph: Measured, capacity: float) -> Breaks | None:
    """As few lines as greedy breaking needs, with the least squares of the space left at their ends."""
    shortest = greedy(paragraph, capacity)
    if shortest is None or len(shortest) == 1:
        return shortest
    return _least_squares(paragraph, capacity, shortest)


def _least_squares(paragraph: Measured, capacity: float, latest: Breaks) -> Breaks:
    """Dynamic programming, a line at a time; the last line is free unless it holds a lone short word.

    Greedy breaking ends every line as late as can be (*latest*), the same from behind as early as can be: each line
    has but a few breaks between the two to choose from, and none is worth a look that costs more than greedy breaking.
    """
    ends, starts, kinds, last = paragraph.ends, paragraph.starts, paragraph.kinds, paragraph.last
    overfull, bound = -HAIR / capacity, _cost(paragraph, capacity, latest) + HAIR
    reached = [(-1, 0.0, 0.0)]  # breaks that may end the line before, where the next starts, what it cost to come there
    whence: list[dict[int, int]] = []
    for low, high in zip(_earliest(paragraph, capacity + HAIR, len(latest)), latest, strict=True):
        here: list[tuple[int, float, float]] = []
        chosen: dict[int, int] = {}
        cheapest = min([cost for _, _, cost in reached], default=0.0)
        for index in range(low, high + 1):
            spare, best = capacity - ends[index], bound
            for before, start, cost in reached:
                slack = (spare + start) / capacity
                if slack < overfull:
                    continue
                if before >= index:
                    break
                line = slack * slack if index < last else WIDOW_COST * (slack > WIDOW)
                if cost + line < best:
                    best, chosen[index] = cost + line, before
                elif cheapest + line > best:
                    break  # the looser a line, the dearer, whatever it cost to come to its beginning
            if best < bound:
                here.append((index, starts[index], best + COSTS[kinds[index]]))
        whence.append(chosen)
        reached = here
    return _traced(whence, last) if reached else latest  # where sums of floats differ by more than a hair


def _cost(paragraph: Measured, capacity: float, breaks: Breaks) -> float:
    """The squares of the space left at the ends of lines, and what their breaks cost."""
    start = cost = 0.0
    for index in breaks:
        slack = (capacity - paragraph.ends[index] + start) / capacity
        cost += slack * slack if index < paragraph.last else WIDOW_COST * (slack > WIDOW)
        start, cost = paragraph.starts[index], cost + COSTS[paragraph.kinds[index]]
    return cost


def _earliest(paragraph: Measured, room: float, lines: int) -> Breaks:
    """The earliest break at which each of so many lines can end if those after it are to hold what is left."""
    ends, starts, index = paragraph.loose_ends, paragraph.starts, paragraph.last
    breaks = [index]
    for _ in range(lines - 1):
        index = bisect_left(starts, ends[index] - room, 0, index)
        breaks.append(index)
    return breaks[::-1]


def _traced(whence: list[dict[int, int]], last: int) -> Breaks:
    breaks: Breaks = []
    for chosen in reversed(whence):
        breaks.append(last)
        last = chosen[last]
    return breaks[::-1]


HYPHEN_COST = 0.05
COSTS = {SPACE: 0.0, HYPHEN: HYPHEN_COST, CUT: 0.0, NEED: 10 * HYPHEN_COST, OPENING: 0.0}  # of a break, by its kind
WIDOW, WIDOW_COST = 0.85, 0.05  # a last line that leaves more than 85 % empty looks forgotten


def balanced(paragraph: Measured, capacity: float) -> Breaks | None:
    """The fewest lines, as equal in length as they can be: the narrowest measure that needs no further line."""
    breaks = greedy(paragraph, capacity)
    if breaks is None or len(breaks) == 1:
        return breaks
    narrow, wide = capacity / 2, capacity
    while wide - narrow > 0.02:
        middle = (narrow + wide) / 2
        tried = greedy(paragraph, middle)
        if tried is not None and len(tried) == len(breaks):
            wide, breaks = middle, tried
        else:
            narrow = middle
    return breaks


class Demerits(Struct, frozen=True):
    """Penalties of total-fit breaking (Knuth and Plass 1981, "Breaking Paragraphs into Lines")."""

    line: float = 10.0
    hyphen: float = 100.0
    two_hyphens: float = 20_000.0
    uneven: float = 3_000.0
    last_hyphen: float = 20_000.0
    short_end: float = 20_000.0


STRETCH = 0.5  # a word space grows by half of itself at a ratio of 1
SCALING = 0.02  # glyphs may be set 2 % wider or narrower; more begins to show
TOLERANCES = (1.6, 3.2, 1e9)  # adjustment ratios tried in turn
_USUAL = Demerits()


def justified(paragraph: Measured, capacity: float, demerits: Demerits = _USUAL) -> Breaks | None:
    """Total-fit breaks with word spaces from 80 % and glyphs scaled by 2 % at most.

    No longer than greedy breaking, which is what copyfit counted; None when a piece is wider than a line.
    """
    shortest = greedy(paragraph, capacity / (1 - SCALING), tight=True)
    if shortest is None or len(shortest) == 1:
        return shortest
    for tolerance in TOLERANCES:
        breaks = _total_fit(paragraph, capacity, tolerance, demerits)
        if breaks and len(breaks) <= len(shortest):
            return breaks
    few_lines = Demerits(line=3_000.0)
    breaks = _total_fit(paragraph, capacity, TOLERANCES[-1], few_lines)
    return breaks if breaks and len(breaks) <= len(shortest) else shortest


def _total_fit(paragraph: Measured, capacity: float, tolerance: float, demerits: Demerits) -> Breaks | None:
    """The breaks of least total demerits among lines looser than *tolerance* nowhere; None when there are none."""
    last, space = paragraph.last, paragraph.space
    grow, give, scaling = space * STRETCH, space * SHRINK, capacity * SCALING
    costs, previous = [INFINITE] * (last + 1), [-1] * (last + 1)
    active: list[tuple[int, float, int, float, bool, float]] = [(-1, 0.0, 0, 0.0, False, 0.0)]
    first = 0
    for index, end in enumerate(paragraph.ends):
        count, hyphen = paragraph.spaces[index], paragraph.kinds[index] == HYPHEN
        while first < len(active) and (
            end - active[first][1] - give * (count - active[first][2]) > capacity / (1 - SCALING) + HAIR
        ):
            first += 1
        if first == len(active):
            return None
        ratio_here = 0.0
        for before, start, skipped, cost, hyphen_before, ratio_before in active[first:]:
            spaces, slack = count - skipped, capacity - end + start
            if slack < 0:
                ratio = max(-1.0, slack / (give * spaces + scaling))
            elif index == last:
                ratio = 0.0
            else:
                ratio = slack / (grow * spaces + scaling)
                if ratio > tolerance:
                    break  # later starts leave the line looser still
            total = cost + _line_demerits(ratio, hyphen, demerits)
            if hyphen and hyphen_before:
                total += demerits.two_hyphens
            if abs(ratio - ratio_before) > 0.9:
                total += demerits.uneven
            if index == last:
                total += demerits.last_hyphen * hyphen_before + demerits.short_end * (end - start < 0.12 * capacity)
            if total < costs[index]:
                costs[index], previous[index], ratio_here = total, before, ratio
        if costs[index] < INFINITE and index < last:
            active.append((index, paragraph.starts[index], paragraph.skipped[index], costs[index], hyphen, ratio_here))
    return _trace(previous, last) if costs[last] < INFINITE else None


def _line_demerits(ratio: float, hyphen: bool, demerits: Demerits) -> float:
    badness = demerits.line + 100 * abs(ratio) ** 3
    return badness * badness + (demerits.hyphen**2 if hyphen else 0.0)


def _trace(previous: list[int], last: int) -> Breaks:
    breaks: Breaks = []
    index = last
    while index >= 0:
        breaks.append(index)
        index = previous[index]
    return breaks[::-1]
