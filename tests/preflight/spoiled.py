"""Good files for print, made by the program itself, and what it takes to spoil them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

import pikepdf
from PIL import Image

from deck.outputs import Standard
from deck.preflight.findings import Expected, Finding, Verdict
from deck.preflight.inspect import preflight
from deck.problems import Problems
from tests.projects import Project

Spoil = Callable[[pikepdf.Pdf], None]
X4, X1A = get_args(Standard)
OUTPUTS: dict[Standard, str] = {X4: "cards", X1A: "drivethrucards"}


@dataclass(frozen=True, slots=True)
class Case:
    """One way of spoiling a file, and the row of the table that must tell it; *also* are rows that suffer with it."""

    spoil: Spoil
    topic: str
    said: str
    standard: Standard = X4
    also: tuple[str, ...] = ()
    save: dict[str, Any] | None = None


@cache
def built(output: str) -> bytes:
    """The small deck as *output* prints it."""
    with TemporaryDirectory() as folder:
        project = Project(Path(folder))
        result = project.run("build", output, "-o", "good.pdf")
        assert result.code == 0, result.err
        return (project.root / "good.pdf").read_bytes()


def spoiled(folder: Path, spoil: Spoil, output: str = "cards", **save: Any) -> Path:
    """A file of the small deck, spoiled, in *folder*."""
    file = folder / "spoiled.pdf"
    with pikepdf.open(io.BytesIO(built(output))) as pdf:
        spoil(pdf)
        pdf.save(file, **save)
    return file


def judged(file: Path, expected: Expected | None = None) -> list[Finding]:
    """What preflight says of *file*."""
    return preflight(file, expected or Expected(), Problems())


def bad_topics(findings: list[Finding]) -> set[str]:
    """The rows that are bad."""
    return {finding.topic for finding in findings if finding.verdict is Verdict.BAD}


def sentences(findings: list[Finding], topic: str, verdict: Verdict) -> str:
    """What one row says with one verdict."""
    return "\n".join(f.said for f in findings if f.topic == topic and f.verdict is verdict)


def in_own_font(operators: str, resources: Any) -> str:
    """*operators* with the name of the file's upright font in the place of /F1."""
    upright = next(name for name, font in resources.Font.items() if not re.search("Bold|Italic", str(font.BaseFont)))
    return operators.replace("/F1 ", f"{upright} ")


def draw(operators: str, **resources: Any) -> Spoil:
    """Add *operators* on top of the first page, with named *resources* (``Font={"/H": …}``)."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        own = pikepdf.Dictionary(dict(page.resources.items()))
        for kind, entries in resources.items():
            known = own.get(f"/{kind}", pikepdf.Dictionary())
            more = entries(pdf) if callable(entries) else entries
            own[f"/{kind}"] = pikepdf.Dictionary({**dict(known.items()), **more})
        page.obj.Resources = own
        page.contents_add(pdf.make_stream(f"q {in_own_font(operators, own)} Q".encode()))

    return spoil


def image(mode: str, pixels: int, colour: Any, jpeg: bool = False, **entries: Any) -> Callable[[pikepdf.Pdf], Any]:
    """A square picture of one colour, under the name /I."""
    spaces = {"RGB": pikepdf.Name.DeviceRGB, "CMYK": pikepdf.Name.DeviceCMYK, "L": pikepdf.Name.DeviceGray}
    picture = Image.new(mode, (pixels, pixels), colour)

    def make(pdf: pikepdf.Pdf) -> dict[str, Any]:
        data = picture.tobytes()
        if jpeg:
            file = io.BytesIO()
            picture.save(file, "JPEG", quality=95)
            data = file.getvalue()
        about = {
            "Subtype": pikepdf.Name.Image,
            "Width": pixels,
            "Height": pixels,
            "BitsPerComponent": 8,
            "ColorSpace": spaces[mode],
            **({"Filter": pikepdf.Name.DCTDecode} if jpeg else {}),
            **entries,
        }
        return {"/I": pdf.make_stream(data, **about)}

    return make
