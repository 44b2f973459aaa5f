"""What the measurements were made on: nothing that names the machine."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench.contenders import browser
from deck import __version__

PACKAGES = ("reportlab", "uharfbuzz", "pydantic", "pillow", "pikepdf", "PyYAML", "svgelements", "typst", "weasyprint")


def machine() -> str:
    """Cores, processor, memory, load, Python, packages and browser, as a sentence."""
    packages = [said for name in PACKAGES if (said := _package(name))]
    system = f"{platform.system()}, Python {platform.python_version()}"
    box = f"{os.cpu_count()} cores{_processor()}{_memory()}"
    return f"deckpress {__version__} on {box}, {system}; {', '.join(packages)}{_browser()}.{_load()}"


def _package(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*:\s*(.+)$", info.read_text(), re.MULTILINE) if info.is_file() else None
    return f" ({found[1] if found else platform.machine()})"


def _memory() -> str:
    try:
        return f", {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB"
    except (ValueError, OSError):
        return ""


def _browser() -> str:
    if not browser():
        return ""
    said = subprocess.run([browser(), "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"[\d.]{5,}", said)
    return f", Chromium {found[0]}" if found else ""


def _load() -> str:
    """What else the machine was doing when the measuring began."""
    try:
        return f" Load before the first run: {os.getloadavg()[0]:.1f}."
    except OSError:
        return ""
