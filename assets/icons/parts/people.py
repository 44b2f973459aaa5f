"""The one kind of person, in the few poses that the pictograms need, and the hand."""

from __future__ import annotations

from geometry import Point, Shape, disc, limb, poly

HEAD = 7.5  # radius of the head of a person who stands 70 high
SHOULDER = -52.0  # the top of the shoulders; between it and the head is the neck gap
Reach = tuple[Point, ...]  # (elbow, hand) from the middle of the feet; empty: the arm hangs


def person(
    left: Reach = (), right: Reach = (), scale: float = 1.0, slits: bool = True, head: float = 0
) -> Shape:
    """A person standing on (0, 0), 70 high at scale 1; gaps stay 3 units at any scale."""
    gap = 3 / scale
    hang = 7 + gap + 6.2 if slits else 12.5
    body = disc(head, SHOULDER - gap - HEAD, HEAD)
    edges = [hang if not reach else 10.0 for reach in (left, right)]
    bottom = -43.0 if slits else -29.0
    body += poly(
        (-edges[0], SHOULDER, 6.5), (edges[1], SHOULDER, 6.5), (edges[1], bottom, 1.5), (-edges[0], bottom, 1.5)
    )
    body += poly((-7, -47), (7, -47), (8, -26), (-8, -26), r=1)
    for side, reach in ((-1, left), (1, right)):
        x = 3.7 + gap / 2
        body += limb((side * 4.3, -29, 3.7), (side * x, -27, 3.7), (side * x, -3.5, 3.5))
        if reach:
            body += limb((side * 6.2, SHOULDER + 3.9, 3.9), *((*p, 3.1) for p in reach))
        elif slits:
            body += limb((side * (hang - 3.1), -45, 3.1), (side * (hang - 2.9), -28, 2.9))
    return body.scaled(scale)


def bust(scale: float = 1.0, half: float = 14.0, tall: float = 16.0) -> Shape:
    """Head and shoulders of a person, resting on (0, 0)."""
    gap = 3 / scale
    body = disc(0, -tall - gap - HEAD, HEAD)
    return (
        body + poly((-half, -tall, 9), (half, -tall, 9), (half, 0), (-half, 0))
    ).scaled(scale)


def seated(hand: Reach = ((9, -25), (20, -28)), scale: float = 1.0) -> Shape:
    """A person on a seat 16 high, seen from the side and facing right; the feet are on y = 0."""
    gap = 3 / scale
    body = disc(2.5, -44 - gap - HEAD, HEAD)
    body += limb((0, -21.5, 5.7), (0.5, -37.6, 6.4))
    body += limb((0.5, -21.2, 5.4), (17, -21, 4.4), (17, -3.4, 3.4), (21, -3.4, 3.4))
    body += limb((1, -37, 4), *((*p, 3.1) for p in hand))
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
    """An open hand, palm up, reaching right from a cuff; the palm is about (24, 0)."""
    cuff = poly((0, -4), (8, -4), (8, 13), (0, 13), r=1.5)
    palm = limb((15.5, 4, 4.5), (22, 5, 5.5), (34, 5.2, 4.4), (47, -0.5, 3.2))
    thumb = limb((15.5, 3, 4), (22, -0.5, 3.4), (31, -2.4, 3))
    return (cuff + palm + thumb).scaled(scale)
