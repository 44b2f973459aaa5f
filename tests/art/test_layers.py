"""Layers that let shine through what lies beneath come out as solid ones that look the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deck.art.gradients import Flight, Rgba, Shape, polygon
from deck.art.layers import BLACK, MOST, WHITE, Layer, extent, fainter, flattened, needed

RED, BLUE = (1.0, 0.0, 0.0, 1.0), (0.0, 0.0, 1.0, 1.0)
share = st.floats(0, 1, allow_nan=False)
color = st.tuples(share, share, share, share)


def box(left: float, bottom: float, right: float, top: float) -> Shape:
    return polygon([(left, bottom), (right, bottom), (right, top), (left, top)])


def flat(paint: Rgba, *clips: Shape, figure: bool = False) -> Layer:
    return Layer(clips or (box(0, 0, 10, 10),), Flight(paint, []), figure)


def seen(layers: list[Layer], x: float, y: float) -> Rgba:
    """The colour of a spot that flat layers of boxes show, on white paper."""
    shown = WHITE
    for layer in layers:
        (left, bottom), (right, top) = extent(layer.clips)
        if left <= x <= right and bottom <= y <= top:
            solid = layer.paint.base[3]
            mixed = [under + (over - under) * solid for over, under in zip(layer.paint.base, shown, strict=True)]
            shown = (mixed[0], mixed[1], mixed[2], 1.0)
    return shown


def near(one: Rgba, other: Rgba, tolerance: float = 0.006) -> bool:
    return all(abs(x - y) <= tolerance for x, y in zip(one[:3], other[:3], strict=True))


def test_solid_layers_stay_as_they_are() -> None:
    layers = [flat(RED), flat(BLUE, box(2, 2, 5, 5)), flat(BLACK, figure=True)]
    assert flattened(layers) == layers


@given(st.lists(st.tuples(color, st.integers(0, 6), st.integers(1, 6)), min_size=1, max_size=4))
def test_flat_layers_look_the_same_where_the_whole_glyph_has_a_ground(boxes: list[tuple[Rgba, int, int]]) -> None:
    layers = [
        flat(WHITE, box(0, 0, 13, 13)),
        *(flat(paint, box(left, left, left + size, left + size)) for paint, left, size in boxes),
    ]
    found = flattened(layers)
    assert all(layer.solid for layer in found)
    for spot in range(13):
        assert near(seen(found, spot + 0.5, spot + 0.5), seen(layers, spot + 0.5, spot + 0.5), 0.03)


def test_what_is_faint_does_not_change_the_paper() -> None:
    shade = flat((0, 0, 0, 0.2), box(0, 0, 20, 20))
    found = flattened([flat(RED), shade])
    assert near(seen(found, 5, 5), (0.8, 0, 0, 1))
    assert seen(found, 15, 15) == WHITE
    glass = flat((0, 0, 0, 0.8), box(0, 0, 20, 20))
    assert near(seen(flattened([flat(RED), glass]), 15, 15), (0.2, 0.2, 0.2, 1))
    assert near(seen(flattened([shade]), 5, 5), (0.8, 0.8, 0.8, 1))  # with nothing beneath it is seen on white
    assert flattened([flat((1, 0, 0, 0))]) == []


def test_a_flat_shade_changes_each_step_of_a_gradient() -> None:
    steps = [(box(place, 0, 10, 10), (place / 10, 0.0, 0.0, 1.0)) for place in range(1, 10)]
    gradient = Layer((box(0, 0, 10, 10),), Flight(BLACK, [*steps]))
    _, found = flattened([gradient, flat((1, 1, 1, 0.4), box(0, 0, 10, 5))])
    assert len(found.paint.steps) == len(steps)
    assert near(found.paint.base, (0.4, 0.4, 0.4, 1))
    assert near(found.paint.steps[-1][1], (0.4 + 0.6 * 0.9, 0.4, 0.4, 1))


def test_a_shade_that_is_a_gradient_changes_a_flat_colour() -> None:
    steps = [(box(place, 0, 10, 10), (0.0, 0.0, 0.0, place / 100)) for place in range(1, 100)]
    *_, found = flattened([flat(RED), Layer((box(0, 0, 10, 10),), Flight((0, 0, 0, 0), steps))])
    assert near(found.paint.base, RED)
    assert near(found.paint.steps[-1][1], (0, 0, 0, 1), 0.06)
    assert 10 < len(found.paint.steps) < 30  # no more than the eye needs


def test_many_layers_do_not_grow_without_bound() -> None:
    layers = [flat(RED) for _ in range(20)] + [flat((0, 0, 0, 0.1)) for _ in range(30)]
    assert len(flattened(layers)) < 2 * MOST + 20 * 31


def test_rectangles_around_everything_are_left_out() -> None:
    inner, around, across = box(2, 2, 5, 5), box(0, 0, 9, 9), box(3, 0, 9, 9)
    assert needed([around, inner]) == [inner]
    assert needed([across, inner]) == [across, inner]
    slanted = polygon([(5, -9), (19, 5), (5, 19), (-9, 5)])
    assert needed([slanted, inner]) == [slanted, inner]


def test_fainter() -> None:
    assert fainter(flat(RED), 0.5).paint.base == (1, 0, 0, 0.5)
