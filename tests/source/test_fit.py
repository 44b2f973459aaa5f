"""Text that cannot be printed as it is: no glyph, too long, too wide, too small; and what would help, tried out."""

import re
import shutil

import pytest

from tests.projects import (
    PDF,
    Project,
    Slip,
    assert_refused,
    assert_told,
    assert_untouched,
    headline,
    slips,
    underlined,
)
from tests.typefaces import SQUARES

A, DECK, PLAIN = "cards/A.yaml", "deck.yaml", "layouts/plain.yaml"
SHORT = "A car for a short time."
MORE = "and very much more and very much more of all of it and then some more of everything else"
REGULAR, BOLD = "the typeface NotoSans-Condensed has no", "the typeface NotoSans-CondensedBold has no"
EMOJI = "Add this line to deck.yaml:\n    fonts: {fallback: [Noto Emoji]}"
CAR, HAN = '"🚗" (AUTOMOBILE, U+1F697).', '"車" (CJK UNIFIED IDEOGRAPH-8ECA, U+8ECA).'

GLYPHS = (
    Slip("in a block", A, "the same journey.", "the same ⟦🚗⟧ journey.", f"{REGULAR} {CAR}", EMOJI, "Carpooling"),
    Slip("in its word", A, "the same journey.", "the same journey-⟦🚗⟧!", f"{REGULAR} {CAR}", 'stands in "journey-🚗!"',
         "Carpooling"),
    Slip("after wide ones", A, SHORT, "A “⟦車⟧” car", f"{REGULAR} {HAN}", "Write it another way", "Car sharing"),
    Slip("between quotes", A, SHORT, '"A ⟦車⟧: a car"', f"{REGULAR} {HAN}", 'stands in "車:"', "Car sharing"),
    Slip("in bold", A, SHORT, "A **⟦車⟧** car", f"{BOLD} {HAN}", 'stands in "車"', "Car sharing"),
    Slip("in a list", A, SHORT, ">-\n      - a\n      - ⟦車⟧", f"{REGULAR} {HAN}", 'stands in "車"', "Car sharing"),
    Slip("in a title", A, "title: Car sharing", "title: Car ⟦車⟧ sharing", f"{BOLD} {HAN}", 'stands in "車"',
         "Car 車 sharing"),
    Slip("without a name", A, SHORT, "A ⟦\ue000⟧ car", f'{REGULAR} "\ue000" (U+E000).', "fallback: [MyFont.ttf]",
         "Car sharing"),
    Slip("in a label", DECK, "label: Examples", "label: ⟦車⟧ Examples", f"{BOLD} {HAN}", 'stands in "車"'),
    Slip("in the layout", PLAIN, '"{front_title}"', '"{front_title} ⟦車⟧"', f"{BOLD} {HAN}", 'stands in "車"'),
    Slip("hidden in an escape", A, SHORT, '⟦"A \\u8eca car"⟧', f"{REGULAR} {HAN}", 'stands in "車"', "Car sharing"),
)  # fmt: skip


@slips(*GLYPHS)
def test_a_character_without_a_glyph_is_told_in_its_place(project: Project, slip: Slip) -> None:
    assert_told(project, slip)


def test_an_emoji_of_several_signs_is_told_by_those_that_show(project: Project) -> None:
    project.spoil(A, SHORT, "A \N{MAN}\u200d\N{WOMAN} car")
    (problem,) = project.run("build").errors
    assert 'no "\N{MAN}" (MAN, U+1F468).' in problem.partition("\n")[0]
    assert 'Missing as well: "\N{WOMAN}" (WOMAN, U+1F469).' in problem
    assert "ZERO WIDTH JOINER" not in problem


def test_a_character_that_an_index_shows_too_is_told_where_it_was_typed(project: Project) -> None:
    project.spoil(DECK, "fields:\n", "companions: [index]\nfields:\n")
    project.spoil("cards/B.yaml", "title: Coworking", "title: Cowo車king")
    errors = project.run("build").errors
    assert errors
    assert {headline(problem) for problem in errors} == {("cards/B.yaml", 3)}
    assert {underlined(problem) for problem in errors} == {(3, 16, "車")}


def test_characters_of_one_script_are_told_together_with_their_places(project: Project) -> None:
    project.spoil(A, "share one car", "share one 車 car")
    project.spoil(A, "BlaBlaCar, Djump.", "BlaBlaCar, 所Djump.")
    project.spoil("cards/B.yaml", "A place", "A 車 place")
    (problem,) = project.run("build").errors
    assert headline(problem) == (A, 8)
    assert underlined(problem) == (8, 32, "車")
    assert 'It stands in "車", in "description".' in problem
    assert 'Missing as well: "所" (CJK UNIFIED IDEOGRAPH-6240, U+6240).' in problem
    assert "Such characters stand also in cards/A.yaml, line 10; cards/B.yaml, line 5." in problem


def test_each_script_is_told_with_the_line_that_helps_against_all(project: Project) -> None:
    project.spoil(A, SHORT, "A 車 🚗 ﷲ car")
    errors = project.run("build").errors
    assert [headline(problem) for problem in errors] == [(A, 14)] * 3
    assert all("\n    fonts: {fallback: [Noto Sans SC, Noto Emoji, Noto Sans Arabic]}" in told for told in errors)


def test_many_cards_are_told_in_few_lines(project: Project) -> None:
    cards = "".join(f"  - title: Card {number}\n    description: A 車 here.\n" for number in range(300))
    project.write("cards/C.yaml", f"category: B\ncards:\n{cards}")
    (problem,) = project.run("build").errors
    assert "cards/C.yaml, line 6; cards/C.yaml, line 8; cards/C.yaml, line 10 and on 296 more cards." in problem
    assert problem.count("\n") < 15


@pytest.mark.parametrize(
    ("fonts", "line"),
    [
        (
            "fonts: {code: Squares.otf}\n",
            "In deck.yaml, line 13, write after the brace { of fonts:\n    fallback: [Noto",
        ),
        ("fonts:\n  code: Squares.otf\n", "In deck.yaml, add this line under fonts:\n    fallback: [Noto Sans SC]"),
        (
            "fonts:\n  fallback: [Squares.otf]\n",
            "In deck.yaml, line 14, write:\n    fallback: [Squares.otf, Noto Sans SC]",
        ),
    ],
)
def test_the_line_to_add_goes_with_what_is_there(project: Project, fonts: str, line: str) -> None:
    shutil.copy(SQUARES, project.root / "Squares.otf")
    project.spoil(DECK, "fields:\n", f"{fonts}fields:\n")
    project.spoil(A, SHORT, "A 車 car")
    (problem,) = project.run("build").errors
    assert line in problem


def told(project: Project, what: str, *arguments: str) -> str:
    """The one problem of a build, whose headline holds *what*."""
    before, result = project.files(), project.run("build", *arguments)
    (problem,) = [problem for problem in result.errors if what in problem.partition("\n")[0]]
    assert result.code == 1
    assert project.files() == before
    return problem


def number(pattern: str, text: str) -> float:
    """The number in *text* for which *pattern* has a group."""
    match = re.search(pattern, text)
    assert match is not None, text
    return float(match[1].replace(",", ""))


def test_text_that_is_too_long_is_told_with_lines_room_and_words(project: Project) -> None:
    place = project.spoil(A, SHORT, "⟦A car⟧ for a short time. " + "A car for a short time. " * 160)
    problem = told(project, "the text of this card is too long for its back.")
    assert place is not None
    assert headline(problem) == (A, place.line)
    shown = underlined(problem)
    assert shown is not None
    assert shown[:2] == (place.line, place.column)
    assert shown[2].startswith("A car for a short time. A car")
    assert '    Card: "Car sharing"' in problem
    needed, room = (
        number(r"\(5\.0 pt\) it needs (\d+) lines", problem),
        number(r'"plain" has room for (\d+) on', problem),
    )
    assert needed > room > 20
    assert "on a poker card." in problem


@pytest.mark.parametrize("repeats", [130, 160, 300])
def test_removing_the_told_words_helps_and_half_of_them_does_not(project: Project, repeats: int) -> None:
    words = ("a car for a short time " * repeats).split()
    project.spoil(A, SHORT, " ".join(words))
    excess = int(number(r"Remove about ([\d,]+) words?\.", told(project, "is too long for its back")))
    for kept, code in ((len(words) - excess - 5, 0), (len(words) - excess // 2, 1)):
        project.spoil(A, " ".join(words), " ".join(words[:kept]))
        assert project.run("check").code == code, f"{kept} of {len(words)} words"
        project.spoil(A, f"description: {' '.join(words[:kept])}\n", f"description: {' '.join(words)}\n")


@pytest.mark.parametrize("size", ["mini", "poker", "bridge", "tarot-fr", "A7", "square"])
def test_the_told_card_size_helps(project: Project, size: str) -> None:
    project.spoil(A, SHORT, SHORT + " A car for a short time." * 120)
    project.spoil("cards/B.yaml", "title: Coworking", "title: Coworking and very much more and more for all who work")
    before = project.run("check", "--size", size)
    if before.code == 0:
        return
    hints = set(re.findall(r"Or print on a bigger card: deck build --size (\S+)", before.err))
    if hints:
        (bigger,) = hints
        assert project.run("check", "--size", bigger).code == 0


def test_no_card_size_is_told_that_would_not_help(project: Project) -> None:
    project.spoil(A, SHORT, SHORT * 1000)
    problem = told(project, "is too long")
    assert "bigger card" not in problem
    assert "--force" not in problem


def test_force_is_told_when_it_helps(project: Project) -> None:
    project.spoil(A, SHORT, SHORT + " A car for a short time." * 160)
    size = number(r"To print it all the same, at ([\d.]+) pt: deck build --force", told(project, "is too long"))
    result = project.run("build", "--force")
    assert result.code == 0
    assert size < 5
    assert "under the 0.9 mm at which print is refused" in result.err
    assert project.files()[PDF] != b"the last good one"


@pytest.mark.parametrize("range_of_sizes", ["7pt", "5pt"])
def test_force_is_not_told_for_a_style_of_one_size(project: Project, range_of_sizes: str) -> None:
    project.spoil(PLAIN, "5pt..9pt", range_of_sizes)
    project.spoil(A, SHORT, SHORT + " A car for a short time." * 160)
    assert "--force" not in told(project, "is too long")
    assert project.run("check", "--force").code == 1


def test_a_smaller_style_is_told_where_it_would_still_be_legible(project: Project) -> None:
    project.spoil(A, "title: Car sharing", f"title: Car sharing {MORE}")
    problem = told(project, "too long for its back")
    size = number(r'Or let the style "title" of the layout be as small as ([\d.]+) pt\.', problem)
    assert "--force" not in problem
    project.spoil(PLAIN, "title: {weight: bold, size: 9pt..16pt", f"title: {{weight: bold, size: {size}pt..16pt")
    assert project.run("check").code == 0


def test_force_does_not_hide_what_still_does_not_fit(project: Project) -> None:
    project.spoil(A, SHORT, SHORT * 1000)
    problem = told(project, "is too long", "--force")
    assert "At the smallest size allowed (3.0 pt)" in problem


def test_a_word_wider_than_its_box(project: Project) -> None:
    project.spoil(A, "title: Car sharing", "title: Carsharingcarsharingcarsharingcarsharing")
    project.spoil(PLAIN, "title: {", "title: {hyphenate: false, ")
    before, result = project.files(), project.run("build")
    assert len(result.errors) == 2
    for side, problem in zip(("front", "back"), result.errors, strict=True):
        assert (
            f'the word "Carsharingcarsharingcarsharingcarsharing" is too wide for the {side} of this card.' in problem
        )
        assert "At the smallest size allowed (9.0 pt) it is wider than its box. Shorten it." in problem
        assert underlined(problem) == (11, 12, "Carsharingcarsharingcarsharingcarsharing")
    assert_untouched(project, before, result, A)


def test_a_text_of_the_layout_that_does_not_fit_is_told_once_and_there(project: Project) -> None:
    place = project.spoil(PLAIN, '"{title}"', '⟦"{deck.licence}"⟧')
    project.spoil(DECK, "licence: Free to share.", "licence: " + "Free to share. " * 20)
    assert_refused(project, place, PLAIN, 'the text "Free to share. Free to share.', "Or print on a bigger card")


def test_text_under_the_floor_is_refused_and_forced(project: Project) -> None:
    project.spoil(PLAIN, "5pt..9pt", "3pt..4pt")
    problem = told(project, "is set at 4.0 pt (x-height 0.76 mm), under the 0.9 mm")
    assert headline(problem) == (PLAIN, 20)
    assert '    Card: "Carpooling"' in problem
    assert "To print it all the same: deck build --force" in problem
    forced = project.run("build", "--force")
    assert forced.code == 0
    assert forced.err.startswith("Warning: layouts/plain.yaml, line 20: ")


def test_small_text_is_warned_of_and_very_good_text_is_not(project: Project) -> None:
    project.spoil(PLAIN, "5pt..9pt", "5pt..6pt")
    result = project.run("build")
    assert result.code == 0
    (problem,) = result.problems
    assert problem.startswith('Warning: The text "body" on the back of layout "plain" is 6.0 pt (x-height 1.14 mm)')
    assert 'It is set by the longest card, "' in problem
    assert "Larger: a bigger card, a smaller margin, or fewer words." in problem


def test_a_sheet_too_small_for_a_card(project: Project) -> None:
    project.spoil(DECK, "paper: A4", "paper: 100x100mm")
    before, result = project.files(), project.run("build")
    assert "A card of poker (63.5 × 88.9 mm) does not go on paper of 100 × 100 mm" in result.err
    assert "Choose a larger paper, for example: deck build --paper A4" in result.err
    assert_untouched(project, before, result)
