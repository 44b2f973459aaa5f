"""The project that the tests spoil."""

from tests.projects import project

__all__ = ["project"]
