"""People: listed, searched, read."""

from sqlmodel import Session

from app.names import read as parse
from app.registry import aliases, articles, ids, people
from app.registry.articles import ArticleHeadRow, MentionRow
from app.registry.database import Database
from app.registry.people import PersonRow
from app.services import cursors
from app.services.identify import living
from app.services.resolve import resolve_one
from app.services.show import person_view, person_views
from app.services.snippets import snippet
from app.services.views import Page, PersonMention, PersonView, Status

# Below this score a search result is noise.
_WORTH_SHOWING = 0.1
# Names that only begin like what was typed rank below all that match.
_PREFIX_SCORE = 0.05


def read(database: Database, person_id: str) -> PersonView:
    """One person with all aliases."""
    with database.reading() as session:
        return person_view(session, living(session, person_id).id)


def find(
    database: Database,
    *,
    q: str | None = None,
    status: Status | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[PersonView]:
    """Search by any spelling, ranked; without `q` list by age. Raises `InvalidCursor`."""
    if q is not None:
        return _search(database, q, status=status, limit=limit, cursor=cursor)
    after = cursors.number(cursor)
    with database.reading() as session:
        rows = people.listed(session, status=status, after=after, limit=limit + 1)
        views = person_views(session, rows)
    return cursors.page(views, [row.id for row in rows], limit)


def _search(
    database: Database, q: str, *, status: Status | None, limit: int, cursor: str | None
) -> Page[PersonView]:
    position = cursors.read(cursor, float, int)
    with database.reading() as session:
        scores = _scores(session, q, limit=limit)
        rows = people.by_ids(session, list(scores))
        ranked = sorted(
            (
                (-scores[row.id], row.id)
                for row in rows.values()
                if row.merged_into is None and status in (None, row.status)
            ),
        )
        if position is not None:
            ranked = [each for each in ranked if each > (position[0], position[1])]
        chosen: list[PersonRow] = [rows[number] for _, number in ranked[:limit]]
        views = person_views(session, chosen)
    more = cursors.write(*ranked[limit - 1]) if len(ranked) > limit else None
    return Page(tuple(views), more)


def _scores(session: Session, q: str, *, limit: int) -> dict[int, float]:
    scores: dict[int, float] = {}
    folded = parse(q).folded
    for row in aliases.with_prefix(session, folded, limit=2 * limit) if folded else ():
        scores[row.person_id] = _PREFIX_SCORE
    for judged in resolve_one(session, q, limit=limit).ranked:
        if judged.person.id is not None and judged.score >= _WORTH_SHOWING:
            scores[judged.person.id] = judged.score
    return scores


def mentions(
    database: Database, person_id: str, *, limit: int = 50, cursor: str | None = None
) -> Page[PersonMention]:
    """Where the person was named, latest article first."""
    position = cursors.read(cursor, int, int)
    before = None if position is None else (int(position[0]), int(position[1]))
    with database.reading() as session:
        person = living(session, person_id)
        rows = articles.mentions_naming(session, person.id, before=before, limit=limit + 1)
        numbers = {row.article_id for row in rows}
        heads = articles.heads(session, numbers)
        texts = articles.texts(session, numbers)
    views = [_mention(row, heads[row.article_id], texts[row.article_id]) for row in rows[:limit]]
    last = rows[limit - 1] if len(rows) > limit else None
    more = None if last is None else cursors.write(last.article_id, last.id)
    return Page(tuple(views), more)


def _mention(row: MentionRow, head: ArticleHeadRow, text: tuple[str | None, str]) -> PersonMention:
    whole = (text[0] or "") if row.field == "title" else text[1]
    return PersonMention(
        article_id=ids.shown(row.article_id),
        title=head.title,
        source=head.source,
        url=head.url,
        published_at=head.published_at,
        field="title" if row.field == "title" else "text",
        start=row.start,
        end=row.end,
        surface=row.surface,
        snippet=snippet(whole, row.start, row.end),
        alias_id=ids.shown(row.alias_id) if row.alias_id else None,
        score=row.score,
        decision=row.decision,  # type: ignore[arg-type]
    )
