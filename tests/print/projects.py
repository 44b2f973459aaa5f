"""Small projects unlike the seed deck, written for a test."""

from __future__ import annotations

from pathlib import Path


def write_project(folder: Path, deck: str, *cards: str, **icons: str) -> Path:
    """A project in *folder*: its deck.yaml, its files of cards, its pictograms by name."""
    (folder / "cards").mkdir(parents=True)
    (folder / "assets" / "icons").mkdir(parents=True)
    (folder / "deck.yaml").write_text(deck, "utf-8")
    for number, text in enumerate(cards):
        (folder / "cards" / f"{number}.yaml").write_text(text, "utf-8")
    for name, drawing in icons.items():
        (folder / "assets" / "icons" / f"{name}.svg").write_text(drawing, "utf-8")
    return folder


def write_layout(project: Path, name: str, style: str, *items: str) -> None:
    """A layout of the project with one style, ``t``, and the same items on both sides."""
    side = "".join(f"  - {{{item}}}\n" for item in items)
    text = f"bleed: 3mm\nsafe: 4mm\nstyles: {{t: {{{style}}}}}\nfront:\n{side}back:\n{side}"
    (project / "layouts").mkdir(exist_ok=True)
    (project / "layouts" / f"{name}.yaml").write_text(text, "utf-8")
