"""Glyphs in colour stand where the pen is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from deck.art.glyphs import glyph_art
from deck.color.ink import BLACK, PAPER
from deck.face.colored import colored_glyphs
from deck.face.face import PlacedArt
from deck.text.fonts import Font
from deck.text.galley import Galley, Line
from deck.text.lines import set_line
from tests.smiles import FACE, SUNSET, cast_smiles
from tests.typefaces import NOTO, noto


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Font:
    """The bundled typeface, which falls back on emoji in colour."""
    return Font(NOTO, "en", (Font(cast_smiles(tmp_path_factory.mktemp("fonts") / "smiles.ttf")),))


def drawn(galley: Galley) -> list[PlacedArt]:
    return list(colored_glyphs(galley, 10, 20, BLACK, PAPER))


@given(st.lists(st.sampled_from(["a", "fi", FACE, SUNSET, "É", f"x{FACE}y"]), min_size=1, max_size=6), st.floats(4, 40))
def test_each_stands_behind_what_is_written_before_it(chain: Font, parts: list[str], size: float) -> None:
    text = " ".join(parts)
    galley = set_line(text, chain, size)
    (line,) = galley.lines
    found = drawn(galley)
    assert len(found) == text.count(FACE) + text.count(SUNSET)
    pen, place = 0.0, 0
    for word in line.words:
        for glyph, advance in zip(word.glyphs, word.advances, strict=True):
            art = glyph_art(word.font, glyph)
            if art is not None:
                box = found[place].box
                assert box.x == pytest.approx(10 + (pen + art.left) * size)
                assert box.y == pytest.approx(20 - art.top * size)
                assert (box.width, box.height) == pytest.approx((art.width * size, art.height * size))
                place += 1
            pen += advance


def test_in_a_justified_line_they_move_with_the_words(chain: Font) -> None:
    (line,) = set_line(f"a b {FACE}", chain, 10).lines
    (before,) = drawn(Galley(10, (line,), 100, 10, 5, 1.2))
    stretched = replace(line, stretch=0.5, scale=1.02, x=3)
    (after,) = drawn(Galley(10, (stretched,), 100, 10, 5, 1.2))
    assert after.box.x == pytest.approx(10 + 3 + (before.box.x - 10 + 2 * 0.5 * 10) * 1.02)


def test_text_without_colours_has_none(tmp_path: Path) -> None:
    line = Line(0, 0, (noto().word("plain"),), 10)
    assert drawn(Galley(10, (line,), 100, 10, 5, 1.2)) == []
