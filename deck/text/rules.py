"""What each language asks of typography, as data: patterns and what takes their place, tried in their order.

Sources. French: Imprimerie nationale, *Lexique des règles typographiques en usage* (2002), "Ponctuation" and
"Espacements". English: *The Chicago Manual of Style* (17th ed.), 6.75–6.121 (dashes, quotation marks, ellipses).
German: Duden, *Die deutsche Rechtschreibung* (28th ed.), "Textverarbeitung", and DIN 5008:2020 (spaces in
abbreviations, before units, % and €); Switzerland: Schweizerische Bundeskanzlei, *Schreibweisungen* (2013), 1.2.
Spanish: RAE and ASALE, *Ortografía de la lengua española* (2010), ch. III (comillas, raya, ¿ ¡) and VIII (numbers and
symbols). Italian: R. Lesina, *Il nuovo manuale di stile* (1994), "Segni". Portuguese: C. Cunha and L. Cintra, *Nova
gramática do português contemporâneo*, ch. 21; quotation marks by country: Unicode CLDR, ``pt`` and ``pt_PT``. Dutch:
Nederlandse Taalunie, *Leidraad* (2015), ch. 17 (apostrof), and its *Taaladvies* on quotation marks and dashes. A
space before €: European Union, *Interinstitutional style guide*, 7.3.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from msgspec import Struct

NBSP, NNBSP = "\u00a0", "\u202f"
SPACED = (" ",)  # the sign of rules about digits before it: looking for ten of these takes four times as long


class Rule(Struct, frozen=True):
    """Replace *pattern* by *replacement*, tried only where one of the *signs* occurs in the text.

    *letter* is the pattern itself where it is one letter, and one letter takes its place.
    """

    signs: tuple[str, ...]
    typed: str
    replacement: str
    letter: str = ""

    @property
    def pattern(self) -> re.Pattern[str]:
        """What is replaced; made when it is first looked for, for a deck needs the rules of one language."""
        return _compiled(self.typed)


_compiled = cache(re.compile)


def _rule(signs: str | tuple[str, ...], pattern: str, replacement: str) -> Rule:
    letter = pattern if len(pattern) == len(replacement) == 1 and pattern not in ".^$*+?|" else ""
    return Rule(tuple(signs.split()) if isinstance(signs, str) else signs, pattern, replacement, letter)


_SPACE = rf"[ {NBSP}{NNBSP}]"
_PAIR = r'(?<!\d)"([^"]*)"'  # 15" is no beginning: it is a measure
_SI = "km|cm|mm|m|kg|g|t|l|h|min|s|kWh|kW|MW|W|ha|°C"  # SI brochure (2019), 5.4.3: a space before the unit


def _units(words: str) -> Rule:
    """No line ends between a number and its unit, or a *word* that is counted."""
    return _rule(SPACED, rf" (?<=\d )(?=(?:{_SI}{'|' if words else ''}{words})\b)", NBSP)


def _quotes(opening: str, closing: str) -> Rule:
    """The language's quotation marks for straight ones; those that were typed stay."""
    return _rule('"', _PAIR, rf"{opening}\1{closing}")


def _single(opening: str, closing: str) -> Rule:
    """The same for single ones, told from apostrophes by what stands around them."""
    return _rule("'", r"(?<![\w’])'([^']*[^\s'])'(?!\w)", rf"{opening}\1{closing}")


def _dash(dash: str) -> Rule:
    """A dash for a hyphen, or two, between spaces.

    The pattern begins with its sign, by which it is found soonest; nothing but a space, or nothing, stands before that.
    """
    return _rule("-", r"-(?<!\S-)-?(?=\s)", dash)


def _led(abbreviations: Iterable[str]) -> Rule:
    """No line ends between ``No.`` and its number."""
    words = tuple(abbreviations)
    return _rule(" ".join(words), "|".join(rf"(?<=(?<!\w){re.escape(word)}) (?=\d)" for word in words), NBSP)


_APOSTROPHE = _rule("'", "'", "’")
_THOUSANDS = _rule(SPACED, r" (?<=\d )(?<!\d{4} )(?=\d{3}\b)", NBSP)
_CURRENCY = _rule("€", rf"(?<=\d){_SPACE}*€", f"{NBSP}€")
_PERCENT = _rule("% ‰", rf"(?<=\d){_SPACE}*([%‰])(?![\w-])", rf"{NNBSP}\1")
_KEPT = _rule("% ‰ €", r"(?<=\d) (?=[%‰€])", NBSP)  # the space that was typed stays, and no line ends there
_CLOSED_UP = _rule(  # no space before a sign, but in a ratio: 2 : 3
    ". , ; : ! ?", r"(?<=[^\W\d_]) +(?=[.,;:!?]+(?:\s|$))|(?<=\d) +(?=[.,;!?]+(?:\s|$))", ""
)

ANY = (
    _rule("...", r"\.{3}", "…"),
    _rule("CO2", r"\bCO2\b", "CO₂"),
)
GENERAL = (*ANY, _units(""))
FRENCH = (
    _rule("'", "'", "’"),
    *ANY,
    _rule('"', _PAIR, rf"«{NBSP}\1{NBSP}»"),
    _rule("“", "“", "«"),
    _rule("”", "”", "»"),
    _rule("«", rf"«{_SPACE}*", f"«{NNBSP}"),
    _rule("»", rf"{_SPACE}*»", f"{NNBSP}»"),
    _rule("; ! ?", rf"(?<=[^\s{NBSP}{NNBSP}(;!?]){_SPACE}*([;!?]+)(?=[\s)\]»…,.:]|$)", rf"{NNBSP}\1"),
    _rule(":", rf"(?<=[^\s{NBSP}{NNBSP}:]){_SPACE}*(:+)(?=[\s)»]|$)", rf"{NNBSP}\1"),
    _rule("% € £ $ ‰", rf"(?<=\d){_SPACE}*([%€£$‰])", rf"{NNBSP}\1"),
    _rule("-", r"-(?<!\S-)(?=\s)", "–"),
    _units("millions?|milliards?|euros?|dollars?|heures?|jours?|ans|pays"),
    _THOUSANDS,
    _rule("oeu", "oeu", "œu"),
    _rule("Oeu", "Oeu", "Œu"),
    _rule((" .", " ,"), r"(?<=\w) +([.,])(?=\s|$)", r"\1"),
)
ENGLISH = (
    *ANY,
    _quotes("“", "”"),
    _single("‘", "’"),
    _APOSTROPHE,
    _rule(" -", r"(?<=[\w”’)\]…!?.,%]) -{1,2} (?=[\w“‘(\[…])", "\u200a—\u200a"),
    _units("millions?|billions?|euros?|dollars?|pm|am|years?|hours?|days?|people"),
    _KEPT,
    _led(("No.", "p.", "pp.")),
)
_GERMAN_REST = (
    _APOSTROPHE,
    _dash("–"),
    _CLOSED_UP,
    _rule(  # Duden: z. B., d. h., u. a. … have a narrow space that no line ends at
        "B. T. h. a. U. Ä. d. R. o. u.",
        "|".join(
            rf"(?<=\b{first}\.){_SPACE}?(?={then}\.)"
            for first, then in (
                ("[zZ]", "[BTZ]"), ("[dD]", "h"), ("[uU]", "[aU]"), ("[vV]", "a"), ("o", "Ä"),
                ("i", "d"), ("d", "R"), ("s", "[ou]"),
            )
        ),
        NNBSP,
    ),
    _PERCENT,
    _CURRENCY,
    _units("Mio|Mrd|Millionen|Milliarden|Euro|Uhr|Minuten?|Stunden?|Tage?n?|Wochen?|Jahren?|Personen|Menschen"),
    _THOUSANDS,
    _led(("Nr.", "S.", "Abb.", "Art.", "§")),
)  # fmt: skip
GERMAN = (*ANY, _quotes("„", "“"), _single("‚", "‘"), *_GERMAN_REST)
SWISS_GERMAN = (*ANY, _quotes("«", "»"), _single("‹", "›"), *_GERMAN_REST)
SPANISH = (
    *ANY,
    _rule('"', r'(?<!\d)"([^"«»]*)"(?=[^«»]*»)', r"“\1”"),  # quoted within a quotation
    _quotes("«", "»"),
    _single("‘", "’"),
    _APOSTROPHE,
    _rule("--", r"(?<=\s)--(?=\w)|^--(?=\w)|(?<=\w)--(?=[\s,.;:)]|$)", "—"),
    _dash("–"),
    _rule("¿ ¡", rf"(?<=[¿¡]){_SPACE}+(?=\S)", ""),
    _CLOSED_UP,
    _PERCENT,
    _CURRENCY,
    _units("millones|millón|euros?|dólares|horas?|minutos?|días?|años?|personas|países"),
    _THOUSANDS,
    _led(("n.º", "núm.", "pág.", "págs.", "art.")),
)
ITALIAN = (
    *ANY,
    _rule('"', r'(?<!\d)"([^"«»]*)"(?=[^«»]*»)', r"“\1”"),
    _quotes("«", "»"),
    _single("‘", "’"),
    _APOSTROPHE,
    _dash("–"),
    _CLOSED_UP,
    _KEPT,
    _CURRENCY,
    _units("milioni|miliardi|milione|miliardo|euro|dollari|or[ae]|minut[oi]|giorn[oi]|ann[oi]|persone|paesi"),
    _THOUSANDS,
    _led(("n.", "pag.", "p.", "art.")),
)
_PORTUGUESE_REST = (
    _single("‘", "’"),
    _APOSTROPHE,
    _CLOSED_UP,
    _KEPT,
    _units("milhões|milhão|mil|euros?|reais|dólares|horas?|minutos?|dias?|anos?|pessoas|países"),
    _THOUSANDS,
    _led(("n.º", "nº", "p.", "pág.", "art.")),
)
PORTUGUESE = (*ANY, _rule('"', r'(?<!\d)"([^"«»]*)"(?=[^«»]*»)', r"“\1”"), _quotes("«", "»"), _dash("–"), _CURRENCY,
              *_PORTUGUESE_REST)  # fmt: skip
BRAZILIAN = (*ANY, _quotes("“", "”"), _dash("—"), _rule("R$", r"(?<=R\$) ?(?=\d)", NBSP), *_PORTUGUESE_REST)
DUTCH = (
    *ANY,
    _quotes("“", "”"),
    _rule("'", rf"(?<!\w)'(?=(?:[kmnstKMNST]|ie|er|em|ns)[ {NBSP}\-])", "’"),  # 's morgens, 'n boek, 't huis
    _single("‘", "’"),
    _APOSTROPHE,
    _dash("–"),
    _CLOSED_UP,
    _KEPT,
    _rule("€", r"(?<=€) (?=\d)", NBSP),
    _units("miljoen|miljard|euro|dollar|uur|uren|minuten|minuut|dag|dagen|jaar|jaren|mensen|personen|landen"),
    _led(("nr.", "blz.", "p.", "art.")),
)
