"""The printers that a person has measured: the drift of each by name, kept in the user's settings.

``printers.json`` holds millimetres and degrees. Set DECKPRESS_CONFIG to keep it in another folder.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

from deck.impose.duplex import TRUE, Drift
from deck.locks import alone
from deck.problems import Problems, did_you_mean
from deck.units import MM, to_points
from deck.whole import put_whole

LARGEST_SHIFT = 10 * MM  # as far as the sheet's scales reach; beyond it the feeder is to be mended, not the file
LARGEST_TURN = 3.0  # degrees: 8 mm from the middle to the edge of an A4 sheet

_AMOUNT = r"([-+−]?\s*\d+(?:[.,]\d+)?)\s*"
_SHIFT = re.compile(rf"\s*{_AMOUNT}(mm|cm|in|pt)\s*[,;\s]\s*{_AMOUNT}(mm|cm|in|pt)\s*", re.IGNORECASE)
_TURN = re.compile(rf"\s*{_AMOUNT}(?:deg|°)\s*", re.IGNORECASE)


def to_shift(text: str) -> tuple[float, float]:
    """Points to the right and down of ``"0.8mm,-0.4mm"``; ValueError with a sentence a person can act on."""
    match = _SHIFT.fullmatch(text)
    if match is None:
        raise ValueError(
            f'"{text}" is not a shift. Write how far to the right and how far down, each with its unit and with a '
            "comma between them, for example 0.8mm,-0.4mm."
        )
    right, down = to_points(_plain(match[1]) + match[2]), to_points(_plain(match[3]) + match[4])
    if max(abs(right), abs(down)) > LARGEST_SHIFT + 1e-6:
        raise ValueError(f'"{text}" is too far: a shift is 10 mm at most, to either side.')
    return right, down


def to_turn(text: str) -> float:
    """Degrees clockwise of ``"0.2deg"``; ValueError with a sentence a person can act on."""
    match = _TURN.fullmatch(text)
    if match is None:
        raise ValueError(f'"{text}" is not a turn. Write degrees clockwise, for example 0.2deg or -0.2deg.')
    turn = float(_plain(match[1]).replace(",", "."))
    if abs(turn) > LARGEST_TURN:
        raise ValueError(f'"{text}" is too far: a turn is 3 degrees at most, to either side.')
    return turn


def to_name(text: str) -> str:
    """The name of a printer, one line of 1 to 60 characters; ValueError otherwise."""
    name = text.strip()
    if not name.isprintable() or not 1 <= len(name) <= 60:
        raise ValueError("A printer's name is a word or a few, 60 characters at most, for example bureau.")
    return name


def told(drift: Drift) -> str:
    """A drift as it is typed: ``--shift 0.8mm,-0.4mm --turn 0.2deg``."""
    right, down, turn = drift.in_millimetres
    shift = f"--shift {right:g}mm,{down:g}mm"
    return f"{shift} --turn {turn:g}deg" if turn else shift


def printers_file() -> Path:
    """The user's file of printers, which need not exist."""
    named = os.environ.get("DECKPRESS_CONFIG", "")
    if named:
        return Path(named) / "printers.json"
    from platformdirs import user_config_path

    return user_config_path("deckpress", appauthor=False) / "printers.json"


def read_printers(problems: Problems) -> dict[str, Drift]:
    """The drift of every printer by name, in the order of their names; DeckError when the file is damaged."""
    file = printers_file()
    try:
        stored = json.loads(file.read_bytes())
        return {name: _drift(entry) for name, entry in sorted(stored.items())}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        problems.fail(
            f"the file that keeps your printers cannot be read: {file}.",
            hints=["Delete or mend it, then store each printer again: deck calibrate --printer bureau --shift …"],
        )


def find_printer(name: str, problems: Problems) -> Drift:
    """The drift of the printer called *name*, none for no name; DeckError with the nearest when it is not known."""
    if not name:
        return TRUE
    printers = read_printers(problems)
    if name not in printers:
        hints = [*did_you_mean(name, printers), "To see them all, run: deck calibrate --list"]
        if not printers:
            hints = ["To measure it, print the sheet that this makes: deck calibrate"]
        problems.fail(f'no printer called "{name}" has been measured.', hints=hints)
    return printers[name]


def store_printer(name: str, drift: Drift, problems: Problems) -> Path:
    """Keep the drift of the printer *name*, in place of an older one; the file comes out."""
    file = printers_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with alone(file.with_suffix(".lock")):  # two that store at once both stay
            printers = {**read_printers(problems), name: drift}
            plain = {name: _plainly(printers[name]) for name in sorted(printers)}
            text = json.dumps(plain, ensure_ascii=False, indent=2) + "\n"
            put_whole(file, lambda stream: stream.write(text.encode()))
    except OSError as error:
        problems.fail(
            f"{file} cannot be written ({error.strerror}), so the printer is not stored.",
            hints=["To keep your printers in another folder, name it in DECKPRESS_CONFIG."],
        )
    return file


def _plainly(drift: Drift) -> dict[str, Any]:
    right, down, turn = drift.in_millimetres
    return {"shift_mm": [right, down], "turn_degrees": turn}


def _drift(stored: Any) -> Drift:
    """The drift of one entry; ValueError, TypeError or KeyError when it is none."""
    right, down = (float(length) * MM for length in stored["shift_mm"])
    turn = float(stored["turn_degrees"])
    if not (abs(right) <= LARGEST_SHIFT + 1e-6 and abs(down) <= LARGEST_SHIFT + 1e-6 and abs(turn) <= LARGEST_TURN):
        raise ValueError("farther than any printer drifts")
    return Drift(right, down, turn)


def _plain(number: str) -> str:
    """A number with its sign as computers read it."""
    return re.sub(r"[\s+]", "", number).replace("−", "-")
