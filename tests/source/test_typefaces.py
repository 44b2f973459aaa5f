"""The typefaces that deck.yaml names, and what each of them falls back on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from deck.model import Part, Typeface
from deck.problems import Problems, Severity
from deck.source.project import Project as Folder
from deck.source.read import read_deck
from tests.foundry import cast, collected, saved
from tests.projects import DECK, PDF, Project, assert_refused
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


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of this computer's fonts: a family of two files, and a variable one."""
    folder = tmp_path / "shelf"
    monkeypatch.setenv("DECKPRESS_FONTS", str(folder))
    saved(cast("Gothic One"), folder / "g.ttf")
    saved(cast("Gothic One", "Bold", weight=700), folder / "gb.ttf")
    saved(cast("Vary", axes=(("wght", 100, 400, 900, "Weight"),)), folder / "v.ttf")
    return folder


@pytest.mark.parametrize(
    "fonts", ["{text: Gothic One}", "{text: {regular: gothic one}}", "{text: {regular: Gothic One, bold: Gothic One}}"]
)
def test_an_installed_family_brings_its_faces_and_is_told(project: Project, shelf: Path, fonts: str) -> None:
    project.write("deck.yaml", f"{DECK}fonts: {fonts}\n")
    problems = Problems()
    text = read_deck(Folder(project.root.resolve()), problems).typefaces["text"]
    assert (text.regular, text.bold, text.italic) == (shelf / "g.ttf", shelf / "gb.ttf", None)
    (note,) = problems.found
    assert note.severity is Severity.NOTE
    assert "is a font of this computer; without it this deck cannot be printed on another." in note.what
    assert (note.mark and note.mark.line, list(note.hints[1:])) == (
        16,
        [f"  {shelf / 'g.ttf'}", f"  {shelf / 'gb.ttf'}"],
    )


def test_a_family_of_the_projects_own_comes_first_and_needs_no_word(project: Project, shelf: Path) -> None:
    own = saved(cast("Gothic One"), project.root / "assets" / "fonts" / "own.ttf")
    found = typefaces(project, "{text: Gothic One, fallback: [noto sans condensed]}")
    assert found["text"].regular == own.resolve()
    assert found["noto sans condensed"].bold == FACES["bold"]


def test_a_variable_font_is_every_face_that_it_can_be(project: Project) -> None:
    vary = saved(cast("Vary", axes=(("wght", 100, 400, 900, "Weight"),)), project.root / "assets" / "fonts" / "v.ttf")
    for fonts in ("{text: v.ttf}", "{text: Vary}", "{text: {regular: v.ttf, bold: v.ttf}}"):
        text = typefaces(project, fonts)["text"]
        assert (text.regular, text.bold, text.italic) == (vary.resolve(), vary.resolve(), None)
        assert dict(text.parts) == {"regular": Part(0, (("wght", 400.0),)), "bold": Part(0, (("wght", 700.0),))}


def test_a_face_of_a_collection_is_known_by_its_number(project: Project) -> None:
    file = project.root / "assets" / "fonts" / "c.ttc"
    file.parent.mkdir(parents=True, exist_ok=True)
    collected(file, cast("Two", "Bold", weight=700), cast("Two"))
    text = typefaces(project, "{text: c.ttc}")["text"]
    assert (dict(text.parts), text.bold) == ({"regular": Part(1)}, file.resolve())


def test_a_family_that_is_nowhere_is_told_with_what_was_meant(project: Project, shelf: Path) -> None:
    place = project.spoil("deck.yaml", "fields:\n", "fonts: {text: ⟦Gotic One⟧}\nfields:\n")
    said = 'there is no typeface "Gotic One", neither in this project nor installed on this computer.'
    assert_refused(project, place, "deck.yaml", said, 'Did you mean "Gothic One"?')


def test_an_installed_font_that_changes_is_seen(project: Project, shelf: Path) -> None:
    project.write("deck.yaml", f"{DECK}fonts: {{text: Gothic One}}\n")
    assert project.run("build").code == 0
    before = (project.root / PDF).read_bytes()
    assert project.run("build").code == 0
    assert (project.root / PDF).read_bytes() == before
    for name, style, weight in (("g", "Regular", 400), ("gb", "Bold", 700)):
        saved(cast("Gothic One", style, weight=weight, width=400), shelf / f"{name}.ttf")
    assert project.run("build").code == 0
    assert (project.root / PDF).read_bytes() != before
    (shelf / "g.ttf").unlink()
    (shelf / "gb.ttf").unlink()
    assert 'there is no typeface "Gothic One"' in project.run("build").err


@pytest.mark.parametrize(
    ("licence", "said"),
    [(0x0002, "the licence of g.ttf forbids embedding"), (0x0200, "the licence of g.ttf allows only its pixels")],
)
def test_a_licence_that_forbids_it_is_told(project: Project, licence: int, said: str) -> None:
    saved(cast("Gothic One", licence=licence), project.root / "assets" / "fonts" / "g.ttf")
    project.write("deck.yaml", f"{DECK}fonts: {{text: Gothic One}}\n")
    result = project.run("build")
    assert (result.code, said in result.err.replace("The licence", "the licence")) == (1, True)


def test_a_typeface_that_nothing_is_set_in_is_warned_of(project: Project) -> None:
    project.spoil("deck.yaml", "layout: plain", "layout: plain\nfonts: {txt: Noto Sans Condensed}")
    result = project.run("build")
    assert result.code == 0
    (warning,) = result.problems
    assert 'nothing on these cards is set in the typeface "txt".' in warning
    assert 'Did you mean "text"?' in warning
