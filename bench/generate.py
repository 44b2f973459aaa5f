"""Decks of any number of distinct cards, as whole projects:  python -m bench.generate 350 FOLDER [SEED].

Every card takes the lengths of one practice of the seed deck, field by field, and fills them with sentences of all
practices, put together anew by a random generator with a fixed seed; in each sentence one word gives way to another of
its length. So the lengths are spread as in the seed deck, no card is longer than its longest, and neither two cards nor
their paragraphs are alike: what is kept from one serves for no other.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
SEED, FORMER = 35, 36  # of the random generator, for a deck and for a former edition: the same on every machine
NEAREST = 6  # how many units of about the right length may end a text
TITLES = ("title", "front_title")
LISTS = ("neighbours", "benefits_citizens", "benefits_authorities")  # phrases parted by commas
PROSE = ("description", "examples")
WIDTH = 100  # characters of a line in the files

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀÉÈÊÎÔ«])")
_PHRASE = re.compile(r"[,;]\s+(?![^(]*\))")
_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}")
_PLAIN = re.compile(r"(?<![\w'’*-])[a-zà-ÿ]{5,}(?![\w'’*-])")  # words that another can stand in for

Card = dict[str, str]  # the words of a card by field; paragraphs parted by an empty line


@dataclass(frozen=True, slots=True)
class Practice:
    """What a generated card takes from a practice: file, pictogram, tags, the lengths of its paragraphs by field."""

    file: str
    icon: str
    tags: tuple[str, ...]
    lengths: dict[str, tuple[int, ...]]


class Units:
    """Sentences, phrases or words of the seed deck that make up one field, and what stands between two of them."""

    def __init__(self, texts: Iterable[str], joint: str) -> None:
        self.texts = sorted({text for text in texts if _whole(text)}, key=lambda text: (len(text), text))
        self.lengths = [len(text) for text in self.texts]
        self.joint = joint

    def fill(self, length: int, chance: random.Random) -> list[str]:
        """Different units of at most *length* characters together, and little fewer; one unit at least.

        Any that goes in may come next while much room is left, at last one of those that fill it best.
        """
        chosen: dict[str, None] = {}
        shortest, usual = self.lengths[0], self.lengths[len(self.lengths) // 2]
        left = length
        while left >= shortest:
            last = left <= 1.25 * usual
            above = bisect_right(self.lengths, left if last else left - usual // 2 - len(self.joint))
            choice = [text for text in self.texts[max(0, above - NEAREST) if last else 0 : above] if text not in chosen]
            if not choice:
                break
            text = chance.choice(choice)
            chosen[text] = None
            left -= len(text) + len(self.joint)
        return list(chosen) or self.texts[:1]


class Vocabulary:
    """The plain words of the seed deck by length, any of which can stand where another of its length stood."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.words: dict[int, list[str]] = {}
        for word in sorted({word for text in texts for word in _PLAIN.findall(text)}):
            self.words.setdefault(len(word), []).append(word)

    def vary(self, text: str, chance: random.Random) -> str:
        """*text* with one of its plain words, where it has any, replaced by another."""
        places = [match.span() for match in _PLAIN.finditer(text)]
        if not places:
            return text
        start, end = chance.choice(places)
        return text[:start] + chance.choice(self.words[end - start]) + text[end:]


@dataclass(frozen=True, slots=True)
class SeedDeck:
    """The practices of the seed deck, and the units that their words fall into, by field."""

    practices: tuple[Practice, ...]
    units: dict[str, Units]
    vocabulary: Vocabulary


def read_seed() -> SeedDeck:
    """The deck in cards/ of this repository."""
    files = sorted((ROOT / "cards").glob("[A-Z]-*.yaml"))
    found = [(file.name, card) for file in files for card in yaml.safe_load(file.read_text("utf-8"))["cards"]]
    cards = [card for _, card in found]
    sentences = (unit for field in PROSE for unit in _split(cards, field, _SENTENCE))
    prose = Units((sentence for sentence in sentences if sentence[-1:] in (".", "!", "?", "…")), " ")
    words = Units((word for card in cards for word in _WORD.findall(f"{card['title']} {' '.join(card['tags'])}")), " ")
    units = {**dict.fromkeys(PROSE, prose), **dict.fromkeys(TITLES, words)}
    for field in LISTS:
        units[field] = Units((phrase.rstrip(".") for phrase in _split(cards, field, _PHRASE)), ", ")
    practices = [Practice(file, card["icon"], tuple(card["tags"]), _lengths(card)) for file, card in found]
    return SeedDeck(tuple(practices), units, Vocabulary(prose.texts))


def make_cards(seed: SeedDeck, count: int, start: int = SEED) -> Iterator[tuple[Practice, Card]]:
    """*count* cards, no two with the same title or front title, practice after practice in turn.

    Another *start* of the random generator gives others.
    """
    chance, taken = random.Random(start), set[str]()
    for number in range(count):
        practice = seed.practices[number % len(seed.practices)]
        titles = {field: lengths[0] for field, lengths in practice.lengths.items() if field in TITLES}
        card = {field: _title(seed.units[field], length, taken, chance) for field, length in titles.items()}
        for field in practice.lengths:
            if field not in TITLES:
                card[field] = "\n\n".join(_paragraph(seed, field, n, chance) for n in practice.lengths[field])
        yield practice, card


def _paragraph(seed: SeedDeck, field: str, length: int, chance: random.Random) -> str:
    units = seed.units[field]
    return units.joint.join(seed.vocabulary.vary(unit, chance) for unit in units.fill(length, chance))


def write_project(folder: Path, count: int, start: int = SEED) -> None:
    """A whole project of *count* cards in *folder*: deck.yaml as the seed's, cards/ and the pictograms."""
    (folder / "cards").mkdir(parents=True)
    shutil.copy(ROOT / "deck.yaml", folder)
    shutil.copytree(ROOT / "assets/icons", folder / "assets/icons", ignore=shutil.ignore_patterns("parts", "*.md"))
    seed = read_seed()
    with ExitStack() as stack:
        files = {name: (folder / "cards" / name).open("w", encoding="utf-8") for name in _files(seed)}
        for name, file in files.items():
            stack.enter_context(file).write(f"category: {name[0]}\ncards:\n")
        for number, (practice, card) in enumerate(make_cards(seed, count, start), 1):
            files[practice.file].write(_entry(number, practice, card))
    for name in _files(seed):
        if not (folder / "cards" / name).read_text("utf-8").partition("cards:\n")[2]:
            (folder / "cards" / name).unlink()  # a deck of fewer cards than categories


def edit_card(folder: Path, edit: int) -> None:
    """Change the first word of the description of one card in the middle of the deck; *edit* tells changes apart."""
    files = sorted((folder / "cards").glob("*.yaml"))
    file = files[len(files) // 2]
    head, key, rest = file.read_text("utf-8").partition("    description: >-\n      ")
    file.write_text(f"{head}{key}Mot{edit} {rest.partition(' ')[2]}", "utf-8")


def _files(seed: SeedDeck) -> list[str]:
    return list(dict.fromkeys(practice.file for practice in seed.practices))


def _whole(text: str) -> bool:
    """Whether a unit can stand alone: emphasis, links and brackets are closed, and no list's sign begins it."""
    closed = text.count("*") % 2 == 0 and text.count("[") == text.count("]") and text.count("(") == text.count(")")
    return closed and bool(text) and text[0] not in "-+#>" and not text[0].isdigit()


def _split(cards: list[dict[str, Any]], field: str, pattern: re.Pattern[str]) -> Iterator[str]:
    for card in cards:
        for paragraph in str(card.get(field, "")).strip().split("\n"):
            yield from (unit.strip().rstrip(",;") for unit in pattern.split(paragraph))


def _lengths(card: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    """The characters of each paragraph of a card, by field, in the order of the file."""
    texts = {field: str(card[field]).strip() for field in card if field in (*TITLES, *LISTS, *PROSE)}
    return {field: tuple(len(part) for part in text.split("\n") if part) for field, text in texts.items()}


def _title(words: Units, length: int, taken: set[str], chance: random.Random) -> str:
    """A title that no card has yet, of about *length* characters: longer where all the shorter ones are taken."""
    for more in range(10_000):
        text = " ".join(words.fill(length + more // 20, chance))
        title = text[0].upper() + text[1:]
        if title not in taken:
            taken.add(title)
            return title
    raise ValueError("the seed deck has too few words for so many titles")


def _entry(number: int, practice: Practice, card: Card) -> str:
    """A card as the files have it, its texts folded."""
    titles = [f'    {field}: "{card[field]}"' for field in TITLES if field in card]
    head = [f"  - id: carte-{number:05d}", *titles]
    head += [f"    icon: {practice.icon}", f"    tags: [{', '.join(practice.tags)}]"]
    body = [f"    {field}: >-\n{_folded(card[field])}" for field in card if field not in TITLES and card[field]]
    return "\n".join((*head, *body)) + "\n\n"


def _folded(text: str) -> str:
    """Paragraphs in lines of WIDTH characters, indented; textwrap would take minutes for the largest deck."""
    return "\n\n".join("\n".join(_lines(paragraph)) for paragraph in text.split("\n\n"))


def _lines(paragraph: str) -> Iterator[str]:
    start = 0
    room = WIDTH - 6
    while len(paragraph) - start > room:
        end = paragraph.rfind(" ", start, start + room)
        yield f"      {paragraph[start:end]}"
        start = end + 1
    yield f"      {paragraph[start:]}"


if __name__ == "__main__":
    write_project(Path(sys.argv[2]), int(sys.argv[1]), *map(int, sys.argv[3:]))
