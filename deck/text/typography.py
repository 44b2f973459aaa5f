"""Apply a language's micro-typography to a paragraph, across the borders of its runs."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from deck.text.languages import Language
from deck.text.runs import Paragraph

_SPACES = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
_TRIM = str.maketrans({"\ufeff": None})


def refine(paragraph: Paragraph, language: Language) -> Paragraph:
    """The paragraph with the language's spaces, quotes and dashes; emphasis stays on the words it stood on."""
    runs = paragraph.runs
    if len(runs) == 1:
        return replace(paragraph, runs=(replace(runs[0], text=refine_text(runs[0].text, language)),))
    text, bounds = "", [0]
    for run in runs:
        text += run.text
        bounds.append(len(text))
    for rule in language.rules:
        if any(sign in text for sign in rule.signs):
            text, bounds = _substitute(rule.pattern, rule.replacement, text, bounds)
    text, bounds = _substitute(_SPACES, " ", text, bounds)
    pieces = zip(runs, pairwise(bounds), strict=True)
    return replace(paragraph, runs=tuple(replace(run, text=text[a:b]) for run, (a, b) in pieces if b > a))


def refine_text(text: str, language: Language) -> str:
    """*text* with the language's rules applied in their order."""
    text = text.translate(_TRIM) if "\ufeff" in text else text
    for rule in language.rules:
        if any(sign in text for sign in rule.signs):
            text = rule.pattern.sub(rule.replacement, text)
    return _SPACES.sub(" ", text)


def _substitute(pattern: re.Pattern[str], template: str, text: str, bounds: list[int]) -> tuple[str, list[int]]:
    """``pattern.sub`` that carries *bounds* (positions in *text*) along.

    A bound inside a match moves by as much as the replaced text up to there grew at the match's beginning, so that
    a space put before a sign joins the run of the sign.
    """
    out: list[str] = []
    moved = list(bounds)
    last = 0
    for match in pattern.finditer(text):
        new = match.expand(template)
        out += (text[last : match.start()], new)
        growth = len(new) - (match.end() - match.start())
        head = _head_growth(match, new)
        for index, bound in enumerate(bounds):
            if bound >= match.end() and bound > match.start():
                moved[index] += growth
            elif bound > match.start():
                moved[index] += min(head, growth) if growth > 0 else max(growth, match.start() - bound)
        last = match.end()
    return "".join([*out, text[last:]]), moved


def _head_growth(match: re.Match[str], new: str) -> int:
    """How many characters *new* gains before the match's first group."""
    if not match.re.groups or match[1] is None:
        return len(new) - len(match[0])
    return new.find(match[1]) - (match.start(1) - match.start())
