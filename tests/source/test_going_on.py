"""``overflow: continue`` in a layout: which flow goes on, what cannot, and what is told of text that is too long."""

from __future__ import annotations

from pathlib import Path

import pytest

from deck.face.layout import FlowItem
from deck.problems import Problems
from deck.source.layouts import read_layout
from deck.source.project import Project as Files
from tests.projects import LAYOUT, Project

PLAIN = "layouts/plain.yaml"
FLOW = (
    "  - flow: fields\n    style: body\n    label: label\n    box: {top: 20%, left: safe, right: safe, bottom: safe}\n"
)
ON = "overflow: continue\n"
OWN = FLOW.replace("    style", "    overflow: continue\n    style")
LONG = "    description: " + "People share what they have and use it well. " * 120 + "\n"


def goes_on(project: Project, text: str) -> list[tuple[str, bool]]:
    """Every flow of a layout with its side, and whether it goes on."""
    project.write(PLAIN, text)
    layout = read_layout("plain", Files(project.root), Problems())
    assert layout is not None
    return [(side, item.overflow == "continue") for side, item in layout.everything() if isinstance(item, FlowItem)]


def test_without_a_word_text_stops(project: Project) -> None:
    assert goes_on(project, LAYOUT) == [("back", False)]
    assert goes_on(project, "overflow: stop\n" + LAYOUT) == [("back", False)]


def test_the_flow_of_the_back_goes_on_else_that_of_the_front(project: Project) -> None:
    assert goes_on(project, ON + LAYOUT) == [("back", True)]
    both = LAYOUT.replace("back:\n", FLOW + "back:\n")
    assert goes_on(project, ON + both) == [("front", False), ("back", True)]
    front = LAYOUT.replace(FLOW, "").replace("back:\n", FLOW + "back:\n")
    assert goes_on(project, ON + front) == [("front", True)]


def test_a_flow_may_say_so_itself(project: Project) -> None:
    both = LAYOUT.replace("back:\n", OWN + "back:\n")
    assert goes_on(project, both) == [("front", True), ("back", False)]
    assert goes_on(project, ON + both) == [("front", True), ("back", False)]
    stops = LAYOUT.replace("    label: label\n", "    label: label\n    overflow: stop\n")
    assert goes_on(project, ON + stops.replace("back:\n", FLOW + "back:\n")) == [("front", True), ("back", False)]


def test_a_layout_that_extends_another_may_say_nothing_but_this(project: Project) -> None:
    project.write("layouts/long.yaml", "extends: plain\noverflow: continue\n")
    layout = read_layout("long", Files(project.root), Problems())
    assert layout is not None
    assert layout.goes_on("back")
    assert not layout.goes_on("front")
    project.write("layouts/short.yaml", "extends: long\noverflow: stop\n")
    short = read_layout("short", Files(project.root), Problems())
    assert short is not None
    assert not short.goes_on("back")


TWO = FLOW.replace("fields", "description") + FLOW.replace("fields", "examples")
COLUMNS = FLOW.replace("    label: label\n", "    label: label\n    columns: 2\n")
TEXT = FLOW.replace("flow: fields", 'text: "{description} {examples}"').replace("    label: label\n", "")
REPEATED = """\
  - repeat: examples
    items:
      - flow: fields
        overflow: continue
        style: body
        box: {top: 0, left: 0, right: 0, bottom: 0}
    box: {top: safe, left: safe, right: safe, height: 5%}
"""
CANNOT = {
    "only one flow of a card can go on on another card.": ON + LAYOUT.replace(FLOW, TWO),
    "only one flow of a card can": LAYOUT.replace("back:\n", OWN + "back:\n").replace(FLOW, OWN),
    "text in columns cannot go on on another card.": ON + LAYOUT.replace(FLOW, COLUMNS),
    "this layout has no flow, and only a flow can go on on another card.": ON + LAYOUT.replace(FLOW, TEXT),
    "what is repeated cannot go on on another card.": LAYOUT + REPEATED,
}


@pytest.mark.parametrize("what", CANNOT)
def test_what_cannot_go_on_is_told(project: Project, what: str) -> None:
    project.write(PLAIN, CANNOT[what])
    result = project.run("check")
    assert result.code == 1
    (problem,) = result.errors
    assert f"{PLAIN}, line " in problem
    assert what in problem


def test_text_that_is_too_long_is_told_that_it_may_go_on(project: Project) -> None:
    project.write(
        "cards/B.yaml",
        Path(project.root / "cards/B.yaml")
        .read_text("utf-8")
        .replace("    description: A place for all who work.\n", LONG),
    )
    way = "Or let it go on on a second card: overflow: continue in layouts/plain.yaml"
    assert way in project.run("build").err
    project.write(PLAIN, ON + LAYOUT)
    result = project.run("build")
    assert result.code == 0
    assert "1 of which goes on on a further card" in result.out
    listed = project.run("list").out
    assert "; 1 goes on" in listed.partition("\n")[0]
    (row,) = (line for line in listed.splitlines() if " coworking " in line)
    assert int(row.split()[-1]) > 1


def test_a_layout_of_the_tool_s_own_is_extended(project: Project) -> None:
    deck = (project.root / "deck.yaml").read_text("utf-8")
    project.write("deck.yaml", deck.replace("layout: plain", "layout: text"))
    cards = (project.root / "cards/B.yaml").read_text("utf-8")
    project.write(
        "cards/B.yaml",
        cards.replace(
            "    description: A place for all who work.\n",
            LONG.replace("description", "examples") + "    description: A.\n",
        ),
    )
    told = project.run("build").err
    assert "overflow: continue in layouts/long.yaml, which begins  extends: text" in told
    project.write("layouts/long.yaml", "extends: text\noverflow: continue\n")
    project.write("deck.yaml", deck.replace("layout: plain", "layout: long"))
    assert project.run("build").code == 0


def test_text_that_would_take_too_many_cards_is_told(project: Project) -> None:
    cards = (project.root / "cards/B.yaml").read_text("utf-8")
    project.write("cards/B.yaml", cards.replace("    description: A place for all who work.\n", LONG))
    project.write(PLAIN, ON + LAYOUT.replace("top: 20%", "top: 85%"))
    (problem,) = project.run("build").errors
    assert "the text of this card is too long for its back." in problem
    assert "poker cards, the most that one text may take." in problem
    assert "overflow" not in problem


def test_a_layout_without_a_flow_may_extend_one_that_goes_on(project: Project) -> None:
    project.write(PLAIN, ON + LAYOUT)
    blank = "back:\n  - fill: black\n    box: {top: 0, left: 0, right: 0, bottom: 0}\n"
    project.write("layouts/cover.yaml", f"extends: plain\n{blank}")
    problems = Problems()
    layout = read_layout("cover", Files(project.root), problems)
    assert layout is not None
    assert not problems.found
    assert not layout.goes_on("back")
