"""What is typed as a text comes out as Markdown means it, in every way in which YAML lets it be typed."""

from pathlib import Path

import pytest
import yaml

from deck.problems import Problems
from deck.source import parsing
from deck.source.nodes import Scalar
from deck.source.parsing import parse_yaml
from deck.text.markup import parse_paragraphs
from tests.projects import Project

PARAGRAPH, TWO, LIST, LED = (
    ["One line two"],
    ["One", "Two lines"],
    ["• One", "• Two lines", "• Three"],
    ["Lead:", "• One", "• Two"],
)
# How it is typed after "text:", and the paragraphs that it makes.
TYPED: tuple[tuple[str, list[str]], ...] = (
    (" >-\n  One\n  line two\n", PARAGRAPH),
    (" >\n  One\n  line two\n\n", PARAGRAPH),
    (" >2-\n  One\n  line two\n", PARAGRAPH),
    (" >-\n\n  One\n  line two\n", PARAGRAPH),
    (" |\n  One\n  line two\n", PARAGRAPH),
    (" |-\n  One line\n  two\n", PARAGRAPH),
    (" One\n  line two\n", PARAGRAPH),
    ("\n  One\n  line two\n", PARAGRAPH),
    (' "One\n  line two"\n', PARAGRAPH),
    (" 'One\n  line two'\n", PARAGRAPH),
    (" One   line  two\n", PARAGRAPH),
    (" >-\n  One\n\n  Two\n  lines\n", TWO),
    (" >-\n  One\n   \n\n  Two\n  lines\n", TWO),
    (" |\n  One\n\n  Two\n  lines\n", TWO),
    (" One\n\n  Two\n  lines\n", TWO),
    (' "One\n\n  Two\n  lines"\n', TWO),
    (' "One\\n\\nTwo lines"\n', TWO),
    (" 'One\n\n\n  Two\n  lines'\n", TWO),
    (" >-\n  - One\n  - Two\n    lines\n  - Three\n", LIST),
    (" >-\n  - One\n\n  - Two\n    lines\n\n  - Three\n", LIST),
    (" |\n  - One\n  - Two\n    lines\n  - Three\n", LIST),
    (' "- One\n  - Two\n    lines\n  - Three"\n', LIST),
    (" '- One\n  - Two\n    lines\n  - Three'\n", LIST),
    (" >-\n  Lead:\n\n  - One\n  - Two\n", LED),
    (" >-\n  Lead:\n  - One\n  - Two\n", LED),
    (" >-\n  Lead:\n    - One\n    - Two\n", LED),
    (" |\n  Lead:\n  - One\n  - Two\n", LED),
    (" |\n  Lead:\n    - One\n    - Two\n", LED),
    ("\n  'Lead:\n  - One\n  - Two'\n", LED),
    (' "Lead:\n\n  - One\n  - Two"\n', LED),
    (" Lead\n  - One\n  - Two\n", ["Lead", "• One", "• Two"]),
    (" >-\n  1. One\n  2. Two\n     lines\n", ["1. One", "2. Two lines"]),
    (" |\n  Lead:\n    1) One\n    2) Two\n", ["Lead:", "1) One", "2) Two"]),
    (" 'Lead:\n  * One\n  * Two'\n", ["Lead:", "• One", "• Two"]),
    (" >-\n  + One\n  + Two\n", ["• One", "• Two"]),
    (" >-\n  One\n\n  ## Head\n  Two\n  lines\n", ["One", "Head", "Two lines"]),
    (" 1. Mai\n", ["1. Mai"]),
    (" >-\n  am\n  1. Mai\n  und 2.\n  Juni\n", ["am 1. Mai und 2. Juni"]),
    (" am\n  2. Mai\n", ["am 2. Mai"]),
    (" 3.5\n", ["3.5"]),
    (" >-\n  One - two\n  and -three\n", ["One - two and -three"]),
    (" >-\n  # no note: [a] *b & c\n", ["# no note: [a] *b & c"]),
    (" 'It''s\n  - so'\n", ["It's", "• so"]),
    (" >-\n  One\n  ---\n  two\n", ["One --- two"]),
)


def read(typed: str) -> str:
    """What stands after ``text:``."""
    problems = Problems()
    tree = parse_yaml(f"text:{typed}next: x\n", Path("x.yaml"), problems)
    assert tree is not None
    assert not problems.found, problems.found
    assert list(tree.entries) == ["text", "next"]
    value = tree.entries["text"]
    assert isinstance(value, Scalar)
    return value.text


@pytest.mark.parametrize("reader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(("typed", "meant"), TYPED)
def test_paragraphs_and_lists_are_what_markdown_means(
    typed: str, meant: list[str], reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "_LOADER", getattr(yaml, reader))
    paragraphs = parse_paragraphs(read(typed))
    told = [
        (f"{paragraph.hang} " if paragraph.hang else "") + " ".join(paragraph.text.split()) for paragraph in paragraphs
    ]
    assert told == meant


LOOKS = ("Yes", "no", "on", "Off", "true", "NULL", "null", "~", "007", "0x1F", "0o17", "1_000", "1:30", "12:30:45")
LIKE_NUMBERS = ("1e3", ".inf", ".NaN", "-1", "+1", "3.10", "2026-11-23", "=", "<")


@pytest.mark.parametrize("typed", LOOKS + LIKE_NUMBERS)
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_what_looks_like_something_else_is_text(typed: str, quote: str) -> None:
    assert read(f" {quote}{typed}{quote}\n") == typed


@pytest.mark.parametrize("typed", ["Yes", "007", "1:30", "1e3", "null", "~", "true", "2026-11-23"])
@pytest.mark.parametrize("key", ["title", "id", "tags", "description"])
def test_text_stays_text_on_a_card(project: Project, typed: str, key: str) -> None:
    value = f"[{typed}]" if key == "tags" else typed
    title = typed if key == "title" else "Train"
    lines = {"title": title, "description": "text", key: value}
    project.write(
        "cards/C.yaml", "cards:\n  - " + "\n    ".join(f"{name}: {text}" for name, text in lines.items()) + "\n"
    )
    result = project.run("build", *(("--tag", typed) if key == "tags" else ("-c", "B")))
    assert (result.code, result.err) == (0, "")
    if key == "id":
        assert f" {typed} " in project.run("list").out


@pytest.mark.parametrize("name", ["A", "yes", "1", "null"])
def test_the_letter_of_a_category_is_text(project: Project, name: str) -> None:
    project.spoil("deck.yaml", "  B: {name", f"  {'B' if name == 'A' else name}: {{name")
    project.spoil("cards/B.yaml", "category: B", f"category: {'B' if name == 'A' else name}")
    assert project.run("build").code == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A car for a short time.", "A car ⟦#1 in town⟧"),
        ("A car for a short time.", "A car ⟦# edited yesterday⟧"),
        ("A car for a short time.", "A car\n      in ⟦#1 town⟧"),
        ("BlaBlaCar, Djump.", "⟦#BlaBlaCar⟧"),
        ("copies: 2", "copies: 2 ⟦# is enough⟧"),
        ("Car sharing", "Car sharing ⟦#2⟧"),
    ],
)
def test_words_lost_to_a_hash_after_one_space_are_warned_of(project: Project, old: str, new: str) -> None:
    from tests.projects import headline, underlined

    place = project.spoil("cards/A.yaml", old, new)
    result = project.run("build")
    assert result.code == 0
    (problem,) = result.problems
    assert place is not None
    assert problem.startswith("Warning: ")
    assert headline(problem) == ("cards/A.yaml", place.line)
    assert underlined(problem) == (place.line, place.column, place.typed)
    assert "what follows the # is taken for a note and will not be printed." in problem
    assert 'put the whole value in quotes: "like this".' in problem
    assert "type two spaces before the #." in problem


@pytest.mark.parametrize("file", ["deck.yaml", "layouts/plain.yaml"])
def test_they_are_warned_of_in_every_file(project: Project, file: str) -> None:
    old, new = ("Small deck", "Small deck #1") if file == "deck.yaml" else ('"{title}"', "Card #{number}")
    project.spoil(file, old, new)
    assert f"Warning: {file}, line " in project.run("build").err


@pytest.mark.parametrize("new", ["A car  # note", "A car   #1", "A car#1", '"A car" # note', "A#1 #", "'A # car'"])
def test_a_note_after_two_spaces_is_none_of_our_business(project: Project, new: str) -> None:
    project.spoil("cards/A.yaml", "A car for a short time.", new)
    result = project.run("build")
    assert (result.code, result.err) == (0, "") or new == "A#1 #"
