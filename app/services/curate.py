"""Who is who, decided by people: confirm, merge, split."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from sqlmodel import Session

from app.errors import AliasNotFound, Conflict
from app.registry import aliases, articles, ids, journal, people
from app.registry.aliases import AliasRow
from app.registry.database import Database
from app.registry.decisions import Entry
from app.registry.journal import Change
from app.registry.people import PersonRow
from app.services.deciding import about, decide, decided, moment
from app.services.identify import living
from app.services.merging import merging, own_row, pair
from app.services.past import DecisionView, changes, history
from app.services.undoing import Undone, undo
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

    def vouched(session: Session, row: PersonRow, _now: datetime) -> list[Change]:
        change = journal.changed("person", own_row(row), status="confirmed")
        return [*([change] if change else []), *_vouched(session, row)]

    return about(database, person_id, "confirm", vouched, if_match=if_match, actor=actor)


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

    `refused` of the answer: what the one was called and the other had refused. It stays refused,
    and its mentions wait for somebody to look, unless it was between these two that they were
    told apart (`merging`). Raises `Conflict` with oneself.
    """
    with database.writing() as session:
        now = moment()
        row = living(session, person_id, if_match=if_match)
        other = living(session, other_id)
        if row.id == other.id:
            raise Conflict("A person cannot be merged with itself.")
        changes, refused = merging(session, row, other, now=now)
        entry = Entry("merge", (row.id, other.id), tuple(changes), reason=reason)
        done = decided(session, row.id, decide(session, entry, actor=actor, now=now))
        return replace(done, refused=tuple(refused))


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
    changes, _ = merging(session, rows[person_id], rows[other_id], now=now)
    entry = Entry("merge", (person_id, other_id), tuple(changes), reason=reason, score=score)
    decide(session, entry, actor=actor, now=now)


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
        **own_row(row),
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
    changes.append(journal.made("difference", pair(row.id, number)))
    return changes
