"""Walk through the content of pages, forms and patterns, and collect what is painted (ISO 32000-1, 7.8 and annex A)."""

from __future__ import annotations

import warnings
from copy import copy
from typing import Any, NoReturn

import pikepdf
from msgspec import Struct, field

from deck.preflight.colours import UNKNOWN, Colour, read_space
from deck.preflight.fonts import Face
from deck.preflight.geometry import Area, to_area, to_matrix
from deck.preflight.images import Picture, read_picture, shading_colours
from deck.preflight.opening import DAMAGE
from deck.preflight.operators import OPERATORS
from deck.preflight.state import EVERYWHERE, Kind, Painted, State, TextObject
from deck.preflight.weight import readable

DEEPEST = 28  # forms within forms; deeper ones turn in circles
MOST, MOST_RUNS = 500_000, 20_000  # operators on one page, and streams of them


class Content(Struct):
    """What all pages hold: things in painting order, fonts, the forms placed on each page, and what was unreadable."""

    painted: list[Painted] = field(default_factory=list)
    faces: dict[str, Face] = field(default_factory=dict)
    font_pages: dict[str, set[int]] = field(default_factory=dict)
    forms: dict[int, list[Area]] = field(default_factory=dict)  # by page, only those that the page itself places
    transparency: dict[str, set[int]] = field(default_factory=dict)
    damaged: set[int] = field(default_factory=set)
    overfull: set[int] = field(default_factory=set)


def walk_pages(pdf: pikepdf.Pdf) -> Content:
    """The content of every page, pages counted from 1."""
    content, cache = Content(), Cache()
    for number, page in enumerate(pdf.pages, 1):
        with warnings.catch_warnings(record=True) as told:  # so pikepdf tells of content that breaks off
            warnings.simplefilter("always")
            _walk(Walker(content, number, cache), page)
        if told:
            content.damaged.add(number)
    return content


def _walk(walker: Walker, page: pikepdf.Page) -> None:
    try:
        walker.group(page.obj)
        walker.run(page, page.resources, State(), 0)
    except DAMAGE:
        walker.content.damaged.add(walker.page)


class Cache(Struct):
    """Fonts and pictures already read, and what can be, by object number; direct objects are read each time."""

    faces: dict[tuple[int, int], Face] = field(default_factory=dict)
    pictures: dict[tuple[int, int], Picture] = field(default_factory=dict)
    light: dict[tuple[int, int], bool] = field(default_factory=dict)

    def readable(self, stream: Any) -> bool:
        """Whether the operators of *stream* are few enough to be read."""
        number: tuple[int, int] = stream.obj.objgen if isinstance(stream, pikepdf.Page) else stream.objgen
        if number not in self.light:
            self.light[number] = readable(stream)
        return self.light[number]


class Walker:
    """Carries out the operators of one page without drawing, and notes what they would paint."""

    def __init__(self, content: Content, page: int, cache: Cache) -> None:
        self.content, self.page, self.cache = content, page, cache
        self.state, self.resources = State(), pikepdf.Dictionary()
        self.saved: list[State] = []
        self.path: list[list[tuple[float, float]]] = []
        self.clips = False
        self.text = TextObject()
        self.depth = self.done = self.runs = 0

    def run(self, stream: Any, resources: Any, state: State, depth: int) -> None:
        """Carry out one content stream from *state* on; what surrounds it is as before afterwards."""
        if depth > DEEPEST:
            self.content.damaged.add(self.page)
            return
        self.runs += 1
        if self.runs > MOST_RUNS or not self.cache.readable(stream):
            self._stop()
        outer = self.state, self.resources, self.saved, self.path, self.text, self.depth
        self.state, self.resources, self.saved, self.path = state, resources, [], []
        self.text, self.depth = TextObject(), depth
        try:
            for instruction in pikepdf.parse_content_stream(stream):
                self.done += 1
                if self.done > MOST:
                    self._stop()
                self._step(instruction)
        finally:
            self.state, self.resources, self.saved, self.path, self.text, self.depth = outer

    def _stop(self) -> NoReturn:
        """Give this page up: it holds more than a press would draw, and whoever draws it may never end."""
        self.content.overfull.add(self.page)
        raise ValueError("more than a press would draw")

    def _step(self, instruction: Any) -> None:
        """One operator; what has the wrong operands is noted and skipped, as readers do."""
        try:
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._picture(read_picture(instruction.iimage, self.resources, inline=True))
            elif carry_out := OPERATORS.get(str(instruction.operator)):
                carry_out(self, instruction.operands)
        except DAMAGE:
            self.content.damaged.add(self.page)

    def paint(self, kind: Kind, area: Area, colour: Colour, overprint: bool, **more: Any) -> None:
        """Note one thing where its clip lets it be seen; a pattern is followed into its cell."""
        state = self.state
        seen = state.within or area.shared(state.clip)
        if seen.left > seen.right or seen.bottom > seen.top:
            return
        if colour.pattern:
            self._pattern(colour, seen)
        ink = more.pop("ink", colour.coverage)
        self.content.painted.append(Painted(kind, self.page, seen, colour, ink, overprint, **more))

    def _pattern(self, colour: Colour, seen: Area) -> None:
        """A tiling pattern's cell, or the colours of a shading (8.7)."""
        pattern = self.resources["/Pattern"][colour.pattern]
        if int(pattern["/PatternType"]) == 2:
            self.shading(pattern["/Shading"], seen)
            return
        inner = copy(self.state)
        inner.fill = inner.stroke = Colour(UNKNOWN, ())
        inner.matrix = inner.base = to_matrix(pattern.get("/Matrix")).then(self.state.base)
        inner.clip, inner.within = EVERYWHERE, seen
        self.run(pattern, pattern["/Resources"], inner, self.depth + 1)

    def shading(self, shading: Any, area: Area) -> None:
        """Note the colours of a shading that fills *area*."""
        space = read_space(shading["/ColorSpace"], self.resources)
        for colour in shading_colours(shading, space):
            self.paint("fill", area, colour, self.state.overprint_fill)

    def group(self, holder: Any) -> None:
        """Note that a page or form is a transparency group (11.6.6)."""
        if "/Group" in holder and holder["/Group"].get("/S") == pikepdf.Name.Transparency:
            self.transparent("a transparency group")

    def transparent(self, what: str) -> None:
        """Note one kind of transparency on this page."""
        self.content.transparency.setdefault(what, set()).add(self.page)

    def draw(self, thing: Any) -> None:
        """Draw a form or a picture."""
        if thing.get("/Subtype") == pikepdf.Name.Form:
            self._form(thing)
        elif thing.get("/Subtype") == pikepdf.Name.Image:
            self._picture(self._known_picture(thing))

    def _form(self, form: Any) -> None:
        """A form begins with the state in force, its own matrix first, clipped by its box (8.10.1)."""
        inner = copy(self.state)
        inner.matrix = inner.base = to_matrix(form.get("/Matrix")).then(self.state.matrix)
        box = inner.matrix.area(to_area(form["/BBox"]))
        inner.clip = inner.clip.shared(box)
        if self.depth == 0:
            self.content.forms.setdefault(self.page, []).append(box)
        self.group(form)
        self.run(form, form.get("/Resources", self.resources), inner, self.depth + 1)

    def _known_picture(self, image: Any) -> Picture:
        picture = self.cache.pictures.get(image.objgen)
        if picture is None:
            picture = self.cache.pictures[image.objgen] = read_picture(image, self.resources)
        return picture

    def _picture(self, picture: Picture) -> None:
        """A picture fills the unit square (8.9.5)."""
        matrix, state = self.state.matrix, self.state
        if picture.soft:
            self.transparent("a soft mask")
        if not (matrix.across and matrix.up):
            return
        ppi = 72 * min(picture.width / matrix.across, picture.height / matrix.up)
        area = matrix.area(Area(0, 0, 1, 1))
        if picture.stencil:
            self.paint("image", area, state.fill, state.overprint_fill, size=ppi)
        else:
            self.paint("image", area, Colour(picture.space, ()), False, size=ppi, ink=picture.ink)
