"""Build PDFs to look at, through the generator's front doors: its stages, or the command in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import deck
from deck.formats import card_format, paper_format
from deck.impose.duplex import Flip
from deck.order import Order
from deck.pipeline import build, prepare
from deck.problems import Problem, Problems
from deck.select import Selection
from deck.source.companions import Wishes
from deck.source.project import Project
from tests.print.words import ROOT

COMMAND = "from deck.cli import main; main()"


@dataclass(slots=True)
class Printer:
    """Builds each PDF once and keeps it, with what the build had to say."""

    folder: Path
    files: dict[tuple[Path, Order], Path] = field(default_factory=dict)
    said: dict[Path, list[Problem]] = field(default_factory=dict)

    def __call__(
        self,
        root: Path = ROOT,
        *,
        size: str = "",
        paper: str = "",
        flip: Flip = "long-edge",
        category: str = "",
        cards: tuple[str, ...] = (),
        copies: int = 1,
        companions: tuple[str, ...] = (),
        force: bool = False,
    ) -> Path:
        """The PDF of the project in *root*, as ``deck build`` with these options makes it."""
        order = Order(
            Selection(categories=tuple(category), cards=cards),
            card_format(size) if size else None,
            paper_format(paper) if paper else None,
            flip,
            copies=copies,
            force=force,
            wishes=Wishes(on=companions),
        )
        if (root, order) not in self.files:
            self.files[root, order] = self._build(root, order)
        return self.files[root, order]

    def _build(self, root: Path, order: Order) -> Path:
        problems = Problems()
        target = self.folder / f"{len(self.files)}.pdf"
        build(prepare(Project(root), order, problems), target, problems, lambda sheet: None)
        self.said[target] = problems.found
        return target


def command(folder: Path, *arguments: str | Path, environment: Mapping[str, str] | None = None) -> str:
    """What ``deck`` prints when it is run in *folder*, in a process of its own."""
    package = str(Path(deck.__file__).parents[1])
    kept = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "PYTHONHASHSEED")}
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *map(str, arguments)],
        cwd=folder,
        env={**kept, "PYTHONPATH": package, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
