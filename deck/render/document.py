"""A PDF file written object by object: ReportLab's objects, streamed, so that memory does not grow with the deck."""

from __future__ import annotations

import hashlib
import zlib
from array import array
from collections.abc import Iterable
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString

__all__ = ["Document", "PDFArray", "PDFDictionary", "PDFName", "PDFObjectReference", "PDFString", "name_of"]


DEFLATE = 6  # level 9 takes twice as long for one hundredth less


class _Numbers(dict[str, tuple[int, int]]):
    """Number and generation of each object, as ReportLab's references ask for them; found in its name, not kept."""

    def __missing__(self, name: str) -> tuple[int, int]:
        return int(name[1:]), 0


def name_of(text: str) -> str:
    """The PDF name that says *text* in any letters: those beyond ASCII in UTF-8, byte by byte (ISO 32000-1, 7.3.5)."""
    return str(PDFName(text.encode().decode("latin-1")))


class Document:
    """Numbers objects, writes each as soon as it is complete, and ends the file with table and trailer.

    It offers what ReportLab's objects ask of their document when they are formatted: object numbers and (no)
    encryption.
    """

    encrypt = pdfdoc.NoEncryption()
    defaultStreamFilters = None

    def __init__(self, file: BinaryIO, version: tuple[int, int]) -> None:
        self.file = file
        self.idToObjectNumberAndVersion = _Numbers()
        self._offsets = array("Q", [0])  # by object number
        self._digest = hashlib.sha256()
        self._position = 0
        self._write(b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % version)

    def reference(self) -> PDFObjectReference:
        """A reference to an object that will be written later."""
        self._offsets.append(0)
        return PDFObjectReference(f"R{len(self._offsets) - 1}")

    def number(self, reference: PDFObjectReference) -> int:
        """The number of an object of this document."""
        return self.idToObjectNumberAndVersion[reference.name][0]

    def add(self, value: Any, reference: PDFObjectReference | None = None) -> PDFObjectReference:
        """Write an object now, as *reference* or under a new number; its reference comes out."""
        reference = reference or self.reference()
        self._begin(reference)
        self._write(pdfdoc.format(value, self, toplevel=1) + b"\nendobj\n")
        return reference

    def add_stream(
        self,
        content: bytes,
        entries: dict[str, Any],
        reference: PDFObjectReference | None = None,
        *,
        compress: bool = True,
    ) -> PDFObjectReference:
        """Write a stream now: *entries* of its dictionary and its content, deflated unless told otherwise."""
        reference = reference or self.reference()
        if compress:
            content, entries = zlib.compress(content, DEFLATE), {**entries, "Filter": PDFName("FlateDecode")}
        self._begin(reference)
        self._write(pdfdoc.format(PDFDictionary({**entries, "Length": len(content)}), self))
        self._write(b"\nstream\n" + content + b"\nendstream\nendobj\n")
        return reference

    def head(self, entries: dict[str, Any]) -> bytes:
        """The beginning of dictionaries that share *entries*, for *add_begun*: formatting them anew takes its time."""
        return bytes(pdfdoc.format(PDFDictionary(entries), self).rstrip().removesuffix(b">>").rstrip())

    def stream_head(self, entries: dict[str, Any]) -> bytes:
        """The dictionary of deflated streams that have the same *entries*, as far as it goes before their length."""
        return self.head({**entries, "Filter": PDFName("FlateDecode")})

    def list_of(self, things: Iterable[Any]) -> bytes:
        """An array as it stands in the file; of many *things*, each is formatted and forgotten."""
        return b"[ %b ]" % b" ".join(pdfdoc.format(thing, self) for thing in things)

    def add_begun(self, head: bytes, rest: bytes, reference: PDFObjectReference | None = None) -> PDFObjectReference:
        """Write a dictionary begun by *head*, the *rest* of its entries as they stand in the file."""
        reference = reference or self.reference()
        self._begin(reference)
        self._write(b"%b %b >>\nendobj\n" % (head, rest))
        return reference

    def add_deflated(self, content: bytes, head: bytes) -> PDFObjectReference:
        """Write a stream that is deflated already, its dictionary begun by *head*."""
        reference = self.reference()
        self._begin(reference)
        self._write(b"%b /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (head, len(content), content))
        return reference

    @property
    def fingerprint(self) -> bytes:
        """A digest (SHA-256) of everything written so far: the same content, the same digest."""
        return self._digest.digest()

    def close(self, root: PDFObjectReference, info: PDFObjectReference) -> None:
        """Write the cross-reference table and the trailer; the file's ID is the digest of its content."""
        count = len(self._offsets)
        identity = f"<{self.fingerprint[:16].hex()}>"
        table = self._position
        rows = b"".join(b"%010d 00000 n \n" % offset for offset in self._offsets[1:])
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % count + rows)
        trailer = f"/Size {count} /Root {self._named(root)} /Info {self._named(info)} /ID [{identity} {identity}]"
        self._write(f"trailer\n<< {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode("ascii"))

    def _named(self, reference: PDFObjectReference) -> str:
        return "%d %d R" % self.idToObjectNumberAndVersion[reference.name]

    def _begin(self, reference: PDFObjectReference) -> None:
        number, _ = self.idToObjectNumberAndVersion[reference.name]
        self._offsets[number] = self._position
        self._write(b"%d 0 obj\n" % number)

    def _write(self, data: bytes) -> None:
        self.file.write(data)
        self._digest.update(data)
        self._position += len(data)
