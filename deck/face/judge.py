"""Judge set text before anything is drawn: missing glyphs, overset text, legibility."""

from __future__ import annotations

from collections.abc import Iterable

from deck.face.fit import (
    NOTED,
    REFUSED,
    WARNED,
    Fit,
    ItemKey,
    Typeset,
    of_card,
)
from deck.face.lacking import Lack, lacks_of, tell_lacks
from deck.face.overset import judge_overset
from deck.face.typeset import Typesetter
from deck.model import Card
from deck.problems import Severity
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
    judge_overset(overset, setter)
    told = {text.key for text in overset}  # how small their sisters are is of no use before these fit
    for key, group in groups.items():
        if key not in told:
            _judge_legibility(group, setter)


def _text(card: Card, fit: Fit, setter: Typesetter) -> Typeset:
    """The text of which only the fit was remembered."""
    text = setter.text(card, fit.key[1], fit.index)
    assert text is not None  # a blank text has no fit
    return text


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
        forcing = () if setter.setup.force else ("To print it all the same: deck build --force",)
        hints = ["Give the style a larger size, or the card a larger format.", *forcing]
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
