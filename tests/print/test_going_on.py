"""Cards that go on, in every output: each part a card of its own, next to the others, cut and counted as one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from deck.changes import digests_of_pdf
from deck.formats import card_format
from deck.order import Job, Order
from deck.outputs import BUILT_IN
from deck.pipeline import build, faces, prepare, sheets
from deck.problems import Problems
from deck.select import Selection
from deck.source.project import Project
from deck.units import Box
from tests.print.tools import run

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The A and B cards of the seed deck, on poker cards, on which most of them go on."""
    folder = tmp_path_factory.mktemp("deck")
    for name in ("assets", "layouts", "cards"):
        shutil.copytree(ROOT / name, folder / name)
    for file in (folder / "cards").glob("[C-Z]-*.yaml"):
        file.unlink()
    (folder / "layouts" / "long.yaml").write_text("extends: practice\noverflow: continue\n", "utf-8")
    text = (ROOT / "deck.yaml").read_text("utf-8").replace("layout: practice", "layout: long")
    (folder / "deck.yaml").write_text(text, "utf-8")
    return Project(folder)


def ordered(deck: Project, output: str = "sheets", copies: int = 1, cards: tuple[str, ...] = ()) -> Job:
    order = Order(Selection(cards=cards), size=card_format("poker"), output=output, copies=copies)
    return prepare(deck, order, Problems())


def printed(deck: Project, target: Path, output: str = "sheets", copies: int = 1, cards: tuple[str, ...] = ()) -> Path:
    build(ordered(deck, output, copies, cards), target, Problems(), lambda sheet: None)
    return target


@pytest.mark.parametrize("output", ["sheets", "press", "cutter"])
@pytest.mark.parametrize("copies", [1, 3])
def test_the_parts_of_a_card_lie_on_one_sheet_one_after_the_other(deck: Project, output: str, copies: int) -> None:
    job = ordered(deck, output, copies)
    assert job.setter.parts
    assert job.grid is not None
    placed: dict[str, int] = {}
    for sheet in sheets(job):
        keys = [placement.face.card.key for placement in sheet.placements]
        cards = [placement.face.card for placement in sheet.placements]
        for index, card in enumerate(cards):
            placed[card.key] = placed.get(card.key, 0) + 1
            if card.part < card.parts:
                follower = cards[index + 1]
                assert (follower.id, follower.part) == (card.id, card.part + 1), keys
    assert placed == {card.key: 2 * copies * card.copies for card in job.cards}
    assert job.copies == copies * sum(card.copies for card in job.cards)
    assert job.sheets == len({sheet.number for sheet in sheets(job)})


def test_piles_follow_one_another_part_by_part(deck: Project) -> None:
    job = ordered(deck, "stack")
    rectos = [sheet for sheet in sheets(job) if sheet.side == "recto"]
    piles: dict[Box, list[str]] = {}
    for sheet in rectos:
        for placement in sheet.placements:
            piles.setdefault(placement.cell, []).append(placement.face.card.key)
    assert job.grid is not None
    assert [key for cell in job.grid.cells for key in piles.get(cell, [])] == [card.key for card in job.cards]


@pytest.mark.parametrize("output", [output.name for output in BUILT_IN])
def test_every_output_shows_every_part(deck: Project, output: str, tmp_path: Path) -> None:
    job = ordered(deck, output) if output != "large" else prepare(deck, Order(output=output), Problems())
    build(job, tmp_path / job.target.name, Problems(), lambda sheet: None)
    files = list(tmp_path.rglob("*.p*"))
    assert files
    if job.press.output.kind == "pictures":
        assert len(files) == 2 * len(job.cards)
        assert any(file.stem.endswith("-covoiturage-1of2-front") for file in files)
    if job.press.output.kind == "grid":
        with Image.open(tmp_path / job.target.name / "fronts.png") as fronts, Image.open(files[-1]) as backs:
            assert fronts.size == backs.size
            assert fronts.height // (fronts.width // 10) >= len(job.cards) // 10


def test_a_card_by_its_number_is_all_of_its_parts(deck: Project, tmp_path: Path) -> None:
    text = run("pdftotext", "-layout", printed(deck, tmp_path / "a1.pdf", cards=("A1",)), "-").decode()
    assert text.count("(1/2)") == text.count("(2/2)") == 2  # front and back
    assert text.count("BlaBlaCar") == 1


def test_fronts_are_the_same_but_for_the_mark(deck: Project) -> None:
    pairs = [pair for pair in faces(ordered(deck)) if pair[0].card.id == "covoiturage"]
    one, two = (front for front, _ in pairs)
    assert len(one.items) == len(two.items)
    assert sum(a != b for a, b in zip(one.items, two.items, strict=True)) == 1


def test_what_has_changed_is_told_card_by_card(deck: Project, tmp_path: Path) -> None:
    former = printed(deck, tmp_path / "former.pdf")
    assert set(digests_of_pdf(former, Problems())) == {card.id for card in ordered(deck).deck.cards}
    order = Order(size=card_format("poker"), changed_since=str(former))
    assert prepare(deck, order, Problems()).cards == ()
    copy = Project(shutil.copytree(deck.root, tmp_path / "copy"))
    file = copy.root / "cards" / "A-mobilite.yaml"
    file.write_text(file.read_text("utf-8").replace("domicile-travail.", "domicile-loisirs.", 1), "utf-8")
    assert [card.key for card in prepare(copy, order, Problems()).cards] == ["covoiturage 1/2", "covoiturage 2/2"]


def test_a_screen_has_one_section_and_one_heading_a_card(deck: Project, tmp_path: Path) -> None:
    file = printed(deck, tmp_path / "screen.pdf", "screen", cards=("A1", "A2"))
    tree = run("pdfinfo", "-struct-text", file).decode()
    assert tree.count("\n  Sect ") == 2
    assert tree.count("    H1 ") == 2
    with pikepdf.open(file) as pdf:
        labels = [str(entry["/P"]) for entry in list(pdf.Root.PageLabels.Nums)[1::2]]
        assert labels[:4] == ["A1 1/2 recto", "A1 1/2 verso", "A1 2/2 recto", "A1 2/2 verso"]
