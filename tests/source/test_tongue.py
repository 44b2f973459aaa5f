"""The language of a deck: what is not known of it is told once, on its line, with what may be meant."""

import pytest

from tests.projects import Project, headline, underlined


@pytest.mark.parametrize("code", ["fr", "en-GB", "de", "es", "it", "pt-BR", "nl"])
def test_a_language_with_rules_is_no_matter(project: Project, code: str) -> None:
    project.spoil("deck.yaml", "language: en", f"language: {code}")
    result = project.run("check")
    assert (result.code, result.err) == (0, "")


def test_general_rules_are_told_in_a_note(project: Project) -> None:
    project.spoil("deck.yaml", "language: en", "language: sv-SE")
    assert project.run("build").err == ""
    result = project.run("check")
    assert result.code == 0
    (problem,) = result.problems
    assert problem.startswith('Note: deck.yaml, line 5: there are no typographic rules for the language "sv-SE" yet')
    assert "Did you mean" not in problem
    assert "de, en, es, fr, it, nl, pt" in problem


@pytest.mark.parametrize(("code", "meant"), [("xx", ""), ("sp", "es"), ("fra", "fr"), ("deu", "de"), ("ger", "de")])
def test_a_code_that_may_be_a_slip(project: Project, code: str, meant: str) -> None:
    project.spoil("deck.yaml", "language: en", f"language: {code}")
    result = project.run("build")
    assert result.code == 0
    (problem,) = result.problems
    assert problem.startswith("Warning: ")
    assert headline(problem) == ("deck.yaml", 5)
    assert underlined(problem) == (5, 11, code)
    assert (f'Did you mean "{meant}"?' in problem) == bool(meant)


def test_it_is_told_again_by_a_build_that_reads_nothing_anew(project: Project) -> None:
    project.spoil("deck.yaml", "language: en", "language: xx")
    assert project.run("build").err == project.run("build").err != ""
