"""Make docs/layouts.md: every layout that comes with the tool, every key of a layout file, an example and its picture.

    python tools/make_layout_docs.py            writes the manual and its pictures
    python tools/make_layout_docs.py --check    says whether the manual is what it would write, and writes nothing

The keys come from the shapes that the reader holds a layout against, what is said of them from deck/source/explain.py.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped, unused-ignore]  # published without types
from make_pictures import CORNER, GROUND, SUPER, lay, rounded, write_if_changed
from PIL import Image
from pydantic import BaseModel

from deck.face.layout import ColorRef
from deck.face.values import known_names
from deck.formats import card_format
from deck.order import Order
from deck.pipeline import build, prepare
from deck.problems import Problems
from deck.resources import bundled
from deck.source.explain import EXPLAINED, SOLE
from deck.source.layouts import ITEM_SHAPES, BoxShape, LayoutShape, StyleShape
from deck.source.project import Project
from deck.source.read import read_deck
from deck.start.project import Wanted, new_files, write_new
from deck.start.starter import layouts_to_begin_with
from deck.units import MM

ROOT = Path(__file__).parents[1]
MANUAL = ROOT / "docs" / "layouts.md"
PICTURES = ROOT / "docs" / "pictures" / "layouts"
CARD_WIDTH, MARGIN = 210, 26  # pixels
BESIDE = ("cover", "licence", "guide", "index", "blank", "blank-empty", "large")  # layouts of special cards and outputs

DECK = """\
title: A small deck
layout: sample
size: poker
categories:
  A: {name: Getting around, color: cmyk(0 5 100 0), icon: star}
  B: {name: Staying, color: cmyk(50 0 35 0), icon: leaf}
fields:
  description: {label: Description}
  steps: {label: How it goes}
  examples: {label: For example}
"""
CARDS = """\
cards:
  - title: Car sharing
    category: A
    icon: sun
    picture: morning.png
    tags: [car, shared]
    description: People who go the same way share a car. Costs become smaller, and so does the traffic.
    steps: "- Ask around\\n- Agree on a price\\n- Leave on time"
    examples: Your neighbours.
"""
STYLES = """\
bleed: 3mm
safe: 4mm
corner: 3mm
styles:
  title: {weight: bold, size: 9pt..18pt, leading: 1.1, balance: true}
  body: {size: 5pt..9pt, leading: 1.25}
  label: {like: body, weight: bold}
"""
# What each example shows, and the items of its front.
EXAMPLES: dict[str, tuple[str, str]] = {
    "fill": ("A field of the category's colour, which runs out into the bleed, and a rounded panel on it.", """
        - fill: category
          box: {top: 0, left: 0, right: 0, height: 60%}
        - fill: white
          corner: 3mm
          box: {top: 8%, left: 10%, right: 10%, height: 44%}
        - fill: category 30%
          box: {left: 0, right: 0, bottom: 0, height: 12%}
        """),
    "frame": ("A line around the card, and a thin one around a panel.", """
        - frame: category
          weight: 1.2mm
          corner: 2.5mm
          box: {top: 3mm, left: 3mm, right: 3mm, bottom: 3mm}
        - frame: black
          weight: 0.5pt
          box: {top: 30%, left: 20%, right: 20%, height: 40%}
        """),
    "rule": ("A short heavy rule, and a dashed one.", """
        - text: "{title}"
          style: title
          valign: bottom
          box: {top: safe, left: safe, right: safe, height: 20%}
        - rule: black
          weight: 1.2pt
          box: {top: 29%, left: safe, width: 18%, height: 2pt}
        - rule: black
          weight: 0.5pt
          dash: 1mm
          box: {left: safe, right: safe, bottom: 18%, height: 1pt}
        """),
    "lines": ("Lines to write on.", """
        - text: "{title}"
          style: title
          box: {top: safe, left: safe, right: safe, height: 12%}
        - lines: 8mm
          color: black
          box: {top: 18%, left: safe, right: safe, bottom: safe}
        """),
    "art": ("The card's pictogram, and the emblem of its category turned a little.", """
        - art: "{icon}"
          box: {top: 10%, left: 15%, right: 15%, height: 50%}
        - art: "{category.icon}"
          color: category
          turn: -15
          box: {right: safe, width: 26%, bottom: safe, height: 20%}
        """),
    "picture": ("A photograph that fills the front to its edges.", """
        - picture: "{picture}"
          box: {top: 0, left: 0, right: 0, bottom: 0}
        """),
    "qr": ("A code that leads to a page.", """
        - text: "{title}"
          style: title
          box: {top: safe, left: safe, right: safe, height: 24%}
        - qr: "https://example.org/{id}"
          box: {left: 20%, right: 20%, bottom: 10%, height: 42%}
        """),
    "text": ("A title in the middle, the number turned by a quarter at the edge.", """
        - text: "{front_title|title}"
          style: title
          valign: middle
          box: {top: safe, left: safe, right: 20%, bottom: safe}
        - text: "{number} · {category.name}"
          style: body
          turn: 90
          box: {top: safe, right: safe, width: 7%, bottom: safe}
        """),
    "flow": ("All fields, the last at the foot under a rule; above it the same text in two columns.", """
        - flow: description
          style: body
          columns: 2
          gutter: 3mm
          box: {top: safe, left: safe, right: safe, height: 34%}
        - flow: fields
          style: body
          label: label
          apart: last
          box: {top: 44%, left: safe, right: safe, bottom: safe}
        """),
    "repeat": ("A numbered panel for each entry of the list in the field steps.", """
        - text: "{title}"
          style: title
          box: {top: safe, left: safe, right: safe, height: 12%}
        - repeat: steps
          gap: 2.5mm
          each: 17mm
          box: {top: 21%, left: safe, right: safe, bottom: safe}
          items:
            - fill: category 40%
              corner: 2mm
              box: {top: 0, left: 0, right: 0, bottom: 0}
            - text: "{entry.number}"
              style: title
              valign: middle
              box: {top: 1mm, left: 3mm, width: 8mm, bottom: 1mm}
            - text: "{entry}"
              style: body
              valign: middle
              box: {top: 1mm, left: 12mm, right: 2mm, bottom: 1mm}
        """),
}  # fmt: skip
INTRO = """\
# Layouts

A layout says where things stand on a card and how they look. It is a file in `layouts/`; `layout:` in `deck.yaml`
names the one that your cards use. To see all of them with one of your own cards, run `deck layouts`.

This page is made by `tools/make_layout_docs.py` from the tool itself. Editors that know YAML show the same sentences
while you type, in decks that `deck new` has made.
"""
FILE = """\
## The file

```yaml
# layouts/mine.yaml
extends: question               # take that layout, and change what follows
safe: 6mm
styles:
  question: {size: 12pt..24pt}  # the style "question" of that layout, of another size
categories:
  B:                            # cards of category B look otherwise
    styles:
      question: {italic: true}
```
"""
BOXES = """\
Boxes are measured from the edges of the card, in mm, cm, in, pt or % of the card, so that one layout serves every size.
`safe` stands for the safe margin of the layout.
"""
COMMON = """\
Each entry under `front:` and `back:` is one of these. All of them may have these, but `repeat`, whose own
items are turned instead:
"""
NAMES = """\
## Names in braces

A text may hold names in braces, which each card fills in: the fields of your deck, and these.

{names}

`{{part}}` and `{{parts}}` say which part of a card this is whose text goes on (`{{part}}/{{parts}}` is 1/2), and
`{{continued}}` says something on all parts but the first. A text that names them stands on such cards alone; give it no
other names. See [Text that goes on](your-own-deck.md#text-that-goes-on).

Of several, parted by `|`, the first that says something counts: `{{index|number}}`. It is no mistake when your deck
lacks one of them. A field that a card lacks leaves nothing behind.

`when:` lets an item stand only on cards that have something, or have not: `when: picture`, `when: not picture`,
`when: picture and not icon`.
"""


def manual() -> str:
    """The text of docs/layouts.md."""
    return "\n".join([INTRO, *_bundled(), *_file(), *_items(), NAMES.format(names=_names())]).rstrip() + "\n"


def _bundled() -> list[str]:
    parts = [
        "## Those that come with the tool\n",
        "A deck can begin with any of these: `deck new my-deck --layout text`.\n",
    ]
    for name in layouts_to_begin_with():
        parts += [
            f"### {name}\n",
            f"{_purpose(name)}\n",
            f"![Cards of the layout {name}](pictures/layouts/{name}.png)\n",
        ]
    parts.append("These serve special cards and outputs:\n")
    return [*parts, "\n".join(f"- `{name}`: {_purpose(name)}" for name in BESIDE) + "\n"]


def _purpose(name: str) -> str:
    return bundled(f"layouts/{name}.yaml").read_text("utf-8").partition("\n")[0].removeprefix("# ")


def _file() -> list[str]:
    styles = [
        "### Styles\n",
        "A style says how a text looks: `body: {size: 5pt..9pt, leading: 1.25}`.\n",
        _table(StyleShape),
    ]
    return [FILE, _table(LayoutShape), *styles, "### Boxes\n", BOXES, _table(BoxShape)]


def _items() -> list[str]:
    parts = [
        "## Items\n",
        COMMON,
        _rows(SOLE),
    ]
    for kind, shape in ITEM_SHAPES.items():
        said, example = EXAMPLES[kind]
        own = {key: text for key, text in EXPLAINED[shape.__name__].items() if key not in SOLE}
        picture = f"![{said.rstrip('.')}](pictures/layouts/item-{kind}.png)"
        parts += [
            f"### {kind}\n",
            said + "\n",
            f"```yaml\nfront:\n{indent(_plain(example), '  ')}```\n",
            picture + "\n",
        ]
        parts.append(_rows(own, shape))
    return parts


def _plain(example: str) -> str:
    return dedent(example).strip() + "\n"


def _table(shape: type[BaseModel]) -> str:
    return _rows(EXPLAINED[shape.__name__], shape)


def _rows(said: dict[str, str], shape: type[BaseModel] | None = None) -> str:
    """A table of keys, what they are for, and what holds where they are not given."""
    usual = {key: _usual(shape, key) for key in said} if shape else {}
    third = any(usual.values())  # a column without a word would only take room
    rows = ["| | |" + " usually |" * third, "|---|---|" + "---|" * third]
    for key, text in said.items():
        escaped = text.replace("|", "\\|")
        rows.append(f"| `{key}` | {escaped} |" + f" {usual.get(key, '')} |" * third)
    return "\n".join(rows) + "\n"


def _usual(shape: type[BaseModel], key: str) -> str:
    field = shape.model_fields[key]
    value: Any = field.default
    if field.is_required() or value in (None, "", 0.0) or field.default_factory is not None:
        return ""
    if isinstance(value, ColorRef):
        return "`category`"
    if isinstance(value, float):
        return f"`{value / MM:g}mm`" if value % MM < 1e-9 else f"`{value:g}pt`"
    return f"`{value}`"


def _names() -> str:
    deck = read_deck(Project(ROOT), Problems())
    own = {field.key for field in deck.fields}
    return ", ".join(f"`{{{name}}}`" for name in known_names(deck) if name not in own)


def draw_layout(name: str) -> Image.Image:
    """Two cards of a new deck of that layout, front and back."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        size = card_format("poker" if name == "poker" else "tarot")
        write_new(root, new_files(Wanted("A small deck", "en", size, name))[0], Problems())
        faces = [face for pair in drawn_faces(root) for face in pair]
    first = 2 if name == "practice" else 0  # its cover comes first
    return on_table([faces[first], faces[first + 1], *faces[-2:]])


def draw_item(kind: str) -> Image.Image:
    """The front of the example of that kind of item."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        write_new(root, example_project(kind), Problems())
        return on_table([drawn_faces(root)[0][0]])


def example_project(kind: str) -> dict[str, bytes]:
    """The files of a deck of one card whose front is the example of that kind of item."""
    starters = ROOT / "deck" / "starters"
    items = indent(_plain(EXAMPLES[kind][1]), "  ")
    whole = "  - flow: rest\n    style: body\n    box: {top: safe, left: safe, right: safe, bottom: safe}\n"
    files = {f"assets/icons/{name}.svg": starters / "icons" / f"{name}.svg" for name in ("sun", "star", "leaf")}
    files["assets/pictures/morning.png"] = starters / "pictures" / "morning.png"
    texts = {"deck.yaml": DECK, "cards/a.yaml": CARDS, "layouts/sample.yaml": f"{STYLES}front:\n{items}back:\n{whole}"}
    return {name: file.read_bytes() for name, file in files.items()} | {k: v.encode() for k, v in texts.items()}


def drawn_faces(root: Path) -> list[tuple[Image.Image, Image.Image]]:
    """Front and back of every card of a project."""
    problems = Problems()
    job = prepare(Project(root), Order(output="screen"), problems)
    target = root / "faces.pdf"
    build(job, target, problems, lambda sheet: None)
    scale = SUPER * CARD_WIDTH / job.setter.setup.size.width
    pages: list[Image.Image] = [page.render(scale=scale).to_pil() for page in pdfium.PdfDocument(target.read_bytes())]
    cards = [rounded(page.convert("RGB"), CORNER * scale) for page in pages]
    return list(zip(cards[::2], cards[1::2], strict=True))


def on_table(cards: list[Image.Image]) -> Image.Image:
    """Cards in a row."""
    margin = MARGIN * SUPER
    width = sum(card.width + margin for card in cards) + margin
    table = Image.new("RGB", (width, cards[0].height + 2 * margin), GROUND)
    x = margin
    for card in cards:
        lay(table, card, x + card.width / 2, table.height / 2)
        x += card.width + margin
    return table.resize((table.width // SUPER, table.height // SUPER), Image.Resampling.LANCZOS)


def pictures() -> list[str]:
    """The names of the pictures that the manual shows."""
    return [*layouts_to_begin_with(), *(f"item-{kind}" for kind in ITEM_SHAPES)]


def main() -> None:
    """Write the manual and its pictures, or check that it is up to date."""
    if "--check" in sys.argv:
        missing = [name for name in pictures() if not (PICTURES / f"{name}.png").is_file()]
        if missing or not MANUAL.is_file() or MANUAL.read_text("utf-8") != manual():
            sys.exit("docs/layouts.md is stale: run  make pictures")
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    MANUAL.write_text(manual(), "utf-8", newline="\n")
    for name in pictures():
        drawn = draw_item(name.removeprefix("item-")) if name.startswith("item-") else draw_layout(name)
        print(write_if_changed(drawn, PICTURES / f"{name}.png"))


if __name__ == "__main__":
    main()
