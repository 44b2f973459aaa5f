"""PDF/X-4 (ISO 15930-7) in every key that can be read from the file, and a file that independent readers call sound."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from PIL import ImageCms

from tests.print.printer import Printer
from tests.print.projects import write_layout, write_project
from tests.print.tools import Rect, faces, operations, run, sheet_sides, streams
from tests.print.words import ROOT, load, practices

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
}
SCREEN_COLOUR = {"rg", "RG", "g", "G", "sh", "ri", "BI"}  # and operators that a deck has no use for
UNWANTED = ("/AcroForm", "/OpenAction", "/AA", "/JavaScript", "/Names", "/Encrypt", "/OCProperties", "/Perms")
BOX = "box: {top: 20%, left: safe, right: safe, height: 30%}"
PAPERS = [("tarot", "A4", "long-edge"), ("poker", "A3", "short-edge"), ("tarot", "A4", "fold")]


@pytest.fixture(scope="module")
def file(printed: Printer) -> Path:
    """The whole deck."""
    return printed()


@pytest.fixture(scope="module")
def xmp(file: Path) -> ElementTree.Element:
    """The metadata of the whole deck."""
    return metadata(file)


def metadata(file: Path) -> ElementTree.Element:
    """The XMP of a PDF as an XML tree."""
    with pikepdf.open(file) as pdf:
        return ElementTree.fromstring(pdf.Root.Metadata.read_raw_bytes())


def told(xmp: ElementTree.Element, name: str) -> str:
    """What the XMP says under a name such as ``dc:title``; empty where it says nothing."""
    found = xmp.find(f".//{name}", NAMESPACES)
    return "".join(found.itertext()).strip() if found is not None else ""


def test_qpdf_finds_the_file_sound(file: Path) -> None:
    said = run("qpdf", "--check", file).decode()
    assert "No syntax or stream encoding errors found" in said
    assert "not encrypted" in said


def test_ghostscript_mupdf_and_poppler_read_it_without_a_word_of_complaint(file: Path) -> None:
    assert run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=nullpage", "-dPDFSTOPONERROR", file) == b""
    run("mutool", "info", file)
    said = run("pdfinfo", file).decode()
    assert re.search(r"PDF subtype: +PDF/X-4", said)
    assert re.search(r"Title: +La boîte à outils", said)


def test_the_header_says_one_point_six(file: Path) -> None:
    head = file.read_bytes()[:16]
    assert head.startswith(b"%PDF-1.6\n%")
    assert all(byte > 127 for byte in head[10:14])  # so that no program takes it for text


def test_there_is_one_output_intent_with_a_press_profile(file: Path, tmp_path: Path) -> None:
    with pikepdf.open(file) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert str(intent.Info)
        profile = bytes(intent.DestOutputProfile.read_bytes())
        assert int(intent.DestOutputProfile.N) == 4
    assert (profile[12:16], profile[16:20], profile[36:40]) == (b"prtr", b"CMYK", b"acsp")
    assert int.from_bytes(profile[:4], "big") == len(profile)
    copy = tmp_path / "press.icc"
    copy.write_bytes(profile)
    assert "FOGRA39" in ImageCms.getProfileDescription(ImageCms.getOpenProfile(str(copy)))


def test_metadata_identify_the_file_and_are_not_compressed(file: Path, xmp: ElementTree.Element) -> None:
    with pikepdf.open(file) as pdf:
        stream = pdf.Root.Metadata
        assert stream.Type == "/Metadata"
        assert stream.Subtype == "/XML"
        assert "/Filter" not in stream
    assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4<" in file.read_bytes()
    assert told(xmp, "pdfxid:GTS_PDFXVersion") == "PDF/X-4"
    for name in ("DocumentID", "InstanceID", "VersionID", "RenditionClass"):
        assert told(xmp, f"xmpMM:{name}")


def check_agreement(file: Path) -> None:
    """Whatever information dictionary and XMP both may say, they say alike."""
    xmp = metadata(file)
    with pikepdf.open(file) as pdf:
        info = {str(key): str(value) for key, value in pdf.docinfo.items()}
    for key, name in (
        ("/Title", "dc:title"),
        ("/Author", "dc:creator"),
        ("/Subject", "dc:description"),
        ("/Creator", "xmp:CreatorTool"),
        ("/Producer", "pdf:Producer"),
    ):
        assert info.get(key, "") == told(xmp, name)
        assert (key in info) == (xmp.find(f".//{name}", NAMESPACES) is not None)
    assert info["/Trapped"].removeprefix("/") == told(xmp, "pdf:Trapped") == "False"
    for key, name in (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate"), ("/ModDate", "MetadataDate")):
        assert re.sub(r"\D", "", info[key]) == re.sub(r"\D", "", told(xmp, f"xmp:{name}"))


def test_the_document_information_and_the_metadata_agree(file: Path) -> None:
    check_agreement(file)
    with pikepdf.open(file) as pdf:
        deck = load(ROOT / "deck.yaml")
        assert str(pdf.docinfo.Title) == deck["title"]
        assert str(pdf.docinfo.Author) == deck["publisher"]
        assert re.fullmatch(r"D:\d{14}Z", str(pdf.docinfo.CreationDate))


@pytest.mark.parametrize("lines", ["", "publisher: A & B <c>\nlicence: Free (as \\in beer)\n"])
@pytest.mark.parametrize("title", ["Bare", "(Half", "“Ω≈ç” & <b>", "日本 🂡", "\\n \\\\ ) ("])
def test_they_agree_whatever_the_deck_is_called(printed: Printer, tmp_path: Path, title: str, lines: str) -> None:
    project = write_project(
        tmp_path, f"title: '{title}'\nlanguage: en\nlayout: plain\n{lines}", "cards:\n  - title: One\n"
    )
    write_layout(project, "plain", "size: 9pt..12pt", f"text: '{{title}}', style: t, {BOX}")
    built = printed(project)
    check_agreement(built)
    assert told(metadata(built), "dc:title") == title


def test_the_file_has_an_identity_of_two_parts(file: Path, printed: Printer) -> None:
    with pikepdf.open(file) as pdf, pikepdf.open(printed(category="A")) as other:
        first, second = (bytes(part) for part in pdf.trailer.ID)
        assert len(first) == len(second) == 16
        assert first != bytes(other.trailer.ID[0])
        assert "/Encrypt" not in pdf.trailer


@pytest.mark.parametrize(("size", "paper", "flip"), PAPERS)
def test_boxes_nest_and_no_page_is_cropped(printed: Printer, size: str, paper: str, flip: Any) -> None:
    built = printed(size=size, paper=paper, flip=flip, category="ABC")
    for side in sheet_sides(built):
        media = Rect(0, 0, side.width, side.height)
        assert side.bleed.holds(side.trim)
        assert media.holds(side.bleed)
        assert side.trim.grown(3 * 72 / 25.4).near(side.bleed)
    with pikepdf.open(built) as pdf:
        for page in pdf.pages:
            assert not {"/CropBox", "/ArtBox", "/Rotate", "/UserUnit"} & set(page.obj.keys())
            assert [float(corner) for corner in page.obj.MediaBox[:2]] == [0, 0]
        assert not {"/MediaBox", "/CropBox", "/Rotate"} & set(pdf.Root.Pages.keys())


def test_every_card_lies_inside_the_trim_box(printed: Printer) -> None:
    built = printed(category="A")  # seven cards: the second sheet is not full
    with pikepdf.open(built) as pdf:
        for page, side in zip(pdf.pages, sheet_sides(built), strict=True):
            boxes = []
            for form, matrix in faces(page):
                left, bottom, right, top = (float(edge) for edge in form.stream.BBox)
                x, y = matrix[4], side.height - matrix[5]
                boxes.append(Rect(x + left, y - top, x + right, y - bottom))
            assert all(side.bleed.holds(box, 0.02) for box in boxes)
            for edge in ("x0", "y0"):
                assert min(getattr(box, edge) for box in boxes) == pytest.approx(getattr(side.bleed, edge), abs=0.02)
            for edge in ("x1", "y1"):
                assert max(getattr(box, edge) for box in boxes) == pytest.approx(getattr(side.bleed, edge), abs=0.02)


@pytest.mark.parametrize("companions", [(), ("index", "blank")])
def test_no_stream_uses_screen_colours(printed: Printer, companions: tuple[str, ...]) -> None:
    with pikepdf.open(printed(companions=companions)) as pdf:
        for name, stream in streams(pdf):
            used = {operator for _, operator in operations(stream)}
            assert not used & SCREEN_COLOUR, name
            for operands, operator in operations(stream):
                if operator in ("cs", "CS"):
                    assert str(operands[0]) not in ("/DeviceRGB", "/DeviceGray", "/Pattern")
        spaces = [space for page in pdf.pages for space in page.obj.Resources.ColorSpace.as_dict().values()]
        assert {(str(space[0]), str(space[2])) for space in spaces} == {("/Separation", "/DeviceCMYK")}
        images = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"]
        assert not images


def test_nothing_is_transparent(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        for item in pdf.objects:
            if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
                assert not {"/Group", "/SMask", "/ca", "/CA", "/BM", "/TR", "/TR2", "/HT"} & set(item.keys())
        for page in pdf.pages:
            for state in page.obj.Resources.ExtGState.as_dict().values():
                assert set(state.keys()) <= {"/Type", "/OP", "/op", "/OPM"}


def test_nothing_is_active_or_hidden(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        assert not pdf.is_encrypted
        assert not [key for key in UNWANTED if key in pdf.Root]
        for page in pdf.pages:
            assert not {"/Annots", "/AA", "/Trans", "/PresSteps"} & set(page.obj.keys())
        filters = {str(item.get("/Filter")) for item in pdf.objects if isinstance(item, pikepdf.Stream)}
        assert filters == {"/FlateDecode", "None"}
        kinds = {str(item.get("/S")) for item in pdf.objects if isinstance(item, pikepdf.Dictionary)}
        assert not {"/JavaScript", "/Launch", "/URI", "/Sound", "/Movie"} & kinds
    assert b"/EF" not in file.read_bytes()


def test_reader_is_told_language_title_and_to_print_at_full_size(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == "fr"
        wishes = pdf.Root.ViewerPreferences
        assert bool(wishes.DisplayDocTitle)
        assert wishes.PrintScaling == "/None"


def test_every_page_is_labelled_with_its_sheet_and_side(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        assert [page.label for page in pdf.pages] == [
            f"{number} {side}" for number in range(1, len(pdf.pages) // 2 + 1) for side in ("recto", "verso")
        ]


def test_bookmarks_lead_to_the_sheets_on_which_categories_begin(file: Path) -> None:
    names = {letter: category["name"] for letter, category in load(ROOT / "deck.yaml")["categories"].items()}
    first = {letter: min(n for n, told in enumerate(practices()) if told.letter == letter) for letter in names}
    with pikepdf.open(file) as pdf:
        pages = [page.obj.objgen for page in pdf.pages]
        with pdf.open_outline() as outline:
            marks = {item.title: pages.index(page_of(item.destination)) for item in outline.root}
    per_sheet = 4
    for letter, name in names.items():
        assert marks.pop(f"{letter} · {name}") == 2 * ((first[letter] + 1) // per_sheet)  # after the cover
    assert len(marks) == 2  # cover and licence


def page_of(destination: object) -> tuple[int, int]:
    """The number of the page object that a bookmark leads to."""
    assert isinstance(destination, pikepdf.Array)
    return destination[0].objgen
