"""The append-only book of decisions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import Session

from app.registry import ids, journal
from app.registry.journal import Change
from app.registry.many import among
from app.registry.tables import DECISION, DECISION_SUBJECT, Decision


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision about to be written: `subjects` are the people whose history it belongs to."""

    kind: str
    subjects: tuple[int, ...]
    changes: tuple[Change, ...]
    reason: str | None = None
    score: float | None = None
    features: tuple[Mapping[str, Any], ...] | None = None
    undoes: int | None = None


def record(
    session: Session,
    entries: Sequence[Entry],
    *,
    actor: str,
    engine_version: str,
    now: datetime,
) -> list[int]:
    """Write the entries down, in their order, and give their ids."""
    if not entries:
        return []
    numbers = list(ids.allot(session, len(entries)))
    session.execute(
        insert(DECISION),
        [
            {
                "id": number,
                "kind": entry.kind,
                "actor": actor,
                "engine_version": engine_version,
                "reason": entry.reason,
                "score": entry.score,
                "features": None if entry.features is None else list(entry.features),
                "changes": [change.written() for change in entry.changes],
                "undoes": entry.undoes,
                "at": now,
            }
            for number, entry in zip(numbers, entries, strict=True)
        ],
    )
    subjects = [
        {"person_id": person, "decision_id": number}
        for number, entry in zip(numbers, entries, strict=True)
        for person in sorted(set(entry.subjects))
    ]
    if subjects:
        session.execute(insert(DECISION_SUBJECT), subjects)
    return numbers


def read(session: Session, number: int) -> Decision | None:
    """One decision."""
    return session.get(Decision, number)


def changes(decision: Decision) -> list[Change]:
    """What a decision changed."""
    return [journal.read(written) for written in decision.changes]


def of_person(
    session: Session, person_id: int, *, before: int | None, limit: int
) -> list[Decision]:
    """A person's history, latest first; `before` continues below a decision's id."""
    subject = DECISION_SUBJECT.c.decision_id
    statement = (
        select(Decision)
        .join(DECISION_SUBJECT, subject == DECISION.c.id)
        .where(DECISION_SUBJECT.c.person_id == person_id)
        .order_by(subject.desc())
        .limit(limit)
    )
    if before is not None:
        statement = statement.where(subject < before)
    return list(session.execute(statement).scalars())


def after(session: Session, number: int, *, limit: int) -> list[Decision]:
    """The decisions that were committed after this one, in that order."""
    statement = select(Decision).where(DECISION.c.id > number).order_by(DECISION.c.id).limit(limit)
    return list(session.execute(statement).scalars())


def subjects(session: Session, numbers: Iterable[int]) -> dict[int, list[int]]:
    """The people of each decision."""
    numbers = list(numbers)
    found: dict[int, list[int]] = {number: [] for number in numbers}
    if numbers:
        statement = select(DECISION_SUBJECT.c.decision_id, DECISION_SUBJECT.c.person_id).where(
            DECISION_SUBJECT.c.decision_id.in_(numbers)
        )
        for number, person in session.execute(statement):
            found[number].append(person)
    return found


def undoers(session: Session, numbers: Iterable[int]) -> dict[int, list[int]]:
    """The decisions that undo each of these, oldest first; absent where there is none."""
    found: dict[int, list[int]] = {}
    statement = (
        select(DECISION.c.undoes, DECISION.c.id)
        .where(among(session, DECISION.c.undoes, list(numbers)))
        .order_by(DECISION.c.id)
    )
    for undone, number in session.execute(statement):
        found.setdefault(undone, []).append(number)
    return found


def of_people_after(
    session: Session, person_ids: Collection[int], number: int
) -> dict[int, int | None]:
    """What was decided about these people after a decision, and what each of them undoes."""
    subject = DECISION_SUBJECT.c.decision_id
    statement = (
        select(subject, DECISION.c.undoes)
        .distinct()
        .join(DECISION, subject == DECISION.c.id)
        .where(among(session, DECISION_SUBJECT.c.person_id, person_ids), subject > number)
        .order_by(subject)
    )
    return {row.decision_id: row.undoes for row in session.execute(statement)}


def read_many(session: Session, numbers: Collection[int]) -> list[Decision]:
    """These decisions, oldest first."""
    if not numbers:
        return []
    wanted = among(session, DECISION.c.id, numbers)
    statement = select(Decision).where(wanted).order_by(DECISION.c.id)
    return list(session.execute(statement).scalars())
