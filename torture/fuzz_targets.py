"""What is fuzzed: readers of files, each given bytes of any kind; whatever escapes but DeckError is a fault of ours.

A reader either gives back what it read or notes why it cannot: nothing is lost in silence.
"""

from __future__ import annotations

import atexit
import io
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from deck.problems import DeckError, Problems, tell
from deck.source.project import read_text

Target = Callable[[bytes], None]


@cache
def _scratch() -> Path:
    """A folder for the files that readers are given, in memory where the machine has such."""
    memory = Path("/dev/shm")
    kept = tempfile.TemporaryDirectory(prefix="deckpress-fuzz-", dir=memory if memory.is_dir() else None)
    atexit.register(kept.cleanup)
    return Path(kept.name)


def _file(name: str, data: bytes) -> Path:
    file = _scratch() / name
    file.write_bytes(data)
    return file


def _told(problems: Problems) -> None:
    """Every problem can be told, and on one terminal line for its headline."""
    for problem in problems.found:
        said = tell(problem, _scratch())
        assert "\x1b" not in said, "what was typed steers the terminal"


def _read(read: Callable[[Problems], object]) -> object:
    """What *read* gives; that it said why when it gives nothing."""
    problems, found = Problems(), None
    with suppress(DeckError):
        found = read(problems)
    assert found is not None or problems.found, "nothing was read and nothing told"
    _told(problems)
    return found


def yaml(data: bytes) -> None:
    """A file of cards, from its bytes to the shapes of its cards."""
    from deck.source.cardfiles import read_card_file
    from deck.source.parsing import parse_yaml

    file = _file("cards.yaml", data)
    problems = Problems()
    text = read_text(file, problems)
    tree = parse_yaml(text, file, problems) if text is not None else None
    _told(problems)
    if tree is not None:
        read_card_file(file, Problems())


def deck(data: bytes) -> None:
    """deck.yaml with one good card beside it."""
    from deck.source.project import Project
    from deck.source.read import read_deck

    root = _scratch() / "deck"
    (root / "cards").mkdir(parents=True, exist_ok=True)
    (root / "deck.yaml").write_bytes(data)
    (root / "cards" / "a.yaml").write_text("cards:\n  - title: One\n")
    _read(lambda problems: read_deck(Project(root), problems))


def layout(data: bytes) -> None:
    """A layout."""
    from deck.source.layouts import read_layout
    from deck.source.project import Project

    root = _scratch() / "laid"
    (root / "layouts").mkdir(parents=True, exist_ok=True)
    (root / "layouts" / "own.yaml").write_bytes(data)
    _read(lambda problems: read_layout("own", Project(root), problems))


def markup(data: bytes) -> None:
    """A field's text, to paragraphs and runs, with the typographic rules of a language."""
    from deck.text.markup import parse_lines, parse_paragraphs, web_address
    from deck.text.parts import entries_of

    text = data.decode("utf-8", "ignore")
    paragraphs = parse_paragraphs(text)
    parse_lines(text)
    entries_of(text)
    web_address(text)
    if any(sign.isalnum() for sign in text):
        printed = "".join(run.text for paragraph in paragraphs for run in paragraph.runs)
        numbered = "".join(paragraph.hang for paragraph in paragraphs)
        assert any(sign.isalnum() for sign in printed + numbered) or "](" in text, "words were lost"


def svg(data: bytes) -> None:
    """A pictogram."""
    from deck.art.svg import read_svg

    _read(lambda problems: read_svg(_file("icon.svg", data), problems))


def picture(data: bytes) -> None:
    """A photograph, prepared for a press."""
    from deck.art.bitmap import prepare_picture
    from deck.art.picture import PictureError
    from deck.color.ink import PAPER

    with suppress(PictureError):
        prepare_picture(_file("photo.jpg", data), 72, 72, PAPER, "CMYK", 3.0)


def font(data: bytes) -> None:
    """A font file: opened, words shaped, the subset embedded."""
    from deck.model import Typeface
    from deck.render.document import Document
    from deck.render.fonts import EmbeddedFont
    from deck.render.shown import ShownFont
    from deck.text.fontbook import FontBook

    file = _file("own.ttf", data)
    with suppress(DeckError):
        opened = FontBook({"own": Typeface("own", file)}, "en", Problems()).font("own")
        word = opened.word("Hamburg fi")
        shown = ShownFont(opened)
        shown.fragment(word)
        document = Document(io.BytesIO(), (1, 6))
        embedded = EmbeddedFont(opened, document.reference())
        embedded.learn(shown.glyphs())
        embedded.write(document)


def csv(data: bytes) -> None:
    """A table as CSV."""
    _table("cards.csv", data)


def json(data: bytes) -> None:
    """A table as JSON."""
    _table("cards.json", data)


def markdown(data: bytes) -> None:
    """A table as Markdown."""
    _table("cards.md", data)


def xlsx(data: bytes) -> None:
    """A workbook: the fuzzer's bytes are its sheet, as what a packed file says is beyond mutation."""
    if data[:2] == b"PK":
        _table("cards.xlsx", data)
        return
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        for name, content in BOOK.items():
            book.writestr(name, content)
        book.writestr("xl/worksheets/sheet1.xml", data)
    _table("cards.xlsx", packed.getvalue())


def _table(name: str, data: bytes) -> None:
    from deck.tables.cards import as_card_file, card_nodes, check_titled
    from deck.tables.columns import match_columns
    from deck.tables.table import Table, read_table

    table = _read(lambda problems: read_table(_file(name, data), problems))
    if isinstance(table, Table):
        problems = Problems()
        matches = match_columns(table.columns, {"text": "Text"}, {})
        check_titled(table, matches, problems)
        as_card_file(card_nodes(table, matches, problems), table, problems)
        _told(problems)


def pdf(data: bytes) -> None:
    """A PDF from elsewhere, judged as a print shop would."""
    from deck.preflight.findings import Expected
    from deck.preflight.inspect import preflight
    from deck.preflight.table import table

    _read(lambda problems: table(preflight(_file("own.pdf", data), Expected(), problems), Expected()))


_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
BOOK = {
    "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_RELATED}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="cards" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATED}"><Relationship Id="r1" '
    f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}

TARGETS: dict[str, Target] = {
    "yaml": yaml,
    "deck": deck,
    "layout": layout,
    "markup": markup,
    "svg": svg,
    "csv": csv,
    "json": json,
    "markdown": markdown,
    "xlsx": xlsx,
    "picture": picture,
    "font": font,
    "pdf": pdf,
}
