"""What makes a PDF a PDF/X-4 file: output intent, identification, document information and XMP metadata.

ISO 15930-7:2010 (PDF/X-4): 6.2 output intents, 6.3 identification, 6.5 trapping, 6.7 metadata; the XMP agrees with
the document information dictionary in every value.
"""

from __future__ import annotations

import uuid
from html import escape
from typing import Any

from msgspec import Struct

from deck import __version__
from deck.render.about import About
from deck.render.document import Document, PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString

PRODUCER = f"deckpress {__version__}"
REGISTRY = "http://www.color.org"


class Level(Struct, frozen=True):
    """A standard's level: its name, the PDF version it is written in, and the XMP property that claims it."""

    name: str
    version: tuple[int, int]
    prefix: str
    namespace: str
    key: str = "GTS_PDFXVersion"
    value: str = ""  # empty: the name


LEVELS = {
    # ISO 15930-7:2010, 6.3
    "PDF/X-4": Level("PDF/X-4", (1, 6), "pdfxid", "http://www.npes.org/pdfx/ns/id/"),
    # ISO 15930-4:2003, 6.3: the document information says it; the XMP repeats it
    "PDF/X-1a:2003": Level("PDF/X-1a:2003", (1, 4), "pdfx", "http://ns.adobe.com/pdfx/1.3/"),
}
# ISO 14289-1:2014, clause 5
PDF_UA = Level("PDF/UA-1", (1, 7), "pdfuaid", "http://www.aiim.org/pdfua/ns/id/", "part", "1")
FOGRA39 = "Offset printing on coated paper (ISO 12647-2:2004/Amd 1), FOGRA39L"


class Intent(Struct, frozen=True):
    """The printing condition that a file is made for, with its profile, and the level of PDF/X it keeps to."""

    profile: bytes
    condition: str = "FOGRA39"
    standard: str = "PDF/X-4"

    @property
    def level(self) -> Level:
        """The level of PDF/X."""
        return LEVELS[self.standard]


def output_intents(document: Document, intent: Intent) -> PDFArray:
    """The one output intent: the printing condition and its embedded profile (6.2)."""
    description = FOGRA39 if intent.condition == "FOGRA39" else intent.condition
    stream = document.add_stream(intent.profile, {"N": 4})
    entry = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFX"),
        "OutputConditionIdentifier": PDFString(intent.condition),
        "OutputCondition": PDFString(description),
        "RegistryName": PDFString(REGISTRY),
        "Info": PDFString(description),
        "DestOutputProfile": stream,
    }
    return PDFArray([PDFDictionary(entry)])


def pdf_date(about: About) -> PDFString:
    """The file's moment as a PDF date (ISO 32000-1, 7.9.4)."""
    return PDFString("D:%04d%02d%02d%02d%02d%02dZ" % about.moment)


def write_info(document: Document, about: About, level: Level | None) -> PDFObjectReference:
    """The document information dictionary (6.3, 6.5)."""
    date = pdf_date(about)
    info: dict[str, Any] = {
        "Title": PDFString(about.title),
        "Author": PDFString(about.author),
        "Subject": PDFString(about.subject),
        "Creator": PDFString(PRODUCER),
        "Producer": PDFString(PRODUCER),
        "CreationDate": date,
        "ModDate": date,
        "Trapped": PDFName("False"),
    }
    if level is not None:
        info["GTS_PDFXVersion"] = PDFString(level.name)
    return document.add(PDFDictionary({key: value for key, value in info.items() if value != PDFString("")}))


def write_metadata(document: Document, about: About, level: Level) -> PDFObjectReference:
    """The XMP packet, left uncompressed so that tools that know nothing of PDF can read it (6.7)."""
    identity = uuid.UUID(bytes=document.fingerprint[:16], version=4)
    packet = XMP.format(
        title=escape(about.title, quote=False),
        author=escape(about.author, quote=False),
        subject=escape(about.subject, quote=False),
        language=escape(about.language, quote=False),
        date="%04d-%02d-%02dT%02d:%02d:%02dZ" % about.moment,
        producer=PRODUCER,
        identity=identity,
        prefix=level.prefix,
        namespace=level.namespace,
        key=level.key,
        value=level.value or level.name,
    )
    entries = {"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}
    return document.add_stream(packet.encode("utf-8"), entries, compress=False)


XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
  xmlns:{prefix}="{namespace}">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
<xmpMM:DocumentID>uuid:{identity}</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:{identity}</xmpMM:InstanceID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<{prefix}:{key}>{value}</{prefix}:{key}>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""
