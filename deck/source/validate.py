"""Hold a YAML tree against a shape, and turn what does not fit into problems at its place in the file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from deck.problems import Mark, Problems, did_you_mean
from deck.source.nodes import Mapping, Node, Scalar, Sequence

ShapeT = TypeVar("ShapeT", bound=BaseModel)
Location = tuple[str | int, ...]

EXPECTED = {
    "string_type": "should be text",
    "list_type": "should be a list, each line beginning with a hyphen",
    "dict_type": "should be a group of settings, indented below its name",
    "model_type": "should be a group of settings, indented below its name",
    "model_attributes_type": "should be a group of settings, indented below its name",
    "int_parsing": "should be a whole number",
    "int_type": "should be a whole number",
    "float_parsing": "should be a number",
    "bool_parsing": "should be true or false",
    "bool_type": "should be true or false",
    "string_too_short": "is empty",
    "too_short": "is empty",
}


def plain(node: Node) -> Any:
    """The tree as dicts, lists and text, as pydantic takes it."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.entries.items()}


def validate(tree: Mapping, shape: type[ShapeT], problems: Problems) -> ShapeT | None:
    """The tree as a *shape*, or None when it does not fit (every misfit is noted)."""
    try:
        return shape.model_validate(plain(tree))
    except ValidationError as error:
        for entry in error.errors(include_url=False):
            _tell(entry["type"], entry["loc"], entry.get("ctx", {}), entry["msg"], tree, shape, problems)
        return None


def _tell(
    kind: str,
    location: Location,
    context: dict[str, Any],
    message: str,
    tree: Mapping,
    shape: type[BaseModel],
    problems: Problems,
) -> None:
    """Note one misfit in our words; *location* is pydantic's path to it."""
    key = str(location[-1])
    card = card_title(tree, location)
    if kind == "missing":
        where = node_at(tree, location[:-1]).mark
        problems.add(f'"{key}" is missing here.', where, card=card, hints=[f"Add a line:  {key}: …"])
    elif kind == "extra_forbidden":
        known = known_keys(shape, location[:-1])
        hints = [*did_you_mean(key, known), f"Known here: {', '.join(known)}."]
        problems.add(f'there is no setting called "{key}".', mark_of(tree, location), card=card, hints=hints)
    elif kind == "plain":
        said = str(context["said"])
        sentence, _, hint = said.partition(". ")
        hints = [hint] if hint else []
        problems.add(sentence.rstrip(".") + ".", mark_of(tree, location, value=True), card=card, hints=hints)
    elif kind == "literal_error":
        problems.add(
            f'"{key}" should be {context["expected"].replace(chr(39), "")}.',
            mark_of(tree, location, value=True),
            card=card,
        )
    else:
        expected = EXPECTED.get(kind) or message[:1].lower() + message[1:]
        named = f"entry {location[-1] + 1}" if isinstance(location[-1], int) else f'"{key}"'
        problems.add(f"{named} {expected}.", mark_of(tree, location, value=True), card=card)


def node_at(tree: Node, location: Iterable[str | int]) -> Node:
    """The node that pydantic's path leads to, as far as the path can be followed."""
    node = tree
    for step in location:
        if isinstance(node, Mapping) and str(step) in node.entries:
            node = node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    return node


def mark_of(tree: Node, location: Location, *, value: bool = False) -> Mark:
    """The mark of the name at *location*, or of its value."""
    parent, key = node_at(tree, location[:-1]), location[-1]
    if isinstance(parent, Mapping) and str(key) in parent.keys and not value:
        return parent.keys[str(key)]
    node = node_at(tree, location)
    empty = isinstance(node, Scalar) and not node.text
    if empty and isinstance(parent, Mapping) and str(key) in parent.keys:
        return parent.keys[str(key)]
    return node.mark


def card_title(tree: Mapping, location: Location) -> str:
    """The title of the card that *location* lies in; empty outside cards."""
    if len(location) < 2 or location[0] != "cards":
        return ""
    card = node_at(tree, location[:2])
    title = card.entries.get("title") if isinstance(card, Mapping) else None
    return title.text if isinstance(title, Scalar) else ""


def known_keys(shape: type[BaseModel], location: Location) -> list[str]:
    """The settings that may stand in the group at *location* of *shape*."""
    model: Any = shape
    for step in location:
        model = _inner(model, step)
    return list(getattr(model, "model_fields", {}))


def _inner(model: Any, step: str | int) -> Any:
    """The model of one step down: a field's annotation, or the value type of a list or dict."""
    fields = getattr(model, "model_fields", None)
    if fields is not None:
        return fields[step].annotation if step in fields else None
    arguments = [argument for argument in getattr(model, "__args__", ()) if argument is not type(None)]
    return arguments[-1] if arguments else None
