"""What waits for somebody to look, and what was said."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, func, insert, or_, select
from sqlmodel import Session

from app.registry import people
from app.registry.articles import MentionRow
from app.registry.many import among
from app.registry.tables import MENTION, REVIEW

WAITING = ("open", "unsure")


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A row of `review`."""

    id: int
    status: str
    name: str
    folded: str
    lang: str | None
    reason: str | None
    article_id: int | None
    candidates: Sequence[Mapping[str, Any]]
    closeness: float
    judgement: str | None
    person_id: int | None
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a review stands in the list: most waiting mentions, then closest call, then oldest."""

    waiting: int
    closeness: float
    id: int


_COLUMNS = tuple(REVIEW.c[name] for name in ReviewRow.__slots__)
_MENTION = tuple(MENTION.c[name] for name in MentionRow.__slots__)


def by_id(session: Session, number: int) -> ReviewRow | None:
    """One review."""
    row = session.execute(select(*_COLUMNS).where(REVIEW.c.id == number)).one_or_none()
    return None if row is None else ReviewRow(*row)


def insert_reviews(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Open reviews."""
    if rows:
        session.execute(insert(REVIEW), list(rows))


def waiting_for(session: Session, folded: Collection[str]) -> dict[str, ReviewRow]:
    """The reviews that wait under these names."""
    if not folded:
        return {}
    statement = (
        select(*_COLUMNS)
        .where(among(session, REVIEW.c.folded, folded), REVIEW.c.status.in_(WAITING))
        .order_by(REVIEW.c.id.desc())
    )
    rows = [ReviewRow(*row) for row in session.execute(statement)]
    return {row.folded: row for row in rows}


def judged(session: Session, folded: Collection[str]) -> dict[str, int]:
    """Whose these names are by judgement; the latest counts, whoever that person is by now."""
    if not folded:
        return {}
    statement = (
        select(REVIEW.c.folded, REVIEW.c.person_id)
        .where(
            among(session, REVIEW.c.folded, folded),
            REVIEW.c.status == "closed",
            REVIEW.c.person_id.is_not(None),
        )
        .order_by(REVIEW.c.closed_at, REVIEW.c.id)
    )
    said = {row.folded: row.person_id for row in session.execute(statement)}
    rows = people.by_ids(session, set(said.values()))
    now = {number: people.survivor(session, row) for number, row in rows.items()}
    return {name: found.id for name, n in said.items() if (found := now.get(n)) is not None}


def mentions_waiting(session: Session, number: int) -> list[MentionRow]:
    """The mentions that hang on a review."""
    statement = (
        select(*_MENTION)
        .where(MENTION.c.review_id == number, MENTION.c.person_id.is_(None))
        .order_by(MENTION.c.id)
    )
    return [MentionRow(*row) for row in session.execute(statement)]


def counts(session: Session, numbers: Collection[int]) -> dict[int, int]:
    """How many mentions hang on each review; absent where none does."""
    if not numbers:
        return {}
    statement = (
        select(MENTION.c.review_id, func.count())
        .where(among(session, MENTION.c.review_id, numbers), MENTION.c.person_id.is_(None))
        .group_by(MENTION.c.review_id)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def examples(session: Session, numbers: Collection[int]) -> dict[int, MentionRow]:
    """The first mention of each review."""
    if not numbers:
        return {}
    first = (
        select(func.min(MENTION.c.id))
        .where(among(session, MENTION.c.review_id, numbers))
        .group_by(MENTION.c.review_id)
    )
    statement = select(MENTION.c.review_id, *_MENTION).where(MENTION.c.id.in_(first))
    return {row[0]: MentionRow(*row[1:]) for row in session.execute(statement)}


def listed(
    session: Session, *, status: str, after: Place | None, limit: int
) -> list[tuple[ReviewRow, Place]]:
    """Reviews by value; one whose last mention is gone waits for nothing and is left out."""
    hanging = and_(MENTION.c.review_id == REVIEW.c.id, MENTION.c.person_id.is_(None))
    waiting = select(func.count()).where(hanging).correlate(REVIEW).scalar_subquery()
    found = select(*_COLUMNS, waiting.label("waiting")).where(REVIEW.c.status == status).subquery()
    statement = (
        select(found)
        .where(or_(found.c.waiting > 0, found.c.article_id.is_(None), found.c.status == "closed"))
        .order_by(found.c.waiting.desc(), found.c.closeness.desc(), found.c.id)
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(
            or_(
                found.c.waiting < after.waiting,
                and_(
                    found.c.waiting == after.waiting,
                    or_(
                        found.c.closeness < after.closeness,
                        and_(found.c.closeness == after.closeness, found.c.id > after.id),
                    ),
                ),
            )
        )
    return [
        (ReviewRow(*row[:-1]), Place(row[-1], row.closeness, row.id))
        for row in session.execute(statement)
    ]


def hung_on(session: Session, article_ids: Collection[int]) -> set[int]:
    """The reviews that mentions of these articles hang on."""
    if not article_ids:
        return set()
    statement = (
        select(MENTION.c.review_id)
        .distinct()
        .where(among(session, MENTION.c.article_id, article_ids), MENTION.c.review_id.is_not(None))
    )
    return set(session.execute(statement).scalars())


def drop_empty(session: Session, numbers: Collection[int]) -> None:
    """Forget those of these waiting reviews that no mention hangs on any more."""
    if not numbers:
        return
    still = select(MENTION.c.review_id).where(among(session, MENTION.c.review_id, numbers))
    session.execute(
        delete(REVIEW).where(
            among(session, REVIEW.c.id, numbers),
            REVIEW.c.status.in_(WAITING),
            REVIEW.c.id.not_in(still),
        )
    )
