"""Where a page of links begins, as an opaque text."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from graph.errors import BadCursor, BadValue, PageTooLarge

DEFAULT_PAGE = 50
LARGEST_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Slice:
    """A page of a list that is counted, not sought: so many after so many."""

    first: int
    skip: int

    @classmethod
    def of(cls, field: str, *, first: int | None = None, after: str | None = None) -> Slice:
        """The page that a field's arguments ask for. Raises BadValue, PageTooLarge, BadCursor."""
        return cls(page_size(field, first), position(after))


def page_size(field: str, first: int | None) -> int:
    """`first`, or the default. Raises BadValue below 0, PageTooLarge above `LARGEST_PAGE`; both name the field."""
    if first is None:
        return DEFAULT_PAGE
    if first < 0:
        raise BadValue(value=first, field=f"{field}.first", reason="不能是负数")
    if first > LARGEST_PAGE:
        raise PageTooLarge(field=field, most=LARGEST_PAGE, asked=first)
    return first


def cursor(position: int) -> str:
    """The cursor of the record at `position`, counted from 1: what follows it is the next page."""
    return base64.urlsafe_b64encode(f"after:{position}".encode()).decode()


def position(after: str | None) -> int:
    """How many records the cursor `after` has behind it. Raises BadCursor."""
    if after is None:
        return 0
    try:
        word, _, number = base64.b64decode(after, altchars=b"-_", validate=True).decode("ascii").partition(":")
    except (binascii.Error, ValueError) as error:
        raise BadCursor() from error
    if word != "after" or not (number.isascii() and number.isdigit()) or len(number) > 9:
        raise BadCursor()
    return int(number)
