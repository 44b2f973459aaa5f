"""What each language asks of typography, as data: add a language by adding an entry.

Sources. French: Imprimerie nationale, *Lexique des règles typographiques en usage* (2002), "Ponctuation" and
"Espacements". English: *The Chicago Manual of Style* (17th ed.), 6.75–6.121 (dashes, quotation marks, ellipses).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NBSP, NNBSP = "\u00a0", "\u202f"


@dataclass(frozen=True, slots=True)
class Rule:
    """Replace *pattern* by *replacement*, tried only where one of the *signs* occurs in the text.

    *letter* is the pattern itself where it is one letter, and one letter takes its place.
    """

    signs: tuple[str, ...]
    pattern: re.Pattern[str]
    replacement: str
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """The rules of one language and the words that a sheet or a screen reader says in it."""

    code: str
    rules: tuple[Rule, ...]
    hyphens: tuple[int, int] = (2, 3)  # fewest letters left and right of a hyphen
    recto: str = "recto"
    verso: str = "verso"
    sheet: str = "sheet {number} of {count}"
    fold: str = "fold at the dashes, glue back to back"
    pictogram: str = "Pictogram: {title}"
    picture: str = "Picture: {title}"
    qr: str = "QR code: {address}"


def _rule(signs: str, pattern: str, replacement: str) -> Rule:
    letter = pattern if len(pattern) == len(replacement) == 1 and pattern not in ".^$*+?|" else ""
    return Rule(tuple(signs.split()), re.compile(pattern), replacement, letter)


_SPACE = rf"[ {NBSP}{NNBSP}]"
_UNITS = "km|cm|mm|m|kg|g|t|l|h|min|s|kWh|kW|MW|W|ha|°C|millions?|milliards?|euros?|dollars?|heures?|jours?|ans|pays"

ANY = (
    _rule("...", r"\.{3}", "…"),
    _rule("CO2", r"\bCO2\b", "CO₂"),
)
FRENCH = (
    _rule("'", "'", "’"),
    *ANY,
    _rule('"', r'"([^"]*)"', rf"«{NNBSP}\1{NNBSP}»"),
    _rule("“", "“", "«"),
    _rule("”", "”", "»"),
    _rule("«", rf"«{_SPACE}*", f"«{NNBSP}"),
    _rule("»", rf"{_SPACE}*»", f"{NNBSP}»"),
    _rule("; ! ?", rf"(?<=[^\s{NBSP}{NNBSP}(;!?]){_SPACE}*([;!?]+)(?=[\s)\]»…,.:]|$)", rf"{NNBSP}\1"),
    _rule(":", rf"(?<=[^\s{NBSP}{NNBSP}:]){_SPACE}*(:+)(?=[\s)»]|$)", rf"{NNBSP}\1"),
    _rule("% € £ $ ‰", rf"(?<=\d){_SPACE}*([%€£$‰])", rf"{NNBSP}\1"),
    _rule(" -", r"(?<=\s)-(?=\s)|^-(?=\s)", "–"),
    _rule("0 1 2 3 4 5 6 7 8 9", rf"(?<=\d) (?=(?:{_UNITS})\b)|(?<=\d)(?<!\d{{4}}) (?=\d{{3}}\b)", NBSP),
    _rule("oeu", "oeu", "œu"),
    _rule("Oeu", "Oeu", "Œu"),
    _rule(" . ,", r"(?<=\w) +([.,])(?=\s|$)", r"\1"),
)
ENGLISH = (
    *ANY,
    _rule('"', r'"([^"]*)"', r"“\1”"),
    _rule("'", r"(?<![\w’])'([^']*[^\s'])'(?!\w)", r"‘\1’"),
    _rule("'", "'", "’"),
    _rule(" -", r"(?<=\w) -{1,2} (?=\w)", "\u200a—\u200a"),
    _rule("0 1 2 3 4 5 6 7 8 9", rf"(?<=\d) (?=(?:{_UNITS}|pm|am|years?|hours?|people)\b)", NBSP),
)

LANGUAGES = {
    "fr": Language(
        "fr",
        FRENCH,
        sheet="feuille {number} sur {count}",
        fold="plier aux pointillés, coller dos à dos",
        pictogram=f"Pictogramme{NBSP}: {{title}}",
        picture=f"Image{NBSP}: {{title}}",
        qr=f"Code QR{NBSP}: {{address}}",
    ),
    "en": Language("en", ENGLISH, recto="front", verso="back"),
}


def language(code: str) -> Language:
    """The rules for a language code; a region falls back on its language, an unknown language has no rules."""
    known = LANGUAGES.get(code.lower()) or LANGUAGES.get(code.split("-")[0].lower())
    return known or Language(code, (), recto="front", verso="back")
