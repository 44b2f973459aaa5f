"""Pictograms of learning, governance and finance (categories H to L)."""

from __future__ import annotations

from canvas import Picture, cut, ink, moved, over
from geometry import arc, bar, box, disc, pen, poly, ring
from people import bust, hand, person
from things import arrow, arrow_arc, bulb, euro, house, mortarboard, screen, tree


def apprentissage_en_ligne() -> Picture:
    """A degree on the screen, for many."""
    learners = [bust(0.84).at(x, 92) for x in (16.6, 48, 79.4)]
    stand = poly((43, 49), (53, 49), (54, 56), (42, 56), r=0) + box(32, 55, 32, 4.4)
    return ink(screen(10, 4, 76, 47.5, 5) + stand, mortarboard().scaled(0.83).at(48, 22.8), *learners)


def banques_temps() -> Picture:
    """An hour goes from hand to hand."""
    clock = ring(48, 48, 17.2, 5.4) + bar(4.6, (48, 48), (48, 41.6)) + bar(4.6, (48, 48), (52.8, 51))
    giving = hand(1.18).at(8, 74.3)
    return ink(clock, giving, giving.turned(180, 48, 48))


def apprentissage_pairs() -> Picture:
    """Two people teach each other over one open book."""
    page = poly((4, 60, 3), (40, 63, 4), (46.4, 66, 1), (46.4, 92, 1), (40, 89, 4), (4, 86, 3))
    swap = [arrow(24, 4.6, 7).at(36, 25), arrow(24, 4.6, 7).turned(180).at(60, 41)]
    people = [bust(1.25).at(x, 66) for x in (21.5, 74.5)]
    return moved(ink(*people, *swap) + over(page, page.mirrored(48)), 0, -6)


def donnees_ouvertes() -> Picture:
    """The store of data is an open padlock."""
    body = pen("M16 51 C16 40 80 40 80 51 L80 82.5 C80 95 16 95 16 82.5Z")
    shackle = arc(48, 24.5, 17, 7, 180, 360) + bar(7, (31, 24), (31, 47)) + bar(7, (65, 24), (65, 31))
    bands = [arc(48, y - 84, 94, 3.4, 66, 114) for y in (51, 66)]
    return ink(shackle, body) + cut(*bands)


def democratie_participative() -> Picture:
    """Everyone raises a hand."""
    vote = person(right=((14.6, -58), (14, -78)), scale=0.86)
    return ink(*(vote.at(x, 83) for x in (18.9, 47.8, 76.7)))


def financement_participatif() -> Picture:
    """A crowd pays for one idea: a bulb with a euro in it."""
    crowd = [bust(0.88).at(x, 92) for x in (17, 48, 79)]
    return ink(*crowd, bulb(48, 23.4, 19.4)) + cut(euro(48, 24, 12.9))


def pret_particuliers() -> Picture:
    """One lends a coin, it comes back."""
    left = person(right=((10.5, -41), (13.3, -44)), scale=0.86).at(18.6, 91)
    loan = [arrow_arc(48, 52, 41, -126, -54), arrow_arc(48, 45, 37, 62, 118)]
    return moved(ink(left, left.mirrored(48), disc(48, 41, 16.2), *loan) + cut(euro(48, 41, 12.2)), 0, -3)


def monnaies_locales() -> Picture:
    """The coin is the pin on the map of a small place."""
    pin = pen("M48 91 L23.35 45.3 A28 1 1 72.65 45.3Z")
    place = [house(33, 36).mirrored().at(19.5, 91), tree(0.95).at(79.6, 91)]
    return ink(pin, *place) + cut(disc(48, 32, 21.5)) + ink(euro(48, 32, 15.5))
