"""python tools/licences.py: the licence of all that runs with deckpress or comes in its wheel; 1 if one is not good.

Not good at run time: GPL and AGPL, which would bind whoever passes the tool on, and what nobody can tell.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
GOOD = {
    "MIT", "MIT-CMU", "BSD", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0", "MPL-1.1", "MPL-2.0", "PSF-2.0",
    "ISC", "Zlib", "CC0-1.0", "OFL-1.1",
}  # fmt: skip
SAID = {  # what older packages say in words of their own
    "MIT License": "MIT",
    "BSD License": "BSD",
    "BSD license (see license.txt for details), Copyright (c) 2000-2025, ReportLab Inc.": "BSD",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
CHOSEN = {  # packages under several licences, and which of them holds for us
    "pyphen": ("MPL-1.1", "offered under GPL, LGPL or MPL, as one chooses"),
    "pypdfium2": ("BSD-3-Clause AND Apache-2.0", "PDFium and what it contains: texts in the package's own folder"),
}
BUNDLED = {  # by the beginning of their places: the text under which files may be passed on
    "assets/fonts/": ("OFL-1.1", "assets/fonts/OFL.txt"),
    "assets/color/": ("Zlib", "assets/color/LICENSE.txt"),
    "assets/icons/": ("as the words of the deck", "cards/special.yaml"),
    "cards/": ("as its licence card says", "cards/special.yaml"),
    "deck.yaml": ("as its licence card says", "cards/special.yaml"),
    "layouts/": ("MIT", "LICENSE"),
    "deck/": ("MIT", "LICENSE"),
}
FOREIGN = (".ttf", ".otf", ".woff", ".woff2", ".icc", ".icm", ".jpg", ".jpeg", ".png")  # seldom made by ourselves
OURS = ("deck/starters/",)  # pictures that tools/make_starter_pictures.py draws


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that comes along: its name, its licence, a remark, and whether it may come along."""

    name: str
    licence: str
    remark: str = ""
    good: bool = True


def main() -> int:
    """Print every licence; 1 when one of them is not good."""
    entries = [*required("deckpress[all]"), *bundled(ROOT)]
    for entry in entries:
        print(f"{'    ' if entry.good else 'BAD '}{entry.name:28} {entry.licence:32} {entry.remark}".rstrip())
    bad = [entry.name for entry in entries if not entry.good]
    print(f"{len(entries)} looked at; " + (f"not good: {', '.join(bad)}" if bad else "all are good."))
    return bool(bad)


def required(name: str) -> Iterator[Entry]:
    """Everything that *name* needs at run time, and all that these need."""
    waiting, seen = [Requirement(name)], set()
    while waiting:
        wanted = waiting.pop()
        found = distribution(wanted.name)
        extras = {"", *wanted.extras}
        key = (found.name.lower(), *sorted(extras))
        if key in seen:
            continue
        seen.add(key)
        needs = (Requirement(line) for line in found.requires or ())
        waiting += [n for n in needs if not n.marker or any(n.marker.evaluate({"extra": e}) for e in extras)]
        if found.name.lower() != "deckpress" and len([k for k in seen if k[0] == key[0]]) == 1:
            yield judged(found.name, licences_of(found))


def licences_of(found: Distribution) -> list[str]:
    """What a package says of its licence: an expression (PEP 639), or its classifiers, or a line."""
    told: Mapping[str, str] = found.metadata  # type: ignore[assignment]
    if told.get("License-Expression"):
        return [told["License-Expression"]]
    classifiers = (line for line in found.metadata.get_all("Classifier", []) if line.startswith("License"))
    named = [line.rpartition(" :: ")[2] for line in classifiers if line.count(" :: ") > 1]
    return named or [line for line in (told.get("License") or "").split("\n")[:1] if line]


def judged(name: str, said: list[str]) -> Entry:
    """Whether a package of these licences may come along."""
    if name.lower() in CHOSEN:
        return Entry(name, *CHOSEN[name.lower()])
    terms = [SAID.get(line, line) for line in said]
    if not terms:
        return Entry(name, "unknown", "look it up, and add it to tools/licences.py", False)
    alternatives = [re.split(r" AND |, ", part) for term in terms for part in term.strip("()").split(" OR ")]
    good = any(all(part.strip("() ") in GOOD for part in parts) for parts in alternatives)
    if len(terms) > 1:  # several lines: all of them may hold
        good = all(term in GOOD for term in terms)
    return Entry(name, ", ".join(terms), "" if good else "not among the good ones", good)


def bundled(root: Path) -> Iterator[Entry]:
    """The folders that the wheel takes along, each with its licence; what no text covers is not good."""
    told: set[str] = set()
    for name in sorted(files_of_the_wheel(root)):
        place = next((place for place in BUNDLED if name.startswith(place)), "")
        licence, text = BUNDLED.get(place, ("unknown", ""))
        strange = name.endswith(FOREIGN) and licence == "MIT" and not name.startswith(OURS)
        if strange or not text or not (root / text).is_file():
            yield Entry(name, "unknown", "no licence text comes with it", False)
        elif place not in told:
            told.add(place)
            yield Entry(place, licence, text)


def files_of_the_wheel(root: Path) -> Iterator[str]:
    """Every file that hatchling puts into the wheel, by its place in the repository."""
    wheel = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    for part in (*wheel["packages"], *wheel["force-include"]):
        place = root / part
        for file in [place] if place.is_file() else place.rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                yield file.relative_to(root).as_posix()


if __name__ == "__main__":
    sys.exit(main())
