"""Composed faces: fills that bleed, art that fits, text that can be read, everything at its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from deck.art.drawing import Drawing
from deck.color.ink import BLACK, PAPER, Ink
from deck.face.compose import LEAST_CONTRAST, NEUTRAL, RULE, fitted, into_bleed, thumb_part
from deck.face.face import Face, PlacedArt, PlacedFill, PlacedText
from deck.face.layout import LAST, ArtItem, BoxSpec, ColorRef, FillItem, LinesItem, VAlign
from deck.formats import CARDS_MM, Format, card_format
from deck.units import MM, Box
from tests.face.decks import BODY, PURPLE, SQUARE, TAROT, WHOLE, YELLOW, box, card, deck, face, flow, setter, text
from tests.typefaces import noto

BLEED = 3 * MM
EVERY_SIZE = pytest.mark.parametrize("size", [card_format(name) for name in CARDS_MM], ids=str)
lengths = st.floats(1, 400)
SIDES = ("top", "left", "right", "bottom")


def fills(of: Face) -> list[PlacedFill]:
    return [item for item in of.items if isinstance(item, PlacedFill)]


def ink_of(of: Face) -> Ink:
    (placed,) = of.texts
    return placed.ink


@EVERY_SIZE
@pytest.mark.parametrize("touching", [(), ("top",), ("left", "bottom"), SIDES])
def test_a_fill_runs_into_the_bleed_where_it_touches_the_trim(size: Format, touching: tuple[str, ...]) -> None:
    edges = {side: "0" if side in touching else "5mm" for side in SIDES}
    made = face(setter([card()], FillItem(BoxSpec(edges)), size=size), card())
    (fill,) = fills(made)
    reached = {
        "top": fill.box.y,
        "left": fill.box.x,
        "right": size.width - fill.box.right,
        "bottom": size.height - fill.box.bottom,
    }
    assert reached == pytest.approx({side: -BLEED if side in touching else 5 * MM for side in SIDES})
    assert fill.ink == YELLOW.ink


@EVERY_SIZE
def test_a_face_says_its_size_and_bleed(size: Format) -> None:
    made = face(setter([card()], size=size), card())
    assert (made.width, made.height, made.bleed, made.items) == (size.width, size.height, BLEED, ())


@given(lengths, lengths, st.floats(0, 20), lengths, lengths, lengths, lengths)
def test_what_runs_into_the_bleed_holds_its_box_and_stays_in_it(
    width: float, height: float, bleed: float, x: float, y: float, across: float, down: float
) -> None:
    inside = Box(min(x, width), min(y, height), min(across, max(0, width - x)), min(down, max(0, height - y)))
    reach = into_bleed(inside, width, height, bleed)
    assert reach.holds(inside)
    assert Box(0, 0, width, height).grown(bleed).holds(reach)


@given(lengths, lengths, st.builds(Box, st.floats(-10, 400), st.floats(-10, 400), lengths, lengths))
def test_art_is_as_large_as_its_box_allows_and_centred(width: float, height: float, frame: Box) -> None:
    place = fitted(Drawing("art", width, height, ()), frame)
    assert frame.holds(place, 1e-6)
    assert place.width / place.height == pytest.approx(width / height)
    assert place.width == pytest.approx(frame.width) or place.height == pytest.approx(frame.height)
    assert place.x - frame.x == pytest.approx(frame.right - place.right, abs=1e-6)
    assert place.y - frame.y == pytest.approx(frame.bottom - place.bottom, abs=1e-6)


def test_art_is_drawn_in_black_on_the_colour_beneath_it() -> None:
    items = (FillItem(WHOLE), ArtItem(box(), name="{icon}"))
    (_, art) = face(setter([card()], *items), card()).items
    assert isinstance(art, PlacedArt)
    assert (art.drawing, art.ink, art.ground) == (SQUARE, BLACK, YELLOW.ink)
    assert art.box.width == pytest.approx(TAROT.width - 8 * MM)


def test_art_that_is_not_there_leaves_its_place_empty() -> None:
    assert face(setter([card()], ArtItem(box(), name="{icon}")), card(), drawings={}).items == ()


@pytest.mark.parametrize(
    ("category", "ink"), [(YELLOW, BLACK), (PURPLE, PAPER)], ids=["black on yellow", "white on purple"]
)
def test_text_turns_white_where_black_could_not_be_read(category: object, ink: Ink) -> None:
    one = card(1, PURPLE if category is PURPLE else YELLOW)
    made = setter([one], FillItem(WHOLE), text("{title}"), ArtItem(box(), name="{icon}"))
    assert ink_of(face(made, one)) == ink
    assert next(item.ink for item in face(made, one).items if isinstance(item, PlacedArt)) == ink


@given(st.builds(Ink, *4 * [st.floats(0, 1)]))
def test_text_can_be_read_on_any_ground(ground: Ink) -> None:
    made = setter([card()], FillItem(WHOLE, color=ColorRef(ground)), text("{title}"))
    ink = ink_of(face(made, card()))
    assert ink in (BLACK, PAPER)
    assert ink.contrast(ground) >= min(LEAST_CONTRAST, PAPER.contrast(ground))


def test_text_may_have_a_colour_of_its_own() -> None:
    red = Ink(0, 1, 1, 0)
    for color, ink in ((ColorRef(red), red), (ColorRef(None, 0.5), PURPLE.ink.tint(0.5))):
        made = setter([card(1, PURPLE)], FillItem(WHOLE), text("{title}", style=replace(BODY, color=color)))
        assert ink_of(face(made, card(1, PURPLE))) == ink


def test_the_ground_is_the_last_fill_that_holds_the_text() -> None:
    top = BoxSpec({"top": "0", "left": "0", "right": "0", "height": "30%"})
    dark = FillItem(WHOLE, color=ColorRef(BLACK))
    light = FillItem(top, color=ColorRef(PAPER))
    over = text("{title}", BoxSpec({"top": "safe", "left": "safe", "right": "safe", "height": "20%"}))
    across = text("{title}", BoxSpec({"top": "20%", "left": "safe", "right": "safe", "height": "40%"}))
    assert ink_of(face(setter([card()], dark, light, over), card())) == BLACK
    assert ink_of(face(setter([card()], dark, light, across), card())) == PAPER
    assert ink_of(face(setter([card()], light, dark, over), card())) == PAPER
    assert ink_of(face(setter([card()], over, dark), card())) == BLACK  # what is painted later lies above


def test_a_card_without_a_category_is_neutral() -> None:
    one = card(1, None)
    (fill,) = fills(face(setter([one], FillItem(WHOLE)), one))
    assert fill.ink == NEUTRAL


@pytest.mark.parametrize("valign", ["top", "middle", "bottom"])
@pytest.mark.parametrize("words", ["Un", "Un titre qui prend plus d’une ligne dans sa boîte étroite"])
def test_vertical_alignment(valign: VAlign, words: str) -> None:
    spec = BoxSpec({"top": "20mm", "left": "10mm", "width": "30mm", "height": "40mm"})
    style = replace(BODY, smallest=9)
    (placed,) = face(setter([card(1, title=words)], text("{title}", spec, valign=valign, style=style)), card()).texts
    font, size = noto(), placed.galley.size
    above_capitals = placed.y + placed.galley.lines[0].y - font.cap_height * size - 20 * MM
    below_baseline = 60 * MM - placed.y - placed.galley.lines[-1].y
    assert placed.x == pytest.approx(10 * MM)
    if valign == "top":
        assert placed.y == pytest.approx(20 * MM)
    elif valign == "bottom":
        assert below_baseline == pytest.approx(font.depth * size)
    else:
        assert above_capitals == pytest.approx(below_baseline)
    assert Box(10 * MM, 20 * MM, 30 * MM, 40 * MM).holds(placed.box)


@given(st.floats(3, 60), st.sampled_from(["top", "middle", "bottom"]))
def test_aligned_text_stays_in_its_box(height: float, valign: VAlign) -> None:
    spec = BoxSpec({"top": "20mm", "left": "10mm", "width": "40mm", "height": f"{height:.3f}mm"})
    style = replace(BODY, smallest=5)
    (placed,) = face(
        setter([card(1, title="Élan, page")], text("{title}", spec, valign=valign, style=style)), card()
    ).texts
    frame = Box(10 * MM, 20 * MM, 40 * MM, float(f"{height:.3f}") * MM)
    assert frame.holds(placed.box)


def test_items_are_painted_in_their_order() -> None:
    one = card(1, description="Deux.")
    items = (FillItem(WHOLE), ArtItem(box(), name="{icon}"), text("{title}"), flow())
    assert [type(item) for item in face(setter([one], *items), one).items] == [
        PlacedFill,
        PlacedArt,
        PlacedText,
        PlacedText,
    ]


def test_what_waits_for_a_field_is_there_when_the_field_is() -> None:
    items = tuple(
        replace(item, when="description") for item in (FillItem(WHOLE), ArtItem(box(), name="{icon}"), text("{title}"))
    )
    with_it, without = card(1, description="Deux."), card(2)
    made = setter([with_it, without], *items)
    assert len(face(made, with_it).items) == 3
    assert face(made, without).items == ()


def test_front_and_back_have_their_own_items() -> None:
    made = setter([card()], text("{title}"), front=[FillItem(WHOLE)])
    assert [type(item) for item in face(made, card(), "front").items] == [PlacedFill]
    assert [type(item) for item in face(made, card(), "back").items] == [PlacedText]


@given(st.floats(10, 100), st.floats(2, 40))
def test_lines_to_write_on_fill_their_box(height: float, spacing: float) -> None:
    spec = BoxSpec({"top": "safe", "left": "safe", "right": "safe", "height": f"{height:.3f}mm"})
    made = fills(face(setter([card()], LinesItem(spec, spacing=spacing, weight=0.5)), card()))
    frame = Box(4 * MM, 4 * MM, TAROT.width - 8 * MM, float(f"{height:.3f}") * MM)
    assert len(made) == int(frame.height / spacing + 1e-6)
    for number, line in enumerate(made, 1):
        assert frame.holds(line.box)
        assert line.box.bottom == pytest.approx(frame.y + number * spacing)
        assert (line.box.width, line.box.height) == pytest.approx((frame.width, 0.5))


def test_the_steps_of_a_thumb_index_divide_its_box() -> None:
    frame = Box(0, 10, 5, 90)
    steps = [thumb_part(frame, one, deck([])) for one in (card(1, YELLOW), card(2, PURPLE))]
    assert steps == [Box(0, 10, 5, 45), Box(0, 55, 5, 45)]
    assert thumb_part(frame, card(1, None), deck([])) is None
    assert thumb_part(frame, card(1), replace(deck([]), categories=(YELLOW,))) is None


def test_a_thumb_index_bleeds() -> None:
    edge = BoxSpec({"top": "10%", "bottom": "10%", "right": "0", "width": "2mm"})
    one = card(1, PURPLE)
    (step,) = fills(face(setter([one], FillItem(edge, color=ColorRef(BLACK), thumb_index=True)), one))
    assert step.box.right == pytest.approx(TAROT.width + BLEED)
    assert (step.box.y, step.box.bottom) == pytest.approx((0.5 * TAROT.height, 0.9 * TAROT.height))
    assert face(setter([card(1, None)], FillItem(edge, thumb_index=True)), card(1, None)).items == ()


def test_a_rule_stands_before_what_is_set_apart() -> None:
    one = card(1, description="Deux mots.", examples="Un mot.")
    rule, placed = face(setter([one], flow(apart=LAST)), one).items
    assert isinstance(rule, PlacedFill)
    assert isinstance(placed, PlacedText)
    assert rule.ink == YELLOW.ink
    assert (rule.box.x, rule.box.width, rule.box.height) == pytest.approx((4 * MM, TAROT.width - 8 * MM, RULE))
    first, last = (placed.y + placed.galley.lines[index].y for index in (0, -1))
    size = placed.galley.size
    assert first + noto().depth * size < rule.box.y
    assert rule.box.bottom < last - noto().cap_height * size
    assert last + noto().depth * size == pytest.approx(TAROT.height - 4 * MM)


def test_the_box_of_placed_text_holds_its_lines() -> None:
    one = card(1, description="Deux mots.", examples="Un mot.")
    (placed,) = face(setter([one], flow()), one).texts
    for line in placed.galley.lines:
        assert placed.box.holds(Box(placed.x + line.x, placed.y + line.y, line.width, 0))
    moved = placed.moved(3, 4)
    assert moved.box == placed.box.moved(3, 4)
