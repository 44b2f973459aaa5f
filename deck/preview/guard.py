"""Who may ask what: this machine's own pages only, and writes only with the token that the page's address carries.

A page elsewhere cannot reach the server under a name of its own (DNS rebinding: the Host header is checked), nor post
to it (the Origin and Sec-Fetch-Site headers are checked, and it does not know the token).
"""

from __future__ import annotations

import ipaddress
import re
import secrets

from msgspec import Struct
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN = "x-deckpress-token"
LARGEST_POST = 2_000_000  # bytes
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
LOOPBACK = ("127.0.0.1", "localhost", "::1")
ANY = ("0.0.0.0", "::")


class Door(Struct, frozen=True):
    """Under which names the server may be asked for, and the token for writes."""

    host: str
    port: int
    token: str

    def admits(self, host: str) -> bool:
        """Whether *host* (as in a Host header) is this server and not a name that was bent to point at it."""
        name, port = _parted(host)
        if port != self.port:
            return False
        if name in (*LOOPBACK, self.host):
            return True
        return self.host in ANY and _is_address(name)  # an address typed as numbers cannot be rebound

    def admits_origin(self, origin: str) -> bool:
        """Whether a page of *origin* is our own."""
        scheme, _, host = origin.partition("://")
        return scheme == "http" and self.admits(host)

    def refusal(self, method: str, headers: Headers) -> tuple[int, str] | None:
        """Status and sentence for a request that is not let in; None for one that is."""
        if not self.admits(headers.get("host", "")):
            return 403, "This is not the address of this preview."
        origin, site = headers.get("origin"), headers.get("sec-fetch-site", "same-origin")
        if origin is not None and not self.admits_origin(origin):
            return 403, "Pages from elsewhere may not ask this preview."
        if site not in ("same-origin", "none") and headers.get("sec-fetch-mode") != "navigate":
            return 403, "Pages from elsewhere may not ask this preview."
        if method in ("GET", "HEAD"):
            return None
        if not secrets.compare_digest(headers.get(TOKEN, "").encode(), self.token.encode()):
            return 403, "The address of this page lacks its token. Open the address that deck preview printed."
        if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return 415, "Only JSON is taken here."
        length = headers.get("content-length", "")
        if not re.fullmatch("[0-9]{1,9}", length) or int(length) > LARGEST_POST or "transfer-encoding" in headers:
            return 413, "This is too much."
        return None


def _parted(host: str) -> tuple[str, int]:
    """Name and port of a Host header; port 80 when it names none, -1 when it is no header that a browser sends."""
    name, colon, port = host.rpartition(":")
    if not colon or host.endswith("]"):
        name, port = host, "80"
    if not re.fullmatch("[0-9]{1,5}", port):
        return name, -1
    if name.startswith("[") and name.endswith("]"):
        name = name[1:-1]
    return name.lower(), int(port)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class Guard:
    """Lets requests through a door, and puts on every answer what keeps a browser careful."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self.door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # nothing here speaks anything else
            return

        async def careful(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = self.door.refusal(scope["method"], Headers(scope=scope))
        if refusal is not None:
            await PlainTextResponse(refusal[1] + "\n", refusal[0])(scope, receive, careful)
            return
        await self.app(scope, receive, careful)
