"""Ways to write a text as a YAML value, the one most like what stood there first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from textwrap import dedent

from msgspec import Struct, field

from deck.text.parts import LINE_MARK, has_marks

WIDTH = 100  # columns at which a folded text is broken where the file does not show another habit
FEW = 3  # lines; a shorter block shows no habit
SHORT = 80  # characters; a longer text goes into a block of its own
_UNPRINTABLE = re.compile("[^\t\n -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LIKE_A_MARK = re.compile(r"[-*+#]|[0-9]{1,3}[.)]$")  # at the beginning of a line it would begin a list
_PLAIN = re.compile(r"[^\W_][^\n]*")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n"}


def normal(text: str) -> str:
    """*text* as a file can hold it: composed letters, plain line ends, no unprintable signs, no blank edges.

    List lines begin with ``- ``, as the deck's reader reads them however they are indented.
    """
    text = re.sub("\r\n?|[\x85\u2028\u2029]", "\n", text)
    text = _UNPRINTABLE.sub("", unicodedata.normalize("NFC", text))
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return LINE_MARK.sub(r"\1 ", text).strip("\n").strip()


class Former(Struct, frozen=True):
    """How the value stood before: its YAML style (None: plain), block header and the lines of a block."""

    style: str | None = None
    header: str = ""
    block: str = ""


class Written(Struct, frozen=True):
    """A value as text: what follows the colon, and the lines beneath it, each with its line end before it."""

    head: str
    body: str = ""


class Writer(Struct, frozen=True):
    """Writes texts in *indent* columns; *flow* between braces, where no block can stand."""

    indent: int
    flow: bool = False
    former: Former = field(default_factory=Former)

    def ways(self, text: str) -> Iterator[Written]:
        """The ways to write *text*, the preferred first; whoever uses one reads it back."""
        folded, literal = self._folded(text), self._literal(text)
        inline = [Written(_double(text))] if "\n" not in text or self.flow or "\n\n" in text else []
        if "\n" not in text:
            inline = [*self._plain(text), *inline]
        if self.flow:
            yield from inline
            return
        if not text:
            yield Written('""')
            return
        style = self.former.style
        if style == "'" and "\n" not in text:
            yield Written("'" + text.replace("'", "''") + "'")
        if style in ('"', "'"):
            inline = [way for way in inline if way.head.startswith('"')]
        if style == "|":
            yield from (literal, folded, *inline)
        elif style == ">" or "\n" in text or (len(text) > SHORT and style not in ('"', "'")):
            yield from (folded, literal, *inline)
        else:
            yield from (*inline, folded, literal)

    def _plain(self, text: str) -> Iterator[Written]:
        """Without quotes, where no sign in it means anything."""
        forbidden = r": |:$| #|[\t]" + (r"|[,\[\]{}]" if self.flow else "")
        if _PLAIN.fullmatch(text) and not re.search(forbidden, text):
            yield Written(text)

    def _folded(self, text: str) -> Written:
        """Each paragraph broken into lines; lines that stood there before stay as they are."""
        header = self.former.header if self.former.style == ">" else ">-"
        known, width = _paragraphs(self.former.block), self._width()
        parts = [part if "\n" in part else "\n".join(_rewrapped(part, known, width)) for part in text.split("\n\n")]
        return Written(header, self._indented("\n\n".join(parts)))

    def _literal(self, text: str) -> Written:
        return Written("|2-" if text.startswith(" ") else "|-", self._indented(text))

    def _indented(self, text: str) -> str:
        margin = " " * self.indent
        return "".join(f"\n{margin}{line}" if line else "\n" for line in text.split("\n"))

    def _width(self) -> int:
        longest = max(len(line) for line in self.former.block.split("\n"))
        return max(longest, WIDTH if self.former.block.count("\n") < FEW else 0, self.indent + 20) - self.indent


def _paragraphs(block: str) -> list[list[str]]:
    """The paragraphs of a folded block as typed, each as its lines."""
    parts = re.split(r"\n[ \t]*\n", dedent(block).strip("\n"))
    return [part.split("\n") for part in parts if part.strip() and not has_marks(part)]


def _rewrapped(text: str, known: list[list[str]], width: int) -> list[str]:
    """*text* in lines: those of the paragraph of *known* that it is most like, but where it differs from them."""
    best: tuple[list[str], list[str]] = ([], [])
    for lines in known:
        head, rest = _led(text, lines)
        tail = [line[::-1] for line in _led(rest[::-1], [line[::-1] for line in reversed(lines[len(head) :])])[0]][::-1]
        if len(head) + len(tail) > len(best[0]) + len(best[1]):
            best = head, tail
    head, tail = best
    middle = _between(text, head, tail)
    if middle and head and len(head[-1]) + 1 + len(middle.partition(" ")[0]) <= width:
        head = head[:-1]  # its last line has room for the first word that is new
        middle = _between(text, head, tail)
    return [*head, *(_wrapped(middle, width) if middle else []), *tail]


def _between(text: str, head: list[str], tail: list[str]) -> str:
    """What of *text* stands between the lines *head* and *tail*."""
    start, end = (sum(len(line) + 1 for line in lines) for lines in (head, tail))
    return text[start : len(text) - end]


def _led(text: str, lines: list[str]) -> tuple[list[str], str]:
    """The first of *lines* that *text* begins with, each ending where a word ends, and the rest of it."""
    kept: list[str] = []
    for line in lines:
        if text != line and not text.startswith(f"{line} "):
            break
        kept.append(line)
        text = text[len(line) + 1 :]
    return kept, text


def _wrapped(text: str, width: int) -> list[str]:
    """*text* in lines of *width* at most where its words allow it; none begins with what makes a list."""
    lines: list[str] = [""]
    for word in text.split(" "):
        line = lines[-1]
        fits = len(line) + 1 + len(word) <= width
        if line and not fits and word and not _LIKE_A_MARK.match(word) and not line.endswith((" ", "\\")):
            lines.append(word)
        else:
            lines[-1] = f"{line} {word}" if line else word
    return lines


def _double(text: str) -> str:
    """*text* in double quotes; a blank line is what the deck's reader makes of one escaped line end."""
    return '"' + "".join(_ESCAPES.get(sign, sign) for sign in text.replace("\n\n", "\n")) + '"'
