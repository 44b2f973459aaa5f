"""Tables of every kind are read alike; what is wrong in them is told by row and column."""

from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from deck.color.ink import BLACK, Ink
from deck.problems import Problems
from deck.source.cardfiles import FIELD
from deck.source.nodes import Scalar
from deck.tables.cards import joined_tags, letter_of, new_letter, split_tags
from deck.tables.columns import fold, match_columns
from deck.tables.palette import READABLE, new_inks
from deck.tables.table import Table, read_table
from deck.tables.xlsx import write_xlsx
from tests.projects import Project
from tests.texts import LINE

TABLE = "Titre;Catégorie;Description\nVélo;A;Un « mot »,\nTram;B;x\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]


def read(file: Path) -> Table:
    problems = Problems()
    table = read_table(file, problems)
    assert table is not None, problems.found
    assert not problems.found
    return table


def rows(table: Table) -> list[dict[str, str]]:
    return [{key: node.text for key, node in row.entries.items() if isinstance(node, Scalar)} for row in table.rows]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encoding_and_separator_are_found_out(tmp_path: Path, encoding: str, separator: str, ends: str) -> None:
    said = TABLE.replace("mot »,", "mot »" + ("" if separator == "," else ","))
    file = tmp_path / "t.csv"
    file.write_bytes(said.replace(";", separator).replace("\n", ends).encode(encoding))
    table = read(file)
    assert [*table.columns] == ["Titre", "Catégorie", "Description"]
    assert rows(table)[0]["Titre"] == "Vélo"
    assert rows(table)[0]["Description"].startswith("Un « mot »")
    assert table.rows[1].keys["Titre"].place == 'row 3, column "Titre"'


def test_a_spreadsheet_may_say_its_separator(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("sep=;\ntitle;body\na,b,c;d,e,f\n", "utf-8")
    table = read(file)
    assert rows(table) == [{"title": "a,b,c", "body": "d,e,f"}]
    assert table.rows[0].mark.line == 3


def test_a_workbook_gives_what_its_cells_show(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["title", "n", "yes", "text"], ["One", 2.0, True, "=no"], [None] * 4, ["Two", 2.5, None, "a\nb"]):
        sheet.append(row)
    sheet["D2"].data_type = "s"
    book.save(tmp_path / "t.xlsx")
    table = read(tmp_path / "t.xlsx")
    assert rows(table) == [
        {"title": "One", "n": "2", "yes": "true", "text": "=no"},
        {"title": "Two", "n": "2.5", "text": "a\nb"},
    ]
    assert table.rows[1].keys["n"].place == 'row 4, column "n"'


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [(0.5, "0%", "50%"), (0.125, "0.0%", "12.5%"), (1, "0%", "100%"), (0.1 + 0.2, "General", "0.3"),
     (date(2026, 11, 23), "DD/MM/YYYY", "2026-11-23"), (time(9, 30), "h:mm", "09:30:00")],
)  # fmt: skip
def test_a_workbook_gives_numbers_and_dates_as_words(
    tmp_path: Path, value: object, number_format: str, text: str
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["title", "n"])
    sheet.append(["One", value])
    sheet["B2"].number_format = number_format
    book.save(tmp_path / "t.xlsx")
    assert rows(read(tmp_path / "t.xlsx")) == [{"title": "One", "n": text}]


def test_a_formula_without_its_result_is_told(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["title", "n"])
    book.worksheets[0].append(["One", "=1+1"])
    book.save(tmp_path / "t.xlsx")
    problems = Problems()
    read_table(tmp_path / "t.xlsx", problems)
    (problem,) = problems.errors
    assert problem.mark is not None
    assert (problem.mark.place, problem.what[:24]) == ('row 2, column "n"', "this cell holds a formul")


def test_json_keeps_numbers_as_they_were_typed(tmp_path: Path) -> None:
    file = tmp_path / "t.json"
    file.write_text('{"cards": [{"title": "One", "n": 1.50, "none": null, "yes": true}]}', "utf-8")
    assert rows(read(file)) == [{"title": "One", "n": "1.50", "yes": "true"}]


MARKDOWN = """\
# My deck

# A - Getting around

## Car *sharing*

**Description:** People share
a car.

It is **good**.

**Examples**

* one
* two

## Bus

A text without a label.
"""


def test_markdown_gives_a_card_for_every_heading(tmp_path: Path) -> None:
    file = tmp_path / "t.md"
    file.write_text(MARKDOWN, "utf-8")
    assert rows(read(file)) == [
        {
            "title": "Car *sharing*",
            "category": "A - Getting around",
            "Description": "People share a car.\n\nIt is **good**.",
            "Examples": "- one\n- two",
        },
        {"title": "Bus", "category": "A - Getting around", "text": "A text without a label."},
    ]


def test_markdown_fields_may_be_headings(tmp_path: Path) -> None:
    file = tmp_path / "t.md"
    file.write_text("# One\n\n## Body\n\nx\n\n## Other\n\ny\n\n# Two\n\n## Body:\n\nz\n", "utf-8")
    assert rows(read(file)) == [{"title": "One", "Body": "x", "Other": "y"}, {"title": "Two", "Body": "z"}]


BROKEN = [
    ("t.csv", b"title,title\na,b\n", 'row 1, column "title": two columns are called "title".'),
    ("t.csv", b"title,body\na,b,c\n", "row 2: this row has a cell without a name above it."),
    ("t.csv", b'title,body\na,"b"c\n', "line 2: the quotation marks of this row do not match."),
    ("t.csv", b'title,body\na,"b\n', "line 2: the quotation marks of this row do not match."),
    ("t.csv", b"", "line 1: this table is empty."),
    ("t.csv", b"\x81\x8d", "line 1: this file is no text that can be read."),
    ("t.csv", b"body\nx\n", "no column of this table holds the titles of the cards."),
    ("t.csv", b"title,body\n,x\n", 'row 2, column "title": this row has no title.'),
    ("t.csv", b"title,copies\na,b\n", 'row 2, column "copies": "copies" should be a whole number.'),
    ("t.csv", b"title,description\nA card,\n", 'row 2, column "description": this card has no "description"'),
    ("t.csv", b"title,description\nCarpooling,x\n", 'the deck has a card "carpooling" already: cards/A.yaml, line 3.'),
    ("t.csv", b"id,title,description\na,A,x\na,B,y\n", 'there are two cards with the id "a"; the first is on row 2'),
    ("t.xlsx", b"PK no", "this spreadsheet cannot be read."),
    ("t.json", b'[{"title": "a",}]', "line 1: this file breaks the rules of JSON here."),
    ("t.json", b'[{"title": "a", "title": "b"}]', '"title" is given twice in one card.'),
    ("t.json", b'{"title": "a"}', "this file holds no list of cards."),
    ("t.json", b'[{"title": "\\ud800", "description": "x"}]', 'card 1, "title": this text holds half of a letter'),
    ("t.json", b"[" * 99_999, "lists and groups are nested too deeply here."),
    ("t.md", b"no heading\n", "this file has no headings"),
    ("t.md", b"# A\n\n**x:** 1\n\n**x:** 2\n", 'line 5: this card has "x" twice.'),
    ("t.ods", b"", '"t.ods" is not a table that can be read.'),
]


@pytest.mark.parametrize(("name", "content", "said"), BROKEN, ids=[said[:40] for _, _, said in BROKEN])
def test_what_is_wrong_is_told_and_nothing_is_written(project: Project, name: str, content: bytes, said: str) -> None:
    project.write("layouts/plain.yaml", (project.root / "layouts/plain.yaml").read_bytes())
    project.write(name, content)
    before = project.files()
    result = project.run("import", name)
    assert result.code == 1
    assert said in result.err
    assert result.footer.endswith("Nothing was written.")
    assert project.files() == before


@given(st.binary(max_size=300), st.sampled_from(["csv", "xlsx", "json", "md"]))
def test_bad_input_never_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes, kind: str) -> None:
    file = tmp_path_factory.getbasetemp() / f"any.{kind}"
    file.write_bytes(content)
    problems = Problems()
    assert read_table(file, problems) is not None or problems.errors


@given(st.lists(LINE))
def test_tags_go_into_a_cell_and_out_of_it(tags: list[str]) -> None:
    assert split_tags(joined_tags(tags)) == tags


@pytest.mark.parametrize(
    "typed",
    ["A", "Getting around", "getting AROUND", "A - Getting around", "A: Getting around", "B - Getting around"],
)
def test_a_category_is_named_by_letter_by_name_or_by_both(typed: str) -> None:
    assert letter_of(typed, {"A": "Getting around", "B": "Work"}) == "A"


@pytest.mark.parametrize(
    ("typed", "made"),
    [("C - Food", ("C", "Food")), ("Food", ("C", "Food")), ("X", ("X", "X")), ("B - Food", ("C", "Food"))],
)
def test_a_new_category_has_a_letter_that_is_free(typed: str, made: tuple[str, str]) -> None:
    assert letter_of(typed, {"A": "Getting around", "B": "Work"}) is None
    assert new_letter(typed, {"A": "Getting around", "B": "Work"}) == made


def test_columns_are_matched_by_key_label_word_and_likeness() -> None:
    columns = ["Titre", "Bénéfices", "exampels", "Mots-clés", "Notes", "2nd"]
    fields = {"benefits": "Bénéfices", "examples": "Examples"}
    matches = {match.column: (match.key, match.how) for match in match_columns(columns, fields, {})}
    assert matches == {
        "Titre": ("title", "known"),
        "Bénéfices": ("benefits", "known"),
        "exampels": ("examples", "guess"),
        "Mots-clés": ("tags", "known"),
        "Notes": ("notes", "new"),
        "2nd": ("field_2nd", "new"),
    }


@given(st.lists(LINE, unique=True, max_size=8))
def test_no_two_columns_become_the_same(columns: list[str]) -> None:
    keys = [match.key for match in match_columns(columns, {"body": "Body"}, {})]
    assert len(set(keys)) == len(keys)
    assert all(FIELD.fullmatch(key) or key.startswith("labels.") for key in keys)


def test_folding_takes_off_accents_case_and_signs() -> None:
    assert fold("Mots-clés (2)") == "mots_cles_2"


@pytest.mark.parametrize("count", [1, 5, 12])
def test_new_colours_bear_black_text_and_differ(count: int) -> None:
    used = [Ink(0, 0, 1, 0)]
    inks = new_inks(count, used)
    assert len({*inks, *used}) == count + 1
    assert all(ink.contrast(BLACK) >= READABLE for ink in inks)


def test_import_shows_what_became_of_columns_and_adds_what_the_deck_lacks(project: Project) -> None:
    table = 'Title;Group;Descripton;Cost\nTrain;Rail;"On: rails #1";10 €\nTram;A;y;\n'
    project.write("my table.csv", table.encode("cp1252"))
    dry = project.run("import", "my table.csv", "--dry-run")
    assert (dry.code, "Nothing was written" in dry.out) == (0, True)
    before = (project.root / "deck.yaml").read_text("utf-8")
    result = project.run("import", "my table.csv")
    assert result.code == 0, result.err
    assert "Windows-1252, separated by semicolons" in result.out
    assert 'a guess; if it is wrong:  --map "Descripton=…"' in result.out
    assert "new category C: Rail" in result.out
    after = (project.root / "deck.yaml").read_text("utf-8")
    assert [line for line in after.split("\n") if line not in before.split("\n")] == [
        "  C: {name: Rail, color: cmyk(0 50 50 0)}",
        "  cost: {label: Cost}",
    ]
    assert (project.root / "cards/C-rail.yaml").read_text("utf-8") == (
        "# 1 card from my table.csv. Edit them here.\ncategory: C\ncards:\n"
        '  - title: Train\n    description: "On: rails #1"\n    cost: 10 €\n'
    )
    assert project.run("check").code == 0


def test_import_takes_what_map_says(project: Project) -> None:
    project.write("t.json", json.dumps([{"title": "Train", "What it is": "x", "Secret": "y"}]))
    result = project.run("import", "t.json", "--map", "What it is=description", "--map", "Secret=")
    assert result.code == 0, result.err
    assert "as you said" in result.out
    assert "description: x" in (project.root / "cards/t.yaml").read_text("utf-8")
    assert "y" not in [line.strip() for line in (project.root / "cards/t.yaml").read_text("utf-8").split()]
    assert project.run("import", "t.json", "--map", "nothing").code == 2
    assert project.run("import", "t.json", "--map", "Wat it is=x").code == 2


def test_import_never_overwrites(project: Project) -> None:
    project.write("t.csv", "title,description\nTrain,x\n")
    project.write("cards/t.yaml", "cards: []\n")
    assert project.run("import", "t.csv").code == 0
    assert (project.root / "cards/t.yaml").read_text("utf-8") == "cards: []\n"
    assert (project.root / "cards/t-2.yaml").is_file()


def test_export_never_overwrites_unless_told_to(project: Project) -> None:
    assert project.run("export", "t.csv").code == 0
    first = (project.root / "t.csv").read_bytes()
    project.write("t.csv", b"mine")
    assert project.run("export", "t.csv").code == 1
    assert (project.root / "t.csv").read_bytes() == b"mine"
    assert project.run("export", "t.csv", "--force").code == 0
    assert (project.root / "t.csv").read_bytes() == first
    assert project.run("export", "t.doc").code == 2


def test_cards_of_the_same_title_are_kept_apart(project: Project) -> None:
    project.write("t.csv", "title,description\nTrain,x\nTrain,y\nTrain 2,z\n")
    result = project.run("import", "t.csv")
    assert result.code == 0, result.err
    assert project.run("check").code == 0
    ids = [line.split()[-1] for line in project.run("list").out.split("\n") if "train" in line]
    assert len(ids) == 3


@pytest.mark.parametrize("text", ["=1+1", "#N/A", "007", "+1", "a\r", "_x000D_", "\x07", " a "])
def test_a_workbook_takes_every_text_as_text(tmp_path: Path, text: str) -> None:
    content = write_xlsx(["title", "body"], [["One", text]], Problems())
    assert content is not None
    (tmp_path / "t.xlsx").write_bytes(content)
    assert rows(read(tmp_path / "t.xlsx"))[0]["body"] == text.replace("\r", "\n")


def test_what_a_cell_cannot_hold_is_told(tmp_path: Path) -> None:
    problems = Problems()
    write_xlsx(["title", "body"], [["One", "x" * 40_000]], problems)
    assert [problem.what for problem in problems.errors] == [
        '"body" of card 1 is too long for a cell of a spreadsheet.'
    ]


def test_a_field_that_no_column_is_is_told_once_with_the_way_out(project: Project) -> None:
    project.write("t.csv", "title;Beschreibung;Kosten\nEins;Words.;5\nZwei;Words.;6\n")
    result = project.run("import", "t.csv")
    (problem,) = result.problems
    assert problem.startswith('t.csv, line 1: no column of this table is "description"')
    assert '--map "Beschreibung=description"' in problem
    assert project.run("import", "t.csv", "--map", "Beschreibung=description").code == 0
