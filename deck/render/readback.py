"""Read a PDF file of ours back: what its pages say, from the bytes that were written and nothing else.

ISO 32000-1: 7.5.4 (cross-reference table), 8.10 (forms), 9.4.3 (text showing), 9.10.3 (ToUnicode), 14.9.4 (ActualText).
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Iterator
from itertools import repeat
from sys import byteorder
from typing import BinaryIO

from msgspec import Struct

ROW = 20  # bytes of one entry of the cross-reference table
END = 1_024  # bytes in which the file's trailer begins
HEAD = 4_096  # bytes read of an object at first; most are shorter

_NAMED = re.compile(rb"/(\w+) (\d+) 0 R")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_INSIDE = rb"(?:[^()\\]++|\\.)*+"  # a string, which has no brackets but those after a backslash
_ARRAY = rb"(?:[^()\[\]]++|\(" + _INSIDE + rb"\))*+"
_SHOWN = re.compile(rb"/(\w+) [-\d.]+ Tf|\[(" + _ARRAY + rb")\]TJ|/ActualText <FEFF([0-9A-F]*)>|(EMC)", re.DOTALL)
# Looked for in strings, too, to be quick: it is so long that no glyph numbers look like it.
_FONTS = re.compile(rb"/(F\w+) [-\d.]+ Tf\n")
_DRAWN = re.compile(rb"\[" + _ARRAY + rb"\]TJ|/(C\d+) Do", re.DOTALL)
_CODES = re.compile(rb"\((" + _INSIDE + rb")\)", re.DOTALL)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_MEANING = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")

Meanings = dict[int, str]  # what each glyph of a font stands for


class Page(Struct, frozen=True):
    """The faces (forms, by object number) that a page shows, in the order of painting; of one without what it says."""

    text: str
    faces: tuple[int, ...]


class Written:
    """A PDF file of ours that was written to *file* and can be read from it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        end = file.seek(0, 2)
        trailer = self._at(max(0, end - END), END)
        table = int(trailer[trailer.rindex(b"startxref") + 9 :].split()[0])
        _, _, self._rows = self._at(table, end - table).split(b"\n", 2)  # of the cross-reference table
        self._catalog = self._entry(trailer, b"Root")
        self._fonts: dict[int, dict[bytes, Meanings]] = {}  # by the resources that name them
        self._meanings: dict[int, Meanings] = {}  # by font

    def pages(self) -> Iterator[Page]:
        """The pages, one after the other."""
        tree = self._object(self._entry(self._object(self._catalog), b"Pages"))
        kids = tree[tree.index(b"/Kids") :]
        for number in _REFERENCE.findall(kids[: kids.index(b"]")]):
            page = self._object(int(number))
            content = self._stream(self._entry(page, b"Contents"))
            forms = dict(_NAMED.findall(page))
            faces = tuple(int(forms[name]) for name in _DRAWN.findall(content) if name)
            yield Page("" if faces else self._read(content, page), faces)

    def face(self, number: int) -> str:
        """What the face whose form has this object number says."""
        head, stream = self._whole(number)
        return self._read(stream, head)

    def _read(self, operators: bytes, owner: bytes) -> str:
        """What *operators* show, in the fonts that the resources of *owner* name, or the text that is given for it."""
        if b"BDC" in operators:
            return self._read_marked(operators, owner)
        fonts, (_, *parts) = self._named_fonts(owner), _FONTS.split(operators)
        names, shown = parts[::2], parts[1::2]
        return "".join(_decoded(_CODES.findall(each), fonts[name]) for name, each in zip(names, shown, strict=True))

    def _read_marked(self, operators: bytes, owner: bytes) -> str:
        """The same where some of the text may be given."""
        fonts, text = self._named_fonts(owner), list[str]()
        shown, meanings, given = list[bytes](), Meanings(), False
        for font, codes, actual, end in _SHOWN.findall(operators):
            if codes:
                if not given:
                    shown += _CODES.findall(codes)
            elif font or actual:
                text.append(_decoded(shown, meanings))
                if font:
                    meanings = fonts[font]
                else:
                    given = True
                    text.append(bytes.fromhex(actual.decode()).decode("utf-16-be"))
            elif end:
                given = False
        text.append(_decoded(shown, meanings))
        return "".join(text)

    def _named_fonts(self, owner: bytes) -> dict[bytes, Meanings]:
        number = self._entry(owner, b"Font")
        if number not in self._fonts:
            named = _NAMED.findall(self._object(number))
            self._fonts[number] = {name: self._meanings_of(int(font)) for name, font in named}
        return self._fonts[number]

    def _meanings_of(self, font: int) -> Meanings:
        if font not in self._meanings:
            table = self._stream(self._entry(self._object(font), b"ToUnicode"))
            self._meanings[font] = {
                int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "surrogatepass")
                for glyph, text in _MEANING.findall(table[table.index(b"endcodespacerange") :])
            }
        return self._meanings[font]

    def _entry(self, dictionary: bytes, name: bytes) -> int:
        """The object to which an entry of a dictionary refers."""
        return int(dict(_NAMED.findall(dictionary))[name])

    def _object(self, number: int) -> bytes:
        """An object as far as its end, or as far as its stream."""
        return self._begun(number)[0]

    def _stream(self, number: int) -> bytes:
        """What a deflated stream holds."""
        return self._whole(number)[1]

    def _whole(self, number: int) -> tuple[bytes, bytes]:
        """The dictionary of a stream, and what the stream holds, deflated as it is."""
        head, rest, after = self._begun(number)
        length = re.search(rb"/Length (\d+)", head)
        size = len(b"stream\n") + (int(length[1]) if length else 0)
        if len(rest) < size:
            rest += self._at(after, size - len(rest))
        return head, zlib.decompress(rest[len(b"stream\n") : size])

    def _begun(self, number: int) -> tuple[bytes, bytes, int]:
        """An object as far as its end or its stream, what was read beyond that, and where in the file this ends."""
        begin = int(self._rows[ROW * number : ROW * number + 10])
        read = self._at(begin, HEAD)
        while (end := _end(read)) < 0:
            more = self._at(begin + len(read), len(read))
            if not more:
                raise ValueError(f"object {number} has no end")
            read += more
        return read[:end], read[end:], begin + len(read)

    def _at(self, position: int, size: int) -> bytes:
        """So many bytes of the file from *position* on, or as many as there are."""
        self._file.seek(position)
        return self._file.read(size)


def _end(read: bytes) -> int:
    """Where an object's dictionary ends in what was *read* of it; -1 when that is not enough."""
    ends = [end for end in (read.find(b"\nstream\n"), read.find(b"\nendobj")) if end >= 0]
    return min(ends) + 1 if ends else -1


def _decoded(shown: list[bytes], meanings: Meanings) -> str:
    """What strings stand for, glyph by glyph; they are taken out of *shown*."""
    codes = b"".join(shown)
    if b"\\" in codes:
        codes = _ESCAPED.sub(lambda match: b"\r" if match[1] == b"r" else match[1], codes)
    glyphs = array("H", codes)
    shown.clear()
    if byteorder == "little":
        glyphs.byteswap()
    return "".join(map(meanings.get, glyphs, repeat("")))
