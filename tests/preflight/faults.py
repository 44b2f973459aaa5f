"""Faults of a file's structure, each a function that spoils an open PDF."""

from __future__ import annotations

import pikepdf

from tests.preflight.spoiled import draw


def no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def two_intents(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


def no_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0]["/DestOutputProfile"]


def screen_profile(pdf: pikepdf.Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    data = profile.read_bytes()
    profile.write(data[:12] + b"mntrRGB " + data[20:])


def trim_beyond_bleed(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.BleedBox = pikepdf.Array([20, 20, 100, 100])


def no_trim(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        del page.obj["/TrimBox"]


def bleed_beyond_paper(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.BleedBox = pikepdf.Array([-20, -20, 600, 600])


def art_box_too(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.ArtBox = pdf.pages[0].obj.TrimBox


def crop_box(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.CropBox = pdf.pages[0].obj.TrimBox


def page_group(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceCMYK)


def white_bleed(pdf: pikepdf.Pdf) -> None:
    """Cover the bleed of the first page with paper."""
    page = pdf.pages[0]
    left, bottom, right, top = (float(side) for side in page.obj.TrimBox)
    frame = f"0 0 {page.obj.MediaBox[2]} {page.obj.MediaBox[3]} re {left} {bottom} {right - left} {top - bottom} re"
    draw(f"/GK gs 0 0 0 0 k {frame} f*")(pdf)


def script(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    pdf.Root.OpenAction = action


def note(pdf: pikepdf.Pdf) -> None:
    annotation = pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Rect=pikepdf.Array([50, 50, 70, 70]))
    pdf.pages[2].obj.Annots = pikepdf.Array([annotation])


def form_field(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([pikepdf.Dictionary(FT=pikepdf.Name.Tx)]))


def layers(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([]), D=pikepdf.Dictionary())


def other_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Another title"


def trapped_unknown(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Trapped"] = pikepdf.Name.Unknown


def no_title(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]


def no_level(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes().replace(b"GTS_PDFXVersion", b"GTS_PDFOVersion")
    pdf.Root.Metadata = pdf.make_stream(packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)


def lzw(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Extra = pdf.make_stream(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", Filter=pikepdf.Name.LZWDecode)


def garbled(pdf: pikepdf.Pdf) -> None:
    draw("/Nowhere Do (a) w")(pdf)


def nothing(pdf: pikepdf.Pdf) -> None:
    pass
