"""The seed deck says every word of its source text, in the source's order.

The source is read here with plain regular expressions and the deck with plain PyYAML, so that no
mistake of our own reader can hide a lost word.
"""

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
SOURCE = (ROOT / "tests/data/boite-a-outils.md").read_text(encoding="utf-8")
FILES = sorted((ROOT / "cards").glob("*.yaml"))

# Typing slips mended in the deck: what the source says (once), what the cards say.
# Whoever changes a word of the deck on purpose adds it here.
MENDED = {
    "cas; ce": "cas ; ce",  # parkings-partages
    "Montéliamr": "Montélimar",  # makerspace
    'récoltés".': "récoltés.",  # agriculture-communautaire: a quote that was never opened
    "etc.) Contrairement": "etc.). Contrairement",  # energie-decentralisee
    "musées..)": "musées...)",  # guides-locaux
    "objectifs » , «": "objectifs », «",  # habitat-partage
    "ancien .": "ancien.",  # habitat-partage
}
# Texts that a page break of the source cut in two.
REJOINED = [(card, "examples") for card in ("makerspace", "ateliers-creation", "achats-groupes")]
FIELDS = ("neighbours", "description", "benefits_citizens", "benefits_authorities", "examples")

PICTURE = re.compile(r"(?:The logo consists|An icon on a) .*?(?:font|in black)\.")
LABEL = re.compile(
    r"^(?:### )?\**(Concepts voisins|Concepts associés|Description|Bénéfices pour les citoyens"
    r"|Bénéfices pour les collectivités locales|Exemple\(s\))\** ?:\**",
    re.MULTILINE,
)
HEADING = re.compile(r"^(?=#|<|\*\*)", re.MULTILINE)  # a category, a front label or a title
TITLE = re.compile(r"^(?:## |\*\*|(?:<p>)?<b>)(.+?)(?:\*\*|</b>|$)", re.MULTILINE)
CATEGORY = re.compile(r"^##? \**([A-Z]) ?- (.+?)\**$", re.MULTILINE)


def load(path: Path) -> Any:
    """Read a YAML file in which every value stays the text that was typed."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def plain(text: str) -> str:
    """Take emphasis, link targets and address brackets off a text."""
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"<(http[^>]*)>", r"\1", text).replace("*", "")


def paragraphs(text: str) -> list[list[str]]:
    """Split a text into paragraphs of words, with their punctuation."""
    return [words for part in re.split(r"\n+", plain(text)) if (words := part.split())]


def mended(text: str) -> str:
    """Mend the slips of the source, each of them found exactly once."""
    for slip, right in MENDED.items():
        before, after = text.split(slip)
        text = before + right + after
    return text


def source_cards() -> list[tuple[str, list[tuple[str, str]]]]:
    """Read the source: for each card its title, and a label and a text for each field."""
    head, *parts = LABEL.split(PICTURE.sub("", mended(SOURCE)))
    pairs = list(zip(parts[::2], parts[1::2], strict=True))
    cards = []
    for start in range(0, len(pairs), len(FIELDS)):
        *fields, (label, text) = pairs[start : start + len(FIELDS)]
        examples, *rest = HEADING.split(text, maxsplit=1)
        # B3 has no heading: its title is the third front label of its category.
        title = (TITLE.findall(head) or ["Ateliers création art / artisanat"])[-1]
        cards.append((title, [*fields, (label, examples)]))
        head = "".join(rest)
    return cards


DECK = load(ROOT / "deck.yaml")
CARDS = [
    card | {"category": content["category"]}
    for content in map(load, FILES)
    if "category" in content
    for card in content["cards"]
]
PAIRS = list(zip(CARDS, source_cards(), strict=True))


@pytest.mark.parametrize(("card", "source"), PAIRS, ids=[card["id"] for card in CARDS])
def test_a_card_says_the_words_of_its_source(card: dict[str, Any], source: tuple[str, list[tuple[str, str]]]) -> None:
    """Compare title, labels and texts, paragraph by paragraph."""
    title, texts = source
    assert card["title"] == title
    for field, (label, text) in zip(FIELDS, texts, strict=True):
        expected = [] if plain(text).strip() == "-" else paragraphs(text)
        if (card["id"], field) in REJOINED:
            expected = [plain(text).split()]
        assert paragraphs(card.get(field, "")) == expected
        assert card.get("labels", {}).get(field, DECK["fields"][field]["label"]) == label


def test_fronts_say_what_the_source_shows() -> None:
    """Three fronts differ from their titles; the source shows each of them."""
    fronts = {card["id"]: card["front_title"] for card in CARDS if "front_title" in card}
    assert list(fronts) == ["location-voitures", "makerspace", "marches-occasion"]
    assert all(front in SOURCE for front in fronts.values())
    assert "**ateliers création  \nart / artisanat**" in SOURCE


def test_the_deck_counts_its_cards() -> None:
    """Thirty-five cards, each with its own id and the icon of that name."""
    counts = Counter(card["category"] for card in CARDS)
    assert counts == {"A": 5, "B": 3, "C": 3, "D": 3, "E": 6, "F": 5, "G": 2, "H": 3, "I": 2, "L": 3}
    assert len({card["id"] for card in CARDS}) == 35
    assert all(card["icon"] == card["id"] for card in CARDS)


def test_the_deck_names_its_categories_as_the_source_does() -> None:
    """Names lose the source's capitals and full stops, nothing else."""
    source = {letter: name.rstrip(".").casefold() for letter, name in CATEGORY.findall(SOURCE)}
    assert {k: v["name"].casefold() for k, v in DECK["categories"].items()} == source


def test_the_cover_and_the_licence_keep_their_words() -> None:
    """The head of the source, with a counted number of cards."""
    head = " ".join(SOURCE.partition("# A - ")[0].replace("#", "").split())
    texts = [DECK[key] for key in ("publisher", "title", "subtitle", "licence")]
    assert head == " ".join(texts).replace("{count}", "30")


def test_the_cards_add_no_address() -> None:
    """A dead link of the source is emphasis; only two links have an address."""
    text = "".join(path.read_text(encoding="utf-8") for path in FILES)
    assert re.findall(r"\]\((.*?)\)", text) == ["http://repaircafe.org/", "https://www.etsy.com"]


def test_the_names_of_dead_links_are_emphasised() -> None:
    """Emphasis stands on the source's dead links and on its own emphasis, nowhere else."""
    italic = re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*)")
    texts = "\n".join(card[field] for card in CARDS for field in FIELDS if field in card)
    dead = re.sub(r"\[([^]]*)\]\(#\)", r"*\1*", SOURCE)
    assert italic.findall(texts) == italic.findall(dead)


@pytest.mark.parametrize("path", [ROOT / "deck.yaml", *FILES], ids=lambda path: path.name)
def test_a_file_is_plain(path: Path) -> None:
    """Composed letters, no tabs, no stray spaces, one newline at the end."""
    text = path.read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"[\t\r\u00a0\u200b\ufeff]| +$|[^\n]\Z|\n\n\Z", text, re.MULTILINE)
    assert text.startswith("# ")
