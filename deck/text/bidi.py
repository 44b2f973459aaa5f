"""The Unicode bidirectional algorithm: a level for every character, and the order in which a line shows them.

Unicode Standard Annex 9, rules P2 to L2, whose names stand at the functions. It is written here because the libraries
for it are copyleft (python-bidi, PyFriBidi) or must be compiled on many machines (PyICU); tests hold it against
Unicode's own cases. Classes come from Python's ``unicodedata``; mirrored signs and marks (L3, L4) are for the shaper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import bidirectional

from deck.text.isolating import ISOLATES, REMOVED, IsolatingRun

DEEPEST = 125  # BD2: embeddings and isolates beyond this level are counted, but change nothing
_EMBEDDINGS = {"LRE": (0, ""), "RLE": (1, ""), "LRO": (0, "L"), "RLO": (1, "R")}  # least parity, what it overrides
_SPACES = frozenset(("WS", *ISOLATES, "PDI", *REMOVED))  # L1


def levels(text: str, base: int | None = None) -> bytes:
    """The embedding level of every character of a paragraph that *base* (0 or 1) or its first strong character begins.

    An odd level reads from right to left.
    """
    classes = [bidirectional(character) or "L" for character in text]
    matches = _matches(classes)
    if base is None:
        base = first_strong(classes, matches, 0, len(classes))
    found, types = _explicit(classes, matches, base)
    explicit = tuple(found)
    for indices in _sequences(classes, matches, explicit):
        sequence = IsolatingRun(text, classes, types, explicit, indices, base)
        for index, level in zip(indices, sequence.resolved(), strict=True):
            found[index] = level
    _fill_removed(classes, found, base)
    _reset_spaces(classes, found, base)
    return bytes(found)


def direction(text: str, usual: int) -> int:
    """0 for a paragraph that reads from left to right, 1 for one from right to left.

    It reads as is *usual* in its deck, so that a foreign word at its beginning does not turn it, unless none of its
    letters does. (P2 would go by the first letter, knowing nothing of the deck; HL1 allows to know more.)
    """
    classes = {bidirectional(character) for character in text}
    ways = {int(kind != "L") for kind in ("L", "R", "AL") if kind in classes}
    return usual if usual in ways or not ways else 1 - usual


def order(found: Sequence[int]) -> list[int]:
    """The indices of a line's stretches from left to right, given their levels in reading order (L2)."""
    places = list(range(len(found)))
    odd = [level for level in found if level % 2]
    for level in range(max(found, default=0), min(odd, default=1) - 1, -1):
        index = 0
        while index < len(places):
            end = index
            while end < len(places) and found[places[end]] >= level:
                end += 1
            places[index:end] = places[index:end][::-1]
            index = max(end, index + 1)
    return places


def first_strong(classes: Sequence[str], matches: dict[int, int], start: int, stop: int) -> int:
    """The level of the first strong character outside isolates (P2, P3)."""
    index = start
    while index < stop:
        if classes[index] in ("L", "R", "AL"):
            return int(classes[index] != "L")
        if classes[index] in ISOLATES:
            index = matches.get(index, stop)
        index += 1
    return 0


def _matches(classes: Sequence[str]) -> dict[int, int]:
    """Where each isolate ends (BD9); those without an end are left out."""
    matches: dict[int, int] = {}
    opened: list[int] = []
    for index, kind in enumerate(classes):
        if kind in ISOLATES:
            opened.append(index)
        elif kind == "PDI" and opened:
            matches[opened.pop()] = index
    return matches


def _explicit(classes: Sequence[str], matches: dict[int, int], base: int) -> tuple[list[int], list[str]]:
    """Levels and classes after the explicit marks (X1 to X8)."""
    found, types = [base] * len(classes), list(classes)
    stack: list[tuple[int, str, bool]] = [(base, "", False)]  # level, override, isolate
    over_isolates = over_embeddings = valid = 0
    for index, kind in enumerate(classes):
        level, override, _ = stack[-1]
        if kind in _EMBEDDINGS or kind in ISOLATES:
            isolate = kind in ISOLATES
            if isolate:
                found[index], types[index] = level, override or kind
                end = matches.get(index, len(classes))
                rtl = kind == "RLI" or (kind == "FSI" and first_strong(classes, matches, index + 1, end) == 1)
                parity, own = int(rtl), ""
            else:
                parity, own = _EMBEDDINGS[kind]
            new = level + 1 + (level % 2 == parity)
            if new <= DEEPEST and not over_isolates and not over_embeddings:
                valid += isolate
                stack.append((new, own, isolate))
            elif isolate:
                over_isolates += 1
            elif not over_isolates:
                over_embeddings += 1
        elif kind == "PDI":
            if over_isolates:
                over_isolates -= 1
            elif valid:
                over_embeddings = 0
                while not stack[-1][2]:
                    stack.pop()
                stack.pop()
                valid -= 1
            found[index], types[index] = stack[-1][0], stack[-1][1] or kind
        elif kind == "PDF":
            if not over_isolates:
                if over_embeddings:
                    over_embeddings -= 1
                elif not stack[-1][2] and len(stack) > 1:
                    stack.pop()
        elif kind != "B":
            found[index], types[index] = level, override or kind
    return found, types


def _sequences(classes: Sequence[str], matches: dict[int, int], found: Sequence[int]) -> Iterator[list[int]]:
    """The isolating run sequences, each the indices of its characters (BD13, X10); removed characters are in none."""
    runs: list[list[int]] = []
    for index, kind in enumerate(classes):
        if kind in REMOVED:
            continue
        if runs and found[runs[-1][0]] == found[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    by_first = {run[0]: run for run in runs}
    ends = frozenset(matches.values())
    for run in runs:
        if run[0] in ends:
            continue  # goes on from the run that its isolate ends
        whole = list(run)
        while whole[-1] in matches and matches[whole[-1]] in by_first:
            whole += by_first[matches[whole[-1]]]
        yield whole


def _fill_removed(classes: Sequence[str], found: list[int], base: int) -> None:
    """Characters that the algorithm does not see stay with the one before them (5.2)."""
    for index, kind in enumerate(classes):
        if kind in REMOVED:
            found[index] = found[index - 1] if index else base


def _reset_spaces(classes: Sequence[str], found: list[int], base: int) -> None:
    """Separators, and spaces before them or at the end, take the paragraph's level (L1)."""
    trailing = True
    for index in range(len(classes) - 1, -1, -1):
        if classes[index] in ("B", "S"):
            trailing = True
            found[index] = base
        elif classes[index] not in _SPACES:
            trailing = False
        elif trailing:
            found[index] = base
