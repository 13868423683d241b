"""One decision: its changes made, written down, and its people brought up to date."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlmodel import Session

from app.errors import Conflict
from app.names import ENGINE_VERSION
from app.registry import aliases, decisions, ids, journal, people, reviews
from app.registry.decisions import Entry
from app.services.plan import finish, keys_of
from app.services.show import person_view
from app.services.views import Decided
from app.services.waiting import given


def decide(session: Session, entry: Entry, *, actor: str, now: datetime) -> str:
    """Carry a decision out; its id, under which it can be undone."""
    journal.apply(session, entry.changes, keys_of=keys_of, now=now)
    _spelt(session, entry.subjects)
    number = decisions.record(
        session, [entry], actor=actor, engine_version=ENGINE_VERSION, now=now
    )[0]
    settled = _settle(session, entry, now=now)
    finish(session, {*entry.subjects, *settled}, now=now)
    return ids.shown(number)


def _spelt(session: Session, person_ids: Sequence[int]) -> None:
    """Raise `Conflict` where a decision would leave somebody without any spelling."""
    spelt = {
        row.person_id for row in aliases.of_persons(session, person_ids) if row.status == "accepted"
    }
    for row in people.by_ids(session, person_ids).values():
        if row.merged_into is None and row.id not in spelt:
            raise Conflict(f"Person {ids.shown(row.id)} would be left without any spelling.")


def _settle(session: Session, entry: Entry, *, now: datetime) -> set[int]:
    """Close the reviews that wait under a full name which exactly one person is now known by."""
    learnt = {
        str(change.after["folded"]): int(change.after["person_id"])
        for change in entry.changes
        if change.table == "alias"
        and change.before is None
        and change.after is not None
        and change.after["status"] == "accepted"
        and not change.after["is_partial"]
    }
    waiting = reviews.waiting_for(session, list(learnt)) if entry.undoes is None else {}
    owners: dict[str, set[int]] = {}
    for row in aliases.with_folded(session, list(waiting)):
        owners.setdefault(row.folded, set()).add(row.person_id)
    touched = set()
    for folded, review in waiting.items():
        if owners.get(folded) == {learnt[folded]}:
            person = learnt[folded]
            changes = given(session, review, person, judgement=None, now=now)
            journal.apply(session, changes, keys_of=keys_of, now=now)
            settling = Entry("settle", (person,), tuple(changes), reason="known by this name")
            decisions.record(
                session, [settling], actor="engine", engine_version=ENGINE_VERSION, now=now
            )
            touched.add(person)
    return touched


def decided(session: Session, person_id: int, decision_id: str) -> Decided:
    """The person after the decision."""
    return Decided(person_view(session, person_id), decision_id)


def moment() -> datetime:
    """Now."""
    return datetime.now(UTC)
