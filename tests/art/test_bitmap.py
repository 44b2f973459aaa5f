"""Pictures: turned, cropped, converted to inks under the limit, the same from the cache as fresh."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from deck.art.bitmap import FINEST, cached_picture, prepare_picture
from deck.art.picture import PictureError
from deck.cache import Cache
from deck.color.ink import PAPER, Ink

GROUND = Ink(0.4, 0, 0.2, 0)


def photo(file: Path, mode: str = "RGB", size: tuple[int, int] = (1200, 900)) -> Path:
    picture = Image.new(mode, size)
    picture.putdata([tuple((x * 7 + n * 50) % 256 for n in range(len(mode))) for x in range(size[0] * size[1])])
    picture.save(file)
    return file


def inks(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        return picture


def test_a_picture_comes_out_as_cmyk_no_finer_than_a_press_can_print(tmp_path: Path) -> None:
    made = prepare_picture(photo(tmp_path / "a.png"), 72, 72, PAPER, "CMYK", 3.0)
    assert (made.width, made.height) == (round(FINEST), round(FINEST))
    assert inks(made.data).mode == "CMYK"
    assert made.ppi == pytest.approx(900)


def test_ink_stays_under_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "dark.png"
    Image.new("RGB", (400, 400), (8, 4, 12)).save(file)
    made = inks(prepare_picture(file, 72, 72, PAPER, "CMYK", 2.4).data)
    colors = made.getcolors(maxcolors=1 << 20) or []
    assert 2.0 < max(sum(levels) for _, levels in colors if isinstance(levels, tuple)) / 255 <= 2.45


def test_transparent_parts_show_the_ground_exactly(tmp_path: Path) -> None:
    file = tmp_path / "clear.png"
    Image.new("RGBA", (400, 400), (0, 0, 0, 0)).save(file)
    pixel = inks(prepare_picture(file, 72, 72, GROUND, "CMYK", 3.0).data).getpixel((50, 50))
    assert pixel == pytest.approx(tuple(255 * channel for channel in GROUND.cmyk), abs=3)


def test_a_picture_is_turned_as_its_camera_says(tmp_path: Path) -> None:
    picture = Image.new("RGB", (400, 200), "white")
    picture.paste((255, 0, 0), (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = 6  # turn clockwise by 90 degrees
    picture.save(tmp_path / "turned.jpg", exif=exif, quality=95)
    made = inks(prepare_picture(tmp_path / "turned.jpg", 72, 144, PAPER, "RGB", 3.0).data)
    top, bottom = made.getpixel((50, 20)), made.getpixel((50, made.height - 20))
    assert top == pytest.approx((255, 0, 0), abs=12)
    assert bottom == pytest.approx((255, 255, 255), abs=12)


@pytest.mark.parametrize("spoil", [lambda raw: raw[: len(raw) // 3], lambda raw: b"", lambda raw: b"text" * 50])
def test_a_damaged_picture_is_told(spoil: object, tmp_path: Path) -> None:
    file = photo(tmp_path / "a.jpg", size=(300, 300))
    assert callable(spoil)
    file.write_bytes(spoil(file.read_bytes()))
    with pytest.raises(PictureError, match=r"a\.jpg is"):
        prepare_picture(file, 72, 72, PAPER, "CMYK", 3.0)


def test_the_cache_gives_back_the_same_bytes_and_notices_a_change(tmp_path: Path) -> None:
    file, cache = photo(tmp_path / "a.png", size=(300, 300)), Cache(tmp_path / "cache")
    fresh = cached_picture(file, 72, 72, PAPER, "CMYK", 3.0, cache)
    assert cached_picture(file, 72, 72, PAPER, "CMYK", 3.0, cache) == fresh
    cache.flush()
    assert cached_picture(file, 72, 72, PAPER, "CMYK", 3.0, Cache(tmp_path / "cache")) == fresh
    Image.new("RGB", (300, 300), "red").save(file)
    assert cached_picture(file, 72, 72, PAPER, "CMYK", 3.0, cache).data != fresh.data
