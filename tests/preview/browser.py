"""Chromium on a served project, driven as a person would, and what it shows."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.preview.conftest import Served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed")
PATIENCE = 30.0  # seconds; a machine that tests other things beside is slow


@contextmanager
def opened(served: Served, **settings: Any) -> Iterator[Page]:
    """The page in a browser; no request leaves this computer, and no script fails."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(**{"locale": "en-GB", "viewport": {"width": 1300, "height": 900}, **settings})
        page = context.new_page()
        wrong: list[str] = []
        page.on("request", lambda request: None if _ours(request.url, served) else wrong.append(request.url))
        page.on("pageerror", lambda error: wrong.append(f"{error} {error.stack}"))
        page.on("console", lambda line: wrong.append(line.text) if "Content Security Policy" in line.text else None)
        page.goto(served.address)
        page.locator(".card").first.wait_for()
        yield page
        assert not wrong, wrong
        browser.close()


def _ours(url: str, served: Served) -> bool:
    return url.startswith((served.url + "/", "blob:", "data:"))


def until(holds: Callable[[], bool], what: str = "it") -> None:
    """Wait for something to hold; the page's own rules forbid Playwright's wait_for_function, which evaluates text."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"{what} did not come about"
        time.sleep(0.03)


def shown(page: Page, card: str, side: str = "front") -> str:
    """The digest of the picture that a card shows."""
    script = """([id, side]) => {
        const element = [...document.querySelectorAll('.card')].find((element) => element.card.id === id);
        return element?.card[side].dataset.digest ?? '';
    }"""
    return str(page.evaluate(script, [card, side]))


def ids(page: Page) -> list[str]:
    """The cards on the table, in their order."""
    found: list[str] = page.evaluate("() => [...document.querySelectorAll('#table .card')].map((e) => e.card.id)")
    return found


def focused(page: Page) -> str:
    """What the element with the keyboard is called."""
    script = "() => document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"
    return str(page.evaluate(script))
