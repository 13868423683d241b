"""One decision: its changes made, written down, and its people brought up to date."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlmodel import Session

from app.errors import Conflict
from app.names import ENGINE_VERSION
from app.registry import aliases, decisions, ids, journal, people, reviews
from app.registry.database import Database
from app.registry.decisions import Entry
from app.registry.journal import Change
from app.registry.people import PersonRow
from app.services.identify import living
from app.services.plan import finish, keys_of
from app.services.show import person_view
from app.services.views import Decided
from app.services.waiting import given


def decide(session: Session, entry: Entry, *, actor: str, now: datetime) -> str:
    """Carry a decision out, and what follows from it; its id, under which all can be undone."""
    journal.apply(session, entry.changes, keys_of=keys_of, now=now)
    _spelt(session, entry.subjects)
    entry = replace(entry, changes=(*entry.changes, *_settling(session, entry, now=now)))
    number = decisions.record(
        session, [entry], actor=actor, engine_version=ENGINE_VERSION, now=now
    )[0]
    finish(session, set(entry.subjects), now=now)
    return ids.shown(number)


def _spelt(session: Session, person_ids: Sequence[int]) -> None:
    """Raise `Conflict` where a decision would leave somebody without any spelling."""
    spelt = {
        row.person_id for row in aliases.of_persons(session, person_ids) if row.status == "accepted"
    }
    for row in people.by_ids(session, person_ids).values():
        if row.merged_into is None and row.id not in spelt:
            raise Conflict(f"Person {ids.shown(row.id)} would be left without any spelling.")


def _settling(session: Session, entry: Entry, *, now: datetime) -> list[Change]:
    """Close the reviews that wait under a full name which exactly one person is now known by.

    Gives the changes, already made. What an undo puts back settles nothing: it asks again.
    """
    learnt = _learnt(session, entry) if entry.undoes is None else {}
    waiting = reviews.waiting_for(session, list(learnt))
    owners: dict[str, set[int]] = {}
    for row in aliases.with_folded(session, list(waiting)):
        owners.setdefault(row.folded, set()).add(row.person_id)
    done: list[Change] = []
    for folded, review in waiting.items():
        person = learnt[folded]
        if owners.get(folded) == {person} and person in entry.subjects:
            changes = given(session, review, person, judgement=None, now=now)
            journal.apply(session, changes, keys_of=keys_of, now=now)
            done += changes
    return done


def _learnt(session: Session, entry: Entry) -> dict[str, int]:
    """The full names that a decision makes somebody's, new or refused before, and whose."""
    accepted = [
        change.keys[0][0]
        for change in entry.changes
        if change.table == "alias" and (change.after or {}).get("status") == "accepted"
    ]
    rows = aliases.by_ids(session, accepted)
    return {row.folded: row.person_id for row in rows if not row.is_partial}


Changes = Callable[[Session, PersonRow, datetime], Iterable[Change]]


def about(
    database: Database,
    person_id: str,
    kind: str,
    changes: Changes,
    *,
    if_match: Collection[str] | None,
    actor: str,
) -> Decided:
    """Decide about one living person what the `changes` say. Raises as `living` does."""
    with database.writing() as session:
        now = moment()
        row = living(session, person_id, if_match=if_match)
        entry = Entry(kind, (row.id,), tuple(changes(session, row, now)))
        return decided(session, row.id, decide(session, entry, actor=actor, now=now))


def decided(session: Session, person_id: int, decision_id: str) -> Decided:
    """The person after the decision."""
    return Decided(person_view(session, person_id), decision_id)


def moment() -> datetime:
    """Now."""
    return datetime.now(UTC)
