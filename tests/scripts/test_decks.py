"""A deck in each of a dozen scripts builds, and all that it says is copied from it as it was typed.

Among words that are read from right to left, pdftotext puts signs beside numbers and Latin words elsewhere than they
were; there, letters and numbers are compared.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from deck.text.scripts import reads_leftwards
from tests.scripts.decks import bare, built, copied, letters, write_deck
from tests.scripts.texts import SAMPLES


@pytest.mark.parametrize("output", ["", "screen"])
@pytest.mark.parametrize("name", SAMPLES)
def test_what_a_card_says_is_copied_as_it_was_typed(name: str, output: str, tmp_path: Path) -> None:
    sample = SAMPLES[name]
    said = copied(built(write_deck(tmp_path / "deck", sample), tmp_path / "deck.pdf", output))
    texts = [bare(text) for text in sample.texts]
    if reads_leftwards(sample.language):
        said, texts = letters(said), [letters(text) for text in texts]
    assert [text for text in texts if text not in said] == []
    assert said.count(texts[1]) == 2  # on the front and on the back


@pytest.mark.parametrize("name", SAMPLES)
def test_no_character_is_dropped(name: str, tmp_path: Path) -> None:
    sample = SAMPLES[name]
    said = Counter(copied(built(write_deck(tmp_path / "deck", sample), tmp_path / "deck.pdf")))
    wanted = Counter(bare(sample.title * 2 + sample.body * 2 + "".join(sample.entries)))
    assert wanted - said == Counter()


@pytest.mark.parametrize("name", ["arabic", "hindi", "japanese"])
def test_the_same_deck_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    sample = SAMPLES[name]
    project = write_deck(tmp_path / "deck", sample)
    first, second = (built(project, tmp_path / f"{number}.pdf").read_bytes() for number in (1, 2))
    assert first == second
