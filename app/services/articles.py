"""Articles: read, listed by person, taken back."""

from datetime import UTC, datetime

from app.errors import ArticleNotFound
from app.registry import articles as rows
from app.registry import ids
from app.registry.database import Database
from app.registry.tables import Article
from app.services import cursors, retract
from app.services.identify import living, under
from app.services.mentioned import shown
from app.services.plan import finish
from app.services.views import ArticleHead, ArticleView, FoundMention, Page


def read(database: Database, article_id: str) -> ArticleView:
    """One article, its mentions as they stand now. Raises `ArticleNotFound`."""
    number = _number(article_id)
    with database.reading() as session:
        row = rows.by_id(session, number)
        if row is None:
            raise _missing(article_id)
        mentions = shown(session, rows.mentions_of(session, [number]))[number]
        return _view(row, mentions)


def find(
    database: Database, *, person_id: str | None = None, limit: int = 50, cursor: str | None = None
) -> Page[ArticleHead]:
    """The articles that name a person (all without one), latest first."""
    before = cursors.number(cursor)
    with database.reading() as session:
        person = living(session, person_id).id if person_id is not None else None
        found = rows.listed(session, person_id=person, before=before, limit=limit + 1)
        counts = rows.mention_counts(session, [row.id for row in found])
        heads = [
            ArticleHead(
                ids.shown(row.id),
                row.external_id,
                row.source,
                row.url,
                row.title,
                row.lang,
                row.published_at,
                row.received_at,
                counts.get(row.id, 0),
            )
            for row in found
        ]
    return cursors.page(heads, [row.id for row in found], limit)


def delete(database: Database, article_id: str, *, actor: str = "user") -> None:
    """Forget an article, its mentions, and the aliases and people that it alone taught."""
    number = _number(article_id)
    with database.writing() as session:
        if number not in rows.heads(session, [number]):
            raise _missing(article_id)
        now = datetime.now(UTC)
        lost = retract.retract(session, [number], now=now)
        rows.delete_article(session, number)
        retract.conclude(session, lost, reclaimed=(), actor=actor, now=now)
        finish(session, lost.touched, now=now)


def _number(article_id: str) -> int:
    return under(article_id, int, _missing(article_id))


def _missing(article_id: str) -> ArticleNotFound:
    return ArticleNotFound(f"No article has the id {article_id[:40]!r}.")


def _view(row: Article, mentions: tuple[FoundMention, ...]) -> ArticleView:
    return ArticleView(
        article_id=ids.shown(row.id),
        external_id=row.external_id,
        source=row.source,
        url=row.url,
        title=row.title,
        text=row.text,
        lang=row.lang,
        published_at=row.published_at,
        received_at=row.received_at,
        mentions=mentions,
    )
