"""Which typeface of the Noto collection, free and made for every script of the world, has a character."""

from __future__ import annotations

import unicodedata

import uharfbuzz as hb

EMOJI, SYMBOLS, MATHS = "emoji", "symbols", "mathematics"
WHERE = "https://fonts.google.com/noto"
# Scripts (ISO 15924) whose Noto typeface is not called by the first word of their characters' names.
_CALLED = {
    "Latn": "Sans", "Grek": "Sans", "Cyrl": "Sans", "Hani": "Sans SC", "Bopo": "Sans TC", "Hang": "Sans KR",
    "Hira": "Sans JP", "Kana": "Sans JP", "Cans": "Sans Canadian Aboriginal", "Egyp": "Sans Egyptian Hieroglyphs",
    "Ital": "Sans Old Italic", "Linb": "Sans Linear B", "Nkoo": "Sans NKo", "Olck": "Sans Ol Chiki",
    "Phag": "Sans PhagsPa", "Tale": "Sans Tai Le", "Talu": "Sans New Tai Lue", "Lana": "Sans Tai Tham",
    "Tavt": "Sans Tai Viet", "Tang": "Serif Tangut", "Tibt": "Serif Tibetan",
}  # fmt: skip
_HAN = {"ja": "Sans JP", "ko": "Sans KR", "zh-tw": "Sans TC", "zh-hk": "Sans HK", "zh-hant": "Sans TC"}
_PICTURES = range(0x1F000, 0x1FB00)  # from mahjong tiles to the newest pictographs
_ARROWS_AND_SIGNS = range(0x2190, 0x2C00)


def kind_of(character: str) -> str:
    """The script of a character (ISO 15924), or what kind of sign it is; empty for what no table knows."""
    if ord(character) in _PICTURES or character in "\u200d\ufe0f\u20e3":
        return EMOJI
    buffer = hb.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    if buffer.script and unicodedata.category(character)[0] in "LMNP":
        return str(buffer.script)
    if unicodedata.category(character) == "Sm" or "MATHEMATICAL" in unicodedata.name(character, ""):
        return MATHS
    return SYMBOLS if ord(character) in _ARROWS_AND_SIGNS else ""


def noto_for(character: str, language: str) -> str:
    """The name of the Noto typeface that has *character*; Chinese characters are drawn as *language* writes them."""
    kind = kind_of(character)
    if kind == "Hani":
        return f"Noto {_HAN.get(language.lower(), _HAN.get(language.lower().split('-')[0], _CALLED['Hani']))}"
    signs = {EMOJI: "Emoji", SYMBOLS: "Sans Symbols 2", MATHS: "Sans Math", "": "Sans Symbols 2"}
    called = signs.get(kind) or _CALLED.get(kind)
    if called is None:  # ARABIC LETTER ALEF
        called = f"Sans {unicodedata.name(character, 'Symbols 2').split()[0].capitalize()}"
    return f"Noto {called}"
