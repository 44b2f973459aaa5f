"""Most cards are plain: they are read without pydantic, and as pydantic reads them."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from deck.problems import Mark, Problems
from deck.source.cardfiles import CARD_KEYS, PlainCard, plain_card, read_card_file
from deck.source.nodes import Mapping, Node, Scalar, Sequence
from deck.source.shapes import CardShape
from deck.source.tree import plain

MARK = Mark(Path("A.yaml"), 1)
SAID = ["", " ", "x", " x ", "deux mots", "a/b", ".x", "x.y", "é", "first", "1", "12", "0", "²", "1000", "\u00a0"]
texts = st.sampled_from(SAID) | st.text(st.characters(exclude_categories=["Cc", "Cs"]))  # no file holds others
scalars = texts.map(lambda text: Scalar(text, MARK))
lists = st.lists(scalars, max_size=3).map(lambda items: Sequence([*items], MARK))
groups = st.dictionaries(texts, scalars, max_size=2).map(lambda entries: Mapping({**entries}, {}, MARK))
nodes: st.SearchStrategy[Node] = scalars | lists | groups
usual = st.fixed_dictionaries(
    {"title": scalars},
    optional={"id": scalars, "front_title": scalars, "icon": scalars, "tags": lists, "words": scalars},
)
any_keys = st.dictionaries(st.sampled_from([*CARD_KEYS, "description"]), nodes, max_size=5)


def test_the_settings_of_a_card_are_those_of_its_shape() -> None:
    assert tuple(CardShape.model_fields) == CARD_KEYS
    assert set(PlainCard.__struct_fields__) == set(CARD_KEYS)
    assert {name: field.default for name, field in CardShape.model_fields.items() if name not in ("title", "tags")} == {
        name: getattr(PlainCard("x"), name) for name in CARD_KEYS if name not in ("title", "tags")
    }


@given(usual | any_keys | st.tuples(usual, any_keys).map(lambda both: {**both[0], **both[1]}))
@settings(max_examples=500)
def test_a_plain_card_is_what_its_shape_makes_of_it(entries: dict[str, Node]) -> None:
    node = Mapping({**entries}, {}, MARK)
    card = plain_card(node)
    if card is None:
        return
    shape = CardShape.model_validate(plain(node))
    assert {name: getattr(card, name) for name in CARD_KEYS} == {
        name: tuple(shape.tags) if name == "tags" else getattr(shape, name) for name in CARD_KEYS
    }


@given(st.text("abcé", min_size=1), st.text("abc-", min_size=1).map(lambda text: "i" + text))
def test_usual_cards_are_plain(title: str, name: str) -> None:
    words = {"title": title, "id": name, "icon": name, "front_title": title, "description": f"{title} {name}"}
    node = Mapping({key: Scalar(text, MARK) for key, text in words.items()}, {}, MARK)
    assert plain_card(node) == PlainCard(title, name, title, name)


def test_the_first_deck_is_plain() -> None:
    files = sorted((Path(__file__).parents[2] / "cards").glob("*.yaml"))
    read = [read_card_file(file, Problems()) for file in files]
    assert all(isinstance(card, PlainCard) for file in read if file for _, card in file.cards)
    assert sum(len(file.cards) for file in read if file) == 37


def test_what_no_plain_card_says_is_left_to_pydantic() -> None:
    card = {"title": Scalar("Un", MARK)}
    for key, value in {"copies": "many", "place": "middle", "icon": "../x", "made_from": "0", "tags": "x"}.items():
        assert plain_card(Mapping({**card, key: Scalar(value, MARK)}, {}, MARK)) is None
