"""The schemas that editors check by say what the reader says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import BaseModel

from deck.color.ink import to_ink
from deck.formats import card_format
from deck.source import layouts, shapes
from deck.source.explain import EXPLAINED
from deck.source.layouts import ITEM_SHAPES, BoxShape, CategoryPartShape, StyleShape
from deck.source.schema import KINDS, MODELS, Kind, schema_of
from deck.source.shapes import (
    BlankShape,
    CardShape,
    CategoryShape,
    CategoryWordsShape,
    FieldShape,
    FieldWordsShape,
    FontsShape,
    OutputShape,
    TableShape,
    TongueShape,
    TypefaceShape,
)
from deck.units import to_points
from tests.projects import CARDS_A, DECK, LAYOUT

ROOT = Path(__file__).parents[2]
FIELDS = {
    key: field["label"] for key, field in yaml.safe_load((ROOT / "deck.yaml").read_text("utf-8"))["fields"].items()
}
SEED = [
    ("deck", ROOT / "deck.yaml"),
    *(("cards", file) for file in sorted((ROOT / "cards").glob("*.yaml"))),
    *(("layout", file) for file in sorted((ROOT / "layouts").glob("*.yaml"))),
]
SHAPES: tuple[type[BaseModel], ...] = (
    *MODELS.values(), *ITEM_SHAPES.values(), BoxShape, CategoryPartShape, StyleShape, BlankShape, CardShape,
    CategoryShape, CategoryWordsShape, FieldShape, FieldWordsShape, FontsShape, OutputShape, TableShape, TongueShape,
    TypefaceShape,
)  # fmt: skip


class Core(yaml.SafeLoader):
    """YAML as editors read it (version 1.2, core schema): a date is text."""


Core.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def faults(kind: Kind, text: str, fields: dict[str, str] | None = None) -> list[str]:
    """What an editor underlines in a file with this text."""
    errors = Draft7Validator(schema_of(kind, fields)).iter_errors(yaml.load(text, Core))
    return [error.message for error in errors]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_and_refers_to_nothing_that_is_not_in_it(kind: Kind) -> None:
    schema = schema_of(kind, FIELDS)
    Draft7Validator.check_schema(schema)
    assert set(re.findall(r"#/\$defs/(\w+)", json.dumps(schema))) <= set(schema["$defs"])


@pytest.mark.parametrize(("kind", "file"), SEED, ids=lambda part: getattr(part, "stem", part))
def test_the_first_deck_keeps_the_schemas(kind: Kind, file: Path) -> None:
    assert faults(kind, file.read_text("utf-8"), FIELDS) == []


@pytest.mark.parametrize(
    ("kind", "text", "old", "new"),
    [
        ("deck", DECK, "title: Small", "titel: Small"),
        ("deck", DECK, "size: poker", "size: pokr"),
        ("deck", DECK, "color: cmyk(0 5 100 0)", "color: blueish"),
        ("deck", DECK, "required: true", "required: perhaps"),
        ("cards", CARDS_A, "copies: 2", "copys: 2"),
        ("cards", CARDS_A, "copies: 2", "copies: 0"),
        ("cards", CARDS_A, "examples:", "exampels:"),
        ("layout", LAYOUT, "bleed: 3mm", "bleed: 3 potatoes"),
        ("layout", LAYOUT, "fill: category", "fil: category"),
        ("layout", LAYOUT, "fill: category", "fill: categorie"),
        ("layout", LAYOUT, "height: 60%", "hight: 60%"),
        ("layout", LAYOUT, "right: 0, height: 60%", "right: 0, width: 3mm, height: 60%"),
        ("layout", LAYOUT, "weight: bold", "weight: fat"),
        ("layout", LAYOUT, "    style: body\n", ""),
    ],
)
def test_a_slip_is_underlined_and_what_is_right_is_not(kind: Kind, text: str, old: str, new: str) -> None:
    fields = {"description": "Description", "examples": "Examples"}
    assert faults(kind, text, fields) == []
    assert text.count(old) >= 1
    assert faults(kind, text.replace(old, new, 1), fields) != []


def test_editors_know_the_languages() -> None:
    said = "title: Titel\n    categories: {A: Eins, B: {name: Zwei}}\n    fields: {description: Text}"
    typed = f"languages:\n  de:\n    {said}\n"
    assert faults("deck", f"{DECK}{typed}") == []
    assert faults("deck", f"{DECK}languages: {{de: }}\n") == []
    assert faults("deck", DECK + typed.replace("title", "titel")) != []
    assert faults("deck", DECK + typed.replace("name", "nam")) != []


def test_without_a_deck_a_card_may_have_any_field() -> None:
    assert faults("cards", CARDS_A) == []


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_setting_is_explained_and_nothing_else_is(shape: Any) -> None:
    assert set(EXPLAINED[shape.__name__]) == set(shape.model_fields)


def test_every_explanation_is_of_a_shape() -> None:
    assert set(EXPLAINED) == {shape.__name__ for shape in SHAPES}


PATTERNS: list[tuple[str, Callable[[str], object]]] = [
    (shapes.LENGTH, shapes.to_extent),
    (shapes.AREA.replace(r"\d+(", r"[1-9]\d("), card_format),
    ("#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})|black|white|paper", to_ink),
    (layouts.OFFSET, layouts.to_offset),
    (layouts.ONE_CONDITION.replace(r"[^\s\d{}]\S*", "[a-z][a-z_.0-9]*"), layouts.to_when),
    (r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", shapes.to_language),
    (r"-?[12]?\d{1,2}(\.\d+)?\s*(deg|°)?", layouts.to_degrees),
]


@given(st.data())
def test_what_editors_take_the_reader_takes(data: st.DataObject) -> None:
    """Within reason: lengths of kilometres, and cards too small to hold, only the reader refuses."""
    pattern, convert = data.draw(st.sampled_from(PATTERNS))
    plain = pattern.replace(r"\s*", " ?").replace(r"\s+", " ")
    typed = data.draw(st.from_regex(re.compile(rf"\A(?:{plain})\Z", re.ASCII)))
    if not re.search(r"\d{4}", typed):
        refused = said(convert, typed)
        assert not refused or re.search("5 metres|too small|1000 %|is not a turn", refused), typed


def said(convert: Callable[[str], object], typed: str) -> str:
    """What the reader says against *typed*; nothing when it takes it."""
    try:
        convert(typed)
    except ValueError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("typed", ["3mm", "0.5in", "6 pt", "1,5cm", "0"])
def test_what_the_reader_takes_editors_take(typed: str) -> None:
    assert to_points(typed) >= 0
    assert faults("layout", f'bleed: "{typed}"') == []
