"""The command in a process of its own: with little memory and time, no network, and no files but the project's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.projects import JARGON, Project, Result

MEMORY, SECONDS = 1_500, 60  # MB of address space, and seconds of a processor that others use too
LEFT, WROTE, READ = 99, 98, 97  # exit codes of the guard
GUARD = """
import os, resource, sys
root, scratch, secret, memory, seconds, *arguments = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
resource.setrlimit(resource.RLIMIT_AS, (int(memory) << 20, int(memory) << 20))
AWAY = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind",
        "urllib.Request", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn")

def stop(code, said):
    os.write(2, f"GUARD: {said}\\n".encode("utf-8", "replace"))
    os._exit(code)

def watch(event, told):
    if event in AWAY:
        stop(99, f"{event} {told}")
    if event == "open" and isinstance(told[0], (str, bytes)):
        path = os.path.realpath(os.fsdecode(told[0]))
        if path == os.path.realpath(secret):
            stop(97, f"read {path}")
        if told[2] & (os.O_WRONLY | os.O_RDWR) and not path.startswith((root, scratch, "/dev/null")):
            stop(98, f"wrote {path}")

from deck.cli import main
sys.addaudithook(watch)
sys.argv = ["deck", *arguments]
main()
"""


def confined(project: Project, *arguments: str, memory: int = MEMORY, seconds: int = SECONDS) -> Result:
    """Run ``deck`` on the project; an exit code over 90 says what it did that it must not."""
    scratch = project.root.parent / "scratch"
    scratch.mkdir(exist_ok=True)
    given = [str(project.root), str(scratch), str(secret_of(project)), str(memory), str(seconds), *arguments]
    done = subprocess.run(
        [sys.executable, "-c", GUARD, *given],
        cwd=project.root,
        env={**os.environ, "DECKPRESS_CACHE": "off", "TMPDIR": str(scratch), "COLUMNS": "120"},
        capture_output=True,
        timeout=4 * seconds,
    )
    return Result(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def secret_of(project: Project) -> Path:
    """A file beside the project that nobody may read."""
    secret = project.root.parent / "secret.yaml"
    if not secret.exists():
        secret.write_text("cards:\n  - title: a secret\n")
    return secret


def refused(result: Result, sentence: str, *files: str) -> None:
    """Assert that the run ended with this sentence, about these files, in words for people, and with nothing else."""
    assert result.code == 1, (result.code, result.err[-2000:])
    assert sentence in result.err, result.err[:2000]
    for file in files:
        assert file.lower() in result.err.lower(), result.err[:2000]
    assert not JARGON.search(result.err), JARGON.search(result.err)
