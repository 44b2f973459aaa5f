"""The words that a card sets: names filled in, labels run in, fields in their order, nothing lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from deck.face.layout import LAST, FlowItem
from deck.face.manuscript import APART_GAP, FIELD_GAP, flow_manuscript, text_manuscript
from deck.face.values import Values, known_names, names_in
from deck.model import Card, Field
from deck.text.languages import NNBSP
from deck.text.markup import INNER_GAP
from deck.text.runs import Paragraph, Run, plain_text
from tests.face.decks import FIELDS, YELLOW, card, deck, flow, text
from tests.typefaces import FRENCH, TYPEFACE

words = st.text("abcéèœ ’-", max_size=20)


def values(of: Card, *others: Card, fields: tuple[Field, ...] = FIELDS) -> Values:
    return Values(deck([of, *others], fields), of, 30)


def set_text(template: str, of: Card | None = None) -> str:
    return plain_text(text_manuscript(text(template), values(of or card(7)), FRENCH))


def set_flow(item: FlowItem, of: Card, fields: tuple[Field, ...] = FIELDS) -> tuple[Paragraph, ...]:
    return flow_manuscript(item, values(of, fields=fields), FRENCH)


def lines(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    return [paragraph.text.replace(NNBSP, "_") for paragraph in paragraphs]


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("{title}", "Carte 7"),
        ("{number} {title}", "A7 Carte 7"),
        ("{category.letter} · {category.name}", "A · Mobilité"),
        ("{id}", "card-7"),
        ("{icon}", "square"),
        ("{deck.title}, {deck.publisher}, {deck.licence}", "Un jeu, Moi, Libre"),
        ("{deck.subtitle}", "Avec 30 cartes"),
        ("{count} cartes", "30 cartes"),
        ("{category.cards}", "A7 Carte 7"),
        ("**{title}**", "Carte 7"),
        ("{description}", ""),
        ("{}", "{}"),
        ("{ title }", "{ title }"),
        ("Bonjour !", f"Bonjour{NNBSP}!"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_templates(template: str, printed: str) -> None:
    assert set_text(template) == printed


@pytest.mark.parametrize(
    ("template", "title", "hangs"),
    [
        ("{title}", "1. Arriver", [""]),
        ("1. {title}", "Arriver", [""]),
        ("{title}", "## Arriver", [""]),
        ("{title}", "- Arriver", ["•"]),
        ("{title}", "1. Arriver\n2. Partir", ["1.", "2."]),
    ],
)
def test_a_single_line_is_a_title_not_a_list(template: str, title: str, hangs: list[str]) -> None:
    set_in = text_manuscript(text(template), values(card(7, title=title)), FRENCH)
    assert [paragraph.hang for paragraph in set_in] == hangs
    assert not any(paragraph.heading for paragraph in set_in)


def test_a_label_stands_on_its_own_before_a_heading_and_a_numbered_list() -> None:
    for typed in ("## Mots\nSuite", "1. Mots\n2. Suite"):
        first, second, _ = set_flow(flow(), card(description=typed))
        assert (first.text, second.text, second.gap) == (f"Description{NNBSP}:", "Mots", 0)


@pytest.mark.parametrize(("faces", "font"), [(["text"], ""), (["text", "code"], "code")])
def test_code_is_set_in_the_typeface_that_the_deck_has_for_it(faces: list[str], font: str) -> None:
    one = card(description='dire `"a" ?` ?')
    of = replace(deck([one]), typefaces=dict.fromkeys(faces, TYPEFACE))
    (paragraph,) = flow_manuscript(flow(label=None), Values(of, one, 30), FRENCH)
    assert [(run.text, run.font) for run in paragraph.runs] == [("dire ", ""), ('"a" ?', font), (f"{NNBSP}?", "")]


def test_a_card_without_a_category_leaves_its_names_blank() -> None:
    assert set_text("{category.letter}{category.name}{category.about}{category.icon}", card(7, None)) == ""


def test_what_a_card_says_is_not_filled_in_again() -> None:
    assert set_text("{title}", card(7, title="{number} {count}")) == "{number} {count}"


def test_every_known_name_can_be_filled_in() -> None:
    known = known_names(values(card()).deck)
    assert len(known) == len(set(known))
    for name in known:
        assert names_in(f"a {{{name}}} b") == [name]
        assert "{" not in values(card()).fill(f"{{{name}}}")


def bare(text: str) -> str:
    """What typography and lists leave as it is."""
    return re.sub(r"[\s–•-]", "", text)


@given(words, words)
def test_a_flow_says_every_field_after_its_label(description: str, examples: str) -> None:
    of = card(1, description=description, examples=examples)
    wanted = [("Description", description), ("Exemples", examples)]
    expected = "".join(f"{label}:{typed}" for label, typed in wanted if typed.strip())
    assert bare(plain_text(set_flow(flow(), of))) == bare(expected)


def test_fields_stand_in_the_deck_s_order_with_a_gap_between_them() -> None:
    made = set_flow(flow(), card(1, examples="Un.", description="Deux.\n\nTrois."))
    assert lines(made) == ["Description_: Deux.", "Trois.", "Exemples_: Un."]
    assert [paragraph.gap for paragraph in made] == [0, INNER_GAP, FIELD_GAP]
    assert made[0].runs == (Run(f"Description{NNBSP}: ", True, False, "text"), Run("Deux."))


def test_a_field_without_text_leaves_no_trace() -> None:
    made = set_flow(flow(), card(1, description=" \n ", examples="Un."))
    assert lines(made) == ["Exemples_: Un."]
    assert made[0].gap == 0
    assert set_flow(flow(), card(1)) == ()


def test_a_flow_may_choose_its_fields() -> None:
    of = card(1, description="Deux.", examples="Un.")
    assert lines(set_flow(flow(fields=("examples",)), of)) == ["Exemples_: Un."]


def test_a_field_that_is_not_printed_is_printed_where_it_is_asked_for_alone() -> None:
    fields = (FIELDS[0], replace(FIELDS[1], printed=False))
    of = card(1, description="Deux.", examples="Un.")
    assert lines(set_flow(flow(), of, fields)) == ["Description_: Deux."]
    assert lines(set_flow(flow(fields=("examples",)), of, fields)) == ["Exemples_: Un."]


def test_a_card_may_have_labels_of_its_own_or_none() -> None:
    of = replace(card(1, description="Deux.", examples="Un."), labels={"description": "Ce que c'est", "examples": ""})
    assert lines(set_flow(flow(), of)) == ["Ce que c’est_: Deux.", "Un."]
    assert lines(set_flow(flow(label=None), of)) == ["Deux.", "Un."]


def test_a_label_stands_on_a_line_of_its_own_before_a_list() -> None:
    made = set_flow(flow(), card(1, description="Deux.", examples="- un\n- deux"))
    assert lines(made) == ["Description_: Deux.", "Exemples_:", "un", "deux"]
    assert [paragraph.hang for paragraph in made] == ["", "", "•", "•"]
    assert [paragraph.gap for paragraph in made[:3]] == [0, FIELD_GAP, 0]


@pytest.mark.parametrize(
    ("apart", "foot"),
    [("", [False, False]), (LAST, [False, True]), ("examples", [False, True]), ("description", [False, False])],
)
def test_a_field_may_stand_apart_at_the_foot(apart: str, foot: list[bool]) -> None:
    made = set_flow(flow(apart=apart), card(1, description="Deux.", examples="Un."))
    assert [paragraph.foot for paragraph in made] == foot
    assert [paragraph.gap for paragraph in made] == [0, APART_GAP if foot[1] else FIELD_GAP]


def test_a_list_at_the_foot_takes_its_label_along() -> None:
    made = set_flow(flow(apart=LAST), card(1, description="Deux.", examples="- un\n- deux"))
    assert [paragraph.foot for paragraph in made] == [False, True, False, False]


def test_a_lone_field_stands_at_the_top() -> None:
    assert not set_flow(flow(apart=LAST), card(1, examples="Un."))[0].foot


def test_the_cards_of_a_category_are_listed_in_order() -> None:
    one, two = card(1, YELLOW), card(2, YELLOW)
    made = Values(deck([one, card(3, None), replace(card(4, YELLOW), special=True), two]), one, 30)
    assert made.get("category.cards") == "**A1** Carte 1\n\n**A2** Carte 2"
