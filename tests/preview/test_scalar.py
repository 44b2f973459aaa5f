"""What is written reads back as what was typed, and nothing else in the file changes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deck.preview.edits import set_list, set_text
from deck.preview.scalar import normal
from deck.preview.source import EditError, Source
from tests.preview.conftest import ROOT

FILES = sorted((ROOT / "cards").glob("*.yaml"))
STYLES = """\
category: A   # a note
cards:
  - id: one
    title: Plain title  # kept
    neighbours: 'single ''quoted'''
    description: >-   # folded, with a note
      First paragraph goes on
      over two lines.

      Second paragraph.

    benefits: |
      literal
      lines
    examples: "double \\"quoted\\""
    empty:
    last: plain
      over two lines


  # about two
  - id: two
    title: Two
"""
KEYS = ("title", "neighbours", "description", "benefits", "examples", "empty", "last", "absent")
SIGNS = "mot |- |\n|\n\n|: | #|**gras**|'|\"|\\|é|[a](b)|{|- - |&|*|!|%|>|? |  |\t|---|...|@|`|~|0x1|yes|\u2028"
words = st.text(st.characters(codec="utf-8"), max_size=300)
markdown = st.lists(st.sampled_from([*SIGNS.split("|"), "|"]), max_size=40).map("".join)


def changed_lines(before: str, after: str) -> tuple[int, int, int]:
    """How many lines are the same at the top, and at the bottom, and how many there were."""
    old, new = before.split("\n"), after.split("\n")
    top = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    rest = min(len(old), len(new)) - top
    bottom = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    return top, bottom, len(old)


@given(text=words | markdown, key=st.sampled_from(KEYS), newline=st.sampled_from(["\n", "\r\n"]), bom=st.booleans())
def test_any_text_reads_back_and_all_else_stays(text: str, key: str, newline: str, bom: bool) -> None:
    source = Source(("\ufeff" if bom else "") + STYLES.replace("\n", newline))
    try:
        made = set_text(source, ("cards", 0, key), text, KEYS)
    except EditError:
        pytest.fail(f"{text!r} could not be written")
    expected = source.tree()
    expected["cards"][0][key] = normal(text)
    assert made.tree() == expected
    assert Source.of_bytes(made.data).raw == made.raw
    assert made.raw.startswith("\ufeff") == bom
    assert ("\r\n" in made.raw) == (newline == "\r\n")
    assert made.raw.count("\n") == made.raw.count(newline)
    assert all(note in made.text for note in ("# a note", "# kept", "# folded, with a note", "# about two"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_field_of_the_first_deck_changes_its_own_lines_only(file: Path) -> None:
    source = Source(file.read_bytes().decode())
    for number, card in enumerate(source.tree()["cards"]):
        for key, value in card.items():
            if not isinstance(value, str):
                continue
            made = set_text(source, ("cards", number, key), value.replace(" ", " x ", 1) + "!")
            top, bottom, count = changed_lines(source.text, made.text)
            first = source.text.count("\n", 0, _place(source, number, key)[0])
            last = source.text.count("\n", 0, _place(source, number, key)[1])
            assert top >= first
            assert bottom >= count - 1 - last


def _place(source: Source, number: int, key: str) -> tuple[int, int]:
    from deck.preview.edits import node_of
    from deck.preview.source import entries, entry_span

    name, node = entries(node_of(source, ("cards", number)))[key]
    return name.start_mark.index, entry_span(name, node, source)[1]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_saved_as_it_was_leaves_the_bytes(file: Path) -> None:
    source = Source(file.read_bytes().decode())
    for number, card in enumerate(source.tree()["cards"]):
        for key, value in card.items():
            if isinstance(value, str):
                source = set_text(source, ("cards", number, key), value)
    assert source.data == file.read_bytes()


def test_one_word_changes_one_line() -> None:
    source = Source((ROOT / "cards/A-mobilite.yaml").read_text("utf-8"))
    text = source.tree()["cards"][0]["description"]
    made = set_text(source, ("cards", 0, "description"), text.replace("service", "SERVICE", 1))
    different = [a for a, b in zip(source.lines, made.lines, strict=True) if a != b]
    assert [line.strip()[:34] for line in different] == ["Le covoiturage est un service qui "]


def test_an_untouched_paragraph_keeps_its_lines() -> None:
    made = set_text(Source(STYLES), ("cards", 0, "description"), "First paragraph goes on over two lines.\n\nThird.")
    assert "      First paragraph goes on\n      over two lines.\n\n      Third.\n" in made.text


@pytest.mark.parametrize(
    ("key", "text", "line"),
    [
        ("title", "Other", "    title: Other  # kept\n"),
        ("title", "Other: title", '    title: "Other: title"  # kept\n'),
        ("neighbours", "it's", "    neighbours: 'it''s'\n"),
        ("examples", "other", '    examples: "other"\n'),
        ("empty", "now", "    empty: now\n"),
        ("absent", "new", "    absent: new\n"),
    ],
)
def test_the_way_of_writing_stays(key: str, text: str, line: str) -> None:
    assert line in set_text(Source(STYLES), ("cards", 0, key), text, KEYS).text


def test_a_new_key_takes_its_place_in_the_order() -> None:
    order = ("id", "title", "front_title", "neighbours")
    made = set_text(Source(STYLES), ("cards", 0, "front_title"), "Short", order)
    assert "    title: Plain title  # kept\n    front_title: Short\n    neighbours:" in made.text


@given(tags=st.lists(markdown, max_size=4))
def test_any_tags_read_back(tags: list[str]) -> None:
    wanted = [text for tag in tags if (text := normal(tag).replace("\n", " "))]
    made = set_list(Source(STYLES), ("cards", 1, "tags"), tags, ("id", "title", "tags"))
    assert made.tree()["cards"][1].get("tags", []) == wanted


def test_a_broken_file_is_not_touched() -> None:
    with pytest.raises(EditError, match="mistake"):
        set_text(Source("cards: [\n"), ("cards", 0, "title"), "x")
