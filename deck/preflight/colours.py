"""Colour spaces of a PDF, and how much ink a colour in them lays down (ISO 32000-1, 8.6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

Family = Literal["cmyk", "grey", "rgb", "managed", "inks", "registration", "pattern", "unknown"]
# The families: inks as they are; grey, which is black ink; RGB of an unnamed device; colours with a profile or
# measured ones (ICCBased, CalRGB, CalGray, Lab); separations and DeviceN; the separation /All; patterns.

DEVICE: dict[str, tuple[Family, str, int]] = {
    "/DeviceCMYK": ("cmyk", "CMYK", 4),
    "/CMYK": ("cmyk", "CMYK", 4),
    "/DeviceGray": ("grey", "black", 1),
    "/G": ("grey", "black", 1),
    "/DeviceRGB": ("rgb", "RGB", 3),
    "/RGB": ("rgb", "RGB", 3),
    "/Pattern": ("pattern", "pattern", 0),
}
MEASURED = {"/CalRGB": ("calibrated RGB", 3), "/CalGray": ("calibrated grey", 1), "/Lab": ("Lab", 3)}
PROFILED = {1: "grey with a profile", 3: "RGB with a profile", 4: "CMYK with a profile"}
DEFAULTS = {"cmyk": "/DefaultCMYK", "grey": "/DefaultGray", "rgb": "/DefaultRGB"}  # 8.6.5.6
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
BARE = 1e-6  # less ink than this is bare paper


class Space(Struct, frozen=True):
    """A colour space: its family, how it is called, its number of components, and the inks of separations."""

    family: Family
    name: str
    components: int
    inks: tuple[str, ...] = ()

    @property
    def spots(self) -> tuple[str, ...]:
        """The inks that are not of the process."""
        return tuple(ink for ink in self.inks if ink not in (*PROCESS, "All", "None"))


class Colour(Struct, frozen=True):
    """A colour in its space; for patterns *pattern* is the pattern's name."""

    space: Space
    values: tuple[float, ...]
    pattern: str = ""

    @property
    def coverage(self) -> float | None:
        """The sum of inks, 0 to 4 (with spot colours more); None where the space does not say."""
        if not self.values:
            return None
        if self.space.family == "grey":
            return 1 - self.values[0]
        if self.space.family == "registration":
            return 4 * sum(self.values)
        return sum(self.values) if self.space.family in ("cmyk", "inks") else None

    @property
    def white(self) -> bool:
        """Whether it is bare paper."""
        if self.space.family in ("rgb", "managed"):
            return self.space.components == 3 and self.space.name != "Lab" and set(self.values) == {1.0}
        return self.coverage is not None and self.coverage < BARE

    @property
    def black(self) -> bool:
        """Whether it is full black on the black plate alone."""
        if self.space.family == "cmyk":
            return self.values == (0, 0, 0, 1)
        if self.space.family == "grey":
            return self.values == (0,)
        return self.space.inks == ("Black",) and self.values == (1,)


CMYK = Space("cmyk", "CMYK", 4)
GREY = Space("grey", "black", 1)
RGB = Space("rgb", "RGB", 3)
UNKNOWN = Space("unknown", "an unknown colour space", 0)
BLACK = Colour(GREY, (0.0,))  # what every page begins with (8.6.8)


def first_colour(space: Space) -> Colour:
    """The colour with which a space begins (ISO 32000-1, 8.6.8, operator CS)."""
    if space.family == "cmyk":
        return Colour(space, (0.0, 0.0, 0.0, 1.0))
    full = space.family in ("inks", "registration")
    return Colour(space, (float(full),) * space.components)


def read_space(value: Any, resources: Any) -> Space:
    """The space that a colour operator or an image names, looked up in *resources* where it has a name of its own."""
    import pikepdf

    if isinstance(value, pikepdf.Name):
        name = str(value)
        if name in DEVICE:
            return _device(name, resources)
        own = _entry(resources, "/ColorSpace")
        return read_space(own[name], None) if own is not None and name in own else UNKNOWN
    return _family(value, resources) if isinstance(value, pikepdf.Array) and len(value) else UNKNOWN


def _device(name: str, resources: Any) -> Space:
    """A device space, or the one that stands for it in these resources (8.6.5.6)."""
    family, said, components = DEVICE[name]
    own, default = _entry(resources, "/ColorSpace"), DEFAULTS.get(family, "")
    if own is not None and default in own:
        return read_space(own[default], None)
    return Space(family, said, components)


def _family(value: Any, resources: Any) -> Space:
    family = str(value[0])
    if family == "/ICCBased":
        components = int(value[1].get("/N", 0))
        return Space("managed", PROFILED.get(components, "colour with a profile"), components)
    if family in MEASURED:
        return Space("managed", *MEASURED[family])
    if family == "/Separation":
        return _inks([value[1]])
    if family == "/DeviceN":
        return _inks(list(value[1]))
    if family in ("/Indexed", "/I"):
        return replace(read_space(value[1], resources), components=0)  # an index tells no ink
    return DEVICE_SPACES.get(family, UNKNOWN)


def _inks(names: Sequence[Any]) -> Space:
    inks = tuple(str(name).removeprefix("/") for name in names)
    if inks == ("All",):
        return Space("registration", "registration", 1, inks)
    return Space("inks", " + ".join(inks), len(inks), inks)


def _entry(resources: Any, key: str) -> Any:
    return resources.get(key) if resources is not None else None


DEVICE_SPACES = {name: Space(*what) for name, what in DEVICE.items()}
