"""Names made of texts, and texts made alike."""

from __future__ import annotations

import re
import unicodedata

TEXT_FACE = "text"  # the typeface of a text that names no other


# Windows gives these to devices, with any ending: "aux.pdf" is no file (Microsoft, "Naming Files, Paths and Namespaces").
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10))}


def file_name(name: str) -> str:
    """*name*, or one much like it where a system of files keeps that for itself."""
    return f"{name}-deck" if name in DEVICES else name


def clean(text: str) -> str:
    """Text in Unicode's composed form, line ends as one sign."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def slug(title: str) -> str:
    """An id made of a title: ``"Crème brûlée"`` gives ``creme-brulee``."""
    letters = unicodedata.normalize("NFKD", title.lower())
    kept = "".join(c for c in letters if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", kept).strip("-") or "card"
