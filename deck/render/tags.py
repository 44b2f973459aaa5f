"""Logical structure: elements, the content they hold, and the tree that leads from content to element.

ISO 32000-1, 14.7 (logical structure) and 14.8 (tagged PDF); standard roles only, so no role map is needed.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from deck.render.document import Document, PDFArray, PDFDictionary, PDFName, PDFObjectReference


class Element(Struct):
    """A structure element: its role, what it lies in, what its dictionary says, and what it holds, in reading order."""

    role: str
    parent: PDFObjectReference
    reference: PDFObjectReference
    entries: dict[str, Any]
    kids: list[Any] = field(default_factory=list)


class Structure:
    """A document's structure as it grows; elements are kept until *flush* and written then."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.root = document.reference()
        self.whole = Element("Document", self.root, document.reference(), {})
        self._open: list[Element] = []
        self._page = self.root
        self._marked: list[PDFObjectReference] = []  # the open page's elements by marked-content number
        self._parents: list[Any] = []  # by key: a page's elements, or an annotation's element

    def element(self, role: str, parent: Element, **entries: Any) -> Element:
        """A new last element of *parent*."""
        element = Element(role, parent.reference, self.document.reference(), entries)
        parent.kids.append(element.reference)
        self._open.append(element)
        return element

    def begin_page(self, page: PDFObjectReference) -> int:
        """Number marked content from 0 again, on *page*; its key in the parent tree comes out."""
        self._page, self._marked = page, []
        return self._key(self._marked)

    def mark(self, element: Element) -> str:
        """The operator that begins content of *element* on the open page (14.7.4.2)."""
        number = len(self._marked)
        self._marked.append(element.reference)
        element.entries["Pg"] = self._page
        element.kids.append(number)
        return f"/{element.role} <</MCID {number}>> BDC"

    def attach(self, element: Element, annotation: PDFObjectReference) -> int:
        """Make an *annotation* of the open page part of *element*; its key in the parent tree comes out (14.7.4.3)."""
        entry = {"Type": PDFName("OBJR"), "Obj": annotation, "Pg": self._page}
        element.kids.append(PDFDictionary(entry))
        return self._key(element.reference)

    def flush(self) -> None:
        """Write the elements that are complete: all but the one that holds the whole document."""
        for element in self._open:
            self._write(element)
        self._open = []

    def write(self) -> PDFObjectReference:
        """Write what is left and the parent tree; the structure tree's root comes out."""
        self.flush()
        self._write(self.whole)
        numbers: list[Any] = []
        for key, value in enumerate(self._parents):
            numbers += [key, PDFArray(value) if isinstance(value, list) else value]
        entries = {
            "Type": PDFName("StructTreeRoot"),
            "K": self.whole.reference,
            "ParentTree": self.document.add(PDFDictionary({"Nums": PDFArray(numbers)})),
            "ParentTreeNextKey": len(self._parents),
        }
        return self.document.add(PDFDictionary(entries), self.root)

    def _key(self, value: Any) -> int:
        self._parents.append(value)
        return len(self._parents) - 1

    def _write(self, element: Element) -> None:
        entries = {
            "Type": PDFName("StructElem"),
            "S": PDFName(element.role),
            "P": element.parent,
            "K": PDFArray(element.kids),
            **element.entries,
        }
        self.document.add(PDFDictionary(entries), element.reference)
