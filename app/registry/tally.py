"""What is counted of people and spellings: kept beside them, brought up to date with each write.

A list of fifty people of whom some are named ten thousand times reads fifty rows, not the mentions.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlmodel import Session

from app.registry.many import among
from app.registry.tables import ALIAS, MENTION, PERSON


def tally(session: Session, person_ids: Collection[int]) -> None:
    """Count the mentions of these people and of their spellings anew."""
    if not person_ids:
        return
    of_alias = MENTION.c.alias_id == ALIAS.c.id
    session.execute(
        update(ALIAS)
        .where(among(session, ALIAS.c.person_id, person_ids))
        .values(mention_count=_of(of_alias, func.count()), **_seen(of_alias))
    )
    of_person = MENTION.c.person_id == PERSON.c.id
    articles = func.count(MENTION.c.article_id.distinct())
    session.execute(
        update(PERSON)
        .where(among(session, PERSON.c.id, person_ids))
        .values(
            mention_count=_of(of_person, func.count()),
            article_count=_of(of_person, articles),
            **_seen(of_person),
        )
    )


def _seen(where: ColumnElement[bool]) -> dict[str, Any]:
    seen = MENTION.c.seen_at
    return {
        "first_seen": _of(where, func.min(seen)),
        "last_seen": _of(where, func.max(seen)),
    }


def _of(where: ColumnElement[bool], what: ColumnElement[Any]) -> Any:  # noqa: ANN401
    return select(what).select_from(MENTION).where(where).scalar_subquery()
