"""Spellings: asked for by id, by person, by folded form."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from app.registry.many import among
from app.registry.tables import ALIAS, MENTION, PERSON


@dataclass(frozen=True, slots=True)
class AliasRow:
    """A row of `alias`."""

    id: int
    person_id: int
    name: str
    folded: str
    lang: str | None
    script: str
    status: str
    origin: str
    is_partial: bool
    mention_count: int
    first_seen: datetime | None
    last_seen: datetime | None
    created_at: datetime


_COLUMNS = tuple(ALIAS.c[name] for name in AliasRow.__slots__)


def by_ids(session: Session, ids: Collection[int]) -> list[AliasRow]:
    """The accepted aliases with these ids."""
    if not ids:
        return []
    statement = select(*_COLUMNS).where(
        among(session, ALIAS.c.id, ids), ALIAS.c.status == "accepted"
    )
    return [AliasRow(*row) for row in session.execute(statement)]


def page(session: Session, *, after: int, limit: int) -> list[AliasRow]:
    """Accepted aliases by age."""
    statement = (
        select(*_COLUMNS)
        .where(ALIAS.c.id > after, ALIAS.c.status == "accepted")
        .order_by(ALIAS.c.id)
        .limit(limit)
    )
    return [AliasRow(*row) for row in session.execute(statement)]


def by_id(session: Session, number: int) -> AliasRow | None:
    """One alias, rejected or not."""
    row = session.execute(select(*_COLUMNS).where(ALIAS.c.id == number)).one_or_none()
    return None if row is None else AliasRow(*row)


def of_persons(session: Session, person_ids: Collection[int]) -> list[AliasRow]:
    """All aliases of these people, rejected ones too, oldest first."""
    if not person_ids:
        return []
    statement = (
        select(*_COLUMNS).where(among(session, ALIAS.c.person_id, person_ids)).order_by(ALIAS.c.id)
    )
    return [AliasRow(*row) for row in session.execute(statement)]


def refusals(session: Session, person_ids: Collection[int]) -> dict[int, set[str]]:
    """Which folded names are known not to be these people's."""
    found: dict[int, set[str]] = {}
    if person_ids:
        statement = select(ALIAS.c.person_id, ALIAS.c.folded).where(
            among(session, ALIAS.c.person_id, person_ids), ALIAS.c.status == "rejected"
        )
        for person, folded in session.execute(statement):
            found.setdefault(person, set()).add(folded)
    return found


def known(session: Session, folded: Collection[str]) -> set[str]:
    """Which of these folded names are an accepted alias of somebody known in full."""
    if not folded:
        return set()
    statement = (
        select(ALIAS.c.folded)
        .distinct()
        .join(PERSON, PERSON.c.id == ALIAS.c.person_id)
        .where(
            among(session, ALIAS.c.folded, folded),
            ALIAS.c.status == "accepted",
            ~PERSON.c.is_partial | (PERSON.c.status != "provisional"),
        )
    )
    return set(session.execute(statement).scalars())


def with_folded(session: Session, folded: Collection[str]) -> list[AliasRow]:
    """The accepted aliases that are written like this, whoever has them."""
    if not folded:
        return []
    statement = select(*_COLUMNS).where(
        among(session, ALIAS.c.folded, folded), ALIAS.c.status == "accepted"
    )
    return [AliasRow(*row) for row in session.execute(statement)]


def with_prefix(session: Session, prefix: str, *, limit: int) -> list[AliasRow]:
    """The accepted aliases whose folded form begins like this."""
    folded = ALIAS.c.folded
    statement = (
        select(*_COLUMNS)
        .where(folded >= prefix, folded < prefix + "\U0010ffff", ALIAS.c.status == "accepted")
        .order_by(folded)
        .limit(limit)
    )
    return [AliasRow(*row) for row in session.execute(statement)]


def supported(session: Session, alias_ids: Collection[int]) -> set[int]:
    """Which of these aliases some mention stands under at this moment."""
    if not alias_ids:
        return set()
    read = select(MENTION.c.id).where(MENTION.c.alias_id == ALIAS.c.id).exists()
    statement = select(ALIAS.c.id).where(among(session, ALIAS.c.id, alias_ids), read)
    return set(session.execute(statement).scalars())
