"""Fonts that are broken, forbidden, or no fonts."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tests.hostile.confined import confined, refused
from tests.projects import DECK, LAYOUT, Project

SMALL = Path(__file__).parents[2] / "torture/fuzz_corpus/font/noto.ttf"
NO_FONT = "is not a font that can be used"


def without(table: str) -> bytes:
    font = TTFont(SMALL)
    del font[table]
    return saved(font)


def saved(font: TTFont) -> bytes:
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def forbidden() -> bytes:
    font = TTFont(SMALL)
    font["OS/2"].fsType = 2
    return saved(font)


def counted(number: int) -> bytes:
    """A font that claims to have so many tables."""
    data = bytearray(SMALL.read_bytes())
    struct.pack_into(">H", data, 4, number)
    return bytes(data)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "embedding is forbidden": (forbidden, "forbids embedding it in a PDF"),
    "cut off": (lambda: SMALL.read_bytes()[:1500], NO_FONT),
    "a head alone": (lambda: b"\0\1\0\0", NO_FONT),
    "many tables": (lambda: counted(60_000), NO_FONT),
    "no table": (lambda: counted(0), NO_FONT),
    "no letters": (lambda: without("cmap"), NO_FONT),
    "no head": (lambda: without("head"), NO_FONT),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" * 100, NO_FONT),
    "a web font": (lambda: b"wOF2" + b"\0" * 100, NO_FONT),
    "nothing": (lambda: b"", NO_FONT),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_told(project: Project, name: str) -> None:
    make, sentence = HOSTILE[name]
    use(project, make())
    refused(confined(project, "build"), sentence, "own.ttf")


def use(project: Project, content: bytes) -> None:
    project.write("assets/fonts/own.ttf", content)
    project.write("deck.yaml", f"{DECK}fonts: {{own: {{regular: own.ttf, bold: own.ttf}}}}\n")
    project.write("layouts/plain.yaml", LAYOUT.replace("body: {", "body: {font: own, "))


def test_every_byte_changed_gives_a_sentence_or_a_deck(project: Project) -> None:
    """Whatever is wrong in a font, nothing but a sentence comes of it; a sample, the rest is fuzzed."""
    data = SMALL.read_bytes()
    for place in range(0, len(data), 41):
        use(project, data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
        result = project.run("build")
        assert result.code in (0, 1), f"{place}: {result.err}"


def test_a_file_of_gigabytes_is_not_read(project: Project) -> None:
    use(project, SMALL.read_bytes())
    with (project.root / "assets/fonts/own.ttf").open("ab") as file:
        file.truncate(3_000_000_000)
    refused(confined(project, "build", memory=600), NO_FONT, "own.ttf")
