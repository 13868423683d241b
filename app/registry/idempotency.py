"""Keys of callers, and what was answered under them.

A key and its answer are written by the transaction that does the work: both are there, or neither.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from app.registry.tables import IDEMPOTENCY


@dataclass(frozen=True, slots=True)
class Remembered:
    """A key that was used, by which request, and what it was answered."""

    digest: str
    status: int
    headers: dict[str, str]
    body: bytes


_COLUMNS = tuple(IDEMPOTENCY.c[name] for name in Remembered.__slots__)


def known(session: Session, key: str) -> Remembered | None:
    """What was answered under a key; None where nobody used it."""
    statement = select(*_COLUMNS).where(IDEMPOTENCY.c.key == key)
    row = session.execute(statement).one_or_none()
    return None if row is None else Remembered(*row)


def claim(session: Session, key: str, *, digest: str, now: datetime) -> bool:
    """Take a key; waits for whoever is about to use it. False where it was used."""
    upsert = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    taken = session.execute(
        upsert.insert(IDEMPOTENCY)
        .values(key=key, digest=digest, at=now)
        .on_conflict_do_nothing(index_elements=[IDEMPOTENCY.c.key])
        .returning(IDEMPOTENCY.c.key)
    )
    return taken.first() is not None


def remember(
    session: Session, key: str, *, status: int, headers: dict[str, str], body: bytes
) -> None:
    """Keep what is about to be answered."""
    values = {"status": status, "headers": headers, "body": body}
    session.execute(update(IDEMPOTENCY).where(IDEMPOTENCY.c.key == key).values(**values))


def forget_older(session: Session, than: datetime) -> None:
    """Give back the keys of long ago."""
    session.execute(delete(IDEMPOTENCY).where(IDEMPOTENCY.c.at < than))
