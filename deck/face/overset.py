"""Tell text that does not fit: how much too long it is, and the remedies in their order."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from deck.face.fit import REFUSED, SMALLEST_FORCED, Typeset, of_card
from deck.face.layout import SIDES, FlowItem
from deck.face.marks import carries_mark
from deck.face.typeset import Typesetter
from deck.face.values import names_in
from deck.formats import CARDS_MM, Format, card_format
from deck.problems import Mark, shortened
from deck.text.continued import MOST_PARTS, ContinuedCopy
from deck.text.runs import plain_text
from deck.units import MM


def judge_overset(overset: list[Typeset], setter: Typesetter) -> None:
    """Note every text that does not fit its box at its smallest size."""
    bigger = _roomier_format(overset, setter) if overset else None
    for text in _once_an_item(overset):
        _tell_overset(text, setter, bigger)


def _once_an_item(texts: Iterable[Typeset]) -> list[Typeset]:
    """Every text of the cards' own, but one an item of those that the layout alone is to blame for (a number)."""
    told: set[object] = set()
    kept: list[Typeset] = []
    for text in texts:
        if of_card(text.item) or text.key not in told:
            kept.append(text)
            told.add(text.key)
    return kept


class Excess(Struct, frozen=True):
    """How far a text is over its box at its smallest size."""

    size: float
    lines: int
    room: int
    words: int


def _excess(text: Typeset, size: float) -> Excess | None:
    """The excess at *size*; None when a piece is wider than the measure, so that lines cannot be counted."""
    lines, room = text.copy.line_count(size), text.copy.line_room(size) * _most_cards(text)
    if lines is None:
        return None
    words = len(plain_text(text.paragraphs).split())
    return Excess(size, lines, room, max(1, round(words * (lines - room) / lines)))


def _most_cards(text: Typeset) -> int:
    """How many cards a text may take at most."""
    return MOST_PARTS if isinstance(text.copy, ContinuedCopy) else 1


def _tell_overset(text: Typeset, setter: Typesetter, bigger: Format | None) -> None:
    """The sentence for text that does not fit: how much too long, and the remedies in their order."""
    lowest = setter.smallest(text.item)
    excess = _excess(text, lowest)
    side, layout = text.key[1], text.card.layout
    format_name = setter.setup.size.name or str(setter.setup.size)
    said = shortened(plain_text(text.paragraphs), 40)
    hints: list[str] = []
    if excess is None:
        wide = shortened(_widest(text), 40)
        what = f'the word "{wide}" is too wide for the {side} of this card.'
        hints.append(f"At the smallest size allowed ({lowest:.1f} pt) it is wider than its box. Shorten it.")
    else:
        what = f"the text of this card is too long for its {side}."
        hints.append(
            f"At the smallest size allowed ({lowest:.1f} pt) it needs {_count(excess.lines, 'line')}; "
            f'layout "{layout}" has room for {excess.room} on {_cards(format_name, _most_cards(text))}.'
        )
        if of_card(text.item):
            hints.append(f"Remove about {_count(excess.words, 'word')}.")
    if not of_card(text.item):  # but of the deck or the layout: no card can mend it
        what = f'the text "{said}" does not fit its box on the {side} of layout "{layout}".'
    if carries_mark(text.item):
        hints.append('What says which part this is may stand by itself in the layout:  - text: "{part}/{parts}"')
    if bigger:
        hints.append(f"Or print on a bigger card: deck build --size {bigger.name}")
    hints += _continued(text, setter) if excess else []
    hints += _forced(text, setter)
    mark = _mark_of(text) if of_card(text.item) else text.item.mark
    setter.problems.add(what, mark, card=text.card.title if of_card(text.item) else "", hints=hints)


def _cards(format_name: str, number: int) -> str:
    return f"a {format_name} card" if number == 1 else f"{number} {format_name} cards, the most that one text may take"


def _continued(text: Typeset, setter: Typesetter) -> list[str]:
    """How to let a text go on on another card, where that is not said yet and can be done."""
    item, name = text.item, text.card.layout
    layout = setter.setup.layouts[name].of(text.card.category.letter if text.card.category else "")
    able = isinstance(item, FlowItem) and item.columns == 1 and item.entry is None
    if not able or any(layout.goes_on(side) for side in SIDES):
        return []
    if (setter.deck.file.parent / "layouts" / f"{name}.yaml").is_file():
        return [f"Or let it go on on a second card: overflow: continue in layouts/{name}.yaml"]
    return [
        f"Or let it go on on a second card: overflow: continue in layouts/long.yaml, which begins  extends: {name}",
        "and  layout: long  in deck.yaml.",
    ]


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"


def _widest(text: Typeset) -> str:
    words = (token.word for paragraph in text.copy.paragraphs for token in paragraph.tokens)
    return max(words, key=lambda word: word.width).text


def _forced(text: Typeset, setter: Typesetter) -> list[str]:
    """What a smaller size would do: --force under the legibility floor, a larger range of sizes above it."""
    style = text.item.style
    if setter.setup.force or style.smallest >= style.largest:  # a style of one size keeps it, forced or not
        return []
    forced = text.copy.best_size(SMALLEST_FORCED)
    if forced is None:
        return []
    if forced * text.copy.setting.font.x_height / MM < REFUSED:
        return [f"To print it all the same, at {forced:.1f} pt: deck build --force"]
    return [f'Or let the style "{style.name}" of the layout be as small as {forced:.1f} pt.']


def _mark_of(text: Typeset) -> Mark | None:
    """Where a person would shorten the text: its longest field on the card."""
    names = [*text.card.words] if isinstance(text.item, FlowItem) else names_in(text.item.template)
    if isinstance(text.item, FlowItem):
        names = [name for name in names if name not in ("title", "front_title")]
    words = [text.card.words[name] for name in names if name in text.card.words]
    longest = max(words, key=lambda word: len(word.text), default=None)
    return longest.mark if longest and longest.mark else text.card.mark or text.item.mark


def _roomier_format(texts: list[Typeset], setter: Typesetter) -> Format | None:
    """The smallest named card size, nowhere smaller than the present one, on which all of *texts* fit."""
    now = setter.setup.size
    formats = sorted((card_format(name) for name in CARDS_MM), key=lambda f: f.width * f.height)
    for candidate in formats:
        larger = candidate.width * candidate.height > now.width * now.height
        if larger and candidate.width >= now.width and candidate.height >= now.height:
            there = setter.resized(candidate)
            if all(_fits(text, there) for text in texts):
                return candidate
    return None


def _fits(text: Typeset, setter: Typesetter) -> bool:
    there = setter.text(text.card, text.key[1], text.index)
    return there is not None and there.own_size is not None
