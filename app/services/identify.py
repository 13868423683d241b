"""From the ids that callers send to the rows that are meant."""

from collections.abc import Collection

from sqlmodel import Session

from app.errors import AliasNotFound, Merged, NotFound, PersonNotFound, Stale
from app.registry import aliases, ids, people
from app.registry.aliases import AliasRow
from app.registry.people import PersonRow


def living(
    session: Session, person_id: str, *, if_match: Collection[str] | None = None
) -> PersonRow:
    """The person of an id. Raises `PersonNotFound`, `Merged`, `Stale`."""
    row = anybody(session, person_id)
    if row.merged_into is not None:
        survivor = people.survivor(session, row)
        if survivor is None:
            raise missing(person_id)
        raise Merged(ids.shown(survivor.id), person_id)
    if if_match is not None and etag(row) not in if_match and "*" not in if_match:
        raise Stale("The person has changed since you read it.")
    return row


def anybody(session: Session, person_id: str) -> PersonRow:
    """The person of an id, also one who was merged away. Raises `PersonNotFound`."""
    try:
        number = ids.read(person_id)
    except NotFound:
        raise missing(person_id) from None
    row = people.by_ids(session, [number]).get(number)
    if row is None:
        raise missing(person_id)
    return row


def alias_of(session: Session, person: PersonRow, alias_id: str) -> AliasRow:
    """The person's alias of an id. Raises `AliasNotFound`."""
    text = f"This person has no alias {alias_id[:40]!r}."
    try:
        number = ids.read(alias_id)
    except NotFound:
        raise AliasNotFound(text) from None
    row = aliases.by_id(session, number)
    if row is None or row.person_id != person.id:
        raise AliasNotFound(text)
    return row


def etag(row: PersonRow) -> str:
    """What changes with every change of the person."""
    return f"{ids.shown(row.id)}-{row.version}"


def missing(person_id: str) -> PersonNotFound:
    """The error for an id that nobody has."""
    return PersonNotFound(f"No person has the id {person_id[:40]!r}.")
