"""Tables that unpack, grow or nest without end."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from tests.hostile.confined import confined, refused
from tests.projects import Project
from torture.fuzz_targets import BOOK

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
ROWS = "".join(
    f'<row r="{n}"><c r="A{n}" t="str"><v>{t}</v></c><c r="B{n}" t="str"><v>{d}</v></c></row>'
    for n, t, d in ((1, "title", "description"), (2, "One", "words"))
)
TOO_BIG = "this table is too big to be part of a deck"
ENTITIES = '<!ENTITY a "xxxxxxxxxx">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(8)
)
UNREAD = "this spreadsheet cannot be read"


def book(sheet: str | bytes, **more: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in (BOOK | more).items():
            file.writestr(name, content)
        file.writestr("xl/worksheets/sheet1.xml", sheet)
    return packed.getvalue()


def data(rows: str = "", before: str = "", after: str = "") -> str:
    return f"{SHEET}{before}<sheetData>{ROWS}{rows}</sheetData>{after}</worksheet>"


WORKBOOKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "unpacks to 300 MB": (lambda: book(data().encode() + b" " * 300_000_000), TOO_BIG),
    "a cell in the far corner": (lambda: book(data('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')), TOO_BIG),
    "a row beyond all": (lambda: book(data('<row r="999999999999"><c><v>1</v></c></row>')), TOO_BIG),
    "ten million cells": (lambda: book(data(f"<row r='3'>{'<c/>' * 10_000_000}</row>")), TOO_BIG),
    "ten million rows": (lambda: book(data("<row/>" * 10_000_000)), TOO_BIG),
    "nested": (lambda: book(SHEET + "<a>" * 1_000_000), UNREAD),
    "entity bomb": (lambda: book(f"<!DOCTYPE a [{ENTITIES}]>{data('&i;')}"), UNREAD),
    "external entity": (lambda: book('<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + data("&a;")), UNREAD),
    "cut off": (lambda: book(data())[:400], UNREAD),
    "no workbook": (lambda: b"hello", UNREAD),
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_hostile_workbook_is_told(project: Project, name: str) -> None:
    make, sentence = WORKBOOKS[name]
    project.write("t.xlsx", make())
    refused(confined(project, "import", "t.xlsx"), sentence, "t.xlsx")


@pytest.mark.parametrize(
    "content",
    [
        book(data(after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
        book(data(before='<dimension ref="A1:A1"/>')),  # a lie, after which rows would be lost
        book(data(before='<dimension ref="A1:XFD1048576"/>')),
        book(data(), **{"../../evil": "x", "/etc/evil": "x"}),
    ],
    ids=["merged cells", "said smaller", "said larger", "names that lead out"],
)
def test_an_odd_workbook_is_read_as_it_is(project: Project, content: bytes) -> None:
    project.write("t.xlsx", content)
    result = confined(project, "import", "t.xlsx", "--dry-run")
    assert (result.code, result.err) == (0, "")
    assert "t.xlsx: 1 card " in result.out


TEXTS: dict[str, tuple[Callable[[], str], str]] = {
    "t.csv commas": (lambda: "," * 19_000_000, "this table is empty"),
    "t.csv wide": (lambda: ",".join(f"c{n}" for n in range(2000)) + ",title\n" + "x\n" * 10, TOO_BIG),
    "t.csv long": (lambda: ",".join(f"c{n}" for n in range(400)) + ",title\n" + "x\n" * 100_000, TOO_BIG),
    "t.csv one title": (lambda: "title,description\n" + "a,\n" * 30_000, "more are told once these are mended"),
    "t.csv open quote": (lambda: 'title,description\n"' + "a,b\n" * 1_000_000, "far too long"),
    "t.json nested": (lambda: "[" * 200_000, "nested too deeply"),
    "t.json nested less": (lambda: '[{"title": "a", "x": ' + "[" * 900 + "1" + "]" * 900 + "}]", "nested too deeply"),
    "t.json names": (lambda: f"[{','.join(f'{{%sa{n}%s: 1}}' % (chr(34), chr(34)) for n in range(90_000))}]", TOO_BIG),
    "t.json number": (lambda: f'[{{"title": {"9" * 1_000_000}}}]', "1,000,000 characters long"),
    "t.json surrogate": (lambda: '[{"title": "\\ud800"}]', "half of a letter"),
    "t.md brackets": (lambda: "# a\n\n" + "[" * 1_900_000, "1,900,000 characters long"),
    "t.md quotes": (lambda: "# a\n\n" + "> " * 300_000, "characters long"),
    "t.md large": (lambda: "# a\n" * 600_000, "too big to be part of a deck"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_table_of_text_is_told(project: Project, name: str) -> None:
    make, sentence = TEXTS[name]
    file = name.split()[0]
    project.write(file, make())
    refused(confined(project, "import", file), sentence, file)


@pytest.mark.parametrize("title", ["../../evil", "CON", "\u202eevil", "a\nb", "\x1b[31m", "x" * 300])
def test_what_is_imported_is_written_into_cards_alone(project: Project, title: str) -> None:
    before = set(project.files())
    project.write("t.csv", f'title,description,category\n"{title}",x,"{title}"\n')
    result = confined(project, "import", "t.csv")
    assert result.code in (0, 1), result.err
    assert not {"\x1b", "\u202e"} & set(result.out + result.err)
    new = set(project.files()) - before - {"t.csv"}
    assert all(name.startswith("cards/") and name.count("/") == 1 and name.isprintable() for name in new)
