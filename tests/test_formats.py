"""Card sizes and papers: by name, by measure, and what is said of those that are neither."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deck.formats import CARDS_MM, PAPERS_MM, Format, card_format, paper_format
from deck.units import MM, to_area
from tests.sentences import is_sentence, outcome

Parse = Callable[[str], Format]


@pytest.mark.parametrize(
    ("parse", "name", "width", "height"),
    [(card_format, name, *size) for name, size in CARDS_MM.items()]
    + [(paper_format, name, *size) for name, size in PAPERS_MM.items()],
)
def test_every_name_is_found_however_it_is_typed(parse: Parse, name: str, width: float, height: float) -> None:
    for typed in (name, name.upper(), f" {name.lower()} "):
        found = parse(typed)
        assert (found.name, found.width, found.height) == (name, width * MM, height * MM)


@pytest.mark.parametrize(("name", "width", "height"), [(name, *size) for name, size in CARDS_MM.items()])
def test_every_card_stands_upright(name: str, width: float, height: float) -> None:
    assert 0 < width <= height, name


@pytest.mark.parametrize(
    ("parse", "name", "shown"),
    [
        (card_format, "poker", "poker (63.5 × 88.9 mm)"),
        (card_format, "tarot", "tarot (70 × 120 mm)"),
        (paper_format, "A4", "A4 (210 × 297 mm)"),
        (paper_format, "letter", "Letter (215.9 × 279.4 mm)"),
        (card_format, "70x120mm", "70 × 120 mm"),
        (card_format, "2.5in x 3.5in", "63.5 × 88.9 mm"),
    ],
)
def test_formats_show_what_they_measure(parse: Parse, name: str, shown: str) -> None:
    assert str(parse(name)) == shown


@given(st.decimals(10, 900, places=1), st.decimals(10, 900, places=1))
def test_a_shown_size_can_be_typed(width: object, height: object) -> None:
    format_ = card_format(f"{width}x{height}mm")
    assert format_.name == ""
    assert to_area(str(format_)) == pytest.approx((format_.width, format_.height))


@pytest.mark.parametrize(
    ("parse", "typed", "said"),
    [
        (card_format, "pokr", 'there is no card size called "pokr". Did you mean "poker"? Known: poker,'),
        (card_format, "A4", 'there is no card size called "A4"'),
        (paper_format, "tarot", 'there is no paper called "tarot". Known: A5,'),
        (paper_format, "", 'there is no paper called ""'),
        (card_format, "70x120", '"70x120" is not a size'),
        (card_format, "5x5mm", '"5x5mm" is too small'),
        (paper_format, "13x19", '"13x19" is not a size'),
    ],
)
def test_what_is_no_format_is_told(parse: Parse, typed: str, said: str) -> None:
    found = outcome(parse, typed)
    assert isinstance(found, str)
    assert found.startswith(said)
    assert is_sentence(found)


@pytest.mark.parametrize("parse", [card_format, paper_format])
@given(typed=st.text(max_size=12))
def test_any_text_is_a_format_or_told(parse: Parse, typed: str) -> None:
    found = outcome(parse, typed)
    assert is_sentence(found) if isinstance(found, str) else found.width > 0
