"""Judge set text before anything is drawn: missing glyphs, overset text, legibility."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from deck.face.layout import FlowItem
from deck.face.manuscript import names_in
from deck.face.typeset import NOTED, REFUSED, SMALLEST_FORCED, WARNED, Typeset, Typesetter
from deck.formats import CARDS_MM, Format, card_format
from deck.model import Card
from deck.problems import Mark, Severity
from deck.text.runs import plain_text
from deck.units import MM


def judge(setter: Typesetter, cards: Iterable[Card]) -> None:
    """Note every text of *cards* that cannot be printed as it is, and how legible the rest is."""
    chosen = list(cards)
    texts = [text for card in chosen for text in setter.texts(card)]
    for text in texts:
        _judge_glyphs(text, setter)
    for text in texts:
        if text.size is None:
            _tell_overset(text, setter)
    for group in _by_item(text for text in texts if text.size is not None).values():
        _judge_legibility(group, setter)


def _by_item(texts: Iterable[Typeset]) -> dict[object, list[Typeset]]:
    groups: dict[object, list[Typeset]] = {}
    for text in texts:
        groups.setdefault(text.key, []).append(text)
    return groups


def _judge_glyphs(text: Typeset, setter: Typesetter) -> None:
    """A character without a glyph would print as an empty box: name it, its font and its card."""
    for paragraph in text.copy.paragraphs:
        words = [token.word for token in paragraph.tokens] + ([paragraph.hang] if paragraph.hang else [])
        for word in words:
            for character in dict.fromkeys(word.missing):
                name = unicodedata.name(character, f"code {ord(character):04X}")
                setter.problems.add(
                    f'the typeface {word.font.name} has no "{character}" ({name}).',
                    _place_of(character, text),
                    card=text.card.title,
                    hints=[
                        f'It stands in "{word.text}". Write it another way, or name a typeface that has it:',
                        "in deck.yaml,  fonts: {text: {regular: MyFont.ttf, bold: MyFont-Bold.ttf}}",
                    ],
                )


def _place_of(character: str, text: Typeset) -> Mark | None:
    """Where the card's words have *character*; else where the card begins."""
    for words in text.card.words.values():
        if character in words.text and words.mark is not None:
            return _found_in_file(character, words.mark)
    return text.card.mark


def _found_in_file(character: str, mark: Mark) -> Mark:
    lines = mark.file.read_text("utf-8-sig", errors="replace").split("\n")
    for number, line in enumerate(lines[mark.line - 1 :], mark.line):
        at = line.find(character, mark.column - 1 if number == mark.line else 0)
        if at >= 0:
            return Mark(mark.file, number, at + 1, 1)
    return mark


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


def _tell_overset(text: Typeset, setter: Typesetter) -> None:
    """The sentence for text that does not fit: how much too long, and the remedies in their order."""
    lowest = setter.lowest(text.item.style)
    excess = _excess(text, lowest)
    side = text.key[1]
    format_name = setter.setup.size.name or str(setter.setup.size)
    hints: list[str] = []
    if excess is None:
        long = max((w for p in text.copy.paragraphs for t in p.tokens if (w := t.word)), key=lambda w: w.width)
        what = f'the word "{long.text}" is too wide for the {side} of this card.'
        hints.append(f"At the smallest size allowed ({lowest:.1f} pt) it is wider than its box. Shorten it.")
    else:
        what = f"the text of this card is too long for its {side}."
        hints.append(
            f"At the smallest size allowed ({lowest:.1f} pt) it needs {excess.lines} lines; "
            f'layout "{text.card.layout}" has room for {excess.room} on a {format_name} card.'
        )
        hints.append(f"Remove about {excess.words} word{'s' * (excess.words != 1)}, or print on a bigger card.")
    bigger = _roomier_format(text, setter)
    if bigger:
        hints.append(f"It fits on this size: deck build --size {bigger.name}")
    forced = text.copy.best_size(SMALLEST_FORCED) if not setter.setup.force else None
    if forced and forced * text.copy.setting.font.x_height / MM < REFUSED:
        hints.append(f"To print it all the same, at {forced:.1f} pt: deck build --force")
    setter.problems.add(what, _mark_of(text), card=text.card.title, hints=hints)


def _mark_of(text: Typeset) -> Mark | None:
    """Where a person would shorten the text: its longest field on the card."""
    names = [*text.card.words] if isinstance(text.item, FlowItem) else names_in(text.item.template)
    if isinstance(text.item, FlowItem):
        names = [name for name in names if name not in ("title", "front_title")]
    words = [text.card.words[name] for name in names if name in text.card.words]
    longest = max(words, key=lambda word: len(word.text), default=None)
    return longest.mark if longest and longest.mark else text.card.mark


def _roomier_format(text: Typeset, setter: Typesetter) -> Format | None:
    """The smallest named card size, larger than the present one, on which the text fits."""
    now = setter.setup.size
    formats = sorted((card_format(name) for name in CARDS_MM), key=lambda f: f.width * f.height)
    _, side, index = text.key
    for candidate in formats:
        if candidate.width * candidate.height > now.width * now.height:
            there = setter.resized(candidate).text(text.card, side, index)
            if there is not None and there.own_size is not None:
                return candidate
    return None


def _judge_legibility(texts: list[Typeset], setter: Typesetter) -> None:
    """One sentence an item of the layout, about the card on which it is smallest."""
    worst = min(texts, key=lambda text: text.galley.x_height)
    x_height, size = worst.galley.x_height_mm, worst.size
    told = f"{size:.1f} pt (x-height {x_height:.2f} mm)"
    place = f'the text "{worst.item.style.name}" on the {worst.key[1]} of layout "{worst.key[0]}"'
    format_name = setter.setup.size.name or str(setter.setup.size)
    if x_height < REFUSED - 0.005:
        severity = Severity.WARNING if setter.setup.force else Severity.ERROR
        hints = ["Give the style a larger size, or the card a larger format.",
                 "To print it all the same: deck build --force"]  # fmt: skip
        said = f"{place} is set at {told}, under the {REFUSED} mm at which print is refused as illegible."
        setter.problems.add(said, worst.item.mark, card=worst.card.title, hints=hints, severity=severity)
    elif worst.of_card and x_height < NOTED:
        severity, limit, meaning = (
            (Severity.WARNING, WARNED, "small for many readers")
            if x_height < WARNED
            else (Severity.NOTE, NOTED, "good in the hand, small on a table")
        )
        said = f"{place} is {told} on {format_name} cards, under {limit} mm: {meaning}."
        bound = f'It is set by the longest card, "{_binding(texts).card.title}".' if worst.item.fit == "deck" else ""
        hints = [hint for hint in (bound, "Larger: a bigger card, a smaller margin, or fewer words.") if hint]
        setter.problems.add(said, hints=hints, severity=severity)


def _binding(texts: list[Typeset]) -> Typeset:
    """The text that keeps the others from being larger."""
    return min(texts, key=lambda text: text.own_size or 0.0)
