"""Keys of callers, and what was answered under them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from app.registry.tables import IDEMPOTENCY


@dataclass(frozen=True, slots=True)
class Remembered:
    """A key that was used; `status` is None while its first request is being answered."""

    key: str
    digest: str
    status: int | None
    headers: dict[str, str] | None
    body: bytes | None
    at: datetime


_COLUMNS = tuple(IDEMPOTENCY.c[name] for name in Remembered.__slots__)


def claim(session: Session, key: str, *, digest: str, now: datetime) -> Remembered | None:
    """Take a key that nobody used: None. Else what is known of it."""
    upsert = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    values = {"key": key, "digest": digest, "at": now}
    taken = session.execute(
        upsert.insert(IDEMPOTENCY)
        .values(**values)
        .on_conflict_do_nothing(index_elements=[IDEMPOTENCY.c.key])
        .returning(IDEMPOTENCY.c.key)
    ).first()
    if taken is not None:
        return None
    row = session.execute(select(*_COLUMNS).where(IDEMPOTENCY.c.key == key)).one()
    return Remembered(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it


def take_over(session: Session, key: str, *, seen: datetime, now: datetime) -> bool:
    """Take a key whose first request died on the way; whether nobody else was faster."""
    mine = IDEMPOTENCY.c.key == key
    unanswered = mine & IDEMPOTENCY.c.status.is_(None) & (IDEMPOTENCY.c.at == seen)
    taken = session.execute(
        update(IDEMPOTENCY).where(unanswered).values(at=now).returning(IDEMPOTENCY.c.key)
    )
    return taken.first() is not None


def remember(
    session: Session, key: str, *, status: int, headers: dict[str, str], body: bytes
) -> None:
    """Keep what was answered."""
    values = {"status": status, "headers": headers, "body": body}
    session.execute(update(IDEMPOTENCY).where(IDEMPOTENCY.c.key == key).values(**values))


def forget(session: Session, key: str) -> None:
    """Give a key back: its request changed nothing."""
    session.execute(delete(IDEMPOTENCY).where(IDEMPOTENCY.c.key == key))


def forget_older(session: Session, than: datetime) -> None:
    """Give back the keys of long ago."""
    session.execute(delete(IDEMPOTENCY).where(IDEMPOTENCY.c.at < than))
