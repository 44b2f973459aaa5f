"""Names made of texts, and texts made alike."""

from __future__ import annotations

import re
import unicodedata

LONGEST_STEM = 120  # bytes of a file's name that come from a text; file systems take 255 for all of it
# Names that are devices on Windows, whatever ending they have (Microsoft, "Naming Files, Paths, and Namespaces").
DEVICES = re.compile(r"^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
TEXT_FACE = "text"  # the typeface of a text that names no other


def clean(text: str) -> str:
    """Text in Unicode's composed form, line ends as one sign."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def slug(title: str) -> str:
    """An id made of a title: ``"Crème brûlée"`` gives ``creme-brulee``."""
    letters = unicodedata.normalize("NFKD", title.lower())
    kept = "".join(c for c in letters if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", kept).strip("-") or "card"


def file_stem(text: str) -> str:
    """*text* as a part of a file's name that every system takes and that leads to no other folder.

    What is one already stays as it is.
    """
    kept = "".join(sign if sign.isprintable() and sign not in '<>:"/\\|?*' else "-" for sign in text)
    short = kept.encode("utf-8", "replace")[:LONGEST_STEM].decode("utf-8", "ignore").strip(" .") or "card"
    return DEVICES.sub(lambda device: f"{device[0]}-", short)
