"""JSON Schemas of the files that people write, made of the shapes that the reader holds them against."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema
from pydantic_core import core_schema

from deck.source.explain import EXPLAINED
from deck.source.layouts import ITEM_SHAPES, CategoryPartShape, LayoutShape
from deck.source.shapes import CardsShape, DeckShape, Form

Kind = Literal["deck", "cards", "layout"]
KINDS: tuple[Kind, ...] = ("deck", "cards", "layout")
FOLDER = ".schema"
DRAFT = "http://json-schema.org/draft-07/schema#"  # the one that editors know best
TEXT = {"type": ["string", "number", "boolean"]}  # text is text: 007 and yes are what was typed
YES_NO = [True, False, "true", "false", "yes", "no", "on", "off"]
LISTS: dict[type[BaseModel], tuple[str, ...]] = {
    LayoutShape: ("front", "back"),
    CategoryPartShape: ("front", "back"),
    ITEM_SHAPES["repeat"]: ("items",),
}
MODELS: dict[Kind, type[BaseModel]] = {"deck": DeckShape, "cards": CardsShape, "layout": LayoutShape}


class _Generator(GenerateJsonSchema):
    """Schemas of what is typed in a file, before the reader makes values of it."""

    def str_schema(self, schema: core_schema.StringSchema) -> dict[str, Any]:
        return {**super().str_schema(schema), **TEXT}

    def bool_schema(self, schema: core_schema.BoolSchema) -> dict[str, Any]:
        return {"enum": YES_NO}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def schema_of(kind: Kind, fields: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The schema of deck.yaml, of a file of cards or of a layout.

    *fields* are the labels of the deck's own fields by key; without them a card may have any.
    """
    models = [MODELS[kind], *(ITEM_SHAPES.values() if kind == "layout" else ())]
    references, whole = models_json_schema([(model, "validation") for model in models], schema_generator=_Generator)
    parts: dict[str, Any] = {name: part for name, part in whole["$defs"].items() if name in EXPLAINED}
    for name, part in parts.items():
        _explain(name, part)
    if kind == "layout":
        _add_items(parts, {key: references[shape, "validation"] for key, shape in ITEM_SHAPES.items()})
        _bind_box(parts["BoxShape"])
    if kind == "cards":
        _add_fields(parts["CardShape"], fields)
    return {"$schema": DRAFT, "title": f"deckpress: {kind}", **references[MODELS[kind], "validation"], "$defs": parts}


def _explain(name: str, part: dict[str, Any]) -> None:
    """Put the sentence about each setting beside it; what may be left empty in a file may be so here."""
    part.pop("title", None)
    model = _forms().get(name)
    for key, setting in part.get("properties", {}).items():
        said = {"description": EXPLAINED[name][key]}
        if model and key not in part.get("required", ()):
            setting = {"anyOf": [setting, {"type": "null"}]}
        part["properties"][key] = {"allOf": [setting], **said} if "$ref" in setting else {**setting, **said}


def _forms() -> dict[str, type[Form]]:
    return {model.__name__: model for model in Form.__subclasses__()}


def _add_items(parts: dict[str, Any], items: Mapping[str, dict[str, Any]]) -> None:
    """An item is of one of the kinds, each known by the setting that names it."""
    parts["Item"] = {"type": "object", "anyOf": list(items.values())}
    for model, keys in LISTS.items():
        for key in keys:
            setting = parts[model.__name__]["properties"][key]
            setting.update({"type": "array", "items": {"$ref": "#/$defs/Item"}})


def _bind_box(box: dict[str, Any]) -> None:
    """On each axis two of three, as the reader asks."""
    box["allOf"] = [
        {"oneOf": [{"required": [key for key in trio if key != left], "not": {"required": [left]}} for left in trio]}
        for trio in (("left", "width", "right"), ("top", "height", "bottom"))
    ]


def _add_fields(card: dict[str, Any], fields: Mapping[str, str] | None) -> None:
    if fields is None:
        card["additionalProperties"] = {"anyOf": [TEXT, {"type": "null"}]}
        return
    for key, label in fields.items():
        card["properties"][key] = {"anyOf": [TEXT, {"type": "null"}], "description": label or key}
    card["additionalProperties"] = False


def schema_text(kind: Kind, fields: Mapping[str, str] | None = None) -> str:
    """A schema as the text of a file."""
    return json.dumps(schema_of(kind, fields), ensure_ascii=False, indent=1) + "\n"


def schema_files(fields: Mapping[str, str]) -> dict[str, bytes]:
    """The schema files of a project whose deck has these fields, by place."""
    return {f"{FOLDER}/{kind}.json": schema_text(kind, fields).encode() for kind in KINDS}


def with_modeline(text: str, kind: Kind, *, after: int = 0) -> str:
    """The *text* of a file with the note by which editors find its schema, after so many lines."""
    up = "" if kind == "deck" else "../"
    lines = text.split("\n")
    note = f"# yaml-language-server: $schema={up}{FOLDER}/{kind}.json"
    return "\n".join([*lines[:after], note, *lines[after:]])
