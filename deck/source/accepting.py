"""Note in translated cards which text they were made from, changing nothing else in their files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deck.problems import Problems
from deck.source.nodes import Mapping as Tree
from deck.source.nodes import Scalar, Sequence
from deck.source.tree import plain
from deck.source.writing import reread

KEY = "made_from"


def accepted(text: str, digests: Mapping[str, str]) -> str | None:
    """The *text* of a file of translated cards with these *digests* by id; None where they cannot be put safely."""
    tree = reread(text)
    ends = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    for card in reversed(_cards(tree)):
        identity = card.entries.get("id")
        if not isinstance(identity, Scalar) or identity.text.strip() not in digests:
            continue
        if card.braced:
            return None
        note = f"{KEY}: {digests[identity.text.strip()]}"
        if KEY in card.keys:
            mark = card.keys[KEY]
            lines[mark.line - 1] = lines[mark.line - 1][: mark.column - 1] + note
        else:
            mark = card.keys["id"]
            lines.insert(mark.line, " " * (mark.column - 1) + note)
    changed = "\n".join(lines)
    return changed.replace("\n", ends) if _without_notes(reread(changed)) == _without_notes(tree) else None


def _cards(tree: Any) -> list[Tree]:
    cards = tree.entries.get("cards") if isinstance(tree, Tree) else None
    return [card for card in cards.items if isinstance(card, Tree)] if isinstance(cards, Sequence) else []


def _without_notes(tree: Any) -> Any:
    """What a file says but for the notes; a value that no other file has when it cannot be read."""
    if not isinstance(tree, Tree):
        return object()
    whole = plain(tree)
    cards = [{key: value for key, value in plain(card).items() if key != KEY} for card in _cards(tree)]
    return {**whole, "cards": cards}


def note_sources(digests: Mapping[Path, Mapping[str, str]], problems: Problems) -> None:
    """Write the digests by file and id; a file in which that cannot be done is noted and stays as it is."""
    from deck.render.output import put_bytes

    for file, wanted in digests.items():
        raw = file.read_bytes()
        mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
        text = accepted(raw.decode("utf-8-sig"), wanted)
        if text is None:
            notes = [f"  id: {identity}  {KEY}: {digest}" for identity, digest in wanted.items()]
            hints = ["Write these lines into its cards yourself:", *notes]
            problems.add(f"{file.name} is written in a way that cannot be changed safely.", hints=hints)
            continue
        put_bytes(file, mark + text.encode(), problems)
