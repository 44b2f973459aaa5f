"""Names made of texts, and texts made alike."""

from __future__ import annotations

import re
import unicodedata

TEXT_FACE = "text"  # the typeface of a text that names no other


def clean(text: str) -> str:
    """Text in Unicode's composed form, line ends as one sign."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def slug(title: str) -> str:
    """An id made of a title: ``"Crème brûlée"`` gives ``creme-brulee``."""
    letters = unicodedata.normalize("NFKD", title.lower())
    kept = "".join(c for c in letters if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", kept).strip("-") or "card"
