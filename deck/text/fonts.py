"""Font files: metrics in em, and words shaped once by HarfBuzz."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from msgspec.structs import replace

from deck.model import WHOLE, Part
from deck.text import bidi
from deck.text.facts import ONLY_WHOLE, has, may_embed, of_pixels
from deck.text.scripts import OTHER, RIGHT_TO_LEFT
from deck.text.shaped import UNMOVED, Shape, Tokens, Word
from deck.text.shaping import ALONE, Manner, Sides, furthest, shaped_stretch
from deck.text.stretches import stretches

FEATURES = {"kern": True, "liga": True}
HEAD = 54  # bytes of the head table
# Sources of the fallbacks: the OpenType specification's advice for fonts without OS/2 version 2 metrics.
USUAL_X_HEIGHT, USUAL_CAP_HEIGHT = 0.5, 0.7


MOST_WORDS = 50_000  # of one face are remembered; a deck of ten thousand cards has half as many


class Font:
    """One font file; every distinct word is shaped once and kept. *tag* tells it from every other file."""

    def __init__(self, file: Path, language: str = "en", fallbacks: tuple[Font, ...] = (), part: Part = WHOLE) -> None:
        self.file, self.part = file, part
        self.fallbacks: tuple[Font, ...] = fallbacks  # asked in this order for what this font lacks
        self.data = file.read_bytes()
        self.face = hb.Face(self.data, part.index)
        if not self.face.glyph_count or not has(self.face, "cmap"):
            raise ValueError("not a TrueType or OpenType font")
        if of_pixels(self.face):
            raise ValueError("a font of pictures made of pixels")
        self.is_cff = has(self.face, "CFF ", "CFF2")
        self.colored = has(self.face, "COLR")  # whether it has glyphs in colours of their own
        if not self.is_cff and not has(self.face, "glyf"):
            raise ValueError("not a font with TrueType or CFF outlines")
        if not _whole(self.data) or len(self.face.reference_table("head").data) < HEAD:
            raise ValueError("a font of which a part is missing")
        self.hb = hb.Font(self.face)
        if part.axes:
            self.hb.set_variations(dict(part.axes))
        self.em: int = self.face.upem
        self.language = language
        self.name = (self._name() or file.stem) + "".join(f"-{axis}{value:g}" for axis, value in part.axes)
        self.x_height, self.cap_height = self._heights()
        extents = self.hb.get_font_extents("ltr")
        self.ascender, self.descender = extents.ascender / self.em, -extents.descender / self.em
        # How far text reaches above and below its baseline: an accented capital and a descender, not the font's
        # ascender and descender, which leave room for scripts that this text does not use.
        self.ascent = max(self.cap_height, self._measured("É", self.cap_height))
        self.depth = self._depth("p", 0.22)
        self.tag = hashlib.sha256(self.data + (b"" if part == WHOLE else repr(part).encode())).hexdigest()[:12]
        self.lacks = False  # whether a word was made of which it has not every character
        self.mixes = False  # whether a word of several parts was made
        self.words: dict[str, Word] = {}
        self.shapes: Mapping[str, Shape] = {}  # of words that were shaped before, by another process
        self._directed: dict[tuple[str, bytes, Sides], Word] = {}
        self._spaces: dict[int, Word] = {}
        self.tokens, self.spaced_tokens = Tokens(self, False), Tokens(self, True)
        self.space = self.word(" ")
        self.hyphen = self.word("-")

    def __reduce__(self) -> tuple[Any, ...]:
        """A font goes to another process as its file's name, and so do those that it falls back on."""
        return open_font, (self.file, self.language, self.fallbacks, self.part)

    def _forget(self) -> None:
        """Forget the words that were shaped."""
        self.words.clear()
        self.tokens.clear()
        self.spaced_tokens.clear()
        self._directed.clear()

    def word(self, text: str) -> Word:
        """The shaped word for *text*, from the cache when it was asked for before."""
        word = self.words.get(text)
        if word is None:
            if len(self.words) > MOST_WORDS:
                self._forget()
            word = self.words[text] = self._shape(text)
        return word

    def directed(self, text: str, levels: bytes, sides: Sides = ALONE) -> Word:
        """The word for *text* whose characters have *levels* of the bidirectional algorithm.

        *sides* are the letters of other faces with which its own join.
        """
        word = self._directed.get((text, levels, sides))
        if word is None:
            if len(self._directed) > MOST_WORDS:
                self._forget()
            word = self._directed[text, levels, sides] = self._composed(text, levels, sides)
        return word

    def space_at(self, level: int) -> Word:
        """The word space in text of a level."""
        if level == 0:
            return self.space
        if level not in self._spaces:
            self._spaces[level] = replace(self.space, levels=bytes((level,)))
        return self._spaces[level]

    def _shape(self, text: str) -> Word:
        """The word for *text* by itself; most are of one script that needs no more."""
        known = self.shapes.get(text)
        if known is not None:
            return known.word(text, self)
        if not OTHER.search(text):
            word = self.shaped(text)
            if not word.missing or not self.fallbacks:
                return word
        return self._composed(text, bidi.levels(text) if RIGHT_TO_LEFT.search(text) else b"")

    def _composed(self, text: str, levels: bytes, sides: Sides = ALONE) -> Word:
        """The word for *text* of any scripts, each stretch of it shaped in its own way."""
        found = stretches(text, self, levels)
        parts = tuple(shaped_stretch(text, levels, stretch, self.language, sides) for stretch in found)
        if len(parts) == 1 and parts[0].font is self:
            return replace(parts[0], levels=levels)
        self.mixes = True
        missing = "".join(part.missing for part in parts)
        self.lacks = self.lacks or bool(missing)
        reach = furthest(part.reach for part in parts)
        width = sum(part.width for part in parts)
        return Word(text, self, (), (), (), (), width, missing, parts=parts, levels=levels, reach=reach)

    def shaped(self, text: str, manner: Manner | None = None) -> Word:
        """*text* shaped in this font alone, in its *manner* or as HarfBuzz guesses."""
        buffer = hb.Buffer()
        if manner is None:
            buffer.add_str(text)
            buffer.guess_segment_properties()
            buffer.language = self.language
        else:
            manner.fill(buffer, text)
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES  # soft hyphens and joiners leave no glyph
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        hb.shape(self.hb, buffer, FEATURES)
        infos, positions, em = buffer.glyph_infos, buffer.glyph_positions or (), self.em
        start = len(manner.before) if manner else 0
        glyphs = tuple([info.codepoint for info in infos])
        clusters = tuple([info.cluster - start for info in infos])
        moves = [position.position for position in positions]
        advances = tuple([advance / em for _, _, advance, _ in moves])
        offsets = tuple([(x / em, y / em) if x or y else UNMOVED for x, y, _, _ in moves])
        missing = _missing(text, glyphs, clusters) if 0 in glyphs else ""
        self.lacks = self.lacks or bool(missing)
        raised = any([y for _, y, _, _ in moves])  # noqa: C419  # twice as fast as a generator
        return Word(text, self, glyphs, advances, offsets, clusters, sum(advances), missing, raised)

    def advance(self, glyph: int) -> float:
        """The unkerned advance of a glyph, in em."""
        advance: int = self.hb.get_glyph_h_advance(glyph)
        return advance / self.em

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """The box (em) that holds every glyph of the font (OpenType, head table)."""
        box = struct.unpack(">4h", bytes(self.face.reference_table("head").data)[36:44])
        return (box[0] / self.em, box[1] / self.em, box[2] / self.em, box[3] / self.em)

    @property
    def italic_angle(self) -> float:
        """Degrees from the vertical, negative to the right (OpenType, post table, 16.16 fixed)."""
        table = bytes(self.face.reference_table("post").data)
        return float(struct.unpack(">i", table[4:8])[0]) / 65536 if len(table) >= 8 else 0.0

    @property
    def licence_bits(self) -> int:
        """What the font's maker allows (OpenType, OS/2 fsType)."""
        table = bytes(self.face.reference_table("OS/2").data)
        bits: int = struct.unpack(">H", table[8:10])[0] if len(table) >= 10 else 0
        return bits

    @property
    def embeddable(self) -> bool:
        """Whether the font's licence bits allow its outlines in a PDF."""
        return may_embed(self.licence_bits)

    @property
    def only_whole(self) -> bool:
        """Whether its licence bits forbid to embed a part of its glyphs."""
        return bool(self.licence_bits & ONLY_WHOLE)

    def _heights(self) -> tuple[float, float]:
        """x-height and cap height in em: OS/2 version 2 and later says them, else the letters x and H do."""
        table = bytes(self.face.reference_table("OS/2").data)
        if len(table) >= 90 and struct.unpack(">H", table[:2])[0] >= 2:
            x_height, cap_height = struct.unpack(">hh", table[86:90])
            if x_height > 0 and cap_height > 0:
                return x_height / self.em, cap_height / self.em
        return self._measured("x", USUAL_X_HEIGHT), self._measured("H", USUAL_CAP_HEIGHT)

    def _measured(self, letter: str, otherwise: float) -> float:
        glyph = self.hb.get_nominal_glyph(ord(letter))
        extents = self.hb.get_glyph_extents(glyph) if glyph else None
        return extents.y_bearing / self.em if extents else otherwise

    def _depth(self, letter: str, otherwise: float) -> float:
        glyph = self.hb.get_nominal_glyph(ord(letter))
        extents = self.hb.get_glyph_extents(glyph) if glyph else None
        return -(extents.y_bearing + extents.height) / self.em if extents else otherwise

    def _name(self) -> str:
        """The PostScript name (name ID 6) from the font's name table, or an empty string."""
        table = bytes(self.face.reference_table("name").data)
        if len(table) < 6:
            return ""
        count, storage = struct.unpack(">HH", table[2:6])
        for index in range(count):
            platform, _, _, name, length, offset = struct.unpack(">6H", table[6 + 12 * index : 18 + 12 * index])
            if name == 6:
                raw = table[storage + offset : storage + offset + length]
                text = raw.decode("utf-16-be" if platform in (0, 3) else "latin-1", errors="ignore")
                return "".join(c for c in text if c.isascii() and (c.isalnum() or c == "-"))
        return ""


def open_font(file: Path, language: str, fallbacks: tuple[Font, ...] = (), part: Part = WHOLE) -> Font:
    """The font in *file*, opened once as long as the file does not change; once for each chain of *fallbacks*."""
    status = file.stat()
    key = (file, status.st_mtime_ns, status.st_size, language, fallbacks, part)
    if key not in _OPENED:
        _OPENED[key] = Font(file, language, fallbacks, part)
    return _OPENED[key]


_OPENED: dict[tuple[Path, int, int, str, tuple[Font, ...], Part], Font] = {}


def _whole(data: bytes) -> bool:
    """Whether every table lies inside the file: what a half-copied font has lost would print as blanks."""
    count = struct.unpack(">H", data[4:6])[0]
    tables = struct.iter_unpack(">8xII", data[12 : 12 + 16 * count])
    return data[:4] == b"ttcf" or all(offset + length <= len(data) for offset, length in tables)


def _missing(text: str, glyphs: tuple[int, ...], clusters: tuple[int, ...]) -> str:
    """The characters of *text* that were shaped to the font's empty box."""
    ends = dict(pairwise(sorted({*clusters, len(text)})))
    lost = dict.fromkeys(cluster for glyph, cluster in zip(glyphs, clusters, strict=True) if glyph == 0)
    return "".join(text[cluster : ends[cluster]] for cluster in lost)
