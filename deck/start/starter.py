"""Starters: for each layout and language, the categories, fields and cards with which a new deck begins."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

FOLDER = Path(__file__).parents[1] / "starters"
FALLBACK = "en"  # the language of the sample cards where we have no words for the deck's own


class Starter(Struct, frozen=True):
    """Parts of a new deck's files as text, and the pictograms and pictures that its cards show."""

    language: str
    categories: str
    fields: str
    cards: Mapping[str, str]
    special: str = ""
    icons: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


def layouts_to_begin_with() -> list[str]:
    """The names of the layouts that have a starter."""
    return sorted({file.name.partition(".")[0] for file in FOLDER.glob("*.yaml")})


def find_starter(layout: str, language: str) -> Starter:
    """The starter of a layout in *language*, or in English where there is none."""
    codes = (language.lower(), language.lower().partition("-")[0], FALLBACK)
    code = next(code for code in codes if (FOLDER / f"{layout}.{code}.yaml").is_file())
    parts: dict[str, Any] = yaml.safe_load((FOLDER / f"{layout}.{code}.yaml").read_text("utf-8"))
    return Starter(
        code,
        parts.get("categories", ""),
        parts["fields"],
        parts["cards"],
        parts.get("special", ""),
        tuple(parts.get("icons", ())),
        tuple(parts.get("pictures", ())),
    )


def starter_file(kind: str, name: str) -> bytes:
    """A picture that starters share: *kind* is ``icons`` or ``pictures``."""
    return (FOLDER / kind / name).read_bytes()
