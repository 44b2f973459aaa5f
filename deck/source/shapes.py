"""The shapes of deck.yaml and of the files in cards/, as pydantic models; every leaf arrives as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from deck.color.ink import Ink, to_ink
from deck.formats import CARDS_MM, PAPERS_MM, Format, card_format, paper_format
from deck.problems import shortened
from deck.units import to_points

LONGEST_NAME = 100  # characters; file systems take 255 bytes


def plainly(convert: Callable[[str], object]) -> BeforeValidator:
    """A validator around *convert* whose ValueError becomes the sentence that a person reads."""

    def validate(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return convert(value)
        except ValueError as error:
            raise PydanticCustomError("plain", "{said}", {"said": str(error)}) from error

    return BeforeValidator(validate)


def to_date(text: str) -> str:
    """A date typed as 2026-11-23; ValueError otherwise."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            return date.fromisoformat(text).isoformat()
    except ValueError:  # there is no such day
        pass
    raise ValueError(f'"{text}" is not a date. Write year-month-day, for example 2026-11-23.')


def to_language(text: str) -> str:
    """A language code such as fr or pt-BR; ValueError otherwise."""
    if not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", text):
        raise ValueError(f'"{text}" is not a language code. Write fr for French, en for English, de for German …')
    return text.replace("_", "-")


def to_name(text: str) -> str:
    """A file's name without folder or ending; ValueError when it could lead out of its folder."""
    if re.search(r"[/\\:\0-\x1f]|^\.|^$", text) or len(text) > LONGEST_NAME:
        said = f'"{shortened(text)}" should be a plain name, without folders or a full stop at its beginning'
        raise ValueError(f"{said}. For assets/icons/car.svg, for example, write car.")
    return text


def to_share(text: str) -> float:
    """A total area coverage typed as ``240%``, as a sum of channels (2.4); ValueError otherwise."""
    match = re.fullmatch(r"\s*(\d{2,3})\s*%?\s*", text)
    if match is None or not 100 <= int(match[1]) <= 400:
        raise ValueError(f'"{text}" is not an ink limit. Write a percentage from 100 to 400, for example 280%.')
    return int(match[1]) / 100


def to_extent(text: str) -> float:
    """Points of a length that is not negative; ValueError otherwise."""
    points = to_points(text)
    if points < 0:
        raise ValueError(f'"{text}" is less than nothing. Write 0 or more, for example 3mm.')
    return points


LENGTH = r"\d+([.,]\d+)?\s*(mm|cm|in|pt|MM|CM|IN|PT)"
AREA = r"\d+([.,]\d+)?\s*(mm|cm|in|pt)?\s*[x×]\s*\d+([.,]\d+)?\s*(mm|cm|in|pt)"
INK = r"#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})|[Cc][Mm][Yy][Kk]\([^()]*\)|black|white|paper"


def typed(pattern: str, examples: Iterable[str] = (), *, number: bool = False) -> WithJsonSchema:
    """What a file may say where the reader makes a value of it: a *pattern* for editors, and what they propose."""
    text: dict[str, Any] = {"type": "string", "pattern": rf"^\s*({pattern})\s*$"}
    choices = [{"enum": list(examples)}] if examples else []
    return WithJsonSchema({"anyOf": [*choices, text, *([{"type": "number"}] if number else [])]})


class AlsoText:
    """Tells editors that a word alone will do where a group of settings may stand."""

    def __get_pydantic_json_schema__(self, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The schema of a word, or of the group."""
        return {"anyOf": [{"type": "string"}, handler(core)]}


class AlsoNothing:
    """Tells editors that a group of settings may be left empty."""

    def __get_pydantic_json_schema__(self, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The schema of nothing, or of the group."""
        return {"anyOf": [{"type": "null"}, handler(core)]}


Points = Annotated[float, plainly(to_extent), typed(f"{LENGTH}|0+", number=True)]
Share = Annotated[float, plainly(to_share), typed(r"[1-4]\d\d\s*%?", number=True)]
InkText = Annotated[Ink, plainly(to_ink), typed(INK)]
CardSize = Annotated[Format, plainly(card_format), typed(AREA, CARDS_MM)]
Paper = Annotated[Format, plainly(paper_format), typed(AREA, PAPERS_MM)]
Date = Annotated[str, plainly(to_date), typed(r"\d{4}-\d\d-\d\d")]
Language = Annotated[str, plainly(to_language), typed(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")]
Name = Annotated[str, plainly(to_name)]
Required = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Shape(BaseModel):
    """What a group of settings may hold; anything else is refused."""

    # Most shapes are parts of others: what reads them is built with these, when a file is first held against it.
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


class Form(Shape):
    """Settings that a person fills in like a form: one that is left empty and may be left out is not there."""

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        return {key: value for key, value in values.items() if value != "" or not cls._may_be_left_out(key)}

    @classmethod
    def _may_be_left_out(cls, key: str) -> bool:
        return key in cls.model_fields and not cls.model_fields[key].is_required()


class CategoryShape(Form):
    """A category in deck.yaml."""

    name: Required
    color: InkText
    spot: Annotated[str, Field(max_length=60)] = ""
    about: str = ""
    icon: Name | None = None


class FieldShape(Form):
    """A field in deck.yaml."""

    label: str = ""
    required: bool = False
    print: bool = True


class TypefaceShape(Form):
    """A typeface in deck.yaml: font files of the project."""

    regular: Required | None = None
    bold: Required | None = None
    italic: Required | None = None
    bold_italic: Required | None = None
    fallback: list[Required] = []


def _regular_alone(value: Any) -> Any:
    return {"regular": value} if isinstance(value, str) else value


class FontsShape(Form):
    """The typefaces in deck.yaml by name, each a group of faces or the name of its regular one alone."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Annotated[TypefaceShape, BeforeValidator(_regular_alone), AlsoText()]]

    fallback: list[Required] = []

    @property
    def typefaces(self) -> dict[str, TypefaceShape]:
        """The typefaces by name."""
        return dict(self.__pydantic_extra__)


class BlankShape(Form):
    """The blank cards in deck.yaml."""

    each: Annotated[int, Field(ge=1, le=100)] = 1
    ruled: bool = True


class OutputShape(Form):
    """An output in deck.yaml: a built-in one with some settings of its own."""

    like: Required = "sheets"
    about: str | None = None
    paper: Paper | None = None
    flip: Literal["long-edge", "short-edge", "fold"] | None = None
    gutter: Literal["bleed", "shared"] | None = None
    marks: Literal["corner", "full", "none"] | None = None
    mark_weight: Points | None = None
    mark_offset: Points | None = None
    slug: bool | None = None
    sides: Literal["both", "fronts", "backs"] | None = None
    order: Literal["rows", "stack"] | None = None
    standard: Literal["PDF/X-4", "PDF/X-1a:2003"] | None = None
    profile: Required | None = None
    condition: Required | None = None
    ink_limit: Share | None = None
    bleed: Points | None = None
    faces: Literal["front-back", "back-front"] | None = None
    apart: bool | None = None
    corner: Points | None = None


class TableShape(Form):
    """A table in which the deck's cards are kept; in deck.yaml its name alone will do."""

    file: Required
    sheet: str = ""
    columns: dict[str, str] = {}


def _name_alone(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


def _label_alone(value: Any) -> Any:
    return {"label": value} if isinstance(value, str) else value


class CategoryWordsShape(Form):
    """A category in another language; its name alone will do."""

    name: str = ""
    about: str = ""


class FieldWordsShape(Form):
    """A field in another language; its label alone will do."""

    label: str = ""


class TongueShape(Form):
    """The deck's own texts in another language."""

    title: str = ""
    subtitle: str = ""
    publisher: str = ""
    licence: str = ""
    categories: dict[str, Annotated[CategoryWordsShape, BeforeValidator(_name_alone), AlsoText()]] = {}
    fields: dict[str, Annotated[FieldWordsShape, BeforeValidator(_label_alone), AlsoText()]] = {}


def _nothing_yet(value: Any) -> Any:
    return {} if value == "" else value


def _named_table(value: Any) -> Any:
    return {"file": value} if isinstance(value, str) else value


class DeckShape(Form):
    """deck.yaml."""

    title: Required
    subtitle: str = ""
    publisher: str = ""
    licence: str = ""
    language: Language = "en"
    languages: dict[str, Annotated[TongueShape, BeforeValidator(_nothing_yet), AlsoNothing()]] = {}
    date: Date = ""
    layout: Name = "practice"
    size: CardSize = card_format("tarot")
    paper: Paper = paper_format("A4")
    categories: dict[str, CategoryShape] = {}
    fields: dict[str, FieldShape] = {}
    cards: Annotated[TableShape, BeforeValidator(_named_table), AlsoText()] | None = None
    fonts: FontsShape = FontsShape()
    companions: list[Required] = []
    blank: BlankShape = BlankShape()
    outputs: dict[str, OutputShape] = {}


class CardShape(Form):
    """A card in cards/*.yaml; what is not named here must be a field of the deck."""

    model_config = ConfigDict(extra="allow", frozen=True)

    title: Required
    id: Required | None = None
    front_title: str = ""
    category: str | None = None
    special: Name | None = None
    place: Literal["first", "last"] = "first"
    icon: Name | None = None
    picture: Required | None = None
    copies: Annotated[int, Field(ge=1, le=1000)] = 1
    tags: list[Required] = []
    labels: dict[str, str] = {}
    made_from: str = ""


class CardsShape(Form):
    """A file in cards/."""

    category: str | None = None
    cards: list[CardShape]
