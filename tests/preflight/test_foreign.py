"""Foreign files: other programs' PDFs, damaged ones, locked ones, and what is no PDF at all."""

from __future__ import annotations

import random
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from deck.preflight.findings import Verdict
from tests.preflight.spoiled import bad_topics, built, judged, sentences
from tests.projects import JARGON, Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def office_file(folder: Path) -> Path:
    """What an office program would export: RGB, a font that is not embedded, no boxes, no PDF/X."""
    file = folder / "office.pdf"
    canvas = Canvas(str(file), pagesize=(200, 300))
    canvas.setFillColorRGB(0.9, 0.2, 0.2)
    canvas.rect(0, 200, 200, 100, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont("Helvetica", 4)
    canvas.drawString(20, 50, "Small words")
    canvas.save()
    return file


def test_an_office_file_is_told_all_it_lacks(tmp_path: Path) -> None:
    findings = judged(office_file(tmp_path))
    assert bad_topics(findings) == {
        "PDF/X", "Printing condition", "Metadata", "Boxes", "Bleed", "Fonts", "Colours", "Smallest text",
    }  # fmt: skip
    assert "Not known" in sentences(findings, "Ink", Verdict.WARNING)
    assert "x-height about 0.71 mm" in sentences(findings, "Smallest text", Verdict.BAD)
    assert "Colour touches the cut, but there is no bleed" in sentences(findings, "Bleed", Verdict.BAD)


def test_a_bad_file_ends_with_1_and_a_good_one_with_0(project: Project) -> None:
    office_file(project.root)
    project.write("good.pdf", built("cards"))
    spoilt, good = project.run("preflight", "office.pdf"), project.run("preflight", "good.pdf")
    assert (spoilt.code, spoilt.err) == (1, "")
    assert spoilt.out.splitlines()[-1].startswith("Not ready for print: ")
    assert (good.code, good.out.splitlines()[-1]) == (0, "Ready for print.")


def test_limit_and_level_can_be_chosen(project: Project) -> None:
    project.write("good.pdf", built("drivethrucards"))
    old = project.run("preflight", "good.pdf", "--standard", "PDF/X-1a:2003", "--ink-limit", "240%")
    assert (old.code, old.out.splitlines()[0]) == (0, "Preflight for PDF/X-1a:2003, at most 240 % of ink:")
    new = project.run("preflight", "good.pdf", "--ink-limit", "100")
    assert "The file says that it is PDF/X-1a:2003; PDF/X-4 is asked for." in new.out
    assert "105 % of ink in one place; 100 % is allowed" in new.out
    assert project.run("preflight", "good.pdf", "--ink-limit", "lots").code == 2


NO_PDF = {
    "text": (b"These are words.", "is not a PDF."),
    "nothing": (b"", "is not a PDF."),
    "a header alone": (b"%PDF-1.6\n", "is damaged and cannot be read."),
    "no pages": (
        b"%PDF-1.6\n1 0 obj <</Type /Catalog>> endobj trailer <</Root 1 0 R>>",
        "is damaged and cannot be read.",
    ),
}


@pytest.mark.parametrize(("content", "said"), NO_PDF.values(), ids=NO_PDF.keys())
def test_what_cannot_be_read_is_told_in_a_sentence(content: bytes, said: str, project: Project) -> None:
    project.write("spoiled.pdf", content)
    result = project.run("preflight", "spoiled.pdf")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f'"spoiled.pdf" {said}')
    assert not JARGON.search(result.err)


def test_a_locked_file_is_told_in_a_sentence(project: Project) -> None:
    with pikepdf.open(office_file(project.root)) as pdf:
        pdf.save(project.root / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    result = project.run("preflight", "locked.pdf")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith('"locked.pdf" is locked with a password.')


def test_a_truncated_file_is_called_damaged(project: Project) -> None:
    whole = built("cards")
    project.write("half.pdf", whole[: len(whole) * 3 // 4])
    result = project.run("preflight", "half.pdf")
    assert result.code == 1
    assert "damaged" in result.out + result.err


@pytest.mark.parametrize("seed", range(60))
def test_no_damage_makes_it_fail(seed: int, project: Project) -> None:
    """Bytes changed, cut out or doubled anywhere: a table or a sentence comes out, never an error of our own."""
    chance = random.Random(seed)
    content = bytearray(built("cards") if seed % 2 else _plain_file(project.root))
    for _ in range(chance.choice((1, 5, 50))):
        at = chance.randrange(max(1, len(content)))
        action = chance.randrange(3)
        if action == 0:
            content[at : at + 1] = bytes([chance.randrange(256)])
        elif action == 1:
            del content[at : at + chance.choice((1, 10, 200))]
        else:
            content[at:at] = content[at : at + 20]
    project.write("damaged.pdf", bytes(content))
    result = project.run("preflight", "damaged.pdf")
    assert result.code in (0, 1), result.err
    assert "Traceback" not in result.err


def _plain_file(folder: Path) -> bytes:
    """The same with nothing packed, so that damage reaches into dictionaries and content."""
    with pikepdf.open(office_file(folder)) as pdf:
        pdf.save(folder / "plain.pdf", compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    return (folder / "plain.pdf").read_bytes()


def test_a_file_that_is_not_there_is_a_slip_of_the_keyboard(project: Project) -> None:
    assert project.run("preflight", "nowhere.pdf").code == 2
