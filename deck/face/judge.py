"""Judge set text before anything is drawn: missing glyphs, overset text, legibility."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from deck.face.fit import (
    NOTED,
    REFUSED,
    SMALLEST_FORCED,
    WARNED,
    Fit,
    ItemKey,
    Typeset,
    of_card,
)
from deck.face.lacking import Lack, lacks_of, tell_lacks
from deck.face.layout import FlowItem
from deck.face.manuscript import names_in
from deck.face.typeset import Typesetter
from deck.formats import CARDS_MM, Format, card_format
from deck.model import Card
from deck.problems import Mark, Severity, shortened
from deck.text.runs import plain_text
from deck.units import MM


def judge(setter: Typesetter, cards: Iterable[Card]) -> None:
    """Note every text of *cards* that cannot be printed as it is, and how legible the rest is."""
    groups: dict[ItemKey, list[tuple[Card, Fit]]] = {}
    overset: list[Typeset] = []
    lacks: list[Lack] = []
    for card in cards:
        for fit in setter.fits(card):
            if fit.lacking:
                lacks += lacks_of(_text(card, fit, setter))
            if fit.own_size is None:
                overset.append(_text(card, fit, setter))
            else:
                groups.setdefault(fit.key, []).append((card, fit))
    if lacks:
        tell_lacks(lacks, setter)
    bigger = _roomier_format(overset, setter) if overset else None
    for text in _once_an_item(overset):
        _tell_overset(text, setter, bigger)
    for group in groups.values():
        _judge_legibility(group, setter)


def _text(card: Card, fit: Fit, setter: Typesetter) -> Typeset:
    """The text of which only the fit was remembered."""
    text = setter.text(card, fit.key[1], fit.index)
    assert text is not None  # a blank text has no fit
    return text


def _once_an_item(texts: Iterable[Typeset]) -> list[Typeset]:
    """Every text of the cards' own, but one an item of those that the layout alone is to blame for (a number)."""
    told: set[object] = set()
    kept: list[Typeset] = []
    for text in texts:
        if of_card(text.item) or text.key not in told:
            kept.append(text)
            told.add(text.key)
    return kept


@dataclass(frozen=True, slots=True)
class Excess:
    """How far a text is over its box at its smallest size."""

    size: float
    lines: int
    room: int
    words: int


def _excess(text: Typeset, size: float) -> Excess | None:
    """The excess at *size*; None when a piece is wider than the measure, so that lines cannot be counted."""
    lines, room = text.copy.line_count(size), text.copy.line_room(size)
    if lines is None:
        return None
    words = len(plain_text(text.paragraphs).split())
    return Excess(size, lines, room, max(1, round(words * (lines - room) / lines)))


def _tell_overset(text: Typeset, setter: Typesetter, bigger: Format | None) -> None:
    """The sentence for text that does not fit: how much too long, and the remedies in their order."""
    lowest = setter.lowest(text.item.style)
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
            f'layout "{layout}" has room for {excess.room} on a {format_name} card.'
        )
        if of_card(text.item):
            hints.append(f"Remove about {_count(excess.words, 'word')}.")
    if not of_card(text.item):  # but of the deck or the layout: no card can mend it
        what = f'the text "{said}" does not fit its box on the {side} of layout "{layout}".'
    if bigger:
        hints.append(f"Or print on a bigger card: deck build --size {bigger.name}")
    hints += _forced(text, setter)
    mark = _mark_of(text) if of_card(text.item) else text.item.mark
    setter.problems.add(what, mark, card=text.card.title if of_card(text.item) else "", hints=hints)


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


def _judge_legibility(fits: list[tuple[Card, Fit]], setter: Typesetter) -> None:
    """One sentence an item of the layout, about the card on which it is smallest."""
    card, worst = min(fits, key=lambda pair: setter.x_height(*pair))
    item, size = setter.item(card, worst), setter.size_of(worst)
    x_height = setter.x_height(card, worst) / MM
    told = f"{size:.1f} pt (x-height {x_height:.2f} mm)"
    layout, side, _ = worst.key
    place = f'the text "{item.style.name}" on the {side} of layout "{layout}"'
    format_name = setter.setup.size.name or str(setter.setup.size)
    if x_height < REFUSED - 0.005:
        severity = Severity.WARNING if setter.setup.force else Severity.ERROR
        hints = ["Give the style a larger size, or the card a larger format.",
                 "To print it all the same: deck build --force"]  # fmt: skip
        said = f"{place} is set at {told}, under the {REFUSED} mm at which print is refused as illegible."
        setter.problems.add(said, item.mark, card=card.title, hints=hints, severity=severity)
    elif of_card(item) and x_height < NOTED:
        severity, limit, meaning = (
            (Severity.WARNING, WARNED, "small for many readers")
            if x_height < WARNED
            else (Severity.NOTE, NOTED, "good in the hand, small on a table")
        )
        said = f"{place} is {told} on {format_name} cards, under {limit} mm: {meaning}."
        bound = f'It is set by the longest card, "{_binding(fits).title}".' if item.fit == "deck" else ""
        hints = [hint for hint in (bound, "Larger: a bigger card, a smaller margin, or fewer words.") if hint]
        setter.problems.add(said, hints=hints, severity=severity)


def _binding(fits: list[tuple[Card, Fit]]) -> Card:
    """The card that keeps the others' texts from being larger."""
    return min(fits, key=lambda pair: pair[1].own_size or 0.0)[0]
