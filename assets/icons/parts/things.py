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
    """A bicycle riding right, 76.8 wide and 53 high on y = 0."""
    wheels = ring(14.5, -14.5, 14.5, 5.2) + ring(62.3, -14.5, 14.5, 5.2)
    frame = bar(5, (14.5, -14.5), (35.5, -14.5), (27, -46)) + bar(5, (14.5, -14.5), (29, -38), (55.6, -38))
    frame += bar(5, (35.5, -14.5), (55, -37)) + bar(5, (62.3, -14.5), (52, -50.5), (62, -50.5))
    return wheels + frame + bar(6, (20.5, -48), (34, -48)) + disc(35.5, -14.5, 5)


def motorcycle() -> Shape:
    """A motorcycle riding right, 54 wide and 40 high on y = 0."""
    wheels = ring(9.5, -9.5, 9.5, 4.4) + ring(44.5, -9.5, 9.5, 4.4)
    seat = poly(
        (1, -29.5, 1.5), (9, -26.6, 3), (24, -26.6, 0), (24, -19, 0), (18.5, -19, 0), (12.5, -22.6, 3), (4, -24.6, 1)
    )
    tank = pen("M18-22.6 L18.6-25.2 C20-30.2 24-32.4 29-32.4 L35-32.4 C38-32.4 39.6-30.6 39.1-28.2 L38.2-22.6Z")
    engine = pen(
        "M19.4-19.4 L34.6-19.4 A14 0 0 30.5-9.5 L29.9-4.6 A2 0 1 27.9-3 L26.1-3 A2 0 1 24.1-4.6 L23.5-9.5"
        "A14 0 0 19.4-19.4Z"
    )
    frame = bar(4, (9.5, -9.5), (26, -9.5)) + limb((44.5, -9.5, 1.9), (38.6, -29, 2.4), (36.4, -36.5, 2))
    return wheels + seat + tank + engine + frame + bar(4, (36.4, -36.5), (30, -38)) + disc(43.6, -29.4, 3.9)


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
    """A bold euro mark of outer radius *r* on (x, y), to be cut from a coin."""
    t = max(3.2, r * 0.3)
    mark = arc(x + r * 0.1, y, r - t / 2, t, 52, 308)
    for dy in (-t / 2 - 1.7, t / 2 + 1.7):
        mark += bar(t, (x - r * 0.85, y + dy), (x + r * 0.34, y + dy))
    return mark


def coins(x: float, y: float, count: int, wide: float = 18.0, thick: float = 4.5) -> Shape:
    """A stack of *count* coins from the side, its foot on the middle (x, y)."""
    stack = Shape(())
    for i in range(count):
        slip = (0.0, 1.8, -1.0, 1.2)[i % 4]
        stack += box(x + slip - wide / 2, y - thick - i * (thick + 3), wide, thick)
    return stack


def pile(x: float, y: float, count: int, wide: float, thick: float = 3.9) -> Shape:
    """A pile of *count* coins seen a little from above, its foot on (x, y)."""
    a, b = wide / 2, wide * 0.15
    stack = Shape(())
    for i in range(count):
        low = -b * 0.75 - i * (thick + 3.2)
        slip = (0.0, 1.3, -0.9)[i % 3]
        under = f"C{a:.2f} {low + b:.2f} {-a:.2f} {low + b:.2f} {-a:.2f} {low:.2f}"
        top = low - (thick if i < count - 1 else 0.8)
        sag = b if i < count - 1 else -b
        upper = f"C{-a:.2f} {top + sag:.2f} {a:.2f} {top + sag:.2f} {a:.2f} {top:.2f}"
        stack += pen(f"M{a:.2f} {low:.2f} {under} L{-a:.2f} {top:.2f} {upper}Z").at(slip, 0)
    return stack.at(x, y)


def guitar() -> Shape:
    """A guitar standing upright, 18 wide and 50 high, the widest part of its body on (0, 0)."""
    body = pen(
        "M0 10 C-6 10-9.5 6-9.5 0.5 C-9.5-4.5-6-6.5-6-9.5 C-6-11-7-12-7-14.5 C-7-18.5-4-20 0-20"
        "C4-20 7-18.5 7-14.5 C7-12 6-11 6-9.5 C6-6.5 9.5-4.5 9.5 0.5 C9.5 6 6 10 0 10Z"
    )
    return body - disc(0, -8.5, 3) + bar(4, (0, -18), (0, -36)) + poly((-3, -35), (-4, -43), (4, -43), (3, -35), r=1)


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
    return board + band + bar(3.6, (22.6, 1), (22.6, 12)) + limb((22.6, 13, 2.2), (22.6, 18, 3.2))


def watering_can() -> Shape:
    """A watering can tipped to the right, 33 wide, held behind by its grip at (0, 0)."""
    body = poly((7, -8), (18.5, -8), (21, 9), (7, 9), r=1.5) + bar(4.2, (17, 5), (28, -6))
    rose = poly((23.6, -7), (29.8, -0.8), (32.4, -3.4), (26.4, -9.8), r=0.6)
    return (body + rose + arc(8, 0, 7.4, 3.4, 90, 270)).turned(17)


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
    """A claw hammer standing on its handle, 26 wide and 52 high, its foot on (0, 0)."""
    head = pen(
        "M13-52 L13-40 A1 0 1 12-39 L9-39 A1 0 1 8-40 L8-41.5 L3-41.5 L3-38 L-3.6-38 L-3.6-42"
        "C-8-42-11-40-14-36.5 C-15.5-44-11-51-3-51 L8-51 L8-52 A1 0 1 9-53 L12-53 A1 0 1 13-52Z"
    )
    return head + box(-3.6, -43, 6.6, 43)


def wrench() -> Shape:
    """A spanner standing on its end, 18 wide and 52 high, its foot on (0, 0)."""
    return arc(0, -43, 6, 6, -40, 220) + box(-3.8, -40, 7.6, 40, 3.6)


def screwdriver() -> Shape:
    """A screwdriver standing on its tip, 12 wide and 52 high, its foot on (0, 0)."""
    grip = poly(
        (-6, -52, 4), (6, -52, 4), (6, -35, 3), (4, -32, 1.5), (4, -27, 1), (-4, -27, 1), (-4, -32, 1.5), (-6, -35, 3)
    )
    grip -= bar(2.5, (0, -46), (0, -37))
    blade = poly((-1.8, -10), (1.8, -10), (2.9, -6), (2.9, 0), (-2.9, 0), (-2.9, -6), r=0.4)
    return grip + box(-1.8, -28, 3.6, 24, 0) + blade


def bulb(x: float, y: float, r: float) -> Shape:
    """A light bulb, its glass centred on (x, y)."""
    glass = disc(x, y, r)
    neck = r * 0.56
    glass += poly(
        (x - r * 0.93, y + r * 0.37, 0),
        (x + r * 0.93, y + r * 0.37, 0),
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
    bowl = pen("M-20-32 A2 0 1-18-34 L18-34 A2 0 1 20-32 L20-22 C20-9 16 0 9 0 L-9 0 C-16 0-20-9-20-22Z")
    return bowl + ring(20.5, -22, 10, 4.6)


def bow() -> Shape:
    """The bow on a parcel, 42 wide, tied at (0, 0)."""
    loop = pen("M0-3 C-4-10-11-15-16-15 C-21-15-22.5-8.5-20.5-4 C-19.5-1.6-17.5 1-15 2 L0 2Z")
    loop -= pen("M-7-5 C-9.5-8.5-13-11.2-15.6-11.2 C-18-11.2-18.2-8.4-17-6.2 C-16-4.4-11-4-7-5Z")
    return loop + loop.mirrored() + box(-4, -7, 8, 9, 2.5)


def shoe() -> Shape:
    """A laced boot pointing right, 44 wide and 40 high on y = 0."""
    upper = pen(
        "M3.5-39 L16-39 A2 0 1 18-37 L18-32 L27-22 C29-20 31-19 34-18.6 C40-17.6 43.5-15 43.5-10.6 L2-10.6"
        "C0.5-18 2-27 1.5-37 A2 0 1 3.5-39Z"
    )
    sole = poly((1, -7.4, 1), (43.5, -7.4, 1), (43.5, -3, 3), (20, -3, 1), (16, 0, 1), (1, 0))
    return upper + sole


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
