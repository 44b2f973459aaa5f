"""Pictograms of reuse, meeting and housing (categories E to G)."""

from __future__ import annotations

from canvas import Picture, cut, ink, moved, over
from geometry import Shape, bar, box, disc, limb, poly
from people import bust, hand, person, walking
from things import (
    arrow_arc,
    bow,
    coins,
    cup,
    hammer,
    heart,
    house,
    key,
    motorcycle,
    screwdriver,
    wave,
    wrench,
)


def recyclage_don() -> Picture:
    """A hand gives a parcel that goes round again."""
    loop = arrow_arc(48, 40, 10.5, 195, 345, 4, 6) + arrow_arc(48, 40, 10.5, 15, 165, 4, 6)
    return ink(box(24, 22, 48, 36), bow().at(48, 22), hand(1.5).at(9, 69)) + cut(loop)


def troc() -> Picture:
    """A shirt for a shoe."""
    shirt = poly(
        (14, 5),
        (20, 5, 1),
        (26, 10, 3),
        (32, 5, 1),
        (38, 5),
        (49, 15),
        (43, 25),
        (38, 21, 0.5),
        (38, 47),
        (14, 47),
        (14, 21, 0.5),
        (9, 25),
        (3.6, 15),
    )
    shoe = poly((50, 52), (67, 52), (67, 63, 3), (84, 70, 6), (91, 77, 3), (91, 80, 0.5), (50, 80, 0.5))
    there, back = arrow_arc(60, 36, 22, -100, 10), arrow_arc(36, 60, 22, 80, 190)
    return moved(ink(shirt, shoe + box(49, 83.2, 43, 6), there, back), 0, 0.5)


def repair_cafes() -> Picture:
    """A cup and a screwdriver at one table."""
    table = box(4, 77, 88, 6) + box(13, 80, 6, 12, 1) + box(77, 80, 6, 12, 1)
    steam = wave().at(28, 33) + wave().at(42, 33)
    tool = screwdriver().scaled(1.3).turned(16).at(67, 74)
    return ink(cup().mirrored().at(36, 77.6), steam, table) + over(tool)


def bricotheque() -> Picture:
    """Tools on a library shelf, between the books."""
    book = box(4, 16, 13, 62) - box(4, 24, 13, 3.4, 0) - box(4, 65, 13, 3.4, 0)
    tools = [hammer().scaled(1.2).at(36.2, 78), wrench().scaled(1.25).at(64.3, 78)]
    return ink(book, book.at(75, 0), *tools, box(4, 81, 88, 7))


def marches_occasion() -> Picture:
    """One person hands over a motorcycle, the other holds a stack of coins."""
    seller = person(right=((11.5, -43), (17, -39)), scale=0.92).at(19.5, 91)
    buyer = person(left=((-11, -44), (-19, -51)), scale=0.92).at(76.5, 91)
    bike = motorcycle().scaled(1.14).at(20.6, 91)
    return moved(ink(seller, buyer, coins(57, 42.5, 4, 17)) + over(bike), 0, -4)


def home_made() -> Picture:
    """A sewing machine with a heart."""
    machine = box(4, 76, 88, 13, 3) + box(62, 30, 22, 50, 0) + box(10, 23, 74, 21, 7)
    machine += poly((10, 32), (30, 32), (30, 52), (26, 58), (14, 58), (10, 52))
    machine += bar(4, (20, 56), (20, 71)) + box(13, 67, 14, 5) + box(83, 27, 9, 13, 3)
    machine += box(36, 10, 10, 9.8) + box(39, 18, 4, 6, 0)
    return ink(machine) + cut(heart(15.5).at(73, 57))


def location_particuliers() -> Picture:
    """A bed in a house, and its key."""
    bed = bar(5, (17.5, 56), (17.5, 83)) + box(17.5, 72, 37, 6, 0) + bar(5, (55, 74), (55, 83))
    bed += disc(29, 62.5, 5.8) + poly((38, 58, 6), (57.5, 60, 6), (57.5, 74), (38, 74), r=0)
    home = house(66, 78, door=False).at(37, 91)
    return moved(ink(home) + cut(bed) + ink(key().turned(90).at(82, 52)), 0, -4)


def echange_maisons() -> Picture:
    """Two houses change places."""
    homes = [house(41, 42).at(x, 69) for x in (24.5, 71.5)]
    there, back = arrow_arc(48, 50, 42, -128, -50), arrow_arc(48, 46, 42, 52, 130)
    return ink(*homes, there, back)


def repas_habitant() -> Picture:
    """Fork and knife: the plate is a house."""
    fork = bar(6, (13.5, 40), (13.5, 87)) + poly((5.3, 28, 0), (21.7, 28, 0), (21.7, 44, 7), (5.3, 44, 7))
    for x in (7, 13.5, 20):
        fork += bar(3.4, (x, 10), (x, 32))
    knife = poly((80, 8, 1.5), (91, 24, 9), (91, 55), (80, 55)) + bar(6.4, (83.2, 50), (83.2, 87))
    return ink(fork, knife, house(48, 54).at(51, 76))


def guides_locaux() -> Picture:
    """A guide with a raised flag leads a visitor with a bag."""
    guide = walking(front=((11, -47), (16, -60)), scale=1.05).at(60, 91)
    flag = bar(3.8, (77.5, 8), (77.5, 48)) + poly((76, 6), (92, 13.5), (76, 21), r=1.2)
    visitor = walking(front=((9, -36), (15, -42)), scale=1.0).at(20.5, 91)
    return ink(guide, flag, visitor, box(4, 42, 7.2, 21, 3))


def culture_loisirs() -> Picture:
    """One plays, one dances."""
    player = person(left=((-13.5, -39), (-3, -29)), right=((12, -45), (19, -48)), scale=0.98).at(23, 91)
    dancer = person(left=((-14, -56), (-12.5, -72)), right=((14, -56), (12.5, -72)), scale=0.98)
    guitar = disc(0, 0, 9.5) - disc(-1, 0, 3.2) + disc(12.5, 0, 7) + bar(4, (12, 0), (38, 0))
    note = disc(43, 24, 4.6) + bar(3.4, (45.9, 24), (45.9, 8), (53, 12))
    return ink(player, dancer.at(74, 91), note) + over(guitar.turned(-24).at(20.5, 63))


def cooperatives_habitants() -> Picture:
    """Someone at home in every window of one building."""
    block = poly((10, 23), (48, 4), (86, 23), (86, 92), (10, 92))
    heads: list[Shape] = []
    for x in (17, 50.5):
        for y in (27, 51):
            block -= box(x, y, 28.5, 20.5, 1)
            heads.append(bust(0.68, 14, 6.5).at(x + 14.25, y + 21.5))
    return ink(block - poly((39, 76), (57, 76), (57, 92, 0), (39, 92, 0)), *heads)


def habitat_partage() -> Picture:
    """Three ages under one roof."""
    roof = bar(7, (7.6, 36), (48, 7.6), (88.4, 36)) + box(71, 5, 9, 22, 1)
    adult = person(scale=0.9).at(51.5, 91)
    elder = person(left=((-11, -40), (-16, -35)), scale=0.8, slits=False).at(24.5, 91)
    child = person(scale=0.56, slits=False).at(77, 91)
    return ink(roof, adult, elder, child, limb((11.5, 64, 1.8), (11.5, 89, 1.8)))
