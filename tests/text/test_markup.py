"""Markup: what is marked up loses its marks, everything else is printed as typed."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deck.text.markup import (
    BULLET,
    HEADED_GAP,
    HEADING_GAP,
    INNER_GAP,
    LIST_GAP,
    _marked_runs,
    _simple_runs,
    parse_paragraphs,
    parse_runs,
    web_address,
)
from deck.text.runs import Paragraph, Run, plain_text

SIGNS = "*_[]()\\<>!&#`-~^{}|:\"' \t\n\u2028\u00a0."
any_text = st.text(st.sampled_from(SIGNS + "aéB7漢") | st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)
word = st.text("abcéœ7", min_size=1, max_size=6)


def said(text: str) -> str:
    return "".join(run.text for run in parse_runs(text))


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@given(st.text())
def test_no_text_is_refused(text: str) -> None:
    assert all(isinstance(paragraph, Paragraph) for paragraph in parse_paragraphs(text))


@given(any_text.filter(lambda text: "](" not in text))
def test_every_letter_comes_out(text: str) -> None:
    assert letters(plain_text(parse_paragraphs(text))) == letters(text)


@given(any_text.filter(lambda text: not set("*[]\\\n`") & set(text)))
def test_text_without_marks_is_printed_as_typed(text: str) -> None:
    assert parse_runs(text) == (Run(text.strip()),)


@given(any_text.filter(lambda text: "\n" not in text))
def test_a_backslash_makes_any_mark_a_letter(text: str) -> None:
    escaped = re.sub(r"([*\[\]\\`])", r"\\\1", text.strip())
    assert said(escaped) == text.strip()


@given(st.lists(st.tuples(word, st.booleans(), st.booleans()), min_size=1))
def test_balanced_marks_leave_the_words_and_their_faces(parts: list[tuple[str, bool, bool]]) -> None:
    marked = " ".join("**" * bold + "*" * italic + text + "*" * italic + "**" * bold for text, bold, italic in parts)
    runs = parse_runs(marked)
    faces = [(text, run.bold, run.italic) for run in runs for text in run.text.split()]
    assert faces == parts
    assert "".join(run.text for run in runs) == " ".join(text for text, _, _ in parts)


@given(any_text)
def test_neighbouring_runs_differ_in_their_face(text: str) -> None:
    faces = [(run.bold, run.italic, run.code) for run in parse_runs(text)]
    assert all(one != other for one, other in pairwise(faces))


@pytest.mark.parametrize(
    "text",
    [
        "Nom : _____ Date : __________",
        "2 * 3 * 4 = 24",
        "**gras sans fin",
        "*penché sans fin",
        "une_variable_longue et __deux__",
        "a ] b [ c",
        "[lien sans adresse]",
        "[lien](adresse sans fin",
        "[lien](deux mots)",
        "[ ] à cocher",
        "C:\\dossier",
        "\\",
        "**",
        "****",
        "#hashtag",
        "# titre",
        "> 5",
        "2. Mai",
        "3.5 km",
        "1.un",
        "1)",
        "12/3",
        "##mot",
        "##",
        "*mot",
        "+5 degrés",
        "`code",
        "un ` là",
        "a`` b`",
        "<b>",
        "&amp;",
        "http://exemple.fr/a_b_c",
        "~~barré~~",
        "| a | b |",
    ],
)
def test_what_is_unbalanced_or_no_mark_of_ours_is_printed_as_typed(text: str) -> None:
    assert parse_paragraphs(text) == (Paragraph((Run(text),)),)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("un **gras** là", (Run("un "), Run("gras", bold=True), Run(" là"))),
        ("un *penché* là", (Run("un "), Run("penché", italic=True), Run(" là"))),
        ("***les deux***", (Run("les deux", bold=True, italic=True),)),
        ("**a *b* c**", (Run("a ", bold=True), Run("b", bold=True, italic=True), Run(" c", bold=True))),
        ("re**lier**", (Run("re"), Run("lier", bold=True))),
        (
            "[RelayRides](https://relayrides.com) est",
            (Run("RelayRides", italic=True, link="https://relayrides.com"), Run(" est")),
        ),
        ("[**gras**](http://x.fr)", (Run("gras", bold=True, italic=True, link="http://x.fr"),)),
        ('[a](http://x.fr/b_(c) "titre")', (Run("a", italic=True, link="http://x.fr/b_(c)"),)),
        ("[a](javascript:x)", (Run("a", italic=True),)),
        ("\\*pas penché\\*", (Run("*pas penché*"),)),
        ("\\[pas\\](lien)", (Run("[pas](lien)"),)),
        ("*a* _b_ __c__ ____", (Run("a", italic=True), Run(" _b_ __c__ ____"))),
        ("deux\nlignes", (Run("deux lignes"),)),
        ("  blancs autour \n", (Run("blancs autour"),)),
        ("**x **y**", (Run("**x "), Run("y", bold=True))),
        ("un `*code* \\` là", (Run("un "), Run("*code* \\", code=True), Run(" là"))),
        ("**`a`** ``b ` c``", (Run("a", bold=True, code=True), Run(" "), Run("b ` c", code=True))),
    ],
)
def test_runs(text: str, runs: tuple[Run, ...]) -> None:
    assert parse_runs(text) == runs


def entry(text: str, gap: float = LIST_GAP) -> Paragraph:
    return Paragraph((Run(text),), gap, BULLET)


def test_blank_lines_part_paragraphs() -> None:
    assert parse_paragraphs("\n un\n \t\n\n\ndeux\n") == (
        Paragraph((Run("un"),)),
        Paragraph((Run("deux"),), INNER_GAP),
    )


def test_lines_that_begin_with_a_hyphen_are_entries() -> None:
    assert parse_paragraphs("- un\n- deux\n  suite") == (entry("un", 0), entry("deux suite"))


def test_a_list_may_follow_its_lead_without_a_blank_line() -> None:
    assert parse_paragraphs("Deux:\n- a - b\n- c\n\nFin") == (
        Paragraph((Run("Deux:"),)),
        entry("a - b"),
        entry("c"),
        Paragraph((Run("Fin"),), INNER_GAP),
    )


@pytest.mark.parametrize("text", ["-5 degrés", "a\n-5", "– tiret", "a - b"])
def test_a_hyphen_elsewhere_makes_no_list(text: str) -> None:
    assert [paragraph.hang for paragraph in parse_paragraphs(text)] == [""]


@pytest.mark.parametrize("typed", ["rose\\\nbleu", "rose  \nbleu", "rose \\\n  bleu", "rose\u2028bleu"])
def test_a_hard_break_ends_a_line_and_leaves_no_gap(typed: str) -> None:
    assert parse_paragraphs(f"vert\n\n{typed}") == (
        Paragraph((Run("vert"),)),
        Paragraph((Run("rose"),), INNER_GAP),
        Paragraph((Run("bleu"),)),
    )


def test_a_hard_break_keeps_the_face_and_the_indent() -> None:
    assert parse_paragraphs("- **rose \\\n bleu** vert") == (
        Paragraph((Run("rose", bold=True),), 0, BULLET),
        Paragraph((Run("bleu", bold=True), Run(" vert")), 0, BULLET, inset=True),
    )
    assert plain_text(parse_paragraphs("- rose\\\nbleu\n- vert")) == "• rose\nbleu\n• vert"


def test_two_hard_breaks_leave_an_empty_line() -> None:
    assert [paragraph.text for paragraph in parse_paragraphs("rose\\\n\\\nbleu")] == ["rose", "", "bleu"]


def entries(text: str) -> list[tuple[str, str]]:
    return [(paragraph.hang, paragraph.text) for paragraph in parse_paragraphs(text)]


@pytest.mark.parametrize("mark", ["-", "*", "+"])
def test_every_bullet_makes_a_list(mark: str) -> None:
    assert entries(f"{mark} un\n{mark}   deux") == [(BULLET, "un"), (BULLET, "deux")]
    assert entries(f"Deux:\n{mark} un") == [("", "Deux:"), (BULLET, "un")]


@pytest.mark.parametrize("sign", [".", ")"])
def test_numbers_make_a_list_and_stay_as_typed(sign: str) -> None:
    assert entries(f"1{sign} un\n2{sign} deux\n   suite") == [(f"1{sign}", "un"), (f"2{sign}", "deux suite")]
    assert entries(f"1{sign} un\n\nParole\n\n2{sign} deux") == [
        (f"1{sign}", "un"),
        ("", "Parole"),
        (f"2{sign}", "deux"),
    ]


def test_a_long_list_stands_in_by_its_longest_number() -> None:
    typed = "\n".join(f"{number}. x" for number in range(1, 11))
    assert [paragraph.room for paragraph in parse_paragraphs(typed)] == ["10."] * 9 + [""]
    assert {paragraph.room for paragraph in parse_paragraphs("1. x\n2. y")} == {""}


@pytest.mark.parametrize(
    "text",
    [
        "am\n1. Mai",
        "vers le\n2. Mai",
        "2. Mai\n3. Mai",
        "il fait\n+ 5 degrés",
        "le prix\n* note",
        "3.5 ou\n3. 5",
        "1.5\n2.5",
    ],
)
def test_a_number_in_the_middle_of_a_sentence_makes_no_list(text: str) -> None:
    assert entries(text) == [("", text.replace("\n", " "))]


@pytest.mark.parametrize("text", ["Faites:\n1. un", "Faites\n1. un\n2. deux", "**Faites.**\n1. un"])
def test_a_numbered_list_may_follow_its_lead(text: str) -> None:
    assert [hang for hang, _ in entries(text)][:2] == ["", "1."]


def test_a_number_with_another_sign_does_not_continue_a_list() -> None:
    assert entries("1. un\n2) deux\n2. trois") == [("1.", "un 2) deux"), ("2.", "trois")]


def test_a_heading_is_bold_and_stands_off() -> None:
    assert parse_paragraphs("un\n## Mots *ici*\ndeux\n\n### Fin") == (
        Paragraph((Run("un"),)),
        Paragraph((Run("Mots ", bold=True), Run("ici", bold=True, italic=True)), HEADING_GAP, heading=True),
        Paragraph((Run("deux"),), HEADED_GAP),
        Paragraph((Run("Fin", bold=True),), HEADING_GAP, heading=True),
    )
    assert parse_paragraphs("## Mots")[0].gap == 0


list_marks = st.sampled_from(
    ["- ", "* ", "+ ", "1. ", "2. ", "3) ", "1) ", "10. ", "## ", "`", "``", "\n", "\n\n", "am ", ": "]
)


@given(st.lists(list_marks | word, max_size=20).map("".join))
def test_every_letter_and_number_comes_out_of_lists(text: str) -> None:
    assert letters(plain_text(parse_paragraphs(text))) == letters(text)


@given(any_text.filter(lambda text: "`" not in text and text.strip(" \n\u2028") == text and text))
def test_code_is_what_was_typed(text: str) -> None:
    typed = re.sub(r" ?\n ?", " ", text)
    assert parse_runs(f"un `{typed}`")[1:] == (Run(typed, code=True),)


MARKED = ["*", "**", "***", "a", "é7", "b c", "\u00a0", "\u202f", *" .(»\t[])!_", "]("]
LINKS = [
    "[Etsy](http://www.etsy.com)",
    "[a, b](https://x.fr/c-d?e=f#g)",
    "[http://a.b/](http://a.b/C?D=E)",
    "[x](mailto:a@b)",
]


@given(st.lists(st.sampled_from([*MARKED, *LINKS])).map("".join))
@settings(max_examples=1000)
def test_what_is_read_without_the_parser_is_read_as_the_parser_reads_it(text: str) -> None:
    quick = _simple_runs(text.strip())
    assert quick in (None, ()) or quick == _marked_runs(text.strip())


@given(st.lists(st.tuples(word, st.sampled_from(["", "*", "**"])), min_size=1))
def test_stars_around_words_and_links_need_no_parser(words: list[tuple[str, str]]) -> None:
    text = " ".join(f"{stars}{word}{stars}" for word, stars in words)
    assert _simple_runs(f"{text} ({text}) [{words[0][0]}](https://example.org/)") is not None


@given(st.text("abXY09./~?#&=+_-", max_size=12), st.text("abc09.-", max_size=6))
def test_an_address_of_letters_and_signs_stays_as_it_is(path: str, host: str) -> None:
    from markdown_it.common.normalize_url import normalizeLink

    found = web_address(f"https://x{host}/{path}")
    assert found == normalizeLink(found)
