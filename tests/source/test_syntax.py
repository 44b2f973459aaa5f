"""What is mistyped so that a file cannot be read is told in plain words, whichever of PyYAML's readers met it."""

import pytest
import yaml

from deck.source import parsing
from tests.projects import Project, Slip, assert_told, slips

A, DECK = "cards/A.yaml", "deck.yaml"
TEXT = "description: A car for a short time."
ICON = "    icon: car\n    tags"
QUOTE, BLOCK = 'Put the whole value in quotes: "like this".', "Or write  >-  after the colon"
SIGN = 'this value begins with "{}", which has a meaning of its own here.'

SLIPS = (
    # indentation
    Slip("one space too few", A, ICON, "   ⟦icon⟧: car\n    tags", "does not line up with the lines above it",
         'Line it up with "title" on line 4: 4 spaces before it, not 3.'),
    Slip("two spaces too many", A, ICON, "      ⟦icon⟧: car\n    tags", "is indented more than the setting above it",
         'If it is a setting, line it up with "title" on line 4.'),
    Slip("first setting too far in", DECK, "publisher: A", " ⟦publisher⟧: A", "is indented more than the setting above",
         'line it up with "subtitle" on line 2.'),
    Slip("a card too far out", A, "  - title: Car sharing", " ⟦- title⟧: Car sharing",
         "does not line up with the lines", 'Line it up with "id" on line 3: 2 spaces before it, not 1.'),
    Slip("a card too far in", A, "  - title: Car sharing", "    ⟦- title⟧: Car sharing",
         "does not line up with the lines", 'Line it up with "id" on line 3: 2 spaces before it, not 4.'),
    Slip("text less indented", A, "car\n      for the same journey.", "car\n     ⟦for the same journey.⟧",
         "does not line up with the text above it", "Give it as many spaces as the line above"),
    Slip("text not indented", A, "      Several people share one car\n", "    ⟦Several people share one car⟧\n",
         'this text is not indented under "description"', "Give it 6 spaces, and as many to the lines that follow."),
    Slip("text that runs on", A, "Djump.\n", "Djump.\n  ⟦and more.⟧\n", "neither a setting nor part of a text",
         "A text of several lines begins with  >-  after the colon"),
    Slip("text at the margin", A, "Djump.\n", "Djump.\n⟦and more.⟧\n", "neither a setting nor part of a text",
         "A setting needs a colon and a space after its name"),
    Slip("tab", A, ICON, "⟦\t⟧icon: car\n    tags", "there is a tab before the first word",
         "Replace the tab by spaces."),
    Slip("spaces and tab", A, ICON, "  ⟦\t⟧icon: car\n    tags", "there is a tab before", "Replace the tab by spaces."),
    Slip("tabs before text", A, "      Several", "⟦\t⟧\tSeveral", "there is a tab before",
         "Replace the tab by spaces."),
    Slip("no-break space", A, ICON, "   ⟦\u00a0⟧icon: car\n    tags", "there is a no-break space before the first word",
         "Replace the no-break space by spaces."),
    # colons and hyphens
    Slip("a second colon", A, TEXT, "description: A car⟦:⟧ for a short time.", "holds a colon followed by a space",
         'Put the whole value in quotes:  description: "A car: for a short time."'),
    Slip("a colon at the end", A, TEXT, "description: A car for⟦:⟧", "holds a colon followed by a space",
         'description: "A car for:"'),
    Slip("a colon in a title", A, "title: Car sharing", "title: Car⟦:⟧ sharing", "holds a colon",
         'title: "Car: sharing"'),
    Slip("a colon among quotes", A, TEXT, 'description: A "car"⟦:⟧ for', "holds a colon followed by a space", QUOTE),
    Slip("a colon on the next line", A, TEXT, "description: A car\n      ⟦for⟧: a short time.",
         "is indented more than the setting above it",
         "If it is part of the text above, that text must begin with  >-"),
    Slip("no space after the colon", A, ICON, "    icon⟦:⟧car\n    tags", "a colon needs a space after it",
         "icon: car"),
    Slip("no colon", A, ICON, "    ⟦icon car⟧\n    tags", "neither a setting nor part of a text",
         "A setting needs a colon and a space after its name"),
    Slip("no space after the hyphen", A, "  - title: Car", "  ⟦-⟧title: Car", "a hyphen needs a space after it",
         "Write  - title: Car sharing"),
    # quotation marks
    Slip("double quote left open", A, TEXT, 'description: ⟦"⟧A car for a short time.', "is opened here and not closed",
         "Close it at the end of the text."),
    Slip("single quote left open", A, TEXT, "description: ⟦'⟧A car for a short time.", "is opened here and not closed",
         "Close it at the end of the text."),
    Slip("closed by a later one", A, "examples: BlaBlaCar, Djump.\n  - title: Car sharing",
         'examples: ⟦"⟧BlaBlaCar, Djump.\n  - title: "Car sharing"', "is opened here and not closed",
         "Close it at the end"),
    Slip("text after the quotes", A, TEXT, 'description: "A car" ⟦f⟧or a short time.',
         "goes on after its closing quotation", "Put the closing one at the end of the text"),
    Slip("apostrophe in single quotes", A, TEXT, "description: 'It⟦s⟧".replace("⟦s⟧", "'⟦s⟧") + " a car.'",
         "goes on after its closing quotation mark", 'Use double ones: "like this".'),
    Slip("backslash", A, TEXT, r'description: "A ⟦\c⟧ar"', "a backslash between", "use single quotes: 'like this'"),
    # signs that mean something else
    Slip("open bracket", A, TEXT, "description: ⟦[⟧A car", "a [ is opened here and not closed", "close it with ]"),
    Slip("open brace", A, TEXT, "description: ⟦{⟧A car", "a { is opened here and not closed",
         "If it is text: put the whole"),
    Slip("a link at the beginning", A, TEXT, "description: ⟦[⟧RelayRides](https://x.org) is", 'begins with "["', BLOCK),
    Slip("emphasis at the beginning", A, TEXT, "description: ⟦*⟧RelayRides* is a car", SIGN.format("*"), QUOTE),
    Slip("bold at the beginning", A, TEXT, "description: ⟦*⟧*RelayRides** is a car", SIGN.format("*"), BLOCK),
    Slip("a star and a word", A, TEXT, "description: ⟦*⟧RelayRides is a car", SIGN.format("*"), QUOTE),
    Slip("ampersand and space", A, TEXT, "description: ⟦&⟧ a car", SIGN.format("&"), QUOTE),
    Slip("ampersand and word", A, TEXT, "description: ⟦&⟧A car for a short time.", SIGN.format("&"), QUOTE),
    Slip("exclamation mark", A, TEXT, "description: ⟦!⟧important A car", SIGN.format("!"), QUOTE),
    Slip("two exclamation marks", A, TEXT, "description: ⟦!⟧!x A car", SIGN.format("!"), QUOTE),
    *(Slip(f"begins with {sign}", A, TEXT, f"description: ⟦{sign}⟧A car", SIGN.format(sign), QUOTE)
      for sign in "%@`}],"),
    Slip("question mark and space", A, TEXT, "description: ⟦?⟧ A car", SIGN.format("?"), QUOTE),
    *(Slip(f"text beside {sign}", A, TEXT, f"description: ⟦{sign}⟧A car", f"nothing may follow {sign} on its line",
           "Put the text on the next line") for sign in "|>"),
    Slip("text beside >-", A, "description: >-\n", "description: ⟦>⟧- Text\n", "nothing may follow >",
         "on the next line"),
    Slip("hyphen and space", A, TEXT, "description: ⟦-⟧ A car", "a hyphen and a space, which begin a list", QUOTE),
    Slip("percent line", A, "category: A", "⟦%hello⟧\ncategory: A", "a line cannot begin with %", "quotes"),
    # lists and groups on one line
    Slip("list left open", A, "[road, shared]", "⟦[⟧road, shared", "a [ is opened here and not closed",
         "close it with ]"),
    Slip("group left open", DECK, "  A: {name: Mobility, color: cmyk(0 5 100 0)}",
         "  A: ⟦{⟧name: Mobility, color: black", "a { is opened here and not closed",
         "If it is a list or a group, close it with } at its end."),
    Slip("comma forgotten", DECK, "Mobility, color", "Mobility ⟦color⟧", "a comma is missing here",
         "For example:  {name:"),
    Slip("comma in a text", DECK, "name: Mobility, color", "name: Mobility, ⟦shared⟧, color",
         "the comma before this ends", 'Put the text that holds the comma in quotes:  name: "Mobility, shared"'),
    Slip("commas in a colour", DECK, "cmyk(0 5 100 0)", "cmyk(0, ⟦5⟧, 0, 0)", "the comma before this ends the text",
         'color: "cmyk(0, 5, 0, 0)"'),
    Slip("colon in a group", DECK, "color: cmyk(60 0 0 0)", "color⟦:⟧black", "a colon needs a space",
         "Write  color: black"),
    Slip("colon at its beginning", DECK, "{label: Examples}", "{label⟦:⟧Ex}", "a colon needs a space",
         "Write  label: Ex"),
    Slip("hash in a group", DECK, "color: cmyk(60 0 0 0)}", "color: ⟦#FFD400}⟧",
         "what follows the # is taken for a note", 'Put the text that holds the # in quotes, for example "#FFD400".'),
    Slip("hash in a list", A, "[road, shared]", "[road, shared ⟦#1]⟧", "so that the [ before it is not closed",
         "in quotes"),
    Slip("a later hash in a list", A, "[road, shared]", "[road, ⟦#shared]⟧", "so that the [ before it is not closed",
         "#FFD400"),
    Slip("a sign in a list", A, "[road, shared]", "[⟦,⟧road, shared]", "out of place between brackets", "delete it"),
    Slip("a sign in a group", DECK, "{label: Examples}", "{label: ⟦@⟧Ex}", SIGN.format("@"), QUOTE),
    Slip("the last group", "layouts/plain.yaml", "box: {top: 20%, left: safe, right: safe, bottom: safe}",
         "box: ⟦{⟧top: 20%, left: safe,", "a { is opened here and not closed", "close it with }"),
    Slip("note in a text", A, TEXT, "description: A car\n      ⟦# hash⟧\n      for a short time.",
         "begins with #, which makes a note of it and cuts the text in two", QUOTE),
    # names
    Slip("a list without a name", A, "cards:\n  - id", "  ⟦-⟧ id", "this list has no name above it",
         "for example  cards:"),
    Slip("name given twice", A, ICON, "    icon: car\n    ⟦icon⟧: desk\n    tags",
         '"icon" is given twice; the first is on line 5.', "Keep one of the two."),
    Slip("name given twice in deck.yaml", DECK, "language: en", "language: en\n⟦title⟧: Again",
         '"title" is given twice; the first is on line 1.', "Keep one of the two."),
    Slip("a list as a name", A, ICON, "    ⟦[⟧icon]: car\n    tags", "cannot be the name of a setting",
         "put it in quotes"),
    Slip("two parts", A, "  - title: Car sharing", "⟦---⟧\ncards:\n  - title: Car sharing", "parts this file in two",
         "put what follows into a file of its own"),
    Slip("an end", A, "  - title: Car sharing", "⟦...⟧\n  - title: Car sharing", "a line of ... ends the file here",
         "Delete the line"),
)  # fmt: skip


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each of PyYAML's two readers: they complain in different words, and in different places."""
    monkeypatch.setattr(parsing, "_LOADER", getattr(yaml, request.param))
    return str(request.param)


@slips(*SLIPS)
def test_what_is_mistyped_is_told_in_its_place(project: Project, slip: Slip, reader: str) -> None:
    assert_told(project, slip)


@pytest.mark.parametrize(
    ("old", "new", "signs"),
    [
        (TEXT, "description: &car", {"&"}),  # a word that would be lost
        (ICON, "    <<: *base\n    icon: car\n    tags", {"*"}),
        ("category: A\ncards:", "category: A\nbase: &base\n  icon: car\ncards:", {"&"}),
        ("  - id: carpool", "  - &first\n    id: carpool", {"&"}),
        (TEXT, "description: !!binary aGVsbG8=", {"!"}),
    ],
)
def test_references_between_values_are_refused_never_followed(
    project: Project, reader: str, old: str, new: str, signs: set[str]
) -> None:
    project.spoil(A, old, new)
    result = project.run("build")
    assert result.code == 1
    assert signs == {sign for sign in "&*!" if SIGN.format(sign) in result.err}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("category: A", "---\ncategory: A"),  # a file may begin with a line of hyphens
        ("for the same journey.", "for: the #same [journey] *and* & more."),  # a block holds every sign
        (TEXT, 'description: Vélo-école, 1:30, a#b, x & y, 50 % @ 5, it\'s "so" [1] {2}.'),
        (TEXT, "description: -5 degrees or ?what"),
        (TEXT, 'description: "[RelayRides](https://x.org): a car # 1"'),
        (TEXT, "description: '*A* & ''B'''"),
        (ICON, "    icon: car   # the old one\n    tags"),
        (ICON, "    ? icon\n    : car\n    tags"),
    ],
)
def test_what_is_typed_well_is_read(project: Project, reader: str, old: str, new: str) -> None:
    project.spoil(A, old, new)
    result = project.run("build")
    assert (result.code, result.err) == (0, "")
