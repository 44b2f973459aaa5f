"""What an author is told of text whose words nothing parts, and what of that the cache knows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from deck.face import check, signature
from deck.face.signature import Signer
from deck.order import Order
from deck.pipeline import prepare
from deck.problems import Problems
from tests.scripts.decks import write_deck
from tests.scripts.texts import SAMPLES

THAI = SAMPLES["thai"]
UNPARTED = replace(THAI, body=THAI.body.replace("\u200b", "").replace(" ", ""))


def told(root: Path, parted: bool) -> list[str]:
    """What preparing a Thai deck says of its words."""
    problems = Problems()
    prepare(write_deck(root / "deck", THAI if parted else UNPARTED), Order(), problems)
    return [problem.what for problem in problems.found if "words begin" in problem.what]


@pytest.mark.parametrize(("parted", "dictionary", "count"), [(False, False, 1), (True, False, 0), (False, True, 0)])
def test_text_that_nothing_parts_is_told_once(
    parted: bool, dictionary: bool, count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "available", lambda: dictionary)
    assert len(told(tmp_path, parted)) == count


def test_a_dictionary_that_was_installed_since_changes_the_signature(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = prepare(write_deck(tmp_path / "deck", THAI), Order(), Problems())
    signed = []
    for there in (True, False):
        monkeypatch.setattr(signature, "available", lambda there=there: there)
        signed.append(Signer(job.setter, {}, lambda drawing: b"").sign(job.cards[0]))
    assert signed[0] != signed[1]


def test_a_layout_says_that_it_is_not_mirrored(tmp_path: Path) -> None:
    project = write_deck(tmp_path / "deck", SAMPLES["hebrew"], layout="own")
    layout = tmp_path / "deck/layouts/own.yaml"
    layout.parent.mkdir()
    for said, mirrors in (("", True), ("mirror: false\n", False)):
        layout.write_text(f"extends: text\n{said}", "utf-8")
        setter = prepare(project, Order(), Problems()).setter
        assert setter.mirrors(setter.setup.layouts["own"]) == mirrors
