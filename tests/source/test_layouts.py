"""What is wrong in a layout file is told with the file, the line and what may stand there instead."""

import pytest

from tests.projects import LAYOUT, Project, Slip, assert_refused, assert_told, headline, slips

PLAIN = "layouts/plain.yaml"
BOX = "box: {top: 0, left: 0, right: 0, height: 60%}"
FRONT = '  - text: "{front_title}"\n    style: title\n'
EXAMPLE = "For example: {top: 0, left: 0, right: 0, height: 64%}"


def value(name: str, old: str, typed: str, what: str, hint: str) -> Slip:
    """A value of the layout that does not do: *old* reads ``name: value``, the last word of it is replaced."""
    return Slip(f"{name} {typed}", PLAIN, old, old.rpartition(": ")[0] + f": ⟦{typed}⟧", what, hint)


def box(typed: str, what: str, hint: str) -> Slip:
    """A box that cannot be printed."""
    return Slip(f"box {typed}", PLAIN, BOX, f"⟦box⟧: {{{typed}}}", what, hint)


UNKNOWN = (
    Slip("setting", PLAIN, "bleed: 3mm", "⟦bleeed⟧: 3mm", 'no setting called "bleeed"', 'Did you mean "bleed"?'),
    Slip("of a style", PLAIN, "leading: 1.1", "⟦leeding⟧: 1.1", 'called "leeding"', 'Did you mean "leading"?'),
    Slip("of an item", PLAIN, FRONT, f"{FRONT}    ⟦valing⟧: top\n", 'called "valing"', 'Did you mean "valign"?'),
    Slip("of a box", PLAIN, "height: 60%", "⟦hieght⟧: 60%", 'called "hieght"', 'Did you mean "height"?'),
    Slip("kind of item", PLAIN, "- fill: category", "- ⟦fil⟧: category", "not clear what this entry",
         'Did you mean "fill"?'),
    Slip("style", PLAIN, FRONT, FRONT.replace("style: title", "style: ⟦titel⟧"), 'no style called "titel"',
         'mean "title"?'),
    Slip("style of labels", PLAIN, "label: label", "label: ⟦lable⟧", 'no style called "lable"',
         'Did you mean "label"?'),
    Slip("style to be like", PLAIN, "like: body", "like: ⟦bdy⟧", 'no style called "bdy"', 'Did you mean "body"?'),
    Slip("layout to extend", PLAIN, "bleed: 3mm", "extends: ⟦practise⟧", 'no layout called "practise"',
         'mean "practice"?'),
    Slip("name in braces", PLAIN, "{front_title}", "{⟦frnt_title⟧}", 'called "frnt_title"',
         'Did you mean "front_title"?'),
    Slip("name of a pictogram", PLAIN, '"{icon}"', '"{⟦icno⟧}"', 'on a card is called "icno"', 'Did you mean "icon"?'),
    Slip("two words in braces", PLAIN, "{front_title}", "⟦{front title}⟧", "is not a name in braces", "{front_title}"),
    Slip("nothing in braces", PLAIN, "{front_title}", "⟦{}⟧", '"{}" is not a name in braces',
         "Write for example {title}."),
    Slip("open brace", PLAIN, "{front_title}", "⟦{front_title⟧", "is not a name in braces",
         "Write for example {front_title}"),
    Slip("field to wait for", PLAIN, '"{icon}"\n', '"{icon}"\n    when: ⟦icno⟧\n', 'called "icno"',
         'Did you mean "icon"?'),
    Slip("pictogram", PLAIN, '"{icon}"', "⟦dsk⟧", 'there is no icon called "dsk"', 'Did you mean "desk"?'),
)  # fmt: skip
SHAPES = (
    Slip("item without a box", PLAIN, f"  - fill: category\n    {BOX}", "  - ⟦fill⟧: category", '"box" is missing',
         "Add:  box: {top"),
    Slip("two kinds", PLAIN, "- fill: category\n", "- ⟦fill⟧: category\n    text: x\n", "not clear what",
         "It has fill and text."),
    Slip("text for an item", PLAIN, f"  - fill: category\n    {BOX}", "  - ⟦hello⟧", 'entry 1 of "front"',
         '- text: "{title}"'),
    Slip("text for a side", PLAIN, LAYOUT[LAYOUT.index("back:") :], "back: ⟦hello⟧\n", '"back" should be a list',
         "- flow: fields"),
    Slip("text for a box", PLAIN, BOX, "box: ⟦all⟧", '"box" should be a group of settings', "box: {top: 0"),
    Slip("braces without quotes", PLAIN, '"{front_title}"', "⟦{⟧front_title}", '"text" should be text', "in quotes"),
    Slip("braces without quotes, before text", PLAIN, '"{front_title}"', "⟦{⟧front_title} and more", 'begins with "{"',
         "quotes"),
    Slip("no field", PLAIN, "flow: fields", "⟦flow⟧:", '"flow" is empty', "Write its value after the colon"),
    Slip("no bleed", PLAIN, "bleed: 3mm", "⟦bleed⟧:", '"bleed" is empty', "or delete the line"),
    *(value("bleed", "bleed: 3mm", typed, f'"{typed}" is not a length', "for example 3mm, 0.5in or 6pt")
      for typed in ("3 m", "three", "3mm 4mm", "1e3mm")),
    value("bleed", "bleed: 3mm", "3", '"3" needs a unit: mm, cm, in or pt, for example 3mm.', ""),
    value("bleed", "bleed: 3mm", "-3mm", '"-3mm" is less than nothing', "Write 0 or more, for example 3mm."),
    value("bleed", "bleed: 3mm", "6000mm", '"6000mm" is longer than 5 metres', ""),
    *(Slip(f"height {typed}", PLAIN, "height: 60%", f"height: ⟦{typed}⟧", f'"{typed}" is not a length for a box',
           "Write for example 10%, 4mm or 0, or safe") for typed in ("60", "three", "safee", "x%")),
    *(Slip(f"size {typed}", PLAIN, "5pt..9pt", f"⟦{typed}⟧", f'"{typed}" is not a size of text', "7pt, or 5pt..9pt")
      for typed in ("9..5", "9pt..5pt", "5pt-9pt", "big", "0pt", "1000pt", "5..9pt", "5pt..", "..9pt")),
    *(Slip(f"leading {typed}", PLAIN, "leading: 1.2", f"leading: ⟦{typed}⟧", f'"leading" should be {what}', "1.2")
      for typed, what in (("big", "a number"), ("0.1", "0.8 or more"), ("10", "3.0 or less"), ("nan", "3.0 or less"))),
    Slip("align", PLAIN, "leading: 1.2", "align: ⟦centre⟧", '"align" should be left, center, right or',
         'Did you mean "center"?'),
    Slip("weight", PLAIN, "title: {weight: bold", "title: {weight: ⟦heavy⟧", '"weight" should be regular or bold', ""),
    Slip("balance", PLAIN, "leading: 1.2", "balance: ⟦perhaps⟧", '"balance" should be true or false', "balance: true"),
    *(Slip(f"fill {typed}", PLAIN, "fill: category", f"fill: ⟦{typed}⟧", f'"{typed}" is not a tint', "category 30%")
      for typed in ("category 200%", "category x", "category30%")),
    Slip("fill reddish", PLAIN, "fill: category", "fill: ⟦reddish⟧", '"reddish" is not a colour', "cmyk(0 15 95 0)"),
)  # fmt: skip
TWO = "a box needs two of {}, no more and no fewer"
BOXES = (
    box("top: 0, left: -2mm, right: 0, height: 60%",
        "lies partly outside the card: it reaches from -2 to 63.5 mm across", "edges"),
    box("top: 0, left: 0, right: 0, height: 200%", "it reaches from 0 to 63.5 mm across and 0 to 177.8 mm down",
        "between the edges"),
    box("top: 0, left: 60%, right: 60%, height: 60%", "this box has no room left: -12.7 × 53.3 mm",
        "Make its offsets smaller"),
    box("top: 0, left: 0, right: 0, height: 0", "this box has no room left: 63.5 × 0 mm",
        "its width and height larger"),
    box("top: 0, left: 0, height: 60%", TWO.format("left, width and right"), EXAMPLE),
    box("top: 0, left: 0, width: 10mm, right: 0, height: 60%", TWO.format("left, width and right"), EXAMPLE),
    box("top: 0, left: 0, right: 0", TWO.format("top, height and bottom"), EXAMPLE),
)  # fmt: skip
CIRCLES = (
    Slip("a style like itself", PLAIN, "like: body", "like: ⟦label⟧", 'the style "label" is like itself',
         "Take out one  like:"),
    Slip("two styles", PLAIN, "body: {size", "body: {like: ⟦label⟧, size", 'the style "body" is like itself',
         "Take out one"),
    Slip("a layout of itself", PLAIN, "bleed: 3mm", "extends: ⟦plain⟧", "extend one another in a circle",
         "Take out one line"),
)  # fmt: skip


@slips(*UNKNOWN)
def test_an_unknown_name_is_told_with_the_nearest_that_is_known(project: Project, slip: Slip) -> None:
    assert_told(project, slip)


def test_an_unknown_typeface_is_told_where_its_style_is_asked_for(project: Project) -> None:
    project.spoil(PLAIN, "title: {weight", "title: {font: fancy, weight")
    result = project.run("build")
    assert [headline(problem) for problem in result.errors] == [(PLAIN, 14), (PLAIN, 18)]
    assert result.err.count('the style "title" asks for a typeface "fancy" that is not there.') == 2
    assert result.err.count("Name its files in deck.yaml, under fonts.") == 2


@slips(*SHAPES)
def test_a_value_that_does_not_do_is_told_with_an_example(project: Project, slip: Slip) -> None:
    assert_told(project, slip)


@slips(*BOXES)
def test_a_box_that_cannot_be_printed_is_told_with_its_measures(project: Project, slip: Slip) -> None:
    assert_told(project, slip)


@slips(*CIRCLES)
def test_a_circle_is_told_not_followed(project: Project, slip: Slip) -> None:
    assert_told(project, slip)


def test_a_style_like_two_that_are_like_one_another(project: Project) -> None:
    project.spoil(PLAIN, "title: {weight", "title: {like: label, weight")
    project.spoil(PLAIN, "body: {size", "body: {like: label, size")
    place = project.spoil(PLAIN, "like: body", "like: ⟦body⟧")
    assert_refused(project, place, PLAIN, 'the style "label" is like itself', "Take out one  like:  of those")


def test_two_layouts_that_extend_one_another(project: Project) -> None:
    project.write("layouts/other.yaml", "extends: plain\n")
    place = project.spoil(PLAIN, "bleed: 3mm", "extends: ⟦other⟧")
    assert_refused(project, place, PLAIN, "extend one another in a circle", "Take out one line  extends:")


@pytest.mark.parametrize("flow", ["descriptoin", "[examples, descriptoin]"])
def test_a_field_that_the_deck_does_not_have(project: Project, flow: str) -> None:
    place = project.spoil(PLAIN, "flow: fields", "flow: " + flow.replace("descriptoin", "⟦descriptoin⟧"))
    before, result = project.files(), project.run("build")
    assert place is not None
    assert f'{PLAIN}, line {place.line}: this deck has no field "descriptoin".' in result.err
    assert 'Did you mean "description"?' in result.err
    assert project.files() == before


def test_a_field_that_no_layout_prints_is_not_lost_in_silence(project: Project) -> None:
    project.spoil(PLAIN, "flow: fields", "flow: examples")
    result = project.run("build")
    assert 'cards/A.yaml, line 7: nothing in layout "plain" prints the field "description"' in result.err
    assert 'Card: "Carpooling"' in result.err


def test_a_box_near_the_edge_is_only_warned_of(project: Project) -> None:
    project.spoil(PLAIN, "left: 15%, right: 15%", "left: 1mm, right: 15%")
    result = project.run("build")
    assert result.code == 0
    (problem,) = result.problems
    assert problem.startswith(f"Warning: {PLAIN}, line 12: this box comes nearer to the edge than 4 mm")
    assert "Use safe for its outer offsets." in problem


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n"])
def test_an_empty_layout(project: Project, text: str) -> None:
    project.write(PLAIN, text)
    assert_refused(project, None, PLAIN, "this layout is empty", "Write what stands on it, or delete the file.")
