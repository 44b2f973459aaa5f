"""The one kind of person, in the few poses that the pictograms need, and the hand."""

from __future__ import annotations

from geometry import Point, Shape, box, disc, limb, pen, poly

HEAD = 7.5  # radius of the head of a person who stands 70 high
SHOULDER = -52.0  # the top of the shoulders; between it and the head is the neck gap
Reach = tuple[Point, ...]  # (elbow, hand) from the middle of the feet; empty: the arm hangs


def person(left: Reach = (), right: Reach = (), scale: float = 1.0, slits: bool = True) -> Shape:
    """A person standing on (0, 0), 70 high at scale 1; gaps stay 3 units at any scale."""
    gap = 3 / scale
    hip = 6.4 + gap / 2
    hang = 6 + gap + 5.6
    body = disc(0, SHOULDER - gap - HEAD, HEAD)
    if slits:
        edges = [hang if not reach else 8.6 for reach in (left, right)]
        low = [-43.5 if not reach else -47.0 for reach in (left, right)]
        body += poly(
            (-edges[0], SHOULDER, 6),
            (edges[1], SHOULDER, 6),
            (edges[1], low[1], 1),
            (-edges[0], low[0], 1),
        )
    else:
        body += poly((-12, SHOULDER, 7), (12, SHOULDER, 7), (hip, -27, 2), (-hip, -27, 2))
    body += poly((-6, -47), (6, -47), (hip, -27), (-hip, -27), r=0.5)
    for side, reach in ((-1, left), (1, right)):
        x = side * (3.2 + gap / 2)
        body += limb((x, -27, 3.2), (x, -3.2, 3.2))
        if reach:
            body += limb((side * 5.7, SHOULDER + 3.7, 3.7), *((*p, 3.0) for p in reach))
        elif slits:
            body += limb((side * (hang - 2.8), -45, 2.8), (side * (hip + gap + 2.6), -29.5, 2.8))
    return body.scaled(scale)


def bust(scale: float = 1.0, half: float = 14.0, tall: float = 16.0) -> Shape:
    """Head and shoulders of a person, resting on (0, 0)."""
    gap = 3 / scale
    body = disc(0, -tall - gap - HEAD, HEAD)
    body += poly((-half, -tall, 9), (half, -tall, 9), (half, 0), (-half, 0))
    return body.scaled(scale)


def seated(hand: Reach = ((6.5, -32.5), (16.5, -37.5)), scale: float = 1.0) -> Shape:
    """A person on a seat 15 high, seen from the side and facing right; the feet are on y = 0."""
    gap = 3 / scale
    body = disc(2.5, -47.4 - gap - HEAD, HEAD)
    body += limb((0, -20, 5.4), (0.5, -41, 6.4))
    body += limb((0.5, -19, 4.4), (17, -18.5, 3.7), (17, -3.4, 3.4), (21, -3.4, 3.4))
    body += limb((1, -41.4, 4), *((*p, 3.0) for p in hand))
    return body.scaled(scale)


def standing(*reaches: Reach, scale: float = 1.0) -> Shape:
    """A person standing on (0, 0), seen from the side and facing right."""
    gap = 3 / scale
    hip = 5.6 + gap / 2
    body = disc(1.5, SHOULDER - gap - HEAD, HEAD)
    body += limb((0, -36, 6.2), (0, -45.6, 6.4)) + poly((-6.3, -40, 0), (6.3, -40, 0), (hip, -26, 0), (-hip, -26, 0))
    for x in (-2.8 - gap / 2, 2.8 + gap / 2):
        body += limb((x, -26, 2.8), (x, -2.8, 2.8))
    for reach in reaches:
        body += limb((0.4, -46, 4.2), *((*p, 3.1) for p in reach))
    return body.scaled(scale)


def walking(front: Reach = (), back: Reach = (), scale: float = 1.0) -> Shape:
    """A person walking right, seen from the side; the feet are on y = 0."""
    gap = 3 / scale
    body = disc(1.5, SHOULDER - gap - HEAD, HEAD)
    body += limb((0, -31, 5.6), (0, -45.6, 6.4))
    body += limb((0.6, -30, 4.9), (6, -17, 4.1), (11, -3.4, 3.4), (14, -3.4, 3.4))
    body += limb((-0.6, -30, 4.9), (-4, -16, 4.1), (-13, -4.6, 3.3))
    for reach in (front, back):
        if reach:
            body += limb((0, -46, 4.2), *((*p, 3.1) for p in reach))
    return body.scaled(scale)


def hand(scale: float = 1.0) -> Shape:
    """An open hand, palm up, 52 long, reaching right from its cuff; it bears at (30, -5)."""
    palm = pen(
        "M12.5-1 C16-1 17-2.5 20-4 C22-5 23.5-5 25.5-5 L33.5-5 C38-5 38 1 33.5 1 L30 1"
        "L30 4.8 L33 4.8 L46-1.6 C51-3.8 54 1.6 50 4 L34 11.6 C32 12.7 30 13 28 13 L12.5 13"
        "A1.5 0 1 11 11.5 L11 0.5 A1.5 0 1 12.5-1Z"
    )
    wrist = 11 - 3.1 / scale
    return (box(wrist - 8, -3, 8, 18, 1.5) + palm).scaled(scale)
