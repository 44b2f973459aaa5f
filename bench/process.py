"""One process from its start to its end: how long it takes, and how much memory it and its children hold at most."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep, thread_time

INTERVAL = 0.02  # seconds between two looks at the memory
SHARE = 50  # a look that costs much is followed by this many times its work without one
# As on a computer on which somebody uses what is measured: Python keeps what it has compiled.
USUAL = {name: said for name, said in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
UNIT = 1 if sys.platform == "darwin" else 1024  # getrusage(2): bytes on macOS, kilobytes elsewhere


class Failed(Exception):
    """A process that did not end well; says how."""


@dataclass(frozen=True, slots=True)
class Run:
    """Milliseconds by the clock on the wall, peak megabytes, and milliseconds that processors worked."""

    milliseconds: float
    megabytes: float
    worked: float = 0.0


def run(command: Sequence[str], environment: Mapping[str, str], limit: float, *, sampled: bool = False) -> Run:
    """Run *command*, for *limit* seconds at most; Failed when it ends otherwise than well.

    The memory is the largest resident set of the process, or of one of its children that has ended. When *sampled*,
    it is the sum of all of them, where that is more: what /proc tells of the whole session, pages that are shared
    between processes counted once.
    """
    with tempfile.TemporaryFile() as said:
        started = perf_counter()
        process = subprocess.Popen(
            command,
            env={**USUAL, **environment},
            stdout=subprocess.DEVNULL,
            stderr=said,
            start_new_session=True,
        )
        sampler = Sampler(process.pid) if sampled else None
        timer = threading.Timer(limit, os.killpg, (process.pid, signal.SIGKILL))
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        took = (perf_counter() - started) * 1000
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        summed = sampler.peak() if sampler else 0.0
        if process.returncode == -signal.SIGKILL and took >= limit * 1000:
            raise Failed(f"stopped after {limit:.0f} s")
        if process.returncode:
            said.seek(0)
            last = said.read().decode("utf-8", "replace").strip().rpartition("\n")[2]
            raise Failed(f"ended with {process.returncode}: {last[:200]}")
    worked = (usage.ru_utime + usage.ru_stime) * 1000
    return Run(took, max(summed, usage.ru_maxrss * UNIT / 1e6), worked)


class Sampler:
    """Looks at the memory of a session every now and then, from a thread of its own."""

    def __init__(self, session: int) -> None:
        self.session, self.most, self.ended = session, 0.0, False
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def peak(self) -> float:
        """Stop, and tell the most megabytes that were seen."""
        self.ended = True
        self.thread.join()
        return self.most

    def _watch(self) -> None:
        while not self.ended:
            started = thread_time()
            self.most = max(self.most, session_megabytes(self.session))
            sleep(max(INTERVAL, SHARE * (thread_time() - started)))


def session_megabytes(session: int) -> float:
    """The memory of all processes of a session; 0 where there is no /proc."""
    return sum(_proportional(folder) for folder in Path("/proc").glob("[0-9]*") if _session(folder) == session)


def _session(process: Path) -> int:
    """The session of a process (proc(5): the sixth field, the fourth after the name in brackets); 0 when it is gone."""
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[3])
    except OSError:
        return 0


def _proportional(process: Path) -> float:
    """Megabytes of a process, of shared pages its share (proc(5): Pss)."""
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e6
