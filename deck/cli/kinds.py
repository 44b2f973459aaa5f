"""The base of what is typed on the command line; click says what it becomes only since version 8.4."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click import ParamType
else:

    class ParamType(click.ParamType):
        """click's own, which older versions do not let say what it becomes."""

        def __class_getitem__(cls, _: object) -> type:
            return cls


__all__ = ["ParamType"]
