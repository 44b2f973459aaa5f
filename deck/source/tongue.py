"""What is told of a deck's language: whether its typography is known here."""

from __future__ import annotations

import re
from pathlib import Path

from deck.model import Deck
from deck.problems import Mark, Problems, Severity, did_you_mean
from deck.text.languages import has_rules, is_code, ruled_codes

# Codes that people type for a language, beside those that look like it.
ALIASES = {
    "ger": "de",
    "dut": "nl",
    "spa": "es",
    "sp": "es",
    "gr": "el",
    "cz": "cs",
    "jp": "ja",
    "cn": "zh",
}
_SETTING = re.compile(r"^language:\s*[\"']?([\w-]+)")


def judge_language(deck: Deck, problems: Problems) -> None:
    """Note a language whose typography is not known, and warn of a code that is none."""
    code = deck.language
    if has_rules(code):
        return
    ruled = f"Languages with rules of their own: {', '.join(ruled_codes())}."
    said = f'"{code}" is the code of no language, so no typographic rules are applied.'
    if is_code(code):
        said = f'there are no typographic rules for the language "{code}" yet: only general ones are applied.'
    meant = _meant(code)
    severity = Severity.NOTE if is_code(code) and not meant else Severity.WARNING
    problems.add(said, _place(deck.file, code), hints=[*meant, ruled], severity=severity)


def _meant(code: str) -> tuple[str, ...]:
    """The language that may be meant; of a code that is right none."""
    main = code.lower().partition("-")[0]
    if main in ALIASES:
        return (f'Did you mean "{ALIASES[main]}"?',)
    return () if len(main) == 2 and is_code(main) else did_you_mean(main, ruled_codes())


def _place(file: Path, code: str) -> Mark | None:
    """Where deck.yaml says so; None when the language was asked for otherwise."""
    try:
        lines = file.read_text("utf-8-sig", errors="replace").split("\n")
    except OSError:
        return None
    for number, line in enumerate(lines, 1):
        typed = _SETTING.match(line)
        if typed and typed[1].replace("_", "-") == code:
            return Mark(file, number, typed.start(1) + 1, len(typed[1]))
    return None
