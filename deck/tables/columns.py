"""Which column is which: columns of a table matched by name with what a card has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Literal

from msgspec import Struct

from deck.source.cardfiles import CARD_KEYS, FIELD

How = Literal["named", "known", "guess", "new", "left out"]
LABELS = "labels."  # a column labels.examples holds a card's own label for the field "examples"
LISTS = ("tags",)
# What people call the settings of a card, folded (see *fold*), in the languages of those we have seen tables of.
SYNONYMS = {
    "title": "title titre titel titolo titulo name nom nombre nome heading card carte karte carta",
    "front_title": "front_title short_title titre_court titre_recto kurztitel titolo_breve titulo_corto",
    "category": "category categorie kategorie categoria group groupe gruppe grupo gruppo suit theme thema tema",
    "icon": "icon icone pictogram pictogramme piktogramm symbol symbole pittogramma pictograma",
    "picture": "picture image photo bild foto imagen immagine imagem illustration",
    "copies": "copies count quantity qty number_of_cards exemplaires quantite anzahl menge copie copias cantidad",
    "tags": "tags tag keywords mots_cles etiquettes schlagworte stichworte etiquetas parole_chiave",
    "id": "id identifier identifiant key cle kennung",
}
_WORD_OF = {word: key for key, words in SYNONYMS.items() for word in words.split()}
NEAR = 0.8  # how alike a name must be to be guessed (difflib's ratio)


class Match(Struct, frozen=True):
    """What a column becomes: a setting or field of a card, and how that was found."""

    column: str
    key: str
    how: How


def fold(text: str) -> str:
    """A name without accents, case and signs: ``"Mots-clés"`` gives ``mots_cles``."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", "_", kept).strip("_")


def match_columns(columns: Iterable[str], fields: Mapping[str, str], given: Mapping[str, str]) -> list[Match]:
    """What each column becomes in a deck with *fields* (labels by key); *given* is what was asked for by name.

    No two columns become the same: the surer one has it, and the other becomes a field of its own.
    """
    columns = list(columns)
    own = {column: column for column in columns if _is_own_label(column, columns, fields)}
    given = {**own, **given}
    taken: dict[str, str] = {}
    found: dict[str, Match] = {}
    for column in columns:
        if column in given:
            key = given[column]
            how: How = "known" if column in own else "named" if key else "left out"
            found[column] = Match(column, key, how)
            taken[key] = column
    for look in (_as_typed, _known, _near):
        for column in columns:
            key = look(column, fields) if column not in found else ""
            if key and key not in taken:
                found[column] = Match(column, key, "guess" if look is _near else "known")
                taken[key] = column
    for column in columns:
        if column not in found:
            found[column] = Match(column, _new_key(column, taken, fields), "new")
            taken[found[column].key] = column
    return [found[column] for column in columns]


def _is_own_label(column: str, columns: Iterable[str], fields: Iterable[str]) -> bool:
    """Whether a column holds cards' own labels for a field of the deck, or for one that the table brings."""
    return column.startswith(LABELS) and column.removeprefix(LABELS) in (*fields, *columns)


def _as_typed(column: str, fields: Mapping[str, str]) -> str:
    """The key that the column is called by, letter for letter."""
    return column if column in fields or column in CARD_KEYS else ""


def _known(column: str, fields: Mapping[str, str]) -> str:
    """The key that the column means for sure: by a field's key or label, or by a word for a setting."""
    name = fold(column)
    by_name = {fold(label): key for key, label in fields.items() if label} | {fold(key): key for key in fields}
    return by_name.get(name) or _WORD_OF.get(name, "")


def _near(column: str, fields: Mapping[str, str]) -> str:
    """The key whose name, label or word is most like the column's; the deck's first field for text without a name."""
    if column == "text" and fields:
        return next(iter(fields))
    names = {fold(label): key for key, label in fields.items() if label} | {fold(key): key for key in fields}
    names |= {word: key for word, key in _WORD_OF.items() if len(word) > 3}
    close = get_close_matches(fold(column), names, n=1, cutoff=NEAR)
    return names[close[0]] if close else ""


def _new_key(column: str, taken: Iterable[str], fields: Iterable[str]) -> str:
    """A key for a field that the deck does not have yet."""
    name = fold(column) or "field"
    name = name if FIELD.fullmatch(name) else f"field_{name}"
    used = {*taken, *fields, *CARD_KEYS}
    return next(key for number in range(1, 1000) if (key := name if number == 1 else f"{name}_{number}") not in used)
