"""The cache is never needed: whatever becomes of it, the same file comes out."""

import gc
import multiprocessing
import os
import sqlite3
from pathlib import Path

import pytest

import deck.cache
from deck.cache import FILE, Cache
from deck.face.layout import BoxSpec, TextItem
from deck.source.project import Project
from deck.thaw import freeze, thaw
from deck.units import Box
from tests.speed.decks import built, project


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def deck_(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return project(tmp_path_factory.mktemp("deck"), 12)


def test_what_is_put_is_got_after_a_flush_by_anybody(folder: Path) -> None:
    cache = Cache()
    cache.put("kind", b"source", b"value")
    assert cache.get("kind", b"source") == b"value"
    assert Cache().get("kind", b"source") is None
    cache.flush()
    assert Cache().get("kind", b"source") == b"value"
    assert Cache().get("other", b"source") is None


def test_without_a_cache_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECKPRESS_CACHE", "off")
    cache = Cache()
    cache.put("kind", b"source", b"value")
    cache.flush()
    assert cache.get("kind", b"source") is None


def test_a_cold_and_a_warm_build_are_the_same(folder: Path, deck_: Project, tmp_path: Path) -> None:
    cold, warm = (built(deck_, tmp_path / "deck.pdf") for _ in range(2))
    assert cold == warm


def test_an_edited_card_shows_in_a_warm_build(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deck_ = project(tmp_path / "deck", 12)
    built(deck_, tmp_path / "deck.pdf")
    file = min((deck_.root / "cards").glob("*.yaml"))
    file.write_text(file.read_text("utf-8").replace("title: ", "title: Encore ", 1), "utf-8")
    warm = built(deck_, tmp_path / "deck.pdf")
    monkeypatch.setenv("DECKPRESS_CACHE", "off")
    assert warm == built(deck_, tmp_path / "fresh.pdf")


@pytest.mark.parametrize("where", ["layouts/practice.yaml", "deck.yaml", "icon"])
def test_whatever_changes_shows_in_a_warm_build(
    where: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck_ = project(tmp_path / "deck", 6)
    if where.startswith("layouts"):
        (deck_.root / "layouts").mkdir(exist_ok=True)
        source = Path(__file__).parents[2] / where
        (deck_.root / where).write_text(source.read_text("utf-8"), "utf-8")
    before = built(deck_, tmp_path / "deck.pdf")
    file = deck_.root / where if where != "icon" else min((deck_.root / "assets" / "icons").glob("*.svg"))
    changes = {
        "layouts/practice.yaml": ("bleed: 3mm", "bleed: 4mm"),
        "deck.yaml": ("title: ", "title: Encore "),
        "icon": ("<svg ", "<svg data-changed='yes' "),
    }
    text = file.read_text("utf-8")
    assert changes[where][0] in text
    file.write_text(text.replace(*changes[where], 1), "utf-8")
    warm = built(deck_, tmp_path / "deck.pdf")
    monkeypatch.setenv("DECKPRESS_CACHE", "off")
    assert warm == built(deck_, tmp_path / "fresh.pdf")
    assert (warm != before) == (where != "icon")


@pytest.mark.parametrize("damage", [b"", b"no database at all", None])
def test_a_damaged_cache_heals(damage: bytes | None, folder: Path, deck_: Project, tmp_path: Path) -> None:
    first = built(deck_, tmp_path / "deck.pdf")
    file = folder / FILE
    gc.collect()  # nobody has it open any more
    whole = file.read_bytes()
    for suffix in ("-wal", "-shm"):
        (folder / f"{FILE}{suffix}").unlink(missing_ok=True)
    file.write_bytes(whole[:100] + bytes(len(whole) - 100) if damage is None else damage)
    assert built(deck_, tmp_path / "deck.pdf") == first
    assert built(deck_, tmp_path / "deck.pdf") == first
    assert sqlite3.connect(file).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_value_that_was_tampered_with_counts_as_missing(folder: Path) -> None:
    cache = Cache()
    cache.put("kind", b"source", b"value")
    cache.flush()
    with sqlite3.connect(folder / FILE) as connection:
        connection.execute("UPDATE entry SET value = value || x'00'")
    assert Cache().get("kind", b"source") is None


def test_a_folder_that_cannot_be_made_does_no_harm(
    tmp_path: Path, deck_: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "file"))
    assert built(deck_, tmp_path / "deck.pdf").startswith(b"%PDF")


def test_the_cache_is_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deck.cache, "LARGEST", 400_000)
    for start in range(20):
        cache = Cache()
        for number in range(20):
            cache.put("kind", f"{start} {number}".encode(), bytes(5_000))
        cache.flush()
    assert (folder / FILE).stat().st_size < 1_000_000
    assert Cache().get("kind", b"19 19") == bytes(5_000)


def _write(name: str, folder: str) -> None:
    cache = Cache(Path(folder))
    for number in range(300):
        cache.put("kind", f"{name} {number}".encode(), name.encode() * 100)
        if number % 50 == 0:
            cache.flush()
    cache.flush()


def test_builds_at_once_share_it(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(name, str(folder))) for name in ("a", "b", "c")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    cache = Cache()
    found = [cache.get("kind", f"{name} {number}".encode()) for name in "abc" for number in range(300)]
    assert all(value in (None, b"a" * 100, b"b" * 100, b"c" * 100) for value in found)
    assert any(found)


class Foreign:
    """A class that is none of the package's."""


def test_only_plain_values_come_out_of_the_cache() -> None:
    import os
    import pickle

    box = Box(1, 2, 3, 4)
    assert thaw(freeze({"box": box, "path": Path("a")})) == {"box": box, "path": Path("a")}
    item = TextItem(BoxSpec({"top": "0"}), template="{title}")  # has fields that are given by name alone
    assert thaw(freeze(item)) == item
    assert thaw(pickle.dumps(Foreign())) is None
    assert thaw(pickle.dumps(os.system)) is None
    assert thaw(b"damaged") is None


def test_what_was_written_is_not_on_the_disk_twice(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(30):
        cache.put("kind", b"%d" % number, os.urandom(200_000))
    cache.flush()
    assert sum(file.stat().st_size for file in tmp_path.glob("*-wal")) < 1_000_000
    assert Cache(tmp_path).get("kind", b"7") is not None
