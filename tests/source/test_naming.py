"""Names that are made of texts tell the texts apart."""

import pytest

from deck.source.naming import slug


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Crème brûlée", "creme-brulee"),
        ("Große Öffnung", "grosse-offnung"),
        ("L'été: 2 (deux)", "l-ete-2-deux"),
        ("パパ", "パパ"),
        ("がぎ", "がぎ"),
        ("हिन्दी की किताब", "हिन्दी-की-किताब"),
        ("Йога", "йога"),
        ("Việt Nam", "viet-nam"),
        ("!?", "card"),
    ],
)
def test_accents_go_and_what_makes_another_word_stays(title: str, name: str) -> None:
    assert slug(title) == name
