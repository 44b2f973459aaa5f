"""The other outputs: faces on their own, folded sheets, cut-and-stack, shops' pictures, changed cards only."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from ezdxf import filemanagement
from PIL import Image, ImageChops, ImageStat

from deck.cli import main
from deck.formats import card_format, paper_format
from deck.impose.box import box_template
from deck.impose.sheets import arranged
from deck.order import Order
from deck.outputs import BUILT_IN
from deck.pipeline import boxed, build, prepare, sheets
from deck.problems import DeckError, Problems
from deck.render.png import pictures
from deck.select import Selection
from deck.shops import product_of
from deck.source.project import Project
from deck.units import MM
from tests.print.tools import run

ROOT = Path(__file__).parents[2]
A_CARDS = Selection(categories=("A",))


def printed(output: str, target: Path, size: str = "tarot", root: Path = ROOT) -> Path:
    """The A cards (and cover and licence) built as one output."""
    problems = Problems()
    job = prepare(Project(root), Order(A_CARDS, card_format(size), output=output), problems)
    build(job, target, problems, lambda sheet: None)
    return target


def test_a_page_of_cards_is_one_face_with_its_bleed_fronts_first(tmp_path: Path) -> None:
    with pikepdf.open(printed("cards", tmp_path / "cards.pdf")) as pdf:
        assert len(pdf.pages) == 14
        for page in pdf.pages:
            media, trim, bleed = ([float(v) for v in page[key]] for key in ("/MediaBox", "/TrimBox", "/BleedBox"))
            assert trim[2] - trim[0] == pytest.approx(70 * MM, abs=0.01)
            assert bleed == pytest.approx(media, abs=0.01)
            assert trim[0] == pytest.approx(3 * MM, abs=0.01)
    titles = run("pdftotext", "-f", "3", "-l", "4", tmp_path / "cards.pdf", "-").decode()
    assert titles.index("Pratiques de mobilité") < titles.index("Concepts voisins")


def test_drivethrucards_gets_x1a_with_backs_first_and_an_eighth_of_an_inch(tmp_path: Path) -> None:
    file = printed("drivethrucards", tmp_path / "dtc.pdf", "poker")
    with pikepdf.open(file) as pdf:
        assert pdf.pdf_version == "1.4"
        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-1a:2003"
        assert float(pdf.pages[0]["/TrimBox"][0]) == pytest.approx(9, abs=0.01)
    text = run("pdftotext", "-f", "3", "-l", "4", file, "-").decode()
    assert text.index("Concepts voisins") < text.index("Pratiques de mobilité")
    run("qpdf", "--check", file)


@pytest.mark.parametrize(("output", "pixels"), [("mpc", (822, 1122)), ("thegamecrafter", (825, 1125))])
def test_shops_get_pictures_of_exactly_their_size(output: str, pixels: tuple[int, int], tmp_path: Path) -> None:
    folder = printed(output, tmp_path / output, "poker")
    files = sorted(folder.iterdir())
    assert [file.name for file in files[2:4]] == ["002-covoiturage-back.png", "002-covoiturage-front.png"]
    assert len(files) == 14
    with Image.open(files[3]) as picture:
        assert picture.size == pixels
        assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        assert picture.mode == "RGB"
        assert picture.getpixel((1, 1)) == pytest.approx((255, 229, 0), abs=3)  # the bleed is filled to the corner
    assert b"sRGB" in files[3].read_bytes()[:200]


def test_a_size_that_the_shop_does_not_sell_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(DeckError, match="MakePlayingCards has no card of tarot") as caught:
        printed("mpc", tmp_path / "mpc", "tarot")
    assert any("--size tarot-us" in hint for problem in caught.value.problems for hint in problem.hints)
    assert not (tmp_path / "mpc").exists()


def test_every_product_is_found_by_its_own_size() -> None:
    shop = next(output for output in BUILT_IN if output.name == "mpc")
    assert product_of(card_format("bridge"), shop) == (747, 1122)
    assert product_of(card_format("jumbo"), shop) is None


@pytest.mark.parametrize("count", [1, 7, 8, 37])
def test_cut_piles_laid_on_one_another_are_in_deck_order(count: int) -> None:
    cards = [(number, number) for number in range(count)]
    stack = list(arranged(cards, count, 4, "stack"))
    piles = [[sheet[cell] for sheet in stack if sheet[cell] is not None] for cell in range(4)]
    assert [card for pile in piles for card in pile] == cards


@pytest.mark.parametrize("size", ["tarot", "poker", "jumbo"])
def test_folding_brings_the_back_behind_its_front(size: str) -> None:
    job = prepare(Project(ROOT), Order(A_CARDS, card_format(size), flip="fold"), Problems())
    for sheet in sheets(job):
        for front, back in zip(sheet.placements[::2], sheet.placements[1::2], strict=True):
            assert front.face.card is back.face.card
            assert front.turn == back.turn
            if front.turn:  # lying on their right side: folded about a horizontal line
                assert back.cell.y == pytest.approx(front.cell.bottom)
                assert back.cell.x == pytest.approx(front.cell.x)
            else:
                assert back.cell.x == pytest.approx(front.cell.right)
                assert back.cell.y == pytest.approx(front.cell.y)
        assert sheet.side == "recto"
        assert sum(mark.dashed for mark in sheet.marks) == 2 * len(job.grid.cells if job.grid else ())


def test_only_what_looks_different_is_printed_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = tmp_path / "deck"
    for name in ("cards", "layouts", "assets/icons"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "deck.yaml", project)
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=n", "-c", "user.email=e@e", "commit", "-qm", "m"]):
        subprocess.run(["git", "-C", str(project), *command], check=True)
    whole = tmp_path / "whole.pdf"
    assert _deck("-C", str(project), "build", "-o", str(whole)) == 0
    file = project / "cards" / "A-mobilite.yaml"
    file.write_text(file.read_text("utf-8").replace("Les passagers", "Passagers", 1), "utf-8")
    capsys.readouterr()
    for former in ("HEAD", str(whole)):
        assert _deck("-C", str(project), "build", "--changed-since", former) == 0
        assert capsys.readouterr().out.startswith("1 card on 1 sheet")
    assert _deck("-C", str(project), "build", "--changed-since", "no-such-thing") == 1
    subprocess.run(["git", "-C", str(project), "checkout", "-q", "."], check=True)
    assert _deck("-C", str(project), "build", "--changed-since", "HEAD") == 0
    assert "nothing to print" in capsys.readouterr().out


@pytest.mark.parametrize("identity", ["plain", "crème", "パパ", "a(b)#c"])
def test_a_card_that_has_not_changed_is_known_by_any_id(
    identity: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = _small(tmp_path, "")
    cards = project / "cards" / "a.yaml"
    cards.write_text(cards.read_text("utf-8") + f'  - {{title: Last, id: "{identity}"}}\n', "utf-8")
    assert _deck("-C", str(project), "build") == 0
    [former] = (project / "output").glob("*.pdf")
    capsys.readouterr()
    assert _deck("-C", str(project), "build", "--changed-since", str(former)) == 0
    assert "nothing to print" in capsys.readouterr().out


def _deck(*arguments: str) -> int:
    """The exit code of the command."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["deck", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
    return int(str(ended.value.code))


def test_an_output_of_the_deck_changes_a_built_in_one(tmp_path: Path) -> None:
    project = _small(tmp_path, "outputs: {home: {like: sheets, marks: none, slug: false, sides: fronts}}")
    problems = Problems()
    job = prepare(Project(project), Order(output="home"), problems)
    pages = list(sheets(job))
    assert {page.side for page in pages} == {"recto"}
    assert all(not page.marks and page.slug is None for page in pages)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("outputs: {x: {like: prees}}", 'there is no output "prees"'),
        ("outputs: {x: {like: mpc, flip: fold}}", 'the output "x" has no setting "flip"'),
        ("outputs: {x: {marks: big}}", '"marks" should be'),
        ("outputs: {x: {ink_limit: 900%}}", "is not an ink limit"),
        ("outputs: {x: {profile: none.icc}}", 'there is no profile "none.icc"'),
        ("outputs: {x: {profile: deck.yaml}}", "is not the profile of a CMYK press"),
        ("outputs: {x: {likes: press}}", 'there is no setting called "likes"'),
    ],
)
def test_a_wrong_output_is_told(line: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(DeckError) as caught:
        prepare(Project(_small(tmp_path, line)), Order(), Problems())
    assert any(said in problem.what for problem in caught.value.problems)


def test_solid_colours_over_the_ink_limit_are_refused(tmp_path: Path) -> None:
    project = _small(tmp_path, "categories: {A: {name: Dark, color: cmyk(90 80 60 40)}}")
    with pytest.raises(DeckError, match="lays down 270 % of ink"):
        prepare(Project(project), Order(output="drivethrucards", size=card_format("poker")), Problems())


def test_shared_cuts_leave_no_gutter_and_bleed_only_outside(tmp_path: Path) -> None:
    project = _small(tmp_path, "outputs: {tight: {like: sheets, gutter: shared}}")
    (project / "cards" / "b.yaml").write_text("cards:\n" + "".join(f"  - title: N{n}\n" for n in range(9)), "utf-8")
    job = prepare(Project(project), Order(size=card_format("poker"), output="tight"), Problems())
    recto, _, last, _ = sheets(job)
    assert len(recto.placements) > 8  # more than with gutters
    lone = last.placements[-1]  # beside an empty cell it bleeds
    assert lone.reach is not None
    assert lone.reach.right > lone.cell.right + 8
    reaches = [placement.reach for placement in recto.placements]
    for index, reach in enumerate(reaches):
        assert reach is not None
        assert not any(reach.overlaps(other) for other in reaches[:index] if other is not None)
        assert reach.holds(recto.placements[index].cell)


def _small(folder: Path, line: str) -> Path:
    """A project of two cards with *line* in its deck.yaml."""
    (folder / "cards").mkdir()
    (folder / "deck.yaml").write_text(f"title: Small\nlanguage: en\n{line}\n", "utf-8")
    (folder / "cards" / "a.yaml").write_text("cards:\n  - title: One\n  - title: Two\n", "utf-8")
    return folder


def test_large_print_sets_every_word_at_fourteen_points_or_more() -> None:
    job = prepare(Project(ROOT), Order(output="large"), Problems())
    pages = list(sheets(job))
    assert len(pages) == 35
    for page in pages:
        galleys = [text.galley for text in page.placements[0].face.texts]
        assert min(galley.size for galley in galleys) >= 14
        letters = "".join(word.text for galley in galleys for line in galley.lines for word in line.words)
        typed = page.placements[0].face.card.words["description"].text
        assert sum(map(str.isalpha, letters)) > sum(map(str.isalpha, typed))


def test_the_cutter_gets_the_paths_of_the_cells_in_svg_and_dxf(tmp_path: Path) -> None:
    folder = printed("cutter", tmp_path / "cut", "poker")
    assert sorted(file.name for file in folder.iterdir()) == ["cut.dxf", "cut.svg", "sheets.pdf"]
    job = prepare(Project(ROOT), Order(A_CARDS, card_format("poker"), output="cutter"), Problems())
    assert job.grid is not None
    svg = ElementTree.parse(folder / "cut.svg")
    drawn = {
        tuple(round(float(rect.get(key, "0")), 2) for key in ("x", "y", "width", "height", "rx"))
        for rect in svg.iter("{http://www.w3.org/2000/svg}rect")
    }
    cells = {(*(round(v / MM, 2) for v in (c.x, c.y, c.width, c.height)), 3.0) for c in job.grid.cells}
    assert drawn == cells
    drawing = filemanagement.readfile(folder / "cut.dxf")
    outlines: list[Any] = [entity for entity in drawing.modelspace() if entity.dxftype() == "POLYLINE"]
    assert len(outlines) == len(job.grid.cells)
    corners = {round(c.x / MM, 2) for c in job.grid.cells}
    assert {round(min(v.dxf.location.x for v in outline.vertices), 2) for outline in outlines} == corners


def test_the_box_holds_the_deck_and_its_lines_stay_on_the_paper(tmp_path: Path) -> None:
    job = prepare(Project(ROOT), Order(output="box", thickness=0.3 * MM), Problems())
    template = box_template(job.setter.setup.size, job.copies, job.order.thickness)
    assert template.front.width > 70 * MM
    assert template.front.height > 120 * MM
    assert template.sides[0].width > 37 * 0.3 * MM
    sheet = boxed(job, Problems())
    points = [point for line in sheet.marks for point in ((line.x1, line.y1), (line.x2, line.y2))]
    assert all(0 < x < sheet.width and 0 < y < sheet.height for x, y in points)
    ends = [point for line in sheet.marks if not line.dashed for point in ((line.x1, line.y1), (line.x2, line.y2))]
    loose = [a for a in ends if sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) < 0.01 for b in ends) < 2]
    assert not loose  # the outline is closed
    build(job, tmp_path / "box.pdf", Problems(), lambda sheet: None)
    run("qpdf", "--check", tmp_path / "box.pdf")


def test_a_box_that_no_paper_holds_is_told(tmp_path: Path) -> None:
    job = prepare(Project(ROOT), Order(output="box", paper=paper_format("A5")), Problems())
    with pytest.raises(DeckError, match="does not go on this paper"):
        build(job, tmp_path / "box.pdf", Problems(), lambda sheet: None)


def test_tabletop_simulator_gets_fronts_and_backs_in_the_same_order(tmp_path: Path) -> None:
    folder = printed("tts", tmp_path / "tts", "poker")
    with Image.open(folder / "fronts.png") as fronts, Image.open(folder / "backs.png") as backs:
        assert fronts.size == backs.size
        assert fronts.width == 5000
        height = fronts.height // 2
        yellow = pytest.approx((255, 229, 0), abs=3)
        assert fronts.getpixel((500 + 250, 20)) == yellow  # the second card: A1
        assert backs.getpixel((500 + 250, 20)) == yellow
        assert fronts.getpixel((4750, height + 20)) == (255, 255, 255)  # an empty place


@pytest.mark.parametrize("spot", ["PANTONE 871 C", "Müller Gold", "金 (871)"])
def test_a_spot_colour_is_a_separation_with_its_alternate(spot: str, tmp_path: Path) -> None:
    line = f'categories: {{A: {{name: Gold, color: cmyk(20 40 90 0), spot: "{spot}"}}}}'
    project = _small(tmp_path, line)
    cards = project / "cards" / "a.yaml"
    cards.write_text("category: A\n" + cards.read_text("utf-8"), "utf-8")
    job = prepare(Project(project), Order(), Problems())
    build(job, tmp_path / "spot.pdf", Problems(), lambda sheet: None)
    with pikepdf.open(tmp_path / "spot.pdf") as pdf:
        spaces = pdf.pages[0].Resources.ColorSpace
        names = {str(space[1]): space for space in (spaces[key] for key in dict(spaces))}
        assert f"/{spot}" in names
        assert [float(v) for v in names[f"/{spot}"][3].C1] == pytest.approx([0.2, 0.4, 0.9, 0])
    plates = tmp_path / "plates"
    plates.mkdir()
    run(
        "gs",
        "-q",
        "-dBATCH",
        "-dNOPAUSE",
        "-sDEVICE=tiffsep",
        "-r50",
        f"-sOutputFile={plates}/p%d.tif",
        tmp_path / "spot.pdf",
    )
    process = ("(Cyan)", "(Magenta)", "(Yellow)", "(Black)")
    assert any("(" in file.name and not any(ink in file.name for ink in process) for file in plates.iterdir())


def test_a_folded_sheet_shows_the_very_faces_of_the_cards(tmp_path: Path) -> None:
    folded, single = printed("fold", tmp_path / "fold.pdf"), printed("cards", tmp_path / "cards.pdf")
    job = prepare(Project(ROOT), Order(A_CARDS, card_format("tarot"), output="fold"), Problems())
    pages, faces = list(pictures(folded, 72)), list(pictures(single, 72))
    shown = [
        (page, placement) for page, sheet in zip(pages, sheets(job), strict=True) for placement in sheet.placements
    ]
    bleed = round(3 * MM)
    for (page, placement), face in zip(shown, faces, strict=True):
        cell = placement.cell.grown(-12)  # inside the marks and the rounding of edges
        part = page.crop((round(cell.x), round(cell.y), round(cell.right), round(cell.bottom))).convert("L")
        size = (bleed + 12, bleed + 12, bleed + 12 + part.width, bleed + 12 + part.height)
        coarse = (20, 34)  # edges lie half a pixel apart; what is shown does not
        difference = ImageChops.difference(part.resize(coarse), face.crop(size).convert("L").resize(coarse))
        assert ImageStat.Stat(difference).mean[0] < 6
