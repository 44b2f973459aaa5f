"""What a project's YAML files say, read without the generator, and text made comparable."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
_FOLDED = str.maketrans(
    {"«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-"}
    | {"œ": "oe", "Œ": "Oe", "\u00ad": None, "\u200b": None}
)
_NARROW = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u200a", " "))


@dataclass(frozen=True, slots=True)
class Told:
    """What the files say of one practice: its letter, number, titles, labels and texts as typed."""

    identity: str
    letter: str
    number: str
    title: str
    front_title: str
    fields: tuple[tuple[str, str], ...]

    @property
    def back(self) -> str:
        """All that its back says, in order, but for the number."""
        return " ".join([self.title, *(f"{label}: {text}" for label, text in self.fields)])


def load(file: Path) -> Any:
    """A YAML file as plain Python values, every leaf as the text that was typed."""
    return yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)


@cache
def practices(root: Path = ROOT) -> tuple[Told, ...]:
    """Every practice of a project in printing order: by category, and in a category as they are typed."""
    deck = load(root / "deck.yaml")
    files = [load(file) for file in sorted((root / "cards").glob("*.yaml"))]
    labels = {key: field["label"] for key, field in deck["fields"].items()}
    told = []
    for letter in deck["categories"]:
        cards = [card for file in files if file.get("category") == letter for card in file["cards"]]
        told += [_told(card, letter, number, labels) for number, card in enumerate(cards, 1)]
    return tuple(told)


def _told(card: dict[str, Any], letter: str, number: int, labels: dict[str, str]) -> Told:
    own = labels | card.get("labels", {})
    fields = tuple((own[key], card[key]) for key in labels if card.get(key, "").strip())
    front = card.get("front_title", card["title"])
    return Told(card["id"], letter, f"{letter}{number}", card["title"], front, fields)


def unmarked(text: str) -> str:
    """*text* without Markdown: stars, links' addresses, backslashes; list entries keep a bullet."""
    text = re.sub(r"(?m)^- +", "• ", text)
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"\\(.)|\*+", r"\1", text)


def plain(text: str) -> str:
    """*text* with its typography undone: ligatures, quotes, dashes, spaces beside signs; lines may part after a /."""
    text = unicodedata.normalize("NFKC", text.translate(_NARROW))
    text = re.sub(r"«\s*|\s*»", '"', text).translate(_FOLDED)
    text = re.sub(r"\s+([;:!?%€£$.,])(?=[\s)\"'.,]|$)", r"\1", text)
    return " ".join(text.replace("/", "/ ").split())


def joined(lines: str) -> str:
    """Lines of copied text as one: a word that parted after its own hyphen joins up again."""
    return re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "-", lines)


def squeezed(text: str) -> str:
    """*text*, comparable, without a single space."""
    return re.sub(r"\s", "", plain(text))
