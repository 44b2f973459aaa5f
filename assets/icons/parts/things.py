"""One kind of each thing: car, bicycle, house, coin, key, screen, tools, arrows."""

from __future__ import annotations

from math import cos, radians, sin

from geometry import Point, Shape, arc, bar, box, disc, limb, pen, poly, ring


def polar(x: float, y: float, r: float, degrees: float) -> Point:
    """The point at *r* from (x, y), clockwise from east."""
    return x + r * cos(radians(degrees)), y + r * sin(radians(degrees))


def car() -> Shape:
    """A car from the side with one long window, 88 wide on y = 0; heads fit in the window."""
    body = pen(
        "M4-8 A3 0 1 1-11 L1-25 C1-27.5 1.6-29.5 2.7-31.5 L9-46 C10.5-49.4 13-51 16.5-51"
        "L51-51 C54.5-51 57-49.8 59-47 L70-30.5 L80-28 C85-26.6 87-22.8 87-18 L87-11"
        "A3 0 1 84-8 L81-8 A12 0 0 57-8 L32-8 A12 0 0 8-8 Z"
    )
    window = poly((7, -27.5, 1.5), (14.5, -46, 3.5), (54.5, -46, 4), (66, -27.5, 1.5))
    return (body - window) + _wheel(20, -8) + _wheel(69, -8)


def _wheel(x: float, y: float) -> Shape:
    return ring(x, y, 9, 6)


def car_front(scale: float = 1.0) -> Shape:
    """The car from the front, 46 wide and 42 high on y = 0."""
    body = poly((-23, -6, 3), (-23, -23, 7), (23, -23, 7), (23, -6, 3))
    body += poly((-19, -20), (-13.5, -42, 6), (13.5, -42, 6), (19, -20), r=1)
    body += box(-19.5, -9, 9, 9) + box(10.5, -9, 9, 9)
    body += box(-26, -32, 9, 5.5, 2.5) + box(17, -32, 9, 5.5, 2.5)
    glass = poly((-13.2, -25.5), (-10, -37, 2.5), (10, -37, 2.5), (13.2, -25.5), r=1.5)
    return (body - glass - disc(-15, -15.5, 3.2) - disc(15, -15.5, 3.2)).scaled(scale)


def bicycle() -> Shape:
    """A bicycle riding right, 80 wide and 51 high on y = 0."""
    wheels = ring(17, -17, 17, 4.8) + ring(63, -17, 17, 4.8)
    frame = bar(4.4, (17, -17), (37, -17), (29, -44)) + bar(4.4, (17, -17), (31.4, -36), (56.4, -36))
    frame += bar(4.4, (37, -17), (57, -36)) + bar(4.4, (63, -17), (52, -49.5), (61, -49.5))
    return wheels + frame + bar(5.4, (23, -45.5), (36, -45.5)) + disc(37, -17, 5)


def motorcycle() -> Shape:
    """A motorcycle riding right, 48 wide on y = 0."""
    wheels = ring(9, -9, 9, 5) + ring(39, -9, 9, 5)
    body = poly((9, -20, 2), (4, -24.5, 1), (20, -25, 3), (24, -27.5, 4), (33, -27, 3), (26.5, -9), (17, -9))
    fork = limb((37.5, -15, 2), (32, -31, 2), (26.5, -33, 2))
    return wheels + body + fork + bar(4, (13, -13), (20, -14))


def house(wide: float = 44.0, tall: float = 44.0, door: bool = True) -> Shape:
    """A house with eaves and a chimney, standing on (0, 0)."""
    h, e, wall = wide / 2, wide * 0.5, tall * 0.46
    w = h - wide * 0.11
    body = poly((-e, -wall), (0, -tall), (e, -wall), (w, -wall, 0), (w, 0), (-w, 0), (-w, -wall, 0))
    body += box(w - wide * 0.2, -tall * 0.93, wide * 0.16, tall * 0.4)
    if door:
        body -= box(-wide * 0.1, -tall * 0.28, wide * 0.2, tall * 0.28, 0)
    return body


def euro(x: float, y: float, r: float) -> Shape:
    """A euro mark of outer radius *r* on (x, y), to be cut from a coin."""
    t = max(3.1, r * 0.27)
    mark = arc(x + r * 0.14, y, r - t / 2, t, 50, 310)
    for dy in (-t, t):
        mark += bar(t, (x - r * 1.02, y + dy), (x + r * 0.42, y + dy))
    return mark


def coin(x: float, y: float, r: float) -> Shape:
    """A coin: a disc with a euro mark, or with a short bar when it is small."""
    if r >= 13:
        return disc(x, y, r)
    return disc(x, y, r) - bar(3.2, (x, y - r * 0.4), (x, y + r * 0.4))


def coins(x: float, y: float, count: int, wide: float = 18.0, thick: float = 4.5) -> Shape:
    """A stack of *count* coins from the side, its foot on the middle (x, y)."""
    pile = Shape(())
    for i in range(count):
        slip = (0.0, 1.8, -1.0, 1.2)[i % 4]
        pile += box(x + slip - wide / 2, y - thick - i * (thick + 3), wide, thick)
    return pile


def key() -> Shape:
    """A key pointing right, 40 long, its bow on (0, 0)."""
    blade = bar(4.6, (8, 0), (29, 0)) + box(16.5, 0, 4.6, 9, 1.5) + box(26, 0, 4.6, 9, 1.5)
    return ring(0, 0, 10, 5.4) + blade


def arrow(length: float, w: float = 5.0, head: float = 7.5) -> Shape:
    """An arrow pointing right from (0, 0)."""
    tip = poly((length - head * 1.25, -head), (length, 0), (length - head * 1.25, head), r=1.2)
    return tip + bar(w, (w / 2, 0), (length - head, 0))


def arrow_arc(x: float, y: float, r: float, start: float, end: float, w: float = 5.0, head: float = 7.5) -> Shape:
    """An arrow along a circle, clockwise from *start* to *end* degrees (the tip)."""
    back = end - head * 1.25 / r * 57.3
    mx, my = polar(x, y, r, back)
    tx, ty = polar(0, 0, head * 1.25, back + 90 + (end - back) / 2)
    ox, oy = polar(0, 0, head, back + (end - back) * 0.3)
    tip = poly((mx + ox, my + oy), (mx + tx, my + ty), (mx - ox, my - oy), r=1.2)
    return arc(x, y, r, w, start, back + 2) + tip


def mortarboard() -> Shape:
    """A graduate's cap with its tassel, 52 wide, its board centred on (0, 0)."""
    board = poly((0, -12), (26, 0), (0, 12), (-26, 0), r=1.2)
    band = poly((-14.5, 9.6, 0.5), (0, 16.3, 1), (14.5, 9.6, 0.5), (14.5, 18, 3), (0, 24, 6), (-14.5, 18, 3))
    return board + band + bar(3.6, (22, 6.4), (22, 18.5))


def watering_can() -> Shape:
    """A watering can tipped to the right, its grip at (0, 0)."""
    body = poly((-8, 3), (7, 3), (8, 19), (-9, 19), r=1.5) + bar(4, (5, 16), (15, 3))
    rose = poly((10.5, 2), (18, 8), (20, 5), (13, -1.5), r=0.6)
    return (body + rose + arc(-0.5, 3, 6, 3.4, -180, 0)).turned(28)


def spade() -> Shape:
    """A spade standing on its tip, 12 wide and 50 high."""
    blade = poly((-6, -19), (6, -19), (6, -8, 5), (0, 0, 1.5), (-6, -8, 5))
    return blade + bar(3.8, (0, -46), (0, -16)) + bar(4, (-4.5, -48), (4.5, -48))


def screen(x: float, y: float, w: float, h: float, frame: float = 6.0) -> Shape:
    """A screen: a frame around the ground, its case on the box given."""
    return box(x, y, w, h, 4) - box(x + frame, y + frame, w - 2 * frame, h - 2 * frame)


def gear(x: float, y: float, r: float, teeth: int = 8, hole: float = 0.4) -> Shape:
    """A gear of outer radius *r*."""
    wheel = disc(x, y, r * 0.76)
    for i in range(teeth):
        tooth = poly((-0.2 * r, -r * 0.6), (-0.16 * r, -r), (0.16 * r, -r), (0.2 * r, -r * 0.6), r=1.2)
        wheel += tooth.turned(360 / teeth * i).at(x, y)
    return wheel - disc(x, y, r * hole)


def hammer() -> Shape:
    """A hammer standing on its handle, 24 wide and 52 high, its foot on (0, 0)."""
    head = poly((-13, -52, 2), (-13, -40, 2), (5, -40, 1), (11, -43, 3), (11, -50, 4), (4, -52, 2))
    return head + box(-4.5, -43, 6.5, 43)


def wrench() -> Shape:
    """A spanner standing on its end, 18 wide and 52 high, its foot on (0, 0)."""
    return arc(0, -43, 6, 6, -40, 220) + box(-3.8, -40, 7.6, 40, 3.6)


def screwdriver() -> Shape:
    """A screwdriver standing on its tip, 10 wide and 52 high, its foot on (0, 0)."""
    grip = poly((-5, -52, 4), (5, -52, 4), (5, -32, 2), (3, -28, 1), (-3, -28, 1), (-5, -32, 2))
    blade = box(-1.8, -29, 3.6, 26, 0) + poly((-1.8, -9), (1.8, -9), (3.2, -1), (-3.2, -1), r=0.6)
    return grip + blade


def bulb(x: float, y: float, r: float) -> Shape:
    """A light bulb, its glass centred on (x, y)."""
    glass = disc(x, y, r)
    neck = r * 0.56
    glass += poly(
        (x - r * 0.86, y + r * 0.5),
        (x + r * 0.86, y + r * 0.5),
        (x + neck, y + r * 1.3),
        (x - neck, y + r * 1.3),
        r=1,
    )
    low = y + r * 1.3 + 3
    return glass + box(x - neck, low, 2 * neck, 4) + box(x - neck * 0.6, low + 4, neck * 1.2, 3, 1.4)


def tree(scale: float = 1.0) -> Shape:
    """A round tree, 26 wide and 40 high, its foot on (0, 0)."""
    return (disc(0, -27, 13) + box(-2.8, -20, 5.6, 20, 1)).scaled(scale)


def leaf(length: float, fat: float = 0.5) -> Shape:
    """A leaf pointing up from (0, 0)."""
    f = length * fat
    return pen(
        f"M0 0 C{f:.2f} {-length * 0.25:.2f} {f:.2f} {-length * 0.75:.2f} 0 {-length:.2f}"
        f"C{-f:.2f} {-length * 0.75:.2f} {-f:.2f} {-length * 0.25:.2f} 0 0Z"
    )


def bolt() -> Shape:
    """A flash of lightning, 16 wide and 28 high, centred on (0, 0)."""
    return poly((3, -14), (-8, 2), (-1, 2), (-3, 14), (8, -3), (1, -3), r=0.8)


def heart(w: float) -> Shape:
    """A heart *w* wide, its middle near (0, 0)."""
    s = w / 20
    return pen("M0-4.5 C-2-9-10-9-10-2.5 C-10 3-3 6.5 0 10 C3 6.5 10 3 10-2.5 C10-9 2-9 0-4.5Z").scaled(s)


def cup() -> Shape:
    """A cup with its handle to the right, 40 wide bowl on y = 0."""
    bowl = poly(
        (-20, -34, 1.5),
        (20, -34, 1.5),
        (19, -14, 8),
        (14.5, 0, 1.2),
        (-14.5, 0, 1.2),
        (-19, -14, 8),
    )
    return bowl + ring(21, -21, 10.5, 5)


def bow() -> Shape:
    """The bow on a parcel, 42 wide, tied at (0, 0)."""
    left = poly((0, 1, 1), (-21, 0, 4), (-16, -17, 4))
    right = poly((0, 1, 1), (21, 0, 4), (16, -17, 4))
    return left + right + box(-4.5, -7, 9, 8)


def apple(wide: float) -> Shape:
    """An apple with its leaf, *wide*; the body is centred on (0, 0.1 wide)."""
    body = pen(
        "M0-15 C-8-23-36-26-36 4 C-36 26-22 44-11 44 C-6 44-4 41.5 0 41.5 C4 41.5 6 44 11 44"
        "C22 44 36 26 36 4 C36-26 8-23 0-15Z"
    )
    return (body + leaf(25, 0.5).turned(42).at(2, -31)).scaled(wide / 72)


def wave() -> Shape:
    """A wisp of steam, 22 high, its foot on (0, 0)."""
    return arc(-5.4, -4.6, 7, 4, -40, 40) + arc(5.4, -13.6, 7, 4, 140, 220)
