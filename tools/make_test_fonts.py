"""Make the fonts of tests/data/scripts: of Noto, the characters that the tests' cards have; run when those change.

    apt-get install fonts-noto-core fonts-noto-cjk && pip install fonttools
    python -m tools.make_test_fonts

Noto's licence (OFL 1.1) reserves no font name, so that parts of it may keep theirs.
"""

import sys
from pathlib import Path
from unicodedata import normalize

from fontTools import subset

from tests.scripts.texts import SAMPLES

FONTS = Path("/usr/share/fonts")
TARGET = Path(__file__).parents[1] / "tests/data/scripts"
NOTO = "truetype/noto/{}-Regular.ttf"
COLLECTIONS = {"NotoSansCJKjp": 0, "NotoSansCJKkr": 1, "NotoSansCJKsc": 2}  # places in one file of five
LARGEST = 61_440  # bytes: 60 KiB


def characters(font: str) -> set[str]:
    """What the cards set in *font* say, and what shapers take that apart into."""
    said = "".join(text for sample in SAMPLES.values() if sample.font == font for text in sample.texts)
    return {*said, *normalize("NFKD", said)}


def make(font: str, fonts: Path) -> None:
    """Write the part of one font that the tests need."""
    options = subset.Options(hinting=False, notdef_outline=True, name_IDs=[1, 2, 6, 13, 14], recalc_timestamp=False)
    collection = COLLECTIONS.get(font)
    if collection is not None:
        options.font_number = collection
    file = fonts / (NOTO.format(font) if collection is None else "opentype/noto/NotoSansCJK-Regular.ttc")
    loaded = subset.load_font(str(file), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(sorted(characters(font))))
    subsetter.subset(loaded)
    target = TARGET / f"{font}.{'ttf' if collection is None else 'otf'}"
    loaded.save(target)
    size = target.stat().st_size
    print(f"{target.name}: {size} bytes")
    assert size < LARGEST


if __name__ == "__main__":
    for name in sorted({sample.font for sample in SAMPLES.values()} - {""}):
        make(name, Path(sys.argv[1]) if len(sys.argv) > 1 else FONTS)
