"""Markdown: a heading a card, a deeper heading or a bold label a field; headings above the cards are categories."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from msgspec import Struct

from deck.problems import Mark, Problems, Severity, shortened
from deck.source.naming import clean
from deck.source.nodes import Mapping, Scalar
from deck.tables.encoding import read_any_text
from deck.tables.table import Table, checked

LARGEST = 2_000_000  # bytes; a thousand cards, and reading takes half a minute
TITLE, CATEGORY, TEXT = "title", "category", "text"  # the columns that headings and text without a label make
_LABEL = re.compile(r"\*\*(?P<name>[^*\n]+?)\s*(?P<inside>:)?\s*\*\*[^\S\n]*(?P<outside>:)?[^\S\n]*(?P<text>.*)")
_KEPT = re.compile(r"^ {0,3}(?:- |\d+[.)] )|(?:\\|  )$", re.MULTILINE)  # lists, and lines that are to end where they do
_BULLET = re.compile(r"^( {0,3})[*+] +(?=\S)", re.MULTILINE)


class _Heading(Struct, frozen=True):
    """A heading: its level, its words, its first line and the line after its last, both from 0."""

    level: int
    text: str
    line: int
    end: int


def read_markdown(file: Path, problems: Problems) -> Table | None:
    """The cards in a Markdown file; None when it cannot be read (noted)."""
    found = read_any_text(file, problems, LARGEST)
    if found is None:
        return None
    lines = clean(found[0]).split("\n")
    headings = _headings("\n".join(lines))
    if not headings:
        hints = ["Write each card's title as a heading:  ## My first card"]
        problems.add("this file has no headings, so its cards cannot be told apart.", Mark(file, 1), hints=hints)
        return None
    return _Reader(file, lines, headings, problems).table()


def _headings(text: str) -> list[_Heading]:
    blocks = MarkdownIt("commonmark").disable("inline")  # of the words nothing is asked but where they stand
    tokens = blocks.parse(text)
    return [
        _Heading(int(token.tag[1]), _bare(tokens[index + 1].content), *token.map)
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.map
    ]


def _bare(text: str) -> str:
    """A heading's words on one line, without bold all around."""
    words = " ".join(text.split())
    return words[2:-2].strip() if re.fullmatch(r"\*\*[^*]+\*\*", words) else words


class _Reader:
    """Takes a file apart by its headings."""

    def __init__(self, file: Path, lines: Sequence[str], headings: list[_Heading], problems: Problems) -> None:
        self.file, self.lines, self.headings, self.problems = file, lines, headings, problems
        self.columns: dict[str, Mark] = {}
        self.card_level = _card_level(headings)
        above = [heading for heading in headings if heading.level < self.card_level]
        self.grouped = len(above) > 1  # a lone heading above all cards is the deck's title

    def table(self) -> Table:
        rows: list[Mapping] = []
        category: _Heading | None = None
        self._tell_lost(0, self.headings[0].line)
        for index, heading in enumerate(self.headings):
            end = self.headings[index + 1].line if index + 1 < len(self.headings) else len(self.lines)
            if heading.level < self.card_level:
                category = heading if self.grouped else None
                self._tell_lost(heading.end, end)
            elif heading.level == self.card_level:
                rows.append(self._card(heading, category))
                self._body(rows[-1], heading.end, end)
            elif rows:
                self._field(rows[-1], heading.text.rstrip(" :"), self._mark(heading.line), heading.end, end)
        seen = f"Markdown, {'#' * self.card_level} for cards" + (", headings above for categories" * self.grouped)
        return Table(self.file, self.columns, rows, seen)

    def _card(self, heading: _Heading, category: _Heading | None) -> Mapping:
        row = Mapping({}, {}, self._mark(heading.line))
        self._add(row, TITLE, heading.text, self._mark(heading.line))
        if category is not None:
            self._add(row, CATEGORY, category.text.rstrip(" ."), self._mark(category.line))
        return row

    def _body(self, row: Mapping, start: int, end: int) -> None:
        """The text below a card's heading, parted by its bold labels."""
        labels = [(line, match) for line in range(start, end) if (match := _label(self.lines[line]))]
        bounds = [line for line, _ in labels] + [end]
        self._field(row, TEXT, self._mark(start), start, bounds[0])
        for (line, match), stop in zip(labels, bounds[1:], strict=True):
            first = match["text"]
            self._field(row, " ".join(match["name"].split()), self._mark(line), line + 1, stop, first)

    def _field(self, row: Mapping, name: str, mark: Mark, start: int, end: int, first: str = "") -> None:
        text = _text("\n".join([first, *self.lines[start:end]]))
        if text:
            self._add(row, name, text, mark)

    def _add(self, row: Mapping, name: str, text: str, mark: Mark) -> None:
        self.columns.setdefault(name, mark)
        if name in row.entries:
            hints = [f"The first is on line {row.entries[name].mark.line}. Put the two together, or name one anew."]
            self.problems.add(f'this card has "{name}" twice.', mark, hints=hints)
            return
        row.keys[name] = mark
        row.entries[name] = checked(Scalar(text, mark), self.problems)

    def _tell_lost(self, start: int, end: int) -> None:
        """Text above the cards is on none of them: whoever imports it should know."""
        line = next((line for line in range(start, end) if self.lines[line].strip()), None)
        if line is not None:
            said = f'this text belongs to no card and is left out: "{shortened(self.lines[line], 40)}"'
            hints = ["If it is a card, give it a heading of its own."]
            self.problems.add(said, self._mark(line), hints=hints, severity=Severity.WARNING)

    def _mark(self, line: int) -> Mark:
        typed = self.lines[line] if line < len(self.lines) else ""
        return Mark(self.file, line + 1, 1, max(1, len(typed)))


def _card_level(headings: Sequence[_Heading]) -> int:
    """The level of the cards' titles: the deepest, or the one above where the deepest says the same again and again."""
    levels = sorted({heading.level for heading in headings})
    deepest = Counter(heading.text.rstrip(" :").casefold() for heading in headings if heading.level == levels[-1])
    fields = len(levels) > 1 and (max(deepest.values()) > 1 or len(headings) == 1 + deepest.total())
    return levels[-2] if fields else levels[-1]


def _label(line: str) -> re.Match[str] | None:
    """A bold label at the beginning of a line: with a colon, or alone on it."""
    match = _LABEL.fullmatch(line.strip())
    return match if match and (match["inside"] or match["outside"] or not match["text"]) else None


def _text(raw: str) -> str:
    """Paragraphs each on one line, lists left as they are, their bullets hyphens."""
    parts = re.split(r"\n[^\S\n]*\n\s*", _BULLET.sub(r"\1- ", raw).strip())
    return "\n\n".join(
        part if _KEPT.search(part) else " ".join(line.strip() for line in part.split("\n")) for part in parts
    )
