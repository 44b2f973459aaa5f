"""Files as they come: in other encodings, empty, huge, nested, missing, not what their ending says."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.projects import CARDS_A, CARDS_B, DECK, PDF, Project, assert_refused, assert_untouched

A, B = "cards/A.yaml", "cards/B.yaml"
UTF8 = 'In your editor choose "Save with encoding" and UTF-8'
STRAY = "it often comes in by copying from another program"
FIRST_CARD = "Write a file in the folder cards/, for example cards/A.yaml:"


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "mac-roman"])
def test_an_old_encoding_is_told_at_the_first_accent(project: Project, encoding: str) -> None:
    project.write(A, CARDS_A.replace("Car sharing", "Vélopartage").encode(encoding))
    result = project.run("build")
    assert f"{A}, line 11: this file is not saved as UTF-8 text, so its accents cannot be read." in result.err
    assert "\n    11 |   - title: V�lopartage\n       |             ^\n" in result.err
    assert UTF8 in result.err


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_a_wide_encoding_is_told(project: Project, encoding: str) -> None:
    project.write(A, CARDS_A.encode(encoding))
    assert_refused(project, None, A, "this file is not saved as UTF-8 text", UTF8)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_byte_order_marks_and_line_ends_change_nothing(project: Project, encoding: str, end: str) -> None:
    written = project.run("build", "-o", "as-it-was")
    for file, text in {"deck.yaml": DECK, A: CARDS_A, B: CARDS_B}.items():
        project.write(file, text.replace("\n", end).encode(encoding))
    result = project.run("build", "-o", "now")
    assert (written.code, result.code, result.err) == (0, 0, "")
    files = project.files()
    assert files["now.pdf"] == files["as-it-was.pdf"]


def test_the_place_is_right_behind_a_byte_order_mark(project: Project) -> None:
    place = project.mark(B, CARDS_B.replace("category: B", "category: ⟦C⟧"))
    project.write(B, b"\xef\xbb\xbf" + (project.root / B).read_bytes())
    assert_refused(project, place, B, 'there is no category "C"', "Categories of deck.yaml: A, B.")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_the_place_is_right_with_other_line_ends(project: Project, end: str) -> None:
    place = project.mark(A, CARDS_A.replace("icon: car\n    copies", "icon: ⟦cra⟧\n    copies"))
    project.write(A, b"\xef\xbb\xbf" + (project.root / A).read_bytes().replace(b"\n", end.encode()))
    assert_refused(project, place, A, 'there is no icon called "cra"', 'Did you mean "car"?', "Car sharing")


@pytest.mark.parametrize(
    ("sign", "code"), [("\0", "0000"), ("\x07", "0007"), ("\x1b", "001B"), ("\x7f", "007F"), ("\ufffe", "FFFE")]
)
def test_a_sign_that_is_no_text_is_told_and_never_sent_to_the_terminal(project: Project, sign: str, code: str) -> None:
    project.write(A, "# " + "é" * 100 + "\n" + CARDS_A.replace("short", f"sho{sign}rt"))
    result = project.run("build")
    assert f"{A}, line 15: this line holds a sign that does not belong in text (code {code})." in result.err
    assert STRAY in result.err
    assert sign not in result.err or sign == "\ufffe"


def test_line_ends_that_no_editor_shows_are_spaces(project: Project) -> None:
    project.spoil(A, "A car for a short time.", "A\u2028car\u0085for a\u2029short time.")
    place = project.spoil(B, "icon: desk", "icon: ⟦dsek⟧")
    assert_refused(project, place, B, "there is no icon", 'Did you mean "desk"?', "Coworking")


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "---\n", "\ufeff"])
def test_an_empty_file_of_cards_is_warned_of(project: Project, text: str) -> None:
    project.write(A, text)
    result = project.run("build")
    assert result.code == 0
    assert result.err.startswith(f"Warning: {A}, line 1: this file holds no cards.")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "\n"])
def test_an_empty_deck_yaml(project: Project, text: str) -> None:
    project.write("deck.yaml", text)
    assert_refused(project, None, "deck.yaml", "deck.yaml is empty", "Write at least:  title: My deck")


@pytest.mark.parametrize("text", ["⟦-⟧ a\n- b\n", "⟦hello⟧\n", "⟦[⟧]\n"])
@pytest.mark.parametrize("file", ["deck.yaml", A])
def test_a_file_that_is_not_made_of_settings(project: Project, file: str, text: str) -> None:
    place = project.mark(file, text)
    result = project.run("build")
    assert place is not None
    assert f"{file}, line {place.line}: this file should be made of lines such as  title: My deck" in result.err


def no_cards(project: Project) -> None:
    """The folder of cards is not there."""
    shutil.rmtree(project.root / "cards")


def a_file_for_cards(project: Project) -> None:
    """A file stands in place of the folder of cards."""
    no_cards(project)
    project.write("cards", "title: x")


def empty_lists(project: Project) -> None:
    """Files of cards that hold none."""
    project.write(A, "cards: []\n")
    project.write(B, "category: B\ncards: []\n")


def other_endings(project: Project) -> None:
    """Cards in a file that is not YAML."""
    no_cards(project)
    project.write("cards/A.txt", CARDS_A)


@pytest.mark.parametrize("empty", [no_cards, a_file_for_cards, empty_lists, other_endings])
def test_a_deck_without_cards(project: Project, empty: Callable[[Project], None]) -> None:
    empty(project)
    assert_refused(project, None, "deck.yaml", "this deck has no cards yet", FIRST_CARD)


@pytest.mark.parametrize("command", ["build", "check", "list"])
def test_no_deck_yaml(project: Project, command: str) -> None:
    (project.root / "deck.yaml").unlink()
    before, result = project.files(), project.run(command)
    assert (result.code, result.out) == (1, "")
    assert f"There is no deck.yaml in {project.root} or in a folder above it." in result.err
    assert "Go to the folder that holds your deck.yaml, or name it: deck -C FOLDER build" in result.err
    assert project.files() == before


@pytest.mark.parametrize(
    "text",
    [
        "cards: " + "[" * 100_000 + "]" * 100_000,
        "cards: " + "[" * 100_000,
        "cards: " + "{a: " * 100_000,
        "cards: \n  " + "- " * 100_000,
        "cards: " + "[x, " * 50_000,
    ],
    ids=["closed", "open", "braces", "hyphens", "commas"],
)
def test_deep_nesting_is_told_not_climbed_into(project: Project, text: str) -> None:
    project.write(A, text)
    assert_refused(project, None, A, "nested too deeply here", "Is it the right file?")


@pytest.mark.parametrize("text", ["word " * 25_000, "w" * 10_000_000], ids=["words", "one word"])
def test_megabytes_of_text_are_told_not_set(project: Project, text: str) -> None:
    project.write(A, CARDS_A.replace("A car for a short time.", text))
    result = project.run("build")
    assert result.code == 1
    assert f"{A}, line 14: this text is {len(text.rstrip()):,} characters long; a card holds about 2,000." in result.err
    assert len(result.err) < 1000


def test_a_file_larger_than_any_deck(project: Project) -> None:
    project.write(A, b" " * 20_000_001)
    assert_refused(project, None, A, "this file is too big to be part of a deck: 20 MB", "Is it the right file?")


@pytest.mark.parametrize(
    ("file", "what"),
    [
        (A, f"{A}, line 1: this is a folder, not a file."),
        ("assets/icons/desk.svg", 'cards/B.yaml, line 4: there is no icon called "desk".'),
        ("layouts/plain.yaml", 'deck.yaml, line 7: there is no layout called "plain".'),
    ],
)
def test_a_folder_in_place_of_a_file(project: Project, file: str, what: str) -> None:
    (project.root / file).unlink()
    (project.root / file).mkdir()
    before, result = project.files(), project.run("build")
    assert what in result.err
    assert project.files() == before


def test_a_file_that_may_not_be_read(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: Path) -> bytes:
        if file.name == "A.yaml":
            raise PermissionError(13, "Permission denied")
        return real(file)

    real = Path.read_bytes
    before = project.files()
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", refuse)
        result = project.run("build")
    assert f"{A}, line 1: this file cannot be read (Permission denied)." in result.err
    assert_untouched(project, before, result, A)


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("MyFont.ttf", b"this is no font", "is not a font that can be used"),
        ("MyFont.ttf", b"", "is not a font that can be used"),
        ("MyFont.otf", b"wOF2" + bytes(100), "is not a font that can be used"),
        ("../Other.ttf", b"", "no font file"),
        ("x" * 300, b"", "no font file"),
    ],
)
def test_a_typeface_that_is_none(project: Project, name: str, content: bytes, what: str) -> None:
    if what.startswith("is"):
        project.write(f"assets/fonts/{name}", content)
    elif name.startswith(".."):
        (project.root.parent / "Other.ttf").write_bytes(b"\0\1\0\0")
    project.mark("deck.yaml", f"{DECK}fonts:\n  text:\n    regular: ⟦{name}⟧\n")
    hint = "A TrueType (.ttf) or OpenType (.otf) file is needed." if content else ""
    before, result = project.files(), project.run("build")
    assert "deck.yaml, line 18: " in result.err
    assert what in result.err
    assert hint in result.err
    assert_untouched(project, before, result, "deck.yaml")


@pytest.mark.parametrize("content", [b"\0\1\0\0", b"\0\1\0\0" + bytes(300), b"OTTO" + b"\xff" * 300])
def test_a_damaged_typeface(project: Project, content: bytes) -> None:
    project.write("assets/fonts/MyFont.ttf", content)
    project.write("deck.yaml", f"{DECK}fonts: {{text: {{regular: MyFont.ttf}}}}\n")
    result = project.run("build")
    assert result.code == 1
    assert "MyFont.ttf is not a font that can be used" in result.err
    assert f"{PDF} is still your last good one." in result.footer
