"""Typst from its Python package:  python -m bench.peers.run_typst TEMPLATE deck.json TARGET."""

import sys
from pathlib import Path

import typst

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "assets/fonts"


def main(template: str, deck: str, target: str) -> None:
    """Set the deck with a template of this folder; no fonts but ours are looked for."""
    source = str(HERE / f"{template}.typ")
    typst.compile(
        source, output=target, root="/", font_paths=[str(FONTS)], ignore_system_fonts=True, sys_inputs={"deck": deck}
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
