"""Processes are measured as they are: time, memory with that of their children, and how they end."""

import sys
from pathlib import Path

import pytest

from bench.process import Failed, run

MEGABYTES = 80
HOLD = f"held = bytearray(b'x') * {MEGABYTES * 10**6}; import time; time.sleep(0.8)"
WITH_CHILD = f"import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', {HOLD!r}]); {HOLD}; child.wait()"


def python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


def test_a_process_takes_as_long_as_it_sleeps() -> None:
    assert 300 <= run(python("import time; time.sleep(0.3)"), {}, 20).milliseconds < 5_000


def test_work_is_told_apart_from_waiting() -> None:
    assert run(python("import time; time.sleep(0.4)"), {}, 20).worked < 350
    busy = "import time; end = time.process_time() + 0.4\nwhile time.process_time() < end: pass"
    assert 400 <= run(python(busy), {}, 20).worked < 2_000


def test_memory_is_the_most_that_was_held() -> None:
    assert MEGABYTES < run(python(HOLD), {}, 20).megabytes < MEGABYTES + 400


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="needs /proc")
def test_children_at_work_at_the_same_time_are_added() -> None:
    assert run(python(WITH_CHILD), {}, 20, sampled=True).megabytes > 2 * MEGABYTES


def test_the_environment_reaches_the_process() -> None:
    run(python("import os, sys; sys.exit(os.environ['DECKPRESS_CACHE'] != 'off')"), {"DECKPRESS_CACHE": "off"}, 20)


def test_a_process_that_fails_says_how() -> None:
    with pytest.raises(Failed, match="ended with 3: too bad"):
        run(python("import sys; print('too bad', file=sys.stderr); sys.exit(3)"), {}, 20)


def test_a_process_that_does_not_end_is_stopped() -> None:
    with pytest.raises(Failed, match="stopped after 0 s"):
        run(python("import time; time.sleep(60)"), {}, 0.3)
