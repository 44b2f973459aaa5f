"""Open a PDF to look into it; what is none, or is locked, is told in a sentence."""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf

from deck.preflight.weight import too_heavy
from deck.problems import Problems

# What reading a damaged file may raise, wherever in it the damage lies: nothing in a foreign file can be relied on.
DAMAGE = (
    pikepdf.PdfError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    RuntimeError,
    struct.error,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)
ASK = "Ask whoever made it to export it once more."


@contextmanager
def in_silence() -> Iterator[None]:
    """What pikepdf would log of a damaged file, traces and all, is not for the reader: the table says it."""
    logger = logging.getLogger("pikepdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def open_pdf(file: Path, problems: Problems) -> pikepdf.Pdf:
    """The PDF *file*, open; DeckError with a plain sentence when it cannot be read."""
    name = f'"{file.name}"'
    try:
        with file.open("rb") as stream:
            start = stream.read(
                1024
            )  # viewers look for the header in the first 1024 bytes (ISO 32000-1, annex H.3.4.1)
        if b"%PDF-" not in start:
            problems.fail(f"{name} is not a PDF.", hints=["Name the PDF that is to be printed."])
        pdf = pikepdf.open(file)
        if not len(pdf.pages):
            problems.fail(f"{name} has no pages, or is too damaged to find them.", hints=[ASK])
        if too_heavy(pdf):
            said = f"a part of {name} unpacks to far more than any press could use."
            problems.fail(said, hints=[ASK])
        return pdf
    except pikepdf.PasswordError:
        hint = "Save it without a password: a print shop could not open it either."
        problems.fail(f"{name} is locked with a password.", hints=[hint])
    except OSError as error:
        problems.fail(f"{name} cannot be read ({error.strerror}).")
    except DAMAGE:
        problems.fail(f"{name} is damaged and cannot be read.", hints=[ASK])
