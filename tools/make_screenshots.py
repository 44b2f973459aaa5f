"""Make the pictures of docs/preview.md from the preview itself, with the first deck, in Chromium.

.venv/bin/python tools/make_screenshots.py
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
LONG = "Le covoiturage est un service qui permet à plusieurs personnes de partager un trajet. "


def project(folder: Path) -> Path:
    """A copy of the first deck that may be changed."""
    root = folder / "boite"
    root.mkdir()
    shutil.copy(ROOT / "deck.yaml", root)
    for name in ("cards", "assets/icons"):
        shutil.copytree(ROOT / name, root / name)
    return root


def table(page: Page, root: Path) -> None:
    """The cards on the table, some turned."""
    for number in (2, 4):
        page.locator(".card .face").nth(number).click()
    page.mouse.move(0, 0)


def panel(page: Page, root: Path) -> None:
    """A card in the panel, with words being typed."""
    page.locator(".card .edit").nth(1).click()
    page.locator("#field-examples").press_sequentially(" Et bien d'autres.")


def problem(page: Page, root: Path) -> None:
    """A text that is too long, told on its card."""
    file = root / "cards" / "A-mobilite.yaml"
    words = file.read_text("utf-8")
    file.write_text(
        words.replace("Le covoiturage est un service", LONG * 40 + "Le covoiturage est un service", 1), "utf-8"
    )
    page.locator(".pins li").first.wait_for()


def sheets(page: Page, root: Path) -> None:
    """The sheets of one category, with their marks."""
    page.get_by_label("A Pratiques").check()
    page.locator("#view-sheets").click()
    page.locator("#sheet-list img").first.wait_for()


def overlays(page: Page, root: Path) -> None:
    """Trim, bleed and safe area over the cards."""
    for name in ("trim", "bleed", "safe"):
        page.locator(f"#show-{name}").check()


def printing(page: Page, root: Path) -> None:
    """The print dialog with its result."""
    page.locator("#print").click()
    page.locator("#make-file").click()
    page.locator(".download").wait_for()


SHOTS: dict[str, tuple[Callable[[Page, Path], None], dict[str, str]]] = {
    "preview-table": (table, {}),
    "preview-panel": (panel, {}),
    "preview-problem": (problem, {}),
    "preview-sheets": (sheets, {}),
    "preview-overlays": (overlays, {"color_scheme": "dark", "locale": "fr-FR"}),
    "preview-print": (printing, {}),
}


def shoot(name: str, browser_file: str) -> str:
    """Make one picture; a line to tell."""
    act, settings = SHOTS[name]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = project(Path(folder))
        command = [
            sys.executable,
            "-c",
            "from deck.cli import main; main()",
            "-C",
            str(root),
            "preview",
            "--no-browser",
        ]
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        assert process.stdout is not None
        address = next(line.strip() for line in process.stdout if line.startswith("http://"))
        browser = playwright.chromium.launch(executable_path=browser_file, args=["--no-sandbox"])
        viewport = {"width": 1280, "height": 820}
        context = browser.new_context(**{"locale": "en-GB", "viewport": viewport, **settings})  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address)
        page.locator(".card img[data-digest]").nth(11).wait_for()
        act(page, root)
        page.wait_for_timeout(1500)
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        small = picture.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        browser.close()
        process.terminate()
        process.wait(10)
    file = PICTURES / f"{name}.png"
    small.save(file, optimize=True)
    return f"{file.name}: {picture.width} x {picture.height}, {file.stat().st_size // 1000} kB"


def main() -> None:
    """Write the pictures to docs/pictures/."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        sys.exit("chromium is not installed.")
    for name in sys.argv[1:] or SHOTS:
        print(shoot(name, found))


if __name__ == "__main__":
    main()
