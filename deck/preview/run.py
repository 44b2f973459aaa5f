"""Run a preview: bind a free port, open the browser, and end cleanly on Ctrl-C."""

from __future__ import annotations

import asyncio
import gc
import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

import uvicorn
from msgspec import Struct

from deck.preview.guard import ANY, Door
from deck.preview.server import make_app
from deck.preview.session import Session
from deck.problems import DeckError, Problem
from deck.source.project import Project

PATIENCE = 2  # seconds that open requests have when the server ends


class Wanted(Struct, frozen=True):
    """How a preview is wanted: address and port (0: a free one), whether to open a browser, whether to write."""

    host: str = "127.0.0.1"
    port: int = 0
    browser: bool = True
    read_only: bool = False


class _Server(uvicorn.Server):
    """A server that ends its streams when it is told to go."""

    def __init__(self, config: uvicorn.Config, going: Callable[[], None], ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._going, self._ready = going, ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._going()
        super().handle_exit(sig, frame)


def run_preview(project: Project, wanted: Wanted, announce: Callable[[str, Session], None]) -> None:
    """Serve the project until it is interrupted; *announce* is given the page's address once it can be opened."""
    gc.enable()  # a build ends soon and does without; this does not
    bound = bind(wanted.host, wanted.port)
    door = Door(wanted.host, bound.getsockname()[1], secrets.token_urlsafe(24))
    address = f"http://{shown_host(wanted.host)}:{door.port}/?token={door.token}"
    session = Session(project, wanted.read_only)

    def ready() -> None:
        announce(address, session)
        if wanted.browser:
            threading.Thread(target=_open, args=(address,), daemon=True).start()

    try:
        session.open()
        config = uvicorn.Config(
            make_app(session, door), log_config=None, timeout_graceful_shutdown=PATIENCE, server_header=False
        )
        with suppress(KeyboardInterrupt):
            asyncio.run(_Server(config, session.hub.close, ready).serve(sockets=[bound]))
    finally:
        session.close()
        bound.close()


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens at *host*; DeckError in plain words when it cannot be had."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        hint = "For this computer alone leave --host out; for the room, name this computer's own address."
        raise DeckError([Problem(f'"{host}" is not an address of this computer.', hints=(hint,))]) from error
    bound = socket.socket(family, kind, protocol)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(place)
    except OSError as error:
        bound.close()
        what = f"port {port} at {host} cannot be had: {error.strerror}." if port else f"{host}: {error.strerror}."
        hint = "Leave --port out, and a free one is taken." if port else "Name an address of this computer."
        raise DeckError([Problem(what, hints=(hint,))]) from error
    bound.listen(64)
    return bound


def shown_host(host: str) -> str:
    """The host as it is typed into a browser: this computer's address in the room where it listens at every one."""
    if host in ANY:
        host = room_address()
    return f"[{host}]" if ":" in host else host


def room_address() -> str:
    """The address under which others in the room see this computer; nothing is sent to find it."""
    probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with probe, suppress(OSError):
        probe.connect(("192.0.2.1", 9))  # an address for documentation (RFC 5737)
        return str(probe.getsockname()[0])
    return "127.0.0.1"


def _open(address: str) -> None:
    with suppress(webbrowser.Error, OSError):
        webbrowser.open(address)
