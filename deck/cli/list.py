"""deck list: the cards by category, how long each is and how it fits."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import click

from deck.cache import Cache
from deck.cli.options import FormatType, language_options
from deck.cli.report import report, say
from deck.edition import count_cards
from deck.face.fit import Setup, Typeset
from deck.face.layout import FlowItem
from deck.face.typeset import Typesetter
from deck.formats import Format, card_format
from deck.gather import in_language, read_layouts, typeset
from deck.model import Card, Category
from deck.problems import DeckError, Problems
from deck.source.known import Known
from deck.source.project import find_project
from deck.source.read import read_deck


@click.command("list", epilog="Example:  deck list --size poker")
@click.option("--size", type=FormatType("size", card_format), help="Card size: poker, tarot, jumbo … or 70x120mm.")
@language_options
@click.pass_obj
def command(folder: Path, /, size: Format | None, language: str, fallback: bool) -> int:
    """List the cards: how long each is, and how it fits."""
    problems = Problems()
    project = find_project(folder)
    try:
        deck = read_deck(project, problems)
        deck = in_language(project, deck, language, problems, Known(project, Cache()), fallback=fallback)
        trim = size or deck.size
        layouts = read_layouts(project, deck, trim, problems)
        setter = typeset(deck, Setup(trim, layouts, count_cards(deck.cards)), problems)
    except DeckError as error:
        report(error.problems, project.root, "")
        return 1
    if language:  # what is not translated is told
        report(problems.found, project.root, "")
    say(f"{deck.title}: {len(deck.counted)} cards of {trim}{_going_on(setter)}")
    for (category, special), cards in groupby(deck.cards, key=lambda card: (card.category, card.special)):
        say(f"\n{_heading(category, special, parts=bool(setter.parts))}")
        for line in _rows(cards, setter):
            say(line)
    return 0


def _going_on(setter: Typesetter) -> str:
    """How many cards go on, where any does."""
    parts = setter.parts
    if not parts:
        return ""
    more = sum(parts.values()) - len(parts)
    return f"; {len(parts)} go{'es' * (len(parts) == 1)} on, which takes {more} more to print"


def _heading(category: Category | None, special: bool, *, parts: bool) -> str:
    columns = f"{'characters':>10}  {'fits at':>8}  {'set at':>8}  {'full':>4}{'  cards' if parts else ''}"
    plain = f"{category.letter} · {category.name}" if category else "Cards without a category"
    name = "Special cards" if special else plain
    return f"{name}\n  {'':4} {'id':32} {columns}"


def _rows(cards: Iterator[Card], setter: Typesetter) -> Iterator[str]:
    for card in cards:
        text = longest_text(card, setter)
        if text is None:
            yield f"  {card.number:4} {card.id:32}"
            continue
        characters = sum(len(paragraph.text) for paragraph in text.paragraphs)
        fits = f"{text.own_size:.1f} pt" if text.own_size else "too long"
        size = f"{text.size:.1f} pt" if text.size else "–"
        fill = f"{text.copy.fill(text.size):.0%}" if text.size else "–"
        yield f"  {card.number:4} {card.id:32} {characters:>10}  {fits:>8}  {size:>8}  {fill:>4}{_cards(card, setter)}"


def _cards(card: Card, setter: Typesetter) -> str:
    """How many cards print *card*, where any card goes on."""
    return f"  {setter.parts.get(card.id, 1):>5}" if setter.parts else ""


def longest_text(card: Card, setter: Typesetter) -> Typeset | None:
    """The text of a card that has most to say: its flow of fields, else its longest item."""
    texts = setter.texts(card)
    return max(texts, key=lambda text: (isinstance(text.item, FlowItem), len(text.paragraphs)), default=None)
