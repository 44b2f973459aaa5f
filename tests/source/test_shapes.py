"""What does not fit in deck.yaml and on cards: unknown, missing, empty, of the wrong shape, no colour, no date."""

import pytest

from tests.projects import CARDS_B, Project, Slip, assert_told, slips

A, B, DECK = "cards/A.yaml", "cards/B.yaml", "deck.yaml"
TEXT = "description: A car for a short time."
COLOR, SIZE, COPIES = "cmyk(60 0 0 0)", "size: poker", "copies: 2"
NAMES = "without folders or a full stop at its beginning"
HOW = 'Write a colour as "#FFD400" (in quotes) or as cmyk(0 15 95 0).'


def colour(typed: str, what: str = "is not a colour", hint: str = HOW) -> Slip:
    """A colour in deck.yaml that is none."""
    return Slip(f"colour {typed}", DECK, COLOR, f"⟦{typed}⟧", what, hint)


def value(setting: str, typed: str, what: str, hint: str) -> Slip:
    """A value in deck.yaml that does not do."""
    good = {"size": SIZE, "paper": "paper: A4", "date": "date: 2026-11-23", "language": "language: en"}[setting]
    return Slip(f"{setting} {typed}", DECK, good, f"{setting}: ⟦{typed}⟧", what, hint)


def copies(typed: str, what: str) -> Slip:
    """A number of copies that is none."""
    return Slip(f"copies {typed[:9]}", A, COPIES, f"copies: ⟦{typed}⟧", what, "copies: 2", "Car sharing")


UNKNOWN = (
    Slip("in deck.yaml", DECK, "publisher: A", "⟦pulisher⟧: A", 'no setting called "pulisher"',
         'Did you mean "publisher"?'),
    Slip("of no likeness", DECK, "publisher: A", "⟦zzz⟧: A", 'no setting called "zzz"',
         "Known here: title, subtitle, "),
    Slip("of a category", DECK, "name: Work, color", "name: Work, ⟦colour⟧", 'called "colour"',
         'Did you mean "color"?'),
    Slip("of a field", DECK, "{label: Examples}", "{⟦lable⟧: Examples}", 'called "lable"', 'Did you mean "label"?'),
    Slip("of a typeface", DECK, "fields:\n", "fonts: {text: {⟦reglar⟧: x.ttf}}\nfields:\n", 'called "reglar"',
         '"regular"?'),
    Slip("of a card", A, "    examples:", "    ⟦exemples⟧:", 'a card of this deck has no "exemples"',
         'Did you mean "examples"?', "Carpooling"),
    Slip("of a card, its title", A, "  - title: Car", "  - ⟦titel⟧: Car", 'called "titel"', 'Did you mean "title"?'),
    Slip("of a file of cards", A, "category: A\n", "category: A\n⟦carts⟧: x\n", 'called "carts"',
         'Did you mean "cards"?'),
    Slip("in place of cards", A, "cards:", "⟦card⟧:", 'no setting called "card"', 'Did you mean "cards"?'),
    Slip("label", B, "title: Coworking", "title: Coworking\n    labels: {⟦exmples⟧: Ex}", 'there is no field "exmples"',
         'Did you mean "examples"?', "Coworking"),
    Slip("category of a file", B, "category: B", "category: ⟦C⟧", 'there is no category "C"',
         "Categories of deck.yaml: A, B."),
    Slip("category of a card", A, COPIES, "category: ⟦b⟧", 'there is no category "b"', 'Did you mean "B"?',
         "Car sharing"),
    Slip("icon", B, "icon: desk", "icon: ⟦dsek⟧", 'there is no icon called "dsek"', 'Did you mean "desk"?',
         "Coworking"),
    Slip("icon of no likeness", B, "icon: desk", "icon: ⟦zebra⟧", 'there is no icon called "zebra"',
         "Put the picture into assets/icons/ as an SVG file", "Coworking"),
    Slip("icon with its ending", B, "icon: desk", "icon: ⟦desk.svg⟧", "there is no icon", 'Did you mean "desk"?',
         "Coworking"),
    Slip("icon in another folder", B, "icon: desk", "icon: ⟦../desk⟧", NAMES, "for example, write car", "Coworking"),
    Slip("icon with a strange sign", B, "icon: desk", 'icon: ⟦"x\\0"⟧', NAMES, "for example, write car", "Coworking"),
    Slip("layout", DECK, "layout: plain", "layout: ⟦plian⟧", 'no layout called "plian"', 'Did you mean "plain"?'),
    Slip("layout in another folder", DECK, "layout: plain", "layout: ⟦../plain⟧", NAMES, "for example, write car"),
    Slip("layout of a card", B, "title: Coworking", "title: Coworking\n    special: ⟦coverr⟧",
         'no layout called "coverr"', 'Did you mean "cover"?', "Coworking"),
    Slip("place of a card", B, "title: Coworking", "title: Coworking\n    special: cover\n    place: ⟦lst⟧",
         '"place" should be first or last', 'Did you mean "last"?', "Coworking"),
    Slip("companion", DECK, "fields:\n", "companions: [⟦indx⟧]\nfields:\n", 'no companion card called "indx"',
         'mean "index"?'),
    Slip("name in braces", DECK, "It has {count}", "It has ⟦{cuont}⟧", "nothing here is called {cuont}",
         'mean "count"?'),
    Slip("font file", DECK, "fields:\n", "fonts: {text: {regular: ⟦My.ttf⟧}}\nfields:\n", 'no font file "My.ttf"',
         "Put the font file into assets/fonts/"),
    Slip("font file elsewhere", DECK, "fields:\n", "fonts: {text: {regular: ⟦/etc/passwd⟧}}\nfields:\n", "no font file",
         "Put the font file into assets/fonts/"),
    Slip("font file with a strange sign", DECK, "fields:\n", 'fonts: {text: {regular: ⟦"a\\0b"⟧}}\nfields:\n',
         "no font file", "Put the font file into assets/fonts/"),
)  # fmt: skip
MISSING = (
    Slip("the deck's title", DECK, "title: Small deck\nsubtitle", "⟦subtitle⟧", '"title" is missing here',
         "title: My deck"),
    Slip("a card's title", A, "  - title: Car sharing\n    icon", "  - ⟦icon⟧", '"title" is missing here',
         "title: My first"),
    Slip("a category's name", DECK, "  A: {name: Mobility, ", "  ⟦A⟧: {", '"name" is missing here',
         "Add:  name: Mobility"),
    Slip("a category's colour", DECK, "  A: {name: Mobility, color: cmyk(0 5 100 0)}", "  ⟦A⟧: {name: Mobility}",
         '"color" is missing here', 'Add:  color: "#FFD400"'),
    Slip("a field that must be there", A, f"  - title: Car sharing\n    icon: car\n    {COPIES}\n    {TEXT}",
         "  - ⟦title: Car sharing⟧".replace("⟦title: Car sharing⟧", "⟦t⟧itle: Car sharing"),
         'this card has no "description"', "Add:  description: …", "Car sharing"),
    Slip("its text", A, TEXT, "⟦description⟧:", 'this card has no "description"', "after the colon", "Car sharing"),
    Slip("its text between quotes", A, TEXT, "⟦description⟧: ''", "this card has no", "after the colon", "Car sharing"),
    Slip("all but spaces", A, TEXT, '⟦description⟧: "  "', "this card has no", "Write it after the colon",
         "Car sharing"),
    Slip("all but a title", DECK, "title: Small deck", "⟦title⟧:", '"title" is empty', "title: My deck"),
    Slip("all but a blank title", DECK, "title: Small deck", "⟦title⟧: ' '", '"title" is empty', "title: My deck"),
    Slip("all but a card's title", A, "title: Car sharing", "⟦title⟧:", '"title" is empty', "title: My first card"),
    Slip("the cards", B, CARDS_B[12:], "⟦cards⟧:\n", '"cards" should be a list', "- title: My first card"),
    Slip("the colour", DECK, f"color: {COLOR}", "⟦color⟧: ", "the colour is empty", HOW),
)  # fmt: skip
SHAPES = (
    Slip("text for a list", A, "tags: [road, shared]", "tags: ⟦road⟧", '"tags" should be a list', "tags: [car, shared]",
         "Carpooling"),
    Slip("a list in a list", A, "[road, shared]", "[road, ⟦[⟧shared]]", 'entry 2 of "tags" should be text', "in quotes",
         "Carpooling"),
    Slip("a list for text", A, TEXT, "description:\n      ⟦-⟧ A car\n      - a bike".replace("⟦-⟧", "⟦-⟧"),
         '"description" should be text', "For a list on the card, write  >-  after the name", "Car sharing"),
    Slip("a group for text", A, TEXT, "description: ⟦{⟧A car}", '"description" should be text', "quotes",
         "Car sharing"),
    Slip("a list for a title", A, "title: Car sharing", "title: ⟦[⟧Car, sharing]", '"title" should be text',
         "in quotes"),
    Slip("a list for the deck's title", DECK, "title: Small deck", "title: ⟦[⟧Small]", '"title" should be text',
         "in quotes"),
    Slip("a list for a category", B, "category: B", "category: ⟦[⟧B]", '"category" should be text', "in quotes"),
    Slip("text for a group", DECK, "  B: {name: Work, color: cmyk(60 0 0 0)}", "  B: ⟦Work⟧",
         '"B" should be a group of settings', 'A: {name: Mobility, color: "#FFD400"}'),
    Slip("text for a field", DECK, "{label: Examples}", "⟦Examples⟧", '"examples" should be a group',
         "examples: {label: Examples}"),
    Slip("text for labels", B, "title: Coworking", "title: Coworking\n    labels: ⟦Ex⟧", '"labels" should be a group',
         "labels: {examples: For example}", "Coworking"),
    Slip("a name for a typeface", DECK, "fields:\n", "fonts: {text: ⟦My.ttf⟧}\nfields:\n", 'no font file "My.ttf"',
         "Put the font file into assets/fonts/"),
    Slip("a list for a typeface", DECK, "fields:\n", "fonts: {text: ⟦[⟧My.ttf]}\nfields:\n", '"text" should be a group',
         "{regular:"),
    Slip("a name for a list of typefaces", DECK, "fields:\n", "fonts: {fallback: ⟦text⟧}\nfields:\n",
         '"fallback" should be a list', "fallback: [symbols]"),
    Slip("to fall back on a typeface of another name", DECK, "fields:\n",
         "fonts: {text: {fallback: [⟦sings⟧]}, signs: {fallback: [text]}}\nfields:\n", 'no typeface "sings"',
         'Did you mean "signs"?'),
    Slip("to fall back on a file that is not there", DECK, "fields:\n", "fonts: {fallback: [⟦My.ttf⟧]}\nfields:\n",
         'no font file "My.ttf"', "Put the font file into assets/fonts/"),
    Slip("a list for a group", DECK,
         "fields:\n  description: {label: Description, required: true}\n  examples: {label: Examples}",
         "fields:\n  ⟦-⟧ description", '"fields" should be a group of settings', "examples: {label: Examples}"),
    Slip("text for cards", B, CARDS_B[12:], "cards: ⟦none⟧\n", '"cards" should be a list', "- title: My first card"),
    Slip("a card for cards", B, "  - title: Cow", "    ⟦t⟧itle: Cow", '"cards" should be a list',
         "- title: My first card"),
    Slip("text for a card", B, CARDS_B[19:], "  - ⟦Coworking⟧\n", 'entry 1 of "cards" should be a group',
         "- title: My first card"),
    Slip("a field of a card's name", DECK, "  examples: {", "  ⟦place⟧: {label: Where}\n  examples: {",
         'cannot be called "place"', "Choose another word"),
    Slip("a field of two words", DECK, "  examples: {", "  ⟦for example⟧: {label: Ex}\n  examples: {",
         "a field cannot be called", "made of letters and _"),
    Slip("a word for yes", DECK, "required: true", "required: ⟦maybe⟧", '"required" should be true or false',
         "required: true"),
    Slip("text for outputs", DECK, "fields:\n", "outputs: ⟦mine⟧\nfields:\n", '"outputs" should be a group',
         "mine: {like: sheets"),
    copies("two", '"copies" should be a whole number'),
    copies("1.5", '"copies" should be a whole number'),
    copies("0", '"copies" should be 1 or more'),
    copies("-1", '"copies" should be 1 or more'),
    copies("5000", '"copies" should be 1000 or less'),
    colour("red"),
    colour("yelow"),
    colour("FFD400"),
    colour('"#FFD4"'),
    colour('"#GGGGGG"'),
    colour('"rgb(1,2,3)"'),
    colour("cmyk(0 5 100)", "cmyk() takes four numbers from 0 to 100"),
    colour("cmyk(0 5 100 200)", "cmyk() takes four numbers from 0 to 100"),
    colour("cmyk(a b c d)", "cmyk() takes four numbers from 0 to 100"),
    colour('"cmyk(0 5 100 nan)"', "cmyk() takes four numbers from 0 to 100"),
    value("size", "pokr", 'there is no card size called "pokr"', 'Did you mean "poker"?'),
    value("size", "huge", 'there is no card size called "huge"', "or a size such as 70x120mm"),
    value("size", "70x120", '"70x120" is not a size', "for example 70x120mm"),
    value("size", "70mm", 'there is no card size called "70mm"', "such as 70x120mm"),
    value("size", "5x5mm", '"5x5mm" is too small: both sides must be at least 10 mm', ""),
    value("size", "9999x9999mm", "is longer than 5 metres", ""),
    value("paper", "A9", 'there is no paper called "A9"', "such as 210x297mm"),
    value("paper", "poker", 'there is no paper called "poker"', "Known: A5, A4"),
    *(value("date", day, f'"{day}" is not a date', "Write year-month-day, for example 2026-11-23.")
      for day in ("yesterday", "23/11/2026", "2026-13-01", "2026-02-31", "0000-01-01", "2026", "2026-1-1", "20261123")),
    *(value("language", word, f'"{word}" is not a language code', "Write fr for French")
      for word in ("french", "français", "f", "en_", "fr FR")),
)  # fmt: skip


@slips(*UNKNOWN)
def test_an_unknown_name_is_told_with_the_nearest_that_is_known(project: Project, slip: Slip) -> None:
    assert_told(project, slip)


@slips(*MISSING)
def test_what_is_missing_or_empty_is_told_where_it_should_stand(project: Project, slip: Slip) -> None:
    assert_told(project, slip)


@slips(*SHAPES)
def test_a_value_of_the_wrong_shape_is_told_with_an_example(project: Project, slip: Slip) -> None:
    assert_told(project, slip)


@pytest.mark.parametrize(
    ("new", "what", "hint"),
    [
        ("title: Coworking\n    id: ⟦carpool⟧",
         'two cards with the id "carpool"; the first is on cards/A.yaml, line 3.', "Give one of them another id."),
        ("title: ⟦Car sharing⟧", 'two cards with the id "car-sharing"; the first is on cards/A.yaml, line 11.',
         "Give this one an id of its own:  id: car-sharing-2"),
    ],
)  # fmt: skip
def test_an_id_given_twice_is_told_with_the_place_of_the_first(
    project: Project, new: str, what: str, hint: str
) -> None:
    card = "Car sharing" if "Car sharing" in new else "Coworking"
    assert_told(project, Slip("", B, "title: Coworking", new, what, hint, card))


def test_two_cards_of_a_file_with_one_id(project: Project) -> None:
    new = "title: Car sharing\n    id: ⟦carpool⟧"
    what = 'two cards with the id "carpool"; the first is on line 3.'
    assert_told(project, Slip("", A, "title: Car sharing", new, what, "Give one of them another id.", "Car sharing"))


@pytest.mark.parametrize("typed", ["#FFD400", "#FFD400   # yellow"])
def test_a_colour_lost_to_its_hash_is_told_with_quotes(project: Project, typed: str) -> None:
    project.spoil(DECK, "  B: {name: Work, color: cmyk(60 0 0 0)}", f"  B:\n    name: Work\n    color: {typed}")
    result = project.run("build")
    assert "deck.yaml, line 14: the colour is empty; a # begins a comment unless it stands in quotes." in result.err
    assert HOW in result.err


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (A, "tags: [road, shared]", "tags:"),
        (A, COPIES, "copies:"),
        (A, "id: carpool", "id:\n    front_title:\n    labels:"),
        (A, "    icon: car\n    tags", "    icon:\n    tags"),
        (DECK, SIZE, "size:"),
        (DECK, "licence: Free to share.", "licence:\nfonts:"),
        (DECK, "{label: Examples}", "{label: }"),
    ],
)
def test_a_setting_left_empty_is_as_if_it_were_not_there(project: Project, file: str, old: str, new: str) -> None:
    project.spoil(file, old, new)
    result = project.run("build")
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (DECK, "language: en", "language: fr_FR"),
        (DECK, "language: en", "language: pt-BR"),
        (DECK, SIZE, "size: 2.5 x 3,5 in"),
        (DECK, "paper: A4", "paper: letter"),
        (DECK, "required: true", "required: Yes"),
        (DECK, COLOR, '"#fd0"'),
        (DECK, COLOR, "CMYK(60%, 0, 0, 0)".replace(", ", " ")),
        (DECK, "  A: {name: Mobility, color: cmyk(0 5 100 0)}", '  A: {name: "Mobility, shared", color: black}'),
    ],
)
def test_more_than_one_way_of_writing_is_understood(project: Project, file: str, old: str, new: str) -> None:
    project.spoil(file, old, new)
    result = project.run("build")
    assert (result.code, result.err) == (0, "")
