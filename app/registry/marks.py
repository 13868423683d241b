"""What was done once and for all with this registry, noted under a name beside the counter."""

from sqlalchemy import insert, select
from sqlmodel import Session

from app.registry.tables import COUNTER


def is_set(session: Session, name: str) -> bool:
    """Whether it was done."""
    found = session.execute(select(COUNTER.c.value).where(COUNTER.c.name == name))
    return found.first() is not None


def put(session: Session, name: str) -> None:
    """Note that it is done; to be called by one writer at a time."""
    if not is_set(session, name):
        session.execute(insert(COUNTER).values(name=name, value=1))
