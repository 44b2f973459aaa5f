"""Runs and paragraphs: text with its emphasis, before it is shaped."""

from __future__ import annotations

from msgspec import Struct


class Run(Struct, frozen=True):
    """A stretch of text in one face; *font* names its typeface when that is not the paragraph's own.

    *link* is the address that the text leads to on a screen; *code* is printed as typed, without typographic rules.
    """

    text: str
    bold: bool = False
    italic: bool = False
    font: str = ""
    link: str = ""
    code: bool = False


class Paragraph(Struct, frozen=True):
    """Runs that are broken into lines together.

    *gap* is the share of a paragraph space that stands before it: 1 between fields, less between the paragraphs of
    one field, 0 at the top. *hang* is the text set before the first line, the others being indented past it, and past
    the wider *room* where the list has longer numbers; an *inset* paragraph stands in as far without it. From a
    paragraph with *foot* on, the text stands at the foot of its box, what room is left over lying before it. A
    *heading* stays with the paragraph after it. *language* is the code of its language where that is not the deck's,
    *lead* that of its first run where that is another again.
    """

    runs: tuple[Run, ...]
    gap: float = 0.0
    hang: str = ""
    foot: bool = False
    inset: bool = False
    room: str = ""
    heading: bool = False
    language: str = ""
    lead: str = ""

    @property
    def text(self) -> str:
        """The characters of all runs."""
        return "".join(run.text for run in self.runs)


def plain_text(paragraphs: tuple[Paragraph, ...]) -> str:
    """The characters of all paragraphs, a line each."""
    return "\n".join((p.hang + " " if p.hang and not p.inset else "") + p.text for p in paragraphs)
