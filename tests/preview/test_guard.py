"""Who is let in: our own pages, under our own address, and for writes with the token."""

import socket
from collections.abc import Iterator

import pytest

from deck.preview.guard import Door
from tests.preview.conftest import Served
from tests.projects import CARDS_A, Project

FOREIGN_HOSTS = """
evil.example|127.0.0.1.evil.example|evil.example:{port}|localhost|192.168.1.5:{port}|localhost:1|[::1
localhost:{port}.evil.example|127.0.0.1:{port}@evil|0.0.0.0:{port}|
""".replace("\n", "|").split("|")
FOREIGN_ORIGINS = """
http://evil.example|null|https://127.0.0.1:{port}|http://127.0.0.1:1|http://localhost|file://
""".strip().split("|")
ELSEWHERE = (
    r"""
/static/..%2f..%2f..%2fdeck.yaml|/static/../server.py|/static/%2e%2e/server.py|/static/..\server.py|/static/
/deck.yaml|/cards/A.yaml|/download/x/..%2f..%2fdeck.yaml|/icon/..%2f..%2fdeck.yaml.svg|/picture/..%2fdeck.png
/api/card/..%2f..%2fdeck.yaml|/.git/config|//etc/passwd
""".strip()
    .replace("\n", "|")
    .split("|")
)
WISH = {"action": "delete", "id": "carpool", "base": {}}


def test_our_own_names(served: Served) -> None:
    for host in ("127.0.0.1", "localhost", "LOCALHOST", "[::1]"):
        assert served.get("/", Host=f"{host}:{served.door.port}").status_code == 200


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
@pytest.mark.parametrize("path", ["/", "/api/scene", "/static/main.js", "/nowhere"])
def test_foreign_hosts_are_refused(served: Served, host: str, path: str) -> None:
    answer = served.get(path, Host=host.format(port=served.door.port))
    assert answer.status_code in (400, 403)
    assert "Carpooling" not in answer.text


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
def test_foreign_origins_are_refused(served: Served, origin: str) -> None:
    origin = origin.format(port=served.door.port)
    assert served.post("/api/edit", WISH, Origin=origin).status_code == 403
    assert served.get("/api/scene", Origin=origin).status_code == 403
    assert (served.root / "cards/A.yaml").read_text() == CARDS_A


def test_parts_of_other_pages_are_refused(served: Served) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert served.get("/api/scene", **foreign).status_code == 403
    navigation = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert served.get("/", **navigation).status_code == 200


@pytest.mark.parametrize("path", ["edit", "undo", "draft", "print"])
@pytest.mark.parametrize("token", ["", "wrong", "THE-TOKEN", "é"])
def test_writes_need_the_token(served: Served, path: str, token: str) -> None:
    answer = served.http.post(f"/api/{path}", json=WISH, headers={b"X-Deckpress-Token": token.encode("latin-1")})
    assert answer.status_code == 403
    assert (served.root / "cards/A.yaml").read_text() == CARDS_A


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_what_a_form_could_send_is_refused(served: Served, kind: str) -> None:
    headers = {"X-Deckpress-Token": served.door.token, "Content-Type": kind}
    assert served.http.post("/api/edit", content="{}", headers=headers).status_code == 415


@pytest.mark.parametrize("content", ["", "x", "[]", "3", '"x"', "{"])
def test_nonsense_is_answered_politely(served: Served, content: str) -> None:
    headers = {"X-Deckpress-Token": served.door.token, "Content-Type": "application/json"}
    assert served.http.post("/api/edit", content=content, headers=headers).status_code in (400, 422)
    assert served.post("/api/edit", {"action": "format the disk"}).status_code == 422


def test_too_much_is_refused(served: Served) -> None:
    assert served.post("/api/edit", {"x": "y" * 3_000_000}).status_code == 413


@pytest.mark.parametrize("path", ["/", "/api/scene", "/static/page.css", "/nowhere"])
def test_every_answer_keeps_the_browser_careful(served: Served, path: str) -> None:
    headers = served.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert not any(name.startswith("access-control") for name in headers)


@pytest.mark.parametrize("path", ELSEWHERE)
def test_nothing_else_is_served(served: Served, path: str) -> None:
    with socket.create_connection(("127.0.0.1", served.door.port)) as raw:  # a client would tidy the path up
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost:{served.door.port}\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: raw.recv(65536), b""))
    assert answer.split(b" ", 2)[1] in (b"404", b"400", b"403")
    assert b"title: Small deck" not in answer


@pytest.fixture
def reader(project: Project) -> Iterator[Served]:
    made = Served(project.root, read_only=True)
    yield made
    made.close()


def test_read_only_writes_nothing(reader: Served, project: Project) -> None:
    before = project.files()
    assert reader.post("/api/edit", WISH).status_code == 403
    assert reader.post("/api/undo", {}).status_code == 403
    made = reader.post("/api/print", {"categories": ["A"]}).json()
    assert made["good"]
    assert reader.get(f"/download/{made['download']}/x.pdf").content.startswith(b"%PDF")
    assert project.files() == before


def test_the_room_asks_by_address_only() -> None:
    door = Door("0.0.0.0", 80, "t")
    assert door.admits("192.168.1.20")
    assert door.admits("192.168.1.20:80")
    assert not door.admits("evil.example")
    assert not Door("127.0.0.1", 80, "t").admits("192.168.1.20")
    assert Door("192.168.1.20", 8000, "t").admits("192.168.1.20:8000")
