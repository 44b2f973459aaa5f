"""How often a build does what costs time: counts that are the same on every machine, for a guard against slow growth.

Libraries are watched where deckpress calls them, and the file is read when it is done, so that little depends on how
the engine is made; the few names of the engine that are watched stand in WATCHED.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pikepdf
import svgelements
import uharfbuzz

from bench.contenders import CACHE
from deck.order import Order
from deck.pipeline import build, prepare
from deck.problems import Problems
from deck.source.project import find_project
from deck.text import breaking, copyfit, fonts

WATCHED: tuple[tuple[str, Any, str], ...] = (
    ("shapings", uharfbuzz, "shape"),
    ("drawings", svgelements.SVG, "parse"),
    ("texts", copyfit.Copy, "best_size"),
    ("trials", copyfit.Copy, "fits"),
    ("galleys", copyfit.Copy, "_set"),
    *(("breakings", breaking, name) for name in ("greedy", "ragged", "balanced", "justified")),
)


@dataclass(frozen=True, slots=True)
class Counts:
    """What one build did.

    Stretches of text shaped, SVG files parsed, texts fitted, sizes tried for them, texts set, paragraphs broken into
    lines (trials and all), and what is in the file: forms, font files, pages.
    """

    shapings: int
    drawings: int
    texts: int
    trials: int
    galleys: int
    breakings: int
    forms: int
    fonts: int
    pages: int


def count_build(folder: Path, target: Path, cache: Path | None = None, copies: int = 1) -> Counts:
    """Build the deck in *folder* into *target*, in this process, with the cache in a folder or none, and count."""
    counter = Counter[str]()
    with patch.dict(os.environ, {CACHE: str(cache or "off")}), ExitStack() as stack:
        stack.enter_context(patch.dict(fonts._OPENED, clear=True))  # as in a process of its own
        for name, owner, attribute in WATCHED:
            stack.enter_context(counted(counter, name, owner, attribute))
        problems = Problems()
        job = prepare(find_project(folder), Order(copies=copies, jobs=1), problems)
        build(job, target, problems, lambda sheet: None)
    done = {name: counter[name] for name, _, _ in WATCHED}
    return Counts(**done, **_written(target))


@contextmanager
def counted(counter: Counter[str], name: str, owner: Any, attribute: str) -> Iterator[None]:
    """Count the calls of a function of a module, or of a method of a class, under *name* while the context lasts."""
    called = getattr(owner, attribute)

    def counting(*arguments: Any, **named: Any) -> Any:
        counter[name] += 1
        return called(*arguments, **named)

    with patch.object(owner, attribute, counting):
        yield


def _written(file: Path) -> dict[str, int]:
    with pikepdf.open(file) as pdf:
        streams = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
        forms = sum(stream.get("/Subtype") == "/Form" for stream in streams)
        fonts = sum(
            "/FontFile2" in thing or "/FontFile3" in thing
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary)
        )
        return {"forms": forms, "fonts": fonts, "pages": len(pdf.pages)}
