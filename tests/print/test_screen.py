"""The screen output: tagged text in reading order, links, bookmarks, sRGB; what a screen reader and a telephone get."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from deck.order import Order
from deck.pipeline import build, prepare
from deck.problems import Problems
from deck.source.project import Project
from deck.text.markup import parse_paragraphs
from deck.text.runs import plain_text
from deck.units import MM
from tests.print.tools import Rect, fonts_listed, operations, pdfium_text, run, streams

ROOT = Path(__file__).parents[2]
CMYK = {"k", "K"}
SECTION = re.compile(r"^  Sect .*\n", re.MULTILINE)
SAID = re.compile(r'^ +"(.*)"$', re.MULTILINE)


def printed(output: str, target: Path, root: Path = ROOT) -> Path:
    """The whole deck of *root* built as one output."""
    problems = Problems()
    build(prepare(Project(root), Order(output=output, copies=2), problems), target, problems, lambda sheet: None)
    return target


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return printed("screen", tmp_path_factory.mktemp("screen") / "deck.pdf")


@pytest.fixture
def pdf(file: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(file) as opened:
        yield opened


def elements(node: Any) -> Iterator[Any]:
    """A structure element and all beneath it, in reading order."""
    yield node
    for kid in node.K:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield from elements(kid)


def whole(pdf: pikepdf.Pdf) -> list[Any]:
    """Every structure element of the document, in reading order."""
    return list(elements(pdf.Root.StructTreeRoot.K))


def parents(pdf: pikepdf.Pdf) -> dict[int, Any]:
    """The parent tree."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


def read_aloud(file: Path) -> str:
    """The text of the structure tree in its order, by poppler, which prints the titles of sections undecoded."""
    return run("pdfinfo", "-struct-text", file).decode(errors="replace")


@cache
def words(text: str) -> tuple[str, ...]:
    """The words of a text, letters as typed whatever typography made of them."""
    plain = unicodedata.normalize("NFKD", text).replace("œ", "oe").replace("Œ", "Oe")
    return tuple(re.findall(r"\w+", re.sub(r"[\u0300-\u036f]", "", plain)))


def test_a_page_is_one_face_without_bleed_however_many_copies(pdf: pikepdf.Pdf) -> None:
    assert len(pdf.pages) == 2 * 37
    for page in pdf.pages:
        assert [float(v) for v in page.obj.MediaBox] == pytest.approx([0, 0, 70 * MM, 120 * MM], abs=0.01)
        assert not {"/TrimBox", "/BleedBox"} & set(page.obj.keys())


def test_no_colour_is_a_press_colour(file: Path, pdf: pikepdf.Pdf) -> None:
    for name, stream in streams(pdf):
        used = {operator for _, operator in operations(stream)}
        assert not used & {*CMYK, "cs", "CS", "sc", "SC", "scn", "SCN", "sh"}, name
    assert b"DeviceCMYK" not in file.read_bytes()
    assert "/OutputIntents" not in pdf.Root


def test_all_content_is_tagged_once_or_an_artifact(pdf: pikepdf.Pdf) -> None:
    tree, painting = parents(pdf), {"f", "f*", "S", "B", "B*", "Do", "TJ", "Tj"}
    for page in pdf.pages:
        open_tags: list[str] = []
        numbers: list[int] = []
        for operands, operator in operations(page):
            if operator in ("BDC", "BMC"):
                open_tags.append(str(operands[0]))
                if operator == "BDC" and "/MCID" in operands[1]:
                    numbers.append(int(operands[1].MCID))
            elif operator == "EMC":
                open_tags.pop()
            elif operator in painting:
                assert open_tags, operator
        assert not open_tags
        assert numbers == list(range(len(numbers)))
        owners = tree[int(page.obj.StructParents)]
        assert len(owners) == len(numbers)
        for number, owner in zip(numbers, owners, strict=True):
            assert number in [kid for kid in owner.K if isinstance(kid, int)]
            assert owner.Pg.objgen == page.obj.objgen


def test_every_element_knows_its_parent_and_holds_something(pdf: pikepdf.Pdf) -> None:
    roles = {str(element.S) for element in whole(pdf)}
    assert roles == {"/Document", "/Sect", "/H1", "/P", "/Figure", "/Link"}
    for element in whole(pdf):
        assert len(element.K)
        for kid in element.K:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                assert kid.P.objgen == element.objgen


def test_every_word_of_a_card_is_read_in_its_order(file: Path) -> None:
    job = prepare(Project(ROOT), Order(output="screen"), Problems())
    sections = SECTION.split(read_aloud(file))[1:]
    assert len(sections) == len(job.cards)
    for card, section in zip(job.cards, sections, strict=True):
        read = words(" ".join(SAID.findall(section)))
        fields = (card.words.get(field.key) for field in job.deck.fields)
        typed = [words(plain_text(parse_paragraphs(field.text))) for field in fields if field]
        position = 0
        for text in typed:
            found = (at for at in range(position, len(read)) if read[at : at + len(text)] == text)
            position = next(found) + len(text)


def test_every_practice_has_its_title_as_its_one_heading(file: Path, pdf: pikepdf.Pdf) -> None:
    for section in pdf.Root.StructTreeRoot.K.K:
        roles = [str(element.S) for element in elements(section)]
        assert roles.count("/H1") == (str(section.T) != "Licence")
    structure = read_aloud(file)
    assert re.search(r'H1 \(block\)\n +"Loc. voitures entre particuliers "', structure)
    assert re.search(r'H1 \(block\)\n +"La boîte à outils des territoires collaboratifs "', structure)


def test_every_pictogram_says_which_card_it_stands_for(pdf: pikepdf.Pdf) -> None:
    for section in pdf.Root.StructTreeRoot.K.K:
        figures = [element for element in elements(section) if element.S == "/Figure"]
        assert figures
        assert {str(figure.Alt) for figure in figures} == {f"Pictogramme\u00a0: {section.T}"}


def test_links_lie_over_their_words_and_lead_to_their_addresses(file: Path, pdf: pikepdf.Pdf) -> None:
    tree = parents(pdf)
    found = {}
    for number, page in enumerate(pdf.pages, 1):
        assert page.obj.Tabs == "/S"
        for annotation in page.obj.get("/Annots", []):
            left, bottom, right, top = (float(v) for v in annotation.Rect)
            height = float(page.obj.MediaBox[3])
            area = Rect(left, height - top, right, height - bottom)
            found[str(annotation.A.URI)] = pdfium_text(file, number, area).strip()
            assert str(annotation.Contents) == str(annotation.A.URI)
            link = tree[int(annotation.StructParent)]
            assert link.S == "/Link"
            assert link.P.S == "/P"
            assert [kid.Obj.objgen for kid in link.K if isinstance(kid, pikepdf.Dictionary)] == [annotation.objgen]
    assert found == {"http://repaircafe.org/": "http://repaircafe.org/", "https://www.etsy.com": "Etsy"}


def test_the_document_says_its_language_title_and_standard(file: Path, pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("fr", True)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "La boîte à outils des territoires collaboratifs"
        assert "pdfxid:GTS_PDFXVersion" not in metadata
    assert "/GTS_PDFXVersion" not in pdf.docinfo
    assert {(font["emb"], font["uni"]) for font in fonts_listed(file)} == {("yes", "yes")}
    run("qpdf", "--check", file)


def test_bookmarks_lead_to_categories_and_to_their_cards(pdf: pikepdf.Pdf) -> None:
    pages = [page.obj.objgen for page in pdf.pages]
    with pdf.open_outline() as outline:
        top = list(outline.root)
    assert [mark.title for mark in top][::11] == ["Couverture", "Licence"]
    assert top[1].title == "A · Pratiques de mobilité partagée"
    assert [mark.title for mark in top[1].children][:1] == ["A1 Covoiturage"]
    marks = [card for mark in top for card in (mark.children or [mark])]
    destinations: list[Any] = [mark.destination for mark in marks]
    assert [pages.index(place[0].objgen) for place in destinations] == list(range(0, 74, 2))
    labels = {int(key): str(label.P) for key, label in zip(*(iter(pdf.Root.PageLabels.Nums),) * 2, strict=True)}
    assert (labels[2], labels[3]) == ("A1 recto", "A1 verso")


def test_the_same_deck_gives_the_same_bytes(file: Path, tmp_path: Path) -> None:
    assert printed("screen", tmp_path / "again.pdf").read_bytes() == file.read_bytes()


def _small(folder: Path, text: str) -> Path:
    """A project of one card with *text* on its back."""
    (folder / "cards").mkdir(parents=True)
    described = "title: Small\nlanguage: en\ndate: 2026-01-02\nfields: {about: {label: About}}\n"
    (folder / "deck.yaml").write_text(described, "utf-8")
    body = "".join(f"      {line}\n" for line in text.split("\n"))
    (folder / "cards" / "a.yaml").write_text(f"cards:\n  - title: One\n    about: |\n{body}", "utf-8")
    return folder


def test_lists_are_lists_and_a_link_over_two_lines_is_one_link(tmp_path: Path) -> None:
    long = " ".join(["words"] * 12)
    text = f"Lead\n\n- one\n- two [{long}](https://example.org/é)\n\nSee (https://example.org/a)."
    with pikepdf.open(printed("screen", tmp_path / "deck.pdf", _small(tmp_path / "deck", text))) as pdf:
        roles = [str(element.S) for element in whole(pdf)]
        assert roles[roles.index("/L") :] == [
            "/L", "/LI", "/Lbl", "/LBody", "/LI", "/Lbl", "/LBody", "/Link", "/P", "/Link",
        ]  # fmt: skip
        addresses = [str(annotation.A.URI) for annotation in pdf.pages[1].obj.Annots]
    assert set(addresses) == {"https://example.org/%C3%A9", "https://example.org/a"}
    assert len(addresses) > 2


def test_words_parted_at_the_end_of_a_line_are_whole_when_read(tmp_path: Path) -> None:
    long = "anticonstitution\u00adnellement" * 8
    file = printed("screen", tmp_path / "deck.pdf", _small(tmp_path / "deck", long))
    with pikepdf.open(file) as pdf:
        spans = [operands[1] for operands, operator in operations(pdf.pages[1]) if operator == "BDC"]
        meant = [str(span.ActualText) for span in spans if "/ActualText" in span]
    assert meant
    assert all(text.endswith("\u00ad") for text in meant)


def test_a_link_is_printed_as_emphasis_is_byte_for_byte(tmp_path: Path) -> None:
    files = [
        printed("press", tmp_path / f"{name}.pdf", _small(tmp_path / name, f"A {text} here."))
        for name, text in (("linked", "[certain word](https://example.org)"), ("plain", "*certain word*"))
    ]
    assert files[0].read_bytes() == files[1].read_bytes()
    with pikepdf.open(files[0]) as pdf:
        assert not {"/StructTreeRoot", "/MarkInfo"} & set(pdf.Root.keys())
        assert all("/Annots" not in page for page in pdf.pages)
