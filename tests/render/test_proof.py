"""A file is read back before it takes the place of the last good one: what it says must be what the cards say."""

import io
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import deck.face.compose
import deck.render.operators
import deck.render.pdf
from deck.face.face import Face, PlacedText
from deck.render.proof import Proof
from deck.render.readback import Written
from deck.text.galley import Galley
from deck.text.words import has_words, plainly, words_of
from tests.projects import PDF, Project, project
from tests.prose import WORDS

__all__ = ["project"]

OUTPUTS = ("sheets", "press", "cards", "screen", "fold", "stack", "large", "cutter", "tts", "drivethrucards")
PLAIN = "layouts/plain.yaml"


@pytest.fixture
def proofs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pages each proof that was made has found good."""
    counted: list[int] = []
    check = Proof.check

    def counting(self: Proof, *rest: Any) -> None:
        check(self, *rest)
        counted.append(len(self._pages))

    monkeypatch.setattr(Proof, "check", counting)
    return counted


@pytest.mark.parametrize("output", OUTPUTS)
def test_every_output_with_cards_is_read_back(project: Project, proofs: list[int], output: str) -> None:
    assert project.run("build", output).code == 0
    assert proofs
    assert all(proofs)


@pytest.mark.parametrize("align", ["left", "justify", "center"])
def test_broken_words_are_good(project: Project, proofs: list[int], align: str) -> None:
    long = "Incontrovertibly characteristically interdisciplinary counterproductive telecommunications " * 6
    project.spoil("cards/B.yaml", "A place for all who work.", long)
    project.spoil(PLAIN, "leading: 1.2}", f"leading: 1.2, align: {align}, hyphenate: true}}")
    assert project.run("build").code == 0
    assert proofs


def spoilt(project: Project, words: str) -> None:
    """The build stops as our fault, says *words*, and leaves what was built before."""
    before = project.files()
    result = project.run("build")
    assert result.code == 3
    assert words in result.err
    assert "nothing was written" in result.err
    assert project.files() == before


def test_a_word_that_is_not_drawn(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert project.run("build").code == 0
    line_operators = deck.render.operators.line_operators

    def short(line: Any, *rest: Any, **more: Any) -> Any:
        return line_operators(
            replace(line, words=[word for word in line.words if word.text != "journey."]), *rest, **more
        )

    monkeypatch.setattr(deck.render.operators, "line_operators", short)
    monkeypatch.setenv("DECKPRESS_CACHE", "off")
    spoilt(
        project,
        'back of the card "Carpooling" would not say in the file what the card says: "journey." is missing',
    )


def test_a_line_that_is_lost_in_setting(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(galley: Galley, *rest: Any, **more: Any) -> PlacedText:
        return PlacedText(replace(galley, lines=galley.lines[:1]), *rest, **more)

    monkeypatch.setattr(deck.face.compose, "PlacedText", cut)
    monkeypatch.setenv("DECKPRESS_CACHE", "off")
    spoilt(project, "would not say in the file what the card says")


def test_a_glyph_that_means_another_letter(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    to_unicode = deck.render.fonts.to_unicode
    monkeypatch.setattr(
        deck.render.fonts, "to_unicode", lambda texts: to_unicode({g: t.upper() for g, t in texts.items()})
    )
    spoilt(project, '"ARPOOLING" is in its place.')


def test_a_face_in_the_place_of_another(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = deck.render.pdf._Writer
    place, first = writer._face, list[Any]()

    def same(self: Any, face: Face) -> Any:
        first.append(place(self, face))
        return first[0]

    monkeypatch.setattr(writer, "_face", same)
    spoilt(project, "The front of the card")


def test_a_page_that_shows_other_faces_than_were_put_on_it(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    expect = Proof.expect

    def otherwise(self: Proof, sheet: Any, forms: Any = ()) -> None:
        expect(self, sheet, list(forms)[::-1])

    monkeypatch.setattr(Proof, "expect", otherwise)
    spoilt(project, "Page 1 shows 4 faces that are not all its own.")


def test_a_page_too_few(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = deck.render.pdf._Writer
    note: Callable[..., None] = writer._note

    def once(self: Any, *rest: Any) -> None:
        if not self.pages:
            note(self, *rest)

    monkeypatch.setattr(writer, "_note", once)
    spoilt(project, "The file has 1 pages; it should have 2.")


def test_letters_that_share_a_glyph_are_good(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file can name one letter only for a glyph: the micro sign comes back as mu where the font draws them alike."""
    project.spoil("cards/B.yaml", "A place for all who work.", "5 µm and 5 μm.")
    to_unicode = deck.render.fonts.to_unicode

    def alike(texts: dict[int, str]) -> bytes:
        return to_unicode({glyph: text.replace("µ", "μ") for glyph, text in texts.items()})

    monkeypatch.setattr(deck.render.fonts, "to_unicode", alike)
    spoilt(project, '"µ" is missing, "μ" is in its place.')
    monkeypatch.setattr(deck.render.fonts.EmbeddedFont, "alternates", property(lambda font: [("µ", "μ")]))
    assert project.run("build").code == 0


def test_what_is_read_back_is_what_a_viewer_reads(project: Project) -> None:
    assert project.run("build", "cards").code == 0
    data = (project.root / "output" / "small-deck-cards.pdf").read_bytes()
    written = Written(io.BytesIO(data))
    for page, seen in zip(written.pages(), pypdfium2.PdfDocument(data), strict=True):
        read = page.text + "".join(map(written.face, page.faces))
        assert plainly(read)[0]
        assert plainly(read) == plainly(seen.get_textpage().get_text_range())


def test_the_proof_stands_in_the_way_of_the_old_file(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not good never gets its name: the check comes before the file is put in place."""
    seen = list[bool]()
    check = Proof.check

    def looking(self: Proof, *rest: Any) -> None:
        seen.append((project.root / PDF).read_text() == "the last good one")
        check(self, *rest)

    monkeypatch.setattr(Proof, "check", looking)
    assert project.run("build").code == 0
    assert seen == [True]


texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


@given(texts, st.data())
def test_lines_and_hyphens_at_their_ends_do_not_matter(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    assert has_words(f"{text[:place]}-\n{text[place:]}", words_of(text))
    assert has_words(text.replace(" ", "\n"), words_of(text))


@given(texts, st.data())
def test_a_letter_or_a_hyphen_that_is_lost_matters(text: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([index for index, sign in enumerate(text) if plainly(sign) != ("", 0)]))
    assert not has_words(text[:place] + text[place + 1 :], words_of(text))


def test_text_that_goes_on_is_read_back_part_by_part(project: Project, proofs: list[int]) -> None:
    project.spoil("cards/B.yaml", "A place for all who work.", "A place for all who work. " * 150)
    project.spoil(PLAIN, "safe: 4mm", "safe: 4mm\noverflow: continue")
    result = project.run("build")
    assert result.code == 0, result.err
    assert proofs
