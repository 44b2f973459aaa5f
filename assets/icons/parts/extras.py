"""The cover, the licence card, the blank card and the emblems of the categories."""

from __future__ import annotations

from canvas import Picture, cut, ink, moved, over
from geometry import bar, box, disc, poly, ring
from people import bust
from things import apple, arrow_arc, coins, euro, gear, house, mortarboard, polar


def couverture() -> Picture:
    """The toolbox of a territory: its people and their houses."""
    tray = box(4, 60, 88, 32, 3) + bar(6.5, (7.3, 12), (88.7, 12))
    post = poly((6, 5), (13, 5), (14, 62, 0), (5, 62, 0))
    loop = arrow_arc(48, 76, 10.5, 195, 345, 4, 6) + arrow_arc(48, 76, 10.5, 15, 165, 4, 6)
    people = [bust(0.68, 13).at(x, 57) for x in (26.5, 69.5)]
    return ink(tray, post, post.mirrored(48), house(25, 36).at(48, 57), *people) + cut(loop)


def licence() -> Picture:
    """Take it, share it."""
    share = disc(33, 48, 8.5) + disc(60, 33, 8.5) + disc(60, 63, 8.5)
    return ink(ring(48, 48, 44, 7.5), share + bar(5.5, (60, 33), (33, 48), (60, 63)))


def vierge() -> Picture:
    """A card yet to be drawn, and the pencil."""
    card = box(10, 4, 60, 88, 6) - box(17, 11, 46, 74, 1)
    plus = bar(7, (40, 20), (40, 44)) + bar(7, (28, 32), (52, 32))
    pencil = poly((-6, -13, 0), (6, -13, 0), (1.2, 0, 0.5), (-1.2, 0, 0.5), r=0) + box(-6, -52, 12, 36, 0)
    pencil += poly((-6, -55.2, 0), (6, -55.2, 0), (6, -63, 4), (-6, -63, 4))
    return moved(ink(card, plus) + over(pencil.turned(45).at(37, 80)), -1, 0)


def categorie_a() -> Picture:
    """Mobility: a wheel."""
    wheel = ring(48, 48, 44, 9) + disc(48, 48, 9)
    for i in range(8):
        wheel += bar(4, (48, 48), polar(48, 48, 38, 45 * i + 22.5))
    return ink(wheel)


def categorie_b() -> Picture:
    """Work: a desk lamp."""
    arm = bar(8, (41, 84), (20, 50), (50, 24)) + disc(20, 50, 7.5)
    shade = poly((-25, 16), (-10, -13, 6), (10, -13, 6), (25, 16)).turned(-40).at(61, 27)
    return moved(ink(arm + box(14, 80, 54, 11, 4), shade), -2, -1)


def categorie_c() -> Picture:
    """Food: an apple."""
    return ink(apple(65).at(48, 52))


def categorie_d() -> Picture:
    """Making: a gear."""
    return ink(gear(48, 48, 44, 8, 0.36))


def categorie_e() -> Picture:
    """Reuse: round and round."""
    return ink(*(arrow_arc(48, 48, 34, a + 8, a + 160, 13, 18) for a in (0, 180)))


def categorie_f() -> Picture:
    """Meeting on the road: a suitcase."""
    case = box(6, 26, 84, 64, 7) + box(31, 8, 34, 24, 5) - box(38, 15, 20, 11, 0)
    return ink(case) + cut(box(21, 25, 4.4, 66, 0), box(70.6, 25, 4.4, 66, 0))


def categorie_g() -> Picture:
    """Housing: a house."""
    return ink(house(86, 86).at(48, 91))


def categorie_h() -> Picture:
    """Learning: a graduate's cap."""
    return ink(mortarboard().scaled(1.68).at(48, 38))


def categorie_i() -> Picture:
    """Governance: a ballot going into its box."""
    urn = box(4, 54, 88, 9) + box(9, 66.2, 78, 25.8)
    return ink(box(26, 4, 44, 60, 2)) + over(urn) + cut(bar(6.5, (36, 27), (45, 36), (61, 16)))


def categorie_l() -> Picture:
    """Finance: coins in stacks."""
    stacks = [coins(25, 91, 7, 38, 8), coins(71, 91, 3, 38, 8)]
    return moved(ink(*stacks, disc(71, 34, 19.6)) + cut(euro(71.2, 34, 13.4)), 0, -3)
