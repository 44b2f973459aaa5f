"""Pictograms of reuse, meeting and housing (categories E to G)."""

from __future__ import annotations

from canvas import Picture, cut, ink, moved
from geometry import Shape, bar, box, disc, limb, pen, poly
from people import bust, hand, person, standing, walking
from things import (
    arrow_arc,
    bow,
    cup,
    guitar,
    hammer,
    heart,
    house,
    key,
    motorcycle,
    pile,
    screwdriver,
    shoe,
    wave,
    wrench,
)


def recyclage_don() -> Picture:
    """A hand gives a parcel that goes round again."""
    loop = arrow_arc(48, 38, 12.5, 195, 340, 4.4, 7) + arrow_arc(48, 38, 12.5, 15, 160, 4.4, 7)
    return ink(box(22, 18.5, 52, 39.5), bow().at(48, 18.5), hand(1.5).at(9, 69)) + cut(loop)


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
    there, back = arrow_arc(60, 36, 22, -100, 10), arrow_arc(36, 60, 22, 80, 190)
    laces = [bar(3, (63, 60), (75, 60)), bar(3, (68, 66), (80, 66))]
    return moved(ink(shirt, shoe().at(48, 90), there, back) + cut(*laces), 0, 0.5)


def repair_cafes() -> Picture:
    """A cup and a screwdriver at one table."""
    table = box(4, 77, 88, 6) + box(13, 80, 6, 12, 1) + box(77, 80, 6, 12, 1)
    steam = wave().at(28, 33) + wave().at(42, 33)
    tool = screwdriver().scaled(1.3).turned(16).at(67, 73.6)
    return ink(cup().mirrored().at(36, 77.6), steam, table, tool)


def bricotheque() -> Picture:
    """Tools on a library shelf, between the books."""
    book = box(4, 16, 13, 62) - box(4, 24, 13, 3.4, 0) - box(4, 65, 13, 3.4, 0)
    tools = [hammer().scaled(1.12).at(37, 78), wrench().scaled(1.15).at(65.4, 78)]
    return ink(book, book.at(75, 0), *tools, box(4, 81, 88, 7))


def marches_occasion() -> Picture:
    """One person hands over a motorcycle, the other holds a stack of coins."""
    seller = standing(((9, -39), (19.5, -36.5)), scale=0.95).at(10.9, 91)
    buyer = standing(((8.5, -39.5), (14, -46.5), (25.5, -46.5)), scale=0.95).mirrored().at(85.1, 91)
    return moved(ink(seller, buyer, motorcycle().at(21, 91), pile(64.2, 40.5, 4, 15)), 0, -2.5)


def home_made() -> Picture:
    """A sewing machine with a heart."""
    machine = box(4, 76, 88, 13, 3) + box(62, 30, 22, 50, 0) + box(10, 23, 74, 21, 7)
    machine += poly((10, 32), (30, 32), (30, 52), (26, 58), (14, 58), (10, 52))
    machine += bar(4, (20, 56), (20, 71)) + box(13, 67, 14, 5) + box(83, 27, 9, 13, 3)
    machine += box(36, 10, 10, 9.8) + box(39, 18, 4, 6, 0)
    return ink(machine) + cut(heart(15.5).at(73, 57))


def location_particuliers() -> Picture:
    """A bed in a house, and its key."""
    bed = bar(5, (17.3, 52), (17.3, 84)) + box(17.3, 71, 41.9, 7, 1) + bar(5, (56.7, 74), (56.7, 84))
    bed += disc(28.4, 62.2, 5.6) + poly((37.4, 57.5, 4), (49, 57.5, 9), (59.2, 63, 7), (59.2, 74), (37.4, 74))
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
    knife = pen("M80 12 A4 0 1 84 8 C89 8 92 16 92 28 L92 47 C92 51 90.5 53 87.5 53 L80 53Z")
    knife += bar(6.4, (83.2, 50), (83.2, 87))
    return ink(fork, knife, house(48, 54).at(51, 76))


def guides_locaux() -> Picture:
    """A guide with a raised flag leads a visitor with a bag."""
    guide = walking(front=((11, -46), (16, -57)), scale=0.98).at(53.5, 91)
    flag = bar(3.8, (70, 8), (70, 48)) + poly((69, 6), (92, 6), (86.5, 15), (92, 24), (69, 24), r=1.2)
    visitor = walking(front=((9, -36), (15, -42)), scale=0.92).at(19.7, 91)
    return ink(guide, flag, visitor, box(4, 45, 6.2, 20, 2.8))


def culture_loisirs() -> Picture:
    """One plays, one dances."""
    player = person(left=((-15.8, -38), (2, -29), (9, -31)), right=((14.5, -43), (26, -46.5)), scale=0.98).at(22.4, 91)
    dancer = person(left=((-14, -56), (-12.8, -72)), right=((14, -56), (12.8, -72)), scale=0.98)
    note = disc(42, 22, 4.6) + bar(3.4, (44.9, 22), (44.9, 6), (52, 10))
    return ink(player, dancer.at(75.3, 91), note, guitar().turned(12).at(44, 69))


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
