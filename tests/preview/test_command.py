"""deck preview as a person starts and ends it."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.projects import Project

DECK = [sys.executable, "-c", "from deck.cli import main; main()"]


def start(root: Path, *options: str) -> tuple[subprocess.Popen[str], str]:
    """A preview in a process of its own, and its page's address."""
    process = subprocess.Popen(
        [*DECK, "-C", str(root), "preview", "--no-browser", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("http://"):
            return process, line.strip()
    raise AssertionError(process.communicate()[1])


def end(process: "subprocess.Popen[str]", sign: int = signal.SIGINT) -> tuple[int, str, str]:
    process.send_signal(sign)
    assert process.stdout is not None
    assert process.stderr is not None
    out, err = process.stdout.read(), process.stderr.read()
    return process.wait(timeout=15), out, err


def test_ctrl_c_ends_it_cleanly_although_a_page_is_open(project: Project) -> None:
    process, address = start(project.root)
    base = address.partition("/?")[0]
    with httpx.stream("GET", f"{base}/api/events") as stream:
        assert next(stream.iter_lines()).startswith("data: ")
        code, out, err = end(process)
    assert (code, err) == (0, "")
    assert out.endswith("The preview has ended.\n")


def test_two_previews_take_two_ports_on_this_computer_alone(project: Project) -> None:
    first, one = start(project.root)
    second, other = start(project.root)
    assert one != other
    for address in (one, other):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{20,}", address)
        assert httpx.get(address).status_code == 200
    assert [end(first)[0], end(second)[0]] == [0, 0]


def test_a_port_that_is_taken(project: Project) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = project.run("preview", "--no-browser", "--port", str(port))
    assert result.code == 1
    assert f"Port {port} at 127.0.0.1 cannot be had" in result.err
    assert "Leave --port out" in result.err


def test_an_address_of_another_computer(project: Project) -> None:
    result = project.run("preview", "--no-browser", "--host", "192.0.2.1")
    assert result.code == 1
    assert "Name an address of this computer." in result.err


def test_for_the_room_only_when_asked(project: Project) -> None:
    process, address = start(project.root, "--host", "0.0.0.0")
    port = address.rpartition(":")[2].partition("/")[0]
    assert httpx.get(f"http://127.0.0.1:{port}/").status_code == 200
    assert httpx.get(f"http://127.0.0.1:{port}/", headers={"Host": f"evil.example:{port}"}).status_code == 403
    assert "Whoever has this address" in end(process)[1]


def test_a_deck_with_problems_opens_all_the_same(project: Project) -> None:
    project.spoil("deck.yaml", "size: poker", "size: pocker")
    process, address = start(project.root)
    base = address.partition("/?")[0]
    assert "pocker" in httpx.get(f"{base}/api/scene").json()["problems"][0]["what"]
    code, out, _ = end(process)
    assert (code, "1 problem: the page says which." in out) == (0, True)


def without(module: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """A run of the command where *module* is not installed."""
    lines = [f"import sys; sys.modules[{module!r}] = None", f"sys.argv = ['deck', *{arguments!r}]"]
    run = "\n".join([*lines, "from deck.cli import main; main()"])
    return subprocess.run([sys.executable, "-c", run], capture_output=True, text=True)


@pytest.mark.parametrize("module", ["starlette", "uvicorn", "watchfiles", "ruamel.yaml"])
def test_what_is_missing_is_told_with_how_to_install_it(project: Project, module: str) -> None:
    result = without(module, "-C", str(project.root), "preview")
    assert (result.returncode, result.stdout) == (1, "")
    assert "are not installed" in result.stderr
    assert 'pip install "deckpress[preview]"' in result.stderr
    assert "Traceback" not in result.stderr


def test_other_commands_need_none_of_it(project: Project) -> None:
    assert without("starlette", "-C", str(project.root), "list").returncode == 0
