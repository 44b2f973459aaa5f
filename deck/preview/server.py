"""The server's routes: the page and its parts, pictures by digest, the stream of changes, and the page's wishes."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from deck.preview.editor import sheet_of_card
from deck.preview.guard import Door, Guard
from deck.preview.icons import contact_sheet, drawings_of, svg_of
from deck.preview.session import Session
from deck.preview.told import colour_tried

STATIC = Path(__file__).parent / "static"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
FOREVER = {"Cache-Control": "private, max-age=31536000, immutable"}  # what is called by its digest never changes
MOST_AHEAD = 60  # faces that a page may ask for in advance
LOOK_ONLY = "This preview is read-only."
LISTS, GROUPS = ("categories", "cards", "tags"), ("changes", "base")  # of the names in what a page posts
Wish = dict[str, Any]


def make_app(session: Session, door: Door) -> Starlette:
    """The application for one session behind one door."""
    routes = _Routes(session)
    reading = [
        Route("/", routes.page),
        Route("/static/{name}", routes.static),
        Route("/api/events", routes.events),
        Route("/api/scene", routes.scene),
        Route("/api/card/{id:path}", routes.card),
        Route("/api/ahead", routes.ahead),
        Route("/api/icons", routes.icons),
        Route("/api/colour", routes.colour),
        Route("/api/sheets", routes.sheets),
        Route("/picture/{digest}.png", routes.picture),
        Route("/icon/{name}.svg", routes.icon),
        Route("/download/{key}/{name}", routes.download),
    ]
    wishes = {"draft": routes.draft, "edit": routes.edit, "undo": routes.undo, "print": routes.make}
    writing = [Route(f"/api/{name}", _wished(answer), methods=["POST"]) for name, answer in wishes.items()]

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(session.watch())
        try:
            yield
        finally:
            session.watcher.close()
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)

    return Starlette(routes=[*reading, *writing], middleware=[Middleware(Guard, door=door)], lifespan=life)


def _wished(answer: Callable[[Wish], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """A route that hands on what a page posted."""

    async def route(request: Request) -> Response:
        try:
            wish = json.loads(await request.body())
        except (ValueError, RecursionError):
            wish = None
        if not isinstance(wish, dict) or not all(_is_asked(key, value) for key, value in wish.items()):
            return JSONResponse({"what": "This is not what a page of this preview asks."}, 400)
        return await answer(wish)

    return route


def _is_asked(key: str, value: Any) -> bool:
    """Whether a page of this preview could have sent *value* under that name."""
    if key in LISTS:
        return value is None or (isinstance(value, list) and all(isinstance(entry, str) for entry in value))
    if key in GROUPS:
        return value is None or (isinstance(value, dict) and all(map(_is_text_or_texts, value.values())))
    return value is None or isinstance(value, (str, int, float, bool))


def _is_text_or_texts(value: Any) -> bool:
    entries = value if isinstance(value, list) else [value]
    return all(entry is None or isinstance(entry, (str, int, float, bool)) for entry in entries)


class _Routes:
    """The answers to requests."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.files = {file.name: file for file in STATIC.iterdir() if file.suffix in TYPES}

    async def page(self, request: Request) -> Response:
        return self._file("index.html")

    async def static(self, request: Request) -> Response:
        return self._file(request.path_params["name"])

    def _file(self, name: str) -> Response:
        file = self.files.get(name)  # by name, of those there are: no path leads elsewhere
        if file is None:
            return Response(status_code=404)
        return Response(file.read_bytes(), media_type=TYPES[file.suffix], headers={"Cache-Control": "no-cache"})

    async def events(self, request: Request) -> Response:
        if self.session.hub.full:
            return JSONResponse({"what": "Too many pages of this preview are open."}, 503)
        stream = self.session.hub.stream(self.session.whole())
        return StreamingResponse(stream, media_type="text/event-stream")

    async def scene(self, request: Request) -> Response:
        return JSONResponse(self.session.whole())

    async def card(self, request: Request) -> Response:
        card = self.session.desk.scene.card(request.path_params["id"])
        if card is None or card.mark is None:
            return Response(status_code=404)
        return JSONResponse(sheet_of_card(card, self.session.desk))

    async def ahead(self, request: Request) -> Response:
        digests = request.query_params.get("digests", "").split(",")[:MOST_AHEAD]
        self.session.prepare(digests, _number(request.query_params.get("width", "")))
        return Response(status_code=204)

    async def picture(self, request: Request) -> Response:
        width = _number(request.query_params.get("width", ""))
        png = await self.session.picture(request.path_params["digest"], width)
        if png is None:
            return Response(status_code=404)
        return Response(png, media_type="image/png", headers=FOREVER)

    async def icons(self, request: Request) -> Response:
        return JSONResponse(await self.session.work(lambda: contact_sheet(self.session.desk)))

    async def icon(self, request: Request) -> Response:
        drawings = await self.session.work(lambda: drawings_of(self.session.desk))
        drawing = drawings.get(request.path_params["name"])
        if drawing is None:
            return Response(status_code=404)
        return Response(svg_of(drawing), media_type="image/svg+xml", headers=FOREVER)

    async def colour(self, request: Request) -> Response:
        return JSONResponse(colour_tried(request.query_params.get("color", "")))

    async def sheets(self, request: Request) -> Response:
        asked = request.query_params
        wish = {key: asked.getlist(key) for key in ("categories", "cards", "tags")} | {"output": asked.get("output")}
        return JSONResponse(await self.session.work(lambda: self.session.sheets.needed(wish)))

    async def download(self, request: Request) -> Response:
        file = self.session.printer.file(request.path_params["key"])
        if file is None or not file.is_file():
            return Response(status_code=404)
        return FileResponse(file, filename=file.name)

    async def draft(self, wish: Wish) -> Response:
        return JSONResponse(await self.session.draft(wish))

    async def edit(self, wish: Wish) -> Response:
        if self.session.read_only:
            return JSONResponse({"what": LOOK_ONLY}, 403)
        status, told = await self.session.edit(wish)
        return JSONResponse(told, status)

    async def undo(self, wish: Wish) -> Response:
        if self.session.read_only:
            return JSONResponse({"what": LOOK_ONLY}, 403)
        status, told = await self.session.undo(wish)
        return JSONResponse(told, status)

    async def make(self, wish: Wish) -> Response:
        return JSONResponse(await self.session.work(lambda: self.session.printer.make(wish)))


def _number(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,5}", text) else 0
