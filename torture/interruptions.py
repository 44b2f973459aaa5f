"""python -m torture interruptions: killed, refused, edited and doubled builds; afterwards every file must be whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import click

from deck.whole import sweep
from torture import _ground as ground
from torture._ground import PDF, Row
from torture._steps import KILLED, REFUSALS, stopped

TABLE = "title,category,description\nOne,A,Words.\nTwo,Third,Words.\nThree,Fourth,Words.\n"
MOST_STEPS = 400
LOADED = (
    "deck.cli.build", "deck.cli.new", "deck.cli.bring", "deck.cli.export", "deck.cli.schema", "deck.cli.icons",
    "deck.cli.calibrate", "deck.preview.saving", "deck.render.pdf", "deck.render.shop", "deck.render.cut",
    "deck.source.read", "pypdfium2", "openpyxl", "platformdirs", "PIL.ImageCms", "deck.art.bitmap",
)  # fmt: skip
EVERY_DAY = ("deck build", "deck build cutter (three files)", "deck new in a folder that is there", "deck import")


@dataclass(frozen=True, slots=True)
class Work:
    """A command to stop at every step; *heals* when running it again brings the same as if it had never stopped."""

    name: str
    arguments: tuple[str, ...]
    heals: bool = True


WORKS = (
    Work("deck build", ("build",)),
    Work("deck build mpc (a folder of pictures)", ("build", "mpc")),
    Work("deck build cutter (three files)", ("build", "cutter")),
    Work("deck icons", ("icons",)),
    Work("deck new", ("new", "mine", "--layout", "text")),
    Work("deck new in a folder that is there", ("new", "there", "--layout", "text")),
    Work("deck import", ("import", "table.csv"), heals=False),
    Work("deck export", ("export", "cards.csv", "--force")),
    Work("deck schema", ("schema", "--write")),
    Work("deck calibrate", ("calibrate", "--printer", "new", "--shift", "1mm,1mm")),
    Work("a save of the preview that moves a card between two files", ("save",)),
)


@click.command()
@click.option("--short", is_flag=True, help="A tenth of it, for every day.")
@click.option("--page", is_flag=True, help="Enter what happened into docs/torture.md.")
def command(short: bool, page: bool) -> None:
    """Kill, refuse, edit and double builds."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # where nobody waits for a disk
    with tempfile.TemporaryDirectory(prefix="torture-", dir=memory) as folder:
        if ground.tell("interruptions", trials(Path(folder).resolve(), short), page):
            raise SystemExit(1)


def trials(base: Path, short: bool) -> Iterator[Row]:
    """Everything that is tried, one after the other."""
    stride = 3 if short else 1
    if hasattr(os, "fork"):
        for module in LOADED:  # once, and not in each of the processes that are killed
            import_module(module)
        works = [work for work in WORKS if not short or work.name in EVERY_DAY or work.arguments == ("save",)]
        for number, work in enumerate(works):
            yield killed_at_every_step(base / f"steps-{number}", work, stride)
        for number, work in enumerate(works[: 2 if short else None]):
            for name in [*REFUSALS][: 1 if short else None]:
                yield refused_from_every_step(base / f"refused-{number}-{name}", work, name, stride)
        for name in ("SIGKILL", "SIGTERM", "SIGINT"):
            for jobs in (2,) if short else (1, 2):
                yield killed_at_random(
                    base / f"random-{name}-{jobs}", name, jobs, 3 if short else 100 if jobs == 1 else 30
                )
    yield full_disk(base / "disk", short)
    yield read_only(base / "locked")
    yield together(base / "same", 1 if short else 6, same=True)
    yield together(base / "other", 1 if short else 6, same=False)
    yield edited_meanwhile(base / "edited", 4 if short else 60)
    yield from damaged_caches(base / "caches")
    yield clock_set_back(base / "clock")


def killed_at_every_step(base: Path, work: Work, stride: int) -> Row:
    """Kill *work* before its first step, its second …; look at the files, then let it run to its end."""
    before, after = _both(base, work)
    bad: list[str] = []
    for step in range(1, MOST_STEPS, stride):
        code, said = _stopped(base, work, step, None)
        if code != KILLED:
            break
        bad += [f"step {step}: {fault}" for fault in _faults(base / "now/deck", before, after, work)]
        again, said = _stopped(base, work, MOST_STEPS, None)
        now = ground.content(base / "now/deck")
        if left := ground.litter(base / "now"):
            bad.append(f"step {step}: {left} is left after the next run")
        if work.heals and now != after:
            bad.append(f"step {step}: the next run ended with {again} and differs in {_differing(now, after)}: {said}")
    return Row(
        f"{work.name}, killed before each of its steps",
        (step - 1) // stride,
        "old or new; the next run heals",
        tuple(bad),
    )


def refused_from_every_step(base: Path, work: Work, refusal: str, stride: int) -> Row:
    """Let the disk refuse everything from the first step of *work* on, from its second …."""
    before, after = _both(base, work)
    bad: list[str] = []
    steps = _steps(base, work)
    for step in range(1, steps + 1, stride):
        code, said = _stopped(base, work, step, REFUSALS[refusal])
        bad += [f"step {step}: {fault}" for fault in _faults(base / "now/deck", before, after, work)]
        if (code not in (0, 1)) or ground.told_badly(said):
            bad.append(f"step {step}: exit code {code}: {said[-800:]}")
        if code == 0 and ground.content(base / "now/deck") != after:
            bad.append(f"step {step}: it says that all went well")
        if left := ground.litter(base / "now"):
            bad.append(f"step {step}: {left} is left")
    return Row(
        f"{work.name}, {refusal} from each of its steps on",
        -(-steps // stride),
        "old or new, told plainly",
        tuple(bad),
    )


def _both(base: Path, work: Work) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files before *work* and after it has run to its end."""
    shutil.copytree(_built(base.parent / "built"), base / "before")
    before = ground.content(base / "before/deck")
    code, said = _stopped(base, work, MOST_STEPS, None)
    assert code == 0, said
    return before, ground.content(base / "now/deck")


def _built(folder: Path) -> Path:
    """A deck that was built, and then edited; its cache, and the settings of a user."""
    root = folder / "deck"
    if not folder.exists():
        ground.make_deck(root)
        ground.write(root / "table.csv", TABLE)
        ground.write(root / "cards.csv", "former\n")
        ground.write(root / "there/notes.txt", "mine\n")
        ground.write(folder / "config/printers.json", "{}\n")
        for arguments in (("build", "sheets", "mpc", "cutter"), ("icons",)):
            made = ground.run(*arguments, folder=root, DECKPRESS_CACHE=str(folder / "cache"))
            assert made.returncode == 0, made.stderr
        ground.make_deck(root, words="Other words of a card.")
    return folder


def _stopped(base: Path, work: Work, step: int, refusal: int | None) -> tuple[int, str]:
    """Run *work*, on a fresh copy of the files unless it is the second time, and stop it at *step*."""
    now = base / "now"
    if step != MOST_STEPS or not now.exists():
        shutil.rmtree(now, ignore_errors=True)
        shutil.copytree(base / "before", now)
    said = base / "said.txt"
    code = stopped(lambda: _work(now, work), now, step, refusal, said)
    return code, said.read_text("utf-8", errors="replace")


def _steps(base: Path, work: Work) -> int:
    """How many steps *work* takes when nothing refuses."""
    for step in range(1, MOST_STEPS):
        if _stopped(base, work, step, None)[0] != KILLED:
            return step - 1
    return MOST_STEPS


def _work(now: Path, work: Work) -> int:
    os.chdir(now / "deck")
    os.environ |= {"DECKPRESS_CACHE": str(now / "cache"), "DECKPRESS_CONFIG": str(now / "config")}
    if work.arguments[0] == "save":
        return _save(now / "deck")
    from deck.cli import main

    sys.argv = ["deck", *work.arguments]
    main()
    return 0


def _save(root: Path) -> int:
    """What the preview does when a card is dragged to another category."""
    from deck.preview.saving import Change, Saver
    from deck.preview.source import EditError
    from deck.source.project import Project

    saver = Saver(Project(root))
    saver.recover()
    files = {name: (root / name).read_bytes() for name in ("cards/A.yaml", "cards/B.yaml")}
    if b"moved" in files["cards/B.yaml"]:
        return 0
    saver.see(dict.fromkeys(files, ""))
    from deck.preview.looks import digest_of

    base = {name: digest_of(data) for name, data in files.items()}
    moved = {"cards/A.yaml": files["cards/A.yaml"].replace(b"A card 2", b"A card 3"),
             "cards/B.yaml": files["cards/B.yaml"] + b"# moved\n"}  # fmt: skip
    try:
        saver.save(Change("move", "A card", moved), base)
    except EditError as error:
        print(error)
        return 1
    return 0


def _faults(root: Path, before: dict[str, bytes], after: dict[str, bytes], work: Work) -> Iterator[str]:
    """What is neither as before nor as after; a folder that was being put in place is given back first."""
    sweep(root / "output")
    now = ground.content(root)
    for name in now.keys() | before.keys() | after.keys():
        if now.get(name) not in (before.get(name), after.get(name)):
            yield f"{name} is neither the old one nor the new one"
    folders = {name.split("/")[1] for name in before if name.count("/") == 2 and name.startswith("output/")}
    for folder in folders:
        parts = [
            {n: c for n, c in files.items() if n.startswith(f"output/{folder}/")} for files in (now, before, after)
        ]
        if parts[0] not in parts[1:]:
            yield f"output/{folder} is neither the old folder nor the new one"
    if work.arguments[0] == "new" and not {"mine/deck.yaml", "there/deck.yaml"}.isdisjoint(now) and now != after:
        yield "a deck is there of which something is missing"


def _differing(now: dict[str, bytes], then: dict[str, bytes]) -> list[str]:
    return sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name))


def killed_at_random(base: Path, name: str, jobs: int, times: int) -> Row:
    """Send a build the signal *name* at moments that nobody chose; then build to the end."""
    chance, cards = random.Random(f"{ground.SEED} {name} {jobs}"), 4 if jobs == 1 else 300
    root, bad, ended = ground.make_deck(base, cards), [], 0
    cache = {"DECKPRESS_CACHE": str(base.with_name(base.name + "-cache"))}
    versions = [_version(root, cards, turn, cache) for turn in (0, 1)]
    started = time.monotonic()
    ground.run("build", "--jobs", str(jobs), folder=root, DECKPRESS_CACHE="off")
    longest = time.monotonic() - started
    for turn in range(times):
        _words(root, cards, turn % 2)
        process = subprocess.Popen(
            ground.command("build", "--jobs", str(jobs)), cwd=root, env=ground.environment(**cache),
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        time.sleep(0.12 + chance.random() * longest)  # before that Python itself is starting
        process.send_signal(getattr(signal, name))
        said = (process.communicate()[1] or b"").decode("utf-8", "replace")
        ended += process.returncode == 0
        if ground.told_badly(said):
            bad.append(f"{turn}: {said[-400:]}")
        if (root / PDF).read_bytes() not in versions:
            bad.append(f"{turn}: the PDF is neither the old one nor the new one")
        if name != "SIGKILL" and (left := ground.litter(root)):
            bad.append(f"{turn}: {left} is left")
        if not ground.soon(lambda: not ground.processes_in(root)):
            bad.append(f"{turn}: processes go on: {ground.processes_in(root)}")
    again = ground.run("build", folder=root, **cache)
    if again.returncode or (root / PDF).read_bytes() != versions[(times - 1) % 2] or ground.litter(root):
        bad.append(f"the next build: {again.stderr[-300:]} {ground.litter(root)}")
    how = f"{name} at random moments, {jobs} process{'es' * (jobs > 1)}, {cards} cards"
    return Row(how, times, f"old or new ({ended} were done before); no process stays; the next build heals", tuple(bad))


def _words(root: Path, cards: int, turn: int) -> None:
    ground.make_deck(root, cards, f"Words of turn {turn}.")


def _version(root: Path, cards: int, turn: int, cache: dict[str, str]) -> bytes:
    _words(root, cards, turn)
    made = ground.run("build", folder=root, **cache)
    assert made.returncode == 0, made.stderr
    return (root / PDF).read_bytes()


@contextmanager
def _mounted(place: Path, size: str) -> Iterator[bool]:
    """A disk of its own at *place*; False where this user or this system has none to give."""
    place.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    done = shutil.which("mount") is not None and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        yield done
    finally:
        if done:
            subprocess.run(["umount", "-l", str(place)], check=False)


def full_disk(base: Path, short: bool) -> Row:
    """Build on a disk that has less and less room: every build is whole, or told."""
    bad, told, times = [], 0, 0
    with _mounted(base, "1m") as real:
        root = ground.make_deck(base / "deck")
        good = _version(root, 4, 0, {"DECKPRESS_CACHE": "off"})
        for spare in range(0, 40, 8 if short else 1):
            (base / "ballast").unlink(missing_ok=True)
            _words(root, 4, 1)
            limit = _fill(base, spare * 4096) if real else spare * 4096
            # a cache on the full disk is worth nothing, and does no harm
            made = _limited(root, None if real else limit, str(base / "cache"))
            times += 1
            if made.returncode == 0:
                continue
            told += 1
            if "disk is full" not in made.stderr or ground.told_badly(made.stderr):
                bad.append(f"{spare}: {made.returncode} {made.stderr[-300:]}")
            if (root / PDF).read_bytes()[-6:] != good[-6:] or ground.litter(root):
                bad.append(f"{spare}: {ground.litter(root)}")
    what = "a disk that is full (a small tmpfs)" if real else "files that may not grow (no mount here)"
    return Row(what, times, f"{told} builds refused in a sentence, the others whole", tuple(bad))


def _fill(base: Path, spare: int) -> int:
    room = os.statvfs(base)
    free = room.f_bavail * room.f_frsize - spare
    (base / "ballast").write_bytes(bytes(max(0, free)))
    return free


def _limited(root: Path, most: int | None, cache: str) -> subprocess.CompletedProcess[str]:
    def limit() -> None:
        import resource

        if most is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return subprocess.run(
        ground.command("build"), cwd=root, env=ground.environment(DECKPRESS_CACHE=cache), capture_output=True,
        text=True, check=False, preexec_fn=limit,
    )  # fmt: skip


def read_only(base: Path) -> Row:
    """Build into a folder that may not be written."""
    bad, how = [], "chmod"
    with _mounted(base, "4m") as real:
        root = ground.make_deck(base / "deck")
        former = _version(root, 4, 0, {"DECKPRESS_CACHE": "off"})
        _words(root, 4, 1)
        if real:
            how = "a disk mounted read-only"
            subprocess.run(["mount", "-o", "remount,ro", str(base)], check=True)
        else:
            (root / "output").chmod(0o555)
        made = ground.run("build", folder=root, DECKPRESS_CACHE=str(base / "cache"))
        if not real and os.geteuid() == 0:
            return Row(
                "a read-only folder", 0, "not possible here: the administrator may write everywhere, and no mount"
            )
        if made.returncode != 1 or "read-only" not in made.stderr or ground.told_badly(made.stderr):
            bad.append(made.stderr[-300:])
        if (root / PDF).read_bytes() != former:
            bad.append("the former PDF is gone")
        elsewhere = ground.run("build", "-o", str(base.with_name("elsewhere.pdf")), folder=root)
        if elsewhere.returncode:
            bad.append(elsewhere.stderr[-300:])
        if not real:
            (root / "output").chmod(0o755)
    return Row(f"a read-only folder ({how})", 2, "told; -o elsewhere works", tuple(bad))


def together(base: Path, times: int, same: bool) -> Row:
    """Several builds at once, into one file or each into its own."""
    root, bad = ground.make_deck(base, 200), []
    good = _version(root, 200, 0, {"DECKPRESS_CACHE": "off"})
    for turn in range(times):
        cache = ground.environment(DECKPRESS_CACHE=str(base.with_name(f"{base.name}-cache-{turn}")))
        runs = [
            subprocess.Popen(
                ground.command("build", *([] if same else ["-o", f"{n}.pdf"])), cwd=root, env=cache,
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            )
            for n in range(4)
        ]  # fmt: skip
        said = [run.communicate()[1].decode("utf-8", "replace") for run in runs]
        bad += [
            f"{turn}: {run.returncode} {text}" for run, text in zip(runs, said, strict=True) if run.returncode or text
        ]
        files = [root / PDF] if same else [root / f"{n}.pdf" for n in range(4)]
        bad += [f"{turn}: {file.name} differs" for file in files if file.read_bytes() != good]
    if left := ground.litter(root):
        bad.append(str(left))
    where = "into one file" if same else "each into its own file"
    return Row(f"four builds at once, {where}", times, "the same bytes as alone", tuple(bad))


# Two files are saved one after the other, there and back; that the first is old and the second new is never so.
ORDER = (("A", 1), ("B", 1), ("B", 0), ("A", 0))


def edited_meanwhile(base: Path, times: int) -> Row:
    """Save files while the deck is built: what is printed is a state that the files were in, or nothing is."""
    root, cards, bad, told = ground.make_deck(base, 40), 40, [], 0
    allowed = {}
    for states in ({"A": 0, "B": 0}, {"A": 1, "B": 0}, {"A": 1, "B": 1}):
        for letter, state in states.items():
            _letter(root, letter, cards, state)
        assert ground.run("build", folder=root, DECKPRESS_CACHE="off").returncode == 0
        allowed[(root / PDF).read_bytes()] = states
    chance, cache = random.Random(ground.SEED), {"DECKPRESS_CACHE": str(base.with_name("edited-cache"))}
    states = {"A": 0, "B": 0}
    for letter in states:
        _letter(root, letter, cards, 0)
    for turn in range(times):
        (root / PDF).unlink(missing_ok=True)
        process = subprocess.Popen(
            ground.command("build"), cwd=root, env=ground.environment(**cache),
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        step = 0
        while process.poll() is None:
            letter, state = ORDER[step % len(ORDER)]
            _letter(root, letter, cards, state)
            step += 1
            time.sleep(chance.random() * (0.05 if turn % 2 else 0.4))
        while step % len(ORDER):
            _letter(root, *(ORDER[step % len(ORDER)][0], cards, ORDER[step % len(ORDER)][1]))
            step += 1
        said = process.stderr.read().decode("utf-8", "replace") if process.stderr else ""
        told += "was changed while the deck was being built" in said
        if process.returncode == 0 and (root / PDF).read_bytes() not in allowed:
            bad.append(f"{turn}: what is printed lies between two saves")
        if process.returncode and "was changed while" not in said:
            bad.append(f"{turn}: {said[-300:]}")
    for states in allowed.values():  # nothing wrong was kept
        for letter, state in states.items():
            _letter(root, letter, cards, state)
        ground.run("build", folder=root, **cache)
        if allowed.get((root / PDF).read_bytes()) != states:
            bad.append(f"the cache holds a wrong card of {states}")
    happened = f"one state of the files each time; {told} builds said that files were saved and began again"
    return Row("files saved while the deck is built", times, happened, tuple(bad))


def _letter(root: Path, letter: str, cards: int, state: int) -> None:
    """Save one file of cards as an editor does: beside its place, then renamed."""
    words = f"Words of state {state}, as long as those of the other one."
    listed = (ground.CARD.format(letter=letter, number=n, words=words) for n in range(1, cards // 2 + 1))
    new = root / f"cards/.{letter}.tmp"
    ground.write(new, ground.CARDS.format(letter=letter) + "".join(listed))
    os.replace(new, root / f"cards/{letter}.yaml")


def damaged_caches(base: Path) -> Iterator[Row]:
    """Spoil the cache in every way: the same bytes come out, and the next build has a sound cache."""
    root = ground.make_deck(base / "deck", 20)
    good, cache = _version(root, 20, 0, {"DECKPRESS_CACHE": "off"}), base / "cache"
    for name, spoil in SPOILERS.items():
        if cache.is_file():
            cache.unlink()
        shutil.rmtree(cache, ignore_errors=True)
        ground.run("build", folder=root, DECKPRESS_CACHE=str(cache))
        spoil(next(iter(cache.glob("*.db"))))
        bad = []
        for turn in ("first", "second"):
            made = ground.run("build", folder=root, DECKPRESS_CACHE=str(cache))
            if made.returncode or made.stderr or (root / PDF).read_bytes() != good:
                bad.append(f"{turn}: {made.stderr[-300:]}")
        yield Row(f"a cache that is {name}", 2, "the same bytes, nothing told", tuple(bad))


def _no_folder(file: Path) -> None:
    shutil.rmtree(file.parent)
    file.parent.write_text("in the way")


def _other_shape(file: Path) -> None:
    import sqlite3

    with sqlite3.connect(file) as connection:
        connection.executescript(
            "DROP TABLE entry; CREATE TABLE entry (id INTEGER, other TEXT); PRAGMA user_version=9;"
        )
    connection.close()


def _a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


SPOILERS: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "cut in half": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "no database": lambda file: file.write_bytes(b"words " * 9000),
    "spoilt in its middle": lambda file: file.write_bytes(
        file.read_bytes()[:5000] + bytes(random.Random(1).randbytes(20000)) + file.read_bytes()[25000:]
    ),
    "of another version": _other_shape,
    "read-only": lambda file: file.chmod(0o444),
    "a folder": _a_folder,
    "in a folder that cannot be made": _no_folder,
    "dated ten years ahead": lambda file: os.utime(file, (2e9, 2e9)),
}


def clock_set_back(base: Path) -> Row:
    """Files from the future and from the past, and another content of the same size and date: all are seen."""
    root, bad = ground.make_deck(base), []
    cache = {"DECKPRESS_CACHE": str(base.with_name("clock-cache"))}
    ground.run("build", folder=root, **cache)
    layout = root / "layouts/practice.yaml"
    ground.write(layout, (ground.ROOT / "layouts/practice.yaml").read_text("utf-8"))
    for name, moment in (("now", time.time()), ("ahead", 4e9), ("behind", 0.0)):
        for height in ("65%", "55%"):
            text = layout.read_text("utf-8").replace("height: 65%", f"height: {height}").replace(
                "height: 55%", f"height: {height}"
            )  # fmt: skip
            ground.write(layout, text)
            os.utime(layout, (moment, moment))
            warm = ground.run("build", folder=root, **cache)
            kept = (root / PDF).read_bytes()
            ground.run("build", folder=root, DECKPRESS_CACHE="off")
            if warm.returncode or kept != (root / PDF).read_bytes():
                bad.append(f"{name}: a layout of the same size and date was taken for the former one {warm.stderr}")
    return Row(
        "a clock set back: files of the same size and date, ahead and behind", 6, "every edit is seen", tuple(bad)
    )
