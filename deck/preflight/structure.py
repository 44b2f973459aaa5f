"""What a PDF says of itself: its version, its level of PDF/X, its printing condition, and what has no place in print.

ISO 15930-7:2010 (PDF/X-4) and ISO 15930-4:2003 (PDF/X-1a): 6.2 output intents, 6.3 identification.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from deck.preflight.boxes import bleed_box
from deck.preflight.findings import Expected, Finding, bad, count, good, warning
from deck.preflight.geometry import to_area
from deck.preflight.metadata import read_xmp

FILE, LEVEL, INTENT, EXTRAS = "File", "PDF/X", "Printing condition", "Extras"
VERSIONS = {"PDF/X-4": "1.6", "PDF/X-1a:2003": "1.4"}  # the PDF that each level is written in
XMP_LEVEL = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
REGISTRY = "http://www.color.org"
ICC_CLASS, ICC_SPACE = slice(12, 16), slice(16, 20)  # of a profile's header (ICC.1:2010, 7.2)
MARKS = ("/TrapNet", "/PrinterMark")  # the annotations that are made for print


def judge_file(pdf: pikepdf.Pdf, expected: Expected) -> Iterator[Finding]:
    """Version, encryption, damage and codings that PDF/X does not know."""
    newest = VERSIONS[expected.standard]
    if pdf.is_encrypted:
        yield bad(FILE, "The file is encrypted: printing from it is restricted. Save it without protection")
    if pdf.get_warnings():
        yield bad(FILE, "The file is damaged: readers have to repair it before they can show it")
    if tuple(map(int, pdf.pdf_version.split("."))) > tuple(map(int, newest.split("."))):
        said = f"PDF {pdf.pdf_version} is newer than {expected.standard}, which is PDF {newest}"
        yield bad(FILE, said) if expected.old else warning(FILE, said)
    if any(_is_lzw(value) for value in pdf.objects):
        yield bad(FILE, "LZW compression is not allowed in PDF/X")
    yield good(FILE, f"PDF {pdf.pdf_version}, {count(len(pdf.pages), 'page')}")


def _is_lzw(value: Any) -> bool:
    if not isinstance(value, pikepdf.Stream):
        return False
    filters = value.get("/Filter")
    names = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    return pikepdf.Name.LZWDecode in names


def judge_level(pdf: pikepdf.Pdf, expected: Expected) -> Iterator[Finding]:
    """The key that names the level of PDF/X: in the metadata for X-4, in the document information for X-1a (6.3)."""
    info = str(pdf.docinfo.get("/GTS_PDFXVersion", ""))
    xmp = str(read_xmp(pdf).get(XMP_LEVEL, ""))
    other = next((level for level in (xmp, info) if level and level != expected.standard), "")
    if (info if expected.old else xmp) == expected.standard:
        yield good(LEVEL, f"The file says that it is {expected.standard}")
    elif other:
        yield bad(LEVEL, f"The file says that it is {other}; {expected.standard} is asked for")
    else:
        yield bad(LEVEL, f"The file does not say that it is {expected.standard}")


def judge_intent(pdf: pikepdf.Pdf, expected: Expected) -> Iterator[Finding]:
    """Exactly one output intent for PDF/X, with a name and, in X-4, with the profile of a CMYK press (6.2)."""
    entries = [entry for entry in pdf.Root.get("/OutputIntents", []) if str(entry.get("/S")) == "/GTS_PDFX"]
    if len(entries) != 1:
        number = "no" if not entries else str(len(entries))
        said = f"The file has {number} output intent{'s' * (len(entries) != 1)}: it must name one printing condition"
        yield bad(INTENT, said)
        return
    entry = entries[0]
    name = str(entry.get("/OutputConditionIdentifier", ""))
    if not name:
        yield bad(INTENT, "The output intent does not name its printing condition")
    if "/DestOutputProfile" in entry:
        yield _profile(entry["/DestOutputProfile"].read_bytes(), name)
    elif not expected.old:
        yield bad(INTENT, f"The output intent {name} holds no press profile: PDF/X-4 needs it embedded")
    elif str(entry.get("/RegistryName", "")) != REGISTRY:
        yield bad(INTENT, f"The output intent {name} holds no press profile and names no registry that has it")
    else:
        yield good(INTENT, f"{name}, by its name in the registry")


def _profile(profile: bytes, name: str) -> Finding:
    if profile[ICC_CLASS] != b"prtr" or profile[ICC_SPACE] != b"CMYK":
        return bad(INTENT, f"The profile of the output intent {name} is not that of a CMYK press")
    return good(INTENT, f"{name}, with its press profile")


def judge_extras(pdf: pikepdf.Pdf, expected: Expected) -> Iterator[Finding]:
    """Scripts, actions, forms, notes over the page and layers: what a screen knows and a press does not."""
    found = [*_scripts(pdf), *_annotations(pdf)]
    if len(pdf.Root.get("/AcroForm", pikepdf.Dictionary()).get("/Fields", [])):
        found.append(bad(EXTRAS, "The file is a form to fill in: its fields must be made part of the page"))
    if "/OCProperties" in pdf.Root and expected.old:
        found.append(bad(EXTRAS, f"The file has layers, which {expected.standard} does not know"))
    if "/EmbeddedFiles" in pdf.Root.get("/Names", pikepdf.Dictionary()):
        found.append(warning(EXTRAS, "Other files are attached to it"))
    yield from found or [good(EXTRAS, "No scripts, no form fields, no notes over the page")]


def _scripts(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Scripts anywhere, and actions that run by themselves (ISO 32000-1, 12.6)."""
    named = "/JavaScript" in pdf.Root.get("/Names", pikepdf.Dictionary())
    opening = pdf.Root.get("/OpenAction")
    actions = [*pdf.objects, *([opening] if opening is not None else [])]
    if named or any(isinstance(a, pikepdf.Dictionary) and str(a.get("/S")) == "/JavaScript" for a in actions):
        yield bad(EXTRAS, "JavaScript is not allowed in a file for print")
    holders = [pdf.Root, *(page.obj for page in pdf.pages)]
    if any("/AA" in holder for holder in holders):
        yield bad(EXTRAS, "Actions that run by themselves are not allowed in a file for print")


def _annotations(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Annotations must lie outside the bleed: notes, links and stamps may print, or hide what is beneath."""
    over: set[int] = set()
    for number, page in enumerate(pdf.pages, 1):
        for note in page.obj.get("/Annots", []):
            if str(note.get("/Subtype")) not in MARKS and to_area(note["/Rect"]).meets(bleed_box(page)):
                over.add(number)
    if over:
        yield bad(EXTRAS, "Notes, links or stamps lie over the printed area", over)
