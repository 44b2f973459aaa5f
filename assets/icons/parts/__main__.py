"""Write every pictogram: `python assets/icons/parts`."""

from __future__ import annotations

from pathlib import Path

from canvas import svg
from catalogue import CATALOGUE

FOLDER = Path(__file__).resolve().parent.parent


def main() -> None:
    """Draw each pictogram and write its file."""
    for name, (title, draw) in CATALOGUE.items():
        (FOLDER / f"{name}.svg").write_text(svg(title, draw()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
