"""Entries are added to deck.yaml without touching what stands there."""

import pytest

from deck.tables.amend import amended

ADD = {"categories": {"C": "C: {name: New, color: black}"}, "fields": {"cost": "cost: {label: Cost}"}}


@pytest.mark.parametrize(
    "text",
    [
        "title: A\n",
        "title: A\ncategories:\n    A: {name: Old, color: white}\n\n# a note\nfields:\n  old: {label: Old}  # note\n",
        "title: A\ncategories:\n  A:\n    name: Old\n    color: white\n  # noted\nsize: tarot\nfields:\n",
        "fields:\n  old: {}\n\n\ntitle: A",
    ],
)
def test_every_line_stays_and_the_new_ones_come(text: str) -> None:
    after = amended(text, ADD)
    assert after is not None
    kept = [line for line in text.split("\n") if line.strip()]
    made = [line for line in after.split("\n") if line.strip()]
    assert [line for line in made if line in kept] == kept
    new = [line.strip() for line in made if line not in kept]
    assert {*new} - {"categories:", "fields:"} == {*ADD["categories"].values(), *ADD["fields"].values()}


@pytest.mark.parametrize("text", ["title: A\ncategories: {A: {name: B, color: white}}\n", "title: A\nfields: [a]\n"])
def test_what_cannot_be_added_to_safely_is_left_alone(text: str) -> None:
    assert amended(text, ADD) is None


def test_nothing_to_add_changes_nothing() -> None:
    assert amended("categories: {}", {"categories": {}}) == "categories: {}"


def test_new_entries_come_right_after_the_old_ones() -> None:
    text = "categories:\n  A:\n    name: Old\n\n# on what follows\nsize: tarot\n"
    added = {"categories": ADD["categories"]}
    assert amended(text, added) == text.replace("Old\n", "Old\n  C: {name: New, color: black}\n")
