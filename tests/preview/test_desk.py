"""The deck in memory shows what a build would print, and makes anew only what changed."""

from pathlib import Path

import pytest

from deck.gather import gather
from deck.order import Order
from deck.pipeline import compose_all
from deck.preview.desk import Desk
from deck.preview.draft import draft
from deck.problems import Problems, Severity, tell
from deck.resources import bundled
from deck.source.project import Project as Folder
from tests.projects import ICON, Project

LONG = "Many words that go on and on. " * 400


def cold(root: Path) -> list[tuple[str, str]]:
    """The digests of both faces of every card, as the pipeline itself makes them."""
    desk = Desk(Folder(root))
    material = gather(Folder(root), Order(), Problems())
    pairs = compose_all(material.cards, material.setter, material.gallery)
    return [(desk.looks.of(front), desk.looks.of(back)) for front, back in pairs]


def seen(desk: Desk) -> list[tuple[str, str]]:
    return [(card.front, card.back) for card in desk.scene.cards]


def test_the_first_deck_looks_as_a_build_makes_it(first_deck: Path) -> None:
    desk = Desk(Folder(first_deck))
    desk.refresh()
    assert seen(desk) == cold(first_deck)
    assert len({digest for pair in seen(desk) for digest in pair}) > 60


def test_all_parts_of_a_card_that_goes_on_are_there(project: Project) -> None:
    file = project.root / "cards/B.yaml"
    good = file.read_text("utf-8")
    file.write_text(good.replace("A place for all who work.", LONG[:4_000].strip()), "utf-8")
    layout = project.root / "layouts/plain.yaml"
    layout.write_text("overflow: continue\n" + layout.read_text("utf-8"), "utf-8")
    desk = Desk(Folder(project.root))
    _, now = desk.refresh()
    assert [len(card.more) for card in now.cards] == [0, 0, 2]
    assert [pair for card in now.cards for pair in ((card.front, card.back), *card.more)] == cold(project.root)
    assert all(digest in now.faces for card in now.cards for digest in card.faces)
    assert now.cards[-1].gauge.fill <= 1
    assert now.cards[-1].gauge.size > 0
    drafted = draft(desk, {"id": "coworking", "changes": {"title": "Working together"}})
    assert len(drafted["more"]) == 2
    file.write_text(good, "utf-8")
    assert [card.more for card in desk.refresh()[1].cards] == [(), (), ()]


def test_after_an_edit_only_that_card_is_made_anew(first_deck: Path) -> None:
    desk = Desk(Folder(first_deck))
    before = desk.refresh()[1]
    file = first_deck / "cards/A-mobilite.yaml"
    words = file.read_text("utf-8")
    file.write_text(words.replace("Le covoiturage est un service", "Le covoiturage est un usage"), "utf-8")
    _, now = desk.refresh()
    pairs = zip(before.cards, now.cards, strict=True)
    changed = [new.id for old, new in pairs if (old.front, old.back) != (new.front, new.back)]
    assert changed == ["covoiturage"]
    assert desk.recomposed == 1
    assert desk.shelf.made < 12  # the texts of one card
    assert seen(desk) == cold(first_deck)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("deck.yaml", "cmyk(60 0 0 0)", "cmyk(0 60 0 0)"),
        ("deck.yaml", "{label: Examples}", "{label: For example}"),
        ("deck.yaml", "size: poker", "size: tarot"),
        ("layouts/plain.yaml", "height: 60%", "height: 50%"),
        ("layouts/plain.yaml", "body: {size: 5pt..9pt", "body: {size: 5pt..7pt"),
        ("assets/icons/car.svg", "M1 1h8v8h-8z", "M2 2h6v6h-6z"),
        ("cards/A.yaml", "share one car", "share **one** car"),
        ("cards/A.yaml", "    icon: car\n    tags", "    icon: other\n    tags"),
        ("cards/B.yaml", "category: B", "category: A"),
    ],
)
def test_after_any_change_all_is_as_built(desk: Desk, project: Project, name: str, old: str, new: str) -> None:
    project.write("assets/icons/other.svg", ICON.replace("M1 1", "M2 1"))
    before = seen(desk)
    project.spoil(name, old, new)
    desk.refresh()
    assert seen(desk) == cold(project.root) != before


def test_another_font_in_the_same_file(desk: Desk, project: Project) -> None:
    regular, bold = (bundled(f"assets/fonts/{name}").read_bytes() for name in fonts_bundled())
    file = project.write("assets/fonts/Mine.ttf", regular)
    project.spoil("deck.yaml", "fields:", "fonts: {text: {regular: Mine.ttf, bold: Mine.ttf}}\nfields:")
    desk.refresh()
    before = seen(desk)
    assert before == cold(project.root)
    file.write_bytes(bold)
    desk.refresh()
    assert seen(desk) == cold(project.root) != before


def fonts_bundled() -> list[str]:
    """Two of the bundled fonts."""
    return sorted(file.name for file in bundled("assets/fonts").glob("*.ttf"))[:2]


def test_nothing_new_is_the_same_scene(desk: Desk, project: Project) -> None:
    scene = desk.scene
    assert desk.refresh() == (scene, scene)
    project.write("assets/icons/unused.svg", ICON)
    assert desk.refresh()[1] is scene


def test_overset_text_keeps_the_last_good_picture_and_leaves_the_others(desk: Desk, project: Project) -> None:
    before = seen(desk)
    project.spoil("cards/A.yaml", "A car for a short time.", LONG)
    _, scene = desk.refresh()
    assert seen(desk) == before
    assert not scene.good
    (pin,) = [pin for pin in scene.pins if pin.problem.severity is Severity.ERROR]
    assert pin.card == "car-sharing"
    told = pin.told(project.root)
    assert "the text of this card is too long for its back" in told["terminal"]
    assert (told["file"], told["line"]) == ("cards/A.yaml", 14)


def test_the_sentences_are_those_of_the_terminal(desk: Desk, project: Project) -> None:
    project.spoil("cards/A.yaml", "    icon: car\n    tags", "    icon: cra\n    tags")
    project.spoil("cards/B.yaml", "    description: A place for all who work.\n", "")
    desk.refresh()
    on_terminal = project.run("check").err
    told = [tell(pin.problem, project.root).strip() for pin in desk.scene.pins]
    assert told
    assert all(text in on_terminal for text in told)


@pytest.mark.parametrize(
    ("name", "old", "new", "card"),
    [
        ("cards/A.yaml", "    copies: 2", "    copies: many", "car-sharing"),
        ("cards/A.yaml", "  - title: Car sharing", "  - title: Car sharing\n   icon: car", "car-sharing"),
        ("cards/A.yaml", "icon: car\n    tags", "icon: missing\n    tags", "carpool"),
        ("deck.yaml", "size: poker", "size: pocker", ""),
    ],
)
def test_a_problem_is_pinned(desk: Desk, project: Project, name: str, old: str, new: str, card: str) -> None:
    before = seen(desk)
    project.spoil(name, old, new)
    desk.refresh()
    assert desk.scene.pins[0].card == card
    assert seen(desk) == before


def test_what_is_mended_is_forgotten(desk: Desk, project: Project) -> None:
    project.spoil("deck.yaml", "size: poker", "size: pocker")
    assert not desk.refresh()[1].good
    project.spoil("deck.yaml", "size: pocker", "size: poker")
    assert desk.refresh()[1].good


def test_a_deck_that_cannot_be_read_at_first(project: Project) -> None:
    project.spoil("deck.yaml", "size: poker", "size: pocker")
    desk = Desk(Folder(project.root))
    desk.refresh()
    assert (desk.scene.cards, desk.scene.good, len(desk.scene.pins)) == ((), False, 1)
    project.spoil("deck.yaml", "size: pocker", "size: poker")
    desk.refresh()
    assert len(desk.scene.cards) == 3


def test_gauges_say_what_the_list_says(desk: Desk, project: Project) -> None:
    listed = project.run("list").out
    for card in desk.scene.cards:
        row = next(line for line in listed.splitlines() if f" {card.id} " in line)
        assert row.endswith(f"{card.gauge.fill:>4.0%}")
        assert f" {card.gauge.characters} " in row
        assert card.gauge.characters <= card.gauge.room <= card.gauge.capacity
