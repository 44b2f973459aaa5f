"""Bytes to text: which encoding a file is in, told by its marks and by what can be read in it."""

from __future__ import annotations

import codecs
from pathlib import Path

from deck.problems import Mark, Problems
from deck.source.project import LARGEST_FILE, read_bytes

MARKS = (  # byte order marks; the longer come first, as the shorter begin them (Unicode 16, 23.8)
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)


def read_any_text(file: Path, problems: Problems, most: int = LARGEST_FILE) -> tuple[str, str] | None:
    """The text of a file of *most* bytes with line ends as one sign, and its encoding; None when unreadable (noted)."""
    raw = read_bytes(file, problems, most)
    if raw is None:
        return None
    for codec, name, begin in _candidates(raw):
        try:
            text = raw[begin:].decode(codec)
        except UnicodeDecodeError:
            continue
        return text.replace("\r\n", "\n").replace("\r", "\n"), name
    problems.add(
        "this file is no text that can be read.",
        Mark(file, 1),
        hints=["Save it as UTF-8 text (in a spreadsheet: CSV UTF-8), or as .xlsx, and try again."],
    )
    return None


def _candidates(raw: bytes) -> list[tuple[str, str, int]]:
    """Codec, name and first byte of each way to read *raw*, the likeliest first."""
    for mark, codec, name in MARKS:
        if raw.startswith(mark):
            return [(codec, name, len(mark))]
    start = raw[:4000]
    if b"\0" in start:  # Latin letters in two bytes each: which of the two is empty tells their order
        little = start[1::2].count(0) > start[::2].count(0)
        return [("utf-16-le" if little else "utf-16-be", "UTF-16", 0)]
    return [("utf-8", "UTF-8", 0), ("cp1252", "Windows-1252", 0)]
