"""A deck in another language: the same cards with other words; what is missing or outdated is told."""

from pathlib import Path

import pypdfium2
import pytest

from tests.projects import PDF, Project, headline

LANGUAGES = """\
languages:
  de:
    title: Kleines Spiel
    subtitle: Es hat {count} Karten
    licence: Frei zu teilen.
    categories: {A: Bewegung, B: {name: Arbeit}}
    fields: {description: Beschreibung, examples: {label: Beispiele}}
"""
CARDS_DE = """\
# Übersetzt von Hand
cards:
  - id: carpool
    title: Fahrgemeinschaft
    description: Mehrere teilen "ein" Auto.
    examples: Überall.
  - title: Autoteilen
    id: car-sharing
    description: Ein Auto auf Zeit.
  - id: coworking
    title: Gemeinsam arbeiten
    description: Ein Ort für alle.
"""
GERMAN = "output/kleines-spiel-de.pdf"


@pytest.fixture
def both(project: Project) -> Project:
    """The project with a German translation."""
    project.spoil("deck.yaml", "date: 2026", f"{LANGUAGES}date: 2026")
    project.write("cards/de/all.yaml", CARDS_DE)
    return project


def text_of(file: Path) -> str:
    pages = pypdfium2.PdfDocument(file)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def test_each_language_has_its_words_and_its_file(both: Project) -> None:
    for options, name in (((), PDF), (("--language", "DE"), GERMAN)):
        result = both.run("build", "screen", *options, "-o", f"output/{len(options)}.pdf")
        assert (result.code, result.err) == (0, ""), name
    english, german = (text_of(both.root / f"output/{count}.pdf") for count in (0, 2))
    for said in ("Carpooling", "Several people share one car", "Examples", "Car sharing", "Coworking"):
        assert said in english
        assert said not in german
    for said in ("Fahrgemeinschaft", "Mehrere teilen „ein“ Auto.", "Beispiele:", "Autoteilen", "Gemeinsam arbeiten"):
        assert said in german
        assert said not in english


def test_the_name_of_the_file_says_the_language(both: Project) -> None:
    assert both.run("build", "--language", "de").code == 0
    assert both.run("build", "--language", "en").code == 0
    assert (both.root / GERMAN).is_file()
    assert (both.root / PDF).is_file()


def test_numbers_copies_and_order_are_those_of_the_deck(both: Project) -> None:
    english, german = (both.run("check", *options).out for options in ((), ("--language", "de")))
    assert english.partition(";")[0] == german.partition(";")[0]
    assert "3 cards" in german


def test_a_second_build_says_the_same(both: Project) -> None:
    first = both.run("build", "--language", "de", "-o", "one.pdf")
    again = both.run("build", "--language", "de", "-o", "two.pdf")
    assert (first.code, again.code) == (0, 0)
    assert (both.root / "one.pdf").read_bytes() == (both.root / "two.pdf").read_bytes()
    both.spoil("cards/de/all.yaml", "Ein Ort für alle.", "Ein Platz für alle.")
    assert both.run("build", "screen", "--language", "de", "-o", "three.pdf").code == 0
    assert "Ein Platz für alle." in text_of(both.root / "three.pdf")


def test_all_that_is_missing_is_told_and_nothing_is_written(both: Project) -> None:
    both.spoil("cards/de/all.yaml", "    examples: Überall.\n", "")
    both.spoil("cards/de/all.yaml", CARDS_DE[CARDS_DE.index("  - id: coworking") :], "")
    both.spoil("deck.yaml", "    licence: Frei zu teilen.\n", "")
    both.spoil("deck.yaml", "B: {name: Arbeit}", "B: {about: Arbeit}")
    both.spoil("deck.yaml", "description: Beschreibung, ", "")
    result = both.run("build", "--language", "de")
    assert result.code == 1
    files = [headline(problem)[0] for problem in result.problems]
    assert sorted(files) == ["cards/B.yaml", "cards/de/all.yaml", "deck.yaml", "deck.yaml", "deck.yaml"]
    for said in ("licence", "categories", "B", "description", "is not translated", "examples", "--fallback"):
        assert said in result.err
    assert not (both.root / GERMAN).exists()


def test_the_deck_s_own_words_stand_in_only_where_that_is_wanted(both: Project) -> None:
    both.spoil("cards/de/all.yaml", CARDS_DE[CARDS_DE.index("  - id: coworking") :], "")
    both.spoil("cards/de/all.yaml", "    examples: Überall.\n", "")
    result = both.run("build", "screen", "--language", "de", "--fallback", "-o", "x.pdf")
    assert result.code == 0
    (problem,) = result.problems
    assert problem.startswith('Warning: 2 parts of this deck have no words in "de": they are in "en".')
    said = text_of(both.root / "x.pdf")
    assert "A place for all who work." in said
    assert "BlaBlaCar" in said
    assert "Fahrgemeinschaft" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: coworking", "id: coworkin", 'there is no card with the id "coworkin"'),
        (
            "id: coworking",
            "id: carpool",
            'the card "carpool" is translated twice; the first is on cards/de/all.yaml, line 3',
        ),
        ("    id: car-sharing\n", "", "does not say which card it is of"),
        ("examples: Überall.", "exampels: Überall.", 'has no "exampels"'),
    ],
)
def test_slips_in_translations_are_told(both: Project, old: str, new: str, said: str) -> None:
    both.spoil("cards/de/all.yaml", old, new)
    result = both.run("build", "--language", "de")
    assert result.code == 1
    assert said in result.err
    assert both.run("build").code == 0


def test_a_copied_file_may_repeat_what_is_the_same(both: Project) -> None:
    both.spoil(
        "cards/de/all.yaml",
        "    title: Fahrgemeinschaft\n",
        "    title: Fahrgemeinschaft\n    icon: car\n    copies: 1\n",
    )
    assert both.run("build", "--language", "de").err == ""
    both.spoil("cards/de/all.yaml", "icon: car", "icon: desk")
    (problem,) = both.run("build", "--language", "de").problems
    assert '"icon" is the same in all languages' in problem
    assert problem.startswith("Warning: ")


@pytest.mark.parametrize(("code", "said"), [("fr", "Its languages: en, de."), ("d", 'Did you mean "de"?')])
def test_a_language_that_is_not_there(both: Project, code: str, said: str) -> None:
    result = both.run("build", "--language", code)
    assert result.code == 1
    assert f'This deck is not translated into "{code}".' in result.err
    assert said in result.err


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("languages: {d!: {title: x}}", '"d!" is not a language code.'),
        ("languages: {en: {title: x}}", "is the deck's own language"),
        ("languages: {de: {categories: {C: x}}}", '"C" is none of the deck\'s categories'),
        ("languages: {de: {fields: {x: y}}}", '"x" is none of the deck\'s fields'),
        ("languages: {de: {subtitle: 'a {cont}'}}", 'Did you mean "count"?'),
        ("languages: {de: {titel: x}}", 'Did you mean "title"?'),
    ],
)
def test_slips_in_languages_are_told(project: Project, new: str, said: str) -> None:
    project.spoil("deck.yaml", "date: 2026", f"{new}\ndate: 2026")
    result = project.run("check")
    assert result.code == 1
    assert said in result.err
    assert "Traceback" not in result.err


def test_a_translation_that_deck_yaml_does_not_name_is_explained(project: Project) -> None:
    project.write("cards/de/all.yaml", CARDS_DE)
    result = project.run("check")
    assert result.code == 1
    assert "If cards/de/ holds a translation, say so in deck.yaml:  languages: {de: {title: …}}" in result.err


def test_the_report_and_accepting(both: Project) -> None:
    both.spoil("cards/de/all.yaml", "    examples: Überall.\n", "")
    said = both.run("translations").out
    assert said.startswith('Small deck: 3 cards in "en"\n\nde: 0 up to date, 1 incomplete, 2 new')
    assert "incomplete  carpool                           cards/de/all.yaml, line 3 (examples)" in said
    assert both.run("translations", "--accept", "de").out == "de: 2 cards accepted\n"
    text = (both.root / "cards/de/all.yaml").read_text("utf-8")
    assert [line for line in text.split("\n") if "made_from" not in line] == CARDS_DE.replace(
        "    examples: Überall.\n", ""
    ).split("\n")
    assert text.count("made_from: ") == 2
    assert "de: 2 up to date, 1 incomplete" in both.run("translations", "de").out


def test_the_report_says_what_of_the_deck_is_missing(both: Project) -> None:
    both.spoil("deck.yaml", "    licence: Frei zu teilen.\n", "")
    said = both.run("translations", "de").out
    assert '  missing     deck.yaml, line 7: texts of the deck that are not in "de": licence\n' in said


def test_a_deck_in_one_language(project: Project) -> None:
    result = project.run("translations")
    assert (result.code, result.err) == (0, "")
    assert "deck.yaml names no other language." in result.out


def test_tags_may_be_translated(both: Project) -> None:
    both.spoil(
        "cards/de/all.yaml", "    title: Fahrgemeinschaft\n", "    title: Fahrgemeinschaft\n    tags: [straße]\n"
    )
    assert both.run("build", "--language", "de", "--tag", "straße").out.startswith("1 card ")
    assert both.run("build", "--tag", "road").out.startswith("1 card ")


def test_labels_of_a_card_s_own_are_translated_too(both: Project) -> None:
    both.spoil("cards/B.yaml", "    icon: desk\n", "    icon: desk\n    labels: {description: In short}\n")
    assert 'this card has no words in "de" for: labels: description.' in both.run("build", "--language", "de").err
    both.spoil("cards/de/all.yaml", "    title: Gemeinsam", "    labels: {description: Kurz}\n    title: Gemeinsam")
    assert both.run("build", "screen", "--language", "de", "-o", "x.pdf").code == 0
    assert "Kurz: Ein Ort" in text_of(both.root / "x.pdf")


def test_an_index_card_bears_the_name_of_its_category(both: Project) -> None:
    result = both.run("build", "screen", "--with", "index", "--language", "de", "-o", "x.pdf")
    assert result.code == 0
    assert "Bewegung" in text_of(both.root / "x.pdf")
    assert "Mobility" not in text_of(both.root / "x.pdf")


def test_a_text_that_changes_makes_its_translation_outdated(both: Project) -> None:
    assert both.run("translations", "--accept", "de").code == 0
    both.spoil("cards/B.yaml", "A place for all who work.", "A place\n      for all who work.")
    assert "de: 3 up to date\n" in both.run("translations").out
    both.spoil("cards/B.yaml", "for all who work.", "for all.")
    result = both.run("build", "--language", "de")
    assert result.code == 0
    (problem,) = result.problems
    assert problem.startswith("Warning: cards/de/all.yaml, line ")
    assert 'the words in "en" have changed' in problem
    assert "deck translations --accept de coworking" in problem
    assert "outdated    coworking" in both.run("translations", "de").out
    assert both.run("translations", "--accept", "de").out == "de: 0 cards accepted\n"
    assert both.run("translations", "--accept", "de", "B1").out == "de: 1 card accepted\n"
    assert both.run("build", "--language", "de").err == ""
    text = (both.root / "cards/de/all.yaml").read_text("utf-8")
    assert text.count("made_from: ") == 3


def test_windows_line_ends_and_marks_stay(both: Project) -> None:
    file = both.root / "cards/de/all.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + CARDS_DE.replace("\n", "\r\n").encode())
    assert both.run("translations", "--accept", "de").code == 0
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n") == CARDS_DE.count("\n") + 3


def test_a_file_that_cannot_be_changed_safely_stays(both: Project) -> None:
    both.write("cards/de/all.yaml", "cards:\n  - {id: coworking, title: x, description: y}\n")
    result = both.run("translations", "--accept", "de", "coworking")
    assert result.code == 1
    assert "Write these lines into its cards yourself" in result.err
    assert (both.root / "cards/de/all.yaml").read_text() == "cards:\n  - {id: coworking, title: x, description: y}\n"


@pytest.mark.parametrize("arguments", [("de", "carpool"), ("--accept",)])
def test_mistyped_commands(both: Project, arguments: tuple[str, ...]) -> None:
    assert both.run("translations", *arguments).code == 2


def test_what_cannot_be_accepted(both: Project) -> None:
    both.spoil("cards/de/all.yaml", "    examples: Überall.\n", "")
    result = both.run("translations", "--accept", "de", "carpool", "carpol")
    assert result.code == 1
    assert 'The card "carpool" cannot be accepted: in "de" it is incomplete.' in result.err
    assert 'Did you mean "carpool"?' in result.err


def test_cards_of_the_deck_itself_are_made_from_nothing(project: Project) -> None:
    project.spoil("cards/B.yaml", "    icon: desk\n", "    icon: desk\n    made_from: 12345678\n")
    result = project.run("check")
    assert result.code == 1
    assert '"made_from" belongs in translations' in result.err
