"""People as callers see them."""

from collections.abc import Sequence
from typing import Literal, cast

from sqlmodel import Session

from app.registry import aliases, ids, people
from app.registry.aliases import AliasRow
from app.registry.people import PersonRow
from app.services.labels import labels
from app.services.views import AliasView, PersonView, Status


def person_view(session: Session, person_id: int) -> PersonView:
    """One living person with all aliases."""
    rows = people.by_ids(session, [person_id])
    return person_views(session, list(rows.values()), with_aliases=True)[0]


def person_views(
    session: Session, rows: Sequence[PersonRow], *, with_aliases: bool = False
) -> list[PersonView]:
    """People in this order, in two queries."""
    numbers = [row.id for row in rows]
    spellings: dict[int, list[AliasRow]] = {number: [] for number in numbers}
    for alias in aliases.of_persons(session, numbers):
        spellings[alias.person_id].append(alias)
    external = people.external_ids(session, numbers)
    views = []
    for row in rows:
        known = spellings[row.id]
        views.append(
            PersonView(
                person_id=ids.shown(row.id),
                label=row.label,
                labels=labels(known, label=row.label),
                status=cast("Status", row.status),
                aliases=_alias_views(known) if with_aliases else None,
                external_ids=external.get(row.id, {}),
                birth_year=row.birth_year,
                countries=tuple(row.countries),
                note=row.note,
                mention_count=row.mention_count,
                article_count=row.article_count,
                first_seen=row.first_seen,
                last_seen=row.last_seen,
                version=row.version,
                created_at=row.created_at,
                updated_at=row.updated_at,
            )
        )
    return views


def _alias_views(known: Sequence[AliasRow]) -> tuple[AliasView, ...]:
    """The most read first."""
    ordered = sorted(known, key=lambda r: (r.status != "accepted", -r.mention_count, r.folded))
    return tuple(
        AliasView(
            alias_id=ids.shown(row.id),
            name=row.name,
            lang=row.lang,
            script=row.script,
            status=cast("Literal['accepted', 'rejected']", row.status),
            origin=cast("Literal['article', 'import', 'user']", row.origin),
            mention_count=row.mention_count,
            first_seen=row.first_seen,
            last_seen=row.last_seen,
        )
        for row in ordered
    )
