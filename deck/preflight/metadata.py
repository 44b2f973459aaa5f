"""Document information and XMP metadata: what PDF/X asks for, and that both say the same (ISO 32000-1, 14.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pikepdf
from pikepdf.models.metadata import PdfMetadata, decode_pdf_date

from deck.preflight.findings import Expected, Finding, bad, good

TOPIC = "Metadata"
NEEDED = {"/Title": "title", "/CreationDate": "date of creation", "/ModDate": "date of change"}
SAME = (
    ("/Title", "dc:title", "title"),
    ("/Creator", "xmp:CreatorTool", "program"),
    ("/Producer", "pdf:Producer", "producer"),
    ("/Trapped", "pdf:Trapped", "state of trapping"),
    ("/CreationDate", "xmp:CreateDate", "date of creation"),
    ("/ModDate", "xmp:ModifyDate", "date of change"),
)  # ISO 15930-7:2010, 6.7


def read_xmp(pdf: pikepdf.Pdf) -> PdfMetadata:
    """The XMP packet; an empty one when there is none, one of DAMAGE when it cannot be read."""
    return pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False, strict=True)


def judge_metadata(pdf: pikepdf.Pdf, expected: Expected) -> Iterator[Finding]:
    """Title, dates, trapping and ID are there; information and XMP agree."""
    found = [*_missing(pdf, expected), *_disagreeing(pdf)]
    yield from found
    if not found:
        yield good(TOPIC, "Title, dates, trapping and ID are there; all copies agree")


def _missing(pdf: pikepdf.Pdf, expected: Expected) -> Iterator[Finding]:
    info = pdf.docinfo
    absent = [said for key, said in NEEDED.items() if not str(info.get(key, ""))]
    if absent:
        yield bad(TOPIC, f"The file does not tell its {', '.join(absent)}")
    trapped = str(info.get("/Trapped", "")).removeprefix("/")
    if trapped not in ("True", "False"):  # ISO 15930-7:2010, 6.5
        said = f"Trapped is {trapped}" if trapped else "Trapped is missing"
        yield bad(TOPIC, f"{said}: the shop must know whether colours overlap already (True or False)")
    if len(pdf.trailer.get("/ID", [])) != 2:
        yield bad(TOPIC, "The file has no ID (two numbers that tell it from every other)")
    if "/Metadata" not in pdf.Root and not expected.old:
        yield bad(TOPIC, "There is no XMP metadata")


def _disagreeing(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    xmp = read_xmp(pdf)
    for key, other, said in SAME:
        mine, theirs = pdf.docinfo.get(key), xmp.get(other)
        if mine is not None and theirs and _plain(mine) != _plain(theirs):
            yield bad(
                TOPIC, f"The {said} is {_shown(mine)} in one place and {_shown(theirs)} in another (Info and XMP)"
            )


def _shown(value: Any) -> str:
    text = str(value).removeprefix("/")
    return f"“{text[:40]}…”" if len(text) > 41 else f"“{text}”"


def _plain(value: Any) -> str | datetime:
    """A value to compare: dates as instants, names without their slash."""
    text = str(value).removeprefix("/").strip()
    try:
        date = decode_pdf_date(text) if text.startswith("D:") else datetime.fromisoformat(text)
    except ValueError:
        return text
    return date.replace(tzinfo=date.tzinfo or UTC)
