"""Emoji in print: in colour where their font is, found as text, the same from every process and from the cache."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from deck.face.face import PlacedArt
from deck.order import Order
from deck.pipeline import build, prepare
from deck.problems import DeckError, Problems
from deck.render.packed import pack, unpack
from deck.source.project import Project
from deck.text.fonts import Font
from tests.print.projects import write_layout, write_project
from tests.print.tools import Rect, cropped_text, fonts_listed, operations, run, streams
from tests.smiles import COUPLE, FACE, PLAIN, SUNSET, cast_smiles
from tests.typefaces import NOTO, respun

DECK = "title: Smiles\nlanguage: en\nsize: poker\nlayout: plain\nfonts: {fallback: [Smiles]}\n"
WORDS = ["Hello", FACE, f"you{COUPLE}two", SUNSET, PLAIN, "end", FACE]
WHOLE = Rect(0, 0, 2000, 2000)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A deck of one card with emoji in its title."""
    folder = write_project(tmp_path / "deck", DECK, f"cards:\n  - title: {' '.join(WORDS)}\n")
    write_layout(
        folder,
        "plain",
        "size: 12pt",
        'text: "{title}", style: t, box: {top: safe, left: safe, right: safe, bottom: safe}',
    )
    cast_smiles(folder / "assets" / "fonts" / "smiles.ttf")
    return folder


def built(folder: Path, target: Path, output: str = "sheets", jobs: int = 1) -> Path:
    """The PDF of a deck."""
    problems = Problems()
    job = prepare(Project(folder.resolve()), Order(output=output, jobs=jobs), problems)
    build(job, target, problems, lambda sheet: None)
    return target


@pytest.mark.parametrize("output", ["sheets", "screen"])
def test_emoji_are_found_as_they_were_typed(project: Path, tmp_path: Path, output: str) -> None:
    file = built(project, tmp_path / "x.pdf", output)
    run("qpdf", "--check", file)
    assert cropped_text(file, 1, WHOLE, "-raw").split()[: len(WORDS)] == WORDS
    assert {"Smiles", "NotoSans-Condensed"} <= {row["name"].partition("+")[2] for row in fonts_listed(file)}
    for row in fonts_listed(file):
        assert (row["emb"], row["sub"], row["uni"]) == ("yes", "yes", "yes")


def seen(file: Path) -> dict[str, set[int]]:
    """The glyphs that are painted, and not merely there to be found, by the names of their fonts in the file."""
    found: dict[str, set[int]] = {}
    with pikepdf.open(file) as pdf:
        for _, stream in streams(pdf):
            mode, font = 0, ""
            for operands, operator in operations(stream):
                if operator == "Tr":
                    mode = int(operands[0])
                elif operator == "Tf":
                    font = str(operands[0])
                elif operator == "TJ" and mode == 0:
                    codes = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                    found.setdefault(font, set()).update(glyph for (glyph,) in struct.iter_unpack(">H", codes))
            assert mode == 0  # whatever is unseen ends where it should
    return found


@pytest.mark.parametrize("output", ["sheets", "screen"])
def test_what_is_drawn_in_colour_is_not_painted_as_text_too(project: Path, tmp_path: Path, output: str) -> None:
    painted = seen(built(project, tmp_path / "x.pdf", output))
    smiles = Font(project / "assets" / "fonts" / "smiles.ttf")
    assert painted[f"/F{smiles.tag}"] == {*smiles.word(PLAIN).glyphs}
    assert not any(0 in glyphs for glyphs in painted.values())  # no empty box, for want of a word space say


def test_a_drawn_face_with_emoji_is_kept_and_found_again(project: Path) -> None:
    job = prepare(Project(project.resolve()), Order(), Problems())
    (card,) = job.cards
    pair, drawings = job.crew.workshop.pair(card), job.gallery.drawings
    packed = pack(pair, drawings)
    assert packed is not None
    for before, after in zip(pair, unpack(packed, card, drawings, job.setter.book.tagged), strict=True):
        arts = [[art.drawing for art in face.arts if isinstance(art, PlacedArt)] for face in (before, after)]
        assert arts[0] == arts[1]
        assert len(arts[0]) == 4
        assert (before.content, before.digest, dict(before.fonts)) == (after.content, after.digest, dict(after.fonts))


def test_emoji_are_painted_in_their_colours(project: Path, tmp_path: Path) -> None:
    page = pypdfium2.PdfDocument(built(project, tmp_path / "x.pdf", "screen"))[0]
    picture = page.render(scale=4).to_pil().convert("RGB")
    colors = picture.getcolors(1_000_000) or []
    common = {color for count, color in colors if count > 150}
    assert any(r > 230 and 180 < g < 225 and b < 60 for r, g, b in common), common  # the face is yellow
    assert any(r < 90 and b > 170 for r, g, b in common), common  # one of the couple is blue


def test_the_same_file_comes_from_the_cache_and_from_other_processes(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cards = "".join(f"  - title: Card {number} {FACE}{SUNSET}\n" for number in range(200))
    (project / "cards" / "0.yaml").write_text(f"cards:\n{cards}", "utf-8")
    monkeypatch.setenv("DECKPRESS_CACHE", "off")
    alone = built(project, tmp_path / "1.pdf", jobs=1).read_bytes()
    assert built(project, tmp_path / "2.pdf", jobs=2).read_bytes() == alone
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "cache"))
    assert built(project, tmp_path / "3.pdf", jobs=1).read_bytes() == alone
    assert built(project, tmp_path / "4.pdf", jobs=1).read_bytes() == alone


@pytest.mark.parametrize("table", ["CBDT", "sbix", "SVG "])
def test_pictures_of_pixels_are_refused_with_what_would_do(project: Path, table: str) -> None:
    respun(NOTO, project / "assets" / "fonts" / "pixels.ttf", {table: b"\0\0\0\0"})
    (project / "deck.yaml").write_text(DECK.replace("Smiles]", "pixels.ttf]"), "utf-8")
    with pytest.raises(DeckError, match=r"the signs of pixels\.ttf are pictures") as told:
        prepare(Project(project.resolve()), Order(), Problems())
    assert "Noto Emoji" in str([problem.hints for problem in told.value.problems])


def test_what_a_font_has_both_in_outlines_and_in_pixels_is_drawn(project: Path, tmp_path: Path) -> None:
    smiles = project / "assets" / "fonts" / "smiles.ttf"
    shutil.copy(smiles, project / "copy.ttf")
    respun(project / "copy.ttf", smiles, {"SVG ": b"\0\0\0\0"})
    (project / "copy.ttf").unlink()
    assert FACE in cropped_text(built(project, tmp_path / "x.pdf"), 1, WHOLE, "-raw")
