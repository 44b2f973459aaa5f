"""Fonts: metrics, words shaped once, characters that are missing, licence bits, files that are no fonts."""

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deck.model import Typeface
from deck.problems import DeckError, Problems, Severity
from deck.text.fontbook import FontBook
from deck.text.fonts import USUAL_CAP_HEIGHT, USUAL_X_HEIGHT, Font
from tests.prose import LETTERS
from tests.typefaces import FACES, NOTO, SQUARES, TYPEFACE, noto, respun, shaped_width, table

any_word = st.text(LETTERS + "fil-’.;«»\u202f\u00ad\u200b\u0301\u0323Ωя漢😀", max_size=14)


@given(any_word)
def test_a_word_is_shaped_once(text: str) -> None:
    assert noto().word(text) is noto().word(text)


@given(any_word)
def test_glyphs_advances_and_clusters_belong_together(text: str) -> None:
    whole = noto().word(text)
    parts = whole.parts or (whole,)
    assert "".join(part.text for part in parts) == text
    assert whole.width == pytest.approx(sum(part.width for part in parts))
    for word in parts:
        assert len(word.glyphs) == len(word.advances) == len(word.offsets) == len(word.clusters)
        assert list(word.clusters) == sorted(word.clusters, reverse=word.level % 2 == 1)
        assert all(0 <= cluster < len(word.text) for cluster in word.clusters)
        assert word.width == pytest.approx(sum(word.advances))


@given(st.text(LETTERS + "fil-’.;«»\u202f", max_size=14))
def test_a_word_is_as_wide_as_harfbuzz_says(text: str) -> None:
    assert noto().word(text).width == pytest.approx(shaped_width(text, noto()))


@pytest.mark.parametrize(
    ("text", "clusters"),
    [
        ("ffi", (0,)),
        ("affiche", (0, 1, 4, 5, 6)),
        ("fil", (0, 2)),
        ("e\u0301t", (0, 2)),
        ("co\u00adop", (0, 1, 3, 4)),
        ("co\u200bop", (0, 1, 3, 4)),
        ("", ()),
    ],
)
def test_clusters_say_which_letters_a_glyph_stands_for(text: str, clusters: tuple[int, ...]) -> None:
    assert noto().word(text).clusters == clusters


def test_letters_are_kerned() -> None:
    font = noto()
    assert font.word("AV").width < font.word("A").width + font.word("V").width
    assert font.word("AV").width < sum(font.advance(glyph) for glyph in font.word("AV").glyphs)


def test_what_is_not_seen_takes_no_room() -> None:
    assert noto().word("co\u00adop\u200bé").width == pytest.approx(noto().word("coopé").width)


@pytest.mark.parametrize(
    ("text", "missing"),
    [("a漢b字", "漢字"), ("漢漢", "漢漢"), ("😀", "😀"), ("Événement", ""), ("œ₂€→☐✓ﬁ«\u202f»", ""), ("Ωя", "")],
)
def test_missing_characters_are_named(text: str, missing: str) -> None:
    assert noto().word(text).missing == missing


def test_the_bundled_metrics() -> None:
    font = noto()
    assert (font.em, font.x_height, font.cap_height) == (1000, 0.537, 0.714)  # as TYPE.md measured them
    assert font.cap_height < font.ascent < font.ascender
    assert 0.2 < font.depth < font.descender
    assert font.name == "NotoSans-Condensed"
    assert not font.is_cff
    assert font.italic_angle == 0
    assert noto(italic=True).italic_angle < 0


def test_ascent_and_depth_hold_the_letters_of_a_line() -> None:
    left, bottom, right, top = noto().bounds
    assert left < 0 < right
    assert bottom <= -noto().depth
    assert noto().ascent <= top


def os2(version: int, x_height: int = 500, cap_height: int = 700, licence: int = 0) -> bytes:
    data = bytearray(table(NOTO, "OS/2"))
    struct.pack_into(">H", data, 0, version)
    struct.pack_into(">H", data, 8, licence)
    struct.pack_into(">hh", data, 86, x_height, cap_height)
    return bytes(data)


@pytest.mark.parametrize(
    ("tables", "heights"),
    [
        ({"OS/2": os2(2, 480, 690)}, (0.48, 0.69)),  # as the table says
        ({"OS/2": os2(1, 480, 690)}, (0.536, 0.714)),  # as the letters x and H measure
        ({"OS/2": os2(4, 0, 690)}, (0.536, 0.714)),
        ({"OS/2": os2(4)[:78]}, (0.536, 0.714)),
        ({"OS/2": None}, (0.536, 0.714)),
    ],
)
def test_heights_come_from_the_table_or_the_letters(
    tables: dict[str, bytes | None], heights: tuple[float, float], tmp_path: Path
) -> None:
    font = Font(respun(NOTO, tmp_path / "font.ttf", tables))
    assert (font.x_height, font.cap_height) == pytest.approx(heights, abs=0.002)


def test_compact_outlines() -> None:
    font = Font(SQUARES)
    assert font.is_cff
    assert font.name == "Squares-Regular"
    assert (font.x_height, font.cap_height, font.ascent, font.depth) == (0.45, 0.68, 0.9, 0.18)
    assert font.word("x-H").width == pytest.approx(1.4)
    assert font.word("xyz").missing == "yz"


def test_a_font_without_letters_has_usual_heights(tmp_path: Path) -> None:
    no_letters = struct.pack(">HHHHI", 0, 1, 3, 1, 12) + struct.pack(">HHHHHHH", 4, 24, 0, 2, 2, 0, 0)
    no_letters += struct.pack(">HHHH", 0xFFFF, 0, 0xFFFF, 1) + struct.pack(">H", 0)
    font = Font(respun(SQUARES, tmp_path / "font.otf", {"cmap": no_letters}))
    assert (font.x_height, font.cap_height) == (USUAL_X_HEIGHT, USUAL_CAP_HEIGHT)
    assert font.word("x").missing == "x"


@pytest.mark.parametrize(
    ("licence", "embeddable"), [(0, True), (2, False), (4, True), (8, True), (0x100, True), (0x200 | 2, False)]
)
def test_licence_bits(licence: int, embeddable: bool, tmp_path: Path) -> None:
    file = respun(NOTO, tmp_path / "font.ttf", {"OS/2": os2(4, licence=licence)})
    assert Font(file).embeddable is embeddable


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"no font at all" * 100),
        lambda file: file.write_bytes(NOTO.read_bytes()[:400]),
        lambda file: file.write_bytes(NOTO.read_bytes()[:-2000]),
        lambda file: respun(NOTO, file, {"cmap": None}),
        lambda file: respun(NOTO, file, {"glyf": None}),
        lambda file: file.unlink(missing_ok=True),
    ],
    ids=["empty", "junk", "cut off", "half-copied", "no cmap", "no outlines", "gone"],
)
def test_a_file_that_is_no_font_is_told(spoil: object, tmp_path: Path) -> None:
    file = tmp_path / "MyFont.ttf"
    assert callable(spoil)
    spoil(file)
    with pytest.raises(DeckError, match=r"MyFont\.ttf is not a font that can be used"):
        FontBook({"text": Typeface("text", file)}, "fr", Problems()).font("text")


def test_a_font_that_may_not_be_embedded_is_told(tmp_path: Path) -> None:
    file = respun(NOTO, tmp_path / "MyFont.ttf", {"OS/2": os2(4, licence=2)})
    with pytest.raises(DeckError, match=r"the licence of MyFont\.ttf forbids embedding"):
        FontBook({"text": Typeface("text", file)}, "fr", Problems()).font("text")


def test_a_book_opens_each_file_once() -> None:
    problems = Problems()
    book = FontBook({"text": TYPEFACE, "again": Typeface("again", FACES["regular"])}, "fr", problems)
    faces = {book.font("text", bold, italic).name for bold in (False, True) for italic in (False, True)}
    assert len(faces) == 4
    assert book.font("text") is book.font("again")
    assert problems.found == []


@pytest.mark.parametrize(
    ("given", "asked", "used"),
    [
        ({}, "bold", "regular"),
        ({}, "italic", "regular"),
        ({}, "bold_italic", "regular"),
        ({"bold": FACES["bold"]}, "bold_italic", "bold"),
        ({"italic": FACES["italic"]}, "bold_italic", "italic"),
    ],
)
def test_a_face_that_is_not_there_is_told_and_set_in_a_near_one(given: dict[str, Path], asked: str, used: str) -> None:
    problems = Problems()
    book = FontBook(
        {"text": Typeface("text", FACES["regular"], given.get("bold"), given.get("italic"))}, "fr", problems
    )
    for _ in range(2):
        assert book.font("text", "bold" in asked, "italic" in asked).file == FACES[used]
    (problem,) = problems.found
    assert problem.severity is Severity.WARNING
    assert f"no {asked.replace('_', ' ')} face; {used} is used" in problem.what
