"""Whole cards: taken out, put in, copied; what stands around them stays."""

from pathlib import Path

import pytest

from deck.preview.cards import card_ids, items, text_of, within, without
from deck.preview.source import EditError, Source
from tests.preview.conftest import ROOT

FILES = [file for file in sorted((ROOT / "cards").glob("*.yaml")) if file.read_text("utf-8").count("\n  - id:") > 2]
NOTED = """\
cards:
# about all
- title: One

# about two
- title: Two
  description: >-
    Words.

# free note

- title: Three
"""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_card_taken_out_and_put_back_leaves_the_bytes(file: Path) -> None:
    source = Source(file.read_bytes().decode())
    for index in range(len(items(source))):
        assert within(without(source, index), index, text_of(source, index)).raw == source.raw


def test_a_note_right_above_goes_with_its_card() -> None:
    left = without(Source(NOTED), 1)
    assert "about two" not in left.text
    assert all(note in left.text for note in ("# about all", "# free note"))
    assert card_ids(left) == ["one", "three"]


def test_the_last_card_leaves_an_empty_list() -> None:
    left = without(Source("category: A\ncards:\n  - title: One\n# end\n"), 0)
    assert left.text == "category: A\ncards: []\n# end\n"
    assert within(left, 0, "- title: New").text == "category: A\ncards:\n  - title: New\n# end\n"


@pytest.mark.parametrize("text", ["", "category: A\n", "cards:\n", "category: A\ncards:   # none yet\n"])
def test_the_first_card_of_a_file(text: str) -> None:
    source = Source(text or "# nothing\ncategory: A")
    made = within(source, 0, "- title: New\n  icon: x")
    assert made.tree()["cards"] == [{"title": "New", "icon": "x"}]


def test_windows_line_ends_stay() -> None:
    source = Source(NOTED.replace("\n", "\r\n"))
    made = within(without(source, 0), 0, "- title: New\n  icon: x")
    assert made.raw.count("\n") == made.raw.count("\r\n")


def test_a_list_in_brackets_is_left_to_an_editor() -> None:
    with pytest.raises(EditError, match="text editor"):
        without(Source("cards: [{title: One}, {title: Two}]\n"), 0)
