"""Options that several commands share, and the order they make."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from deck.cli.kinds import ParamType
from deck.formats import Format, card_format, paper_format
from deck.impose.duplex import FLIPS
from deck.order import Order
from deck.select import Selection
from deck.source.companions import Wishes
from deck.units import MM, to_points

CommandT = TypeVar("CommandT", bound=Callable[..., Any])


class FormatType(ParamType[Format]):
    """A format by name or as width x height."""

    def __init__(self, name: str, convert: Callable[[str], Format]) -> None:
        self.name, self._convert = name, convert

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Format:
        """The format, or a usage error that names those there are."""
        if isinstance(value, Format):
            return value
        try:
            return self._convert(value)
        except ValueError as error:
            self.fail(str(error)[:1].upper() + str(error)[1:], param, ctx)


class CountType(ParamType[int]):
    """A whole number from 1 to *most*."""

    name = "count"

    def __init__(self, most: int) -> None:
        self.most = most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number, or a usage error that says which there are."""
        typed = str(value).strip()
        if not re.fullmatch("[0-9]{1,9}", typed) or not 1 <= int(typed) <= self.most:
            self.fail(f'"{value}" is not a whole number from 1 to {self.most}.', param, ctx)
        return int(typed)


class LengthType(ParamType[float]):
    """A length with its unit, as points."""

    name = "length"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Points, more than 0 and up to a centimetre, or a usage error."""
        try:
            points = value if isinstance(value, float) else to_points(value)
        except ValueError as error:
            self.fail(str(error)[:1].upper() + str(error)[1:], param, ctx)
        if not 0 < points <= 10 * MM:
            self.fail(f"{value} is not the thickness of a card.", param, ctx)
        return points


LANGUAGE_OPTIONS = (
    click.option("--language", default="", metavar="L", help="In another language of the deck: en, de … (cards/en/)."),
    click.option("--fallback", is_flag=True, help="Leave what is not translated in the deck's own language."),
)
OPTIONS = (
    click.option("-c", "--category", "categories", multiple=True, metavar="A", help="Only this category (repeatable)."),
    click.option("--card", "cards", multiple=True, metavar="ID", help="Only this card (repeatable), by id or number."),
    click.option("--tag", "tags", multiple=True, metavar="T", help="Only cards with this tag (repeatable)."),
    click.option("--size", type=FormatType("size", card_format), help="Card size: poker, tarot, jumbo … or 70x120mm."),
    click.option("--paper", type=FormatType("paper", paper_format), help="Paper: A4, A3, Letter … or 320x450mm."),
    click.option("--flip", type=click.Choice(FLIPS), help="The edge your printer turns the sheet on (long edge)."),
    click.option("--copies", type=CountType(1000), default=1, metavar="N", help="Print every card N times."),
    click.option(
        "--printer", default="", metavar="NAME", help="Meet this printer's shift of the back (deck calibrate)."
    ),
    click.option("--with", "on", multiple=True, metavar="X", help="Add companion cards: index, blank (repeatable)."),
    click.option("--without", "off", multiple=True, metavar="X", help="Leave companions out: cover … (repeatable)."),
    click.option(
        "--changed-since",
        default="",
        metavar="REV|PDF",
        help="Only cards that look different from a former PDF or git revision.",
    ),
    click.option("--thickness", type=LengthType(), default="0.3mm", help="Thickness of a card, for the box (0.3mm)."),
    *LANGUAGE_OPTIONS,
    click.option("--jobs", type=CountType(64), metavar="N", help="Set and draw large decks by N processes."),
    click.option("--force", is_flag=True, help="Print even text that is too small to read well."),
)


def order_options(command: CommandT) -> CommandT:
    """Give *command* the options that make an order."""
    return _with(OPTIONS, command)


def language_options(command: CommandT) -> CommandT:
    """Give *command* the options that choose a language of the deck."""
    return _with(LANGUAGE_OPTIONS, command)


def _with(options: Sequence[Callable[[CommandT], CommandT]], command: CommandT) -> CommandT:
    for option in reversed(options):
        command = option(command)
    return command


def make_order(**options: Any) -> Order:
    """The order that the options of a command line ask for."""
    selection = Selection(*(options.pop(name) for name in ("categories", "cards", "tags")))
    wishes = Wishes(options.pop("on"), options.pop("off"))
    return Order(selection, wishes=wishes, **options)
