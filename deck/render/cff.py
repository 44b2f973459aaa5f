"""CFF outlines whose glyphs are called by their numbers, as all others are.

A CID-keyed CFF font (Adobe Technical Note 5176, 18) calls its glyphs by CIDs, which a PDF then takes for the numbers in
its text (ISO 32000-1, 9.7.4.2). The fonts of China, Japan and Korea are made so.
"""

from __future__ import annotations

import struct

ROS = b"\x0c\x1e"  # the operator by which a CID-keyed font is known
CHARSET, CHAR_STRINGS = 15, 17  # operators of the top DICT: where the CIDs and the glyphs stand
LONG = 29  # an operand of four bytes follows


def numbered(cff: bytes) -> bytes:
    """The CFF table with the CID of every glyph its number; a font that is not CID-keyed as it is."""
    start, end = _item(cff, _after(cff, cff[2]))
    top = cff[start:end]
    if ROS not in top[:32]:
        return cff
    operands = _long_operands(top)
    glyphs = struct.unpack_from(">H", cff, struct.unpack_from(">I", top, operands[CHAR_STRINGS])[0])[0]
    place = start + operands[CHARSET]
    charset = struct.pack(f">B{glyphs - 1}H", 0, *range(1, glyphs))  # format 0, a list: Ghostscript 10 misreads ranges
    return cff[:place] + struct.pack(">I", len(cff)) + cff[place + 4 :] + charset


def _after(data: bytes, start: int) -> int:
    """Where the INDEX at *start* ends."""
    count, size = struct.unpack_from(">HB", data, start)
    if count == 0:
        return start + 2
    last = start + 3 + count * size
    end: int = start + 2 + (count + 1) * size + int.from_bytes(data[last : last + size], "big")
    return end


def _item(data: bytes, start: int) -> tuple[int, int]:
    """Where the first entry of the INDEX at *start* begins and ends."""
    count, size = struct.unpack_from(">HB", data, start)
    offsets = [int.from_bytes(data[at : at + size], "big") for at in (start + 3, start + 3 + size)]
    base = start + 2 + (count + 1) * size
    return base + offsets[0], base + offsets[1]


def _long_operands(top: bytes) -> dict[int, int]:
    """Where in a top DICT the last operand of each operator stands, of those written with four bytes."""
    found: dict[int, int] = {}
    position, operand = 0, -1
    while position < len(top):
        first = top[position]
        if first <= 21:  # an operator, of two bytes when it begins with 12
            if operand >= 0 and first != 12:
                found[first] = operand
            position, operand = position + 1 + (first == 12), -1
        elif first == 30:  # a real number, of half bytes up to one that is 15
            position += 1
            while top[position] & 0x0F != 0x0F and top[position] >> 4 != 0x0F:
                position += 1
            position += 1
        else:
            operand = position + 1 if first == LONG else -1
            position += {28: 3, LONG: 5}.get(first, 2 if first >= 247 else 1)
    return found
