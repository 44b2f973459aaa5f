"""Decks made for the purpose: a card of a sample, the bundled typeface falling back on a test font."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from deck.order import Order
from deck.pipeline import build, prepare
from deck.problems import Problems
from deck.source.project import Project
from deck.text.fonts import Font, open_font
from tests.print.tools import run
from tests.scripts.texts import SAMPLES, Sample

DATA = Path(__file__).parents[1] / "data/scripts"
BUNDLED = Path(__file__).parents[2] / "assets/fonts/NotoSans-Condensed.ttf"
_UNSEEN = re.compile(
    "[\\s\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)  # white space, breaks, marks of direction


def sample_font(sample: Sample) -> Font:
    """The test font of a sample."""
    return open_font(next(DATA.glob(f"{sample.font}.*")), sample.language)


@cache
def chain(name: str) -> Font:
    """The bundled typeface falling back on the test font of a sample."""
    sample = SAMPLES[name]
    return Font(BUNDLED, sample.language, (sample_font(sample),) if sample.font else ())


def write_deck(root: Path, sample: Sample, **settings: Any) -> Project:
    """A deck of one card that says what the sample says: text and list on its front and again on its back."""
    deck = {
        "title": sample.title,
        "language": sample.language,
        "layout": "text",
        "size": "tarot",
        "categories": {"A": {"name": sample.entries[0], "color": "#FFD400"}},
        "fields": {"body": {"label": ""}, "more": {"label": ""}},
    }
    entries = "\n".join(f"- {entry}" for entry in sample.entries)
    card = {"id": "one", "title": sample.title, "body": sample.body, "more": f"{sample.body}\n\n{entries}"}
    if sample.font:
        font = next(DATA.glob(f"{sample.font}.*"))
        deck["fonts"] = {"fallback": [font.name]}
        (root / "assets/fonts").mkdir(parents=True)
        (root / "assets/fonts" / font.name).write_bytes(font.read_bytes())
    for name, content in (("deck.yaml", deck | settings), ("cards/a.yaml", {"category": "A", "cards": [card]})):
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return Project(root)


def built(project: Project, target: Path, output: str = "") -> Path:
    """The deck's PDF; the test fails on any problem that stops a build."""
    problems = Problems()
    job = prepare(project, Order(output=output) if output else Order(), problems)
    build(job, target, problems, lambda sheet: None)
    assert [problem.what for problem in problems.errors] == []
    return target


def copied(file: Path) -> str:
    """What pdftotext copies from a PDF, without white space and marks of direction."""
    return bare(run("pdftotext", file, "-").decode())


def bare(text: str) -> str:
    """*text* without white space and marks of direction, accents composed."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def letters(text: str) -> str:
    """The letters, marks and digits of *text*."""
    return "".join(sign for sign in text if unicodedata.category(sign)[0] in "LMN")
