"""Bombs and oddities in files of words."""

from __future__ import annotations

import pytest

from tests.hostile.confined import confined, refused
from tests.projects import CARDS_A, DECK, Project

A = "cards/A.yaml"
ONE = "category: A\ncards:\n  - title: One\n    description: "
SIGN = 'this value begins with "&", which has a meaning of its own here'
ALIASES = "a: &a [x, x]\n" + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{'*' + chr(97 + i)}, x]\n" for i in range(20))

BOMBS = {
    "aliases": (ALIASES, SIGN),
    "nesting": ("cards: " + "[" * 3_000_000, "nested too deeply here"),
    "nested groups": ("cards:\n  " + "- " * 1_000_000, "nested too deeply here"),
    "20 MB": ("cards:\n  - title: " + "x" * 21_000_000, "too big to be part of a deck: 21 MB"),
    "one long text": (f"{ONE}{'x' * 5_000_000}\n", "5,000,000 characters long; a card holds about 2,000"),
    "merge key": ("category: A\ncards:\n  - <<: {title: One}\n    description: x\n", '"title" is missing here'),
    "tags": ("cards:\n" + "  - !!python/object/apply:os.system [id]\n", 'this value begins with "!"'),
    "many signs": ("cards:\n" + "  - !x y\n" * 60_000, "more are told once these are mended"),
    "one card, often": ("cards:\n" + "  - title: x\n" * 40_000, "more are told once these are mended"),
    "loose names": ("cards: [{a: 1, b, " + ", ".join(f"k{i}: 1, q{i}" for i in range(20_000)) + "}]\n", "the comma"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_told_in_time_and_in_little_memory(project: Project, name: str) -> None:
    text, sentence = BOMBS[name]
    project.write(A, text)
    refused(confined(project, "build"), sentence, A)


def test_a_hundred_megabytes_are_not_even_read(project: Project) -> None:
    with project.write("deck.yaml", "title: ").open("ab") as file:
        file.truncate(100_000_000)
    refused(confined(project, "build", memory=400), "too big to be part of a deck: 100 MB", "deck.yaml")


LONG = {
    "letters": "x" * 90_000,
    "words": "x " * 45_000,
    "accents": "a" + "\u0301" * 90_000,
    "brackets": f'"{"[" * 50_000}"',
    "stars": f'"{"**a *b " * 12_000}"',
    "links": f'"{"[a](" * 20_000}"',
    "list": "|\n" + "      - x\n" * 10_000,
    "numbers": "|\n" + "".join(f"      {number % 999}. x\n" for number in range(8_000)),
}


@pytest.mark.parametrize("name", LONG)
def test_a_text_of_a_book_s_length_ends_in_time(project: Project, name: str) -> None:
    project.write(A, f"{ONE}{LONG[name]}\n")
    result = confined(project, "build")
    assert result.code in (0, 1), result.err[-1000:]
    assert max(map(len, result.err.split("\n"))) <= 1200


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (CARDS_A.encode("utf-16"), "not saved as UTF-8 text"),
        (CARDS_A.replace("one car", "öne car").encode("latin-1"), "not saved as UTF-8 text"),
        (CARDS_A.replace("one car", "one\0car").encode(), "a sign that does not belong in text (code 0000)"),
        (CARDS_A.replace("one car", "one\x1b[2Jcar").encode(), "a sign that does not belong in text (code 001B)"),
        (b"\xff\xfe\xff\xfe" * 1000, "not saved as UTF-8 text"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 1000, "not saved as UTF-8 text"),
    ],
)
def test_other_encodings_and_signs_are_told(project: Project, text: bytes, sentence: str) -> None:
    project.write(A, text)
    refused(confined(project, "build"), sentence, A)


@pytest.mark.parametrize("typed", ['"a\\e[31m\\u202eb"', '"\\a\\x9b2J"', '"\\u2066x"'])
@pytest.mark.parametrize("command", ["build", "list", "check", "icons", "outputs"])
def test_what_is_typed_never_steers_the_terminal(project: Project, typed: str, command: str) -> None:
    project.write(A, f"category: A\ncards:\n  - title: {typed}\n    id: {typed}\n    icon: x\n    description: x\n")
    project.write("deck.yaml", f"{DECK}outputs: {{mine: {{about: {typed}}}}}\n".replace("Small deck", typed.strip('"')))
    result = project.run(command)
    assert result.code in (0, 1)
    assert not set("\x1b\x07\x9b\u202e\u2066") & set(result.out + result.err)


def test_many_problems_are_counted_and_the_first_told(project: Project) -> None:
    project.write(A, "category: A\ncards:\n" + "".join(f"  - title: T{number}\n" for number in range(3000)))
    result = project.run("build")
    assert "2,000 more are told once these are mended." in result.err
    assert "cards/A.yaml, line 3: this card has no" in result.err
    assert result.footer.startswith("3000 problems in 1 file.")
