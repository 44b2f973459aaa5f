"""What the calibration sheet says, as data: add a language by adding an entry.

Paragraphs are Markdown; what stands in braces is filled in; a paragraph that begins with ``$`` is a command, set in
bold and exactly as it is typed. A step is a paragraph and those that belong to it.
"""

from __future__ import annotations

from msgspec import Struct

from deck.impose.duplex import Flip

Step = tuple[str, ...]


class Instructions(Struct, frozen=True):
    """The words of the sheet in one language: steps beside the targets, a caption, what the verso says."""

    title: str
    flips: dict[Flip, str]
    left: tuple[Step, ...]
    right: tuple[Step, ...]
    dot: str
    corrected: str
    verso: tuple[str, ...]


FRENCH = Instructions(
    title="Calage du verso",
    flips={"long-edge": "sur le bord long", "short-edge": "sur le bord court"},
    left=(
        (
            "**Imprimez cette feuille recto verso, à 100 %** (« taille réelle », jamais « ajuster à la page »), en la "
            "retournant {flip}. Papier : {paper}. La règle à gauche doit mesurer 100 mm.",
        ),
        (
            "**Tenez-la devant une fenêtre ou une lampe,** ce côté-ci vers vous, le titre en haut. Par transparence, "
            "une croix du verso apparaît sur chaque cible, et un point noir dans le carré.",
            "Pas de point dans le carré ? L’imprimante retourne la feuille sur l’autre bord. Recommencez avec :",
            "$ deck calibrate --flip {other}",
        ),
        (
            "**Cible B : lisez le décalage.** Où le trait vertical de la croix coupe-t-il l’échelle du haut ? C’est X. "
            "Où son trait horizontal coupe-t-il l’échelle de gauche ? C’est Y.",
            "→ vers la droite, + ; ← vers la gauche, −",
            "↓ vers le bas, + ; ↑ vers le haut, −",
            "X = ________ mm\u2003Y = ________ mm",
            "Papier trop épais ? Piquez une épingle au centre de la croix, au verso, et lisez où est le trou.",
        ),
    ),
    right=(
        (
            "**Cibles A et C : lisez le biais.** Lisez-y X seulement, puis soustrayez.",
            "A ________ − C ________ = ________ mm",
            "Chaque millimètre fait {ratio}° : multipliez.",
            "T = ________ mm × {ratio} = ________ °",
        ),
        (
            "**Enregistrez X, Y et T** sous le nom de votre imprimante, avec leurs signes. Pour « bureau », "
            "X\u00a0=\u00a00,8 mm, Y\u00a0=\u00a0−0,4 mm et T\u00a0=\u00a0{ratio}°, tapez :",
            "$ deck calibrate --printer bureau",
            "$ --shift 0.8mm,-0.4mm --turn {turn}deg",
            "sur une seule ligne. Si T est nul, omettez --turn.",
        ),
        (
            "**Imprimez vos cartes.** Chaque verso est déplacé d’autant, en sens inverse :",
            "$ deck build --printer bureau",
        ),
        (
            "**Pour vérifier,** imprimez cette feuille corrigée : les croix doivent tomber sur 0.",
            "$ deck calibrate --printer bureau",
        ),
    ),
    dot="Point du verso ici",
    corrected="Feuille corrigée pour « {name} » ({drift}). Si une croix n’est pas sur 0, ajoutez "
    "X, Y et T à ces nombres.",
    verso=("Verso", "Tout se lit sur l’autre côté."),
)

ENGLISH = Instructions(
    title="Aligning the backs",
    flips={"long-edge": "on its long edge", "short-edge": "on its short edge"},
    left=(
        (
            "**Print this sheet on both sides, at 100 %** (“actual size”, never “fit to page”), turned over {flip}. "
            "Paper: {paper}. The ruler on the left must measure 100 mm.",
        ),
        (
            "**Hold it against a window or a lamp,** this side towards you, the title at the top. Through the paper a "
            "cross from the back shows on each target, and a black dot in the square.",
            "No dot in the square? The printer turns the sheet over on the other edge. Begin again with:",
            "$ deck calibrate --flip {other}",
        ),
        (
            "**Target B: read the shift.** Where does the upright line of the cross meet the scale at the top? That is "
            "X. Where does its level line meet the scale on the left? That is Y.",
            "→ to the right, +; ← to the left, −",
            "↓ downwards, +; ↑ upwards, −",
            "X = ________ mm\u2003Y = ________ mm",
            "Is the paper too thick? Prick a pin through the middle of the cross, from the back, and read the hole.",
        ),
    ),
    right=(
        (
            "**Targets A and C: read the skew.** Read X alone on each, then subtract.",
            "A ________ − C ________ = ________ mm",
            "Each millimetre makes {ratio}°: multiply.",
            "T = ________ mm × {ratio} = ________ °",
        ),
        (
            "**Store X, Y and T** under a name for your printer, with their signs. For “office”, X\u00a0=\u00a00.8 mm, "
            "Y\u00a0=\u00a0−0.4 mm and T\u00a0=\u00a0{ratio}°, type:",
            "$ deck calibrate --printer office",
            "$ --shift 0.8mm,-0.4mm --turn {turn}deg",
            "all on one line. If T is nought, leave out --turn.",
        ),
        (
            "**Print your cards.** Every back is moved as far the other way:",
            "$ deck build --printer office",
        ),
        (
            "**To check,** print this sheet corrected: the crosses must fall on 0.",
            "$ deck calibrate --printer office",
        ),
    ),
    dot="The back’s dot here",
    corrected="This sheet is corrected for “{name}” ({drift}). If a cross is not on 0, add X, Y and T "
    "to these numbers.",
    verso=("Back", "Everything is read on the other side."),
)

INSTRUCTIONS = {"fr": FRENCH, "en": ENGLISH}
DECIMAL_COMMA = ("fr",)


def instructions(code: str) -> tuple[str, Instructions]:
    """The instructions for a language code such as ``fr-CA``, and the language they are in: English for want of it."""
    short = code.split("-")[0].lower()
    return (short, INSTRUCTIONS[short]) if short in INSTRUCTIONS else ("en", ENGLISH)
