"""The typefaces that deck.yaml names, and what each of them falls back on."""

from __future__ import annotations

import shutil

import pytest

from deck.model import Typeface
from deck.problems import Problems
from deck.source.project import Project as Folder
from deck.source.read import read_deck
from tests.projects import DECK, Project, assert_refused
from tests.typefaces import FACES, SQUARES


def typefaces(project: Project, fonts: str) -> dict[str, Typeface]:
    """The typefaces of the small deck with these lines under ``fonts``."""
    shutil.copy(SQUARES, project.root / "Squares.otf")
    project.write("deck.yaml", f"{DECK}fonts: {fonts}\n")
    problems = Problems()
    found = dict(read_deck(Folder(project.root.resolve()), problems).typefaces)
    assert problems.found == []
    return found


def chains(project: Project, fonts: str) -> dict[str, tuple[str, ...]]:
    """What each of the typefaces falls back on."""
    return {name: typeface.fallback for name, typeface in typefaces(project, fonts).items()}


def test_without_a_word_about_it_nothing_is_fallen_back_on(project: Project) -> None:
    assert chains(project, "{signs: {regular: Squares.otf}}") == {"text": (), "signs": ()}


def test_a_typeface_names_others_in_their_order(project: Project) -> None:
    fonts = "{text: {fallback: [two, one]}, one: Squares.otf, two: {regular: Squares.otf}}"
    assert chains(project, fonts) == {"text": ("two", "one"), "one": (), "two": ()}


def test_what_is_for_all_comes_after_what_is_a_typefaces_own(project: Project) -> None:
    fonts = "{fallback: [two, one, text], text: {fallback: [one]}, one: Squares.otf, two: Squares.otf}"
    assert chains(project, fonts) == {"text": ("one", "two"), "one": ("two", "text"), "two": ("one", "text")}


def test_a_font_file_may_stand_in_the_place_of_a_typeface(project: Project) -> None:
    found = typefaces(project, "{fallback: [Squares.otf]}")
    assert found["text"].fallback == ("Squares.otf",)
    assert found["Squares.otf"] == Typeface("Squares.otf", (project.root / "Squares.otf").resolve())


@pytest.mark.parametrize("fonts", ["{text: {fallback: [Squares.otf]}}", "{fallback: [Squares.otf]}"])
def test_a_typeface_that_names_no_file_is_the_one_that_comes_with_the_tool(project: Project, fonts: str) -> None:
    text = typefaces(project, fonts)["text"]
    assert (text.regular, text.bold, text.italic, text.bold_italic) == tuple(FACES.values())


def test_a_name_alone_is_the_regular_face(project: Project) -> None:
    assert typefaces(project, "{code: Squares.otf}")["code"].regular.name == "Squares.otf"


def test_faces_without_a_regular_one_are_told(project: Project) -> None:
    shutil.copy(SQUARES, project.root / "Squares.otf")
    place = project.spoil("deck.yaml", "fields:\n", "fonts: {⟦text⟧: {bold: Squares.otf}}\nfields:\n")
    assert_refused(project, place, "deck.yaml", '"regular" is missing here.', "Add:  regular: MyFont.ttf")
