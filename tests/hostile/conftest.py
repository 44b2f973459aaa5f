"""The project that is attacked."""

from tests.projects import project

__all__ = ["project"]
