"""What is said to a person when something typed cannot be meant."""

import re
from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")


def is_sentence(said: str) -> bool:
    """Whether it is told in words, without a programmer's; what a person typed is theirs."""
    own = re.sub('".*"', "", said, flags=re.DOTALL)
    return own[-1] in ".?" and not re.search(r"Error|None|regex|float|match|\bstr\b", own)


def outcome(parse: Callable[[str], Value], typed: str) -> Value | str:
    """What is parsed, or what is said instead."""
    try:
        return parse(typed)
    except ValueError as error:
        return str(error)
