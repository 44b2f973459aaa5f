"""Glyphs in colour as drawings: their inks, their places, what is in the colour of the text."""

from __future__ import annotations

import pytest

from deck.art.drawing import ArtPath, SteppedPath
from deck.art.glyphs import LEAST_LIMIT, GlyphArt, glyph_art, limited, named_glyph
from deck.color.ink import BLACK, to_ink
from deck.color.profile import rgb_inks
from deck.text.fonts import Font
from tests.smiles import COUPLE, FACE, MASK, PLAIN, RAINBOW, SUNSET, cast_smiles
from tests.typefaces import noto

YELLOW, BLUE, RED = to_ink("#ffcc00"), to_ink("#0066e6"), to_ink("#cc1a1a")


@pytest.fixture(scope="module", params=[0, 1])
def smiles(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Font:
    """The font in both versions."""
    return Font(cast_smiles(tmp_path_factory.mktemp("fonts") / "smiles.ttf", request.param))


@pytest.fixture(scope="module")
def gradients(tmp_path_factory: pytest.TempPathFactory) -> Font:
    """The font with gradients."""
    return Font(cast_smiles(tmp_path_factory.mktemp("fonts") / "smiles.ttf"))


def art(font: Font, sign: str) -> GlyphArt:
    """The drawing of a sign of one glyph."""
    (glyph,) = font.word(sign).glyphs
    found = glyph_art(font, glyph)
    assert found is not None
    assert glyph_art(font, glyph) is found
    assert named_glyph(found.drawing.name) == (font.tag, glyph)
    return found


def test_layers_are_painted_one_over_the_other_in_inks(smiles: Font) -> None:
    found = art(smiles, FACE)
    assert [path.fill for path in found.drawing.paths] == [YELLOW, BLACK, "figure"]
    assert [path.fill for path in art(smiles, COUPLE).drawing.paths] == [BLUE, RED]
    assert (found.left, found.top, found.width, found.height) == (0, 0.8, 1, 0.9)
    assert (found.drawing.width, found.drawing.height) == (1000, 900)
    assert found.drawing.paths[1].data.split("\n")[0] == "250 350 m"  # 450 units over the baseline, 350 under the top


def test_a_couple_is_one_sign(smiles: Font) -> None:
    assert len(smiles.word(COUPLE).glyphs) == 1
    assert len(smiles.word(COUPLE[0]).glyphs) == 1


def test_what_has_no_colours_is_not_drawn(smiles: Font) -> None:
    (glyph,) = smiles.word(PLAIN).glyphs
    assert glyph_art(smiles, glyph) is None
    assert glyph_art(noto(), noto().word("a").glyphs[0]) is None


def test_a_gradient_is_painted_in_steps_inside_its_outline(gradients: Font) -> None:
    (path,) = art(gradients, SUNSET).drawing.paths
    assert isinstance(path, SteppedPath)
    assert path.clips == (path.data,)
    assert (path.fill, path.steps[-1][1]) == (RED, YELLOW)
    assert len(path.steps) > 20
    (path,) = art(gradients, RAINBOW).drawing.paths
    assert isinstance(path, SteppedPath)
    assert (path.fill, path.steps[-1][1]) == (BLUE, YELLOW)


def test_a_layer_inside_another_is_cut_to_it(gradients: Font) -> None:
    found = art(gradients, MASK)
    (path,) = found.drawing.paths
    assert isinstance(path, SteppedPath)
    assert (path.fill, path.steps, len(path.clips)) == (BLUE, (), 1)
    assert (found.left, found.top, found.width, found.height) == (0, 0.8, 0.5, 0.9)  # no more than both have


def test_no_colour_lays_down_more_ink_than_any_output_allows() -> None:
    colors = [(red, green, 40) for red in range(0, 256, 51) for green in range(0, 256, 51)]
    found = rgb_inks(colors)
    assert found == [to_ink(f"#{red:02x}{green:02x}{blue:02x}") for red, green, blue in colors]
    assert max(ink.coverage for ink in found) > LEAST_LIMIT
    assert max(limited(ink).coverage for ink in found) <= LEAST_LIMIT + 0.015
    assert (limited(YELLOW), limited(BLACK)) == (YELLOW, BLACK)


def test_paths_without_steps_stay_plain(smiles: Font) -> None:
    assert {type(path) for path in art(smiles, FACE).drawing.paths} == {ArtPath}
