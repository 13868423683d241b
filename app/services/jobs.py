"""Long work: lines uploaded, worked off in portions, each exactly once, whoever is killed.

An upload: `upload = jobs.Upload(database, "persons")`, `upload.feed(chunk)` for each piece of the
body (any cut; call it in a thread, it writes), `upload.finish()` for the job or `upload.abort()`.
A process that serves starts one `worker.Worker(database)`, and stops it when it ends; any number
of processes may.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import cast

from app.errors import JobNotFound, MalformedRequest
from app.registry import ids
from app.registry import jobs as rows
from app.registry.database import Database
from app.registry.jobs import JobRow
from app.services.deciding import moment
from app.services.identify import under
from app.services.job_views import JobKind, JobStatus, JobView

PORTION = {"persons": 500, "articles": 50}
# A portion is closed early when its lines are this long together.
_PORTION_BYTES = 2_000_000
# A line longer than an article may be is no line.
_LINE_BYTES = 50_000_000


class Upload:
    """The body of a new job on its way in; never in memory whole."""

    def __init__(self, database: Database, kind: JobKind, *, actor: str = "user") -> None:
        self._database = database
        self._kind = kind
        self._rest = b""
        self._lines: list[str] = []
        self._bytes = 0
        self._portions = 0
        with database.writing(learning=False) as session:
            self._job = rows.open_job(session, kind=kind, actor=actor, now=moment())

    def feed(self, chunk: bytes) -> None:
        """Take the next piece of the body. Raises `MalformedRequest` for what is no UTF-8."""
        *whole, self._rest = (self._rest + chunk).split(b"\n")
        if len(self._rest) > _LINE_BYTES:
            raise MalformedRequest("A line of the body is too long.")
        for line in whole:
            self._take(line)

    def _take(self, line: bytes) -> None:
        try:
            text = line.decode("utf-8").strip()
        except UnicodeDecodeError as error:
            raise MalformedRequest("The body is not UTF-8.") from error
        if "\x00" in text:
            raise MalformedRequest("The body holds NUL characters.")
        if text and text not in "[]":
            self._lines.append(text)
            self._bytes += len(line)
        if len(self._lines) >= PORTION[self._kind] or self._bytes >= _PORTION_BYTES:
            self._flush()

    def _flush(self) -> None:
        if not self._lines:
            return
        lines, count = "\n".join(self._lines), len(self._lines)
        with self._database.writing(learning=False) as session:
            rows.add_portion(session, self._job, self._portions, lines=lines, count=count)
        self._portions += 1
        self._lines, self._bytes = [], 0

    def finish(self) -> JobView:
        """Queue the job."""
        self._take(self._rest)
        self._rest = b""
        self._flush()
        with self._database.writing(learning=False) as session:
            rows.change(session, self._job, status="queued")
        return read(self._database, ids.shown(self._job))

    def abort(self) -> None:
        """Forget what was uploaded."""
        with self._database.writing(learning=False) as session:
            rows.forget(session, self._job)


def read(database: Database, job_id: str) -> JobView:
    """How far the job is. Raises `JobNotFound`."""
    with database.reading() as session:
        row = rows.by_id(session, _number(job_id))
    if row is None or row.status == "uploading":
        raise _missing(job_id)
    return _view(row, moment())


def cancel(database: Database, job_id: str) -> JobView:
    """Stop after the portion at hand; what is done stays. A finished job stays as it is."""
    read(database, job_id)
    with database.writing(learning=False) as session:
        rows.finish(session, _number(job_id), status="cancelled", now=moment())
    return read(database, job_id)


def results(database: Database, job_id: str) -> Iterator[str]:
    """The results so far, one line of JSON (with its line break) an item, in the order posted.

    Raises `JobNotFound` before the first line.
    """
    read(database, job_id)
    return _results(database, _number(job_id))


def _results(database: Database, number: int) -> Iterator[str]:
    last = -1
    while True:
        with database.reading() as session:
            portions = list(rows.results(session, number, after=last))
        if not portions:
            return
        for last, text in portions:  # noqa: B007
            yield from (f"{line}\n" for line in text.split("\n") if line)


def _number(job_id: str) -> int:
    return under(job_id, int, _missing(job_id))


def _missing(job_id: str) -> JobNotFound:
    return JobNotFound(f"No job has the id {job_id[:40]!r}.")


def _view(row: JobRow, now: datetime) -> JobView:
    rate = eta = None
    worked = row.done + row.failed
    if row.started_at is not None and worked:
        seconds = ((row.finished_at or now) - row.started_at).total_seconds()
        rate = round(worked / seconds, 2) if seconds > 0 else None
        if rate and row.status == "running":
            eta = now + timedelta(seconds=(row.total - worked) / rate)
    return JobView(
        job_id=ids.shown(row.id),
        kind=cast("JobKind", row.kind),
        status=cast("JobStatus", row.status),
        total=row.total,
        done=row.done,
        failed=row.failed,
        rate=rate,
        eta=eta,
        created_at=row.created_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
    )
