"""What a font file says of itself, and which of several faces is a family's regular, bold and italic."""

from __future__ import annotations

from pathlib import Path

import pytest
import uharfbuzz as hb

from deck.text.facts import Facts, faces_among, facts_of, family_of, refused
from tests.foundry import cast, collected, saved
from tests.typefaces import FACES, SQUARES, noto

WEIGHT = ("wght", 100, 400, 900, "Weight")


def face(weight: int, italic: bool = False, width: int = 5, name: str = "x", usable: bool = True) -> Facts:
    """A face of which only what matters here is said."""
    return Facts(Path(f"{name}{weight}.ttf"), 0, "X", ((), ("x",), ()), weight, width, italic, (), usable)


def chosen(*faces: Facts) -> dict[str, tuple[int, bool]]:
    """Weight and slope of each of the four faces."""
    return {name: (found.weight, found.italic) for name, found in faces_among(faces).items()}


def test_a_family_of_four() -> None:
    four = [face(weight, italic) for weight in (400, 700) for italic in (False, True)]
    assert chosen(*four) == {
        "regular": (400, False), "bold": (700, False), "italic": (400, True), "bold_italic": (700, True),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("weights", "regular", "bold"),
    [
        ([100, 300, 500, 600], 500, 600),
        ([100, 300, 600, 900], 300, 900),
        ([600, 800, 900], 600, 800),
        ([300, 500], 500, None),
        ([100, 300], 300, None),
        ([900], 900, 900),
    ],
)
def test_weights_are_chosen_as_css_does(weights: list[int], regular: int, bold: int | None) -> None:
    found = chosen(*map(face, weights))
    assert found["regular"][0] == regular
    assert found.get("bold", (None,))[0] == bold
    assert "italic" not in found


def test_the_usual_width_and_what_may_be_embedded_come_first() -> None:
    assert faces_among([face(400, width=3, name="a"), face(500, name="b")])["regular"].width == 5
    assert faces_among([face(400, usable=False), face(300)])["regular"].weight == 300
    assert faces_among([face(400, usable=False)])["regular"].weight == 400  # so that it can be told why not


def test_the_bundled_typeface_has_its_four_faces() -> None:
    faces = [found for file in FACES.values() for found in facts_of(file)]
    assert {name: found.file for name, found in family_of(faces, "noto-sans condensed").items()} == FACES
    assert all(found.usable for found in faces)


def test_names_of_families_of_four_and_of_single_faces(tmp_path: Path) -> None:
    light = saved(cast("Gothic", "Regular", of_four="Gothic Light", weight=300), tmp_path / "l.ttf")
    plain = saved(cast("Gothic"), tmp_path / "r.ttf")
    faces = [*facts_of(light), *facts_of(plain)]
    assert [found.family for found in faces] == ["Gothic", "Gothic"]
    assert family_of(faces, "Gothic Light")["regular"].file == light
    assert family_of(faces, "GOTHIC")["regular"].file == light  # by the family that designers count
    assert family_of([*facts_of(plain)], "Gothic")["regular"].file == plain
    assert family_of(faces, "Goth") == {}


def test_a_variable_font_is_all_the_weights_that_it_can_have(tmp_path: Path) -> None:
    (found,) = facts_of(saved(cast("Vary", axes=(WEIGHT,)), tmp_path / "v.ttf"))
    assert found.axes == (("wght", 100.0, 900.0),)
    assert list(faces_among([found])) == ["regular", "bold"]
    assert (found.location(700, False), found.location(1000, False)) == ((("wght", 700),), (("wght", 900.0),))
    (narrow,) = facts_of(saved(cast("Vary", axes=(("wght", 300, 400, 500, "Weight"),)), tmp_path / "n.ttf"))
    assert list(faces_among([narrow])) == ["regular"]
    (slanted,) = facts_of(saved(cast("Lean", axes=(("slnt", -12, 0, 0, "Slant"),)), tmp_path / "s.ttf"))
    assert slanted.location(400, True) == (("slnt", -12.0),)
    assert list(faces_among([slanted])) == ["regular", "italic"]


def test_a_collection_has_several_faces(tmp_path: Path) -> None:
    file = collected(tmp_path / "c.ttc", cast("One"), cast("One", "Bold", weight=700))
    assert {name: found.index for name, found in faces_among(facts_of(file)).items()} == {"regular": 0, "bold": 1}


@pytest.mark.parametrize("content", [b"", b"no font", b"\0\1\0\0" + bytes(300), b"ttcf" + b"\xff" * 300])
def test_a_file_that_is_no_font_has_no_faces(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.ttf").write_bytes(content)
    assert facts_of(tmp_path / "x.ttf") == []
    assert facts_of(tmp_path / "gone.ttf") == []


@pytest.mark.parametrize(
    ("bits", "why"),
    [(0, ""), (0x0004, ""), (0x0008, ""), (0x0002, "forbids embedding"), (0x0200, "only its pixels"), (0x0100, "")],
)
def test_what_a_licence_allows(bits: int, why: str) -> None:
    said = refused(FACES["regular"], bits, noto().face)
    assert why in said
    assert bool(said) == bool(why)


def test_what_may_only_be_embedded_whole_must_be_a_plain_file(tmp_path: Path) -> None:
    both = collected(tmp_path / "c.ttc", cast("One", licence=0x0100), cast("One", "Bold", weight=700))
    vary = saved(cast("Vary", axes=(WEIGHT,), licence=0x0100), tmp_path / "v.ttf")
    for file in (both, vary, SQUARES):
        assert "only as a whole" in refused(file, 0x0100, hb.Face(file.read_bytes()))
    assert [found.usable for found in (*facts_of(both), *facts_of(vary))] == [False, True, False]
