"""The commands as a person types them, and mistypes them."""

import re
from pathlib import Path

import pytest

from tests.projects import CARDS_B, ICON, JARGON, PDF, Project

GOOD, PROBLEMS, MISTYPED = 0, 1, 2
COMMANDS = ("build", "check", "list", "icons", "layouts")


def pdfs(project: Project) -> set[str]:
    """The PDF files of a project, but for the one that lay there before."""
    return {
        name
        for name, content in project.files().items()
        if name.lower().endswith(".pdf") and content.startswith(b"%PDF")
    }


@pytest.mark.parametrize("arguments", [["--help"], ["-h"]])
def test_help_says_what_to_do(project: Project, arguments: list[str]) -> None:
    result = project.run(*arguments)
    assert (result.code, result.err) == (GOOD, "")
    assert "Turn a folder of words, colours and pictograms into a printed card deck." in result.out
    assert "Edit the words in cards/, then run:  deck build" in result.out
    assert all(f"\n  {command}  " in result.out for command in COMMANDS)


def test_without_a_command_help_is_shown(project: Project) -> None:
    result = project.run()
    assert result.code in (GOOD, MISTYPED)
    assert "Edit the words in cards/" in result.out + result.err


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_an_example(project: Project, command: str) -> None:
    result = project.run(command, "--help")
    assert (result.code, result.err) == (GOOD, "")
    assert result.out.startswith(f"Usage: deck {command} ")
    assert f":  deck {command}" in result.out.rstrip().rpartition("\n")[2]
    assert "Example" in result.out
    assert not JARGON.search(result.out)


def test_the_version(project: Project) -> None:
    from deck import __version__

    assert project.run("--version").out == f"deckpress, version {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["biuld"], 'There is no command "biuld". Did you mean "build"?'),
        (["lst"], 'There is no command "lst". Did you mean "list"?'),
        (["xyz"], 'There is no command "xyz".'),
        (["--nope"], "No such option"),
        (["build", "--sise", "poker"], "Did you mean"),
        (["build", "--catgory", "A"], "--category"),
        (["build", "--size"], "requires an argument"),
        (["build", "--size", "pokr"], 'There is no card size called "pokr". Did you mean "poker"? Known: poker, '),
        (["build", "--size", "70x120"], '"70x120" is not a size. Write width x height with a unit, for'),
        (["build", "--paper", "A9"], 'There is no paper called "A9". Known: A5, A4, '),
        (["build", "--flip", "long"], "'long-edge', 'short-edge'"),
        (["build", "--copies", "0"], '"0" is not a whole number from 1 to 1000.'),
        (["build", "--copies", "two"], '"two" is not a whole number from 1 to 1000.'),
        (["build", "--copies", "9" * 5000], "is not a whole number from 1 to 1000."),
        (["check", "-o", "x.pdf"], "No such option"),
        (["list", "poker"], "unexpected extra argument (poker)"),
        (["-C", "nowhere", "build"], "Directory 'nowhere' does not exist."),
        (["-C", "deck.yaml", "build"], "Directory 'deck.yaml' is a file."),
    ],
)  # fmt: skip
def test_a_mistyped_command_line_is_told_and_nothing_is_done(project: Project, arguments: list[str], said: str) -> None:
    before, result = project.files(), project.run(*arguments)
    assert (result.code, result.out) == (MISTYPED, "")
    assert said in result.err
    assert "' for help." in result.err or arguments[-1] == "--size"
    assert project.files() == before


@pytest.mark.parametrize(
    ("arguments", "said", "hint"),
    [
        (["-c", "Z"], 'This deck has no category "Z".', "To see them all, run: deck list"),
        (["-c", "a"], 'This deck has no category "a".', 'Did you mean "A"?'),
        (["--card", "carpol"], 'This deck has no card "carpol".', 'Did you mean "carpool"?'),
        (["--card", "A9"], 'This deck has no card "A9".', "To see them all, run: deck list"),
        (["--tag", "raod"], 'This deck has no tag "raod".', 'Did you mean "road"?'),
    ],
)
def test_a_card_that_is_not_there_is_a_problem(project: Project, arguments: list[str], said: str, hint: str) -> None:
    for command in ("build", "check"):
        before, result = project.files(), project.run(command, *arguments)
        assert (result.code, result.out) == (PROBLEMS, "")
        assert result.err.startswith(said)
        assert hint in result.err
        assert project.files() == before


def test_a_category_without_cards(project: Project) -> None:
    project.spoil("deck.yaml", "  B: {name", "  C: {name: Empty, color: black}\n  B: {name")
    result = project.run("build", "-c", "C")
    assert result.code == PROBLEMS
    assert result.err.startswith("No card of this deck is in C.")


@pytest.mark.parametrize(
    ("arguments", "file", "said"),
    [
        ([], PDF, "3 cards, 4 with copies on 1 sheet of A4 (8 a sheet, flip on the long edge); poker, "),
        (["-c", "A"], "output/small-deck-a.pdf", "2 cards, 3 with copies on 1 sheet of A4"),
        (["--category", "A", "-c", "B"], "output/small-deck-a-b.pdf", "3 cards, 4 with copies on 1 sheet"),
        (["--card", "carpool"], "output/small-deck-carpool.pdf", "1 card on 1 sheet of A4"),
        (["--card", "A2"], "output/small-deck-a2.pdf", "1 card, 2 with copies on 1 sheet"),
        (["--card", "A1", "--card", "coworking"], "output/small-deck-a1-coworking.pdf", "2 cards on 1 sheet"),
        (["--tag", "road"], "output/small-deck-road.pdf", "1 card on 1 sheet"),
        (["--size", "tarot"], PDF, "(4 a sheet, flip on the long edge); tarot, "),
        (["--size", "60x60mm"], PDF, "; 60 × 60 mm, body 9.0 pt"),
        (["--paper", "A3"], PDF, "on 1 sheet of A3 (16 a sheet"),
        (["--flip", "short-edge"], PDF, "flip on the short edge"),
        (["--copies", "3"], PDF, "3 cards, 12 with copies on 2 sheets of A4"),
        (["-o", "mine.pdf"], "mine.pdf", "3 cards"),
        (["-o", "mine"], "mine.pdf", "3 cards"),
        (["-o", "v1.2"], "v1.2.pdf", "3 cards"),
        (["-o", "MINE.PDF"], "MINE.PDF", "3 cards"),
        (["-o", "some/where/mine"], "some/where/mine.pdf", "3 cards"),
        (["-o", "cards"], "cards/small-deck.pdf", "3 cards"),
        (["-o", "mes cartes à moi"], "mes cartes à moi.pdf", "3 cards"),
    ],
)
def test_build_writes_what_was_asked_for_and_says_so(
    project: Project, arguments: list[str], file: str, said: str
) -> None:
    result = project.run("build", *arguments)
    assert (result.code, result.err) == (GOOD, "")
    summary, where, rest = result.out.split("\n")
    assert said in summary
    assert where.startswith(f"{file}  (")
    assert rest == ""
    assert pdfs(project) == {file}


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_part_of_the_deck_does_not_replace_the_deck(project: Project, command: str) -> None:
    project.run(command, "-c", "A")
    assert project.files()[PDF] == b"the last good one"


def test_the_same_files_give_the_same_bytes(project: Project) -> None:
    first, second = project.run("build", "-o", "first"), project.run("build", "-o", "second")
    files = project.files()
    assert (first.code, second.code) == (GOOD, GOOD)
    assert files["first.pdf"] == files["second.pdf"]


@pytest.mark.parametrize("arguments", [[], ["-c", "A"], ["--size", "tarot"], ["--copies", "9"], ["--force"]])
def test_check_writes_nothing(project: Project, arguments: list[str]) -> None:
    before, result = project.files(), project.run("check", *arguments)
    assert (result.code, result.err) == (GOOD, "")
    assert result.out.startswith("All is well: ")
    assert project.files() == before


def test_check_says_how_much_there_is(project: Project) -> None:
    assert project.run("check").out == "All is well: 3 cards, 1 sheet; poker, body 9.0 pt, x-height 1.70 mm.\n"
    assert project.run("check", "--card", "A1").out.startswith("All is well: 1 card, 1 sheet; ")


def test_check_tells_the_problems_of_build(project: Project) -> None:
    project.spoil("cards/B.yaml", "icon: desk", "icon: dsek")
    build, check = project.run("build"), project.run("check")
    assert check.code == PROBLEMS
    assert check.problems == build.problems
    assert check.footer.startswith("1 problem in 1 file.")


def test_list_shows_every_card_by_category(project: Project) -> None:
    project.write("cards/C.yaml", "cards:\n  - {title: Loose, description: text}\n")
    before, result = project.files(), project.run("list")
    assert (result.code, result.err) == (GOOD, "")
    lines = [" ".join(line.split()) for line in result.out.splitlines()]
    assert lines == [
        "Small deck: 4 cards of poker (63.5 × 88.9 mm)",
        "",
        "Cards without a category",
        "id characters fits at set at full",
        "1 loose 17 9.0 pt 9.0 pt 6%",
        "",
        "A · Mobility",
        "id characters fits at set at full",
        "A1 carpool 90 9.0 pt 9.0 pt 19%",
        "A2 car-sharing 36 9.0 pt 9.0 pt 6%",
        "",
        "B · Work",
        "id characters fits at set at full",
        "B1 coworking 38 9.0 pt 9.0 pt 6%",
    ]
    assert project.files() == before


def test_list_shows_what_is_too_long(project: Project) -> None:
    project.spoil("cards/B.yaml", "A place for all who work.", "A place for all who work. " * 200)
    result = project.run("list", "--size", "mini")
    assert result.code == GOOD
    assert "cards of mini (44.5 × 63.5 mm)" in result.out
    assert "too long" in next(line for line in result.out.splitlines() if "coworking" in line)


def test_list_tells_problems(project: Project) -> None:
    project.spoil("cards/B.yaml", "category: B", "category: C")
    result = project.run("list")
    assert (result.code, result.out) == (PROBLEMS, "")
    assert 'there is no category "C"' in result.err


def test_from_a_folder_of_the_project(project: Project) -> None:
    result = project.run("build", folder=project.root / "assets" / "icons")
    assert (result.code, result.err) == (GOOD, "")
    assert result.out.split("\n")[1].startswith(str(project.root / PDF))
    assert pdfs(project) == {PDF}


def test_problems_are_named_from_the_project_wherever_one_stands(project: Project) -> None:
    project.spoil("cards/B.yaml", "icon: desk", "icon: dsek")
    result = project.run("build", folder=project.root / "assets")
    assert result.err.startswith("cards/B.yaml, line 4: ")
    assert result.footer.endswith(f"{PDF} is still your last good one.")


def test_from_outside_the_project(project: Project) -> None:
    outside = project.root.parent
    result = project.run("-C", "project", "build", folder=outside)
    assert (result.code, result.err) == (GOOD, "")
    assert result.out.split("\n")[1].startswith("project/output/small-deck.pdf  (")
    result = project.run("-C", "project", "build", "-o", "mine", folder=outside)
    assert (outside / "mine.pdf").is_file()


@pytest.mark.parametrize("name", ["mes cartes à moi", "卡片", "a'b \"c", "x" * 100, "100%", "[a]", "-C"])
def test_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    project = Project(tmp_path / name)
    project.spoil("cards/B.yaml", "icon: desk", "icon: dsek")
    assert project.run("build").err.startswith('cards/B.yaml, line 4: there is no icon called "dsek".')
    project.spoil("cards/B.yaml", "icon: dsek", "icon: desk")
    assert project.run("build").code == GOOD
    assert pdfs(project) == {PDF}


def test_files_of_any_name(project: Project) -> None:
    project.write(
        "cards/été à Zürich/1 — les « cartes ».yml", CARDS_B.replace("Coworking", "Café").replace("desk", "café")
    )
    project.write("assets/icons/café.svg", ICON)
    result = project.run("build")
    assert (result.code, result.err) == (GOOD, "")
    assert result.out.startswith("4 cards, ")
    project.spoil("cards/été à Zürich/1 — les « cartes ».yml", "category: B", "category: C")
    assert project.run("build").err.startswith(
        'cards/été à Zürich/1 — les « cartes ».yml, line 1: there is no category "C".'
    )


@pytest.mark.parametrize("title", ["../../outside", "..", "a/b", "C:\\x", "   .hidden", "?*|<>", "CON", "é" * 300])
def test_no_title_leads_out_of_the_folder_of_output(project: Project, title: str) -> None:
    outside = {file for file in project.root.parent.iterdir() if file != project.root}
    project.spoil("deck.yaml", "title: Small deck", f"title: '{title}'")
    result = project.run("build")
    assert result.code == GOOD
    (written,) = pdfs(project)
    assert written.startswith("output/")
    assert "/" not in written.removeprefix("output/")
    assert {file for file in project.root.parent.iterdir() if file != project.root} == outside


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("A", "deck build --category A"), ("a1", "deck build --card a1"), ("carpool", "deck build --card carpool")],
)
def test_a_category_or_card_typed_as_an_output_is_understood(project: Project, typed: str, meant: str) -> None:
    result = project.run("build", typed)
    assert result.code == PROBLEMS
    assert meant in result.err
    assert not pdfs(project)


@pytest.mark.parametrize(("paper", "card"), [("A5", "--size A6"), ("100x100mm", "")])
def test_what_does_not_go_on_the_paper_is_told_with_what_does(project: Project, paper: str, card: str) -> None:
    result = project.run("build", "--paper", paper, "--size", "140x200mm")
    assert result.code == PROBLEMS
    larger = re.search(r"deck build --paper (\w+)", result.err)
    assert larger
    assert project.run("build", "--paper", larger[1], "--size", "140x200mm").code == GOOD
    assert card in result.err
