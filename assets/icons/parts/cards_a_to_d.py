"""Pictograms of mobility, shared work, food and making (categories A to D)."""

from __future__ import annotations

from canvas import Picture, cut, ink, moved, over
from geometry import Shape, bar, box, disc, limb, pen, poly
from people import bust, hand, person, seated, standing
from things import (
    apple,
    bicycle,
    bolt,
    car,
    car_front,
    gear,
    house,
    key,
    leaf,
    polar,
    spade,
    watering_can,
)


def covoiturage() -> Picture:
    """One car with three heads in it."""
    heads = [bust(0.68, 9.8, 5.5).at(x, 51) for x in (24, 39, 54)]
    return moved(ink(car().at(4, 77), *heads), 0, -4)


def location_voitures() -> Picture:
    """Two people, one either side of a car, pass its key."""
    left = person(right=((12, -46.5), (15.5, -56)), scale=0.86).at(18.7, 91)
    right = person(left=((-12, -46.5), (-15.5, -56)), scale=0.86).at(77.3, 91)
    car = car_front(0.75).at(48, 91)
    return moved(ink(left, right, key().at(37.5, 28), car), 0, -7)


def flotte_vehicules() -> Picture:
    """Three cars and one key."""
    cars = [car_front(0.8).at(x, y) for x, y in ((24.8, 41), (71.2, 41), (24.8, 88))]
    return ink(*cars, key().scaled(1.12).turned(45).at(62, 60))


def velos_partages() -> Picture:
    """A bicycle locked in its dock."""
    dock = box(84, 20, 8, 64, 1) + box(73, 6, 19, 25, 4) - box(78, 11.5, 9, 8, 1) + box(78, 63, 10, 9, 2)
    return moved(ink(dock, bicycle().at(4, 84)), 0, 3)


def parkings_partages() -> Picture:
    """The garage of a house takes in a car: P in its gable."""
    body = poly((4, 42), (48, 5), (92, 42), (86, 47, 0), (86, 91), (10, 91), (10, 47, 0))
    body -= poly((19, 43), (77, 43), (77, 91, 0), (19, 91, 0))
    letter = pen("M42 17.5 L49 17.5 A6.7 0 1 49 30.9 L46.6 30.9 L46.6 37 L42 37Z")
    return ink(body) + cut(letter) + ink(disc(48.7, 24.2, 2.4), car_front().at(48, 91))


def coworking() -> Picture:
    """Two people at their own computers, at one table."""
    worker = seated().at(12, 91)
    laptop = bar(3.4, (29.5, 56.5), (38.4, 56.5), (42, 39))
    stool = box(4, 75.5, 18, 4.5) + box(6, 77, 4, 14, 1) + box(16, 77, 4, 14, 1)
    table = box(26, 61.5, 44, 3.8) + box(45.4, 63, 5.2, 28, 1)
    half = [worker, laptop, stool]
    return moved(ink(*half, *(part.mirrored(48) for part in half), table), 0, -8)


def makerspace() -> Picture:
    """Two people at one machine in a workshop."""
    shed = poly((4, 25), (4, 4), (33, 15), (33, 4), (62, 15), (62, 4), (92, 16), (92, 25), r=1.5)
    shed += box(4, 20, 5, 71.5, 1) + box(87, 20, 5, 71.5, 1)
    left = standing(((8, -38), (12, -41.5)), scale=0.88).at(19, 91)
    bench = box(32.5, 73, 31, 5) + box(36, 75, 5, 16.5, 1) + box(55, 75, 5, 16.5, 1)
    return ink(shed, left, left.mirrored(48), bench, gear(0, 0, 15.4).turned(22.5).at(48, 54.5))


def ateliers_creation() -> Picture:
    """A palette and a brush."""
    palette = pen(
        "M46 14 C20 14 4 31 4 52 C4 73 20 90 44 90 C54 90 58 83 55 76 C52 68 56 63 64 63 L74 63"
        "C85 63 92 57 92 48 C92 29 72 14 46 14Z"
    )
    for x, y in ((20, 53), (28, 35), (47, 28), (29, 71)):
        palette -= disc(x, y, 6)
    brush = limb((0, 0, 2.4), (0, -30, 3.6)) + box(-4, -43, 8, 9.5, 0.8)
    brush += pen("M-4.8-46.2 C-6-53-2-57 0-63 C2-57 6-53 4.8-46.2Z")
    return moved(ink(palette) + over(brush.turned(42).at(42, 64)), 0, -4)


def agriculture_communautaire() -> Picture:
    """Two people tend one plant."""
    left = standing(((6, -36), (12.5, -43)), scale=0.9).at(11.2, 84)
    right = standing(((9, -38.5), (17.5, -43)), scale=0.9).mirrored().at(84.8, 84)
    plant = limb((48.5, 88, 2.4), (48.5, 66, 2)) + leaf(16, 0.46).turned(-52).at(48.5, 82.4)
    plant += leaf(16, 0.46).turned(52).at(48.5, 82.4) + leaf(18, 0.44).at(48.5, 71)
    tools = [watering_can().at(22.2, 41), spade().scaled(0.92).at(70, 84)]
    return moved(ink(left, right, *tools, plant, box(4, 87, 88, 5)), 0, -6)


def achats_groupes() -> Picture:
    """Buyers and a farmer in a straw hat behind one crate of apples."""
    buyers = [bust(1.05).at(x, 63) for x in (19.5, 76.5)]
    hat = bar(4.6, (31, 23), (65, 23)) + poly((38, 24, 0), (40, 9.5, 6), (56, 9.5, 6), (58, 24, 0))
    crate = box(4, 65, 88, 27)
    fruit = [apple(15.5).at(x, 79) for x in (22, 48, 74)]
    return moved(ink(*buyers) + over(bust(1.2).at(48, 61) + hat) + over(crate) + cut(*fruit), 0, -2)


def partage_invendus() -> Picture:
    """A hand holds out the unsold loaf under the shop's awning."""
    awning = box(4, 5, 88, 9)
    for i in range(5):
        x = 4 + i * 18.2
        awning += poly((x, 8, 0), (x + 15.2, 8, 0), (x + 15.2, 29, 7.5), (x, 29, 7.5))
    loaf = poly((19, 57, 8), (19, 35, 13), (77, 35, 13), (77, 57, 8))
    for x in (34, 48, 62):
        loaf -= bar(3.6, (x + 2.5, 41), (x - 2.5, 50))
    return ink(awning, loaf, hand(1.5).at(9, 69))


def fabrication_digitale() -> Picture:
    """A printer prints a block."""
    case = box(6, 4, 84, 88, 5) - box(13, 11, 70, 66) - box(58, 82, 18, 5)
    rail = box(12, 16, 72, 5, 0)
    nozzle = poly((37, 14.2), (59, 14.2), (59, 24), (51.5, 30.5, 1), (44.5, 30.5, 1), (37, 24))
    lid = poly((48, 35.5), (66.5, 44.8), (48, 54), (29.5, 44.8), r=1)
    side = poly((28, 47.7), (46.4, 57), (46.4, 73.8), (28, 64.5), r=1)
    return ink(case, rail + nozzle, lid, side, side.mirrored(48))


def energie_decentralisee() -> Picture:
    """A house makes its own current, with a windmill."""
    home = house(60, 58, door=False).mirrored().at(34, 91)
    mill = limb((72, 34, 2.2), (72, 87, 3.6)) + box(63, 86, 18, 5)
    blades = disc(72, 26, 4)
    for i in range(3):
        blades += limb((72, 21, 3), (72, 5.8, 1.8)).turned(120 * i, 72, 26)
    return ink(home, mill) + cut(bolt().scaled(1.15).at(34, 74)) + over(blades)


def cooperative_utilisateurs() -> Picture:
    """One whole in three shares, a person in each."""
    shares = [_share(-150 + 120 * i) for i in range(3)]
    people = [bust(0.9, 13, 13).at(x, y) for x, y in ((48, 37), (26, 71), (70, 71))]
    return ink(*shares) + cut(*people)


def _share(start: float) -> Shape:
    """A third of a disc, parted from the next by the gap."""
    apex, k = polar(48, 48, 2.2, start + 60), 2.4
    first, last = polar(48, 48, 44, start + k), polar(48, 48, 44, start + 120 - k)
    line = "M{:.2f} {:.2f} L{:.2f} {:.2f} A44 0 1 {:.2f} {:.2f}Z"
    return pen(line.format(*apex, *first, *last))
