"""Translations of a deck: its cards in cards/CODE/, held against the cards they translate, and put in their place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from deck.model import Card, Category, Deck, Tongue, Translation, Words
from deck.problems import Mark, Problem, Problems, Severity, did_you_mean, shown_path
from deck.source.known import Known
from deck.source.project import Project

State = Literal["good", "missing", "incomplete", "outdated", "new"]
TAGS = "tags"
DIGITS = 8  # of a digest: a change goes unseen once in four thousand million


class Standing(Struct, frozen=True):
    """How a card stands in one language: what of it is *lacking*, and its translation where there is one."""

    card: Card
    state: State
    translation: Translation | None = None
    lacking: tuple[str, ...] = ()


def find_tongue(deck: Deck, code: str, problems: Problems) -> Tongue:
    """The language called *code* that the deck is translated into; DeckError with the nearest when it is not."""
    tongue = next((tongue for known, tongue in deck.tongues.items() if known.lower() == code.lower()), None)
    if tongue is None:
        said = f"Its languages: {', '.join((deck.language, *deck.tongues))}."
        begin = f"write into deck.yaml  languages: {{{code}: {{title: …}}}}  and its cards into cards/{code}/."
        hints = [*did_you_mean(code, deck.tongues), *([said] if deck.tongues else []), f"To begin, {begin}"]
        problems.fail(f'this deck is not translated into "{code}".', hints=hints)
    return tongue


def translate(project: Project, deck: Deck, code: str, problems: Problems, known: Known, *, fallback: bool) -> Deck:
    """*deck* in another language; DeckError with all that is missing, unless the deck's own words may *fall back*."""
    tongue = find_tongue(deck, code, problems)
    found = standings(deck, read_translations(project, deck, tongue.code, problems, known))
    problems.stop()
    missing = [*missing_texts(deck, tongue), *_missing_words(found, tongue.code)]
    if missing and fallback:
        said = f'{len(missing)} parts of this deck have no words in "{tongue.code}": they are in "{deck.language}".'
        hints = [f"To see them, run: deck translations {tongue.code}"]
        problems.add(said, hints=hints, severity=Severity.WARNING)
    else:
        _tell(missing, deck, tongue.code, problems)
    _tell_outdated(found, deck, tongue.code, problems)
    problems.stop()
    return _in_tongue(deck, tongue, {standing.card.id: standing.translation for standing in found})


def _tell(missing: Iterable[Problem], deck: Deck, code: str, problems: Problems) -> None:
    """Note all that is missing; the first with the way to do without."""
    way = f'Or print what is missing in "{deck.language}":  deck build --language {code} --fallback'
    for index, problem in enumerate(missing):
        problems.note(replace(problem, hints=(*problem.hints, way)) if index == 0 else problem)


def read_translations(
    project: Project, deck: Deck, code: str, problems: Problems, known: Known | None = None
) -> dict[str, Translation]:
    """The translated cards by id; those that translate no card, or one that another one has, are noted."""
    cards = {card.id: card for card in deck.cards if card.mark is not None}
    translations: dict[str, Translation] = {}
    for file in project.translated_files(code):
        read = known.translations(code, file) if known else None
        if read is None:
            from deck.source.translated import read_translated  # 100 ms with what checks the shapes of files

            read, clean = read_translated(file, deck, problems)
            if known and clean:
                known.keep_translations(code, file, read)
        for translation in read:
            _check(translation, cards, translations, project, problems)
            translations.setdefault(translation.id, translation)
    return translations


def _check(
    translation: Translation,
    cards: Mapping[str, Card],
    others: Mapping[str, Translation],
    project: Project,
    problems: Problems,
) -> None:
    card, first = cards.get(translation.id), others.get(translation.id)
    if card is None:
        hints = [*did_you_mean(translation.id, cards), "To see the ids of all cards, run: deck list"]
        said = f'there is no card with the id "{translation.id}" to translate.'
        problems.add(said, translation.mark, card=translation.title, hints=hints)
        return
    if first is not None:
        where = f"{shown_path(first.mark.file, project.root)}, {first.mark.place}"
        said = f'the card "{translation.id}" is translated twice; the first is on {where}.'
        problems.add(said, translation.mark, card=translation.title, hints=["Keep one of the two."])
    for key, typed in translation.fixed.items():
        own = _own(card, key)
        if typed.text != own:
            said = f'"{key}" is the same in all languages, here it is not: "{own}" is used.'
            hints = ["Delete this line: translations need none of these."]
            problems.add(said, typed.mark, card=translation.title, hints=hints, severity=Severity.WARNING)


def _own(card: Card, key: str) -> str:
    """What the card itself says for a setting that is the same in all languages."""
    known = {
        "category": card.category.letter if card.category else "",
        "special": card.companion,
        "icon": card.icon.text if card.icon else "",
        "picture": card.picture.text if card.picture else "",
        "copies": str(card.copies),
    }
    return known[key]


def standings(deck: Deck, translations: Mapping[str, Translation]) -> list[Standing]:
    """How every card that a file holds stands."""
    return [_standing(card, translations.get(card.id), deck) for card in deck.cards if card.mark is not None]


def _standing(card: Card, translation: Translation | None, deck: Deck) -> Standing:
    if translation is None:
        return Standing(card, "missing")
    blank = Words("")
    fields = [field.key for field in deck.fields if field.printed]
    said = [key for key in fields if card.words.get(key, blank).text.strip()]
    lacking = [key for key in said if not translation.words.get(key, blank).text.strip()]
    lacking += [f"labels: {key}" for key, label in card.labels.items() if label and not translation.labels.get(key)]
    if lacking:
        return Standing(card, "incomplete", translation, tuple(lacking))
    state: State = "good" if translation.made_from == digest_of(card, deck) else "outdated"
    return Standing(card, state if translation.made_from else "new", translation)


def digest_of(card: Card, deck: Deck) -> str:
    """A digest of all that is to be translated of a card; how its lines were broken does not matter."""
    private = {field.key for field in deck.fields if not field.printed}
    words = [(key, " ".join(said.text.split())) for key, said in sorted(card.words.items()) if key not in private]
    typed = repr([*((key, text) for key, text in words if text), *sorted(card.labels.items())])
    return hashlib.sha256(typed.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def missing_texts(deck: Deck, tongue: Tongue) -> Iterator[Problem]:
    """The deck's own texts that deck.yaml does not have in a language; the publisher's name may stay what it is."""
    texts = [key for key in ("title", "subtitle", "licence") if getattr(deck, key) and not tongue.texts[key]]
    names = [c.letter for c in deck.categories if not tongue.names.get(c.letter)]
    abouts = [f"{c.letter}: about" for c in deck.categories if c.about and not tongue.abouts.get(c.letter)]
    labels = [f.key for f in deck.fields if f.printed and f.label and not tongue.labels.get(f.key)]
    for group, keys in (("", texts), ("categories", [*names, *abouts]), ("fields", labels)):
        if keys:
            said = f'{group or "texts"} of the deck that are not in "{tongue.code}": {", ".join(keys)}.'
            below = f"{group}: {{{keys[0].partition(':')[0]}: …}}" if group else f"{keys[0]}: …"
            hint = f"Add in deck.yaml:  languages: {{{tongue.code}: {{{below}}}}}"
            yield Problem(said, tongue.mark, hints=(hint,))


def _missing_words(found: Iterable[Standing], code: str) -> Iterator[Problem]:
    for standing in found:
        card, translation = standing.card, standing.translation
        if translation is None:
            hints = (f"Add to a file in cards/{code}/, below  cards: :", f"    - id: {card.id}", "      title: …")
            yield Problem(f'this card is not translated into "{code}".', card.mark, card.title, hints)
        elif standing.lacking:
            said = f'this card has no words in "{code}" for: {", ".join(standing.lacking)}.'
            yield Problem(said, translation.mark, translation.title)


def _tell_outdated(found: Iterable[Standing], deck: Deck, code: str, problems: Problems) -> None:
    for standing in found:
        if standing.state == "outdated" and standing.translation:
            said = f'the words in "{deck.language}" have changed since this card was translated.'
            hints = [f"Compare the two, then run: deck translations --accept {code} {standing.card.id}"]
            mark, title = standing.translation.mark, standing.translation.title
            problems.add(said, mark, card=title, hints=hints, severity=Severity.WARNING)


def _in_tongue(deck: Deck, tongue: Tongue, translations: Mapping[str, Translation | None]) -> Deck:
    """The deck with its words in another language; what is not translated stays as it is."""
    categories = {category.letter: _category(category, tongue) for category in deck.categories}
    fields = tuple(replace(field, label=tongue.labels.get(field.key) or field.label) for field in deck.fields)
    texts = {key: text for key, text in tongue.texts.items() if text}
    cards = (
        _card(card, categories[card.category.letter] if card.category else None, translations.get(card.id), tongue)
        for card in deck.cards
    )
    own = {
        "language": tongue.code,
        "categories": tuple(categories.values()),
        "fields": fields,
        "cards": tuple(cards),
        "source": deck.language,
        "untranslated": _untranslated(deck, tongue),
    }
    return replace(deck, **texts, **own)


def _untranslated(deck: Deck, tongue: Tongue) -> frozenset[str]:
    """The deck's own texts that stay in its own language; its publisher is called so in any."""
    texts = [f"deck.{key}" for key in ("title", "subtitle", "licence") if not tongue.texts[key]]
    names = [f"category.name {c.letter}" for c in deck.categories if not tongue.names.get(c.letter)]
    abouts = [f"category.about {c.letter}" for c in deck.categories if not tongue.abouts.get(c.letter)]
    labels = [f"label {field.key}" for field in deck.fields if not tongue.labels.get(field.key)]
    return frozenset((*texts, *names, *abouts, *labels))


def _category(category: Category, tongue: Tongue) -> Category:
    letter = category.letter
    name, about = tongue.names.get(letter) or category.name, tongue.abouts.get(letter) or category.about
    return replace(category, name=name, about=about)


def _card(card: Card, category: Category | None, translation: Translation | None, tongue: Tongue) -> Card:
    if card.mark is None and category is not None:  # made for its category, whose name it bears
        name = Words(category.name)
        words = {"title": name, "front_title": name}
        own = frozenset(() if tongue.names.get(category.letter) else words)
        return replace(card, title=category.name, words=words, category=category, untranslated=own)
    if translation is None:
        every = frozenset((*card.words, *(f"label {key}" for key in card.labels), TAGS))
        return replace(card, category=category, untranslated=every)
    said = {key: words for key, words in translation.words.items() if words.text.strip()}
    labels = {key: label for key, label in translation.labels.items() if label}
    left = {*card.words} - {*said} | {f"label {key}" for key in card.labels if key not in labels}
    return replace(
        card,
        title=translation.title,
        words={**card.words, **said},
        labels={**card.labels, **labels},
        tags=translation.tags or card.tags,
        category=category,
        untranslated=frozenset(left if translation.tags else {*left, TAGS}),
    )


def place_of(mark: Mark | None, project: Project) -> str:
    """Where something stands, for a list: ``cards/en/A.yaml, line 3``."""
    return f"{shown_path(mark.file, project.root)}, {mark.place}" if mark else ""
