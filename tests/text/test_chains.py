"""Fonts that fall back on others: which face, in which deck, in which process."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

from msgspec.structs import replace

from deck.model import Typeface
from deck.problems import Problems
from deck.text.fontbook import FontBook
from tests.typefaces import FACES, SQUARES, TYPEFACE

SIGNS = Typeface("signs", SQUARES)


def book(*typefaces: Typeface) -> FontBook:
    """A book of *typefaces*, which must have nothing to tell."""
    return FontBook({typeface.name: typeface for typeface in typefaces}, "fr", Problems())


def test_a_face_falls_back_on_the_face_like_it_and_else_on_the_regular_one() -> None:
    both = replace(TYPEFACE, name="both")
    found = book(replace(SIGNS, fallback=("both",)), replace(both, fallback=("signs",)))
    for bold, italic in ((False, False), (True, False), (False, True), (True, True)):
        font = found.font("both", bold, italic)
        assert [other.file for other in font.fallbacks] == [SQUARES]
    assert [font.file for font in found.font("signs").fallbacks] == [FACES["regular"]]
    assert [font.file for font in found.font("signs", bold=True).fallbacks] == [FACES["bold"]]
    assert [problem.what for problem in found.problems.found] == [
        'the typeface "signs" has no bold face; regular is used in its place.'  # asked for itself, not as a fallback
    ]


def test_a_chain_does_not_reach_from_one_deck_into_another() -> None:
    with_signs, without = book(replace(TYPEFACE, fallback=("signs",)), SIGNS), book(TYPEFACE, SIGNS)
    assert [font.name for font in with_signs.font("text").fallbacks] == ["Squares-Regular"]
    assert without.font("text").fallbacks == ()
    assert with_signs.font("text").fallbacks[0].fallbacks == ()
    again = book(replace(TYPEFACE, fallback=("signs",)), SIGNS)
    assert again.font("text") is with_signs.font("text")  # what was shaped is shared
    assert without.font("text") is book(TYPEFACE).font("text")


def test_a_chain_goes_along_to_another_process() -> None:
    font = book(replace(TYPEFACE, fallback=("signs",)), SIGNS).font("text")
    there = pickle.loads(pickle.dumps(font))
    assert [other.file for other in there.fallbacks] == [SQUARES]
    assert there is font  # in this process it is open already


def test_a_font_is_found_by_its_tag_wherever_it_stands() -> None:
    found = book(replace(TYPEFACE, fallback=("signs",)), SIGNS)
    squares = found.font("text").fallbacks[0]
    assert found.tagged(squares.tag).file == SQUARES


def test_a_font_that_changes_is_opened_anew(tmp_path: Path) -> None:
    file = tmp_path / "Signs.otf"
    shutil.copy(SQUARES, file)
    signs = Typeface("signs", file)
    before = book(replace(TYPEFACE, fallback=("signs",)), signs).font("text")
    shutil.copy(FACES["bold"], file)
    after = book(replace(TYPEFACE, fallback=("signs",)), signs).font("text")
    assert [font.name for font in (before.fallbacks[0], after.fallbacks[0])] == [
        "Squares-Regular",
        "NotoSans-CondensedBold",
    ]
