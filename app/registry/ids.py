"""Ids: one counter for everything, so that their order is the order of commits."""

from sqlalchemy import update
from sqlmodel import Session

from app.errors import NotFound
from app.registry.tables import COUNTER


def allot(session: Session, count: int) -> range:
    """The next `count` ids. The row stays locked to the commit: no later id is seen before."""
    statement = (
        update(COUNTER)
        .where(COUNTER.c.name == "id")
        .values(value=COUNTER.c.value + count)
        .returning(COUNTER.c.value)
    )
    last: int = session.execute(statement).scalar_one()
    return range(last - count + 1, last + 1)


def shown(number: int) -> str:
    """An id as callers see it."""
    return str(number)


def read(text: str) -> int:
    """The id a caller sent. Raises `NotFound` for anything that we never gave out."""
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise NotFound(f"nothing has the id {text[:40]!r}")
    return int(text)
