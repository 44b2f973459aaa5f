"""Compose a face: every item of the layout at its place, in the inks of the card's category."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from deck.art.drawing import Drawing
from deck.art.picture import Studio
from deck.art.qr import SMALLEST_MODULE, qr_drawing
from deck.color.ink import BLACK, PAPER, Ink
from deck.face.colored import colored_glyphs
from deck.face.face import Face, Placed, PlacedArt, PlacedFill, PlacedFrame, PlacedPicture, PlacedText, Turn
from deck.face.fit import Typeset
from deck.face.layout import (
    ArtItem,
    ColorRef,
    FillItem,
    FlowItem,
    FrameItem,
    Item,
    Layout,
    LinesItem,
    PictureItem,
    QrItem,
    RuleItem,
    Side,
    turned_extent,
    upright,
)
from deck.face.marks import is_heading
from deck.face.typeset import Typesetter
from deck.model import Card, Deck
from deck.units import MM, Box

NEUTRAL = Ink(0, 0, 0, 0.12)  # the colour of a card without a category
RULE = 0.6  # points: the thickness of the rule before a field that stands apart
LEAST_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3; below it black text turns white


class Gallery(Struct, frozen=True):
    """Where a composer finds its pictures: pictograms by name, photographs from the studio."""

    drawings: Mapping[str, Drawing]
    studio: Studio


def compose(card: Card, side: Side, setter: Typesetter, gallery: Gallery) -> Face:
    """One side of *card* with everything at its place."""
    layout, size = setter.setup.layouts[card.layout], setter.setup.size
    composer = _Composer(card, layout, setter, gallery)
    for index, staged in enumerate(setter.items(card, side)):
        if setter.wanted(staged.item, card):
            composer.place(staged.item, setter.text(card, side, index))
    return Face(card, side, size.width, size.height, layout.bleed, tuple(composer.placed))


class _Composer:
    """Places items one after the other; later ones see the fills beneath them."""

    def __init__(self, card: Card, layout: Layout, setter: Typesetter, gallery: Gallery) -> None:
        self.card, self.layout, self.setter, self.gallery = card, layout, setter, gallery
        self.category = card.category.ink if card.category else NEUTRAL
        self.placed: list[Placed] = []
        self.spot = Box(0, 0, 0, 0)  # where on the card the item stands that is being placed

    def place(self, item: Item, text: Typeset | None) -> None:
        """Append what *item* draws on this card; nothing when it has neither art nor text."""
        size, before = self.setter.setup.size, len(self.placed)
        box = self.setter.box(item, self.layout)
        if isinstance(item, PictureItem) or (isinstance(item, FillItem) and not item.thumb_index):
            box = into_bleed(box, size.width, size.height, self.layout.bleed)
        self.spot = turned_extent(box, item.turn)
        self._draw(item, upright(box, item.turn), text)
        if item.turn % 360:
            leans = self.setter.mirrors(self.layout) and not isinstance(item, (ArtItem, PictureItem, QrItem))
            turn = Turn((-item.turn if leans else item.turn) % 360, box.x + box.width / 2, box.y + box.height / 2)
            self.placed[before:] = [replace(placed, turn=turn) for placed in self.placed[before:]]

    def _draw(self, item: Item, box: Box, text: Typeset | None) -> None:
        if isinstance(item, FillItem):
            self._place_fill(item, box)
        elif isinstance(item, FrameItem):
            self.placed.append(PlacedFrame(box, item.color.resolve(self.category), item.weight, item.corner))
        elif isinstance(item, RuleItem):
            self.placed += ruled(item, box, item.color.resolve(self.category))
        elif isinstance(item, LinesItem):
            self._place_lines(item, box)
        elif isinstance(item, ArtItem):
            self._place_art(item, box)
        elif isinstance(item, PictureItem):
            self._place_picture(item, box)
        elif isinstance(item, QrItem):
            self._place_qr(item, box)
        elif text is not None:
            self._place_text(text, box)

    def _place_fill(self, item: FillItem, box: Box) -> None:
        if item.thumb_index:
            part = thumb_part(box, self.card, self.setter.deck)
            if part is None:
                return
            size = self.setter.setup.size
            box = into_bleed(part, size.width, size.height, self.layout.bleed)
        self.placed.append(PlacedFill(box, item.color.resolve(self.category), item.corner))

    def _place_lines(self, item: LinesItem, box: Box) -> None:
        ink = item.color.resolve(self.category)
        for number in range(1, int(box.height / item.spacing + 1e-6) + 1):
            y = box.y + number * item.spacing - item.weight
            self.placed.append(PlacedFill(Box(box.x, y, box.width, item.weight), ink))

    def _place_art(self, item: ArtItem, box: Box) -> None:
        drawing = self.gallery.drawings.get(self.setter.values(self.card, item.entry).fill(item.name).strip())
        if drawing is not None:
            ground = self._ground()
            self.placed.append(PlacedArt(drawing, fitted(drawing, box), self._ink(item.color, ground), ground))

    def _place_picture(self, item: PictureItem, box: Box) -> None:
        name = self.setter.values(self.card, item.entry).fill(item.name).strip()
        if not name:
            return
        mark = self.card.picture.mark if self.card.picture else item.mark
        bitmap = self.gallery.studio.picture(name, box, self._ground(), mark, self.card.title)
        if bitmap is not None:
            self.placed.append(PlacedPicture(bitmap, box))

    def _place_qr(self, item: QrItem, box: Box) -> None:
        text = self.setter.values(self.card, item.entry).fill(item.template).strip()
        if not text:
            return
        problems = self.gallery.studio.problems
        try:
            drawing = qr_drawing(text)
        except ValueError:
            problems.add("this address is too long for a QR code.", self.card.mark, card=self.card.title)
            return
        place = fitted(drawing, box)
        if place.width / drawing.width < SMALLEST_MODULE:
            said = f"the QR code of this card is too fine: its dots are {place.width / drawing.width / MM:.2f} mm wide"
            hints = ["Shorten the address, or give the code a larger box in the layout."]
            problems.add(
                f"{said}, {SMALLEST_MODULE / MM:.2f} are needed.", item.mark, card=self.card.title, hints=hints
            )
        self.placed += (PlacedFill(place, PAPER), PlacedArt(drawing, place, BLACK, PAPER))

    def _place_text(self, text: Typeset, box: Box) -> None:
        galley = text.galley
        y = box.y + _vertical_shift(text, box.height)
        if galley.foot is not None and isinstance(text.item, FlowItem):
            rule = Box(box.x, box.y + galley.foot - RULE / 2, box.width, RULE)
            self.placed.append(PlacedFill(rule, text.item.rule.resolve(self.category)))
        ground = self._ground()
        ink = self._ink(text.item.style.color, ground)
        arts = tuple(colored_glyphs(galley, box.x, y, ink, ground)) if self.setter.book.colored else ()
        heading = is_heading(text.item, self.card)
        self.placed.append(PlacedText(galley, box.x, y, ink, heading, said=text.said, veiled=bool(arts)))
        self.placed += arts

    def _ground(self) -> Ink:
        """The colour beneath the item that is being placed: that of the last fill that holds it, else the paper."""
        for item in reversed(self.placed):
            if isinstance(item, PlacedFill) and _covers(item, self.spot):
                return item.ink
        return PAPER

    def _ink(self, color: ColorRef | None, ground: Ink) -> Ink:
        """The colour asked for; without one, black, or white where black could not be read."""
        if color is not None:
            return color.resolve(self.category)
        return BLACK if BLACK.contrast(ground) >= LEAST_CONTRAST else PAPER


def _covers(fill: PlacedFill, spot: Box) -> bool:
    """Whether a fill lies under all of *spot*; of one that is turned aslant that is not known."""
    turn = fill.turn
    return fill.box.holds(spot) if turn is None else turn.degrees % 90 == 0 and turn.around(fill.box).holds(spot)


def thumb_part(box: Box, card: Card, deck: Deck) -> Box | None:
    """The part of *box* that is the card's category's own; None where there are no categories to tell apart."""
    count = len(deck.categories)
    if card.category is None or count < 2:
        return None
    height = box.height / count
    return Box(box.x, box.y + deck.categories.index(card.category) * height, box.width, height)


def ruled(item: RuleItem, box: Box, ink: Ink) -> list[PlacedFill]:
    """A rule along the middle of the longer side of *box*: one piece, or dashes as long as the gaps between them."""
    across = box.width >= box.height
    length = box.width if across else box.height
    dash = min(item.dash, length) or length
    count = max(1, round((length / dash + 1) / 2))  # dashes and gaps alternate and a dash ends it
    piece = length / (2 * count - 1) if item.dash else length
    starts = [2 * piece * number for number in range(count)]
    if across:
        y = box.y + (box.height - item.weight) / 2
        return [PlacedFill(Box(box.x + start, y, piece, item.weight), ink) for start in starts]
    x = box.x + (box.width - item.weight) / 2
    return [PlacedFill(Box(x, box.y + start, item.weight, piece), ink) for start in starts]


def into_bleed(box: Box, width: float, height: float, bleed: float) -> Box:
    """*box* with every edge that touches the trim of a *width* by *height* card moved out to the bleed."""
    left = -bleed if box.x <= 0.01 else box.x
    top = -bleed if box.y <= 0.01 else box.y
    right = width + bleed if box.right >= width - 0.01 else box.right
    bottom = height + bleed if box.bottom >= height - 0.01 else box.bottom
    return Box(left, top, right - left, bottom - top)


def fitted(drawing: Drawing, box: Box) -> Box:
    """The largest box of the drawing's proportions inside *box*, centred in it."""
    scale = min(box.width / drawing.width, box.height / drawing.height)
    width, height = drawing.width * scale, drawing.height * scale
    return Box(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height)


def _vertical_shift(text: Typeset, room: float) -> float:
    """How far (pt) the galley's top stands below its box's top.

    In the middle, the space above the capitals equals the space below the last baseline: accents and descenders
    are light, and counting them makes a title look too low.
    """
    galley, item = text.galley, text.item
    if item.valign == "top":
        return 0.0
    slack = room - galley.height
    if item.valign == "bottom":
        return slack
    copy = text.copy
    above, below = (copy.ascent - copy.setting.font.cap_height) * galley.size, copy.depth * galley.size
    return min(max(0.0, slack), max(0.0, (slack - above + below) / 2))
