"""Names made of texts, and texts made alike."""

from __future__ import annotations

import re
import unicodedata

LONGEST_STEM = 120  # bytes of a file's name that come from a text; file systems take 255 for all of it
# Names that are devices on Windows, whatever ending they have (Microsoft, "Naming Files, Paths, and Namespaces").
DEVICES = re.compile(r"^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_LATIN_ACCENTS = re.compile("([a-z\u0250-\u02af])[\u0300-\u036f]+")
TEXT_FACE = "text"  # the typeface of a text that names no other


def clean(text: str) -> str:
    """Text in Unicode's composed form, line ends as one sign."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def slug(title: str) -> str:
    """An id made of a title: ``"Crème brûlée"`` gives ``creme-brulee``, ``"パパ"`` stays itself.

    Accents are taken off Latin letters alone: in other scripts the marks tell one word from another.
    """
    letters = unicodedata.normalize("NFKD", title.lower().replace("ß", "ss"))
    kept = unicodedata.normalize("NFC", _LATIN_ACCENTS.sub(r"\1", letters))
    parts = "".join(sign if _spells(sign) else " " for sign in kept).split()
    return "-".join(parts) or "card"


def _spells(sign: str) -> bool:
    """Whether *sign* is a letter, a digit or a mark on one."""
    return sign.isalnum() or unicodedata.category(sign)[0] == "M"


def file_stem(text: str) -> str:
    """*text* as a part of a file's name that every system takes and that leads to no other folder.

    What is one already stays as it is.
    """
    kept = "".join(sign if sign.isprintable() and sign not in '<>:"/\\|?*' else "-" for sign in text)
    short = kept.encode("utf-8", "replace")[:LONGEST_STEM].decode("utf-8", "ignore").strip(" .") or "card"
    return DEVICES.sub(lambda device: f"{device[0]}-", short)
