"""Line breaking: for any paragraph and measure, no word lost, no line too wide, no line more than needed."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from deck.text.breaking import COSTS, HAIR, SCALING, WIDOW, WIDOW_COST, Breaks, balanced, greedy, justified, ragged
from deck.text.hyphenation import HYPHEN, SOFT_HYPHEN
from deck.text.languages import NBSP, NNBSP
from deck.text.measured import SHRINK, Measured, line_words
from deck.text.runs import Paragraph
from tests.prose import WRITTEN, capacities, paragraphs
from tests.typefaces import measured, shaped_width, typed

Breaker = Callable[[Measured, float], Breaks | None]
WAYS = {"greedy": greedy, "ragged": ragged, "balanced": balanced, "justified": justified}
EVERY_WAY = pytest.mark.parametrize("way", WAYS)


def tight(paragraph: Measured, capacity: float) -> Breaks | None:
    """Greedy breaking with word spaces and glyphs as narrow as justified setting makes them."""
    return greedy(paragraph, capacity / (1 - SCALING), tight=True)


def lines_of(paragraph: Measured, breaks: Breaks) -> list[str]:
    """The text of every line."""
    cuts = [(0, 0), *(paragraph.cuts[index] for index in breaks)]
    return [
        "".join(word.text for word in line_words(paragraph, cut, index))
        for cut, index in zip(cuts, breaks, strict=False)
    ]


def widths(paragraph: Measured, breaks: Breaks, shrunk: bool = False) -> list[float]:
    """The width (em) of every line as HarfBuzz measures its words, at its narrowest when *shrunk*."""
    cuts = [(0, 0), *(paragraph.cuts[index] for index in breaks)]
    found = []
    for cut, index in zip(cuts, breaks, strict=False):
        words = line_words(paragraph, cut, index)
        width = sum(shaped_width(word.text, word.font) for word in words)
        give = SHRINK * paragraph.space * sum(word.text in (" ", NBSP) for word in words)
        found.append((width - give) * (1 - SCALING) if shrunk else width)
    return found


def fewest(ends: Sequence[float], starts: Sequence[float], capacity: float) -> int | None:
    """The fewest lines that any choice of breaks needs, found by trying every one."""
    best: list[int | None] = []
    for index, end in enumerate(ends):
        counts = [1] if end <= capacity + HAIR else []
        counts += [
            count + 1
            for before, count in enumerate(best)
            if count is not None and before < index and end - starts[before] <= capacity + HAIR
        ]
        best.append(min(counts, default=None))
    return best[-1]


@EVERY_WAY
@given(paragraph=paragraphs(), capacity=capacities, hyphenate=st.booleans())
def test_every_word_is_set_in_order(way: str, paragraph: Paragraph, capacity: float, hyphenate: bool) -> None:
    sums = measured(paragraph, hyphenate)
    breaks = WAYS[way](sums, capacity)
    assume(breaks is not None)
    assert breaks is not None
    printed = "".join(
        line.removesuffix("-") if sums.kinds[index] == HYPHEN else line
        for line, index in zip(lines_of(sums, breaks), breaks, strict=True)
    )
    wanted = paragraph.text.replace(" ", "").replace(SOFT_HYPHEN, "")
    assert printed.replace(" ", "").replace(SOFT_HYPHEN, "") == wanted
    assert breaks == sorted(set(breaks))
    assert breaks[-1] == sums.last


@EVERY_WAY
@given(paragraph=paragraphs(), capacity=capacities, hyphenate=st.booleans())
def test_no_line_exceeds_its_measure(way: str, paragraph: Paragraph, capacity: float, hyphenate: bool) -> None:
    sums = measured(paragraph, hyphenate)
    breaks = WAYS[way](sums, capacity)
    assume(breaks is not None)
    assert breaks is not None
    assert max(widths(sums, breaks, shrunk=way == "justified")) <= capacity + 1e-5


@given(paragraph=paragraphs(20), capacity=capacities, hyphenate=st.booleans())
def test_greedy_breaking_takes_the_fewest_lines_there_are(
    paragraph: Paragraph, capacity: float, hyphenate: bool
) -> None:
    sums = measured(paragraph, hyphenate)
    breaks = greedy(sums, capacity)
    assert (None if breaks is None else len(breaks)) == fewest(sums.ends, sums.starts, capacity)


@given(paragraph=paragraphs(20), capacity=capacities, hyphenate=st.booleans())
def test_tight_greedy_breaking_takes_the_fewest_lines_there_are(
    paragraph: Paragraph, capacity: float, hyphenate: bool
) -> None:
    sums = measured(paragraph, hyphenate)
    breaks = greedy(sums, capacity, tight=True)
    give = SHRINK * sums.space
    ends = [end - give * count for end, count in zip(sums.ends, sums.spaces, strict=True)]
    starts = [start - give * count for start, count in zip(sums.starts, sums.skipped, strict=True)]
    assert (None if breaks is None else len(breaks)) == fewest(ends, starts, capacity)


@pytest.mark.parametrize(("way", "count"), [("ragged", greedy), ("balanced", greedy), ("justified", tight)])
@given(paragraph=paragraphs(), capacity=capacities, hyphenate=st.booleans())
def test_no_way_needs_more_lines_than_copyfit_counts(
    way: str, count: Breaker, paragraph: Paragraph, capacity: float, hyphenate: bool
) -> None:
    sums = measured(paragraph, hyphenate)
    breaks, counted = WAYS[way](sums, capacity), count(sums, capacity)
    assert (breaks is None) == (counted is None)
    assert breaks is None or counted is None or len(breaks) <= len(counted)


@pytest.mark.parametrize(("way", "count"), [("ragged", greedy), ("balanced", greedy), ("justified", tight)])
@pytest.mark.parametrize("hyphenate", [False, True])
def test_what_people_wrote_needs_no_more_lines_than_copyfit_counts(way: str, count: Breaker, hyphenate: bool) -> None:
    for text in WRITTEN[::3]:
        sums = typed(text, hyphenate)
        for capacity in (11.8, 14, 19, 23, 27.9, 34.2):
            breaks, counted = WAYS[way](sums, capacity), count(sums, capacity)
            assert (breaks is None) == (counted is None)
            assert breaks is None or counted is None or len(breaks) <= len(counted)


@EVERY_WAY
@given(paragraph=paragraphs(), capacity=capacities, more=st.floats(0, 5), hyphenate=st.booleans())
def test_a_wider_measure_never_needs_more_lines(
    way: str, paragraph: Paragraph, capacity: float, more: float, hyphenate: bool
) -> None:
    sums = measured(paragraph, hyphenate)
    narrow, wide = WAYS[way](sums, capacity), WAYS[way](sums, capacity + more)
    assert narrow is None or (wide is not None and (way == "justified" or len(wide) <= len(narrow)))


@EVERY_WAY
@given(paragraph=paragraphs(), capacity=capacities)
def test_no_break_spaces_hold(way: str, paragraph: Paragraph, capacity: float) -> None:
    sums = measured(paragraph)
    for line in lines_of(sums, WAYS[way](sums, capacity) or [])[:-1]:
        assert line[-1:] not in (NBSP, NNBSP)


@given(paragraph=paragraphs(), capacity=capacities, hyphenate=st.booleans())
def test_balanced_lines_are_no_wider_than_greedy_ones(paragraph: Paragraph, capacity: float, hyphenate: bool) -> None:
    sums = measured(paragraph, hyphenate)
    even, filled = balanced(sums, capacity), greedy(sums, capacity)
    if even is not None and filled is not None:
        assert len(even) == len(filled)
        assert max(widths(sums, even)) <= max(widths(sums, filled)) + 1e-5


@given(paragraph=paragraphs(12), capacity=capacities)
def test_balanced_lines_are_as_narrow_as_they_can_be(paragraph: Paragraph, capacity: float) -> None:
    sums = measured(paragraph, False)
    even = balanced(sums, capacity)
    assume(even is not None and len(even) > 1)
    assert even is not None
    narrower = max(capacity / 2, max(widths(sums, even)) - 0.05)
    assert narrower == capacity / 2 or (fewest(sums.ends, sums.starts, narrower) or 99) > len(even)


def raggedness(paragraph: Measured, breaks: Breaks, capacity: float) -> float:
    """The sum of the squares of what all lines but the last leave empty, in measures."""
    return sum((1 - width / capacity) ** 2 for width in widths(paragraph, breaks)[:-1])


@settings(max_examples=50)
@given(paragraph=paragraphs(), capacity=st.floats(8, 40))
def test_ragged_lines_are_more_even_than_greedy_ones(paragraph: Paragraph, capacity: float) -> None:
    sums = measured(paragraph, False)
    even, filled = ragged(sums, capacity), greedy(sums, capacity)
    if even is not None and filled is not None:
        lone_word = 0.051  # what a last line that looks forgotten counts
        assert raggedness(sums, even, capacity) <= raggedness(sums, filled, capacity) + lone_word


LONG = (
    "La mutualisation des véhicules permet aux habitants de réduire leurs déplacements, de partager l’entretien "
    "et de rencontrer leurs voisins ; les collectivités y gagnent des places de stationnement."
)


def cost(paragraph: Measured, breaks: Breaks, capacity: float) -> float:
    """What lines cost that end at *breaks*: the squares of what they leave empty, their hyphens, a lone last word."""
    total, start = 0.0, 0.0
    for index in breaks:
        slack = (capacity - paragraph.ends[index] + start) / capacity
        total += slack * slack if index < paragraph.last else WIDOW_COST * (slack > WIDOW)
        total += COSTS[paragraph.kinds[index]]
        start = paragraph.starts[index]
    return total


def cheapest(paragraph: Measured, lines: int, capacity: float) -> float:
    """The least that so many lines can cost, found by trying every way to break them."""
    reached = {-1: 0.0}
    for line in range(1, lines + 1):
        here: dict[int, float] = {}
        for before, so_far in reached.items():
            start = paragraph.starts[before] if before >= 0 else 0.0
            for index in range(before + 1, paragraph.last + 1):
                if (index == paragraph.last) == (line == lines) and paragraph.ends[index] - start <= capacity + HAIR:
                    slack = (capacity - paragraph.ends[index] + start) / capacity
                    own = slack * slack if index < paragraph.last else WIDOW_COST * (slack > WIDOW)
                    here[index] = min(here.get(index, 1e9), so_far + own + COSTS[paragraph.kinds[index]])
        reached = here
    return reached[paragraph.last]


@given(paragraphs(), capacities, st.booleans())
@settings(deadline=None)
def test_ragged_lines_are_the_least_ragged_of_all_that_are_as_few(
    paragraph: Paragraph, capacity: float, hyphenate: bool
) -> None:
    sums = measured(paragraph, hyphenate)
    breaks = ragged(sums, capacity)
    assume(breaks is not None)
    assert breaks is not None
    if len(breaks) > 1:
        assert cost(sums, breaks, capacity) == pytest.approx(cheapest(sums, len(breaks), capacity))


@pytest.mark.parametrize("capacity", [18.0, 24.0, 31.0])
def test_what_people_wrote_is_set_as_evenly_as_can_be(capacity: float) -> None:
    for text in WRITTEN[:40]:
        sums = typed(text, True)
        breaks = ragged(sums, capacity)
        assert breaks is not None
        assert cost(sums, breaks, capacity) == pytest.approx(cheapest(sums, len(breaks), capacity))


def test_greedy_fills_lines() -> None:
    sums = typed(LONG, hyphenate=False)
    assert lines_of(sums, greedy(sums, 18) or []) == [
        "La mutualisation des véhicules permet aux",
        "habitants de réduire leurs déplacements, de",
        "partager l’entretien et de rencontrer leurs",
        f"voisins{NNBSP}; les collectivités y gagnent des places",
        "de stationnement.",
    ]


def test_balanced_evens_a_title() -> None:
    title = typed("Location de voitures entre particuliers")
    assert lines_of(title, greedy(title, 12) or []) == ["Location de voitures entre", "particuliers"]
    assert lines_of(title, balanced(title, 12) or []) == ["Location de voitures", "entre particuliers"]


def test_ragged_lets_no_word_stand_alone_where_it_need_not() -> None:
    text = typed("Ils échangent des objets et des savoirs entre eux.", hyphenate=False)
    capacity = text.ends[-1] - 0.1
    assert lines_of(text, greedy(text, capacity) or [])[-1] == "eux."
    assert len(lines_of(text, ragged(text, capacity) or [])[-1]) > len("eux.")


def test_justified_lines_of_a_book_s_length_have_no_two_hyphens_in_a_row() -> None:
    sums = typed(LONG * 3)
    for capacity in range(30, 45):
        breaks = justified(sums, capacity)
        assert breaks is not None
        hyphens = [sums.kinds[index] == HYPHEN for index in breaks]
        assert not any(one and other for one, other in pairwise(hyphens))


@EVERY_WAY
def test_a_word_wider_than_the_measure_cannot_be_set(way: str) -> None:
    assert WAYS[way](typed("un anticonstitutionnellement", hyphenate=False), 5) is None


@EVERY_WAY
def test_an_empty_paragraph_is_one_line(way: str) -> None:
    assert WAYS[way](typed(""), 5) == [0]


@EVERY_WAY
def test_what_just_fits_is_one_line(way: str) -> None:
    sums = typed("un mot")
    assert WAYS[way](sums, sums.ends[-1]) == [1]


@pytest.mark.parametrize(
    ("text", "capacity", "lines"),
    [
        ("auto\u00adpartage", 3.5, ["auto-", "partage"]),
        ("co\u200bworking", 3.5, ["co\u200b", "working"]),
        ("co\u200bworking", 9, ["co\u200bworking"]),
        ("sous-préfecture", 5, ["sous-", "préfecture"]),
        ("http://repaircafe.org/fr", 6, ["http://", "repaircafe.org/", "fr"]),
        ("un mutualisation là", 4.2, ["un mutua-", "lisation là"]),
        (f"à 10{NBSP}km", 2.6, ["à", f"10{NBSP}km"]),
    ],
)
def test_where_lines_end(text: str, capacity: float, lines: list[str]) -> None:
    sums = typed(text)
    assert lines_of(sums, greedy(sums, capacity) or []) == lines
