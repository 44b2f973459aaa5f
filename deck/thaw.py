"""Values of this package as bytes and back, for the cache: frozen structs and paths, never anything that runs."""

from __future__ import annotations

import io
import pickle
from typing import Any

from msgspec import Struct

PATHS = ("PosixPath", "WindowsPath", "PurePosixPath", "PureWindowsPath", "Path")


def freeze(value: Any) -> bytes:
    """*value*, made of this package's structs, plain containers, texts and numbers, as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def thaw(frozen: bytes) -> Any:
    """What *freeze* made bytes of; None for bytes that ask for anything else."""
    try:
        return _Thawer(io.BytesIO(frozen)).load()
    except Exception:  # of a damaged entry nothing can be foretold; it counts as missing
        return None


class _Thawer(pickle.Unpickler):
    """Finds structs of this package and paths: their making does nothing but put values together."""

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name) if module.split(".")[0] in ("deck", "pathlib") else None
        if (module.startswith("deck.") and _is_value(found)) or (module.startswith("pathlib") and name in PATHS):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} does not belong in the cache")


def _is_value(found: Any) -> bool:
    return isinstance(found, type) and issubclass(found, Struct)
