"""People: made, changed and forgotten by whoever vouches for them.

Every id is checked: `PersonNotFound`, or `Merged` with the surviving id. `if_match` holds the
etags that the caller accepts (None: no condition), else `Stale`.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.errors import Conflict, ExternalIdTaken
from app.registry import aliases, articles, ids, journal, people
from app.registry.aliases import AliasRow
from app.registry.database import Database
from app.registry.decisions import Entry
from app.registry.journal import Change
from app.registry.people import PersonRow
from app.services.deciding import about, decide, decided, moment
from app.services.identify import alias_of, living
from app.services.imports import person_changes, spellings
from app.services.search import find, mentions, read
from app.services.spellings import alias_row, named
from app.services.views import Decided, NewAlias, NewPerson, PersonPatch
from app.services.waiting import asked_again

__all__ = [
    "add_alias",
    "create",
    "delete",
    "detach_alias",
    "find",
    "made",
    "mentions",
    "patch",
    "read",
]


def create(database: Database, new: NewPerson, *, actor: str = "user") -> Decided:
    """Store a confirmed person. Raises `ExternalIdTaken`, `NotAName`."""
    with database.writing() as session:
        now = moment()
        free(session, new.external_ids, person_id=None)
        number, changes = made(session, new, origin="user", now=now)
        entry = Entry("create", (number,), changes)
        return decided(session, number, decide(session, entry, actor=actor, now=now))


def made(
    session: Session, new: NewPerson, *, origin: str, now: datetime
) -> tuple[int, tuple[Change, ...]]:
    """A confirmed person's id, and the changes that make the person."""
    names = spellings(new)
    numbers = ids.allot(session, 1 + len(names))
    number = numbers[0]
    changes = person_changes(number, new, names, origin=origin, now=now)
    for alias_id, (name, lang) in zip(numbers[1:], names.values(), strict=True):
        row = alias_row(alias_id, number, name, lang=lang, origin=origin, now=now)
        changes.append(journal.made("alias", row))
    return number, tuple(changes)


def free(session: Session, wanted: Mapping[str, str], *, person_id: int | None) -> None:
    """Raise `ExternalIdTaken` where somebody else carries one of these ids."""
    for (scheme, value), owner in people.carriers(session, list(wanted.items())).items():
        if owner != person_id:
            raise ExternalIdTaken(f"{scheme} {value} is the id of person {ids.shown(owner)}.")


def patch(
    database: Database,
    person_id: str,
    change: PersonPatch,
    *,
    if_match: Collection[str] | None = None,
    actor: str = "user",
) -> Decided:
    """Change what the patch names. A label set here is a user's, and stays."""
    with database.writing() as session:
        now = moment()
        row = living(session, person_id, if_match=if_match)
        after: dict[str, Any] = {}
        changes: list[Change] = []
        if "label" in change.fields and change.label is not None:
            name = named(change.label, None, "/label")
            after |= {"label": name.text, "label_origin": "user"}
            changes += _accept(session, row, NewAlias(change.label), now=now)
        for field in {"birth_year", "note"} & change.fields:
            after[field] = getattr(change, field)
        if "countries" in change.fields:
            after["countries"] = list(change.countries or ())
        if "external_ids" in change.fields:
            changes += _external(session, row, change.external_ids or {})
        own = journal.changed("person", {**asdict(row), "countries": list(row.countries)}, **after)
        entry = Entry("patch", (row.id,), (*([own] if own else []), *changes))
        return decided(session, row.id, decide(session, entry, actor=actor, now=now))


def _external(session: Session, row: PersonRow, wanted: Mapping[str, str]) -> list[Change]:
    free(session, wanted, person_id=row.id)
    had = people.external_ids(session, [row.id]).get(row.id, {})
    gone = [(s, v) for s, v in had.items() if wanted.get(s) != v]
    new = [(s, v) for s, v in wanted.items() if had.get(s) != v]
    return [
        *(journal.removed("external_id", _external_row(row.id, *pair)) for pair in gone),
        *(journal.made("external_id", _external_row(row.id, *pair)) for pair in new),
    ]


def _external_row(person_id: int, scheme: str, value: str) -> dict[str, Any]:
    return {"scheme": scheme, "value": value, "person_id": person_id}


def delete(
    database: Database,
    person_id: str,
    *,
    if_match: Collection[str] | None = None,
    actor: str = "user",
) -> str:
    """Forget a person; the mentions stay and wait for somebody to look. Gives the decision."""
    with database.writing() as session:
        now = moment()
        row = living(session, person_id, if_match=if_match)
        had = people.external_ids(session, [row.id]).get(row.id, {})
        changes = (
            *asked_again(session, articles.all_naming(session, person_id=row.id), now=now),
            *(journal.removed("alias", asdict(a)) for a in aliases.of_persons(session, [row.id])),
            *(journal.removed("external_id", _external_row(row.id, *p)) for p in had.items()),
            # With the last of the ids that lead to one another go those that led there.
            *(
                journal.removed("person", {**asdict(p), "countries": list(p.countries)})
                for p in (row, *people.merged_away(session, [row.id]).values())
            ),
        )
        entry = Entry("delete", (row.id,), changes)
        return decide(session, entry, actor=actor, now=now)


def add_alias(
    database: Database,
    person_id: str,
    new: NewAlias,
    *,
    if_match: Collection[str] | None = None,
    actor: str = "user",
) -> Decided:
    """Accept a spelling; one refused before is accepted again."""

    def accepted(session: Session, row: PersonRow, now: datetime) -> list[Change]:
        return _accept(session, row, new, now=now)

    return about(database, person_id, "add_alias", accepted, if_match=if_match, actor=actor)


def _accept(session: Session, person: PersonRow, new: NewAlias, *, now: datetime) -> list[Change]:
    name = named(new.name, new.lang, "/name")
    known = _spelt(session, person, name.folded)
    if known is None:
        row = alias_row(
            ids.allot(session, 1)[0], person.id, name, lang=new.lang, origin="user", now=now
        )
        return [journal.made("alias", row)]
    after = {"status": "accepted", "origin": "user", "lang": new.lang or known.lang}
    change = journal.changed("alias", asdict(known), **after)
    return [change] if change else []


def _spelt(session: Session, person: PersonRow, folded: str) -> AliasRow | None:
    known = aliases.of_persons(session, [person.id])
    return next((row for row in known if row.folded == folded), None)


def detach_alias(
    database: Database,
    person_id: str,
    alias_id: str,
    *,
    if_match: Collection[str] | None = None,
    actor: str = "user",
) -> Decided:
    """Reject a spelling, and remember that it is not this person.

    Its mentions wait for somebody to look. Raises `AliasNotFound`, and `Conflict` for the last.
    """

    def refused(session: Session, row: PersonRow, now: datetime) -> list[Change]:
        alias = alias_of(session, row, alias_id)
        known = aliases.of_persons(session, [row.id])
        if not any(a.status == "accepted" and a.id != alias.id for a in known):
            raise Conflict("This is the person's only spelling: delete the person instead.")
        rejected = journal.changed("alias", asdict(alias), status="rejected")
        mentions = articles.all_naming(session, alias_id=alias.id)
        return [*([rejected] if rejected else []), *asked_again(session, mentions, now=now)]

    return about(database, person_id, "detach_alias", refused, if_match=if_match, actor=actor)
