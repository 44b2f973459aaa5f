"""Pictures of faces and sheets: drawn by PDFium from the PDF's own drawing, on demand, and kept by digest.

PDFium works in one thread at a time. Whatever waits while a picture is made is drawn next, together in one file.
"""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from concurrent.futures import Future
from queue import Empty, SimpleQueue

from deck.impose.sheet import Sheet
from deck.render.about import About
from deck.render.pdf import render_screen

LARGEST_STORE = 160_000_000  # bytes of pictures that are kept
MOST_AT_ONCE = 12  # pictures drawn together: more would keep the first of them waiting
PDFIUM = threading.Lock()  # whoever else uses PDFium in this process takes it too

Key = tuple[str, int]  # digest, width in pixels
_Wanted = tuple[Key, Sheet]


class Darkroom:
    """Makes PNG pictures in a thread of its own."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[_Wanted | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._pictures: OrderedDict[Key, Future[bytes]] = OrderedDict()
        self._sizes: dict[Key, int] = {}
        self._thread = threading.Thread(target=self._work, name="darkroom", daemon=True)
        self._thread.start()

    def picture(self, digest: str, sheet: Sheet, width: int) -> Future[bytes]:
        """The picture of a page, *width* pixels wide, when it is ready; made once while it is kept."""
        key = (digest, width)
        with self._lock:
            known = self._pictures.get(key)
            if known is not None:
                self._pictures.move_to_end(key)
                return known
            future: Future[bytes] = Future()
            self._pictures[key] = future
        self._queue.put((key, sheet))
        return future

    def widths(self, digest: str) -> list[int]:
        """The widths at which a picture was asked for."""
        with self._lock:
            return [width for known, width in self._pictures if known == digest]

    def close(self) -> None:
        """End the thread once what it is at is done."""
        self._queue.put(None)
        self._thread.join(timeout=5)

    def _work(self) -> None:
        while (first := self._queue.get()) is not None:
            batch = [first]
            while len(batch) < MOST_AT_ONCE:
                try:
                    following = self._queue.get_nowait()
                except Empty:
                    break
                if following is None:
                    self._queue.put(None)
                    break
                batch.append(following)
            self._develop(batch)

    def _develop(self, batch: list[_Wanted]) -> None:
        """Draw the pages of *batch* into one file, and make a picture of each."""
        try:
            data = io.BytesIO()
            render_screen([sheet for _, sheet in batch], About("", "", "", ""), data)
            for (key, _), png in zip(batch, _pictures(data.getvalue(), [key[1] for key, _ in batch]), strict=True):
                self._keep(key, png)
        except Exception as error:  # whoever waits for a picture is told; the thread goes on
            for key, _ in batch:
                self._lose(key, error)

    def _keep(self, key: Key, png: bytes) -> None:
        with self._lock:
            self._pictures[key].set_result(png)
            self._sizes[key] = len(png)
            while sum(self._sizes.values()) > LARGEST_STORE:
                oldest = next(iter(self._sizes))
                self._sizes.pop(oldest)
                self._pictures.pop(oldest, None)

    def _lose(self, key: Key, error: Exception) -> None:
        with self._lock:
            future = self._pictures.get(key)
            if future is not None and not future.done():
                self._pictures.pop(key)
                future.set_exception(error)


def _pictures(pdf: bytes, widths: list[int]) -> list[bytes]:
    """The pages of *pdf* as PNG, each at its width in pixels."""
    import pypdfium2

    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [_picture(document[index], width) for index, width in enumerate(widths)]
        finally:
            document.close()


def _picture(page: object, width: int) -> bytes:
    scale = width / page.get_width()  # type: ignore[attr-defined]  # PDFium's page, published without types
    picture = page.render(scale=scale).to_pil().convert("RGB")  # type: ignore[attr-defined]
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)  # it travels no farther than this room
    return out.getvalue()
