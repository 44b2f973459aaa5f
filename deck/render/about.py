"""What a file says of itself."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

NO_DATE = (2000, 1, 1, 0, 0, 0)  # where neither the deck nor SOURCE_DATE_EPOCH says one


class About(Struct, frozen=True):
    """Title, author, subject and language of a file; *moment* is (year, month, day, hour, minute, second) in UTC.

    *digests* say by card id how each card looks, so that a later build can tell which have changed.
    """

    title: str
    author: str
    subject: str
    language: str
    moment: tuple[int, int, int, int, int, int] = NO_DATE
    digests: Mapping[str, str] = field(default_factory=dict)
