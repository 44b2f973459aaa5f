"""Inks: what is typed, how light they print, and how black and paper stand against them."""

from __future__ import annotations

import io
import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from deck.color.ink import BLACK, NAMED, PAPER, Ink, to_ink
from deck.color.profile import profile_bytes
from deck.resources import bundled
from tests.sentences import is_sentence, outcome

shares = st.floats(0, 1)
inks = st.builds(Ink, shares, shares, shares, shares)
percents = st.integers(0, 100)
PRIMARIES = {
    "cyan": Ink(1, 0, 0, 0),
    "magenta": Ink(0, 1, 0, 0),
    "yellow": Ink(0, 0, 1, 0),
    "red": Ink(0, 1, 1, 0),
    "green": Ink(1, 0, 1, 0),
    "blue": Ink(1, 1, 0, 0),
    "three": Ink(1, 1, 1, 0),
    "black": BLACK,
    "grey": Ink(0, 0, 0, 0.5),
    "paper": PAPER,
}


def seed_inks() -> dict[str, Ink]:
    """The colours of the first deck's categories."""
    text = bundled("deck.yaml").read_text("utf-8")
    found = re.findall(r"color: (cmyk\([^)]*\))", text)
    return {typed: to_ink(typed) for typed in found}


@cache
def to_lab() -> ImageCms.ImageCmsTransform:
    """The press profile to CIELAB, relative to the paper's white."""
    return ImageCms.buildTransform(
        io.BytesIO(profile_bytes()),
        ImageCms.createProfile("LAB"),
        "CMYK",
        "LAB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )


def printed_luminance(ink: Ink) -> float:
    """CIE Y of an ink on coated paper, bare paper being 1, as the press profile's tables have it."""
    dots = bytes(round(share * 255) for share in ink.cmyk)
    proof = ImageCms.applyTransform(Image.frombytes("CMYK", (1, 1), dots), to_lab())
    assert proof is not None
    lightness = proof.tobytes()[0] / 255 * 100
    return ((lightness + 16) / 116) ** 3 if lightness > 8 else lightness * 27 / 24389  # CIE 15:2004, 8.2.1


def test_the_first_deck_has_ten_colours() -> None:
    assert len(seed_inks()) == 10


@pytest.mark.parametrize("against", [BLACK, PAPER], ids=["black", "paper"])
@pytest.mark.parametrize("name", [*seed_inks(), *PRIMARIES])
def test_contrast_is_that_of_the_press_profile(name: str, against: Ink) -> None:
    ink = {**seed_inks(), **PRIMARIES}[name]
    dark, light = sorted((printed_luminance(ink), printed_luminance(against)))
    assert ink.contrast(against) == pytest.approx((light + 0.05) / (dark + 0.05), rel=0.1)


@given(inks, st.sampled_from(["c", "m", "y", "k"]), shares)
def test_more_ink_is_never_lighter(ink: Ink, channel: str, amount: float) -> None:
    channels = {name: getattr(ink, name) for name in "cmyk"}
    more = Ink(**{**channels, channel: max(amount, channels[channel])})
    assert more.luminance() <= ink.luminance() + 1e-9
    assert 0 <= more.luminance() <= 1


@given(inks, inks)
def test_contrast_has_no_order(one: Ink, other: Ink) -> None:
    assert 1 <= one.contrast(other) == other.contrast(one) <= 21


@given(inks)
def test_nothing_stands_out_from_itself(ink: Ink) -> None:
    assert ink.contrast(ink) == 1


@given(inks, shares)
def test_a_tint_is_lighter_and_keeps_the_hue(ink: Ink, share: float) -> None:
    tint = ink.tint(share)
    assert tint.cmyk == pytest.approx(tuple(channel * share for channel in ink.cmyk), abs=0.0005001)
    assert tint.luminance() >= ink.luminance() - 0.01
    assert ink.tint(0) == PAPER


@given(inks)
def test_what_a_press_must_know_of_an_ink(ink: Ink) -> None:
    assert ink.coverage == pytest.approx(sum(ink.cmyk))
    assert not ink.black_only or (ink.k > 0 and ink.coverage == ink.k)


@pytest.mark.parametrize(
    ("ink", "black_only"),
    [(BLACK, True), (Ink(0, 0, 0, 0.1), True), (PAPER, False), (Ink(0, 0, 0.01, 1), False), (Ink(1, 1, 1, 1), False)],
)
def test_only_black_overprints(ink: Ink, black_only: bool) -> None:
    assert ink.black_only is black_only


@given(percents, percents, percents, percents, st.sampled_from([" ", ", ", ",", "   ", "% "]))
def test_process_colours_are_taken_as_they_stand(c: int, m: int, y: int, k: int, parted: str) -> None:
    typed = parted.join(str(value) for value in (c, m, y, k))
    for text in (f"cmyk({typed})", f" CMYK( {typed}% ) "):
        assert to_ink(text) == Ink(c / 100, m / 100, y / 100, k / 100)


def test_process_colours_may_have_decimals() -> None:
    assert to_ink("cmyk(0.5 12.5 0 100)") == Ink(0.005, 0.125, 0, 1)


@pytest.mark.parametrize(("typed", "ink"), [("black", BLACK), (" White ", PAPER), ("paper", PAPER)])
def test_named_colours(typed: str, ink: Ink) -> None:
    assert to_ink(typed) == ink
    assert typed.strip().lower() in NAMED


@given(st.integers(0, 255))
def test_greys_are_printed_with_black_alone(level: int) -> None:
    ink = to_ink(f"#{level:02x}{level:02X}{level:02x}")
    assert (ink.c, ink.m, ink.y) == (0, 0, 0)


@pytest.mark.parametrize(
    ("short", "long"), [("#000", "#000000"), ("#fff", "#FFFFFF"), ("#Fd0", "#FFDD00"), ("#888", "#888888")]
)
def test_short_codes(short: str, long: str) -> None:
    assert to_ink(short) == to_ink(long) == to_ink(f"  {long.lower()} ")


def test_black_and_white_are_the_plate_and_the_paper() -> None:
    assert to_ink("#000000") == BLACK
    assert to_ink("#ffffff") == PAPER


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "the colour is empty; a # begins a comment"),
        ("  ", "the colour is empty"),
        ("#FFD40", '"#FFD40" is not a colour'),
        ("#GGGGGG", '"#GGGGGG" is not a colour'),
        ("FFD400", '"FFD400" is not a colour'),
        ("yellow", '"yellow" is not a colour'),
        ("rgb(1 2 3)", "is not a colour"),
        ("cmyk(0 15 95)", "takes four numbers from 0 to 100"),
        ("cmyk(0 15 95 0 0)", "takes four numbers"),
        ("cmyk(0 15 95 101)", "takes four numbers"),
        ("cmyk(0 15 -5 0)", "takes four numbers"),
        ("cmyk(0 15 95 nan)", "takes four numbers"),
        ("cmyk(0 15 95 inf)", "takes four numbers"),
        ("cmyk(a b c d)", "takes four numbers"),
        ("cmyk()", "takes four numbers"),
    ],
)
def test_what_is_no_colour_is_told(typed: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)) as error:
        to_ink(typed)
    assert is_sentence(str(error.value))
    assert 'Write a colour as "#FFD400"' in str(error.value)


@given(st.text(max_size=20) | st.text("cmyk(0123456789.,%- )#", max_size=20))
def test_any_text_is_a_colour_or_told(typed: str) -> None:
    ink = outcome(to_ink, typed)
    assert is_sentence(ink) if isinstance(ink, str) else all(0 <= channel <= 1 for channel in ink.cmyk)
