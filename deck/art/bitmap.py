"""Photographs and other bitmaps: turned, cropped, resized, converted to press inks and packed as JPEG."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageMath, ImageOps, UnidentifiedImageError

from deck.art.picture import Bitmap, PictureError, Space
from deck.cache import Cache
from deck.color.ink import Ink
from deck.color.profile import ink_rgb, profile_bytes

FINEST = 350.0  # more than this is weight without effect (150 lines an inch, quality factor 2, some reserve)
QUALITY = 92
MOST_PIXELS = 178_000_000  # as many as Pillow opens; they take half a gigabyte
LARGEST_FILE = 300_000_000  # bytes
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF")  # by content: others run programs (EPS), or read other files


KIND = "picture"
HEAD = struct.Struct("<IId")  # width and height in pixels, pixels an inch


def cached_picture(
    file: Path, width: float, height: float, ground: Ink, space: Space, ink_limit: float, cache: Cache
) -> Bitmap:
    """What *prepare_picture* makes, from the cache when the same file was prepared in the same way before."""
    if file.stat().st_size > LARGEST_FILE:
        raise PictureError(f"{file.name} is too large: {file.stat().st_size // 1_000_000} MB.")
    wanted = f"{width:.3f} {height:.3f} {ground.cmyk} {space} {ink_limit}".encode()
    try:
        data = file.read_bytes()
    except OSError as error:
        raise PictureError(f"{file.name} cannot be read ({error.strerror}).") from None
    source = wanted + b"\0" + data
    known = cache.get(KIND, source)
    if known is not None:
        pixels_across, pixels_down, ppi = HEAD.unpack_from(known)
        return Bitmap(file.name, known[HEAD.size :], pixels_across, pixels_down, space, ppi)
    made = prepare_picture(file, width, height, ground, space, ink_limit)
    cache.put(KIND, source, HEAD.pack(made.width, made.height, made.ppi) + made.data)
    return made


def prepare_picture(file: Path, width: float, height: float, ground: Ink, space: Space, ink_limit: float) -> Bitmap:
    """The picture in *file*, cropped to fill an area of *width* by *height* points; PictureError when it is broken.

    Transparent parts show *ground*. Inks come through the press profile (relative colorimetric, black point
    compensated) and lay down *ink_limit* (a sum of channels) at most.
    """
    picture = _opened(file)
    profile = picture.info.get("icc_profile")
    picture, opacity = _plain(picture)
    box, ppi = _crop(picture.size, width, height)
    scale = min(1.0, FINEST / ppi)
    size = (max(1, round((box[2] - box[0]) * scale)), max(1, round((box[3] - box[1]) * scale)))
    picture = picture.resize(size, Image.Resampling.LANCZOS, box=box)
    picture = _converted(picture, profile, space)
    if opacity is not None:
        levels = tuple(round(255 * channel) for channel in ground.cmyk) if space == "CMYK" else ink_rgb(ground)
        behind = Image.new(space, size, levels)
        picture = Image.composite(picture, behind, opacity.resize(size, Image.Resampling.LANCZOS, box=box))
    if space == "CMYK":
        picture = _limited(picture, ink_limit)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, subsampling=0)
    return Bitmap(file.name, out.getvalue(), *size, space, ppi)


def _opened(file: Path) -> Image.Image:
    """The picture in *file*, turned as its camera held it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what is odd in it; what is too large is told here
            with _any_size():
                picture = Image.open(file, formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                most = f"{MOST_PIXELS // 1_000_000} million pixels are the most"
                raise PictureError(f"{file.name} is too large: {picture.width} × {picture.height} pixels; {most}.")
            picture.load()
            return ImageOps.exif_transpose(picture)
    except PictureError:
        raise
    except UnidentifiedImageError:
        raise PictureError(f"{file.name} is not a picture that can be used.") from None
    except Exception:  # a damaged file makes Pillow fail in any of its parts
        raise PictureError(f"{file.name} is damaged or incomplete.") from None


@contextmanager
def _any_size() -> Iterator[None]:
    """Let Pillow open large pictures without a word in its own language: our limit is tested next."""
    usual, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        yield
    finally:
        Image.MAX_IMAGE_PIXELS = usual


def _plain(picture: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """The picture in grey, RGB or CMYK, and its opacity when it is transparent anywhere."""
    if picture.mode in ("L", "RGB", "CMYK"):
        return picture, None
    if picture.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        return layered.convert("RGB"), layered.getchannel("A")
    return picture.convert("L" if picture.mode in ("1", "I", "I;16", "F") else "RGB"), None


def _crop(size: tuple[int, int], width: float, height: float) -> tuple[tuple[float, float, float, float], float]:
    """The middle part of the picture that has the area's proportions, and its pixels an inch there."""
    scale = min(size[0] / width, size[1] / height)  # pixels a point
    across, down = min(width * scale, size[0]), min(height * scale, size[1])
    left, top = (size[0] - across) / 2, (size[1] - down) / 2
    return (left, top, min(left + across, size[0]), min(top + down, size[1])), scale * 72


def _converted(picture: Image.Image, profile: bytes | None, space: Space) -> Image.Image:
    if picture.mode == space:
        return picture
    if picture.mode == "L" and space == "CMYK":  # grey belongs on the black plate alone
        empty = Image.new("L", picture.size)
        return Image.merge("CMYK", (empty, empty, empty, ImageOps.invert(picture)))
    if picture.mode == "L":
        return picture.convert("RGB")
    press = ImageCms.ImageCmsProfile(io.BytesIO(profile_bytes()))
    target: Any = press if space == "CMYK" else ImageCms.createProfile("sRGB")
    if picture.mode == "CMYK":
        return _through(press, target, picture, space)
    try:
        return _through(_source_profile(profile), target, picture, space)
    except ImageCms.PyCMSError:  # its own profile describes no conversion that can be made
        return _through(ImageCms.createProfile("sRGB"), target, picture, space)


def _through(source: Any, target: Any, picture: Image.Image, space: Space) -> Image.Image:
    """The picture's colours as *source* describes them, in the space of *target*."""
    converted = ImageCms.profileToProfile(
        picture,
        source,
        target,
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        space,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert converted is not None  # only an in-place conversion returns None
    return converted


def _source_profile(profile: bytes | None) -> Any:
    """The profile that the picture carries, when it is a good one for RGB; else sRGB."""
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if own.profile.xcolor_space.strip() == "RGB":
                return own
        except (OSError, ImageCms.PyCMSError):
            pass
    return ImageCms.createProfile("sRGB")


def _limited(picture: Image.Image, ink_limit: float) -> Image.Image:
    """The picture with cyan, magenta and yellow held back where all inks together would exceed the limit."""
    cyan, magenta, yellow, black = picture.split()
    most = round(ink_limit * 255)

    def held(channel: Image.Image) -> Image.Image:
        result: Image.Image = ImageMath.lambda_eval(
            lambda a: a["convert"](
                a["x"] * a["min"](a["c"] + a["m"] + a["y"], most - a["k"]) / a["max"](a["c"] + a["m"] + a["y"], 1), "L"
            ),
            x=channel, c=cyan, m=magenta, y=yellow, k=black,
        )  # fmt: skip
        return result

    return Image.merge("CMYK", (held(cyan), held(magenta), held(yellow), black))
