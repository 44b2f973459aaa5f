"""Tells every open page what has changed, as server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

MOST_PAGES = 100  # open at once
HEARTBEAT = 15.0  # seconds after which a quiet line is sent, so that a page that is gone is noticed


class Hub:
    """The open pages, each with a queue of what it has still to be told; for one event loop."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[str | None]] = set()
        self._closed = False

    @property
    def full(self) -> bool:
        """Whether no further page can be told of changes."""
        return len(self._queues) >= MOST_PAGES

    def publish(self, told: dict[str, Any]) -> None:
        """Tell every page."""
        line = event(told)
        for queue in self._queues:
            queue.put_nowait(line)

    def close(self) -> None:
        """End every stream: the server is going."""
        self._closed = True
        for queue in self._queues:
            queue.put_nowait(None)

    async def stream(self, first: dict[str, Any]) -> AsyncIterator[str]:
        """What one page is told: *first*, then every change until it goes or the server does."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._queues.add(queue)
        try:
            yield event(first)
            while not self._closed:
                try:
                    line = await asyncio.wait_for(queue.get(), HEARTBEAT)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if line is None:
                    return
                yield line
        finally:
            self._queues.discard(queue)


def event(told: dict[str, Any]) -> str:
    """One event as a line of text."""
    return f"data: {json.dumps(told, ensure_ascii=False, separators=(',', ':'))}\n\n"
