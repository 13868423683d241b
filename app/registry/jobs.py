"""Jobs and their portions: claimed under a lease, each portion done once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, or_, select, update
from sqlmodel import Session

from app.registry import ids
from app.registry.tables import JOB, JOB_PORTION

LIVE = ("queued", "running")


@dataclass(frozen=True, slots=True)
class JobRow:
    """A row of `job`."""

    id: int
    kind: str
    status: str
    actor: str
    total: int
    done: int
    failed: int
    worker: str | None
    lease_until: datetime | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


_COLUMNS = tuple(JOB.c[name] for name in JobRow.__slots__)


def open_job(session: Session, *, kind: str, actor: str, now: datetime) -> int:
    """A job whose lines are still to come."""
    number = ids.allot(session, 1)[0]
    values = {"id": number, "kind": kind, "status": "uploading", "actor": actor}
    session.execute(insert(JOB).values(**values, total=0, done=0, failed=0, created_at=now))
    return number


def add_portion(session: Session, job_id: int, number: int, *, lines: str, count: int) -> None:
    """Take lines in."""
    values = {"job_id": job_id, "number": number, "lines": lines, "count": count}
    session.execute(insert(JOB_PORTION).values(**values))
    session.execute(update(JOB).where(JOB.c.id == job_id).values(total=JOB.c.total + count))


def forget(session: Session, job_id: int) -> None:
    """Remove a job that was never queued."""
    session.execute(delete(JOB_PORTION).where(JOB_PORTION.c.job_id == job_id))
    session.execute(delete(JOB).where(JOB.c.id == job_id))


def by_id(session: Session, job_id: int) -> JobRow | None:
    """One job."""
    row = session.execute(select(*_COLUMNS).where(JOB.c.id == job_id)).one_or_none()
    return None if row is None else JobRow(*row)


def change(session: Session, job_id: int, **values: Any) -> None:  # noqa: ANN401
    """Set columns of a job."""
    session.execute(update(JOB).where(JOB.c.id == job_id).values(**values))


def finish(session: Session, job_id: int, *, status: str, now: datetime) -> bool:
    """End a job that is not ended yet; whether it was so."""
    statement = (
        update(JOB)
        .where(JOB.c.id == job_id, JOB.c.status.in_(LIVE))
        .values(status=status, finished_at=now, worker=None, lease_until=None)
        .returning(JOB.c.id)
    )
    return session.execute(statement).first() is not None


def claim(session: Session, *, worker: str, now: datetime, lease: timedelta) -> JobRow | None:
    """The oldest job that nobody holds, from now on held by this worker."""
    free = or_(JOB.c.lease_until.is_(None), JOB.c.lease_until < now)
    oldest = (
        select(JOB.c.id)
        .where(JOB.c.status.in_(LIVE), free)
        .order_by(JOB.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    statement = (
        update(JOB)
        .where(JOB.c.id == oldest)
        .values(status="running", worker=worker, lease_until=now + lease)
        .returning(*_COLUMNS)
    )
    row = session.execute(statement).one_or_none()
    return None if row is None else JobRow(*row)


def hold(session: Session, job_id: int, *, worker: str, until: datetime) -> bool:
    """Renew a lease; False where the job is ended or another's."""
    statement = (
        update(JOB)
        .where(JOB.c.id == job_id, JOB.c.worker == worker, JOB.c.status == "running")
        .values(lease_until=until)
        .returning(JOB.c.id)
    )
    return session.execute(statement).first() is not None


def waiting(session: Session, now: datetime) -> bool:
    """Whether there is a job to claim."""
    free = or_(JOB.c.lease_until.is_(None), JOB.c.lease_until < now)
    statement = select(JOB.c.id).where(JOB.c.status.in_(LIVE), free).limit(1)
    return session.execute(statement).first() is not None


def next_portion(session: Session, job_id: int, *, after: int) -> tuple[int, str] | None:
    """The first portion past a number that is not done: its number and its lines."""
    statement = (
        select(JOB_PORTION.c.number, JOB_PORTION.c.lines)
        .where(
            JOB_PORTION.c.job_id == job_id,
            JOB_PORTION.c.number > after,
            JOB_PORTION.c.results.is_(None),
        )
        .order_by(JOB_PORTION.c.number)
        .limit(1)
    )
    row = session.execute(statement).one_or_none()
    return None if row is None else (row.number, row.lines)


def complete(
    session: Session, job_id: int, number: int, *, results: str, done: int, failed: int
) -> bool:
    """Keep the results of a portion; False where somebody else did before."""
    statement = (
        update(JOB_PORTION)
        .where(
            JOB_PORTION.c.job_id == job_id,
            JOB_PORTION.c.number == number,
            JOB_PORTION.c.results.is_(None),
        )
        .values(results=results, lines="")
        .returning(JOB_PORTION.c.number)
    )
    if session.execute(statement).first() is None:
        return False
    session.execute(
        update(JOB)
        .where(JOB.c.id == job_id)
        .values(done=JOB.c.done + done, failed=JOB.c.failed + failed)
    )
    return True


def results(session: Session, job_id: int, *, after: int) -> Iterator[tuple[int, str]]:
    """Finished portions in order, a few at a time."""
    statement = (
        select(JOB_PORTION.c.number, JOB_PORTION.c.results)
        .where(
            JOB_PORTION.c.job_id == job_id,
            JOB_PORTION.c.number > after,
            JOB_PORTION.c.results.is_not(None),
        )
        .order_by(JOB_PORTION.c.number)
        .limit(20)
    )
    for row in session.execute(statement):
        yield row.number, row.results


def release(session: Session, job_id: int, *, worker: str) -> None:
    """Give a job back before the lease ends."""
    session.execute(
        update(JOB)
        .where(JOB.c.id == job_id, JOB.c.worker == worker, JOB.c.status == "running")
        .values(worker=None, lease_until=None)
    )


def portion_start(session: Session, job_id: int, number: int) -> int:
    """How many lines come before a portion."""
    statement = select(func.coalesce(func.sum(JOB_PORTION.c.count), 0)).where(
        JOB_PORTION.c.job_id == job_id, JOB_PORTION.c.number < number
    )
    return int(session.execute(statement).scalar_one())
