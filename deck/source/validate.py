"""Hold a YAML tree against a shape, and turn what does not fit into problems at its place in the file."""

from __future__ import annotations

import re
from typing import Any, TypeVar, get_type_hints

from pydantic import BaseModel, ValidationError

from deck.problems import Problems, did_you_mean, nearest
from deck.source.nodes import Mapping, Node, Scalar
from deck.source.tree import Location, card_title, mark_of, node_at, plain
from deck.source.trouble import QUOTE_HINTS

ShapeT = TypeVar("ShapeT", bound=BaseModel)

GROUP, NUMBER, WHOLE, YES_NO = "a group of settings", "a number", "a whole number", "true or false"
EXPECTED = {
    "string_type": "should be text, not a list or a group of settings",
    "list_type": "should be a list",
    "dict_type": f"should be {GROUP}",
    "model_type": f"should be {GROUP}",
    "model_attributes_type": f"should be {GROUP}",
    "int_parsing": f"should be {WHOLE}",
    "int_parsing_size": f"should be {WHOLE}",
    "int_type": f"should be {WHOLE}",
    "float_parsing": f"should be {NUMBER}",
    "finite_number": f"should be {NUMBER}",
    "bool_parsing": f"should be {YES_NO}",
    "bool_type": f"should be {YES_NO}",
    "string_too_short": "is empty",
    "too_short": "is empty",
    "greater_than_equal": "should be {ge} or more",
    "less_than_equal": "should be {le} or less",
}
# How a setting is written, for those whose form has to be known; * stands for any name.
EXAMPLES = {
    "deck.title": "title: My deck",
    "title": "title: My first card",
    "tags": "tags: [car, shared]",
    "copies": "copies: 2",
    "cards": "- title: My first card",
    "cards.*": "- title: My first card",
    "categories": 'A: {name: Mobility, color: "#FFD400"}',
    "categories.*": 'A: {name: Mobility, color: "#FFD400"}',
    "name": "name: Mobility",
    "color": 'color: "#FFD400"',
    "fields": "examples: {label: Examples}",
    "fields.*": "examples: {label: Examples}",
    "labels": "labels: {examples: For example}",
    "fonts": "text: {regular: MyFont.ttf, bold: MyFont-Bold.ttf}",
    "fonts.*": "text: {regular: MyFont.ttf, bold: MyFont-Bold.ttf}",
    "fonts.fallback": "fallback: [symbols]",
    "fallback": "fallback: [symbols]",
    "regular": "regular: MyFont.ttf",
    "required": "required: true",
    "box": "box: {top: 0, left: 0, right: 0, height: 60%}",
    "style": "style: body",
    "styles": "body: {size: 5pt..9pt}",
    "styles.*": "body: {size: 5pt..9pt}",
    "art": 'art: "{icon}"',
    "text": 'text: "{title}"',
    "companions": "companions: [index]",
    "blank": "blank: {each: 2, ruled: true}",
    "each": "each: 2",
    "outputs": "mine: {like: sheets, paper: A3}",
    "outputs.*": "mine: {like: sheets, paper: A3}",
    "size": "size: 5pt..9pt",
    "leading": "leading: 1.2",
    "front": '- text: "{title}"',
    "front.*": '- text: "{title}"',
    "back": "- flow: fields",
    "back.*": "- flow: fields",
}


def validate(tree: Mapping, shape: type[ShapeT], problems: Problems) -> ShapeT | None:
    """The tree as a *shape*, or None when it does not fit (every misfit is noted)."""
    try:
        return shape.model_validate(plain(tree))
    except ValidationError as error:
        for entry in error.errors(include_url=False):
            _tell(entry["type"], entry["loc"], entry.get("ctx", {}), tree, shape, problems)
        return None


def sound_part(tree: Node, shape: type[ShapeT], **stand_ins: Any) -> ShapeT | None:
    """What of the tree fits a *shape*, setting by setting; *stand_ins* are for those that must be there.

    So the rest of a deck can be checked although a part of it, told before, is wrong.
    """
    values = plain(tree)
    sound = dict(stand_ins)
    for key, value in values.items() if isinstance(values, dict) else ():
        try:
            shape.model_validate({**stand_ins, key: value})
        except ValidationError:
            continue
        sound[key] = value
    try:
        return shape.model_validate(sound)
    except ValidationError:
        return None


def _tell(
    kind: str,
    location: Location,
    context: dict[str, Any],
    tree: Mapping,
    shape: type[BaseModel],
    problems: Problems,
) -> None:
    """Note one misfit in our words; *location* is pydantic's path to it."""
    key, card = str(location[-1]), card_title(tree, location)
    at_value = mark_of(tree, location, value=True)
    if kind == "missing":
        _tell_missing(location, tree, shape, problems)
    elif kind == "extra_forbidden":
        _tell_unknown(location, tree, shape, problems)
    elif kind == "plain":
        sentence, _, hint = str(context["said"]).partition(". ")
        if not _typed(tree, location).strip() and "colour" not in sentence:
            sentence, hint = f'"{key}" is empty', "Write its value after the colon, or delete the line."
        problems.add(sentence.rstrip(".") + ".", at_value, card=card, hints=[hint] if hint else [])
    elif kind == "literal_error":
        choices = re.findall("'([^']*)'", context["expected"])
        hints = did_you_mean(_typed(tree, location), choices)
        problems.add(f'"{key}" should be {_listed(choices)}.', at_value, card=card, hints=hints)
    else:
        said = EXPECTED.get(kind, "is not what is expected here").format(**context)
        hints = _how(kind, location, shape.__name__ == "DeckShape")
        problems.add(f"{_named(location)} {said}.", at_value, card=card, hints=hints)


def _tell_missing(location: Location, tree: Mapping, shape: type[BaseModel], problems: Problems) -> None:
    """A setting that is not there; when one is there that is nearly called so, that one is told."""
    key, parent = str(location[-1]), node_at(tree, location[:-1])
    known = known_keys(shape, location[:-1])
    typed = list(parent.entries) if isinstance(parent, Mapping) else []
    slip = nearest(key, [name for name in typed if name not in known])
    if slip and nearest(slip, known) == key:
        _tell_unknown((*location[:-1], slip), tree, shape, problems)
        return
    named = len(location) > 1 and isinstance(location[-2], str)
    first = next(iter(parent.keys.values()), parent.mark) if isinstance(parent, Mapping) else parent.mark
    mark = mark_of(tree, location[:-1]) if named else first
    example = EXAMPLES.get(f"deck.{key}" if shape.__name__ == "DeckShape" else key) or EXAMPLES.get(key, f"{key}: …")
    problems.add(f'"{key}" is missing here.', mark, card=card_title(tree, location), hints=[f"Add:  {example}"])


def _tell_unknown(location: Location, tree: Mapping, shape: type[BaseModel], problems: Problems) -> None:
    key, known = str(location[-1]), known_keys(shape, location[:-1])
    hints = [*did_you_mean(key, known), f"Known here: {', '.join(known)}."]
    mark = mark_of(tree, location)
    problems.add(f'there is no setting called "{key}".', mark, card=card_title(tree, location), hints=hints)


def _named(location: Location) -> str:
    """What is wrong, by name: ``"tags"``, or ``entry 2 of "tags"``."""
    if isinstance(location[-1], str):
        return f'"{location[-1]}"'
    return f'entry {location[-1] + 1} of "{location[-2]}"' if len(location) > 1 else f"entry {location[-1] + 1}"


def _how(kind: str, location: Location, of_deck: bool) -> tuple[str, ...]:
    """How to write it instead."""
    if kind == "string_type":
        return QUOTE_HINTS
    if EXPECTED.get(kind) == f"should be {YES_NO}":
        return (f"For example:  {location[-1]}: true",)
    key = str(location[-1])
    names = [key, *([f"{location[-2]}.*", f"{location[-2]}.{key}"] if len(location) > 1 else [f"deck.{key}"] * of_deck)]
    example = next((EXAMPLES[name] for name in reversed(names) if name in EXAMPLES), "")
    return (f"For example:  {example}",) if example else ()


def _listed(choices: list[str]) -> str:
    return ", ".join(choices[:-1]) + f" or {choices[-1]}" if len(choices) > 1 else "".join(choices)


def _typed(tree: Node, location: Location) -> str:
    node = node_at(tree, location)
    return node.text if isinstance(node, Scalar) else ""


def known_keys(shape: type[BaseModel], location: Location) -> list[str]:
    """The settings that may stand in the group at *location* of *shape*."""
    model: Any = shape
    for step in location:
        model = _inner(model, step)
    return list(getattr(model, "model_fields", {}))


def _extra(model: type[BaseModel]) -> Any:
    """The kind of what a model may hold besides its fields."""
    return get_type_hints(model)["__pydantic_extra__"]


def _inner(model: Any, step: str | int) -> Any:
    """The model of one step down: a field's annotation, or the value type of a list or dict."""
    fields = getattr(model, "model_fields", None)
    if fields is not None and step in fields:
        return fields[step].annotation
    if fields is not None:  # a name of the writer's own, where these are of one kind
        model = vars(model).get("__annotations__", {}).get("__pydantic_extra__") and _extra(model)
    arguments = [argument for argument in getattr(model, "__args__", ()) if argument is not type(None)]
    return arguments[-1] if arguments else None
