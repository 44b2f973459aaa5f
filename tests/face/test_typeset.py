"""Typesetting a deck: one size for all where that is asked for, words broken only where they must be."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from deck.face.fit import REFUSED, SMALLEST_FORCED, Typeset, of_card
from deck.face.layout import BoxSpec
from deck.face.typeset import Typesetter
from deck.formats import CARDS_MM, card_format
from deck.model import Card
from deck.order import Order
from deck.pipeline import prepare
from deck.problems import Problems
from deck.select import Selection
from deck.source.project import Project
from deck.text.copyfit import Align
from deck.text.hyphenation import HYPHEN
from deck.units import MM
from tests import projects
from tests.face.decks import BODY, FIELDS, TAROT, box, card, deck, flow, setter, setup, text
from tests.prose import texts
from tests.typefaces import noto

LONG = "anticonstitutionnellement"
COLUMN = BoxSpec({"top": "safe", "left": "safe", "width": "14mm", "height": "60mm"})


def body(made: Typesetter, of: Card) -> Typeset:
    (found,) = made.texts(of)
    return found


def hyphens(found: Typeset) -> int:
    """How many lines end in an added hyphen."""
    return sum(line.words[-1].text.endswith("-") for line in found.galley.lines if line.words)


@settings(max_examples=25)
@given(st.lists(texts(200), min_size=1, max_size=5))
def test_the_deck_s_size_is_the_smallest_of_its_cards(said: list[str]) -> None:
    cards = [card(number, description=words) for number, words in enumerate(said)]
    made = setter(cards, flow())
    own = [body(made, one).own_size for one in cards]
    for one in cards:
        found = body(made, one)
        assert found.size == (min(size or made.lowest(BODY) for size in own) if found.own_size else None)


@settings(max_examples=25)
@given(st.lists(texts(200), min_size=1, max_size=5))
def test_cards_that_need_not_be_alike_take_their_own_size(said: list[str]) -> None:
    cards = [card(number, description=words) for number, words in enumerate(said)]
    made = setter(cards, flow(fit="card"))
    alone = [body(setter([one], flow(fit="card")), one).size for one in cards]
    assert [body(made, one).size for one in cards] == alone


def test_the_order_of_the_cards_does_not_matter() -> None:
    cards = [card(number, description="mot " * 40 * number) for number in (3, 1, 2)]
    sizes = [
        {one.id: body(made, one).size for one in cards} for made in (setter(cards, flow()), setter(cards[::-1], flow()))
    ]
    assert sizes[0] == sizes[1]


def test_a_card_reprinted_alone_looks_like_its_sisters(tmp_path: Path) -> None:
    folder = projects.Project(tmp_path)
    folder.spoil("cards/B.yaml", "A place for all who work.", "A place for all who work. " * 60)
    orders = [Order(), Order(Selection(cards=("carpool",))), Order(Selection(categories=("A",)))]
    jobs = [prepare(Project(folder.root), order, Problems()) for order in orders]
    galleys = [
        text.galley
        for job in jobs
        for one in job.cards
        if one.id == "carpool"
        for text in job.setter.texts(one)
        if text.item.fit == "deck"
    ]
    assert len(galleys) == 3
    assert galleys[0].size < 9
    assert len({(galley.size, galley.leading, tuple(line.y for line in galley.lines)) for galley in galleys}) == 1


@pytest.mark.parametrize("said", [f"un {LONG} long", f"{LONG} encore", f"un {LONG}, {LONG}, {LONG} là"])
def test_a_word_wider_than_its_box_is_hyphenated_all_the_same(said: str) -> None:
    found = body(setter([card(1, description=said)], flow(box=COLUMN, label=None)), card(1))
    assert found.size is not None
    assert hyphens(found) >= 1


def test_a_long_word_is_left_whole_where_the_layout_says_so() -> None:
    whole = replace(BODY, hyphenate=False)
    made = setter([card(1, description=f"un {LONG} long")], flow(box=COLUMN, style=whole, label=None))
    assert body(made, card(1)).size is None


def test_a_word_that_fits_is_left_whole() -> None:
    said = "un environnement partagé et entretenu, " * 6 + "là"
    found = body(setter([card(1, description=said)], flow(box=COLUMN, label=None)), card(1))
    assert found.size is not None
    assert hyphens(found) == 0
    assert all(HYPHEN not in paragraph.kinds for paragraph in found.copy.paragraphs)


@pytest.mark.parametrize(
    ("align", "hyphenate", "hyphenated"),
    [("left", None, False), ("justify", None, True), ("left", True, True), ("justify", False, False)],
)
def test_justified_text_is_hyphenated_other_text_is_not(align: Align, hyphenate: bool | None, hyphenated: bool) -> None:
    style = replace(BODY, align=align, hyphenate=hyphenate)
    made = setter([card(1, description="la mutualisation des environnements là")], flow(style=style, label=None))
    (paragraph,) = body(made, card(1)).copy.paragraphs
    assert (HYPHEN in paragraph.kinds) is hyphenated


def test_text_that_does_not_fit_has_no_size_and_holds_the_others_at_their_smallest() -> None:
    cards = [card(1, description="mot " * 3000), card(2, description="mot")]
    made = setter(cards, flow())
    assert body(made, cards[0]).size is None
    assert body(made, cards[1]).size == made.lowest(BODY)


def test_sizes_stop_at_the_legibility_floor_unless_forced() -> None:
    floor = REFUSED * MM / noto().x_height
    low = replace(BODY, smallest=2)
    cards = [card(1, description="mot " * 1300)]
    assert setter(cards, flow()).lowest(low) == pytest.approx(floor)
    assert setter(cards, flow()).lowest(replace(BODY, smallest=6)) == 6
    assert setter(cards, flow()).lowest(replace(BODY, smallest=3, largest=4)) == 4
    assert setter(cards, flow(), force=True).lowest(low) == 2
    assert setter(cards, flow(), force=True).lowest(BODY) == SMALLEST_FORCED
    fixed = replace(BODY, smallest=6, largest=6)
    assert setter(cards, flow(), force=True).lowest(fixed) == 6
    assert body(setter(cards, flow(style=low)), cards[0]).size is None
    forced = body(setter(cards, flow(style=low), force=True), cards[0]).size
    assert forced is not None
    assert forced < floor


def test_items_wait_for_what_they_are_about() -> None:
    cards = [card(1, description="Deux."), card(2)]
    item = text("{title}", when="description")
    made = setter(cards, item)
    assert [made.wanted(item, one) for one in cards] == [True, False]
    assert [len(made.texts(one)) for one in cards] == [1, 0]
    assert made.wanted(text("{title}"), cards[1])


def test_what_comes_out_blank_is_no_text() -> None:
    assert setter([card(1)], text("{description}"), text(" "), flow()).texts(card(1)) == []


@pytest.mark.parametrize(
    ("template", "own"),
    [
        ("{title}", True),
        ("{number} {title}", True),
        ("{description}", True),
        ("{deck.title}", False),
        ("{category.name}", False),
        ("{number}", False),
        ("{count}", False),
        ("Carte", False),
    ],
)
def test_whose_words_they_are(template: str, own: bool) -> None:
    one = card(1, description="Deux.")
    assert of_card(body(setter([one], text(template)), one).item) is own
    assert of_card(body(setter([one], flow()), one).item)


@pytest.mark.parametrize("name", CARDS_MM)
def test_text_stays_in_its_box_on_every_card(name: str) -> None:
    one = card(1, description="Partager ses outils, son temps et ses savoirs. " * 8)
    size = card_format(name)
    found = body(setter([one], flow(), size=size), one)
    assert found.box.right == pytest.approx(size.width - 4 * MM)
    assert found.size is not None
    assert found.galley.height <= found.box.height + 1e-6
    assert max(line.x + line.width for line in found.galley.lines) <= found.box.width + 1e-6


def test_another_card_size_shares_the_shaped_words() -> None:
    one = card(1, description="Deux mots.")
    made = setter([one], flow())
    larger = made.resized(card_format("jumbo"))
    assert larger.book is made.book
    assert body(larger, one).box.width > body(made, one).box.width
    assert made.setup.size == TAROT


def test_bold_and_italic_of_the_style_join_those_of_the_run() -> None:
    one = card(1, description="a **b** *c*")
    italic = replace(BODY, italic=True)
    made = setter([one], flow(style=italic, label=None))
    names = [token.word.font.name for token in body(made, one).copy.paragraphs[0].tokens if token.word.text]
    assert names == ["NotoSans-CondensedItalic", "NotoSans-CondensedBoldItalic", "NotoSans-Condensed"]


def test_a_text_is_set_once() -> None:
    one = card(1, description="Deux mots.")
    made = Typesetter(deck([one], FIELDS), setup(TAROT, flow(box=box(top="50%"))), Problems())
    assert body(made, one) is body(made, one)
    assert body(made, one).galley is body(made, one).galley
