"""Check a layout against a deck before anything is set: names, fields, fonts, boxes, pictograms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from deck.art.qr import SMALLEST
from deck.face.layout import (
    FIRST,
    LAST,
    REST,
    SIDES,
    ArtItem,
    FillItem,
    FlowItem,
    FrameItem,
    Item,
    Layout,
    LinesItem,
    PictureItem,
    QrItem,
    RepeatItem,
    RuleItem,
    Side,
    TextItem,
    conditions,
    turned_extent,
)
from deck.face.manuscript import CODE_FACE
from deck.face.marks import is_mark
from deck.face.parted import check_marks, named
from deck.face.staging import flowed, styles_of
from deck.face.values import CONTINUED, ENTRY, ENTRY_NUMBER, PART, PARTS, Values, choices_in, known_names, names_in
from deck.formats import Format
from deck.model import Card, Deck
from deck.outputs import Output
from deck.problems import Mark, Problems, Severity, did_you_mean, nearest, pointed
from deck.source.naming import TEXT_FACE
from deck.text.dictionary import INSTALL, PHRASE, UNPARTED, available
from deck.units import Box, mm

PARTS_NAMED = {PART, PARTS, CONTINUED}
WHOLE_FILE = 1_000_000  # lines
SETTINGS = 12  # lines that the settings of one item take at most


def check_layout(layout: Layout, deck: Deck, size: Format, problems: Problems) -> None:
    """Note everything in *layout* that cannot work for *deck* at this card size."""
    check_names(layout, deck, problems)
    _check_letters(layout, deck, problems)
    for letter, own in {"": layout, **layout.categories}.items():
        for side in SIDES:
            for item in own.items(side):
                _check_box(item, side, own, size, problems)
        _check_fields(own, letter, deck, problems)
        if any(own.goes_on(side) for side in SIDES):
            check_marks(own, deck, size, problems)


def check_typefaces(deck: Deck, layouts: Mapping[str, Layout], problems: Problems) -> None:
    """A typeface that nothing is set in was probably meant to have another name."""
    items = (item for layout in layouts.values() for _, item in layout.everything())
    used = {TEXT_FACE, CODE_FACE, *(style.font for item in items for style in styles_of(item).values())}
    behind = {name for typeface in deck.typefaces.values() for name in typeface.fallback}
    for name in deck.typefaces.keys() - used - behind:
        mark = pointed(f"{name}:", Mark(deck.file, 1), WHOLE_FILE)
        said = f'nothing on these cards is set in the typeface "{name}".'
        hints = [*did_you_mean(name, used), f'Text is set in "{TEXT_FACE}", unless a style of a layout names another.']
        problems.add(said, mark, hints=hints, severity=Severity.WARNING)


def check_words(deck: Deck, problems: Problems) -> None:
    """Text of a language that writes no words apart can be broken well only where somebody says where they begin."""
    code = deck.language.lower().replace("_", "-").partition("-")[0]
    if code not in UNPARTED or (code == "th" and available()):
        return
    for card in deck.cards:
        for words in card.words.values():
            if PHRASE.search(words.text):
                said = "this text does not say where its words begin; lines will end between any two letters."
                hints = ["Type zero-width spaces (U+200B) between the words.", *([INSTALL] if code == "th" else [])]
                problems.add(said, words.mark, card=card.title, hints=hints, severity=Severity.WARNING)
                return


def _check_letters(layout: Layout, deck: Deck, problems: Problems) -> None:
    """A category that the deck does not have is perhaps mistyped, perhaps another deck's."""
    known = [category.letter for category in deck.categories]
    for letter in layout.categories:
        if letter not in known:
            said = f'layout "{layout.name}" says how cards of category "{letter}" look; this deck has no such category.'
            hints = [*did_you_mean(letter, known), f"Categories of deck.yaml: {', '.join(known) or 'none yet'}."]
            problems.add(said, hints=hints, severity=Severity.WARNING)


def check_names(layout: Layout, deck: Deck, problems: Problems) -> None:
    """Note every name in *layout* (of a text, a field, a typeface) that *deck* does not know."""
    for _, item in layout.everything():
        _check_names(item, deck, problems)
        _check_font(item, deck, problems)


def _check_names(item: Item, deck: Deck, problems: Problems) -> None:
    known = [*known_names(deck), ENTRY, ENTRY_NUMBER]
    template = item.template if isinstance(item, (TextItem, QrItem)) else ""
    if isinstance(item, (ArtItem, PictureItem)):
        template = item.name
    asked = [*choices_in(template), *([name] for name, _ in conditions(item.when))]
    asked += [[item.name]] if isinstance(item, RepeatItem) else []
    for names in asked:
        if not set(names) & set(known):  # of several, one that this deck has is enough
            name = names[0]
            hints = [*did_you_mean(name, known), f"Known names: {', '.join(known)}."]
            problems.add(f'nothing on a card is called "{name}".', _where(name, item), hints=hints)
    if isinstance(item, TextItem) and PARTS_NAMED.intersection(names_in(template)) and not is_mark(item, deck):
        _tell_mixed_mark(item, deck, problems)
    for typed in re.findall(r"\{[^{}]*\}?", template):
        if not names_in(typed):
            near = nearest(re.sub(r"[^\w.]+", "_", typed.strip("{} ")), known)
            hint = f"Write for example {{{near or 'title'}}}."
            problems.add(f'"{typed}" is not a name in braces.', _where(typed, item), hints=[hint])
    if isinstance(item, FlowItem):
        fields = [field.key for field in deck.fields]
        for name in (
            *(name for name in item.fields if name not in (FIRST, REST)),
            *([item.apart] if item.apart not in ("", LAST) else []),
        ):
            if name not in fields:
                hints = [*did_you_mean(name, fields), f"Fields of this deck: {', '.join(fields) or 'none'}."]
                problems.add(f'this deck has no field "{name}".', _where(name, item), hints=hints)


def _tell_mixed_mark(item: TextItem, deck: Deck, problems: Problems) -> None:
    """A mark among other words would leave its strokes on cards that do not go on."""
    name = next(name for name in names_in(item.template) if name in PARTS_NAMED)
    if name not in (field.key for field in deck.fields):
        hints = ['Give it a text of its own:  - text: "{part}/{parts}"   It stands only on cards that go on.']
        problems.add(f"{{{name}}} stands among other names.", _where(f"{{{name}}}", item), hints=hints)


def _where(typed: str, item: Item) -> Mark | None:
    """Where *typed* stands among the settings of *item*."""
    return pointed(typed, item.mark, SETTINGS) if item.mark else None


def _check_fields(layout: Layout, letter: str, deck: Deck, problems: Problems) -> None:
    """The words of a field that no item prints would be lost without a word; *letter* is of the category meant."""
    printed = {key for item in (*layout.front, *layout.back) for key in _printed(item, layout, deck)}
    for field in deck.fields:
        if not field.printed or field.key in printed:
            continue
        cards = (card for card in deck.cards if card.layout == layout.name and field.key in card.words)
        cards = (card for card in cards if not letter or (card.category and card.category.letter == letter))
        card = next((card for card in cards if card.words[field.key].text.strip()), None)
        if card is not None:
            problems.add(
                f'nothing in layout "{layout.name}" prints the field "{field.key}"; what it says is on no card.',
                card.words[field.key].mark,
                card=card.title,
                hints=[
                    f'In layouts/{layout.name}.yaml write  flow: fields  or  text: "{{{field.key}}}".',
                    f"If it is not meant to be printed, say so in deck.yaml:  {field.key}: {{print: false}}",
                ],
            )


def _printed(item: Item, layout: Layout, deck: Deck) -> set[str]:
    """The fields that an item prints on cards that have them."""
    if isinstance(item, FlowItem):
        return set(flowed(item, layout, deck))
    return named(item, [field.key for field in deck.fields])


def _check_font(item: Item, deck: Deck, problems: Problems) -> None:
    for key, style in styles_of(item).items():
        if style.font not in deck.typefaces:
            hints = [*did_you_mean(style.font, deck.typefaces), "Name its files in deck.yaml, under fonts."]
            problems.add(
                f'the style "{style.name}" asks for a typeface "{style.font}" that is not there.',
                _where(f"{key}: {style.name}", item),
                hints=hints,
            )


def _check_box(item: Item, side: Side, layout: Layout, size: Format, problems: Problems) -> None:
    """A box outside the card cannot be printed; text or art outside the safe area may be cut off."""
    box = turned_extent(item.box.resolve(size.width, size.height, layout.safe), item.turn)
    trim = Box(0, 0, size.width, size.height)
    name = f'on the {side} of layout "{layout.name}", on a card of {size}'
    if box.width <= 0 or box.height <= 0:
        said = f"this box has no room left: {mm(box.width)} × {mm(box.height)} mm {name}."
        problems.add(said, item.box.mark, hints=["Make its offsets smaller, or its width and height larger."])
    elif not trim.holds(box, tolerance=0.1):
        said = f"this box lies partly outside the card: {_edges(box)} {name}."
        problems.add(
            said,
            item.box.mark,
            hints=["Keep it between the edges. Colour that touches an edge runs out into the bleed by itself."],
        )
    elif isinstance(item, QrItem) and min(box.width, box.height) < SMALLEST - 0.01:
        said = f"this QR code has {mm(min(box.width, box.height))} mm {name}; telephones need {mm(SMALLEST)} mm."
        problems.add(said, item.box.mark, hints=["Make its box larger."])
    elif isinstance(item, (TextItem, FlowItem, ArtItem, QrItem, RepeatItem)) and not trim.grown(-layout.safe).holds(
        box, tolerance=0.1
    ):
        said = f"this box comes nearer to the edge than {mm(layout.safe)} mm {name}; the guillotine may cut into it."
        problems.add(said, item.box.mark, hints=["Use safe for its outer offsets."], severity=Severity.WARNING)


def _edges(box: Box) -> str:
    return f"it reaches from {mm(box.x)} to {mm(box.right)} mm across and {mm(box.y)} to {mm(box.bottom)} mm down"


def judge_inks(deck: Deck, layouts: Mapping[str, Layout], output: Output, problems: Problems) -> None:
    """Note every solid colour that lays down more ink than *output* allows: it would not dry, or smear."""
    used = {f"category {category.letter}": category.ink for category in deck.categories}
    for layout in layouts.values():
        for _, item in layout.everything():
            color = item.color if isinstance(item, (FillItem, FrameItem, RuleItem, LinesItem, ArtItem)) else None
            if color is not None and color.ink is not None:
                used[f'layout "{layout.name}"'] = color.ink
    for place, ink in used.items():
        if ink.coverage > output.ink_limit + 1e-6:
            said = f"the colour of {place} lays down {ink.coverage:.0%} of ink".replace("%", " %")
            limit = f"{output.ink_limit * 100:.0f} %"
            problems.add(f'{said}; the output "{output.name}" allows {limit}.', hints=["Choose a lighter colour."])


def wanted_art(deck: Deck, layouts: Mapping[str, Layout], known: Sequence[str], problems: Problems) -> list[str]:
    """The names of the pictograms that the deck's cards show; one that is not among *known* is a problem."""
    wanted: dict[str, None] = {}
    count = len(deck.counted)
    for card in deck.cards:
        for item, values in _shown_art(card, layouts[card.layout], Values(deck, card, count)):
            name = values.fill(item.name).strip()
            if name and name not in known:
                title = card.title if names_in(item.name) else ""  # else every card has it
                tell_missing_art(name, _asked_at(item, card), title, known, problems)
            elif name:
                wanted[name] = None
    return list(wanted)


def look_for_art(deck: Deck, layouts: Mapping[str, Layout], known: Sequence[str], problems: Problems) -> None:
    """Note every pictogram that is not there, though some layouts could not be read: of their cards the own ones."""
    shown = tuple(card for card in deck.cards if card.layout in layouts)
    wanted_art(replace(deck, cards=shown), layouts, known, problems)
    for card in deck.cards:
        if card.icon and card.layout not in layouts and card.icon.text not in known:
            tell_missing_art(card.icon.text, card.icon.mark, card.title, known, problems)


def tell_missing_art(name: str, mark: Mark | None, title: str, known: Sequence[str], problems: Problems) -> None:
    """The sentence for a pictogram that is not there."""
    hints = [*did_you_mean(name, known), "Put the picture into assets/icons/ as an SVG file of that name."]
    hints.append("To see every icon, run: deck icons")
    problems.add(f'there is no icon called "{name}".', mark, card=title, hints=hints)


def _shown_art(card: Card, layout: Layout, values: Values) -> Iterator[tuple[ArtItem, Values]]:
    """The pictograms on a card, in repeats for every entry, with what their names stand for."""
    own = layout.of(card.category.letter if card.category else "")
    for item in (*own.front, *own.back):
        if isinstance(item, ArtItem):
            yield item, values
        elif isinstance(item, RepeatItem):
            for entry in values.entries(item.name):
                for inner in item.items:
                    if isinstance(inner, ArtItem):
                        yield inner, replace(values, entry=entry)


def _asked_at(item: ArtItem, card: Card) -> Mark | None:
    """Where a pictogram was asked for: on the card, in its category, or in the layout itself."""
    names = names_in(item.name)
    if "icon" in names and card.icon:
        return card.icon.mark
    if "category.icon" in names and card.category and card.category.icon:
        return card.category.icon.mark
    return item.mark
