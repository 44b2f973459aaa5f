"""The keys of a layout that turn, repeat, part into columns and tell categories apart, as they are read."""

from __future__ import annotations

import pytest

from deck.face.layout import FlowItem, Layout, RepeatItem, TextItem
from deck.problems import Problems
from deck.source.layouts import read_layout
from deck.source.project import Project as Files
from tests.projects import LAYOUT, Project, Slip, assert_told, slips

PLAIN = "layouts/plain.yaml"
STYLE = "    style: title\n    box: {top: 65%"
REPEAT = """\
  - repeat: description
    items:
      - text: "{entry}"
        style: body
        box: {top: 0, left: 0, right: 0, bottom: 0}
    box: {top: 0, left: 0, right: 0, height: 5%}
"""
EMPTY = """\
  - repeat: description
    items: ⟦[⟧]
    box: {top: 0, left: 0, right: 0, height: 5%}
"""
OWN = """\
categories:
  B:
    styles: {title: {align: center}, loud: {like: title, size: 20pt}}
    back:
      - flow: rest
        style: loud
        box: {top: safe, left: safe, right: safe, bottom: safe}
"""


def item(name: str, typed: str, what: str, hint: str) -> Slip:
    """A setting of the front's title that does not do."""
    new = f"    {name}: ⟦{typed}⟧\n{STYLE}"
    return Slip(f"{name} {typed}", PLAIN, STYLE, new, what, hint)


@slips(
    item("turn", "left", '"left" is not a turn', "Write degrees clockwise, for example 90, 180 or -12."),
    item("turn", "400", '"400" is not a turn', "90, 180"),
    item("when", "2nd", "is not a condition", "picture and not icon"),
    item("when", "icon and", "is not a condition", "picture and not icon"),
    item("columns", "0", '"columns" should be 1 or more', ""),
    item("columns", "many", '"columns" should be a whole number', ""),
    item("gutter", "wide", '"wide" is not a length', "3mm"),
    Slip("name to repeat", PLAIN, "back:\n", f"back:\n{REPEAT.replace('description', '⟦descr⟧')}",
         'nothing on a card is called "descr"', 'Did you mean "description"?'),
    Slip("nothing to repeat", PLAIN, "back:\n", f"back:\n{EMPTY}", '"items" is empty', ""),
    Slip("turn of a repeat", PLAIN, "back:\n", f"back:\n{REPEAT}    ⟦turn⟧: 90\n", 'called "turn"', "Known here"),
    Slip("field apart in columns", PLAIN, "  - flow: fields\n", "  - flow: fields\n    columns: 2\n    apart: ⟦last⟧\n",
         "no field can stand apart in columns.", "Take out"),
)  # fmt: skip
def test_a_slip_is_told_where_it_was_made(project: Project, slip: Slip) -> None:
    assert_told(project, slip)


def test_a_repeat_holds_no_other(project: Project) -> None:
    inner = "".join(f"    {line}\n" for line in REPEAT.splitlines())
    project.spoil(PLAIN, "back:\n", "back:\n" + REPEAT.replace("    items:\n", f"    items:\n{inner}"))
    assert "a repeat cannot hold another one." in project.run("build").err


def test_a_category_that_the_deck_lacks_is_told(project: Project) -> None:
    project.write(PLAIN, LAYOUT + OWN.replace("  B:", "  Z:"))
    result = project.run("check")
    assert 'Warning: Layout "plain" says how cards of category "Z" look' in result.err


def layout_of(project: Project, text: str) -> Layout:
    project.write(PLAIN, text)
    layout = read_layout("plain", Files(project.root), Problems())
    assert layout is not None
    return layout


def test_a_category_says_only_what_differs(project: Project) -> None:
    layout = layout_of(project, LAYOUT + OWN)
    common, own = layout.of("A"), layout.of("B")
    assert common is layout
    (plain,) = [item for item in common.front if isinstance(item, TextItem)]
    (other,) = [item for item in own.front if isinstance(item, TextItem)]
    assert (plain.style.align, other.style.align) == ("left", "center")
    assert (other.style.bold, other.style.smallest, other.style.largest) == (True, 9.0, 16.0)
    assert [item.fields for item in own.back if isinstance(item, FlowItem)] == [("rest",)]
    assert [item.style.largest for item in own.back if isinstance(item, FlowItem)] == [20.0]
    assert len(common.back) == 2


def test_a_layout_that_extends_another_takes_its_categories_too(project: Project) -> None:
    project.write("layouts/base.yaml", LAYOUT + OWN)
    extends = "extends: base\ncategories:\n  B: {styles: {title: {italic: true}}}\n"
    layout = layout_of(project, extends)
    (title,) = [item for item in layout.of("B").front if isinstance(item, TextItem)]
    assert (title.style.align, title.style.italic, title.style.bold) == ("center", True, True)


def test_repeats_and_columns_are_read(project: Project) -> None:
    more = REPEAT.replace("    items:", "    columns: 3\n    gap: 1mm\n    each: 20mm\n    items:")
    layout = layout_of(project, LAYOUT.replace("back:\n", f"back:\n{more}"))
    (repeat,) = [item for item in layout.back if isinstance(item, RepeatItem)]
    assert (repeat.columns, round(repeat.gap, 3), round(repeat.each or 0, 2)) == (3, 2.835, 56.69)
    assert [item.template for item in repeat.items if isinstance(item, TextItem)] == ["{entry}"]


@pytest.mark.parametrize("name", ["text", "picture", "question", "flash", "poker"])
def test_bundled_layouts_serve_any_deck(project: Project, name: str) -> None:
    project.spoil("deck.yaml", "layout: plain", f"layout: {name}")
    result = project.run("check")
    assert result.code == 0, result.err
