"""What every file of an edition has in common: what it says of itself, its date, its printing condition."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from deck.impose.sheet import Sheet
from deck.model import Card, Deck
from deck.outputs import Output
from deck.problems import Problems
from deck.render.about import NO_DATE, About
from deck.render.output import write_safely
from deck.source.project import Project

if TYPE_CHECKING:  # the writer is imported where it is used: checking a deck needs none
    from deck.render.pdfx import Intent
    from deck.render.proof import Agrees, Said


def write_sheets(
    sheets: Iterable[Sheet],
    about: About,
    target: Path,
    problems: Problems,
    drawn: Callable[[Sheet], None] = lambda sheet: None,
    intent: Intent | None = None,
    said: Said | None = None,
    agrees: Agrees | None = None,
) -> None:
    """Draw *sheets* into the PDF *target*; *drawn* is called after each.

    With *said*, which finds the words of a face, what was written is read back, by *agrees*, and compared with them.
    """
    from deck.render.pdf import render_sheets

    def write(file: BinaryIO) -> None:
        render_sheets(sheets, about, file, drawn, intent, said, agrees)

    write_safely(target, write, problems)


def press_intent(project: Project, output: Output) -> Intent:
    """The printing condition that a file of *output* is made for."""
    from deck.color.profile import profile_bytes
    from deck.render.pdfx import Intent

    file = project.own_file(output.profile, "assets/color") if output.profile else None
    return Intent(file.read_bytes() if file else profile_bytes(), output.condition, output.standard)


def about(deck: Deck) -> About:
    """What a file made of *deck* says of itself."""
    return About(deck.title, deck.publisher, deck.licence, deck.language, moment(deck))


def count_cards(cards: Sequence[Card]) -> int:
    """How many of *cards* are not special: the number the cover tells."""
    return sum(not card.special for card in cards)


def moment(deck: Deck) -> tuple[int, int, int, int, int, int]:
    """The date that the file carries: SOURCE_DATE_EPOCH, else the deck's own, else a fixed one."""
    epoch = _epoch()
    if epoch is not None:
        t = time.gmtime(epoch)
        return (t.tm_year, t.tm_mon, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec)
    if deck.date:
        year, month, day = (int(part) for part in deck.date.split("-"))
        return (year, month, day, 0, 0, 0)
    return NO_DATE


def _epoch() -> int | None:
    """The seconds that SOURCE_DATE_EPOCH says (reproducible-builds.org), until the year 9999; else None."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    return int(said) if re.fullmatch("[0-9]{1,11}", said) else None


def stamp(deck: Deck) -> str:
    """What tells one edition's sheets from another's: the date, or a digest of the words where none is given."""
    if deck.date or _epoch() is not None:
        return "%04d-%02d-%02d" % moment(deck)[:3]
    digest = hashlib.sha256(deck.title.encode())
    for card in deck.cards:
        digest.update("\0".join(words.text for words in card.words.values()).encode())
    return f"#{digest.hexdigest()[:7]}"
