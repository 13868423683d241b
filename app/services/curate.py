"""Who is who, decided by people: confirm, merge, split."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.errors import AliasNotFound, Conflict
from app.registry import aliases, articles, ids, journal, people
from app.registry.aliases import AliasRow
from app.registry.database import Database
from app.registry.decisions import Entry
from app.registry.journal import Change
from app.registry.people import PersonRow
from app.services.deciding import decide, decided, moment
from app.services.identify import living
from app.services.past import DecisionView, Undone, changes, history, undo
from app.services.views import Decided

__all__ = [
    "DecisionView",
    "Undone",
    "changes",
    "confirm",
    "history",
    "merge",
    "split",
    "undo",
]


def confirm(
    database: Database,
    person_id: str,
    *,
    if_match: Collection[str] | None = None,
    actor: str = "user",
) -> Decided:
    """Vouch for a person; a confirmed one stays."""
    with database.writing() as session:
        now = moment()
        row = living(session, person_id, if_match=if_match)
        change = journal.changed("person", _own(row), status="confirmed")
        entry = Entry(
            "confirm", (row.id,), (*([change] if change else []), *_vouched(session, row))
        )
        return decided(session, row.id, decide(session, entry, actor=actor, now=now))


def _vouched(session: Session, row: PersonRow) -> list[Change]:
    """Who vouches for a person vouches for the name: it stays when its articles go."""
    known = aliases.of_persons(session, [row.id])
    label = [a for a in known if a.status == "accepted" and a.name == row.label]
    changes = [journal.changed("alias", asdict(a), origin="user") for a in label[:1]]
    return [change for change in changes if change]


def merge(
    database: Database,
    person_id: str,
    other_id: str,
    *,
    reason: str | None = None,
    if_match: Collection[str] | None = None,
    actor: str = "user",
) -> Decided:
    """The other's aliases, mentions and ids move to the person; the other's id leads here.

    What one of them refused and the other is called, is accepted: who merges them says so.
    Raises `Conflict` with oneself.
    """
    with database.writing() as session:
        now = moment()
        row = living(session, person_id, if_match=if_match)
        other = living(session, other_id)
        if row.id == other.id:
            raise Conflict("A person cannot be merged with itself.")
        entry = Entry(
            "merge", (row.id, other.id), tuple(_merging(session, row, other)), reason=reason
        )
        return decided(session, row.id, decide(session, entry, actor=actor, now=now))


def unite(
    session: Session,
    person_id: int,
    other_id: int,
    *,
    reason: str,
    score: float,
    actor: str,
    now: datetime,
) -> None:
    """Merge two people who were only read, inside the caller's transaction."""
    rows = people.by_ids(session, {person_id, other_id})
    changes = _merging(session, rows[person_id], rows[other_id])
    entry = Entry("merge", (person_id, other_id), tuple(changes), reason=reason, score=score)
    decide(session, entry, actor=actor, now=now)


def _merging(session: Session, row: PersonRow, other: PersonRow) -> list[Change]:
    spellings, moved_to = _merged_aliases(session, row, other)
    pairs = people.external_pairs(session, other.id)
    gained = {
        "birth_year": row.birth_year or other.birth_year,
        "countries": list(dict.fromkeys([*row.countries, *other.countries])),
        "note": row.note or other.note,
        "status": "confirmed" if "confirmed" in (row.status, other.status) else row.status,
    }
    own = journal.changed("person", _own(row), **gained)
    gone = journal.changed("person", _own(other), merged_into=row.id)
    return [
        *_moved_mentions(session, other.id, row.id, moved_to),
        *spellings,
        *(
            Change("external_id", (pair,), {"person_id": other.id}, {"person_id": row.id})
            for pair in pairs
        ),
        *_moved_differences(session, row.id, other.id),
        *(change for change in (own, gone) if change),
    ]


def _merged_aliases(
    session: Session, row: PersonRow, other: PersonRow
) -> tuple[list[Change], dict[int, int]]:
    """The other's aliases move; of two written alike one stays. Which alias became which."""
    own: dict[str, AliasRow] = {}
    theirs: list[AliasRow] = []
    for alias in aliases.of_persons(session, [row.id, other.id]):
        if alias.person_id == row.id:
            own[alias.folded] = alias
        else:
            theirs.append(alias)
    changes: list[Change] = []
    moved_to: dict[int, int] = {}
    for alias in theirs:
        twin = own.get(alias.folded)
        if twin is None:
            change = journal.changed("alias", asdict(alias), person_id=row.id)
        else:
            moved_to[alias.id] = twin.id
            changes.append(journal.removed("alias", asdict(alias)))
            accepted = "accepted" in (alias.status, twin.status)
            after = {"status": "accepted" if accepted else "rejected"}
            if alias.origin == "user" or twin.origin == "article":
                after["origin"] = alias.origin
            change = journal.changed("alias", asdict(twin), **after)
        if change:
            changes.append(change)
    return changes, moved_to


def _moved_mentions(
    session: Session, source: int, target: int, moved_to: Mapping[int, int]
) -> list[Change]:
    by_alias: dict[int | None, list[int]] = {}
    for number, alias, _, _ in articles.brief_mentions(session, person_id=source):
        by_alias.setdefault(alias, []).append(number)
    changes = []
    for alias, numbers in by_alias.items():
        before: dict[str, Any] = {"person_id": source}
        after: dict[str, Any] = {"person_id": target}
        if alias is not None and alias in moved_to:
            before["alias_id"], after["alias_id"] = alias, moved_to[alias]
        changes.append(Change("mention", tuple((n,) for n in numbers), before, after))
    return changes


def _moved_differences(session: Session, person: int, other: int) -> list[Change]:
    """Whom the other was told apart from, the person is too; the two are one from now on."""
    had = set(people.differing_from(session, person))
    changes = []
    for third in people.differing_from(session, other):
        changes.append(journal.removed("difference", _pair(other, third)))
        if third != person and third not in had:
            changes.append(journal.made("difference", _pair(person, third)))
    return changes


def split(
    database: Database,
    person_id: str,
    alias_ids: Sequence[str],
    *,
    reason: str | None = None,
    if_match: Collection[str] | None = None,
    actor: str = "user",
) -> Decided:
    """A new person of these aliases and their mentions; the two are remembered as different.

    Gives the new person. Raises `AliasNotFound`, and `Conflict` where nothing would be left.
    """
    with database.writing() as session:
        now = moment()
        row = living(session, person_id, if_match=if_match)
        known = [a for a in aliases.of_persons(session, [row.id]) if a.status == "accepted"]
        chosen = _chosen(known, alias_ids)
        if not chosen or len(chosen) == len(known):
            raise Conflict("A split leaves each of the two at least one spelling.")
        number, *refusals = ids.allot(session, 1 + len(chosen))
        changes = _splitting(session, row, number, chosen, refusals, now=now)
        entry = Entry("split", (row.id, number), tuple(changes), reason=reason)
        return decided(session, number, decide(session, entry, actor=actor, now=now))


def _chosen(known: Sequence[AliasRow], alias_ids: Sequence[str]) -> list[AliasRow]:
    by_id = {ids.shown(alias.id): alias for alias in known}
    for alias_id in alias_ids:
        if alias_id not in by_id:
            raise AliasNotFound(f"This person has no accepted alias {alias_id[:40]!r}.")
    return [by_id[alias_id] for alias_id in dict.fromkeys(alias_ids)]


def _splitting(
    session: Session,
    row: PersonRow,
    number: int,
    chosen: Sequence[AliasRow],
    refusals: Sequence[int],
    *,
    now: datetime,
) -> list[Change]:
    person = {
        **_own(row),
        "id": number,
        "label": chosen[0].name,
        "label_origin": "rule",
        "is_partial": all(alias.is_partial for alias in chosen),
        "birth_year": None,
        "countries": [],
        "note": None,
        "created_at": now,
    }
    changes = [journal.made("person", person)]
    for alias, refusal in zip(chosen, refusals, strict=True):
        numbers = [n for n, *_ in articles.brief_mentions(session, alias_id=alias.id)]
        if numbers:
            keys = tuple((n,) for n in numbers)
            changes.append(Change("mention", keys, {"person_id": row.id}, {"person_id": number}))
        change = journal.changed("alias", asdict(alias), person_id=number)
        # What was split off is not proposed for this person again.
        refused = {**asdict(alias), "id": refusal, "status": "rejected", "origin": "user"}
        changes += [*([change] if change else []), journal.made("alias", refused)]
    changes.append(journal.made("difference", _pair(row.id, number)))
    return changes


def _pair(one: int, other: int) -> dict[str, Any]:
    return {"one_id": min(one, other), "other_id": max(one, other)}


def _own(row: PersonRow) -> dict[str, Any]:
    return {**asdict(row), "countries": list(row.countries)}
