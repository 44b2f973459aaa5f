"""deck translations: which cards are translated, and which have changed since."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import click

from deck.cli.report import report, say
from deck.model import Deck
from deck.problems import DeckError, Problems, did_you_mean
from deck.source.accepting import note_sources
from deck.source.project import Project, find_project
from deck.source.read import read_deck
from deck.source.translations import (
    Standing,
    State,
    digest_of,
    find_tongue,
    missing_texts,
    place_of,
    read_translations,
    standings,
)

STATES: tuple[State, ...] = ("missing", "incomplete", "outdated", "new")  # in the order in which they matter


@click.command("translations", epilog="Example:  deck translations --accept en carpool")
@click.argument("language", required=False)
@click.argument("cards", nargs=-1, metavar="[CARD]...")
@click.option("--accept", is_flag=True, help="Note that these cards are up to date; without CARDs, all that are new.")
@click.pass_obj
def command(folder: Path, /, language: str | None, cards: tuple[str, ...], accept: bool) -> int:
    """Say which cards are missing or outdated in the deck's other languages, or in LANGUAGE alone.

    A translation is new until it has been accepted. When you have translated a card, or compared it with a text that
    has changed, accept it: its file then remembers the text that it was made from.
    """
    if cards and not accept:
        raise click.UsageError("Cards are named to accept them: add --accept.")
    if accept and language is None:
        raise click.UsageError("Say in which language:  deck translations --accept en")
    problems = Problems()
    project = find_project(folder)
    try:
        deck = read_deck(project, problems)
        if accept and language is not None:
            _accept(project, deck, language, cards, problems)
            return 0
        codes = [find_tongue(deck, language, problems).code] if language else [*deck.tongues]
        told = {code: standings(deck, read_translations(project, deck, code, problems)) for code in codes}
        problems.stop()
    except DeckError as error:
        report(error.problems, project.root, "Nothing was written.")
        return 1
    report(problems.found, project.root, "")
    _tell(deck, told, project)
    return 0


def _tell(deck: Deck, told: dict[str, list[Standing]], project: Project) -> None:
    written = sum(card.mark is not None for card in deck.cards)
    say(f'{deck.title}: {written} cards in "{deck.language}"')
    if not told:
        say("deck.yaml names no other language. Begin with:  languages: {en: {title: …}}")
    for code, found in told.items():
        say(f"\n{code}: {_summary(found)}")
        for problem in missing_texts(deck, deck.tongues[code]):
            say(f"  {'missing':10}  {place_of(problem.mark, project)}: {problem.what.rstrip('.')}")
        for standing in found:
            if standing.state != "good":
                mark = standing.translation.mark if standing.translation else standing.card.mark
                lacking = f" ({', '.join(standing.lacking)})" if standing.lacking else ""
                place = place_of(mark, project)
                say(f"  {standing.state:10}  {standing.card.id:32}  {place}{lacking}")


def _summary(found: Iterable[Standing]) -> str:
    counts = Counter(standing.state for standing in found)
    return ", ".join(
        [f"{counts['good']} up to date", *(f"{counts[state]} {state}" for state in STATES if counts[state])]
    )


def _accept(project: Project, deck: Deck, language: str, cards: tuple[str, ...], problems: Problems) -> None:
    """Note the texts that the named cards were made from, or that those without a note were."""
    code = find_tongue(deck, language, problems).code
    found = standings(deck, read_translations(project, deck, code, problems))
    problems.stop()
    named = {name: standing for standing in found for name in (standing.card.id, standing.card.number) if name}
    for name in cards:
        if name not in named:
            problems.add(f'there is no card "{name}".', hints=did_you_mean(name, named))
        elif named[name].state in ("missing", "incomplete"):
            said = f'the card "{name}" cannot be accepted: in "{code}" it is {named[name].state}.'
            problems.add(said, hints=[f"To see what is missing, run: deck translations {code}"])
    problems.stop()
    wanted = [named[name] for name in cards] or [standing for standing in found if standing.state == "new"]
    digests: dict[Path, dict[str, str]] = defaultdict(dict)
    for standing in wanted:
        if standing.translation:
            digests[standing.translation.mark.file][standing.card.id] = digest_of(standing.card, deck)
    note_sources(digests, problems)
    problems.stop()
    say(f"{code}: {len(wanted)} cards accepted" if len(wanted) != 1 else f"{code}: 1 card accepted")
