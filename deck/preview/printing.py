"""Printing from the page: which sheets a choice needs, and the file that `deck build` would make of it."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from deck.cli.build import summarise
from deck.cli.report import last_good
from deck.impose.sheet import Sheet
from deck.order import Job, Order
from deck.pipeline import build, prepare, sheets
from deck.preview.darkroom import PDFIUM
from deck.preview.desk import Desk
from deck.preview.looks import sheet_look
from deck.preview.scene import Pin
from deck.problems import DeckError, Problem, Problems, Severity, summary
from deck.select import Selection
from deck.source.project import Project
from deck.units import MM

MOST_COPIES = 1000
MOST_SHEETS = 4000  # sides whose pictures can still be asked for


def chosen(wish: Mapping[str, Any]) -> Selection:
    """The categories, cards and tags that a page asks for."""
    return Selection(*(tuple(str(name) for name in wish.get(key) or ()) for key in ("categories", "cards", "tags")))


class Sheets:
    """The sheets that a choice of cards needs, and each side of them by digest."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.sides: dict[str, Sheet] = {}

    def needed(self, wish: Mapping[str, Any]) -> dict[str, Any]:
        """Every side in its order: number, size (mm), the cards on it, and the digest of its picture."""
        problems = Problems()
        with self.desk.lock:
            try:
                job = self.desk.sheets(chosen(wish), str(wish.get("output") or "sheets"), problems)
                problems.stop()
                sides = list(sheets(job))
            except DeckError as error:
                pins = [Pin(problem, "").told(self.desk.project.root) for problem in error.problems]
                return {"sheets": [], "problems": pins}
            if len(self.sides) > MOST_SHEETS:
                self.sides.clear()
            return {"problems": [], **self._told(job, sides)}

    def _told(self, job: Job, sides: list[Sheet]) -> dict[str, Any]:
        told = []
        for side in sides:
            digest = sheet_look(side, self.desk.looks)
            self.sides[digest] = side
            told.append(
                {
                    "digest": digest,
                    "number": side.number,
                    "side": side.side,
                    "width": round(side.width / MM, 2),
                    "height": round(side.height / MM, 2),
                    "cards": [f"{card.number} {card.title}".strip() for card in _cards_on(side)],
                }
            )
        paper = job.press.paper.name or str(job.press.paper)
        cells = len(job.grid.cells) if job.grid else 1
        return {"sheets": told, "count": job.sheets, "copies": job.copies, "paper": paper, "cells": cells}


def _cards_on(sheet: Sheet) -> list[Any]:
    return [placement.face.card for placement in sheet.placements]


class Printer:
    """Builds what a page orders, and hands the files out."""

    def __init__(self, project: Project, read_only: bool) -> None:
        self.project, self.read_only = project, read_only
        self._scratch = Path(tempfile.mkdtemp(prefix="deckpress-"))
        self._files: dict[str, Path] = {}

    def close(self) -> None:
        """Throw away what was made for downloading alone."""
        shutil.rmtree(self._scratch, ignore_errors=True)

    def file(self, key: str) -> Path | None:
        """The file that was made under that key."""
        return self._files.get(key)

    def make(self, wish: Mapping[str, Any]) -> dict[str, Any]:
        """Build, and say what came of it as the terminal would: summary, warnings, and where the file is."""
        started, problems = time.perf_counter(), Problems()
        target: Path | None = None
        try:
            job = prepare(self.project, order_of(wish, problems), problems)
            target = self._target(job)
            pictures = job.press.output.kind in ("pictures", "grid")
            with PDFIUM if pictures else nullcontext():
                build(job, target, problems, lambda sheet: None)
        except DeckError as error:
            return self._failed(error, target)
        said = summarise(job, target, time.perf_counter() - started).split("\n")[0]
        where = "" if self.read_only else target.relative_to(self.project.root).as_posix()
        return {
            "good": True,
            "summary": said,
            "where": where,
            "problems": self._told(problem for problem in problems.found if problem.severity > Severity.NOTE),
            **self._download(target),
        }

    def _target(self, job: Job) -> Path:
        """Where `deck build` writes; a folder that is thrown away when the project is only looked at."""
        return self._scratch / secrets.token_hex(4) / job.target.name if self.read_only else job.target

    def _failed(self, error: DeckError, target: Path | None) -> dict[str, Any]:
        outcome = summary(error.problems, last_good(target, self.project.root)).rstrip()
        return {"good": False, "summary": outcome, "problems": self._told(error.problems)}

    def _told(self, problems: Any) -> list[dict[str, Any]]:
        found: list[Problem] = sorted(problems, key=lambda problem: -problem.severity)
        return [Pin(problem, "").told(self.project.root) for problem in found]

    def _download(self, target: Path) -> dict[str, Any]:
        """A key for the file; a folder of files is packed into one."""
        if target.is_dir():
            packed = self._scratch / secrets.token_hex(4) / target.name
            packed.parent.mkdir(parents=True)
            target = Path(shutil.make_archive(os.fspath(packed), "zip", target))
        key = secrets.token_urlsafe(12)
        self._files[key] = target
        return {"download": key, "name": target.name, "size": target.stat().st_size}


def order_of(wish: Mapping[str, Any], problems: Problems) -> Order:
    """The order that a page's form makes; DeckError for a number of copies that is none."""
    copies = str(wish.get("copies") or "1").strip()
    if not (copies.isascii() and copies.isdigit() and 1 <= int(copies) <= MOST_COPIES):
        problems.fail(f'"{copies}" is not a whole number from 1 to {MOST_COPIES}.')
    output, printer = str(wish.get("output") or "sheets"), str(wish.get("printer") or "")
    return Order(chosen(wish), output=output, printer=printer, copies=int(copies))
