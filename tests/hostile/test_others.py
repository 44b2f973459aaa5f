"""What others may have put in the way: a cache of theirs, a repository that runs programs, requests of no browser."""

from __future__ import annotations

import os
import pickle
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from deck.cache import FILE, Cache
from deck.preview.guard import LARGEST_POST, TOKEN, Door
from deck.thaw import thaw
from tests.projects import Project

starlette = pytest.importorskip("starlette.datastructures")


class Deed:
    """A value whose making runs something."""

    def __init__(self, run: Callable[..., object], *given: object) -> None:
        self.run, self.given = run, given

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.run, self.given


@pytest.mark.parametrize(
    "deed", [Deed(os.system, "exit 3"), Deed(eval, "1"), Deed(Project, Path("/x")), Deed(getattr, 1, "x")]
)
def test_nothing_that_runs_comes_out_of_the_cache(deed: Deed) -> None:
    assert thaw(pickle.dumps(deed)) is None


def kept(folder: Path) -> bool:
    """Whether what one build keeps there is found by the next."""
    cache = Cache(folder)
    cache.put("kind", b"source", b"value")
    cache.flush()
    return Cache(folder).get("kind", b"source") == b"value"


def test_the_cache_is_for_its_owner_alone(tmp_path: Path) -> None:
    assert kept(tmp_path / "cache")
    assert (tmp_path / "cache" / FILE).stat().st_mode & 0o077 == 0


def test_a_cache_in_a_folder_open_to_all_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache").chmod(0o777)
    assert not kept(tmp_path / "cache")


def test_what_others_may_have_written_is_forgotten(tmp_path: Path) -> None:
    assert kept(tmp_path)
    (tmp_path / FILE).chmod(0o666)
    assert Cache(tmp_path).get("kind", b"source") is None


def test_a_link_in_place_of_the_cache_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"")
    (tmp_path / FILE).symlink_to(tmp_path / "elsewhere")
    assert not kept(tmp_path)
    assert (tmp_path / "elsewhere").read_bytes() == b""


def git(project: Project, *asked: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@b"]
    subprocess.run(["git", *who, *asked], cwd=project.root, check=True, capture_output=True)


def test_a_repository_s_own_programs_are_not_run(project: Project) -> None:
    project.write(".gitattributes", "*.yaml filter=evil\n")
    git(project, "init")
    git(project, "add", "-A")
    git(project, "commit", "-m", "all")
    trace = project.root.parent / "ran"
    for key in ("smudge", "process"):
        git(project, "config", f"filter.evil.{key}", f"touch '{trace}'; cat")
    git(project, "config", "core.fsmonitor", f"touch '{trace}'; false")
    result = project.run("build", "--changed-since", "HEAD")
    assert (result.code, result.err) == (0, "")
    assert not trace.exists()


def test_a_link_out_of_a_former_state_is_told(project: Project) -> None:
    (project.root / "cards/z.yaml").symlink_to("/etc/passwd")
    git(project, "init")
    git(project, "add", "-A")
    git(project, "commit", "-m", "all")
    (project.root / "cards/z.yaml").unlink()
    result = project.run("build", "--changed-since", "HEAD")
    assert result.code == 1
    assert "leads out of its folder" in result.err


@pytest.mark.parametrize(
    "headers",
    [
        {"content-length": "9" * 5000},
        {"content-length": "²"},
        {"content-length": str(LARGEST_POST + 1)},
        {"content-length": "-1"},
        {"content-length": "10", "transfer-encoding": "chunked"},
        {},
    ],
)
def test_a_body_of_no_known_size_is_refused(headers: dict[str, str]) -> None:
    sent = {"host": "127.0.0.1:80", TOKEN: "t", "content-type": "application/json", **headers}
    refusal = Door("127.0.0.1", 80, "t").refusal("POST", starlette.Headers(sent))
    assert refusal is not None
    assert refusal[0] == 413


@pytest.mark.parametrize("host", [f"127.0.0.1:{'9' * 5000}", "127.0.0.1:²", "127.0.0.1:-80"])
def test_a_port_that_is_none_is_refused(host: str) -> None:
    assert not Door("127.0.0.1", 80, "t").admits(host)
