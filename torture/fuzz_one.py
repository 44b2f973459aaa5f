"""One target under atheris, in a process of its own: python -m torture.fuzz_one TARGET FOUND ARGUMENTS-OF-LIBFUZZER.

What escapes is kept in the folder FOUND (the input, and the trace beside it), each kind of it once, and fuzzing goes
on; an input that takes longer than SLOW is kept too.
"""

from __future__ import annotations

import gc
import hashlib
import sys
import time
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["deck", "svgelements", "markdown_it", "openpyxl"]):
    from torture.fuzz_targets import TARGETS, Target

SLOW = 2.0  # seconds; under instrumentation everything takes several times as long as it does for a person


class Keeper:
    """Runs a target, and keeps the inputs that showed a fault."""

    def __init__(self, name: str, target: Target, found: Path) -> None:
        self.name, self.target, self.found = name, target, found
        self.known: set[str] = set()
        self.runs = 0

    def one(self, data: bytes) -> None:
        """Give the target one input."""
        self.runs += 1
        if self.runs % 1000 == 0:
            gc.collect()
        started = time.perf_counter()
        try:
            self.target(data)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            self.keep(data, _place(error), traceback.format_exc())
        if time.perf_counter() - started > SLOW:
            self.keep(data, f"slow {len(data).bit_length()}", f"{time.perf_counter() - started:.1f} s")

    def keep(self, data: bytes, kind: str, told: str) -> None:
        """Keep an input that shows a new kind of fault."""
        if kind in self.known:
            return
        self.known.add(kind)
        name = f"{self.name}-{hashlib.sha256(data).hexdigest()[:10]}"
        self.found.mkdir(parents=True, exist_ok=True)
        (self.found / name).write_bytes(data)
        (self.found / f"{name}.txt").write_text(f"{kind}\n{told}")


def _place(error: BaseException) -> str:
    """The kind of an error and the last line of ours that it came through."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/deck/" in frame.filename]
    last = frames[-1] if frames else traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def main() -> None:
    """Fuzz until the time is over."""
    name, found, *arguments = sys.argv[1:]
    keeper = Keeper(name, TARGETS[name], Path(found))
    for file in Path(arguments[-1]).iterdir():  # what is imported on the way is not to be charged to an input
        TARGETS[name](file.read_bytes())
    atheris.Setup([sys.argv[0], *arguments], keeper.one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
