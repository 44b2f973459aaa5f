"""The same files give the same bytes, wherever, whenever and by whomever they are built."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pikepdf
import pytest

from tests.print.printer import Printer, command
from tests.print.tools import run, text_lines
from tests.print.words import ROOT

EPOCH, MOMENT = "1700000000", "20231114221320"  # date -u -d @1700000000 +%Y%m%d%H%M%S


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The deck, built by the command in the project's own folder."""
    file = tmp_path_factory.mktemp("once") / "deck.pdf"
    command(ROOT, "build", "-o", file, environment={"PYTHONHASHSEED": "0"})
    return file.read_bytes()


def test_the_command_writes_what_the_stages_write(once: bytes, printed: Printer) -> None:
    assert once == printed().read_bytes()


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_other_hash_seeds_and_folders_make_no_difference(once: bytes, tmp_path: Path, seed: str) -> None:
    surroundings = {"PYTHONHASHSEED": seed, "TZ": "Pacific/Auckland", "LC_ALL": "C", "LANG": "C", "HOME": str(tmp_path)}
    command(tmp_path, "-C", ROOT, "build", "-o", "deck.pdf", environment=surroundings)
    assert (tmp_path / "deck.pdf").read_bytes() == once


def test_a_copy_of_the_project_elsewhere_gives_the_same_bytes(once: bytes, tmp_path: Path) -> None:
    copy = tmp_path / "Mes cartes d'été"
    copy.mkdir()
    shutil.copy(ROOT / "deck.yaml", copy)
    shutil.copytree(ROOT / "cards", copy / "cards")
    shutil.copytree(ROOT / "assets" / "icons", copy / "assets" / "icons")
    for file in copy.rglob("*.yaml"):
        file.touch()
    command(copy, "build", environment={"XDG_CACHE_HOME": str(tmp_path / "cache")})
    (built,) = (copy / "output").iterdir()
    assert built.read_bytes() == once


def test_a_word_changed_changes_file_identity_and_slug(once: bytes, tmp_path: Path) -> None:
    (tmp_path / "once.pdf").write_bytes(once)
    copy = tmp_path / "copy"
    shutil.copytree(ROOT / "cards", copy / "cards")
    shutil.copytree(ROOT / "assets" / "icons", copy / "assets" / "icons")
    shutil.copy(ROOT / "deck.yaml", copy)
    file = copy / "cards" / "A-mobilite.yaml"
    file.write_text(file.read_text("utf-8").replace("Les passagers", "Des passagers", 1), "utf-8")
    command(copy, "build", "-o", tmp_path / "twice.pdf")
    slugs, identities = [], []
    for name in ("once", "twice"):
        slugs.append(re.search(r"#[0-9a-f]{7}", run("pdftotext", "-l", "1", tmp_path / f"{name}.pdf", "-").decode()))
        with pikepdf.open(tmp_path / f"{name}.pdf") as pdf:
            identities.append(bytes(pdf.trailer.ID[0]))
    assert slugs[0]
    assert slugs[1]
    assert slugs[0][0] != slugs[1][0]
    assert identities[0] != identities[1]


def test_source_date_epoch_is_the_date_of_everything(tmp_path: Path) -> None:
    for name in ("one", "two"):
        output = tmp_path / f"{name}.pdf"
        command(
            ROOT, "build", "--card", "A1", "-o", output, environment={"SOURCE_DATE_EPOCH": EPOCH, "TZ": "Asia/Tokyo"}
        )
    file = tmp_path / "one.pdf"
    assert file.read_bytes() == (tmp_path / "two.pdf").read_bytes()
    with pikepdf.open(file) as pdf:
        assert {str(pdf.docinfo.CreationDate), str(pdf.docinfo.ModDate)} == {f"D:{MOMENT}Z"}
        xmp = pdf.Root.Metadata.read_bytes().decode()
    dates = re.findall(r"<xmp:(\w+Date)>([^<]*)<", xmp)
    assert {name for name, _ in dates} == {"CreateDate", "ModifyDate", "MetadataDate"}
    assert {re.sub(r"\D", "", date) for _, date in dates} == {MOMENT}
    for page in text_lines(file):
        assert any("2023-11-14" in line.text for line in page)


def test_a_deck_may_carry_its_own_date(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "cards", tmp_path / "cards")
    shutil.copytree(ROOT / "assets" / "icons", tmp_path / "assets" / "icons")
    deck = (ROOT / "deck.yaml").read_text("utf-8")
    (tmp_path / "deck.yaml").write_text(f"{deck}\ndate: 2026-11-23\n", "utf-8")
    command(tmp_path, "build", "--card", "A1", "-o", "one.pdf")
    assert "D:20261123000000Z" in run("pdfinfo", "-rawdates", tmp_path / "one.pdf").decode()
    assert any("2026-11-23" in line.text for line in text_lines(tmp_path / "one.pdf")[0])
