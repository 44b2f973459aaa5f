"""The engine knows no deck: nothing of the first one's words is in it, and one of other fields prints none of them."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import yaml

from tests.projects import Project, project

__all__ = ["project"]

ROOT = Path(__file__).parents[1]
ENGINE = [file for file in sorted((ROOT / "deck").rglob("*.py")) if "bundled" not in file.parts]
GENERIC = {"description", "examples", "guide", "licence", "title", "text", "couverture"}  # words of any deck


def words_of_the_first_deck() -> set[str]:
    """Its fields, labels, categories, publisher, and the names of its cards and pictograms."""
    deck = yaml.safe_load((ROOT / "deck.yaml").read_text("utf-8"))
    files = [yaml.safe_load(file.read_text("utf-8")) for file in sorted((ROOT / "cards").glob("*.yaml"))]
    cards = list(chain.from_iterable(file["cards"] for file in files))
    found = {*deck["fields"], deck["publisher"], deck["title"], *(card["id"] for card in cards)}
    found |= {card["title"] for card in cards} | {field["label"] for field in deck["fields"].values()}
    found |= {category["name"] for category in deck["categories"].values()}
    return {word for word in found if word.lower() not in GENERIC and len(word) > 4}


def test_the_engine_holds_no_word_of_the_first_deck() -> None:
    words = words_of_the_first_deck() - {"neighbours"}  # of cells on a sheet, the engine has these too
    pattern = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in sorted(words)), re.IGNORECASE)
    found = {
        f"{file.relative_to(ROOT)}: {match[0]}"
        for file in [
            *ENGINE,
            *sorted((ROOT / "layouts").glob("*.yaml")),
            *sorted((ROOT / "deck/starters").glob("*.yaml")),
        ]
        for match in pattern.finditer(file.read_text("utf-8"))
    }
    assert found == set()


def test_a_deck_of_other_fields_prints_none_of_the_first_ones_words(project: Project) -> None:
    made = project.run("new", "mine", "--title", "Recipes", "--language", "de", folder=project.root)
    assert made.code == 0
    deck = project.root / "mine" / "deck.yaml"
    text = deck.read_text("utf-8")
    fields = "fields:\n  zutaten: {label: Zutaten, required: true}\n  schritte: {label: So geht’s}\n"
    deck.write_text(text[: text.index("fields:")] + fields, "utf-8")
    for file in (project.root / "mine/cards").glob("*.yaml"):
        file.unlink()
    card = "category: A\ncards:\n  - title: Brot\n    zutaten: Mehl, Wasser, Salz\n    schritte: Kneten.\n"
    (project.root / "mine/cards/brot.yaml").write_text(card, "utf-8")
    result = project.run("build", folder=project.root / "mine")
    assert (result.code, result.err) == (0, "")
    import pypdfium2 as pdfium

    pdf = pdfium.PdfDocument((project.root / "mine/output/recipes.pdf").read_bytes())
    said = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert "Zutaten: Mehl" in said
    assert not [word for word in words_of_the_first_deck() if word in said]
