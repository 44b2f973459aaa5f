"""Markdown's inline markup and paragraphs to runs; whatever is unbalanced is printed as typed."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING
from unicodedata import category

from msgspec.structs import replace

from deck.text.parts import BULLETS, parts_of
from deck.text.runs import Paragraph, Run

if TYPE_CHECKING:  # 50 ms: only texts with marks pay it
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

INNER_GAP = 0.5  # paragraphs of one field stand closer than fields do
LIST_GAP = 0.25
HEADING_GAP, HEADED_GAP = 0.75, 0.15  # before a heading, and before what follows it
BULLET = "•"
HARD_BREAK = "\u2028"  # Unicode's line separator: a line ends here, the paragraph goes on
_WEB = re.compile(r"https?://[^\s»)]*[^\s»)).,;:!?…]", re.IGNORECASE)
_BREAKS = re.compile(f" *{HARD_BREAK} *")
_FOLLOWED = re.compile(r"(?:https?://|mailto:)\S+$", re.IGNORECASE)
_MARKS = re.compile(r"[*\[\]\\\n`]")
_SAFE_ADDRESS = r"https?://[a-z0-9][a-z0-9.-]*(?:[/?#][A-Za-z0-9./~?#&=+_-]*)?"  # which stays as it is written
_LINK = re.compile(rf"\[([^\[\]*\\\n`]+)\]\(({_SAFE_ADDRESS})\)")
_STARS = re.compile(r"(\*+)")
_SPACES = (" ", "\t", "\u00a0", "\u202f")


def parse_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Paragraphs of Markdown text: blank lines part them; lines that begin with a list's mark are its entries."""
    paragraphs: list[Paragraph] = []
    gap = 0.0
    for part in parts_of(text):
        if part.mark:
            hang = BULLET if part.mark in BULLETS else part.mark
            paragraphs += _lines(parse_runs(part.text), min(gap, LIST_GAP) if part.inner else gap, hang, part.room)
        elif part.heading:
            runs = tuple(replace(run, bold=True) for run in parse_runs(part.text))
            lines = _lines(runs, HEADING_GAP if paragraphs else 0.0)
            paragraphs += [replace(line, heading=True) for line in lines]
        else:
            paragraphs += _lines(parse_runs(part.text), gap)
        gap = HEADED_GAP if part.heading else INNER_GAP
    return tuple(paragraphs)


def parse_lines(text: str) -> tuple[Paragraph, ...]:
    """The lines of one paragraph, whatever it begins with."""
    return tuple(_lines(parse_runs(text), 0.0))


def _lines(runs: tuple[Run, ...], gap: float, hang: str = "", room: str = "") -> list[Paragraph]:
    """A paragraph of the runs; where hard breaks end its lines one for each line, without a gap between them."""
    if not any([HARD_BREAK in run.text for run in runs]):  # noqa: C419  # most: a list is twice as fast here
        return [Paragraph(runs, gap, hang, room=room)]
    lines: list[list[Run]] = [[]]
    for run in runs:
        for index, part in enumerate(_BREAKS.split(run.text)):
            if index:
                lines.append([])
            lines[-1] += [replace(run, text=part)] if part else []
    first, *others = (tuple(line) for line in lines)
    inset = bool(hang)
    after = (Paragraph(line, hang=hang, inset=inset, room=room) for line in others)
    return [Paragraph(first, gap, hang, room=room), *after]


def parse_runs(text: str) -> tuple[Run, ...]:
    """Runs of one paragraph: ``**bold**``, ``*italic*``, ``[text](url)``, code in backticks and backslash escapes."""
    text = text.strip()
    if _MARKS.search(text) is None:  # most paragraphs carry no markup and need no parser
        return (Run(text),)
    return _simple_runs(text) or _marked_runs(text)


def _simple_runs(text: str) -> tuple[Run, ...] | None:
    """Runs of a text whose only marks are links, and stars around words, that nobody can read in two ways; else None.

    Most marked texts are of this kind, and the parser takes 40 ms to import.
    """
    texts, words, addresses = (_LINK.split(text)[which::3] for which in range(3))
    starred = [_starred_runs(piece) for piece in texts]
    if None in starred or "" in texts[1:-1]:  # links without anything between them may be one
        return None
    links = [[Run(said, italic=True, link=followed(url))] for said, url in zip(words, addresses, strict=True)]
    return tuple(run for both in zip_longest(starred, links) for runs in both for run in runs or ())


def _starred_runs(text: str) -> list[Run] | None:
    """The same of a text without links.

    CommonMark 0.31, 6.2: stars after a space or a sign and before a letter open emphasis; those after a letter, or
    before a space, close it.
    """
    pieces = _STARS.split(text)
    if len(pieces) % 4 != 1 or _MARKS.search(text.replace("*", "")):
        return None
    runs: list[Run] = []
    for index in range(0, len(pieces) - 1, 4):
        before, opening, inside, closing, after = pieces[index : index + 5]
        opens = not before or before[-1] in _SPACES or category(before[-1])[0] in "PS"
        closes = inside[-1:].isalnum() or (inside[-1:] not in _SPACES and (not after or after[0] in _SPACES))
        if opening != closing or len(opening) > 2 or not (opens and closes and inside[:1].isalnum()):
            return None
        runs += [Run(before)] if before else []
        runs.append(Run(inside, bold=len(opening) == 2, italic=len(opening) == 1))
    return [*runs, Run(pieces[-1])] if pieces[-1] else runs


@lru_cache(maxsize=512)
def _marked_runs(text: str) -> tuple[Run, ...]:
    """Runs of a text with marks; one text is asked for at many sizes and on many formats."""
    return tuple(_to_runs(_parser().parseInline(text)[0].children or []))


def _to_runs(tokens: list[Token]) -> list[Run]:
    """Runs of a token stream; the text of a link is emphasised, its address is for the screen alone."""
    runs: list[Run] = []
    bold = italic = 0
    link = ""
    for token in tokens:
        bold += token.nesting * (token.type in ("strong_open", "strong_close"))
        italic += token.nesting * (token.type in ("em_open", "em_close", "link_open", "link_close"))
        if token.type in ("link_open", "link_close"):
            link = followed(str(token.attrs.get("href", "")))
        text = {"softbreak": " ", "hardbreak": HARD_BREAK}.get(token.type, token.content)
        if text:
            run = Run(text, bold > 0, italic > 0, link=link, code=token.type == "code_inline")
            if runs and replace(runs[-1], text=text) == run:
                run = replace(run, text=runs.pop().text + text)
            runs.append(run)
    return runs


def followed(address: str) -> str:
    """*address* where a reader may follow it (the web, mail), else nothing: a card runs no script."""
    return address if _FOLLOWED.match(address) else ""


def web_address(text: str) -> str:
    """The web address in a stretch without spaces, in the characters that a link may hold (RFC 3986, 2)."""
    found = _WEB.search(text) if "://" in text else None
    if found is None:
        return ""
    if re.fullmatch(_SAFE_ADDRESS, found[0]):
        return found[0]
    from markdown_it.common.normalize_url import normalizeLink

    return normalizeLink(found[0])


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero").enable(["emphasis", "link", "escape", "newline", "backticks"])
    parser.inline.ruler.at("emphasis", _stars_only)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # printed, not followed: keep every link
    return parser


def _stars_only(state: StateInline, silent: bool) -> bool:
    """Markdown's emphasis for * alone: workshop cards leave blanks to fill in with underscores."""
    from markdown_it.rules_inline import emphasis

    return state.src[state.pos] != "_" and emphasis.tokenize(state, silent)
