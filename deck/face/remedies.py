"""A font that has what a deck's typefaces lack, and the line of deck.yaml that takes it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from msgspec import Struct

from deck.face.typeset import Typesetter
from deck.model import Deck
from deck.problems import Problems
from deck.resources import bundled
from deck.source.nodes import Mapping, Scalar
from deck.source.nodes import Sequence as Listed
from deck.source.parsing import parse_yaml
from deck.source.project import read_text
from deck.text.facts import facts_of
from deck.text.installed import PATIENCE, has_all, installed
from deck.text.notos import WHERE, noto_for

BUNDLED = "Noto Sans Condensed"
NOBODYS = ("Co", "Cn")  # for private use, and not (yet) a character
PLAIN = re.compile(r"[A-Za-z][\w .-]*")  # a name that stands in a list without quotes


class Remedy(Struct, frozen=True):
    """A family that has what is missing (empty: none is known), and a sentence that says where it is to be had."""

    family: str
    sentence: str


def remedy_for(characters: Sequence[str], setter: Typesetter) -> Remedy:
    """The family for *characters* of one script: bundled, else installed here, else the Noto that is made for it."""
    wanted, first = "".join(characters), characters[0]
    comes = facts_of(bundled("assets/fonts/NotoSans-Condensed.ttf"))
    if comes and has_all(comes[0], wanted):
        return Remedy(BUNDLED, f"{_way(wanted)}: {BUNDLED}, which comes with the tool.")
    if unicodedata.category(first) in NOBODYS:
        return Remedy("", f"{_way(wanted)}: it is a sign that each font may draw as it likes.")
    noto = noto_for(first, setter.deck.language)
    here = installed(PATIENCE)
    for some in (wanted, first):
        found = here.having(some, noto)
        if found is not None:
            return Remedy(found.family, f"{_way(some)}: {found.family}, which is installed on this computer.")
    return Remedy(noto, f"{_way(wanted)}: {noto}. Put its font file, from {WHERE}, into assets/fonts/.")


def _way(characters: str) -> str:
    them = "them" if len(characters) > 1 else f'"{characters}"'
    return f"Write it another way, or take a typeface that has {them}"


def line_to_add(families: Sequence[str], deck: Deck) -> tuple[str, ...]:
    """What to write in deck.yaml so that all typefaces fall back on *families*, beside those that it names already."""
    text = read_text(deck.file, Problems())
    tree = parse_yaml(text, deck.file, Problems()) if text else None
    fonts = tree.entries.get("fonts") if tree else None
    typed = fonts.entries.get("fallback") if isinstance(fonts, Mapping) else None
    before = [node.text for node in typed.items if isinstance(node, Scalar)] if isinstance(typed, Listed) else []
    wanted = [name for name in families if name] or ["MyFont.ttf"]
    names = ", ".join(_quoted(name) for name in dict.fromkeys([*before, *wanted]))
    if isinstance(typed, Listed) and isinstance(fonts, Mapping):
        return f"In deck.yaml, {fonts.keys['fallback'].place}, write:", f"  fallback: [{names}]"
    if isinstance(fonts, Mapping) and fonts.braced:
        return f"In deck.yaml, {fonts.mark.place}, write after the brace {{ of fonts:", f"  fallback: [{names}],"
    if isinstance(fonts, Mapping):
        return "In deck.yaml, add this line under fonts:", f"  fallback: [{names}]"
    return "Add this line to deck.yaml:", f"  fonts: {{fallback: [{names}]}}"


def _quoted(name: str) -> str:
    return name if PLAIN.fullmatch(name) else f'"{name}"'
