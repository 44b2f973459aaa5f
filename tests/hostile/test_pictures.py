"""Photographs that unpack to far more than they are, break off, or are something else under a picture's name."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from deck.art.bitmap import prepare_picture
from deck.color.ink import PAPER
from tests.hostile.confined import confined, refused
from tests.projects import LAYOUT, Project

TOO_LARGE = "178 million pixels are the most"
UNUSABLE, DAMAGED = "is not a picture that can be used", "is damaged or incomplete"
POSTSCRIPT = (
    b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n(/tmp/evil) (w) file closefile\nshowpage\n"
)
METAFILE = struct.pack("<IhhhhhHIH", 0x9AC6CDD7, 0, 0, 0, 9, 9, 96, 0, 0) + b"\1\0\x09\0\0\3" + b"\0" * 40


def png(width: int, height: int, data: bytes, depth: int = 8, kind: int = 2) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b"")


def saved(kind: str, size: int = 400, **more: object) -> bytes:
    made = io.BytesIO()
    Image.effect_noise((size, size), 60).convert("RGB").save(made, kind, **more)
    return made.getvalue()


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "four thousand million pixels": ("a.png", lambda: png(65_000, 65_000, b"\0" * 1_000_000), TOO_LARGE),
    "two hundred million pixels": ("a.png", lambda: png(14_000, 14_000, b"\0" * 1_000_000), TOO_LARGE),
    "a width of nothing": ("a.png", lambda: png(0, 10, b""), UNUSABLE),
    "a PNG cut off": ("a.png", lambda: saved("PNG")[:30_000], DAMAGED),
    "a JPEG cut off": ("a.jpg", lambda: saved("JPEG")[:9_000], DAMAGED),
    "a TIFF cut off": ("a.tif", lambda: saved("TIFF")[:9_000], DAMAGED),
    "a program for printers": ("a.jpg", lambda: POSTSCRIPT, UNUSABLE),
    "a drawing of Windows": ("a.png", lambda: METAFILE, UNUSABLE),
    "a web page": ("a.jpg", lambda: b"<html><img src=http://127.0.0.1:9/></html>", UNUSABLE),
    "a GIF": ("a.png", lambda: saved("GIF"), UNUSABLE),
    "nothing": ("a.jpg", lambda: b"", UNUSABLE),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_told(project: Project, name: str) -> None:
    file, make, sentence = HOSTILE[name]
    show(project, file, make())
    refused(confined(project, "build"), sentence, file)


def show(project: Project, file: str, content: bytes) -> None:
    project.write(f"assets/pictures/{file}", content)
    project.write("layouts/plain.yaml", LAYOUT.replace('- art: "{icon}"', '- picture: "{picture}"'))
    card = f"  - title: One\n    description: x\n    picture: {file}\n"
    project.write("cards/A.yaml", f"category: A\ncards:\n{card}")
    (project.root / "cards/B.yaml").unlink()


def test_a_file_of_gigabytes_is_not_read(project: Project) -> None:
    show(project, "a.jpg", saved("JPEG"))
    with (project.root / "assets/pictures/a.jpg").open("ab") as file:
        file.truncate(3_000_000_000)
    refused(confined(project, "build", memory=600), "is too large: 3000 MB", "a.jpg")


def test_the_ending_may_be_another_picture_s(project: Project) -> None:
    show(project, "a.png", saved("JPEG", 1200))
    result = confined(project, "build")
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize(
    "profile", [b"", b"nonsense" * 50, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()]
)
def test_a_broken_profile_is_left_aside(tmp_path: Path, profile: bytes) -> None:
    (tmp_path / "plain.jpg").write_bytes(saved("JPEG"))
    (tmp_path / "odd.jpg").write_bytes(saved("JPEG", icc_profile=profile))
    made = [prepare_picture(tmp_path / name, 72, 72, PAPER, "CMYK", 3.0) for name in ("plain.jpg", "odd.jpg")]
    assert (made[0].width, made[0].space) == (made[1].width, made[1].space)
