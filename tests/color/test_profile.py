"""Screen colours to inks: through the press profile, in whole percents, no channel too thin for a press."""

import hashlib
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deck.color.ink import BLACK, PAPER, to_ink
from deck.color.profile import SMALLEST, grey_ink, profile_bytes, rgb_ink
from tests.color.test_ink import printed_luminance
from tests.test_seed_colours import delta_e_2000, lab, linear, printed

levels = st.integers(0, 255)


def test_the_profile_is_that_of_coated_paper() -> None:
    data = profile_bytes()
    assert struct.unpack(">I", data[:4])[0] == len(data)
    assert (data[12:16], data[16:20], data[20:24]) == (b"prtr", b"CMYK", b"Lab ")  # ICC.1:2022, 7.2
    assert data[36:40] == b"acsp"
    assert profile_bytes() is data
    assert hashlib.sha256(data).hexdigest() == hashlib.sha256(profile_bytes()).hexdigest()


@settings(max_examples=40)
@given(levels, levels, levels)
def test_inks_come_in_whole_percents_and_none_is_a_sprinkle(red: int, green: int, blue: int) -> None:
    for channel in rgb_ink(red, green, blue).cmyk:
        assert channel == round(channel, 2)
        assert channel == 0 or SMALLEST <= channel <= 1
    assert rgb_ink(red, green, blue).coverage <= 3.3  # the most that FOGRA39's paper takes without smearing


@settings(max_examples=40)
@given(st.integers(135, 190), st.integers(135, 190), st.integers(135, 190))
def test_a_muted_colour_prints_as_it_looks(red: int, green: int, blue: int) -> None:
    ink = rgb_ink(red, green, blue)
    on_paper = printed((round(100 * ink.c), round(100 * ink.m), round(100 * ink.y), round(100 * ink.k)))
    on_screen = (linear(red / 255), linear(green / 255), linear(blue / 255))
    assert delta_e_2000(lab(on_paper), lab(on_screen)) < 2.5


@pytest.mark.parametrize(
    ("typed", "ink"),
    [
        ("#FFD400", (0, 15, 92, 0)),
        ("#009FE3", (73, 22, 0, 0)),
        ("#E30613", (0, 96, 93, 0)),
        ("#1D1D1B", (76, 69, 64, 85)),
        ("#FFFFFE", (0, 0, 0, 0)),
    ],
)
def test_what_screen_colours_become(typed: str, ink: tuple[int, int, int, int]) -> None:
    assert to_ink(typed).cmyk == pytest.approx(tuple(share / 100 for share in ink), abs=0.011)


@given(levels, levels)
def test_a_lighter_grey_takes_no_more_ink(one: int, other: int) -> None:
    dark, light = sorted((one, other))
    assert grey_ink(dark).k >= grey_ink(light).k


@given(levels)
def test_a_grey_prints_as_light_as_it_looks(level: int) -> None:
    darkest = printed_luminance(BLACK)
    wanted = darkest + (1 - darkest) * linear(level / 255)
    assert printed_luminance(grey_ink(level)) == pytest.approx(wanted, abs=0.02)


def test_the_ends_of_the_greys() -> None:
    assert grey_ink(0) == BLACK
    assert grey_ink(255) == PAPER
