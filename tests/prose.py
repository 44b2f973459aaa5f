"""Text for properties: words and signs that cards hold, in any order, and paragraphs made of them."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import strategies as st

from deck.text.languages import NBSP, NNBSP
from deck.text.runs import Paragraph, Run

_PLAIN = """
à a de le la et ou où pour dans avec une des ils BlaBlaCar Montélimar SNCF 007 2 500 10 m² café
mutualisation environnement réutilisation déplacement développement aujourd’hui coopératives l’entretien
anticonstitutionnellement difficile efficace affiche AVATAR Wavy Toi «les» (voir) sous-préfecture et/ou
vente/location arc-en-ciel citoyens, locale. http://repaircafe.org/fr/l-atelier.html www.etsy.com
nom@exemple.fr fil\u00adi journa\u00adl,
auto\u00adpartage collabo\u00adra\u00adtif co\u200bworking\u200bespace e\u0301cole CO₂
"""
WORDS = (
    *_PLAIN.split(),
    f"«{NNBSP}dire{NNBSP}»",
    f"10{NBSP}km",
    f"quoi{NNBSP}?!",
    f"M.{NBSP}Dupont{NBSP}fils",
    "entre—eux",
    "\u200a—\u200a",
    "→",
)
# What people wrote: the long paragraphs of the first deck's source, their marks taken off.
WRITTEN = tuple(
    re.sub(r"\[([^]]*)\]\([^)]*\)|[*#<>]", r"\1", line).strip()
    for line in (Path(__file__).parent / "data" / "boite-a-outils.md").read_text("utf-8").splitlines()
    if len(line) > 250
)
LETTERS = "abcdefghijklmnopqrstuvwxyzéèêàçôûïœABCÉT"

words = st.sampled_from(WORDS) | st.text(LETTERS, min_size=1, max_size=14)
capacities = st.floats(0.4, 40)


@st.composite
def texts(draw: st.DrawFn, most: int = 40) -> str:
    """Words parted by single spaces, chosen at random or taken from what people wrote."""
    if draw(st.booleans()):
        return " ".join(draw(st.lists(words, min_size=1, max_size=most)))
    written = draw(st.sampled_from(WRITTEN)).split()
    start = draw(st.integers(0, len(written) - 1))
    return " ".join(written[start : start + draw(st.integers(1, most))])


@st.composite
def cut_in_runs(draw: st.DrawFn, text: str) -> tuple[Run, ...]:
    """*text* in runs of any emphasis, cut anywhere; the number of a run is its typeface's name."""
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=4)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    kept = [piece for piece in pieces if piece] or [text]
    return tuple(Run(piece, draw(st.booleans()), draw(st.booleans()), str(n)) for n, piece in enumerate(kept))


@st.composite
def paragraphs(draw: st.DrawFn, most: int = 40) -> Paragraph:
    """A paragraph of words in runs of any emphasis."""
    return Paragraph(draw(cut_in_runs(draw(texts(most)))))
