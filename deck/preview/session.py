"""One preview of one project: the desk, the darkroom, the pages that look on, and what they may ask for."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

from deck.impose.sheets import face_page
from deck.preview.darkroom import Darkroom
from deck.preview.desk import Desk
from deck.preview.draft import draft
from deck.preview.editor import Editor, conflict_told
from deck.preview.hub import Hub
from deck.preview.printing import Printer, Sheets
from deck.preview.saving import Conflict, Saver
from deck.preview.scene import Scene
from deck.preview.source import EditError
from deck.preview.told import difference, whole
from deck.preview.watch import Watcher
from deck.source.project import Project

ResultT = TypeVar("ResultT")
LOG = logging.getLogger(__name__)
LARGEST_PICTURE = 2400  # pixels across
NARROWEST = 40
SEEN_FIRST, USUAL_WIDTH = 48, 320  # cards, and pixels of each, that a page asks for first on an ordinary screen

CONFLICT, REFUSED = 409, 422


class Session:
    """Everything that the routes of the server share."""

    def __init__(self, project: Project, read_only: bool) -> None:
        self.project, self.read_only = project, read_only
        self.desk, self.saver, self.hub = Desk(project), Saver(project), Hub()
        self.editor = Editor(self.desk, self.saver)
        self.sheets, self.printer = Sheets(self.desk), Printer(project, read_only)
        self.darkroom = Darkroom()
        self.watcher = Watcher(self.desk, self.refresh)
        self._threads = ThreadPoolExecutor(4, thread_name_prefix="desk")
        self._reading = asyncio.Lock()

    def open(self) -> None:
        """Read the deck for the first time, and begin to draw what a page shows first."""
        if not self.read_only:
            self.saver.recover()
        self.desk.refresh()
        self.saver.see(self.desk.scene.files)
        self.prepare([view.front for view in self.desk.scene.cards[:SEEN_FIRST]], USUAL_WIDTH)

    def close(self) -> None:
        """End the threads and throw away what was made for this session alone."""
        self.watcher.close()
        self.darkroom.close()
        self._threads.shutdown(wait=True, cancel_futures=True)
        self.printer.close()

    async def work(self, task: Callable[[], ResultT]) -> ResultT:
        """Do *task* in a thread, so that pictures go out meanwhile."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, task)

    async def refresh(self) -> None:
        """Read what has changed, and tell the pages."""
        async with self._reading:
            before, now = await self.work(self.desk.refresh)
            if now is before:
                return
            self._draw_again(before, now)
            self.saver.see(now.files)
            self.hub.publish(difference(before, now, self.desk, self.read_only))

    def _draw_again(self, before: Scene, now: Scene) -> None:
        """Begin to draw the faces that take the place of those which a page has asked for."""
        former = {view.id: view for view in before.cards}
        for view in now.cards:
            old = former.get(view.id, view)
            for was, is_now in ((old.front, view.front), (old.back, view.back)):
                for width in self.darkroom.widths(was) if was != is_now else ():
                    self.prepare([is_now], width)

    def whole(self) -> dict[str, Any]:
        """All that a page shows."""
        return whole(self.desk.scene, self.desk, self.read_only)

    async def picture(self, digest: str, width: int) -> bytes | None:
        """The picture of a face or of a side of a sheet; None when there is none of that digest."""
        face = self.desk.faces.get(digest)
        page = face_page(face, face.bleed) if face is not None else self.sheets.sides.get(digest)
        if page is None:
            return None
        wanted = min(max(width, NARROWEST), LARGEST_PICTURE)
        return await asyncio.wrap_future(self.darkroom.picture(digest, page, wanted))

    def prepare(self, digests: list[str], width: int) -> None:
        """Begin to draw faces that a page is about to ask for, several in one file."""
        for digest in digests:
            face = self.desk.faces.get(digest)
            if face is not None:
                wanted = min(max(width, NARROWEST), LARGEST_PICTURE)
                self.darkroom.picture(digest, face_page(face, face.bleed), wanted)

    async def draft(self, wish: Mapping[str, Any]) -> dict[str, Any]:
        """A card as it would be."""
        return await self.work(lambda: draft(self.desk, wish))

    async def edit(self, wish: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        """Change the files: status and answer."""
        try:
            done = await self.work(lambda: self.editor.make(wish))
        except Conflict as conflict:
            return CONFLICT, conflict_told(conflict, wish)
        except EditError as error:
            return REFUSED, {"what": str(error)}
        await self.refresh()
        told = {"card": done.card, "what": done.change.what, "title": done.change.title}
        return 200, told | {"version": self.desk.scene.version}

    async def undo(self, wish: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        """Take the last change back: status and answer."""
        base = {str(name): str(digest) for name, digest in dict(wish.get("base") or {}).items()}
        try:
            step = await self.work(lambda: self.saver.undo(base))
        except Conflict as conflict:
            return CONFLICT, conflict_told(conflict, wish)
        except EditError as error:
            return REFUSED, {"what": str(error)}
        await self.refresh()
        return 200, {"what": step[0], "title": step[1]} if step else {"what": ""}

    async def watch(self) -> None:
        """Follow the files until the session is closed."""
        with suppress(asyncio.CancelledError):
            while not self.watcher.closed:
                try:
                    await self.watcher.run()
                except Exception:  # a fault of ours: it is told on the terminal, and the page goes on
                    LOG.exception("deck preview met an error of its own while it read the files")
