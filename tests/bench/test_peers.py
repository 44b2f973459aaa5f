"""The peers do the same work: all words of all cards, on sheets of four with backs behind their fronts."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from bench.dump import dump
from bench.generate import write_project
from bench.peers.reportlab_shrink import main as reportlab

CARDS = 6


@pytest.fixture(scope="module")
def peers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("peers")
    write_project(folder / "project", CARDS)
    dump(folder / "project", folder / "dumped")
    return folder / "dumped"


@pytest.fixture(scope="module")
def data(peers: Path) -> Any:
    return json.loads((peers / "deck.json").read_text("utf-8"))


def texts(file: Path) -> list[str]:
    """The letters of each page."""
    pdf = pypdfium2.PdfDocument(file)
    try:
        return [letters(page.get_textpage().get_text_bounded()) for page in pdf]
    finally:
        pdf.close()


def letters(text: str) -> str:
    return re.sub(r"[^\w]", "", text)


def assert_complete(pages: list[str], data: Any) -> None:
    assert len(pages) == 2 * -(-CARDS // 4)
    for index, card in enumerate(data["cards"]):
        front, back = pages[index // 4 * 2], pages[index // 4 * 2 + 1]
        assert letters(card["front_title"]) in front
        assert letters(card["title"]) in back
        for paragraph in card["back"]:
            assert letters("".join(words for words, _ in paragraph["runs"])) in back


def test_backs_are_mirrored(data: Any) -> None:
    assert [x + y for x, y in data["cells"]] != [x + y for x, y in data["backs"]]
    for (x, y), (back_x, back_y) in zip(data["cells"], data["backs"], strict=True):
        assert x + back_x + 70 == pytest.approx(data["paper"][0])
        assert y == back_y


def test_words_are_as_deckpress_prints_them(data: Any) -> None:
    runs = [run for card in data["cards"] for paragraph in card["back"] for run in paragraph["runs"]]
    assert all("'" not in words for words, _ in runs)
    assert ["Description\u202f: ", "b"] in runs or ["Description\u00a0: ", "b"] in runs


def test_pictograms_show_their_ground_in_the_colour_of_the_category(data: Any) -> None:
    drawings = [Path(card["icon"]).read_text("utf-8") for card in data["cards"]]
    assert not any('"#fff"' in drawing for drawing in drawings)
    assert all("<path" in drawing for drawing in drawings)


def test_reportlab_prints_everything(peers: Path, data: Any, tmp_path: Path) -> None:
    reportlab(str(peers / "deck.json"), str(tmp_path / "deck.pdf"))
    assert_complete(texts(tmp_path / "deck.pdf"), data)


@pytest.mark.parametrize("template", ["typst_fixed", "typst_fit", "typst_bisect", "typst_deck"])
def test_typst_prints_everything(template: str, peers: Path, data: Any, tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="in the extra bench")
    command = [sys.executable, "-m", "bench.peers.run_typst", template, str(peers / "deck.json")]
    subprocess.run([*command, str(tmp_path / "deck.pdf")], check=True)
    assert_complete(texts(tmp_path / "deck.pdf"), data)


@pytest.mark.parametrize("name", ["deck.html", "fit.html"])
def test_the_page_holds_everything(name: str, peers: Path, data: Any) -> None:
    page = (peers / name).read_text("utf-8")
    sheets = page.split('<div class="sheet">')[1:]
    assert_complete([letters(re.sub("<[^>]*>", "", sheet)) for sheet in sheets], data)
    assert ("<script>" in page) == (name == "fit.html")
