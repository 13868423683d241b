"""Articles and their mentions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, literal, select, tuple_, update
from sqlmodel import Session

from app.registry.many import among
from app.registry.tables import ARTICLE, MENTION, Article


@dataclass(frozen=True, slots=True)
class ArticleHeadRow:
    """A row of `article` without its text."""

    id: int
    identity: str
    digest: str
    source: str | None
    external_id: str | None
    url: str | None
    title: str | None
    lang: str
    published_at: datetime | None
    received_at: datetime


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A row of `mention`."""

    id: int
    article_id: int
    field: str
    start: int
    end: int
    surface: str
    name: str
    chain: int
    person_id: int | None
    alias_id: int | None
    score: float | None
    decision: str
    seen_at: datetime
    review_id: int | None


_HEAD = tuple(ARTICLE.c[name] for name in ArticleHeadRow.__slots__)
_MENTION = tuple(MENTION.c[name] for name in MentionRow.__slots__)


def by_identities(session: Session, identities: Collection[str]) -> dict[str, ArticleHeadRow]:
    """The stored articles with these identities."""
    if not identities:
        return {}
    statement = select(*_HEAD).where(among(session, ARTICLE.c.identity, identities))
    rows = [ArticleHeadRow(*row) for row in session.execute(statement)]
    return {row.identity: row for row in rows}


def by_id(session: Session, number: int) -> Article | None:
    """One article with its text."""
    return session.get(Article, number)


def heads(session: Session, ids: Collection[int]) -> dict[int, ArticleHeadRow]:
    """These articles without their texts."""
    if not ids:
        return {}
    statement = select(*_HEAD).where(among(session, ARTICLE.c.id, ids))
    return {row[0]: ArticleHeadRow(*row) for row in session.execute(statement)}


_LATEST = 100


def beside(session: Session, person_id: int) -> set[int]:
    """Who else is named in the latest articles that name the person."""
    latest = (
        select(MENTION.c.article_id)
        .where(MENTION.c.person_id == person_id)
        .distinct()
        .order_by(MENTION.c.article_id.desc())
        .limit(_LATEST)
        .subquery()
    )
    statement = (
        select(MENTION.c.person_id)
        .join(latest, latest.c.article_id == MENTION.c.article_id)
        .where(MENTION.c.person_id.is_not(None), MENTION.c.person_id != person_id)
        .distinct()
    )
    return set(session.execute(statement).scalars())


def usage(session: Session, alias_ids: Collection[int]) -> dict[int, int]:
    """In how many articles each alias is written."""
    if not alias_ids:
        return {}
    statement = (
        select(MENTION.c.alias_id, func.count(MENTION.c.article_id.distinct()))
        .where(among(session, MENTION.c.alias_id, alias_ids))
        .group_by(MENTION.c.alias_id)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def texts(session: Session, ids: Collection[int]) -> dict[int, tuple[str | None, str]]:
    """Title and text of these articles."""
    if not ids:
        return {}
    statement = select(ARTICLE.c.id, ARTICLE.c.title, ARTICLE.c.text).where(
        among(session, ARTICLE.c.id, ids)
    )
    return {number: (title, text) for number, title, text in session.execute(statement)}


def listed(
    session: Session, *, person_id: int | None, before: int | None, limit: int
) -> list[ArticleHeadRow]:
    """Articles, latest received first, that name a person (or all)."""
    number = ARTICLE.c.id
    statement = select(*_HEAD).order_by(number.desc()).limit(limit)
    if person_id is not None:
        naming = select(MENTION.c.article_id).distinct().where(MENTION.c.person_id == person_id)
        if before is not None:
            naming = naming.where(MENTION.c.article_id < before)
        naming = naming.order_by(MENTION.c.article_id.desc()).limit(limit)
        statement = statement.where(number.in_(naming))
    elif before is not None:
        statement = statement.where(number < before)
    return [ArticleHeadRow(*row) for row in session.execute(statement)]


def insert_articles(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Store new articles."""
    if rows:
        session.execute(insert(ARTICLE), list(rows))


def replace_article(session: Session, number: int, row: Mapping[str, Any]) -> None:
    """Store the new version of an article under its old id."""
    session.execute(update(ARTICLE).where(ARTICLE.c.id == number).values(**row))


def delete_article(session: Session, number: int) -> None:
    """Forget an article; its mentions are removed before."""
    session.execute(delete(ARTICLE).where(ARTICLE.c.id == number))


def insert_mentions(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Store new mentions."""
    if rows:
        session.execute(insert(MENTION), list(rows))


def delete_mentions(session: Session, article_ids: Collection[int]) -> None:
    """Forget the mentions of these articles."""
    if article_ids:
        session.execute(delete(MENTION).where(among(session, MENTION.c.article_id, article_ids)))


def mentions_of(session: Session, article_ids: Collection[int]) -> dict[int, list[MentionRow]]:
    """The mentions of these articles, in the order of the text."""
    found: dict[int, list[MentionRow]] = {number: [] for number in article_ids}
    if article_ids:
        statement = (
            select(*_MENTION)
            .where(among(session, MENTION.c.article_id, article_ids))
            .order_by(MENTION.c.article_id, MENTION.c.id)
        )
        for row in session.execute(statement):
            found[row.article_id].append(MentionRow(*row))
    return found


def mention_counts(session: Session, article_ids: Collection[int]) -> dict[int, int]:
    """How many mentions each article has."""
    if not article_ids:
        return {}
    statement = (
        select(MENTION.c.article_id, func.count())
        .where(among(session, MENTION.c.article_id, article_ids))
        .group_by(MENTION.c.article_id)
    )
    return dict(session.execute(statement).all())


def mentions_naming(
    session: Session, person_id: int, *, before: tuple[int, int] | None, limit: int
) -> list[MentionRow]:
    """Where a person is named, latest article first; `before` is (article, mention)."""
    order = tuple_(MENTION.c.article_id, MENTION.c.id)
    statement = (
        select(*_MENTION)
        .where(MENTION.c.person_id == person_id)
        .order_by(MENTION.c.article_id.desc(), MENTION.c.id.desc())
        .limit(limit)
    )
    if before is not None:
        statement = statement.where(
            MENTION.c.article_id <= before[0],
            order < tuple_(literal(before[0]), literal(before[1])),
        )
    return [MentionRow(*row) for row in session.execute(statement)]


def aliases_read_in(session: Session, article_ids: Collection[int]) -> set[int]:
    """The aliases that mentions of these articles stand under."""
    if not article_ids:
        return set()
    statement = (
        select(MENTION.c.alias_id)
        .distinct()
        .where(among(session, MENTION.c.article_id, article_ids), MENTION.c.alias_id.is_not(None))
    )
    return set(session.execute(statement).scalars())


def people_named_in(session: Session, article_ids: Collection[int]) -> set[int]:
    """The people whom these articles name."""
    if not article_ids:
        return set()
    statement = (
        select(MENTION.c.person_id)
        .distinct()
        .where(among(session, MENTION.c.article_id, article_ids), MENTION.c.person_id.is_not(None))
    )
    return set(session.execute(statement).scalars())


def named_by(session: Session, numbers: Collection[int]) -> list[int]:
    """The people whom these mentions name."""
    statement = (
        select(MENTION.c.person_id)
        .distinct()
        .where(among(session, MENTION.c.id, numbers), MENTION.c.person_id.is_not(None))
    )
    return sorted(session.execute(statement).scalars()) if numbers else []


def brief_mentions(
    session: Session, *, person_id: int | None = None, alias_id: int | None = None
) -> list[tuple[int, int | None]]:
    """The mentions of a person or of an alias: id and alias, of ten thousand too."""
    statement = select(MENTION.c.id, MENTION.c.alias_id).order_by(MENTION.c.id)
    if person_id is not None:
        statement = statement.where(MENTION.c.person_id == person_id)
    if alias_id is not None:
        statement = statement.where(MENTION.c.alias_id == alias_id)
    return [(number, alias) for number, alias in session.execute(statement)]


def all_naming(
    session: Session,
    *,
    person_id: int | None = None,
    alias_id: int | None = None,
    ids: Collection[int] | None = None,
) -> list[MentionRow]:
    """All mentions of a person, or under an alias, or of these ids."""
    statement = select(*_MENTION).order_by(MENTION.c.id)
    if ids is not None:
        statement = statement.where(among(session, MENTION.c.id, ids))
    if person_id is not None:
        statement = statement.where(MENTION.c.person_id == person_id)
    if alias_id is not None:
        statement = statement.where(MENTION.c.alias_id == alias_id)
    return [MentionRow(*row) for row in session.execute(statement)]
