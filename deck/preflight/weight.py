"""How much the streams of a PDF unpack to, found out piece by piece: a small file may hold gigabytes of nothing."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf

PIECE = 1_000_000  # bytes that are held at once
HIGHEST_RATIO = 1032  # to which deflate packs at best (zlib, "Maximum Compression Factor")
FACTORS = {"/LZWDecode": 100, "/RunLengthDecode": 64}  # what other filters may make of a byte
FLATE = ("/FlateDecode", "/Fl")
MOST_PICTURE, MOST_PART, MOST_CONTENT = 600_000_000, 64_000_000, 32_000_000  # bytes
MOST_TOKENS = 3_000_000  # of one stream of operators; each takes 500 bytes once it is read
_SEPARATORS = (b" ", b"\n", b"\r", b"\t", b"/", b"[", b"(", b"<")


def too_heavy(pdf: pikepdf.Pdf) -> bool:
    """Whether any stream of the file unpacks to more than a press could use."""
    return any(_heavy(thing) for thing in pdf.objects if isinstance(thing, pikepdf.Stream))


def _heavy(stream: pikepdf.Stream) -> bool:
    most = MOST_PICTURE if stream.get("/Subtype") == pikepdf.Name.Image else MOST_PART
    packed, filters = stream.read_raw_bytes(), _filters(stream)
    if filters in ([], [FLATE[0]]) and len(packed) * HIGHEST_RATIO <= most:
        return False
    return _exceeds(map(len, _unpacked(packed, filters)), most, _factor(filters))


def readable(holder: Any) -> bool:
    """Whether the operators of a page or form are few enough to be read."""
    contents = holder.obj.get("/Contents", []) if isinstance(holder, pikepdf.Page) else holder
    parts = [contents] if isinstance(contents, pikepdf.Stream) else list(contents)
    streams = [part for part in parts if isinstance(part, pikepdf.Stream)]
    unpacked = [(_unpacked(stream.read_raw_bytes(), _filters(stream)), stream) for stream in streams]
    pieces = ((piece, _factor(_filters(stream))) for made, stream in unpacked for piece in made)
    size = tokens = 0
    for piece, factor in pieces:
        size += len(piece) * factor
        tokens += sum(map(piece.count, _SEPARATORS))
        if size > MOST_CONTENT or tokens > MOST_TOKENS:
            return False
    return True


def _exceeds(sizes: Iterable[int], most: int, factor: int) -> bool:
    total = 0
    for size in sizes:
        total += size * factor
        if total > most:
            return True
    return False


def _filters(stream: pikepdf.Stream) -> list[str]:
    named: Any = stream.get("/Filter", [])
    return [str(named)] if isinstance(named, pikepdf.Name) else [str(name) for name in named]


def _factor(filters: list[str]) -> int:
    return max((FACTORS.get(name, 1) for name in filters), default=1)


def _unpacked(packed: bytes, filters: list[str]) -> Iterator[bytes]:
    """The content in pieces, as far as its filters are those of zlib; what follows stays packed."""
    pieces: Iterator[bytes] = iter([packed])
    for name in filters:
        if name not in FLATE:
            break
        pieces = _inflated(pieces)
    return pieces


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    machine = zlib.decompressobj()
    for piece in pieces:
        while piece and not machine.eof:
            try:
                made = machine.decompress(piece, PIECE)
            except zlib.error:  # damaged from here on; whoever reads it tells
                return
            if made:
                yield made
            piece = machine.unconsumed_tail
