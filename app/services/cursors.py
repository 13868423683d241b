"""Opaque cursors: where a list goes on, whatever was added since."""

import base64
import binascii
import json
from typing import TypeVar

from app.errors import InvalidCursor
from app.services.views import Page

T = TypeVar("T")


def write(*position: int | float | str) -> str:
    """A position as callers see it."""
    return base64.urlsafe_b64encode(json.dumps(position).encode()).decode().rstrip("=")


def read(cursor: str | None, *kinds: type) -> tuple[int | float | str, ...] | None:
    """The position, None at the beginning. Raises `InvalidCursor` for what we never wrote."""
    if cursor is None:
        return None
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        position = json.loads(raw)
    except (ValueError, binascii.Error) as error:
        raise _invalid(cursor) from error
    if not isinstance(position, list) or len(position) != len(kinds):
        raise _invalid(cursor)
    for value, kind in zip(position, kinds, strict=True):
        if type(value) is not kind or (isinstance(value, int) and abs(value) >= 2**63):
            raise _invalid(cursor)
    return tuple(position)


def number(cursor: str | None) -> int | None:
    """The position in a list that is ordered by id."""
    position = read(cursor, int)
    return None if position is None else int(position[0])


def page(items: list[T], positions: list[int], limit: int) -> Page[T]:
    """Cut a list, asked for with one item more than wanted, into a page."""
    more = len(items) > limit
    cursor = write(positions[limit - 1]) if more else None
    return Page(tuple(items[:limit]), cursor)


def _invalid(cursor: str) -> InvalidCursor:
    return InvalidCursor(f"{cursor[:40]!r} is not a cursor of this list.")
