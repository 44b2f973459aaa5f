"""Pictograms of learning, governance and finance (categories H to L)."""

from __future__ import annotations

from canvas import Picture, cut, ink, moved, over
from geometry import arc, bar, disc, pen, poly, ring
from people import bust, hand, person
from things import arrow, arrow_arc, bulb, coin, euro, house, mortarboard, screen, tree


def apprentissage_en_ligne() -> Picture:
    """A degree on the screen, for many."""
    learners = [bust(0.88).at(x, 92) for x in (17, 48, 79)]
    return ink(screen(8, 4, 80, 54), mortarboard().scaled(0.96).at(48, 25), *learners)


def banques_temps() -> Picture:
    """An hour goes from hand to hand."""
    clock = ring(48, 33, 29, 7.5) + bar(6.4, (48, 33), (48, 18.5)) + bar(6.4, (48, 33), (60, 40))
    giving = hand(0.82).at(4.6, 72)
    return moved(ink(clock, giving, giving.mirrored(48)), 0, 3.5)


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
    return ink(*crowd, bulb(48, 23.5, 19.5)) + cut(euro(48.5, 24, 12))


def pret_particuliers() -> Picture:
    """One lends a coin, it comes back."""
    left = person(right=((11, -43), (13.5, -47)), scale=0.92).at(19.6, 91)
    loan = [arrow_arc(48, 56, 38, -122, -58), arrow_arc(48, 41, 36, 64, 118)]
    return moved(ink(left, left.mirrored(48), coin(48, 48, 10.6), *loan), 0, -5)


def monnaies_locales() -> Picture:
    """The coin is the pin on the map of a small place."""
    pin = pen("M48 90 C40 75 19 57 19 33 A29 0 1 77 33 C77 57 56 75 48 90Z")
    place = [house(27, 30).at(18, 91), tree(0.82).at(80.8, 91)]
    return ink(pin, *place) + cut(disc(48, 33, 22)) + ink(euro(48.5, 33, 15))
