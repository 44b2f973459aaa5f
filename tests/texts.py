"""Texts as people and their programs leave them in cells: every sign, and those that files trip over."""

from __future__ import annotations

from hypothesis import strategies as st

from deck.source.naming import clean

PITFALLS = [
    " ",
    "  ",
    "\n",
    "\n\n",
    "\n\n\n",
    "\t",
    "#",
    " # ",
    ": ",
    ":",
    "- ",
    "\n- ",
    "\n  - ",
    "'",
    '"',
    "\\",
    "\\\n",
    "  \n",
    "\u2028",
    "\x85",
    "\ufeff",
    "\xa0",
    "\xad",
    "a",
    "word",
    "é",
    "日本",
    "שלום",
    "{",
    "[",
    "]",
    "&",
    "*",
    "!",
    "%",
    "|",
    ">",
    "?",
    "~",
    "true",
    "yes",
    "null",
    "007",
    "1e3",
    "2026-11-23",
    "---",
    "...",
    "=1+1",
    "_x000D_",
    ",",
    ";",
    "\x00",
    "\x07",
    "a rather long stretch of words which no line of a file could hold as it is, so it has to be folded ",
]
LETTERS = st.text(st.characters(codec="utf-8"), max_size=40)
TEXTS = st.one_of(LETTERS, st.lists(st.sampled_from(PITFALLS), max_size=24).map("".join)).map(clean)
"""Any text as the reader leaves it: in composed letters, line ends as one sign."""
SAID = TEXTS.filter(lambda text: bool(text.strip()))
LINE = SAID.map(lambda text: clean(" ".join(text.split()))).filter(lambda text: text.strip() == text != "")
"""A text of one line that says something, without space around it."""
