"""Proofread a file: what its pages say, read back from what was written, against the words that went in."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, islice
from typing import BinaryIO

from msgspec import Struct

from deck.face.face import Face, face_key
from deck.face.layout import Side
from deck.impose.sheet import Sheet
from deck.model import Card
from deck.problems import shortened
from deck.render.drawn import DrawnFace, words_on
from deck.render.readback import Written
from deck.text.words import LostWordsError, has_words, plainly

_REORDERED = frozenset(("R", "AL", "AN"))  # bidirectional classes of letters that are not painted as they are read

Said = Callable[[Face], str]  # the words that a face was made of, found anew
Form = tuple[int, str]  # the object number of a face's form, and the words in short that it should say
Agrees = Callable[[str, Sequence[Form]], Iterable[bool]]  # whether each form in a file says so: *agree*, side by side


class Expected(Struct, frozen=True, eq=False, gc=False):
    """A face that a page should show, and its words in short."""

    card: Card
    side: Side
    words: str

    @property
    def face(self) -> Face:
        """The face, without what it shows."""
        return Face(self.card, self.side, 0, 0, 0, ())


class Proof:
    """What every page of a file should say; *said* finds the words of a face anew where they seem to differ.

    *agrees* may read the faces in other processes.
    """

    def __init__(self, said: Said, agrees: Agrees | None = None) -> None:
        self._said, self._agrees = said, agrees
        self._pages: list[tuple[tuple[int, ...], tuple[Expected, ...]]] = []  # forms by object number, faces
        self._faces: dict[tuple[str, str, str], Expected] = {}

    def expect(self, sheet: Sheet, forms: Iterable[int] = ()) -> None:
        """Note what the next page shows: *forms*, by object number, each a face; without any it is the face itself."""
        self._pages.append((tuple(forms), tuple(self._expected(placement.face) for placement in sheet.placements)))

    def _expected(self, face: Face) -> Expected:
        key = face_key(face)
        if key not in self._faces:
            words = face.words if isinstance(face, DrawnFace) else words_on(face)
            self._faces[key] = Expected(face.card, face.side, words)
        return self._faces[key]

    def check(self, file: BinaryIO, alternates: Iterable[tuple[str, str]]) -> None:
        """Read back what was written to *file*; LostWordsError where a page does not show its faces, or their words.

        *alternates* are letters that share their glyph with others, and those that the file names in their place.
        """
        written, spelling = Written(file), dict(alternates)
        shown = {form: wanted for forms, faces in self._pages for form, wanted in zip(forms, faces, strict=False)}
        agreeing = iter(self._read(file, shown))
        ahead = [*islice(agreeing, 1)]  # so that others read the faces while this process reads the pages
        self._check_pages(written, shown, spelling)
        for (form, wanted), agreed in zip(shown.items(), chain(ahead, agreeing), strict=True):
            if not agreed:
                _compare(written.face(form), wanted, self._said, spelling)

    def _check_pages(self, written: Written, shown: Mapping[int, Expected], spelling: Mapping[str, str]) -> None:
        """LostWordsError where a page does not show its forms, or a form that is *shown* is not of one face alone."""
        pages = list(written.pages())
        if len(pages) != len(self._pages):
            raise LostWordsError(f"The file has {len(pages)} pages; it should have {len(self._pages)}.")
        for number, (page, (forms, faces)) in enumerate(zip(pages, self._pages, strict=True), 1):
            if page.faces != forms:
                raise LostWordsError(f"Page {number} shows {len(page.faces)} faces that are not all its own.")
            if not forms and len(faces) == 1:  # the page is the face, as in a file for screens
                _compare(page.text, faces[0], self._said, spelling)
                continue
            if len(forms) != len(faces):
                raise LostWordsError(f"Page {number} shows {len(forms)} faces; it should show {len(faces)}.")
            for form, wanted in zip(forms, faces, strict=True):
                if shown[form] is not wanted:  # one form for two faces, which may say the same
                    _compare(written.face(form), wanted, self._said, spelling)

    def _read(self, file: BinaryIO, shown: Mapping[int, Expected]) -> Iterable[bool]:
        """Whether each form says its words; where nobody else can read the file, that is yet to be seen."""
        if self._agrees is None or sys.platform != "linux":
            return [False] * len(shown)
        file.flush()
        path = f"/proc/{os.getpid()}/fd/{file.fileno()}"  # which has no name yet that stays
        return self._agrees(path, [(form, wanted.words) for form, wanted in shown.items()])


def agree(file: str, forms: Sequence[Form]) -> list[bool]:
    """Whether each of these forms in *file* says its words; no for all where it cannot be read, so that others look."""
    try:
        with open(file, "rb", buffering=0) as stream:
            written = Written(stream)
            return [has_words(written.face(form), words) for form, words in forms]
    except OSError:
        return [False] * len(forms)


def _compare(text: str, wanted: Expected, said_on: Said, spelling: Mapping[str, str]) -> None:
    """LostWordsError when *text* is not what the face should say."""
    if has_words(text, wanted.words):
        return
    said = said_on(wanted.face)
    if _alike(text, said, spelling):
        return
    meant, found = (plainly(_spelt(each, spelling))[0] for each in (said, text))
    before = _alike_until(meant, found)
    after = _alike_until(meant[before:][::-1], found[before:][::-1])
    missing, instead = (each[before : len(each) - after] for each in (meant, found))
    quoted = (f'"{shortened(each)}"' if each else "nothing" for each in (missing, instead))
    raise LostWordsError(
        f'The {wanted.side} of the card "{wanted.card.title}" would not say in the file what the card says:'
        f" {' is missing, '.join(quoted)} is in its place."
    )


def _alike(text: str, said: str, spelling: Mapping[str, str]) -> bool:
    """Whether *text* is what was *said* but for letters that share a glyph, and the order of those read leftwards."""
    (one, hyphens), (other, wanted) = plainly(_spelt(text, spelling)), plainly(_spelt(said, spelling))
    if any(unicodedata.bidirectional(sign) in _REORDERED for sign in other):
        one, other = "".join(sorted(one)), "".join(sorted(other))
    return one == other and hyphens >= wanted


def _alike_until(one: str, other: str) -> int:
    """How many signs at their beginning two texts share."""
    return next(
        (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _spelt(text: str, spelling: Mapping[str, str]) -> str:
    for letters, others in spelling.items():
        text = text.replace(letters, others)
    return text
