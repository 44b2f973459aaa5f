"""Cards whose text goes on: the size they take, what stands on each of their parts, and what says which part it is."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from deck.face.check import check_layout
from deck.face.face import Face
from deck.face.fit import WARNED
from deck.face.layout import BoxSpec, FlowItem, Item, PictureItem, Side
from deck.face.manuscript import flow_manuscript
from deck.face.typeset import Typesetter
from deck.face.values import Values
from deck.formats import card_format
from deck.model import Card, Field
from deck.problems import Problems
from deck.text.hyphenation import SOFT_HYPHEN
from deck.text.languages import language
from deck.units import MM
from tests.face.decks import BODY, FIELDS, TAROT, box, card, deck, face, flow, layout, setter, text
from tests.prose import WRITTEN, texts
from tests.typefaces import noto

LONG = " ".join(WRITTEN)[:7_000]
SHORT = "Un mot."
WIDE = replace(BODY, smallest=4, largest=9)
ON = flow(overflow="continue", style=WIDE)
TITLE = text("{title}", box(height="10mm"), style=replace(BODY, name="title"))
BELOW = box(top="16mm")
GOING_ON = replace(ON, box=BELOW)


def made_of(said: Sequence[str], *back: Item, front: Sequence[Item] = ()) -> tuple[Typesetter, list[Card]]:
    cards = [card(number, description=words, examples="Un exemple.") for number, words in enumerate(said, 1)]
    return setter(cards, *back, front=front), cards


def body(made: Typesetter, of: Card) -> float:
    """The size of the text that goes on."""
    (size,) = {found.size for found in made.texts(of) if isinstance(found.item, FlowItem)}
    assert size is not None
    return size


def headline(made: Typesetter, of: Card) -> float:
    """The size of the title on the back."""
    (size,) = {placed.galley.size for placed in face(made, of).texts if placed.heading}
    return size


def said_on(shown: Face, size: float | None = None) -> str:
    """The words of a face, of those set in *size* alone if it is given."""
    lines = [line for placed in shown.texts if size in (None, placed.galley.size) for line in placed.galley.lines]
    return " ".join("".join(word.text for word in line.words) for line in lines)


def plain(words: str) -> str:
    return words.replace(" ", "").replace(SOFT_HYPHEN, "").replace("-", "")


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(texts(), min_size=1, max_size=25).map("\n\n".join), min_size=1, max_size=3))
def test_the_text_of_all_parts_is_the_text_of_the_card(said: list[str]) -> None:
    made, cards = made_of(said, ON)
    for one in cards:
        parts = made.printed([one])
        values = Values(made.deck, one, 30)
        whole = "".join(paragraph.hang + paragraph.text for paragraph in flow_manuscript(ON, values, language("fr")))
        if any(found.size is None for part in parts for found in made.texts(part)):
            continue  # told, and not printed
        assert plain("".join(said_on(face(made, part), body(made, part)) for part in parts)) == plain(whole)
        for part in parts:
            assert all(TAROT.width >= placed.box.right for placed in face(made, part).texts)


def test_text_that_fits_comfortably_stays_on_one_card_at_the_largest_size_that_all_bear() -> None:
    made, cards = made_of([LONG[:1_200], SHORT], ON)
    plainly, _ = made_of([LONG[:1_200], SHORT], replace(ON, overflow="stop"))
    assert made.parts == {}
    assert made.printed(cards) == tuple(cards)
    assert made.texts(cards[0])[0].size == plainly.texts(cards[0])[0].size


def test_text_never_becomes_small_before_it_goes_on() -> None:
    for length in range(1_000, 7_000, 500):
        made, cards = made_of([LONG[:length], SHORT], ON)
        (size,) = {body(made, part) for part in made.printed(cards)}
        assert size * noto().x_height >= WARNED * MM


def test_a_card_that_goes_on_does_not_make_the_others_smaller_than_it_must() -> None:
    made, cards = made_of([LONG[:2_800], SHORT], ON)
    assert made.parts == {"card-1": 2}
    floor = made.smallest(ON)
    assert body(made, cards[0]) > floor  # as large as two cards allow
    assert made.texts(cards[0])[0].copy.part_count(floor) == 2  # type: ignore[attr-defined]  # of text that goes on


def test_the_size_is_the_layout_s_own_where_that_has_no_choice() -> None:
    style = replace(BODY, smallest=5, largest=5.5)
    made, cards = made_of([LONG], replace(ON, style=style))
    assert made.texts(cards[0])[0].size == 5.5


def test_cards_that_need_not_be_alike_go_on_each_by_itself() -> None:
    made, cards = made_of([LONG[:2_800], SHORT], replace(ON, fit="card"))
    alone, _ = made_of([LONG[:2_800]], replace(ON, fit="card"))
    assert made.parts == {"card-1": 2}
    assert made.texts(cards[0])[0].size == alone.texts(cards[0])[0].size
    assert made.texts(cards[1])[0].size == WIDE.largest


def parts_of(*back: Item, front: Sequence[Item] = (), side: Side = "back") -> list[str]:
    made, cards = made_of([LONG[:2_800]], *back, front=front)
    parts = made.printed(cards)
    assert len(parts) == 2
    return [said_on(face(made, part, side)) for part in parts]


def test_without_a_mark_of_its_own_the_title_says_which_part_it_is() -> None:
    assert [said.startswith(f"Carte 1\u00a0({n}/2)") for n, said in enumerate(parts_of(TITLE, GOING_ON), 1)] == [
        True
    ] * 2
    front = [text("{front_title}", style=replace(BODY, largest=12))]
    assert parts_of(GOING_ON, front=front, side="front") == ["Carte 1\u00a0(1/2)", "Carte 1\u00a0(2/2)"]


def test_a_title_with_its_part_is_the_heading_all_the_same() -> None:
    made, cards = made_of([LONG[:2_800]], TITLE, GOING_ON)
    for part in made.printed(cards):
        assert [placed.heading for placed in face(made, part).texts] == [True, False]


def test_a_mark_of_the_layout_stands_on_parts_alone() -> None:
    mark = text("{part} sur {parts}", box(height="6mm"))
    first, second = parts_of(mark, GOING_ON)
    assert (first.startswith("1 sur 2 "), second.startswith("2 sur 2 ")) == (True, True)
    made, cards = made_of([SHORT], mark, GOING_ON)
    assert "sur" not in said_on(face(made, cards[0]))


def test_what_only_counts_the_parts_is_no_mark() -> None:
    total = text("{parts} cartes", box(height="6mm"))
    title = replace(TITLE, box=box(top="10mm", height="6mm"))
    assert [
        said.startswith(f"2 cartes Carte 1\u00a0({n}/2)") for n, said in enumerate(parts_of(total, title, GOING_ON), 1)
    ] == [
        True,
        True,
    ]


def test_a_side_without_a_title_has_a_tag_in_a_free_corner() -> None:
    picture = PictureItem(box(top="0", left="0", right="0", bottom="0"), name="")
    assert parts_of(GOING_ON, front=[picture], side="front") == ["1/2", "2/2"]
    made, cards = made_of([LONG[:2_800]], GOING_ON)
    for part in made.printed(cards):
        tag = face(made, part, "front").texts[-1].box
        assert tag.right <= TAROT.width - 4 * MM + 0.01
        assert tag.y >= 4 * MM


def test_other_fields_beside_the_text_are_said_once_and_all_else_again() -> None:
    beside = text("{examples}", box(height="6mm"))
    first, second = parts_of(
        beside, replace(TITLE, box=box(top="10mm", height="6mm")), replace(GOING_ON, fields=("description",))
    )
    assert "Un exemple." in first
    assert "Un exemple." not in second
    assert "Carte 1" in second
    front = [text("{description|title}"), text("{examples}", box(height="6mm"))]
    made = parts_of(TITLE, replace(GOING_ON, fields=("description",)), front=[text("{examples}"), TITLE], side="front")
    assert all("Un exemple." in said for said in made), front


def test_what_waits_for_a_part_is_on_no_other() -> None:
    later = text("suite", box(height="6mm"), when="continued")
    assert [said.startswith("suite") for said in parts_of(later, GOING_ON)] == [False, True]


def test_a_field_may_be_called_part() -> None:
    fields = (*FIELDS, Field("part", "Partie", False))
    one = card(1, description=SHORT, part="La troisième")
    made = Typesetter(deck([one], fields), setter([one], ON).setup, Problems())
    made.fit_deck()
    assert "La troisième" in said_on(face(made, one))
    assert Values(made.deck, one, 1).get("part") == "La troisième"


def test_a_title_shared_by_the_deck_has_room_for_its_part() -> None:
    title = text("{title}", BoxSpec({"top": "safe", "left": "safe", "width": "15mm", "height": "6mm"}), fit="deck")
    title = replace(title, style=replace(BODY, largest=12))
    made, cards = made_of([LONG[:2_800], SHORT], title, GOING_ON)
    (size,) = {headline(made, one) for one in made.printed(cards)}
    plainly, _ = made_of([SHORT, SHORT], title, GOING_ON)
    assert headline(plainly, cards[1]) > size


def told(*back: Item, front: Sequence[Item] = ()) -> list[str]:
    problems = Problems()
    check_layout(layout(*back, front=front), deck([card(1, description=SHORT)]), card_format("tarot"), problems)
    return [problem.what for problem in problems.errors]


def test_a_side_on_which_no_mark_could_stand_is_told() -> None:
    assert told(TITLE, GOING_ON, front=[text("{number}")]) == [
        'nothing on the front of layout "plain" can say that a card goes on: '
        "it has no title on every card, and no free corner."
    ]
    assert told(TITLE, GOING_ON, front=[text("{number}"), text("{part}/{parts}")]) == []
    assert told(TITLE, GOING_ON, front=[text("{number}", box(height="20mm"))]) == []
    assert told(TITLE, flow(), front=[text("{number}")]) == []


@pytest.mark.parametrize("template", ["{title} {part}/{parts}", "{part} {number}", "{continued} {title}"])
def test_a_mark_among_other_names_is_told(template: str) -> None:
    (said,) = told(TITLE, flow(), front=[text(template)])
    assert "stands among other names" in said
