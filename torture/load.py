"""python -m torture load: far more than anybody prints; each ends in a good PDF or in a sentence."""

from __future__ import annotations

import json
import os
import random
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import click
import pikepdf

from bench.generate import write_project
from bench.process import UNIT
from deck.art.bitmap import MOST_PIXELS
from torture import _ground as ground
from torture._ground import Row

PICTURED = """\
title: Small deck
language: en
layout: picture
size: poker
fields:
  text: {label: Text}
"""
HUGE = {"a picture of 170 megapixels": (17_000, 10_000), "a picture of 600 megapixels": (30_000, 20_000)}
CLIENTS, SAVES, PAUSE = 50, 600, 0.1  # pages that look on; saves, and seconds between two


@dataclass(frozen=True, slots=True)
class Load:
    """A large deck, the folder it is made in, and what it says when it should not become a PDF."""

    what: str
    folder: str
    make: Callable[[Path], None]
    says: str = ""


@click.command()
@click.option("--short", is_flag=True, help="A hundredth of it, for every day.")
@click.option("--page", is_flag=True, help="Enter what happened into docs/torture.md.")
def command(short: bool, page: bool) -> None:
    """Build decks far larger than anybody prints, and crowd a preview."""
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        if ground.tell("load", trials(Path(folder).resolve(), short), page):
            raise SystemExit(1)


def trials(base: Path, short: bool) -> Iterator[Row]:
    """Everything that is tried, one after the other."""
    for load in loads(100 if short else 1):
        yield built(base / load.folder, load)
    yield crowded(base / "crowd", *((5, 20) if short else (CLIENTS, SAVES)))


def loads(part: int) -> Iterator[Load]:
    """The decks, each of them a *part* of its full size."""
    cards, categories, icons, letters = 10_000 // part, 500 // part, 2_000 // part, max(10_000, 100_000 // part)
    too_long = "characters long; a card holds about" if letters > 50_000 else "the text of this card is too long"
    yield Load(f"{cards} cards", "cards", lambda root: write_project(root, cards))
    yield Load(f"{cards} cards again, from the cache", "cards", lambda root: None)
    yield Load(f"a card of {letters} characters", "long", lambda root: _long(root, letters), too_long)
    yield Load(
        f"a card of {letters} characters in one word", "word", lambda root: _one_word(root, letters), "is too wide"
    )
    yield Load(f"{categories} categories", "categories", lambda root: _categories(root, categories))
    yield Load(f"{icons} icons, each on its card", "icons", lambda root: _icons(root, icons))
    for what, (width, height) in HUGE.items():
        if part == 1 or width * height > MOST_PIXELS:
            says = "is too large" if width * height > MOST_PIXELS else ""
            yield Load(what, f"{width}", partial(_picture, width=width, height=height), says)


def built(root: Path, load: Load) -> Row:
    """Build a deck; how long it took, how much memory, and what came of it."""
    root.mkdir(parents=True, exist_ok=True)
    load.make(root)
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        started = time.monotonic()
        process = subprocess.Popen(
            ground.command("build"), cwd=root, env=ground.environment(DECKPRESS_CACHE=str(root / ".cache")),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said,
        )  # fmt: skip
        _, status, usage = os.wait4(process.pid, 0)
        seconds, code = time.monotonic() - started, os.waitstatus_to_exitcode(status)
        process.returncode = code
        said.seek(0)
        told = said.read()
    bad = []
    if ground.told_badly(told):
        bad.append(told[-500:])
    files = list((root / "output").glob("*.pdf"))
    if load.says and (code != 1 or load.says not in told or files):
        bad.append(f"it ended with {code} and said: {told[:500]}")
    if not load.says and (code or not files):
        bad.append(f"no PDF: {code} {told[:500]}")
    happened = told.split("\n")[0][:90] if code else _pdf(files)
    worked = usage.ru_utime + usage.ru_stime
    measured = f"{seconds:.0f} s ({worked:.0f} s of work), {usage.ru_maxrss * UNIT / 1e6:.0f} MB: "
    return Row(load.what, 1, measured + happened, tuple(bad))


def _pdf(files: list[Path]) -> str:
    with pikepdf.open(files[0]) as pdf:
        return f"{len(pdf.pages)} pages, {files[0].stat().st_size / 1e6:.1f} MB"


def _long(root: Path, letters: int) -> None:
    words: list[str] = []
    chance = random.Random(ground.SEED)
    while sum(map(len, words)) + len(words) < letters:
        words.append("".join(chance.choices("abcdefghijklmnop", k=chance.randint(2, 11))))
    ground.make_deck(root, 4, " ".join(words))


def _one_word(root: Path, letters: int) -> None:
    ground.make_deck(root, 2, "m" * letters)


def _categories(root: Path, count: int) -> None:
    ground.make_deck(root)
    text = ground.DECK.partition("categories:")[0] + "categories:\n"
    names = [f"{chr(65 + number // 26)}{chr(65 + number % 26)}" for number in range(count)]
    text += "".join(f'  {name}: {{name: Number {name}, color: cmyk({n % 100} {n % 70} {n % 50} 0)}}\n'
                    for n, name in enumerate(names))  # fmt: skip
    ground.write(root / "deck.yaml", text + "fields:\n  description: {label: Description}\n")
    for file in (root / "cards").glob("*.yaml"):
        file.unlink()
    for name in names:
        listed = ground.CARD.format(letter=name, number=1, words="Words.")
        ground.write(root / f"cards/{name}.yaml", ground.CARDS.format(letter=name) + listed)


def _icons(root: Path, count: int) -> None:
    ground.make_deck(root)
    cards = []
    for number in range(count):
        cards.append(
            ground.CARD.format(letter="A", number=number, words="Words.").replace("icon: dot", f"icon: i{number}")
        )
        ground.write(root / f"assets/icons/i{number}.svg", ground.ICON.replace("M1 1", f"M1 {1 + number / 1000}"))
    ground.write(root / "cards/A.yaml", ground.CARDS.format(letter="A") + "".join(cards))


def _picture(root: Path, width: int, height: int) -> None:
    """A deck with one picture, in the three colours of a photograph, that is small as a file."""
    ground.write(root / "deck.yaml", PICTURED)
    ground.write(root / "cards/all.yaml", "cards:\n  - {title: One, picture: huge.png, text: Words.}\n")
    file = root / "assets/pictures/huge.png"
    file.parent.mkdir(parents=True)
    with file.open("wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)))
        packer, row = zlib.compressobj(1), b"\0" + b"\x40\x80\xc0" * width
        for _ in range(height):
            if packed := packer.compress(row):
                out.write(_chunk(b"IDAT", packed))
        out.write(_chunk(b"IDAT", packer.flush()) + _chunk(b"IEND", b""))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@dataclass(slots=True)
class Looker:
    """A page that looks on: the versions it was told, and what went wrong."""

    versions: list[int] = field(default_factory=list)
    pictures: int = 0
    faults: list[str] = field(default_factory=list)


def crowded(base: Path, clients: int, saves: int) -> Row:
    """A preview at which many look while a file is saved ten times a second."""
    root, bad = ground.make_deck(base, 40), []
    process = subprocess.Popen(
        ground.command("preview", "--no-browser"), cwd=root, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=ground.environment(PYTHONUNBUFFERED="1", DECKPRESS_CACHE=str(base.with_name("p"))),
    )  # fmt: skip
    assert process.stdout is not None
    address = urlsplit(next(line.strip() for line in process.stdout if line.startswith("http://")))
    place, ended = address.netloc, threading.Event()
    lookers = [Looker() for _ in range(clients)]
    threads = [threading.Thread(target=_look, args=(place, looker, ended), daemon=True) for looker in lookers]
    for thread in threads:
        thread.start()
    ground.soon(lambda: all(looker.versions for looker in lookers), 60)
    started = time.monotonic()
    for save in range(saves):
        words = f"Words of save {save}."
        listed = (ground.CARD.format(letter="A", number=n, words=words) for n in range(1, 21))
        ground.write(root / "cards/A.yaml", ground.CARDS.format(letter="A") + "".join(listed))
        time.sleep(PAUSE)
    seconds = time.monotonic() - started
    last = _scene(place)
    if f"Words of save {saves - 1}." not in json.dumps(last):
        ground.soon(lambda: f"Words of save {saves - 1}." in json.dumps(_scene(place)), 30)
        last = _scene(place)
    if f"Words of save {saves - 1}." not in json.dumps(last):
        bad.append("the last save does not show")
    if not ground.soon(lambda: all(looker.versions[-1] >= last["version"] for looker in lookers), 30):
        behind = sum(looker.versions[-1] < last["version"] for looker in lookers)
        bad.append(f"{behind} pages were not told of the last version")
    memory = _megabytes(process.pid)
    ended.set()
    bad += [fault for looker in lookers for fault in looker.faults][:3]
    process.terminate()
    said = process.communicate(timeout=30)[1]
    if said.strip():
        bad.append(said[-500:])
    told = sum(len(looker.versions) for looker in lookers) / max(1, clients)
    pictures = sum(looker.pictures for looker in lookers)
    happened = (
        f"{seconds:.0f} s, {memory:.0f} MB: {told:.0f} versions told to each, {pictures} pictures; all saw the last"
    )
    return Row(f"a preview, {clients} pages, a file saved {saves} times, ten a second", saves, happened, tuple(bad))


def _scene(place: str) -> dict[str, int]:
    connection = HTTPConnection(place, timeout=60)
    connection.request("GET", "/api/scene")
    scene: dict[str, int] = json.loads(connection.getresponse().read())
    connection.close()
    return scene


def _look(place: str, looker: Looker, ended: threading.Event) -> None:
    """Follow the stream of changes, and fetch a picture now and then, as a page does."""
    try:
        connection = HTTPConnection(place, timeout=120)
        connection.request("GET", "/api/events")
        stream = connection.getresponse()
        while not ended.is_set():
            line = stream.readline()
            if not line:
                break
            if line.startswith(b"data: "):
                told = json.loads(line[6:])
                looker.versions.append(told["version"])
                if len(looker.versions) % 10 == 1:
                    looker.pictures += _fetched(place, told)
    except (OSError, HTTPException, ValueError, KeyError) as error:
        if not ended.is_set():
            looker.faults.append(repr(error))


def _fetched(place: str, told: dict[str, list[dict[str, str]]]) -> int:
    cards = told.get("cards") or []
    digests = [card["front"] for card in cards[:2] if isinstance(card, dict) and card.get("front")]
    for digest in digests:
        connection = HTTPConnection(place, timeout=120)
        connection.request("GET", f"/picture/{digest}.png?width=320")
        if connection.getresponse().status not in (200, 404):  # 404: newer already
            raise OSError(f"no picture {digest}")
        connection.close()
    return len(digests)


def _megabytes(process: int) -> float:
    if sys.platform != "linux":
        return 0.0
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1000
