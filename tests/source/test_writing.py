"""Whatever is written for people is read back as exactly the same words."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from deck.source.naming import clean
from deck.source.nodes import Mapping, Scalar
from deck.source.writing import MEASURE, Value, cards_file, cards_in, reread, setting
from tests.texts import TEXTS


@given(TEXTS, st.sampled_from([0, 2, 4]))
@example("", 4)
@example("a\x85b\nc", 4)
@example("- a\n  - b", 4)
@example("ends\n\n", 4)
def test_a_text_is_read_back_as_it_was(text: str, indent: int) -> None:
    above = "".join(f"{' ' * level}a:\n" for level in range(0, indent, 2))
    tree = reread(above + setting("words", text, indent))
    for _ in range(0, indent, 2):
        assert isinstance(tree, Mapping)
        tree = tree.entries["a"]
    assert isinstance(tree, Mapping)
    node = tree.entries["words"]
    assert isinstance(node, Scalar)
    assert clean(node.text) == text


@given(st.lists(st.tuples(TEXTS, TEXTS, st.lists(TEXTS, min_size=1, max_size=3)), min_size=1, max_size=3))
def test_cards_are_read_back_one_by_one(texts: list[tuple[str, str, list[str]]]) -> None:
    cards: list[dict[str, Value]] = [
        {"title": title, "body": body, "tags": tags, "labels": {"body": title}} for title, body, tags in texts
    ]
    assert cards_in(cards_file("A: b", cards, "# above\n")) == cards


@given(st.lists(st.sampled_from(["word", "longer", "of", "word - and", "#"]), min_size=30, max_size=90).map(" ".join))
def test_long_texts_are_folded_at_the_measure(text: str) -> None:
    written = setting("body", text, 4)
    assert written.startswith("    body: >-\n")
    assert all(len(line) <= MEASURE for line in written.splitlines())


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Ask your neighbours.", "Ask your neighbours."),
        ("a: b", '"a: b"'),
        ("yes", '"yes"'),
        ("007", '"007"'),
        ("2026-11-23", '"2026-11-23"'),
        ("- one\n- two", ">-\n  - one\n  - two"),
        ("one\ntwo", "|-\n  one\n  two"),
        ("one\n\ntwo", ">-\n  one\n\n  two"),
        ("  two spaces", '"  two spaces"'),
        ("a\x85b", '"a\\x85b"'),
    ],
)
def test_each_text_has_its_plainest_form(text: str, form: str) -> None:
    assert setting("body", text) == f"body: {form}\n"


def test_half_a_letter_is_refused() -> None:
    with pytest.raises(ValueError, match="half of a letter"):
        setting("body", "a\ud800")
