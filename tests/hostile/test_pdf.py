"""PDFs from elsewhere: preflight judges them, and none of them runs away with it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pikepdf
import pytest

from tests.hostile.confined import confined
from tests.projects import JARGON, Project

Change = Callable[[pikepdf.Pdf], None]
HEAVY = "unpacks to far more than any press could use"
FULL = "There is more on the page than a press would draw"


def pdf(content: bytes = b"", change: Change = lambda made: None, size: float = 200) -> bytes:
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(200, 200))
    page.MediaBox = pikepdf.Array([0, 0, size, size])
    page.Contents = made.make_stream(content)
    change(made)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def packed(made: pikepdf.Pdf, content: bytes, times: int = 1, **more: object) -> pikepdf.Object:
    for _ in range(times):
        content = zlib.compress(content, 9)
    stream = pikepdf.Stream(made, content, Filter=pikepdf.Array([pikepdf.Name.FlateDecode] * times), **more)
    return made.make_indirect(stream)


def content_bomb(made: pikepdf.Pdf) -> None:
    made.pages[0].Contents = packed(made, b"1 1 2 2 re f\n" * 10_000_000)


def twice_packed(made: pikepdf.Pdf) -> None:
    made.pages[0].Contents = packed(made, b" " * 200_000_000, 2)


def one_content_often(made: pikepdf.Pdf) -> None:
    part = made.make_indirect(made.make_stream(b"1 1 2 2 re f\n" * 1000))
    made.pages[0].Contents = pikepdf.Array([part] * 5000)


def form(made: pikepdf.Pdf, content: bytes, inner: pikepdf.Object | None) -> pikepdf.Object:
    stream = made.make_stream(content, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    stream.BBox = pikepdf.Array([0, 0, 100, 100])
    if inner is not None:
        stream.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
    return made.make_indirect(stream)


def form_bomb(made: pikepdf.Pdf) -> None:
    inner = form(made, b"1 1 2 2 re f", None)
    for _ in range(12):
        inner = form(made, b"/X Do " * 10, inner)
    made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))


def form_in_itself(made: pikepdf.Pdf) -> None:
    own = form(made, b"/X Do", None)
    own.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=own))
    made.pages[0].Resources = own.Resources


LOOP = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "content of 130 MB": (lambda: pdf(change=content_bomb), HEAVY),
    "packed twice": (lambda: pdf(change=twice_packed), HEAVY),
    "one stream five thousand times": (lambda: pdf(change=one_content_often), FULL),
    "forms in forms": (lambda: pdf(b"/X Do", form_bomb), FULL),
    "a form in itself": (lambda: pdf(b"/X Do", form_in_itself), "Parts of the page's content cannot be read"),
    "a million rectangles": (lambda: pdf(b"1 1 2 2 re f\n" * 1_000_000), FULL),
    "states without end": (lambda: pdf(b"q " * 1_000_000), FULL),
    "nested arrays": (lambda: pdf(b"[" * 2_000_000), "BAD"),
    "a page of kilometres": (lambda: pdf(b"0 0 50 50 re f", size=1e9), "BAD"),
    "a page of nothing": (lambda: pdf(b"0 0 50 50 re f", size=0), "BAD"),
    "pages in a circle": (lambda: LOOP + b"trailer<</Root 1 0 R>>", "is damaged and cannot be read"),
    "nested trailer": (lambda: b"%PDF-1.4\n1 0 obj\n" + b"[" * 1_000_000, "is damaged and cannot be read"),
    "no PDF": (lambda: b"GIF89a", "is not a PDF"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_judged_in_time_and_in_little_memory(project: Project, name: str) -> None:
    make, sentence = HOSTILE[name]
    project.write("foreign.pdf", make())
    result = confined(project, "preflight", "foreign.pdf", memory=2_500)
    assert result.code == 1, (result.code, result.err)
    assert sentence in result.out + result.err, result.out + result.err
    assert not JARGON.search(result.err.replace("PDF", "")), result.err


def test_what_a_pdf_says_never_steers_the_terminal(project: Project) -> None:
    def odd(made: pikepdf.Pdf) -> None:
        made.docinfo["/Title"] = "\x1b[31m\u202e"
        intent = pikepdf.Dictionary(S=pikepdf.Name.GTS_PDFX, OutputConditionIdentifier="\x1b[2J\u202e")
        made.Root.OutputIntents = pikepdf.Array([intent])

    project.write("foreign.pdf", pdf(change=odd))
    result = project.run("preflight", "foreign.pdf")
    assert not {"\x1b", "\u202e"} & set(result.out + result.err)


@pytest.mark.parametrize("private", ["5", "[1 2]", "(text)", "null", "<< /a 1 >>"])
def test_a_former_pdf_that_is_none_of_ours(project: Project, private: str) -> None:
    def odd(made: pikepdf.Pdf) -> None:
        made.Root.PieceInfo = pikepdf.Object.parse(f"<< /deckpress << /Private {private} >> >>".encode())

    project.write("former.pdf", pdf(change=odd))
    result = project.run("build", "--changed-since", "former.pdf")
    assert result.code in (0, 1), result.err
