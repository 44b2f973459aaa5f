"""A text in parts: paragraphs, headings and the entries of lists, each without the mark at its beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

FARTHEST = 500  # lines below an entry in which the next one is looked for
BULLETS = ("-", "*", "+")
# A line that begins a part of its own, its indentation before it; three digits are the longest list of a card.
LINE_MARK = re.compile(r"^[ \t]*([-*+]|[0-9]{1,3}[.)]|#{2,6}) +(?=\S)", re.MULTILINE)
_MARK = re.compile(LINE_MARK.pattern.replace(r"[ \t]*", "", 1))
_LATER_MARK = re.compile(LINE_MARK.pattern.replace("^", "\n", 1))  # which is found ten times as fast
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_SENTENCE_ENDS = tuple(":.!?…;,)»”")  # after these, a line with a number is not the middle of a sentence


class Part(Struct, frozen=True):
    """A stretch of text with its *mark* when it is the entry of a list, *inner* when it follows in the same block.

    *room* is the widest number of its list.
    """

    text: str
    mark: str = ""
    heading: bool = False
    inner: bool = False
    room: str = ""


def has_marks(text: str) -> bool:
    """Whether a line of *text* begins a part of its own: an entry of a list, a heading."""
    return LINE_MARK.match(text) is not None or _LATER_MARK.search(text) is not None


def parts_of(text: str) -> list[Part]:
    """The parts of a text: blank lines end one, marks begin one."""
    if "\n" not in text and _MARK.match(text.strip()) is None:  # most are one paragraph and no more
        return [Part(text.strip())]
    parts: list[Part] = []
    last = ""  # the mark of the last entry of a numbered list
    for block in _BLANK_LINES.split(text.strip()):
        for index, part in enumerate(_parts_of_block(block, last)):
            last = part.mark if _number(part.mark) else last
            parts.append(replace(part, inner=index > 0))
    return [entry for _, group in groupby(parts, lambda part: bool(_number(part.mark))) for entry in _aligned(group)]


def _parts_of_block(block: str, last: str) -> Iterator[Part]:
    """The parts of lines without a blank one; *last* is the mark of the last numbered entry before them."""
    lines = block.split("\n")
    own: list[str] = []
    part = Part("")
    for index, line in enumerate(lines):
        found = _MARK.match(line)
        if found and _begins(found[1], lines, index, part, last):
            if own:
                yield replace(part, text="\n".join(own))
            heading = found[1].startswith("#")
            part, own = Part("", "" if heading else found[1], heading), [line[found.end() :]]
            last = part.mark if _number(part.mark) else last
        elif part.heading:
            yield replace(part, text=own[0])
            part, own = Part(""), [line]
        else:
            own.append(line)
    if own:
        yield replace(part, text="\n".join(own))


def _begins(mark: str, lines: list[str], index: int, part: Part, last: str) -> bool:
    """Whether *mark* at the beginning of a line begins a part, or is text: ``2. Mai``, a wrapped ``1 + 2``."""
    if mark == "-" or mark.startswith("#"):
        return True
    number = _number(mark)
    if mark[:1].isdigit() and number != 1 and mark != _following(last):
        return False
    if not index or part.mark or part.heading or lines[index - 1].rstrip(" \\*_").endswith(_SENTENCE_ENDS):
        return True
    following = f"{_following(mark)} "
    return any(line.startswith(following) for line in lines[index + 1 : index + 1 + FARTHEST])


def _following(mark: str) -> str:
    """The mark of the next entry."""
    return f"{_number(mark) + 1}{mark[-1]}" if mark[:1].isdigit() else mark


def _number(mark: str) -> int:
    """The number of an entry; 0 for a bullet, or none."""
    return int(mark[:-1]) if mark[:1].isdigit() else 0


def _aligned(group: Iterator[Part]) -> list[Part]:
    """The entries of a numbered list with room for its longest number."""
    entries = list(group)
    widest = max((entry.mark for entry in entries), key=len)
    return [replace(entry, room=widest if len(widest) > len(entry.mark) else "") for entry in entries]


def entries_of(text: str) -> list[str]:
    """The entries of the lists in a text, what follows one being part of it; without lists, the paragraphs."""
    parts = parts_of(text)
    entries: list[str] = []
    for part in parts:
        if part.mark or not entries or not any(other.mark for other in parts):
            entries.append(part.text)
        else:
            entries[-1] += f"\n\n{part.text}"
    return [entry.strip() for entry in entries if entry.strip()]
