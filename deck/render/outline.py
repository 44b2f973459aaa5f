"""Bookmarks: the outline that a reader shows beside the pages (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field

from deck.render.document import Document, PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString


class Bookmark(Struct):
    """An entry of the outline: a title, the page it leads to, the entries beneath it, folded at first."""

    title: str
    page: PDFObjectReference
    beneath: list[Bookmark] = field(default_factory=list)


def write_outline(document: Document, marks: Sequence[Bookmark]) -> PDFObjectReference:
    """Write the bookmarks; the outline's reference comes out."""
    root = document.reference()
    ends = _write_level(document, marks, root)
    return document.add(PDFDictionary({"Type": PDFName("Outlines"), "Count": len(marks), **ends}), root)


def _write_level(document: Document, marks: Sequence[Bookmark], parent: PDFObjectReference) -> dict[str, Any]:
    """Write the bookmarks beneath *parent* and what is beneath them; its first and last come out."""
    entries = [document.reference() for _ in marks]
    for index, mark in enumerate(marks):
        entry: dict[str, Any] = {
            "Title": PDFString(mark.title),
            "Parent": parent,
            "Dest": PDFArray([mark.page, PDFName("Fit")]),
        }
        if index:
            entry["Prev"] = entries[index - 1]
        if index + 1 < len(marks):
            entry["Next"] = entries[index + 1]
        if mark.beneath:  # a negative count: folded
            entry |= {"Count": -len(mark.beneath), **_write_level(document, mark.beneath, entries[index])}
        document.add(PDFDictionary(entry), entries[index])
    return {"First": entries[0], "Last": entries[-1]} if entries else {}
