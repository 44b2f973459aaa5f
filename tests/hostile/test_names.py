"""Names that lead elsewhere, are devices, are too long, or pose as others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deck.source.naming import LONGEST_STEM, file_stem
from tests.hostile.confined import confined, refused, secret_of
from tests.projects import DECK, LAYOUT, Project

PICTURES = LAYOUT.replace('- art: "{icon}"', '- picture: "{picture}"')
CARD = "category: A\ncards:\n  - title: One\n    description: x\n"
WAYS = [
    "../secret.yaml",
    "../../../../../../etc/passwd",
    "/etc/passwd",
    '"a\\0b.png"',
    "x" * 5000,
    '"a\\nb"',
    "..",
    "''",
]
IDS = [
    "../../evil",
    '"..\\\\..\\\\evil"',
    '"a/../../b\\nc"',
    '"\\u202egnp.exe"',
    "CON",
    "nul.yaml",
    "x" * 300,
    '"C:evil"',
    "...",
]


@pytest.mark.parametrize("name", WAYS)
@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("cards/A.yaml", CARD + "    picture: {}\n"),
        ("cards/A.yaml", CARD + "    icon: {}\n"),
        ("cards/A.yaml", CARD + "    special: {}\n"),
        ("deck.yaml", DECK + "cards: {}\n"),
        ("deck.yaml", DECK + "fonts: {{own: {{regular: {}}}}}\n"),
        ("deck.yaml", DECK + "outputs: {{x: {{like: press, profile: {}}}}}\n"),
        ("deck.yaml", DECK.replace("layout: plain", "layout: {}").replace("{A", "{{A").replace("{n", "{{n")),
        ("layouts/plain.yaml", "extends: {}\n"),
    ],
    ids=["picture", "icon", "special", "table", "font", "profile", "layout", "extends"],
)
def test_a_name_in_a_file_never_leads_out(project: Project, file: str, text: str, name: str) -> None:
    secret_of(project)
    head, _, tail = text.partition("{}")
    project.write(file, head.replace("{{", "{").replace("}}", "}") + name + tail.replace("{{", "{").replace("}}", "}"))
    if "picture" in text:
        project.write("layouts/plain.yaml", PICTURES)
    result = project.run("build")
    assert result.code in (0, 1), result.err
    assert "a secret" not in result.err
    assert "root:" not in result.err
    assert max(map(len, result.err.split("\n"))) <= 1200


@pytest.mark.parametrize("name", IDS)
def test_an_id_names_files_of_the_folder_alone(project: Project, name: str) -> None:
    project.write("deck.yaml", DECK + "outputs: {apart: {like: cards, apart: true}}\n")
    project.write("cards/A.yaml", CARD + f"    id: {name}\n")
    result = confined(project, "build", "apart")
    assert (result.code, result.err) == (0, "")
    made = [file.name for file in (project.root / "output/small-deck-apart").iterdir()]
    assert len(made) == 4
    assert all(name.isprintable() and len(name.encode()) < 200 for name in made)
    assert {file.parent.name for file in project.root.parent.rglob("*evil*")} <= {"small-deck-apart"}


@pytest.mark.parametrize(
    "name", ["../../../evil", "a/b", '"a\\\\b"', '"x\\ny"', "NUL", "com1.x", "..", "z" * 300, '"\\u202efdp"']
)
def test_an_output_is_called_by_a_plain_name(project: Project, name: str) -> None:
    project.write("deck.yaml", DECK + f"outputs: {{{name}: {{like: press}}}}\n")
    refused(confined(project, "build"), "an output cannot be called", "deck.yaml")


@pytest.mark.parametrize("title", ["CON", "NUL", "漢字" * 200, "x" * 300, '"\\u202eevil"', "../../evil", "..."])
def test_a_title_names_a_file_in_output(project: Project, title: str) -> None:
    project.write("deck.yaml", DECK.replace("Small deck", title).replace("plain", "large"))
    result = confined(project, "build")
    assert result.code in (0, 1)
    for file in (project.root / "output").iterdir():
        assert file.stem.lower() not in ("con", "nul")
        assert file.name.isprintable()


@pytest.mark.parametrize("letter", ["../x", "CON", '"a\\nb"', '"\\u202e"', "x" * 300])
def test_a_category_s_letter_is_only_text(project: Project, letter: str) -> None:
    project.write("deck.yaml", DECK.replace("  A: {name", f"  {letter}: {{name"))
    project.write("cards/A.yaml", CARD.replace("category: A", f"category: {letter}"))
    result = confined(project, "build", "--category", "B")
    assert result.code in (0, 1)
    assert {file.parent.name for file in project.root.rglob("*.pdf")} <= {"output"}


@pytest.mark.parametrize("name", ["a\nb", "x" * 300, "a\u202eb", "CON", "a/b/c", "\udcff"])
def test_a_file_named_on_the_command_line_is_written_or_told(project: Project, name: str) -> None:
    result = confined(project, "build", "-o", name)
    assert result.code in (0, 1), result.err
    assert "\u202e" not in result.out + result.err
    if result.code:
        assert "cannot be written" in result.err
        assert "Choose another file: deck build -o other.pdf" in result.err


def test_files_with_odd_names_are_told_by_name(project: Project) -> None:
    odd = os.fsencode(project.root) + b"/cards/\xff\n\xe2\x80\xae.yaml"
    Path(os.fsdecode(odd)).write_text("cards:\n  - titel: x\n")
    result = project.run("build")
    assert 'there is no setting called "titel"' in result.err
    assert "\u202e" not in result.err


@pytest.mark.parametrize(
    "text", ["con", "CON.x", "Nul", "a/../b", "x" * 300, "漢" * 100, "a\u202eb\n", "..", "", "com1", " x. "]
)
def test_a_stem_is_one_everywhere(text: str) -> None:
    stem = file_stem(text)
    assert stem
    assert stem.isprintable()
    assert not set('<>:"/\\|?*') & set(stem)
    assert len(stem.encode()) <= LONGEST_STEM + 1
    assert stem.split(".")[0].lower() not in ("con", "nul", "com1")
    assert file_stem(stem) == stem


@pytest.mark.parametrize("text", ["car-sharing", "Été 2026", "комета", "a.b"])
def test_a_good_name_stays(text: str) -> None:
    assert file_stem(text) == text
