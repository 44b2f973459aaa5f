"""Typefaces of every make come out of the press: variable ones, collections, fonts that may only lie there whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest

from tests.foundry import EM, WIDER, cast, collected, saved
from tests.print.printer import Printer
from tests.print.projects import write_layout, write_project
from tests.print.test_fonts import embedded
from tests.print.tools import Rect, cropped_text, fonts_listed, run

DECK = "title: Faces\nlanguage: en\nsize: poker\nlayout: plain\nfonts: {}\n"
WEIGHT = ("wght", 100, 400, 900, "Weight")
CARDS = "cards:\n  - title: Plain and **bold**\n"


def printed_in(printed: Printer, folder: Path, fonts: str) -> Path:
    """The one card of a deck set in *fonts*, which lie in its folder."""
    project = write_project(folder / "project", DECK.replace("{}", fonts), CARDS)
    items = 'text: "{title}", style: t, box: {top: safe, left: safe, right: safe, bottom: safe}'
    write_layout(project, "plain", "size: 9pt", items)
    for file in folder.glob("*.tt?"):
        (project / "assets" / "fonts").mkdir(parents=True, exist_ok=True)
        file.rename(project / "assets" / "fonts" / file.name)
    file = printed(project)
    run("qpdf", "--check", file)
    assert cropped_text(file, 1, Rect(0, 0, 2000, 2000), "-raw").split()[:3] == ["Plain", "and", "bold"]
    return file


def test_a_variable_font_is_printed_in_the_weights_that_are_asked_for(printed: Printer, tmp_path: Path) -> None:
    saved(cast("Vary", axes=(WEIGHT,)), tmp_path / "vary.ttf")
    file = printed_in(printed, tmp_path, "{text: Vary}")
    rows = {row["name"].partition("+")[2]: row for row in fonts_listed(file)}
    assert {"Vary-wght400", "Vary-wght700"} <= set(rows)
    assert all((row["emb"], row["sub"], row["uni"]) == ("yes", "yes", "yes") for row in rows.values())
    found = embedded(file)
    heavier = round((500 + WIDER * (700 - 400) / (900 - 400)) * 1000 / EM)
    assert set(found["Vary-wght400"].widths.values()) == {500, 250}
    assert set(found["Vary-wght700"].widths.values()) == {heavier}
    for font in found.values():
        assert b"gvar" not in font.program[:400]


def test_both_faces_of_a_collection_are_printed(printed: Printer, tmp_path: Path) -> None:
    collected(tmp_path / "two.ttc", cast("Two"), cast("Two", "Bold", weight=700, width=600))
    found = embedded(printed_in(printed, tmp_path, "{text: two.ttc}"))
    assert set(found["Two"].widths.values()) == {500, 250}
    assert set(found["Two-Bold"].widths.values()) == {600}
    assert all(font.program[:4] == b"\0\1\0\0" for font in found.values())


def test_a_font_that_may_not_be_parted_is_embedded_whole(printed: Printer, tmp_path: Path) -> None:
    whole = saved(cast("Whole", licence=0x0100), tmp_path / "whole.ttf").read_bytes()
    file = printed_in(printed, tmp_path, "{text: {regular: whole.ttf, bold: whole.ttf}}")
    (row,) = [row for row in fonts_listed(file) if row["name"] == "Whole"]
    assert (row["emb"], row["sub"]) == ("yes", "no")
    with pikepdf.open(file) as pdf:
        programs = [item.read_bytes() for item in pdf.objects if "/Length1" in getattr(item, "keys", list)()]
    assert whole in programs


@pytest.mark.parametrize("fonts", ["{text: Vary}", "{text: vary.ttf, fallback: [Two]}"])
def test_the_same_bytes_come_out_again(printed: Printer, tmp_path: Path, fonts: str) -> None:
    saved(cast("Vary", axes=(WEIGHT,)), tmp_path / "vary.ttf")
    collected(tmp_path / "two.ttc", cast("Two"), cast("Two", "Bold", weight=700))
    files = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        for file in tmp_path.glob("*.tt?"):
            shutil.copy(file, tmp_path / name)
        files.append(printed_in(printed, tmp_path / name, fonts).read_bytes())
    assert files[0] == files[1]
