"""Projects to preview: the small one that tests spoil, and a copy of the first deck; a server for either."""

import asyncio
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from deck.preview.desk import Desk
from deck.preview.guard import TOKEN, Door
from deck.preview.run import bind
from deck.preview.server import make_app
from deck.preview.session import Session
from deck.source.project import Project as Folder
from tests.projects import Project, project

__all__ = ["project"]

ROOT = Path(__file__).parents[2]


def copy_of_first_deck(root: Path) -> Path:
    """The files of the first deck in a folder of their own."""
    root.mkdir(parents=True)
    shutil.copy(ROOT / "deck.yaml", root)
    for name in ("cards", "assets/icons"):
        shutil.copytree(ROOT / name, root / name)
    return root


@pytest.fixture
def first_deck(tmp_path: Path) -> Path:
    return copy_of_first_deck(tmp_path / "boite")


@pytest.fixture
def desk(project: Project) -> Desk:
    made = Desk(Folder(project.root))
    made.refresh()
    return made


class Served:
    """A preview that serves a project from a thread of this process, and a client that asks it."""

    def __init__(self, root: Path, read_only: bool = False, host: str = "127.0.0.1") -> None:
        self.root = root
        self._socket = bind(host, 0)
        self.door = Door(host, self._socket.getsockname()[1], "the-token")
        self.session = Session(Folder(root), read_only)
        self.session.open()
        config = uvicorn.Config(make_app(self.session, self.door), log_config=None, timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        serve = self._server.serve(sockets=[self._socket])
        self._thread = threading.Thread(target=lambda: asyncio.run(serve), daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self.door.port}"
        self.http = httpx.Client(base_url=self.url, timeout=20)

    @property
    def address(self) -> str:
        """What a person opens."""
        return f"{self.url}/?token={self.door.token}"

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.http.get(path, headers=headers)

    def post(self, path: str, wish: Any, **headers: str) -> httpx.Response:
        return self.http.post(path, json=wish, headers={TOKEN: self.door.token, **headers})

    def scene(self) -> Any:
        return self.get("/api/scene").json()

    def close(self) -> None:
        self.http.close()
        self.session.hub.close()
        self._server.should_exit = True
        self._thread.join(10)
        self.session.close()
        self._socket.close()


@pytest.fixture
def served(project: Project) -> Iterator[Served]:
    made = Served(project.root)
    yield made
    made.close()
