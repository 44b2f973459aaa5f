"""The walk through content: sizes, widths, areas and inks as they come to lie on the page."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest

from deck.preflight.content import Content, walk_pages
from deck.preflight.geometry import Area
from deck.preflight.state import Painted

Name, Array, Dictionary = pikepdf.Name, pikepdf.Array, pikepdf.Dictionary
COURIER = {"/F": Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier, FirstChar=65, Widths=[600, 600])}


def walked(operators: str, *, pdf: pikepdf.Pdf | None = None, **resources: Any) -> Content:
    """What one page of 200 by 300 points with these operators holds."""
    pdf = pdf or pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 300))
    page.obj.Resources = Dictionary({f"/{kind}": Dictionary(entries) for kind, entries in resources.items()})
    page.obj.Contents = pdf.make_stream(operators.encode())
    return walk_pages(pdf)


def painted(operators: str, **resources: Any) -> list[Painted]:
    return walked(operators, **resources).painted


def test_text_is_as_large_as_all_matrices_make_it() -> None:
    [text] = painted("2 0 0 2 10 20 cm BT /F 10 Tf .5 0 0 1.5 5 5 Tm (AB) Tj ET", Font=COURIER)
    assert text.size == pytest.approx(30)  # 10 × 1.5 × 2
    assert text.area.left == pytest.approx(20)
    assert text.area.width == pytest.approx(12)  # 2 letters × 0.6 em × 10 × 0.5 × 2


@pytest.mark.parametrize(
    ("setting", "width"),
    [("", 12), ("3 Tc", 18), ("50 Tz", 6), ("5 Tw", 12)],
    ids=["plain", "letter-spaced", "narrowed", "without a space to widen"],
)
def test_spacing_moves_text_on(setting: str, width: float) -> None:
    [text] = painted(f"BT /F 10 Tf {setting} (AB) Tj ET", Font=COURIER)
    assert text.area.width == pytest.approx(width)


def test_lines_of_text_follow_each_other() -> None:
    texts = painted("BT /F 10 Tf 12 TL 20 100 Td (A) Tj T* (A) Tj 0 -20 TD (A) Tj (A) ' ET", Font=COURIER)
    assert [round(text.area.bottom + 2) for text in texts] == [100, 88, 68, 48]


def test_a_gap_in_a_line_moves_what_follows() -> None:
    _, second = painted("BT /F 10 Tf [(A) -1000] TJ (A) Tj ET", Font=COURIER)
    assert second.area.left == pytest.approx(16)


def test_invisible_text_is_not_painted() -> None:
    assert painted("BT 3 Tr /F 10 Tf (A) Tj ET", Font=COURIER) == []


def test_a_line_is_as_thin_as_its_matrix_makes_it() -> None:
    [line] = painted("q .1 0 0 2 0 0 cm 3 w 10 10 m 100 10 l S Q")
    assert line.size == pytest.approx(0.3)


def test_q_brings_back_the_colour() -> None:
    first, second = painted("0 1 0 0 k q 1 0 0 0 k 0 0 9 9 re f Q 0 0 9 9 re f")
    assert (first.colour.values, second.colour.values) == ((1, 0, 0, 0), (0, 1, 0, 0))


def test_what_is_clipped_away_is_not_painted() -> None:
    [fill] = painted("0 0 50 50 re W n 20 20 100 10 re f 60 60 9 9 re f")
    assert fill.area == Area(20, 20, 50, 30)


def test_forms_take_over_the_state_and_give_it_back() -> None:
    pdf = pikepdf.new()
    content = b"0 0 400 400 re f 1 0 0 0 k"
    form = pdf.make_stream(content, Subtype=Name.Form, BBox=[0, 0, 10, 10], Matrix=[2, 0, 0, 2, 0, 0])
    content_of = walked("0 1 0 0 k q 1 0 0 1 30 40 cm /X Do Q 0 0 5 5 re f", pdf=pdf, XObject={"/X": form})
    first, second = content_of.painted
    assert first.area == Area(30, 40, 50, 60)
    assert first.colour.values == second.colour.values == (0, 1, 0, 0)
    assert content_of.forms == {1: [Area(30, 40, 50, 60)]}


def test_a_form_that_draws_itself_ends() -> None:
    pdf = pikepdf.new()
    form = pdf.make_stream(b"/X Do", Subtype=Name.Form, BBox=[0, 0, 10, 10])
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    assert walked("/X Do", pdf=pdf, XObject={"/X": form}).damaged == {1}


def separation(name: str) -> pikepdf.Array:
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK])


INKS = {
    "process": (".1 .2 .3 .4 k", 1.0),
    "grey": (".25 g", 0.75),
    "named space": ("/DeviceCMYK cs 1 1 0 0 sc", 2.0),
    "begins black": ("/DeviceCMYK cs", 1.0),
    "spot": ("/S cs .5 scn", 0.5),
    "two spots": ("/N cs .5 1 scn", 1.5),
    "RGB": ("1 0 0 rg", None),
    "index": ("/I cs 2 sc", None),
}


@pytest.mark.parametrize(("operators", "ink"), INKS.values(), ids=INKS.keys())
def test_ink_is_the_sum_of_what_is_laid_down(operators: str, ink: float | None) -> None:
    spaces = {
        "/S": separation("Gold"),
        "/N": Array([Name.DeviceN, Array([Name.Gold, Name.Black]), Name.DeviceCMYK]),
        "/I": Array([Name.Indexed, Name.DeviceCMYK, 3, pikepdf.String("")]),
    }
    [fill] = painted(f"{operators} 0 0 9 9 re f", ColorSpace=spaces)
    assert fill.ink == (None if ink is None else pytest.approx(ink))


def test_a_default_space_stands_for_the_device() -> None:
    pdf = pikepdf.new()
    profile = pdf.make_stream(b"", N=3)
    [fill] = walked(
        "1 0 0 rg 0 0 9 9 re f", pdf=pdf, ColorSpace={"/DefaultRGB": Array([Name.ICCBased, profile])}
    ).painted
    assert fill.colour.space.name == "RGB with a profile"


def test_patterns_are_followed_into_their_cells() -> None:
    pdf = pikepdf.new()
    entries = {"PatternType": 1, "PaintType": 1, "BBox": [0, 0, 5, 5], "XStep": 5, "YStep": 5}
    cell = pdf.make_stream(b"1 1 1 1 k 0 0 5 5 re f", Resources=Dictionary(), **entries)
    content = walked("/Pattern cs /P scn 50 50 90 90 re f", pdf=pdf, Pattern={"/P": cell})
    assert max(thing.ink or 0 for thing in content.painted) == 4
    assert all(thing.area == Area(50, 50, 140, 140) for thing in content.painted)


def test_a_shading_is_as_dark_as_its_darker_end() -> None:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 0], N=1)
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 9, 9], Function=function)
    content = walked("0 0 50 50 re W n /S sh", Shading={"/S": shading})
    assert max(thing.ink or 0 for thing in content.painted) == 3
    assert {thing.area for thing in content.painted} == {Area(0, 0, 50, 50)}


def test_an_inline_picture_has_a_resolution() -> None:
    [picture] = painted("q 72 0 0 36 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x01\x02\x03\x04 EI Q")
    assert picture.kind == "image"
    assert picture.size == pytest.approx(2)
    assert picture.colour.space.family == "grey"


SEEN_THROUGH = [
    (Dictionary(ca=0.5), {"opacity below 100 %"}),
    (Dictionary(BM=Name.Multiply), {"a blend mode"}),
    (Dictionary(SMask=Dictionary(S=Name.Alpha)), {"a soft mask"}),
    (Dictionary(SMask=Name("/None"), BM=Name.Normal, CA=1), set()),
]


@pytest.mark.parametrize(("state", "said"), SEEN_THROUGH)
def test_transparency_is_noted(state: pikepdf.Dictionary, said: set[str]) -> None:
    assert set(walked("/G gs", ExtGState={"/G": state}).transparency) == said
