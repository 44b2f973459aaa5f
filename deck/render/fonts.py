"""Embed fonts by glyph number: Type 0, Identity-H, one subset a file, text that copies out as it was typed.

ISO 32000-1, 9.7 (composite fonts) and 9.10.3 (ToUnicode). TrueType and CFF outlines; ligatures map back to their
letters because the mapping comes from shaping clusters, not from the font's own character table.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, reduce
from itertools import compress, pairwise
from operator import or_
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import uharfbuzz as hb

from deck.problems import DeckError, Problem
from deck.render.cff import numbered
from deck.render.document import Document, PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString
from deck.text.facts import has
from deck.text.fonts import MOST_WORDS, Font, Word
from deck.text.shaping import font_texts

DROPPED_TABLES = (
    "GSUB",
    "GPOS",
    "GDEF",
    "kern",
    "DSIG",
    "name",
    "post",
    "COLR",
    "CPAL",
)  # a reader of glyph numbers needs none
SYMBOLIC = 4  # font descriptor flag: glyphs are addressed by number
PER_BLOCK = 100  # entries of one bfchar block (Adobe Technical Note 5014)


# Numbers of glyphs that no font has, for letters of scripts read from right to left (U+0590 to U+08FF, joiners).
UNSEEN, MOST_UNSEEN = 0xF000, 0x1000
UNSEEN_WIDTH = 110  # 1/1000 em: of letters that stand nearer to one another, poppler takes one for a double

FoundT = TypeVar("FoundT")
Glyphs = tuple[tuple[int, str], ...]  # glyph numbers and what each stands for


class ShownFont:
    """One font while something is drawn: how its words are written, and which have been."""

    def __init__(self, font: Font) -> None:
        self.font, self.name = font, f"F{font.tag}"
        self._encoder = _encoder(font)
        self._fragments = self._encoder.fragments
        self._words: set[Word] = set()
        self._unseen: set[tuple[int, str]] = set()

    def fragment(self, word: Word) -> str:
        """The elements of a TJ array that show *word*: glyph numbers, kerning between them (1/1000 em)."""
        self._words.add(word)
        return self._fragments[word]

    def fragments(self, words: Sequence[Word]) -> list[str]:
        """The same of many *words*; KeyError when one of them takes more than that, or another font."""
        found = list(map(self._encoder.plain.__getitem__, words))
        self._words.update(words)
        return found

    def remember(self, word: Word) -> None:
        """Note that *word* is shown, by other operators than a TJ array."""
        self._words.add(word)

    def unseen(self, letters: str) -> list[int]:
        """The numbers of glyphs without ink that tell *letters* alone; to be shown as invisible text.

        None of a font that has so many glyphs of its own: those of China, which have no letters that need it.
        """
        if self.font.face.glyph_count > UNSEEN:
            return []
        numbers = [UNSEEN + ord(letter) % MOST_UNSEEN for letter in letters]
        self._unseen.update(zip(numbers, letters, strict=True))
        return numbers

    def glyphs(self) -> Glyphs:
        """The glyphs of all the words that were shown."""
        return (*self._unseen, *self._encoder.glyphs(self._words))


class _Encoder:
    """How the words of one font are written, each found once in a process."""

    def __init__(self, font: Font) -> None:
        self.fragments = _Found(self.encode)
        self.plain = _Found(self._plainly)
        self._masks = _Found(self._mask)
        self._meanings = _Bits()
        self._font, self._advance = font, cache(font.advance)

    def glyphs(self, words: Iterable[Word]) -> Iterator[tuple[int, str]]:
        """The glyphs of *words* with what each stands for; a bit each, which are put together in no time."""
        mask = reduce(or_, map(self._masks.__getitem__, words), 0)
        return compress(self._meanings, map("1".__eq__, bin(mask)[:1:-1]))

    def _mask(self, word: Word) -> int:
        return reduce(or_, map(self._meanings.__getitem__, _meanings(word)), 0)

    def _plainly(self, word: Word) -> str:
        """The fragment of a word that its glyphs show and tell, one after the other; KeyError for any other."""
        if word.font is not self._font or not word.glyphs or word.spelled or word.raised or self._font.colored:
            raise KeyError(word)
        return self.fragments[word]

    def encode(self, word: Word) -> str:
        """The elements of a TJ array: glyphs, and before each that stands off its place how far (1/1000 em)."""
        glyphs, lead = word.glyphs, ""
        spare = [own - advance for own, advance in zip(map(self._advance, glyphs), word.advances, strict=True)]
        if any(x for x, _ in word.offsets):
            shifts = [x for x, _ in word.offsets]
            after = (round((gap + x) * 1000) for gap, x in zip(spare, shifts, strict=True))
            gaps = [gap - round(x * 1000) for gap, x in zip(after, [*shifts[1:], 0.0], strict=True)]
            lead = str(-round(shifts[0] * 1000)) if round(shifts[0] * 1000) else ""
        else:
            gaps = [round(gap * 1000) for gap in spare]
        if not any(gaps):
            return lead + (coded(glyphs) if glyphs else "")
        out, start = [lead], 0
        for stop, gap in enumerate(gaps, 1):
            if gap:
                out += (coded(glyphs[start:stop]), str(gap))
                start = stop
        # A number at the end keeps a space, lest it run into one that follows.
        return "".join([*out, coded(glyphs[start:])] if start < len(glyphs) else [*out, " "])


def coded(glyphs: Iterable[int]) -> str:
    """Glyph numbers as a string of two bytes each, the characters of which are bytes (ISO 32000-1, 7.3.4.2)."""
    return f"({''.join(map(_code, glyphs))})"


@cache
def _code(glyph: int) -> str:
    return "".join(_ESCAPED.get(byte, chr(byte)) for byte in divmod(glyph, 256))


_ESCAPED = {ord(sign): f"\\{sign}" for sign in "()\\"} | {0x0D: "\\r"}  # a bare one would be read as a line feed


class _Bits(dict[tuple[int, str], int]):
    """A bit of its own for everything that is asked for, in the order in which it is."""

    def __missing__(self, thing: tuple[int, str]) -> int:
        bit = self[thing] = 1 << len(self)
        return bit


class _Found(dict[Word, FoundT]):
    """What *find* finds for words, each found once."""

    def __init__(self, find: Callable[[Word], FoundT]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: Word) -> FoundT:
        if len(self) > MOST_WORDS:
            self.clear()
        found = self[word] = self._find(word)
        return found


_ENCODERS: WeakKeyDictionary[Font, _Encoder] = WeakKeyDictionary()


def _encoder(font: Font) -> _Encoder:
    encoder = _ENCODERS.get(font)
    if encoder is None:
        encoder = _ENCODERS[font] = _Encoder(font)
    return encoder


def _meanings(word: Word) -> Iterable[tuple[int, str]]:
    """Each glyph of *word* with the letters it stands for; the first of a cluster has them all."""
    if word.spelled:
        return font_texts(word)
    if word.clusters == tuple(range(len(word.text))):
        return zip(word.glyphs, word.text, strict=True)
    return _by_cluster(word)


def _by_cluster(word: Word) -> Iterator[tuple[int, str]]:
    ends = dict(pairwise(sorted({*word.clusters, len(word.text)})))
    seen: set[int] = set()
    for glyph, cluster in zip(word.glyphs, word.clusters, strict=True):
        yield glyph, "" if cluster in seen else word.text[cluster : ends[cluster]]
        seen.add(cluster)


class EmbeddedFont:
    """One font of a document: collects the glyphs that are shown and writes their subset at the end."""

    def __init__(self, font: Font, reference: PDFObjectReference) -> None:
        self.font, self.reference = font, reference
        self._glyphs: set[tuple[int, str]] = {(0, "")}

    def learn(self, glyphs: Glyphs) -> None:
        """Note glyphs that are shown and what each stands for."""
        self._glyphs.update(glyphs)

    @property
    def texts(self) -> dict[int, str]:
        """What each glyph stands for; of two texts the plainer wins, and any text is better than none."""
        texts: dict[int, str] = {}
        for glyph, text in sorted(self._glyphs, key=lambda pair: (pair[0], not pair[1], len(pair[1]), pair[1])):
            texts.setdefault(glyph, text)
        return texts

    @property
    def alternates(self) -> Iterator[tuple[str, str]]:
        """What glyphs stand for in some words, and what the file says they stand for."""
        texts = self.texts
        return ((text, texts[glyph]) for glyph, text in sorted(self._glyphs) if text and text != texts[glyph])

    def write(self, document: Document) -> None:
        """Write the subset, its descriptor, widths and ToUnicode map."""
        texts = self.texts
        glyphs = sorted(texts)
        count = self.font.face.glyph_count
        program = subset(self.font, [glyph for glyph in glyphs if glyph < count])
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(program).digest()[:6])
        base = self.font.name if self.font.only_whole else f"{tag}+{self.font.name}"
        descriptor = document.add(PDFDictionary(self._descriptor(base, _font_file(self.font, program, document))))
        widths: list[Any] = []
        for glyph in glyphs:
            width = round(self.font.advance(glyph) * 1000, 2) if glyph < count else UNSEEN_WIDTH
            widths += [glyph, PDFArray([width])]
        system = {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
        descendant = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType0" if self.font.is_cff else "CIDFontType2"),
            "BaseFont": PDFName(base),
            "CIDSystemInfo": PDFDictionary(system),
            "FontDescriptor": descriptor,
            "DW": 1000,
            "W": PDFArray(widths),
        }
        if not self.font.is_cff:
            descendant["CIDToGIDMap"] = PDFName("Identity")
        composite = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": PDFName(f"{base}-Identity-H" if self.font.is_cff else base),
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([document.add(PDFDictionary(descendant))]),
            "ToUnicode": document.add_stream(to_unicode(texts), {}),
        }
        document.add(PDFDictionary(composite), self.reference)

    def _descriptor(self, base: str, file: tuple[str, PDFObjectReference]) -> dict[str, Any]:
        font = self.font
        key, reference = file
        x_min, y_min, x_max, y_max = font.bounds
        return {
            "Type": PDFName("FontDescriptor"),
            "FontName": PDFName(base),
            "Flags": SYMBOLIC,
            "FontBBox": PDFArray([round(value * 1000) for value in (x_min, y_min, x_max, y_max)]),
            "ItalicAngle": round(font.italic_angle, 1),
            "Ascent": round(font.ascender * 1000),
            "Descent": -round(font.descender * 1000),
            "CapHeight": round(font.cap_height * 1000),
            "XHeight": round(font.x_height * 1000),
            "StemV": 80,
            key: reference,
        }


def subset(font: Font, glyphs: list[int]) -> bytes:
    """The font program with the outlines of *glyphs* alone, numbers kept; all of it where its licence asks for that."""
    if font.only_whole:
        return font.data
    request = hb.SubsetInput()
    request.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    request.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
    if font.face.has_var_data:
        request.pin_all_axes_to_default(font.face)
        for axis, value in font.part.axes:
            request.pin_axis_location(font.face, axis, value)
    if has(font.face, "CFF2"):  # which no PDF can hold
        request.flags |= hb.SubsetFlags.DOWNGRADE_CFF2
    dropped = request.sets(hb.SubsetInputSets.DROP_TABLE_TAG)
    for table in DROPPED_TABLES:
        dropped.add(int.from_bytes(table.ljust(4).encode("ascii"), "big"))
    try:
        return bytes(hb.subset(font.face, request).blob.data)
    except RuntimeError:
        said = f"{font.file.name} is damaged: the outlines of its letters cannot be taken out."
        raise DeckError([Problem(said, hints=("Get the font file anew, or choose another typeface.",))]) from None


def _font_file(font: Font, program: bytes, document: Document) -> tuple[str, PDFObjectReference]:
    if font.is_cff:
        outlines = numbered(bytes(hb.Face(program).reference_table("CFF ").data))
        return "FontFile3", document.add_stream(outlines, {"Subtype": PDFName("CIDFontType0C")})
    return "FontFile2", document.add_stream(program, {"Length1": len(program)})


def to_unicode(texts: dict[int, str]) -> bytes:
    """The ToUnicode map of glyph numbers to text (ISO 32000-1, 9.10.3)."""
    entries = [
        f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in sorted(texts.items()) if text
    ]
    blocks = [entries[start : start + PER_BLOCK] for start in range(0, len(entries), PER_BLOCK)]
    mapped = [line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")]
    head = (
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def",
        "1 begincodespacerange", "<0000> <FFFF>", "endcodespacerange",
    )  # fmt: skip
    tail = ("endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end")
    return "\n".join((*head, *mapped, *tail)).encode("ascii")
