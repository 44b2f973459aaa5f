"""What the program writes itself is good by its own table, in every arrangement."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from deck.preflight.findings import Expected, Verdict
from deck.preflight.geometry import Area
from tests.preflight.spoiled import bad_topics, built, in_own_font, judged, sentences, spoiled
from tests.projects import Project

OWN = {"sheets": Expected(), "press": Expected(), "stack": Expected(), "cards": Expected()}
OWN["drivethrucards"] = Expected("PDF/X-1a:2003", 2.4)
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("output", "expected"), OWN.items())
def test_every_output_is_good(output: str, expected: Expected, tmp_path: Path) -> None:
    file = tmp_path / "own.pdf"
    file.write_bytes(built(output))
    doubtful = [finding for finding in judged(file, expected) if finding.verdict > Verdict.GOOD]
    assert doubtful == []


@pytest.mark.parametrize("gutter", ["bleed", "shared"])
@pytest.mark.parametrize("paper", ["A4", "210x200mm"])
def test_sheets_are_good_however_cards_lie(gutter: str, paper: str, tmp_path: Path) -> None:
    """Turned cards and shared cuts too; two coloured cards that share a cut need no bleed between them."""
    project = Project(tmp_path)
    outputs = f"outputs:\n  mine: {{like: sheets, gutter: {gutter}, paper: {paper}}}\n"
    project.write("deck.yaml", (tmp_path / "deck.yaml").read_text("utf-8") + outputs)
    result = project.run("check", "--output", "mine", "--copies", "9")  # full sheets: an empty cell is no neighbour
    assert (result.code, result.err) == (0, "")
    assert "Ready for print.\n" in result.out


def test_the_seed_deck_is_ready_for_print() -> None:
    result = Project.run(SEED, "check", "--output", "press")
    assert "\nReady for print" in result.out
    assert result.code == 0


def test_one_card_of_a_sheet_without_bleed_is_found(tmp_path: Path) -> None:
    def cover(pdf: pikepdf.Pdf) -> None:
        """Paint paper over the bleed above the first row of the first sheet, where the first card's colour runs out."""
        page = pdf.pages[0]
        left, _, right, top = (float(side) for side in page.obj.TrimBox)
        page.contents_add(pdf.make_stream(f"q /GK gs 0 0 0 0 k {left} {top} {right - left} 20 re f Q".encode()))

    findings = judged(spoiled(tmp_path, cover, "sheets"))
    assert bad_topics(findings) == {"Bleed"}
    assert [f.pages for f in findings if f.verdict is Verdict.BAD] == [(1,)]


def test_text_at_the_edge_of_one_card_of_a_sheet_is_found(tmp_path: Path) -> None:
    """The card's face is a form, drawn in the middle of the sheet, far from the sheet's own trim."""

    def move(pdf: pikepdf.Pdf) -> None:
        form = next(iter(pdf.pages[0].Resources.XObject.values()))
        words = in_own_font("\nBT /GO gs 0 0 0 1 k /F1 8 Tf 1 0 0 1 1 100 Tm <0024> Tj ET", form.Resources)
        form.write(form.read_bytes() + words.encode())

    findings = judged(spoiled(tmp_path, move, "sheets"))
    assert "Text lies 0.4 mm from the cut" in sentences(findings, "Safe area", Verdict.BAD)
    assert bad_topics(findings) == {"Safe area"}


def test_the_trims_of_cards_are_where_the_sheet_says() -> None:
    from deck.preflight.cells import cells_of
    from deck.preflight.content import walk_pages

    with pikepdf.open(io.BytesIO(built("cards"))) as pdf:
        cells = cells_of(pdf, walk_pages(pdf))
        trim = Area(*(float(side) for side in pdf.pages[0].obj.TrimBox))
    assert all(abs(a - b) < 0.01 for a, b in zip(cells[1][0], trim, strict=True))


class _Seed(Project):
    """The repository's own deck, left as it is."""

    def __init__(self) -> None:
        self.root = ROOT


SEED = _Seed()
