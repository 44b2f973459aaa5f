"""Micro-typography: each rule by example, and what holds for any text: no letter lost, every run keeps its own."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deck.text.languages import LANGUAGES as KNOWN
from deck.text.languages import NBSP, NNBSP, language, ruled_codes
from deck.text.runs import Paragraph, Run
from deck.text.typography import refine, refine_text
from tests.prose import WORDS

FRENCH, ENGLISH = language("fr"), language("en")
CODES = [*(known.code for known in KNOWN.values()), "sv", "xx"]
LANGUAGES = pytest.mark.parametrize("code", CODES)
# Everything that a rule looks at, and some letters to tell the words by.
PIECES = (
    *" \t\n'\"“”‘’«»„‚‹›¿¡§;!?:.,…-–—%€$()[]/@\ufeff" + NBSP + NNBSP,
    *(
        "...",
        " - ",
        " -- ",
        "--",
        "CO2",
        "z.B.",
        "Nr.",
        "n.º",
        "R$",
        "'s ",
        "oeuvre",
        "coeur",
        "Soeur",
        "km",
        "heures",
        "l'",
        "http://",
        "www.",
        ".fr",
        "a",
        "B",
    ),
    *"0123456789éœàx",
)
signs = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
prose = st.lists(st.sampled_from(WORDS) | signs, max_size=12).map(" ".join)


def cut(text: str, cuts: list[int]) -> Paragraph:
    """*text* in runs that end at the *cuts*, each told from the others by its font."""
    bounds = sorted({0, len(text), *(place % (len(text) + 1) for place in cuts)})
    return Paragraph(tuple(Run(text[a:b], font=f"{a}") for a, b in pairwise(bounds)) or (Run(text),))


def letters(text: str) -> str:
    """What a rule may never touch, ligatures and subscripts undone."""
    return re.sub(r"[\s'\"“”‘’«»„‚‹›\-–—.…\ufeff]", "", text.replace("œ", "oe").replace("₂", "2"))


def letters_by_run(paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    return ((run.font, own) for run in paragraph.runs if (own := letters(run.text)))


@LANGUAGES
@given(text=signs | prose)
def test_a_second_pass_changes_nothing(code: str, text: str) -> None:
    once = refine_text(text, language(code))
    assert refine_text(once, language(code)) == once


@LANGUAGES
def test_a_sign_in_an_address_is_no_half_of_a_pair(code: str) -> None:
    for text in ("http://'s l'http://l'«", 'http://"a b" c', "x@'y z' l'a"):
        once = refine_text(text, language(code))
        assert refine_text(once, language(code)) == once
        assert once[:4] == text[:4]


@LANGUAGES
@given(text=signs | prose)
def test_only_spaces_quotes_dashes_dots_and_apostrophes_change(code: str, text: str) -> None:
    assert letters(refine_text(text, language(code))) == letters(text)


@LANGUAGES
@given(text=signs | prose)
def test_nothing_but_plain_spaces_parts_words(code: str, text: str) -> None:
    refined = refine_text(text, language(code))
    assert not re.search(r"[\t\r\n\ufeff]|  ", refined)


@LANGUAGES
@given(text=signs | prose, cuts=st.lists(st.integers(0, 200), max_size=6))
def test_runs_change_no_letter_of_the_whole(code: str, text: str, cuts: list[int]) -> None:
    assert refine(cut(text, cuts), language(code)).text == refine_text(text, language(code))


@LANGUAGES
@given(text=signs | prose, cuts=st.lists(st.integers(0, 200), max_size=6))
def test_every_run_keeps_its_letters(code: str, text: str, cuts: list[int]) -> None:
    paragraph = cut(re.sub("oe(?=u)", "aé", text), cuts)  # a ligature of two runs' letters can be in one run only
    assert list(letters_by_run(refine(paragraph, language(code)))) == list(letters_by_run(paragraph))


@given(text=prose, cuts=st.lists(st.integers(0, 200), max_size=6))
def test_a_ligature_of_two_runs_takes_nothing_else_along(text: str, cuts: list[int]) -> None:
    paragraph = cut(f"{text} coeur oeuf", [*cuts, -3, -4, -7, -8, -9])
    before = [(font, re.sub("[oe]", "", own)) for font, own in letters_by_run(paragraph)]
    after = [(font, re.sub("[oe]", "", own)) for font, own in letters_by_run(refine(paragraph, FRENCH))]
    assert [pair for pair in after if pair[1]] == [pair for pair in before if pair[1]]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        # apostrophes, suspension points, letters
        ("l'eau d'aujourd'hui", "l’eau d’aujourd’hui"),
        ("l’eau", "l’eau"),
        ("etc...", "etc…"),
        ("et… encore", "et… encore"),
        ("le coeur, une manoeuvre, Oeuvrer, bon voeu", "le cœur, une manœuvre, Œuvrer, bon vœu"),
        ("la moelle coexiste avec un poème", "la moelle coexiste avec un poème"),
        ("le CO2 et le CO2.", "le CO₂ et le CO₂."),
        ("CO2e, ECO2", "CO2e, ECO2"),
        # quotation marks
        ('dire "oui" ou "non"', "dire «_oui_» ou «_non_»"),
        ("dire “oui”", "dire «_oui_»"),
        ("dire «oui» ou « non »", "dire «_oui_» ou «_non_»"),
        ("dire «~oui~»", "dire «_oui_»"),
        ('un écran de 15"', 'un écran de 15"'),
        # tall punctuation
        ("Quoi? Non! Si; oui: là", "Quoi_? Non_! Si_; oui_: là"),
        ("Quoi ? Non ! Si ; oui : là", "Quoi_? Non_! Si_; oui_: là"),
        ("Quoi~? là~:", "Quoi_? là_:"),
        ("Quoi ?! Non !!!", "Quoi_?! Non_!!!"),
        ("(Quoi ?) «Non !»", "(Quoi_?) «_Non_!_»"),
        ('"Quoi?"', "«_Quoi_?_»"),
        ("Quoi?...", "Quoi_?…"),
        ("Quoi !?: là", "Quoi_!?_: là"),
        ("(?) (!)", "(?) (!)"),
        ("10:30 et 1:1", "10:30 et 1:1"),
        ("a;b?c", "a;b?c"),
        # numbers
        ("25%, 25 % et 12,5~%", "25_%, 25_% et 12,5_%"),
        ("5€, 5 € et 5 £", "5_€, 5_€ et 5_£"),
        ("10 km, 3 heures, 2 kg, 5 millions", "10~km, 3~heures, 2~kg, 5~millions"),
        ("10 kmh, 3 amis", "10 kmh, 3 amis"),
        ("10 000 et 1 500 000 euros", "10~000 et 1~500~000~euros"),
        ("en 2010 300 personnes, 01 23 45", "en 2010 300 personnes, 01 23 45"),
        # dashes
        ("ici - ou là - rien", "ici – ou là – rien"),
        ("- au début", "– au début"),
        ("arc-en-ciel, -5, 2-3", "arc-en-ciel, -5, 2-3"),
        ("ici – ou — là", "ici – ou — là"),
        # spaces
        ("un mot , un point .", "un mot, un point."),
        ("deux  blancs,\tun  taquet ; 5  km", "deux blancs, un taquet_; 5~km"),
        ("mot\t?", "mot_?"),
        # addresses stay as they are
        ("voir http://exemple.fr?a=l'eau&b=1%20!c;d", "voir http://exemple.fr?a=l'eau&b=1%20!c;d"),
        ("(https://www.coeur.fr/CO2/oeuvre) ?", "(https://www.coeur.fr/CO2/oeuvre)_?"),
        ("l'adresse coeur@CO2.fr; oui", "l’adresse coeur@CO2.fr_; oui"),
        ("oeuvre.org, www.CO2.fr: l'oeuvre", "oeuvre.org, www.CO2.fr_: l’œuvre"),
        ('dire "http://a.fr"!', "dire «_http://a.fr_»_!"),
        # nothing to do
        ("Bibliothèque d’objets et cafés (Paris, Lyon)", "Bibliothèque d’objets et cafés (Paris, Lyon)"),
        ("", ""),
    ],
)
def test_french(typed: str, printed: str) -> None:
    """``~`` stands for a no-break space, ``_`` for a narrow one."""
    spaced = printed.replace("~", NBSP).replace("_", NNBSP)
    assert refine_text(typed.replace("~", NBSP).replace("_", NNBSP), FRENCH) == spaced


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('She said "yes" and "no"', "She said “yes” and “no”"),
        ("She said 'yes'; it's the '90s", "She said ‘yes’; it’s the ’90s"),
        ("the cars' owners", "the cars’ owners"),
        ("etc...", "etc…"),
        ("this - or that -- or not", "this\u200a—\u200aor that\u200a—\u200aor not"),
        ('"yes" - it is (now) - "no"', "“yes”\u200a—\u200ait is (now)\u200a—\u200a“no”"),
        ("well-known", "well-known"),
        ("10 km at 5 pm, 3 people", "10~km at 5~pm, 3~people"),
        ("What? No! Yes; there: 25%", "What? No! Yes; there: 25%"),
        ("CO2", "CO₂"),
        ("see http://x.org/it's...", "see http://x.org/it's…"),
        ('a screen of 15" or 17" and "so"', 'a screen of 15" or 17" and “so”'),
        ("No. 5, pp. 12", "No.~5, pp.~12"),
        ("oeuvre", "oeuvre"),
    ],
)
def test_english(typed: str, printed: str) -> None:
    assert refine_text(typed, ENGLISH) == printed.replace("~", NBSP)


# What is typed, and what stands on cards in each language: ~ is a no-break space, _ a narrow one.
SAID = {
    "de": (
        ('Er sagte "ja" und "nein"', "Er sagte „ja“ und „nein“"),
        ("Er sagte „ja“ und ‚nein‘", "Er sagte „ja“ und ‚nein‘"),
        ("das Wort 'so', Hans' Haus, geht's", "das Wort ‚so‘, Hans’ Haus, geht’s"),
        ("hier - oder -- dort; 2-3, E-Mail", "hier – oder – dort; 2-3, E-Mail"),
        ("z.B. u. a. oder d.h., i.d.R., o. Ä.", "z._B. u._a. oder d._h., i._d._R., o._Ä."),
        ("25% und 5€, 25%ige", "25_% und 5~€, 25%ige"),
        ("10 km, 5 Jahre, 3 Personen, 10 000", "10~km, 5~Jahre, 3~Personen, 10~000"),
        ("Nr. 5, S. 12, § 3", "Nr.~5, S.~12, §~3"),
        ("Was ? Nein ! Im Verhältnis 2 : 3", "Was? Nein! Im Verhältnis 2 : 3"),
        ("usw...", "usw…"),
        ('siehe "http://a.de/x-y"', "siehe „http://a.de/x-y“"),
        ("de.wikipedia.org und z.B.", "de.wikipedia.org und z._B."),
    ),
    "de-CH": (("Er sagte \"ja\" und 'nein'", "Er sagte «ja» und ‹nein›"),),
    "es": (
        ("Dijo \"sí\" y 'no'", "Dijo «sí» y ‘no’"),
        ('Dijo «eso de "nunca" aquí»', "Dijo «eso de “nunca” aquí»"),
        ("¿ Qué ? ¡ Ay ! Que?", "¿Qué? ¡Ay! Que?"),
        ("la raya --como esta-- y - esta", "la raya —como esta— y – esta"),
        ("25%, 5€, 10 km, 3 años, 10 000", "25_%, 5~€, 10~km, 3~años, 10~000"),
        ("n.º 5, pág. 12", "n.º~5, pág.~12"),
    ),
    "it": (
        ("l'acqua, un po' d'aria, dell'età", "l’acqua, un po’ d’aria, dell’età"),
        ("Disse \"sì\" - poi 'no'", "Disse «sì» – poi ‘no’"),
        ("25%, 25 %, 5 €, 10 km, 3 anni", "25%, 25~%, 5~€, 10~km, 3~anni"),
        ("Perché ? Ecco...", "Perché? Ecco…"),
    ),
    "pt": (
        ('Disse "sim" - e d\'água', "Disse “sim” — e d’água"),
        ("R$ 5, R$5, 25%, 3 milhões", "R$~5, R$~5, 25%, 3~milhões"),
    ),
    "pt-PT": (('Disse "sim" - 5€', "Disse «sim» – 5~€"), ('«o "eu" aqui»', "«o “eu” aqui»")),
    "nl": (
        ("'s morgens, zo'n huis, 't veld, foto's", "’s morgens, zo’n huis, ’t veld, foto’s"),
        ("'s-Hertogenbosch in 'n boek", "’s-Hertogenbosch in ’n boek"),
        ("Hij zei \"ja\" - toen 'nee'", "Hij zei “ja” – toen ‘nee’"),
        ("€ 5, 25 %, 25%, 10 km, 3 jaar, blz. 4", "€~5, 25~%, 25%, 10~km, 3~jaar, blz.~4"),
    ),
    "sv": (('"Hej" - så... 5 km, CO2', '"Hej" - så… 5~km, CO₂'),),
    "xx": (("\"Wie?\" - 'so': 5 km...", "\"Wie?\" - 'so': 5 km..."),),
}


@pytest.mark.parametrize(
    ("code", "typed", "printed"), [(code, *pair) for code, pairs in SAID.items() for pair in pairs]
)
def test_other_languages(code: str, typed: str, printed: str) -> None:
    assert refine_text(typed, language(code)) == printed.replace("~", NBSP).replace("_", NNBSP)


addresses = st.text("abz09-._~:/?#@!$&'()*+,;=%", min_size=1, max_size=30).map(lambda rest: f"http://a.fr/{rest}é")


@LANGUAGES
@given(address=addresses | st.sampled_from(["z.b.example.org/CO2...x", "d--e@ob.com"]))
def test_addresses_are_printed_as_typed(code: str, address: str) -> None:
    assert address in refine_text(f'l\'x "{address} 5 km" - y', language(code))


@pytest.mark.parametrize("code", ruled_codes())
def test_every_language_has_words_of_its_own_for_the_sheet(code: str) -> None:
    said = language(code)
    assert "3" in said.sheet.format(number=3, count=4)
    assert said.recto != said.verso
    assert "T" in said.pictogram.format(title="T")
    assert "T" in said.picture.format(title="T")
    assert "A" in said.qr.format(address="A")
    assert code == "en" or said.fold != language("en").fold


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (("Quoi", "?"), ("Quoi", "_?")),  # a space put before a sign joins the run of the sign
        (("Quoi ", "?"), ("Quoi_", "?")),
        (("Quoi", " ?"), ("Quoi", "_?")),
        (("Quoi?", "!"), ("Quoi_?", "!")),
        (('"', "oui", '"'), ("«_", "oui", "_»")),
        (('dire "', "oui", '" là'), ("dire «_", "oui", "_» là")),
        (('dire "o', "u", 'i" là'), ("dire «_o", "u", "i_» là")),
        (("10", " km"), ("10", "~km")),
        (("10 ", "km"), ("10~", "km")),
        (("25", "%"), ("25", "_%")),
        (("le c", "oeu", "r"), ("le c", "œu", "r")),
        (("le co", "eur"), ("le c", "œur")),
        (("mot ", "."), ("mot", ".")),
        (("mot", " ."), ("mot", ".")),
        (("un  ", "  deux"), ("un", " deux")),
        (("etc", "..."), ("etc", "…")),
        (("CO", "2"), ("CO", "₂")),
        (("aujourd", "'", "hui"), ("aujourd", "’", "hui")),
        (("http://", "oeuvre.fr"), ("http://", "oeuvre.fr")),
    ],
)
def test_emphasis_stays_where_it_stood(typed: tuple[str, ...], printed: tuple[str, ...]) -> None:
    runs = tuple(Run(text, bold=index % 2 == 1) for index, text in enumerate(typed))
    expected = tuple(
        Run(text.replace("~", NBSP).replace("_", NNBSP), bold=index % 2 == 1) for index, text in enumerate(printed)
    )
    assert refine(Paragraph(runs), FRENCH).runs == expected


def test_a_paragraph_keeps_its_place() -> None:
    paragraph = Paragraph((Run("a"),), gap=0.5, hang="•", foot=True, inset=True)
    assert refine(paragraph, FRENCH) == paragraph


@pytest.mark.parametrize(
    ("code", "rules"),
    [
        *(("fr", "fr"), ("FR", "fr"), ("fr-CA", "fr"), ("en-GB", "en"), ("de-AT", "de"), ("de-LI", "de-CH")),
        *(("pt-BR", "pt"), ("pt-PT", "pt-PT"), ("pt-AO", "pt-PT"), ("es-MX", "es"), ("xx-YY", "xx-YY")),
    ],
)
def test_a_region_speaks_its_language(code: str, rules: str) -> None:
    assert language(code).code == rules


def test_sheets_are_named_in_the_deck_s_language() -> None:
    assert FRENCH.sheet.format(number=1, count=2) == "feuille 1 sur 2"
    assert (FRENCH.recto, FRENCH.verso) == ("recto", "verso")
    assert language("xx").sheet.format(number=1, count=2) == "sheet 1 of 2"
    assert (language("xx").recto, language("xx").verso) == ("front", "back")


@LANGUAGES
@given(before=signs, typed=signs.filter(bool), after=signs)
def test_code_is_printed_as_typed(code: str, before: str, typed: str, after: str) -> None:
    paragraph = Paragraph((Run(before), Run(typed, code=True), Run(after)))
    refined = refine(paragraph, language(code))
    (run,) = (run for run in refined.runs if run.code)
    assert run.text.strip(NBSP + NNBSP) == typed.strip(NBSP + NNBSP)
    assert letters("".join(other.text for other in refined.runs)) == letters(before + typed + after)


def test_rules_see_code_as_a_word() -> None:
    paragraph = Paragraph((Run('Tapez "'), Run('a ? "b"...', code=True), Run("\" ? l'eau")))
    assert [run.text for run in refine(paragraph, FRENCH).runs] == [
        f"Tapez «{NNBSP}",
        'a ? "b"...',
        f"{NNBSP}»{NNBSP}? l’eau",
    ]
