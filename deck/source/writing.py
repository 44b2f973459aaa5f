"""Write YAML for people: the plainest form of each text that is read back as exactly the same words.

Every form is tried out on the reader itself before it is taken, so that no rule about YAML has to be believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from deck.problems import Problems
from deck.source.naming import clean
from deck.source.nodes import Mapping as Tree
from deck.source.nodes import Node, Scalar
from deck.source.nodes import Sequence as Items
from deck.source.parsing import parse_yaml

MEASURE = 100  # characters of a line, its indentation counted
STEP = 2  # spaces by which what belongs to a name stands further in
NOWHERE = Path("tried.yaml")
Value = str | Sequence[str] | Mapping[str, str]

_GAP = re.compile(r"(?<=[^\s\\]) (?=[^\s-])")  # a space at which a line may end: it begins no list, ends no line
_BARE = re.compile(r"[^\W_][\w -]*")  # what needs no quotes between brackets
_SHOWN = re.compile(
    r"[^\S ]|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_RESOLVER: Any = yaml.SafeLoader("")


def setting(key: str, value: Value, indent: int = 0) -> str:
    """The lines of ``key: value``, indented by *indent* spaces, ending in a line end.

    ValueError for words that no file can hold: half of a letter, as broken programs leave them.
    """
    if not isinstance(value, str):
        return f"{' ' * indent}{bare(key)}: {_listed(value)}\n"
    text = clean(value)
    for form in _forms(text, indent, len(key)):
        written = f"{' ' * indent}{bare(key)}: {form}\n"
        if _reads_back(written, indent, text):
            return written
    raise ValueError("it holds half of a letter, which no text file can keep")


def bare(text: str) -> str:
    """*text* on one line, quoted only where it has to be: a name, or an entry between brackets."""
    return text if _BARE.fullmatch(text) and text == text.strip() and _is_text(text) else quoted(text)


def quoted(text: str) -> str:
    """*text* between double quotes, whatever it holds; its line ends are written as the reader takes them."""

    def escaped(match: re.Match[str]) -> str:
        sign = match[0]
        named = {"\n": "\\r", "\t": "\\t"}  # the reader makes a new paragraph of \n, and a line end of \r
        if sign in named:
            return named[sign]
        return f"\\x{ord(sign):02x}" if ord(sign) < 0x100 else f"\\u{ord(sign):04x}"

    return '"' + _SHOWN.sub(escaped, text.replace("\\", "\\\\").replace('"', '\\"')) + '"'


def _listed(value: Sequence[str] | Mapping[str, str]) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{bare(key)}: {bare(text)}" for key, text in value.items()) + "}"
    return "[" + ", ".join(bare(text) for text in value) + "]"


def _forms(text: str, indent: int, key: int) -> Iterator[str]:
    """The ways to write *text*, the most readable first."""
    room = MEASURE - indent - key - 2
    if "\n" not in text and len(text) <= room and _is_text(text):
        yield text
    if "\n" not in text and len(text) <= room:
        yield quoted(text)
    within = " " * (indent + STEP)
    yield ">-\n" + _folded(text, within)
    ends = len(text) - len(text.rstrip("\n"))
    if ends < 2:  # more would be one with the empty line before the next card
        chomped = "" if ends else "-"
        lines = "\n".join(within + line if line else "" for line in text[: len(text) - ends].split("\n"))
        yield f"|{chomped}\n{lines}"
        yield f"|{STEP}{chomped}\n{lines}"  # the digit keeps spaces at its beginning
    yield quoted(text)


def _folded(text: str, within: str) -> str:
    """Paragraphs whose lines are no longer than the measure, an empty line between them."""
    paragraphs = ("\n".join(_lines(paragraph, MEASURE - len(within))) for paragraph in text.split("\n\n"))
    return "\n\n".join(re.sub("^", within, paragraph, flags=re.MULTILINE) for paragraph in paragraphs)


def _lines(paragraph: str, measure: int) -> list[str]:
    lines: list[str] = []
    for word in _GAP.split(paragraph):
        if lines and len(lines[-1]) + 1 + len(word) <= measure:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _is_text(text: str) -> bool:
    """Whether other programs take *text* without quotes for text too, and not for a number, a date or yes."""
    return bool(text) and _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == "tag:yaml.org,2002:str"


def _reads_back(written: str, indent: int, text: str) -> bool:
    """Whether the reader finds *text* there without a remark, with another setting after it."""
    above = "".join(f"{' ' * level}a:\n" for level in range(0, indent, STEP))
    other = next(name for name in ("after", "next") if not written.lstrip().startswith(name))
    tree = reread(f"{above}{written}{' ' * indent}{other}: it\n")
    for _ in range(0, indent, STEP):
        tree = tree.entries.get("a") if isinstance(tree, Tree) else None
    if not isinstance(tree, Tree) or [*tree.entries][1:] != [other]:
        return False
    node = next(iter(tree.entries.values()))
    return isinstance(node, Scalar) and clean(node.text) == text


def reread(text: str) -> Node | None:
    """What the reader makes of a file with this text; None when it has anything to remark."""
    problems = Problems()
    try:
        text.encode()
    except UnicodeEncodeError:
        return None
    tree = parse_yaml(text, NOWHERE, problems)
    return None if problems.found else tree


def cards_file(category: str, cards: Iterable[Mapping[str, Value]], above: str = "") -> str:
    """The text of a file for cards/, each card with its settings by name, after the comments *above*."""
    head = above + (setting("category", category) if category else "")
    return head + "cards:\n" + "\n".join(_entry(card) for card in cards)


def _entry(card: Mapping[str, Value]) -> str:
    """One card of the list, its first setting behind the hyphen."""
    indent = 2 * STEP
    lines = "".join(setting(key, value, indent) for key, value in card.items())
    return f"{' ' * (indent - STEP)}- {lines[indent:]}"


def cards_in(text: str) -> list[dict[str, Value]]:
    """The cards that the reader finds in a file with this text, in the terms of *cards_file*."""
    tree = reread(text)
    cards = tree.entries.get("cards") if isinstance(tree, Tree) else None
    entries = cards.items if isinstance(cards, Items) else []
    return [{key: _value(node) for key, node in card.entries.items()} for card in entries if isinstance(card, Tree)]


def _value(node: Node) -> Value:
    if isinstance(node, Scalar):
        return clean(node.text)
    if isinstance(node, Items):
        return [str(_value(item)) for item in node.items]
    return {key: str(_value(item)) for key, item in node.entries.items()}
