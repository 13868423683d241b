"""From the ids that callers send to the rows that are meant."""

from collections.abc import Callable, Collection
from typing import TypeVar

from sqlmodel import Session

from app.errors import AliasNotFound, Merged, NotFound, OnymError, PersonNotFound, Stale
from app.registry import aliases, ids, people
from app.registry.aliases import AliasRow
from app.registry.people import PersonRow

T = TypeVar("T")


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
    return under(person_id, lambda n: people.by_ids(session, [n]).get(n), missing(person_id))


def alias_of(session: Session, person: PersonRow, alias_id: str) -> AliasRow:
    """The person's alias of an id. Raises `AliasNotFound`."""
    absent = AliasNotFound(f"This person has no alias {alias_id[:40]!r}.")
    row = under(alias_id, lambda n: aliases.by_id(session, n), absent)
    if row.person_id != person.id:
        raise absent
    return row


def under(shown: str, ask: Callable[[int], T | None], absent: OnymError) -> T:
    """What lies under an id that a caller sent. Raises `absent`, also for what is no id."""
    try:
        found = ask(ids.read(shown))
    except NotFound:
        raise absent from None
    if found is None:
        raise absent
    return found


def etag(row: PersonRow) -> str:
    """What changes with every change of the person."""
    return f"{ids.shown(row.id)}-{row.version}"


def missing(person_id: str) -> PersonNotFound:
    """The error for an id that nobody has."""
    return PersonNotFound(f"No person has the id {person_id[:40]!r}.")
