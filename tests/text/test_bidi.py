"""The bidirectional algorithm gives what Unicode's own cases ask for."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deck.text.bidi import direction, levels, order

SAMPLE = Path(__file__).parents[1] / "data/unicode/BidiCharacterTest.txt"
CASES = [line for line in SAMPLE.read_text("utf-8").splitlines() if not line.startswith("#")]
MIXED = st.text("ab 12%-,.()[]אבגابج\u0300\u200f\u202b\u202c\u2067\u2069\u00a0")


def test_levels_and_order_are_those_of_unicode() -> None:
    wrong: list[str] = []
    for case in CASES:
        codes, asked, _, wanted, shown = case.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        found = levels(text, None if asked == "2" else int(asked))
        kept = [index for index, level in enumerate(wanted.split()) if level != "x"]
        same = [str(found[index]) for index in kept] == [level for level in wanted.split() if level != "x"]
        visual = [kept[place] for place in order([found[index] for index in kept])]
        if not same or visual != [int(index) for index in shown.split()]:
            wrong.append(case)
    assert len(CASES) > 700
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "usual", "found"),
    [
        ("abc", 0, 0),
        ("abc", 1, 0),
        ("HTML אב", 1, 1),
        ("אב abc", 0, 0),
        ("אב 12", 0, 1),
        ("سلام", 1, 1),
        ("12 + 3", 1, 1),
    ],
)
def test_a_paragraph_reads_as_its_deck_does_unless_none_of_its_letters_do(text: str, usual: int, found: int) -> None:
    assert direction(text, usual) == found


@given(MIXED, st.sampled_from([0, 1, None]))
def test_every_character_is_shown_once(text: str, base: int | None) -> None:
    found = levels(text, base)
    assert len(found) == len(text)
    assert sorted(order(list(found))) == list(range(len(text)))


@given(st.text("ab 12%-,.()[]"))
def test_latin_text_is_left_as_it_is(text: str) -> None:
    assert set(levels(text, 0)) <= {0}
