"""A new deck builds at once, in every layout and language; nothing that is there is overwritten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from deck.source.schema import KINDS, schema_of
from deck.start.starter import FOLDER, layouts_to_begin_with
from tests.projects import Project
from tests.source.test_schema import Core

STARTERS = [tuple(file.name.split(".")[:2]) for file in sorted(FOLDER.glob("*.yaml"))]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def empty(tmp_path: Path) -> Project:
    """A folder in which there is nothing yet."""
    project = Project(tmp_path / "unused")
    project.root = tmp_path / "somewhere"
    project.root.mkdir()
    return project


def test_every_layout_begins_in_french_and_in_english() -> None:
    assert {*STARTERS} == {(layout, code) for layout in layouts_to_begin_with() for code in ("en", "fr")}
    assert {*layouts_to_begin_with()} == {"practice", "text", "picture", "question", "flash", "poker"}


@pytest.mark.parametrize(("layout", "code"), STARTERS)
@pytest.mark.parametrize("size", ["poker", "tarot", "A6", "square"])
def test_a_new_deck_builds_at_once(empty: Project, layout: str, code: str, size: str) -> None:
    made = empty.run("new", "mine", "--layout", layout, "--language", code, "--size", size, "--title", "Mine: «a» #1")
    assert (made.code, made.err) == (0, "")
    built = empty.run("build", folder=empty.root / "mine")
    assert built.code == 0, built.err
    assert built.err == "" or size in ("poker", "square"), built.err
    assert (empty.root / "mine" / "output" / "mine-a-1.pdf").is_file()


@pytest.mark.parametrize(("layout", "code"), STARTERS)
def test_editors_find_nothing_wrong_in_a_new_deck(empty: Project, layout: str, code: str) -> None:
    empty.run("new", "mine", "--layout", layout, "--language", code)
    folder = empty.root / "mine"
    fields = yaml.safe_load((folder / "deck.yaml").read_text("utf-8"))["fields"]
    for kind, pattern in zip(KINDS, ("deck.yaml", "cards/*.yaml", "layouts/*.yaml"), strict=True):
        for file in folder.glob(pattern):
            text = file.read_text("utf-8")
            assert [*Draft7Validator(schema_of(kind, fields)).iter_errors(yaml.load(text, Core))] == []
            note = next(line for line in text.split("\n") if "$schema=" in line)
            assert (file.parent / note.partition("$schema=")[2]).resolve() == folder / ".schema" / f"{kind}.json"
            assert (folder / ".schema" / f"{kind}.json").is_file()


def test_a_language_without_samples_is_told(empty: Project) -> None:
    result = empty.run("new", "mine", "--language", "pt-BR")
    assert result.code == 0
    assert 'there are none yet in the language "pt-BR"' in result.out
    assert "language: pt-BR" in (empty.root / "mine/deck.yaml").read_text("utf-8")


def test_the_example_is_the_first_deck(empty: Project) -> None:
    assert empty.run("new", "mine", "--example").code == 0
    for name in ("cards/A-mobilite.yaml", "assets/icons/covoiturage.svg"):
        there, here = (empty.root / "mine" / name).read_text("utf-8"), (ROOT / name).read_text("utf-8")
        assert there.endswith(here)
    assert empty.run("check", folder=empty.root / "mine").code == 0


@pytest.mark.parametrize("name", ["deck.yaml", "cards/special.yaml", ".gitignore"])
def test_nothing_is_overwritten(empty: Project, name: str) -> None:
    empty.write(f"mine/{name}", "mine")
    before = empty.files()
    result = empty.run("new", "mine")
    assert result.code == 1
    assert f"already holds {name}" in result.err
    assert empty.files() == before


def test_files_of_other_names_stay_beside_the_new_deck(empty: Project) -> None:
    empty.write("mine/notes.txt", "mine")
    assert empty.run("new", "mine").code == 0
    assert (empty.root / "mine/notes.txt").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    "wrong",
    ["--layout coverr", "--size pokr", "--language french", "--title {b}", "--example --size A6"],
)
def test_a_mistyped_answer_is_told(empty: Project, wrong: str) -> None:
    result = empty.run("new", "mine", *wrong.split())
    assert (result.code, result.out) == (2, "")
    assert not (empty.root / "mine").exists()


def test_a_person_is_asked_for_what_no_option_says(empty: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["Fünf Karten", "french", "de", "poker", "question"])
    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return next(answers)

    monkeypatch.setattr("deck.cli.new.at_a_terminal", lambda: True)
    monkeypatch.setattr("click.termui.visible_prompt_func", answer)
    result = empty.run("new", "mine")
    assert result.code == 0, result.err
    told = "".join(asked) + result.out  # older versions of click print the question apart
    assert re.findall(r"(Title|Language|Size|Layout) (?:of|\()", told) == [
        "Title",
        "Language",
        "Language",
        "Size",
        "Layout",
    ]
    deck = yaml.load((empty.root / "mine/deck.yaml").read_text("utf-8"), Core)
    assert {key: deck[key] for key in ("title", "language", "size", "layout")} == {
        "title": "Fünf Karten", "language": "de", "size": "poker", "layout": "question"
    }  # fmt: skip


def test_nobody_is_asked_without_a_terminal(empty: Project) -> None:
    assert empty.run("new", "my-own_cards").code == 0
    deck = yaml.load((empty.root / "my-own_cards/deck.yaml").read_text("utf-8"), Core)
    assert (deck["title"], deck["size"], deck["layout"]) == ("My own cards", "tarot", "practice")
