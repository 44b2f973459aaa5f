"""Deliberately broken files, each found by its own row of the table and told in its own words."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

import tests.preflight.faults as fault
from deck.preflight.findings import Expected, Verdict
from deck.units import MM
from tests.preflight.spoiled import (
    OUTPUTS,
    X1A,
    X4,
    Case,
    bad_topics,
    draw,
    image,
    judged,
    sentences,
    spoiled,
)
from tests.projects import JARGON

HELVETICA = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
OVER, SEE_THROUGH = pikepdf.Dictionary(OP=True, op=True, OPM=1), pikepdf.Dictionary(ca=0.5)


def text(size: float = 9, x: float = 60, y: float = 60) -> str:
    """Black overprinting text of one glyph in the file's own first font."""
    return f"/GO gs 0 0 0 1 k BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <00240024> Tj ET"


CASES = {
    "unembedded Helvetica": Case(
        draw("/GO gs 0 0 0 1 k BT /H 9 Tf 60 60 Td (Hello) Tj ET", Font={"/H": HELVETICA}),
        "Fonts",
        "Helvetica is not embedded: the press would put another in its place",
    ),
    "unembedded Helvetica that no text uses": Case(
        draw("", Font={"/H": HELVETICA}), "Fonts", "Helvetica is not embedded, though no text uses it"
    ),
    "RGB operator": Case(draw("1 0 0 rg 60 60 20 20 re f"), "Colours", "RGB in drawing: a press prints CMYK"),
    "RGB text": Case(draw("0 0 0 rg BT /F1 9 Tf 60 60 Td <0024> Tj ET"), "Colours", "RGB in text: a press prints CMYK"),
    "RGB picture": Case(
        draw("20 0 0 20 60 60 cm /I Do", XObject=image("RGB", 200, (200, 0, 0))), "Colours", "RGB in pictures"
    ),
    "no output intent": Case(fault.no_intent, "Printing condition", "The file has no output intents"),
    "two output intents": Case(fault.two_intents, "Printing condition", "The file has 2 output intents"),
    "no profile": Case(fault.no_profile, "Printing condition", "holds no press profile: PDF/X-4 needs it embedded"),
    "profile of a screen": Case(fault.screen_profile, "Printing condition", "is not that of a CMYK press"),
    "trim beyond bleed": Case(
        fault.trim_beyond_bleed, "Boxes", "The TrimBox reaches beyond the BleedBox", also=("Bleed", "Safe area")
    ),
    "no trim": Case(fault.no_trim, "Boxes", "No TrimBox: the file does not say where it is cut", also=("Bleed",)),
    "bleed beyond paper": Case(
        fault.bleed_beyond_paper, "Boxes", "The BleedBox reaches beyond the paper", also=("Bleed", "Safe area")
    ),
    "art box": Case(fault.art_box_too, "Boxes", "Both a TrimBox and an ArtBox"),
    "crop box": Case(fault.crop_box, "Boxes", "A CropBox cuts off a part of the trim or the bleed"),
    "transparency group in X-1a": Case(
        fault.page_group, "Transparency", "There is a transparency group, which PDF/X-1a:2003 does not know", X1A
    ),
    "opacity in X-1a": Case(
        draw("/T gs 0 0 0 .5 k 60 60 20 20 re f", ExtGState={"/T": SEE_THROUGH}), "Transparency", "opacity", X1A
    ),
    "soft mask in X-1a": Case(
        draw("20 0 0 20 60 60 cm /I Do", XObject=image("CMYK", 200, (0, 9, 0, 0), SMask=pikepdf.Dictionary())),
        "Transparency",
        "There is a soft mask",
        X1A,
    ),
    "layers in X-1a": Case(fault.layers, "Extras", "The file has layers", X1A),
    "newer PDF in X-1a": Case(
        fault.nothing, "File", "PDF 1.7 is newer than PDF/X-1a:2003", X1A, save={"min_version": "1.7"}
    ),
    "ink": Case(draw("/GK gs 1 1 1 1 k 60 60 20 20 re f"), "Ink", "400 % of ink in one place; 300 % is allowed"),
    "ink of a plain picture": Case(
        draw("20 0 0 20 60 60 cm /I Do", XObject=image("CMYK", 200, (255, 255, 255, 204))),
        "Ink",
        "380 % of ink in one place",
    ),
    "ink of a JPEG": Case(
        # Pillow writes Adobe's inverted JPEGs, for which a PDF needs the inverted Decode
        draw(
            "20 0 0 20 60 60 cm /I Do",
            XObject=image("CMYK", 200, (255, 255, 255, 255), True, Decode=pikepdf.Array([1, 0] * 4)),
        ),
        "Ink",
        "400 % of ink in one place",
    ),
    "registration colour": Case(
        draw("/GK gs /CR cs 1 scn 60 60 20 20 re f"), "Ink", "Registration colour, which prints on every plate"
    ),
    "white overprinting text": Case(
        draw("/O gs 0 0 0 0 k BT /F1 9 Tf 60 60 Td <0024> Tj ET", ExtGState={"/O": OVER}),
        "Overprint",
        "White is set to overprint: it would vanish from the print",
    ),
    "tiny text": Case(draw(text(3)), "Smallest text", "3.0 pt, x-height 0.57 mm: under 0.9 mm it cannot be read"),
    "text made tiny": Case(draw(f".25 0 0 .25 50 50 cm {text(12)}"), "Smallest text", "3.0 pt"),
    "hairline": Case(
        draw("/GO gs 0 0 0 1 K .05 w 60 60 m 90 60 l S"), "Thinnest line", "0.05 pt: under 0.1 pt it breaks up"
    ),
    "line made thin": Case(draw("0 0 0 1 K .1 0 0 .1 0 0 cm .5 w 600 600 m 900 600 l S"), "Thinnest line", "0.05 pt"),
    "coarse picture": Case(
        draw("72 0 0 72 40 40 cm /I Do", XObject=image("L", 72, 100)),
        "Pictures",
        "72 ppi at the printed size: under 150 ppi its pixels show",
    ),
    "bleed": Case(fault.white_bleed, "Bleed", "The bleed is not filled: colour ends at the cut"),
    "text across the cut": Case(draw(text(x=4)), "Safe area", "Text lies across the cut: the guillotine may take it"),
    "text near the cut": Case(draw(text(x=3.5 * MM)), "Safe area", "Text lies 0.5 mm from the cut"),
    "encryption": Case(
        fault.nothing, "File", "The file is encrypted", save={"encryption": pikepdf.Encryption(owner="secret", user="")}
    ),
    "LZW": Case(fault.lzw, "File", "LZW compression is not allowed", save={"compress_streams": False}),
    "script": Case(fault.script, "Extras", "JavaScript is not allowed"),
    "note": Case(fault.note, "Extras", "Notes, links or stamps lie over the printed area"),
    "form": Case(fault.form_field, "Extras", "The file is a form to fill in"),
    "other title": Case(
        fault.other_title, "Metadata", "The title is “Another title” in one place and “Small deck” in another"
    ),
    "trapped unknown": Case(fault.trapped_unknown, "Metadata", "Trapped is Unknown"),
    "no title": Case(fault.no_title, "Metadata", "The file does not tell its title"),
    "no level": Case(fault.no_level, "PDF/X", "The file does not say that it is PDF/X-4"),
    "garbled": Case(fault.garbled, "File", "Parts of the page's content cannot be read"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_each_fault_is_found_by_its_own_row(case: Case, tmp_path: Path) -> None:
    file = spoiled(tmp_path, case.spoil, OUTPUTS[case.standard], **(case.save or {}))
    findings = judged(file, Expected(case.standard))
    assert case.said in sentences(findings, case.topic, Verdict.BAD)
    assert bad_topics(findings) - set(case.also) == {case.topic}


@pytest.mark.parametrize("standard", [X4, X1A])
def test_what_was_not_spoiled_is_good(standard: str, tmp_path: Path) -> None:
    """Saved once more by another program, without a change."""
    findings = judged(spoiled(tmp_path, fault.nothing, OUTPUTS[standard]), Expected(standard))  # type: ignore[index, arg-type]
    assert not bad_topics(findings)


LOOKS = {
    "spot colour": (
        "/GK gs /P cs 1 scn 60 60 20 20 re f",
        {
            "ColorSpace": {
                "/P": pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name("/Gold"), pikepdf.Name.DeviceCMYK])
            }
        },
        "Colours",
        "Spot colour Gold: it needs a plate of its own",
    ),
    "black text that knocks out": (
        text().replace("/GO", "/GK"),
        {},
        "Overprint",
        "1 black text without overprint",
    ),
    "small text": (text(5.5), {}, "Smallest text", "5.5 pt, x-height 1.04 mm: under 1.2 mm it is hard to read"),
    "thin line": ("0 0 0 1 K .2 w 60 60 m 90 60 l S", {}, "Thinnest line", "0.20 pt: 0.25 pt is the least"),
    "picture": (
        "72 0 0 72 40 40 cm /I Do",
        {"XObject": image("L", 200, 100)},
        "Pictures",
        "200 ppi at the printed size: 300 ppi is what shops ask for",
    ),
    "text not quite safe": (text(x=5 * MM), {}, "Safe area", "Text lies 2.0 mm from the cut; shops ask for 3 mm"),
}


@pytest.mark.parametrize(("operators", "resources", "topic", "said"), LOOKS.values(), ids=LOOKS.keys())
def test_what_is_only_doubtful_is_to_be_looked_at(
    operators: str, resources: dict[str, object], topic: str, said: str, tmp_path: Path
) -> None:
    findings = judged(spoiled(tmp_path, draw(operators, **resources)))
    assert said in sentences(findings, topic, Verdict.WARNING)
    assert not bad_topics(findings)


def test_pages_are_named(tmp_path: Path) -> None:
    found = [f for f in judged(spoiled(tmp_path, fault.note)) if f.verdict is Verdict.BAD]
    assert [f.pages for f in found] == [(3,)]


def test_no_sentence_holds_a_programmers_word(tmp_path: Path) -> None:
    for case in CASES.values():
        file = spoiled(tmp_path, case.spoil, OUTPUTS[case.standard], **(case.save or {}))
        for finding in judged(file, Expected(case.standard)):
            assert not re.search(JARGON, finding.said), finding.said
