"""Every problem of a run is told at once, in whatever files they stand, and none drags others after it."""

from tests.projects import PDF, Project, assert_untouched, headline

A, B, DECK, PLAIN = "cards/A.yaml", "cards/B.yaml", "deck.yaml", "layouts/plain.yaml"


def places(project: Project) -> list[tuple[str, int]]:
    """File and line of every problem of a build."""
    before, result = project.files(), project.run("build")
    assert result.code == 1
    found = [headline(problem) for problem in result.errors]
    assert_untouched(project, before, result, *dict.fromkeys(file for file, _ in found))
    return found


def test_in_four_files(project: Project) -> None:
    project.spoil(DECK, "publisher: A", "pulisher: A")
    project.spoil(A, "    icon: car\n    tags", "    icon: cra\n    tags")
    project.spoil(A, "    description: >-", "    descripton: >-")
    project.spoil(B, "description: A place for all who work.", "description:")
    project.spoil(PLAIN, "{front_title}", "{frnt_title}")
    assert sorted(places(project)) == [(A, 5), (A, 7), (B, 5), (DECK, 3), (PLAIN, 13)]


def test_a_layout_that_is_not_there_does_not_hide_a_missing_icon(project: Project) -> None:
    project.spoil(DECK, "layout: plain", "layout: pln")
    project.spoil(A, "    icon: car\n    tags", "    icon: cra\n    tags")
    assert sorted(places(project)) == [(A, 5), (DECK, 7)]


def test_a_layout_that_is_broken_does_not_hide_a_missing_icon(project: Project) -> None:
    project.spoil(PLAIN, "style: body", "style: bdy")
    project.spoil(A, "    icon: car\n    tags", "    icon: cra\n    tags")
    assert sorted(places(project)) == [(A, 5), (PLAIN, 21)]
    project.spoil(PLAIN, "style: bdy", "style: body")
    project.spoil(PLAIN, "top: 20%", "top: 120%")
    assert sorted(file for file, _ in places(project)) == [A, PLAIN]


def test_a_file_that_cannot_be_read_does_not_hide_the_others(project: Project) -> None:
    project.spoil(A, "description: A car", "description: A: car")
    project.spoil(B, "icon: desk", "icon: dsek")
    project.spoil(DECK, "size: poker", "size: pokr")
    project.spoil(PLAIN, "style: body", "style: bdy")
    assert sorted(places(project)) == [(A, 14), (B, 4), (DECK, 8), (PLAIN, 21)]


def test_a_deck_yaml_that_cannot_be_read_does_not_hide_what_is_mistyped_elsewhere(project: Project) -> None:
    project.spoil(DECK, "title: Small", "title: Small: ")
    project.spoil(A, "copies: 2", "copies: two")
    project.write(B, b"category: \xe9")
    assert sorted(places(project)) == [(A, 13), (B, 1), (DECK, 1)]


def test_a_file_that_is_given_up_does_not_hide_the_others(project: Project) -> None:
    project.spoil(A, "  - title: Car sharing", "---\ncards:\n  - title: Car sharing")
    project.spoil(B, "icon: desk", "icon: dsek")
    assert sorted(places(project)) == [(A, 11), (B, 4)]


def test_a_wrong_card_does_not_hide_the_next(project: Project) -> None:
    project.spoil(A, "tags: [road, shared]", "tags: road\n    ixon: car")
    project.spoil(A, "copies: 2", "copies: two\n    exampels: x")
    project.spoil(B, "- title: Coworking", "- titel: Coworking")
    assert sorted(places(project)) == [(A, 6), (A, 7), (A, 14), (A, 15), (B, 3)]


def test_a_wrong_category_is_told_once_not_on_every_card(project: Project) -> None:
    project.spoil(DECK, "  A: {name: Mobility, color: cmyk(0 5 100 0)}", "  A: {name: Mobility, color: yelow}")
    assert places(project) == [(DECK, 11)]


def test_wrong_fields_are_told_once_not_on_every_card(project: Project) -> None:
    project.spoil(DECK, "fields:\n", "feilds:\n")
    assert places(project) == [(DECK, 13)]


def test_a_missing_typeface_is_told_once_not_at_every_style(project: Project) -> None:
    project.spoil(DECK, "fields:\n", "fonts: {fancy: {regular: no.ttf}}\nfields:\n")
    project.spoil(PLAIN, "title: {weight", "title: {font: fancy, weight")
    assert places(project) == [(DECK, 13)]


def test_one_problem_is_told_once(project: Project) -> None:
    project.spoil(PLAIN, "style: body\n    label: label", "style: bdy\n    label: bdy")
    assert places(project) == [(PLAIN, 21), (PLAIN, 22)]


def test_art_glyphs_and_length_are_told_together(project: Project) -> None:
    project.spoil(A, "    icon: car\n    tags", "    icon: cra\n    tags")
    project.spoil(A, "A car for a short time.", "A car for a short time. " * 160)
    project.spoil(B, "for all who", "for 車 all who")
    project.write("assets/icons/car.svg", "<svg/>")
    assert sorted(places(project)) == [("assets/icons/car.svg", 1), (A, 5), (A, 14), (B, 5)]


def test_the_gravest_is_told_last_and_the_outcome_after_it(project: Project) -> None:
    project.spoil(A, "BlaBlaCar, Djump.", "BlaBlaCar #1")
    project.spoil(B, "icon: desk", "icon: dsek")
    result = project.run("build")
    assert [problem.partition(":")[0] for problem in result.problems] == ["Warning", f"{B}, line 4"]
    assert result.footer.startswith("1 problem in 1 file. Nothing was written;")


def test_a_deck_that_was_never_built_has_no_last_good_one(project: Project) -> None:
    (project.root / PDF).unlink()
    project.spoil(B, "icon: desk", "icon: dsek")
    assert project.run("build").footer == "1 problem in 1 file. Nothing was written."
