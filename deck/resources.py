"""Files that come with the package: layouts, typefaces, the press profile, the example."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent


@cache
def bundle() -> Path:
    """The folder of what is bundled: inside an installed wheel, or the repository of an editable install."""
    inside = PACKAGE / "bundled"
    return inside if inside.is_dir() else PACKAGE.parent


def example() -> Path:
    """The folder of the deck that comes with the tool: inside a wheel, or the repository itself."""
    inside = PACKAGE / "bundled" / "example"
    return inside if inside.is_dir() else PACKAGE.parent


def bundled(name: str) -> Path:
    """The path of a bundled file such as ``"layouts/practice.yaml"``."""
    return bundle() / name


def bundled_names(folder: str, suffix: str) -> list[str]:
    """The names, without suffix, of the bundled files of a folder, sorted."""
    return sorted(file.stem for file in (bundle() / folder).glob(f"*{suffix}"))
