"""People: their rows, where a merged id leads."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from app.registry.many import among
from app.registry.tables import DIFFERENCE, EXTERNAL_ID, PERSON


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row of `person`."""

    id: int
    label: str
    label_origin: str
    status: str
    is_partial: bool
    merged_into: int | None
    birth_year: int | None
    countries: Sequence[str]
    note: str | None
    mention_count: int
    article_count: int
    first_seen: datetime | None
    last_seen: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime


_COLUMNS = tuple(PERSON.c[name] for name in PersonRow.__slots__)


def by_ids(session: Session, ids: Collection[int]) -> dict[int, PersonRow]:
    """The rows with these ids, merged ones too."""
    if not ids:
        return {}
    statement = select(*_COLUMNS).where(among(session, PERSON.c.id, ids))
    return {row[0]: PersonRow(*row) for row in session.execute(statement)}


def survivor(session: Session, row: PersonRow) -> PersonRow | None:
    """Where a merged id leads in the end; None when that person was forgotten since."""
    found: PersonRow | None = row
    while found is not None and found.merged_into is not None:
        found = by_ids(session, [found.merged_into]).get(found.merged_into)
    return found


def merged_away(session: Session, ids: Collection[int]) -> dict[int, PersonRow]:
    """Everybody whose id leads to one of these in the end."""
    found: dict[int, PersonRow] = {}
    targets = set(ids)
    while targets:
        statement = select(*_COLUMNS).where(among(session, PERSON.c.merged_into, targets))
        new = {row[0]: PersonRow(*row) for row in session.execute(statement)}
        targets = new.keys() - found.keys()
        found |= new
    return found


def listed(
    session: Session, *, status: str | None, after: int | None, limit: int
) -> list[PersonRow]:
    """Living people by age."""
    statement = (
        select(*_COLUMNS).where(PERSON.c.merged_into.is_(None)).order_by(PERSON.c.id).limit(limit)
    )
    if status is not None:
        statement = statement.where(PERSON.c.status == status)
    if after is not None:
        statement = statement.where(PERSON.c.id > after)
    return [PersonRow(*row) for row in session.execute(statement)]


def external_ids(session: Session, ids: Collection[int]) -> dict[int, dict[str, str]]:
    """The ids that these people carry elsewhere."""
    found: dict[int, dict[str, str]] = {}
    if ids:
        statement = (
            select(EXTERNAL_ID.c.person_id, EXTERNAL_ID.c.scheme, EXTERNAL_ID.c.value)
            .where(among(session, EXTERNAL_ID.c.person_id, ids))
            .order_by(EXTERNAL_ID.c.scheme, EXTERNAL_ID.c.value)
        )
        for person, scheme, value in session.execute(statement):
            # A merge may have brought a second id of one scheme: the first is shown.
            found.setdefault(person, {}).setdefault(scheme, value)
    return found


def carriers(session: Session, pairs: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Who carries each of these (scheme, value) pairs; absent where nobody does."""
    if not pairs:
        return {}
    wanted = set(pairs)
    statement = select(EXTERNAL_ID.c.scheme, EXTERNAL_ID.c.value, EXTERNAL_ID.c.person_id).where(
        among(session, EXTERNAL_ID.c.scheme, {scheme for scheme, _ in wanted}),
        among(session, EXTERNAL_ID.c.value, {value for _, value in wanted}),
    )
    return {
        (scheme, value): person
        for scheme, value, person in session.execute(statement)
        if (scheme, value) in wanted
    }


def relabel(session: Session, rows: Sequence[tuple[int, str, bool]]) -> None:
    """Set label and `is_partial`, which follow from the aliases and are no decision."""
    if rows:
        statement = (
            update(PERSON)
            .where(PERSON.c.id == bindparam("number"))
            .values(label=bindparam("new_label"), is_partial=bindparam("partial"))
        )
        values = [
            {"number": number, "new_label": label, "partial": partial}
            for number, label, partial in rows
        ]
        session.connection().execute(statement, values)


def external_pairs(session: Session, person_id: int) -> list[tuple[str, str]]:
    """All ids that a person carries elsewhere, also two of one scheme."""
    statement = (
        select(EXTERNAL_ID.c.scheme, EXTERNAL_ID.c.value)
        .where(EXTERNAL_ID.c.person_id == person_id)
        .order_by(EXTERNAL_ID.c.scheme, EXTERNAL_ID.c.value)
    )
    return [(row.scheme, row.value) for row in session.execute(statement)]


def told_apart(session: Session, ids: Collection[int]) -> set[tuple[int, int]]:
    """The pairs among these people whom somebody told apart, smaller id first."""
    if len(ids) < 2:
        return set()
    statement = select(DIFFERENCE.c.one_id, DIFFERENCE.c.other_id).where(
        among(session, DIFFERENCE.c.one_id, ids), among(session, DIFFERENCE.c.other_id, ids)
    )
    return {(row.one_id, row.other_id) for row in session.execute(statement)}


def differing_from(session: Session, person_id: int) -> list[int]:
    """Everybody whom somebody told apart from this person."""
    one = select(DIFFERENCE.c.other_id).where(DIFFERENCE.c.one_id == person_id)
    other = select(DIFFERENCE.c.one_id).where(DIFFERENCE.c.other_id == person_id)
    return sorted({*session.execute(one).scalars(), *session.execute(other).scalars()})
