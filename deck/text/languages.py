"""The languages that are known: their rules, and the words that a sheet or a screen reader says in them, as data.

Add a language by adding an entry. Sources. Fewest letters around a hyphen: the hyph-utf8 project's table of patterns
(hyphenation minima for typesetting). Which Portuguese a country writes: Unicode CLDR, parentLocales. Codes: ISO 639-1.
"""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from deck.text.rules import (
    BRAZILIAN,
    DUTCH,
    ENGLISH,
    FRENCH,
    GENERAL,
    GERMAN,
    ITALIAN,
    NBSP,
    NNBSP,
    PORTUGUESE,
    SPANISH,
    SWISS_GERMAN,
    Rule,
)

__all__ = ["NBSP", "NNBSP", "Language", "Rule", "has_rules", "is_code", "language", "ruled_codes"]


class Language(Struct, frozen=True, eq=False):
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


def _german(code: str, rules: tuple[Rule, ...]) -> Language:
    return Language(
        code,
        rules,
        (2, 2),
        "Vorderseite",
        "Rückseite",
        "Bogen {number} von {count}",
        "an den Strichen falten, Rücken an Rücken kleben",
        "Piktogramm: {title}",
        "Bild: {title}",
        "QR-Code: {address}",
    )


def _portuguese(code: str, rules: tuple[Rule, ...]) -> Language:
    return Language(
        code,
        rules,
        (2, 3),
        "frente",
        "verso",
        "folha {number} de {count}",
        "dobrar pelo tracejado e colar verso com verso",
        "Pictograma: {title}",
        "Imagem: {title}",
        "Código QR: {address}",
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
    "de": _german("de", GERMAN),
    "de-ch": _german("de-CH", SWISS_GERMAN),
    "es": Language(
        "es",
        SPANISH,
        (2, 2),
        "anverso",
        "reverso",
        "hoja {number} de {count}",
        "doblar por la línea discontinua, pegar dorso con dorso",
        "Pictograma: {title}",
        "Imagen: {title}",
        "Código QR: {address}",
    ),
    "it": Language(
        "it",
        ITALIAN,
        (2, 2),
        "fronte",
        "retro",
        "foglio {number} di {count}",
        "piegare lungo il tratteggio, incollare dorso a dorso",
        "Pittogramma: {title}",
        "Immagine: {title}",
        "Codice QR: {address}",
    ),
    "pt": _portuguese("pt", BRAZILIAN),
    "pt-pt": _portuguese("pt-PT", PORTUGUESE),
    "nl": Language(
        "nl",
        DUTCH,
        (2, 2),
        "voorzijde",
        "achterzijde",
        "vel {number} van {count}",
        "vouw langs de streepjes, plak rug aan rug",
        "Pictogram: {title}",
        "Afbeelding: {title}",
        "QR-code: {address}",
    ),
}
_AFTER_LISBON = ("ao", "ch", "cv", "fr", "gq", "gw", "lu", "mo", "mz", "st", "tl")
PARENTS = {f"pt-{region}": "pt-pt" for region in _AFTER_LISBON} | {"de-li": "de-ch"}
_CODES = """
ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv
ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd
ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr
ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
ISO_639_1 = frozenset(_CODES.split())


@cache
def language(code: str) -> Language:
    """The rules for a language code; a region falls back on its language.

    A language without rules of its own has the general ones; what is no language has none.
    """
    typed = code.lower()
    known = LANGUAGES.get(PARENTS.get(typed, typed)) or LANGUAGES.get(_main(code))
    return known or Language(code, GENERAL if is_code(code) else (), recto="front", verso="back")


def has_rules(code: str) -> bool:
    """Whether a language has rules of its own."""
    return _main(code) in LANGUAGES


def is_code(code: str) -> bool:
    """Whether *code* begins with that of a language; of three letters there are thousands, and any may be one."""
    return _main(code) in ISO_639_1 or len(_main(code)) == 3


def ruled_codes() -> list[str]:
    """The codes of the languages with rules of their own."""
    return sorted(code for code in LANGUAGES if "-" not in code)


def _main(code: str) -> str:
    return code.lower().replace("_", "-").partition("-")[0]
