"""The words that an item of a layout sets for a card: templates filled in, labels run in, typography refined."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from msgspec.structs import replace

from deck.face.layout import LAST, FlowItem, Style, TextItem
from deck.face.values import Values, is_told
from deck.text.languages import Language
from deck.text.languages import language as rules_of
from deck.text.markup import INNER_GAP, parse_lines, parse_paragraphs
from deck.text.runs import Paragraph, Run
from deck.text.typography import refine, refine_text

FIELD_GAP = 1.0
APART_GAP = 1.25  # a rule stands in this gap
CODE_FACE = "code"  # the typeface of code spans, where deck.yaml names one


def text_manuscript(item: TextItem, values: Values, language: Language) -> tuple[Paragraph, ...]:
    """The paragraphs of a text item; none when it comes out blank.

    A single line is no list: "1. Begin" may be a title, and "{number}. {title}" makes many.
    """
    paragraphs: list[Paragraph] = []
    for text, tongue in values.pieces(item.template):
        if not text.strip():
            continue
        single = "\n" not in text.strip() and not text.lstrip().startswith("- ")
        own = [*_alone(text, single, CODE_FACE in values.deck.typefaces, tongue, language)]
        if paragraphs:
            own[0] = replace(own[0], gap=INNER_GAP)
        paragraphs += own
    return tuple(paragraphs)


@lru_cache(512)
def _label(label: str, language: Language) -> str:
    return refine_text(f"{label}: ", language)


@lru_cache(512)
def _alone(text: str, single: bool, coded: bool, tongue: str, language: Language) -> tuple[Paragraph, ...]:
    """The paragraphs of a text item, remembered: many say the same on every card."""
    return tuple(_refined(_paragraphs(text, coded, single=single), tongue, language))


def _refined(paragraphs: Iterable[Paragraph], tongue: str, language: Language) -> list[Paragraph]:
    """*paragraphs* by the rules of their language: *tongue*, or the deck's where that is empty."""
    if not tongue:
        return [refine(paragraph, language) for paragraph in paragraphs]
    return [replace(refine(paragraph, rules_of(tongue)), language=tongue) for paragraph in paragraphs]


def flow_manuscript(item: FlowItem, values: Values, language: Language) -> tuple[Paragraph, ...]:
    """The card's fields in order, each led by its label; a field without text leaves no trace."""
    fields = [field for field in values.deck.fields if is_told(field, item)]
    said = [(field, text) for field in fields if (text := values.words(field.key)).strip()]
    apart = said[-1][0].key if said and item.apart == LAST else item.apart
    coded = CODE_FACE in values.deck.typefaces
    paragraphs: list[Paragraph] = []
    for field, text in said:
        tongue = values.tongue(field.key)
        own = _refined(_paragraphs(text, coded), tongue, language)
        if paragraphs:
            foot = field.key == apart
            own[0] = replace(own[0], gap=APART_GAP if foot else FIELD_GAP, foot=foot)
        label = values.card.labels.get(field.key, field.label)
        if item.label and label:
            spoken = values.label_tongue(field.key)
            refined = _label(label, rules_of(spoken) if spoken else language)
            lead = "" if spoken == tongue else spoken or values.deck.language
            own = _labelled(own, refined, item.label, spoken, lead)
        paragraphs += own
    return tuple(paragraphs)


def _paragraphs(text: str, coded: bool, *, single: bool = False) -> tuple[Paragraph, ...]:
    """The paragraphs of Markdown text, of a *single* one its lines; *coded* when code has a typeface of its own."""
    paragraphs = parse_lines(text) if single else parse_paragraphs(text)
    if "`" not in text or not coded:
        return paragraphs
    return tuple(
        replace(paragraph, runs=tuple(replace(run, font=CODE_FACE) if run.code else run for run in paragraph.runs))
        for paragraph in paragraphs
    )


def _labelled(paragraphs: list[Paragraph], label: str, style: Style, language: str, lead: str) -> list[Paragraph]:
    """The label run in before the first paragraph; before a list or a heading it stands on a line of its own.

    *language* is that of the label where it is not the deck's, *lead* where it is not that of the text.
    """
    first = paragraphs[0]
    run = Run(label, style.bold, style.italic, style.font)
    if first.hang or first.heading:
        alone = (replace(run, text=run.text.rstrip()),)
        return [
            Paragraph(alone, first.gap, foot=first.foot, heading=True, language=language),
            replace(first, gap=0.0, foot=False),
            *paragraphs[1:],
        ]
    return [replace(first, runs=(run, *first.runs), lead=lead), *paragraphs[1:]]
