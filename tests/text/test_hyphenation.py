"""Where words may be parted: by patterns, at signs that are there, at soft hyphens; never in names and addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deck.text.dictionary import ZERO_WIDTH_SPACE
from deck.text.hyphenation import CUT, HYPHEN, SHORTEST, SOFT_HYPHEN, Hyphenator, head
from deck.text.languages import language
from tests.prose import LETTERS, words
from tests.typefaces import HYPHENATOR, noto, shaped_width

any_word = words | st.text(LETTERS + "-/.’'@:–—_7()«»\u202f\u00ad\u200b\u200a", max_size=20)


def parted(text: str, hyphenate: bool = True, hyphenator: Hyphenator = HYPHENATOR) -> str:
    """*text* with ``·`` where a hyphen may be added and ``|`` where a line may end as it is."""
    for part in reversed(hyphenator.parts(noto(), text, hyphenate)):
        text = text[: part.position] + ("·" if part.kind == HYPHEN else "|") + text[part.position :]
    return text.replace(SOFT_HYPHEN, "").replace(ZERO_WIDTH_SPACE, "")


@given(any_word, st.booleans())
def test_breaks_lie_inside_and_in_order(text: str, hyphenate: bool) -> None:
    places = [part.position for part in HYPHENATOR.parts(noto(), text, hyphenate)]
    assert places == sorted(set(places))
    assert all(0 < place < len(text) for place in places)


@given(any_word, st.booleans())
def test_parts_measure_what_they_print(text: str, hyphenate: bool) -> None:
    for part in HYPHENATOR.parts(noto(), text, hyphenate):
        before = text[: part.position].removesuffix(SOFT_HYPHEN) + "-" * (part.kind == HYPHEN)
        assert head(text, part.position, part.kind) in (before, text[: part.position])
        assert part.before == pytest.approx(shaped_width(before, noto()))
        assert part.after == pytest.approx(shaped_width(text[part.position :], noto()))


@given(st.text("abcdefghilmnopqrstuvéèêàçôûïœ", max_size=20))
def test_two_letters_stay_and_three_go(word: str) -> None:
    for part in HYPHENATOR.parts(noto(), word, True):
        assert part.kind == HYPHEN
        assert 2 <= part.position <= len(word) - 3


@given(any_word)
def test_patterns_only_add_breaks(text: str) -> None:
    own = {(part.position, part.kind) for part in HYPHENATOR.parts(noto(), text, False)}
    assert own <= {(part.position, part.kind) for part in HYPHENATOR.parts(noto(), text, True)}
    assert all(kind == CUT or text[place - 1] == SOFT_HYPHEN for place, kind in own)


@given(st.text(LETTERS, min_size=1, max_size=14).filter(lambda word: not word.islower()))
def test_names_and_acronyms_stay_whole(word: str) -> None:
    assert parted(word) == word


@pytest.mark.parametrize("address", ["http://{}.fr/{}", "www.{}.fr", "(www.{}.org)", "{}.org", "{}@{}.fr", "«{}.com»"])
@given(word=st.text("abcdefghiklmnoprstuv", min_size=2, max_size=14))
def test_no_hyphen_is_ever_added_to_an_address(address: str, word: str) -> None:
    kinds = {part.kind for part in HYPHENATOR.parts(noto(), address.format(word, word), True)}
    assert kinds <= {CUT}


@pytest.mark.parametrize(
    ("word", "breaks"),
    [
        ("environnement", "en·vi·ron·ne·ment"),
        ("mutualisation,", "mu·tua·li·sa·tion,"),
        ("l’entretien", "l’en·tre·tien"),
        ("école", "école"),  # two letters left would be é-cole, three right éco-le
        ("idée", "idée"),
        ("Montélimar", "Montélimar"),
        ("BlaBlaCar", "BlaBlaCar"),
        ("SNCF", "SNCF"),
        ("O’Reilly", "O’Reilly"),
        ("2010", "2010"),
        # signs that are there
        ("sous-préfecture", "sous-|pré·fec·ture"),
        ("arc-en-ciel", "arc-|en-|ciel"),
        ("entre—eux", "entre—|eux"),
        ("mot\u200a—\u200amot", "mot\u200a—\u200a|mot"),
        ("Paris–Lyon", "Paris–|Lyon"),
        ("10–12", "10–12"),
        ("-5", "-5"),
        ("et/ou", "et/ou"),
        ("vente/achat", "vente/|achat"),
        ("1/2", "1/2"),
        ("http://repaircafe.org/fr/l-atelier.html", "http://|repaircafe.|org/|fr/|l-|atelier.|html"),
        ("www.etsy.com", "www.|etsy.|com"),
        ("nom@exemple.fr", "nom@|exemple.|fr"),
        ("etc.", "etc."),
        ("non\u2011sens", "non\u2011sens"),  # Unicode's no-break hyphen
        # signs that ask for it
        ("auto\u00adpartage", "auto·par·tage"),
        ("co\u200bworking", "co|wor·king"),
        ("\u00adabc", "abc"),
        ("abc\u00ad", "abc"),
    ],
)
def test_breaks(word: str, breaks: str) -> None:
    assert parted(word) == breaks


@pytest.mark.parametrize(
    ("word", "breaks"),
    [
        ("environnement", "environnement"),
        ("sous-préfecture", "sous-|préfecture"),
        ("auto\u00adpartage", "auto·partage"),
        ("co\u200bworking", "co|working"),
        ("www.etsy.com", "www.|etsy.|com"),
    ],
)
def test_without_patterns_only_signs_part_words(word: str, breaks: str) -> None:
    assert parted(word, hyphenate=False) == breaks


def test_the_shortest_word_that_is_parted() -> None:
    assert parted("matin") == "ma·tin"
    assert len("matin") == SHORTEST
    assert parted("papa") == "papa"


@pytest.mark.parametrize(
    ("code", "word", "breaks"),
    [
        ("en", "development", "de·vel·op·ment"),
        ("de", "umgebungen", "um·ge·bun·gen"),
        ("xx", "environnement", "environnement"),
    ],
)
def test_every_language_has_its_patterns_or_none(code: str, word: str, breaks: str) -> None:
    assert parted(word, hyphenator=Hyphenator(language(code))) == breaks


def test_a_soft_hyphen_prints_as_one_hyphen() -> None:
    assert head("auto\u00adpartage", 5, HYPHEN) == "auto-"
    assert head("sous-préfecture", 5, CUT) == "sous-"
    assert head("papier", 2, HYPHEN) == "pa-"


def test_a_word_is_looked_up_once() -> None:
    assert HYPHENATOR.parts(noto(), "partage", True) is HYPHENATOR.parts(noto(), "partage", True)
    assert HYPHENATOR.parts(noto(), "partage", True) is not HYPHENATOR.parts(noto(bold=True), "partage", True)
