"""The page for everybody: the keyboard alone, screen readers, French, light and dark; and no page from elsewhere."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page

from tests.preview.browser import focused, ids, needs_chromium, opened, shown, until
from tests.preview.conftest import Served
from tests.projects import CARDS_A, Project

pytestmark = needs_chromium
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults(page: Page) -> list[str]:
    """What axe-core finds wrong with the page as it is now."""
    page.wait_for_timeout(400)  # until what moves stands still
    page.evaluate(AXE_FILE_PATH.read_text("utf-8"))
    found: Any = page.evaluate("(rules) => axe.run(document, {runOnly: rules})", RULES)
    assert len(found["passes"]) > 15
    return [f"{rule['id']}: {[node['html'][:160] for node in rule['nodes']]}" for rule in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(served: Served, project: Project, scheme: str) -> None:
    project.spoil("cards/A.yaml", "A car for a short time.", "Many words that go on and on. " * 400)
    with opened(served, color_scheme=scheme) as page:
        page.locator(".pins li").first.wait_for()
        assert faults(page) == []
        page.get_by_role("button", name="Edit A1 Carpooling").click()
        page.get_by_label("Description").press_sequentially("x")
        assert faults(page) == []
        page.get_by_role("button", name="Choose an icon").click()
        assert faults(page) == []
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Discard", exact=True).wait_for()
        assert faults(page) == []
        page.get_by_role("button", name="Discard", exact=True).click()
        for name in ("Colours", "Print…"):
            page.get_by_role("button", name=name).click()
            assert faults(page) == []
            page.keyboard.press("Escape")
        for name in ("Trim", "Bleed", "Safe area"):
            page.get_by_label(name).check()
        assert faults(page) == []
    project.write("cards/A.yaml", CARDS_A)
    with opened(served, color_scheme=scheme) as page:
        page.get_by_role("button", name="Sheets").click()
        page.get_by_role("heading", name="1 sheet of A4").wait_for()
        assert faults(page) == []


def press_until(page: Page, key: str, name: str) -> None:
    """Press a key until the element called *name* has the keyboard."""
    for _ in range(60):
        if re.search(name, focused(page)):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{name} cannot be reached with {key}: {focused(page)}")


def test_with_the_keyboard_alone(served: Served, project: Project) -> None:
    with opened(served) as page:
        page.keyboard.press("Tab")
        assert focused(page) == "Skip to the cards"
        press_until(page, "Tab", "A1 Carpooling, front")
        page.keyboard.press("Enter")
        assert focused(page) == "A1 Carpooling, back. Flip"
        until(lambda: bool(shown(page, "carpool", "back")))
        page.keyboard.press("ArrowRight")
        assert focused(page) == "A2 Car sharing, front. Flip"
        page.keyboard.press("End")
        assert focused(page) == "B1 Coworking, front. Flip"
        page.keyboard.press("Home")
        page.keyboard.press("Tab")
        assert focused(page) == "Edit A1 Carpooling"
        page.keyboard.press("Enter")
        page.locator("#field-description:focus").wait_for()
        page.keyboard.press("End")
        page.keyboard.press("Control+End")
        page.keyboard.type(" Typed.")
        page.keyboard.press("Control+Enter")
        page.get_by_text("Saved.").wait_for()
        assert "journey. Typed." in (project.root / "cards/A.yaml").read_text()
        page.keyboard.press("Escape")
        until(lambda: focused(page) == "A1 Carpooling, back. Flip")
        page.keyboard.press("Control+z")
        until(lambda: (project.root / "cards/A.yaml").read_text() == CARDS_A)
        page.keyboard.press("e")
        page.locator("#field-description:focus").wait_for()
        press_until(page, "Tab", "Move later")
        page.keyboard.press("Enter")
        until(lambda: ids(page)[:2] == ["car-sharing", "carpool"])
        page.keyboard.press("Escape")
        press_until(page, "Shift+Tab", "Print…")
        page.keyboard.press("Enter")
        press_until(page, "Tab", "Make the file")
        page.keyboard.press("Enter")
        until(lambda: focused(page).startswith("Download"))


def test_in_french(served: Served) -> None:
    with opened(served, locale="fr-FR") as page:
        assert page.evaluate("() => document.documentElement.lang") == "fr"
        page.get_by_role("button", name="Modifier A1 Carpooling").click()
        assert (
            page.get_by_role("heading", name="Modifier\u202f: A1 Carpooling").count()
            + page.get_by_role("heading", name="Modifier : A1 Carpooling").count()
        )
        said = page.locator("body").inner_text()
        for words in ("Imprimer…", "Catégories", "Enregistrer", "Zone sûre", "Dupliquer", "3 cartes"):
            assert words in said
        for words in ("Print", "Save", "Search", "Undo", "Cards"):
            assert words not in said


def test_both_languages_say_the_same_things_with_french_spacing(served: Served) -> None:
    with opened(served) as page:
        script = """async () => {
            const { french, english } = await import('/static/strings.js');
            const said = (table) => Object.fromEntries(Object.entries(table).map(([key, words]) =>
                [key, typeof words === 'function' ? [words.length, words('1', '2', '3')] : [0, words]]));
            return JSON.stringify([said(french), said(english)]);
        }"""
        french, english = json.loads(page.evaluate(script))
    assert list(french) == list(english)
    for key, (count, words) in french.items():
        assert count == english[key][0], key
        assert not re.search(r"(?<![\u202f\u00a0:])[;!?»]|« |(?<![\u202f\u00a0])[:](?!//)", words), words
        assert "'" not in words, words


def test_used_words_are_known(served: Served) -> None:
    from deck.preview.server import STATIC

    table = (STATIC / "strings.js").read_text("utf-8").partition("const FR")[0]
    known = set(re.findall(r"^  (\w+):", table, re.MULTILINE))
    code = "".join(file.read_text("utf-8") for file in STATIC.iterdir() if file.suffix in (".js", ".html"))
    used = set(re.findall(r'\bt\("(\w+)"', code)) | set(re.findall(r'data-t(?:-label)?="(\w+)"', code))
    assert used <= known
    told = {"AAA", "AA", "low", "black", "white", "error", "warning", "note", "recto", "verso", "front", "back"}
    done = {"added", "duplicated", "moved", "deleted", "earlier", "later", "duplicate", "remove"}
    assert known - used <= told | done


def test_a_page_from_elsewhere_learns_and_changes_nothing(served: Served, project: Project) -> None:
    class Evil(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<title>evil</title>")

        def log_message(self, *arguments: object) -> None:
            pass

    evil = HTTPServer(("127.0.0.1", 0), Evil)
    threading.Thread(target=evil.serve_forever, daemon=True).start()
    script = """async ([url, token]) => {
        const told = [];
        const body = JSON.stringify({ action: 'delete', id: 'carpool', base: {} });
        for (const settings of [{}, { mode: 'no-cors' }, { method: 'POST', body, mode: 'no-cors' },
            { method: 'POST', body, headers: { 'Content-Type': 'application/json', 'X-Deckpress-Token': token } }]) {
            const path = settings.method ? '/api/edit' : '/api/scene';
            try { told.push(await (await fetch(url + path, settings)).text()); }
            catch { told.push('refused'); }
        }
        const image = new Image();
        image.src = url + '/icon/car.svg';
        await new Promise((done) => { image.onload = () => { told.push('seen'); done(); }; image.onerror = done; });
        return told.join(' ').trim();
    }"""
    with opened(served) as page:
        other = page.context.new_page()
        other.goto(f"http://localhost:{evil.server_port}/")
        told = other.evaluate(script, [served.url, served.door.token])
        other.close()
    evil.shutdown()
    assert told == "refused   refused" or set(told.split()) == {"refused"}
    assert (project.root / "cards/A.yaml").read_text() == CARDS_A


def test_a_name_bent_to_this_computer_is_refused(served: Served) -> None:
    """DNS rebinding: another name leads to 127.0.0.1, and the browser takes the page for its own."""
    from playwright.sync_api import sync_playwright

    from tests.preview.browser import CHROMIUM

    with sync_playwright() as playwright:
        rule = "--host-resolver-rules=MAP evil.example 127.0.0.1"
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", rule])
        page = browser.new_page()
        answer = page.goto(f"http://evil.example:{served.door.port}/api/scene")
        assert answer is not None
        assert answer.status == 403
        assert "Carpooling" not in page.content()
        browser.close()
