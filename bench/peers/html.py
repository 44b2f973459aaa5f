"""The deck as a page for WeasyPrint and for browsers: sheets of A4, everything placed in mm.

WeasyPrint can measure nothing, so that it gets a page with a size given beforehand, in CMYK. A browser has no process
colours but can run a program: *fit* gives it one that finds the size of every back by bisection. Each step sets a size
for all cards and then reads all their heights, so that the browser lays the page out once a step, not once a card.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

Card = dict[str, Any]

FACES = {"": "Condensed", "b": "CondensedBold", "i": "CondensedItalic", "bi": "CondensedBoldItalic"}
TAGS = {"": "{}", "b": "<b>{}</b>", "i": "<i>{}</i>", "bi": "<b><i>{}</i></b>"}
STYLE = """
@page { size: 210mm 297mm; margin: 0 }
body { margin: 0; font: 6pt Deck; line-height: 1.2 }
.sheet { position: relative; width: 210mm; height: 296.9mm; break-after: page; overflow: hidden }
.sheet div, .sheet img { position: absolute }
.number, .title, .letter, .heading, .index { font-weight: bold }
.number { font-size: 9pt } .running { font-size: 4.8pt } .title { font-size: 13pt; line-height: 1.08 }
.letter { font-size: 11pt } .category { font-size: 6pt } .heading { font-size: 8pt } .index { font-size: 10pt }
.running, .index { text-align: right }
p { margin: 0 } p + p { margin-top: .15em } p.new { margin-top: .42em }
.sheet .text { width: 100% } .sheet .foot { bottom: 0; border-top: .5pt solid; padding-top: .2em }
"""
FIT = """
addEventListener("load", () => {  // not before the typefaces are there
  const flows = [...document.querySelectorAll(".flow")].map(flow => ({flow, low: %d, high: %d}));
  while (flows.some(each => each.low < each.high)) {
    for (const each of flows) {
      each.middle = Math.floor((each.low + each.high + 1) / 2);
      each.flow.style.fontSize = each.middle / 10 + "pt";
    }
    for (const each of flows) {
      const used = [...each.flow.children].reduce((sum, part) => sum + part.getBoundingClientRect().height, 0);
      const gap = each.middle / 10 * .525 * 96 / 72;
      if (used + gap <= each.flow.clientHeight) each.low = each.middle; else each.high = each.middle - 1;
    }
  }
  for (const each of flows) each.flow.style.fontSize = each.low / 10 + "pt";
});
"""


def page(data: dict[str, Any], fonts: Path, *, fit: bool = False) -> str:
    """The whole page; with *fit* in the colours of screens and with the program that finds the sizes."""
    faces = (_face(face, (fonts / f"NotoSans-{name}.ttf").as_uri()) for face, name in FACES.items())
    places = (f".{name} {{ {_box(*box)} }}" for name, box in data["boxes"].items())
    flow = f".flow {{ font-size: {data['fixed']}pt }} body {{ color: {_black(fit)} }}"
    script = f"<script>{FIT % tuple(round(size * 10) for size in data['range'])}</script>" if fit else ""
    head = f'<meta charset="utf-8"><title>{escape(data["deck"])}</title>'
    style = "\n".join((*faces, STYLE, *places, flow))
    body = "\n".join(_sheets(data, fit))
    return f'<!doctype html><html lang="fr">{head}<style>{style}</style><body>{body}{script}</body></html>'


def _sheets(data: dict[str, Any], screen: bool) -> Iterator[str]:
    marks = "".join(_mark(mark, _black(screen)) for mark in data["marks"])
    for start in range(0, len(data["cards"]), len(data["cells"])):
        cards = data["cards"][start : start + len(data["cells"])]
        for cells, draw in ((data["cells"], _front), (data["backs"], _back)):
            placed = (
                f'<div style="left:{x}mm;top:{y}mm">{draw(card, data, screen)}</div>'
                for card, (x, y) in zip(cards, cells, strict=False)
            )
            yield f'<div class="sheet">{"".join(placed)}{marks}</div>'


def _front(card: Card, data: dict[str, Any], screen: bool) -> str:
    ink = _ink(card, screen)
    texts = {"number": card["number"], "running": data["deck"], "title": card["front_title"]}
    texts |= {"letter": card["letter"], "category": card["category"]}
    icon = f'<img class="icon" style="object-fit:contain" src="{Path(card["icon"]).as_uri()}">'
    return _fill("field", ink) + icon + _fill("band", ink) + _texts(texts, data) + _thumb(card, 68.2, screen)


def _back(card: Card, data: dict[str, Any], screen: bool) -> str:
    ink = _ink(card, screen)
    text, foot = ("".join(_paragraph(p) for p in card["back"] if p["foot"] == at_foot) for at_foot in (False, True))
    flow = f'<div class="text">{text}</div><div class="text foot" style="border-color:{ink}">{foot}</div>'
    texts = _texts({"heading": card["title"], "index": card["number"]}, data)
    return f'{_fill("head", ink)}{texts}<div class="flow">{flow}</div>{_thumb(card, -3, screen)}'


def _texts(texts: dict[str, str], data: dict[str, Any]) -> str:
    """Each text in its box, in the middle of its height."""
    middle = "position:static;display:table-cell;vertical-align:middle"
    return "".join(
        f'<div class="{name}"><div style="position:static;display:table;width:100%">'
        f'<div style="{middle};height:{data["boxes"][name][3]}mm">{escape(text)}</div></div></div>'
        for name, text in texts.items()
    )


def _paragraph(paragraph: dict[str, Any]) -> str:
    runs = "".join(TAGS[face].format(escape(words)) for words, face in paragraph["runs"])
    return f"<p{' class=new' if paragraph['gap'] >= 1 and not paragraph['foot'] else ''}>{runs}</p>"


def _fill(name: str, ink: str) -> str:
    return f'<div class="{name}" style="background:{ink}"></div>'


def _thumb(card: Card, left: float, screen: bool) -> str:
    top, height = card["thumb"]
    return f'<div style="{_box(left, top, 4.8, height)};background:{_black(screen)}"></div>'


def _mark(mark: Sequence[float], ink: str) -> str:
    x1, y1, x2, y2 = mark
    return f'<div style="{_box(x1, y1, max(x2 - x1, 0.09), max(y2 - y1, 0.09))};background:{ink}"></div>'


def _box(x: float, y: float, width: float, height: float) -> str:
    return f"left:{x}mm;top:{y}mm;width:{width}mm;height:{height}mm"


def _face(face: str, source: str) -> str:
    weight, style = "bold" if "b" in face else "normal", "italic" if "i" in face else "normal"
    return f'@font-face {{ font-family: Deck; font-weight: {weight}; font-style: {style}; src: url("{source}") }}'


def _black(screen: bool) -> str:
    return "#000" if screen else "device-cmyk(0 0 0 1)"


def _ink(card: Card, screen: bool) -> str:
    return str(card["rgb"]) if screen else f"device-cmyk({' '.join(f'{channel}%' for channel in card['cmyk'])})"
