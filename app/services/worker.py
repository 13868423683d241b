"""The thread that works jobs off, a portion a transaction."""

import json
import logging
import os
import secrets
import threading
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from app.errors import OnymError, Unavailable
from app.registry import jobs as rows
from app.registry.database import Database
from app.registry.jobs import JobRow
from app.services import formats
from app.services.deciding import moment
from app.services.imports import import_people
from app.services.ingest import ingest
from app.services.views import BatchResult, NewArticle, NewPerson

Problem = Callable[[OnymError], dict[str, Any]]
_LEASE = timedelta(seconds=20)
_PAUSE_SECONDS = 0.5
_UPLOAD_HOURS = 24

log = logging.getLogger(__name__)


def _plain(problem: OnymError) -> dict[str, Any]:
    return {"title": type(problem).__name__, "detail": problem.detail}


class Worker:
    """Works jobs off until it is stopped. `problem` writes an error as the results show it."""

    def __init__(self, database: Database, *, problem: Problem = _plain) -> None:
        self._database = database
        self._problem = problem
        self._name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look for jobs."""
        self._thread = threading.Thread(target=self._run, name="onym-jobs", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the portion at hand and end."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                worked = self.work()
            except Unavailable:
                worked = False  # the lease runs out, and the job goes on where it was
            if not worked:
                self._stop.wait(_PAUSE_SECONDS)

    def work(self) -> bool:
        """Work one job off, as far as it is there and nobody else's; whether there was one."""
        with self._database.reading() as session:
            if not rows.waiting(session, moment()):
                return False
        with self._database.writing(learning=False) as session:
            job = rows.claim(session, worker=self._name, now=moment(), lease=_LEASE)
            if job is not None and job.started_at is None:
                rows.change(session, job.id, started_at=moment())
        if job is None:
            return False
        last = -1
        while not self._stop.is_set():
            with self._database.reading() as session:
                portion = rows.next_portion(session, job.id, after=last)
            if portion is None:
                with self._database.writing(learning=False) as session:
                    rows.finish(session, job.id, status="done", now=moment())
                return True
            if not self._portion(job, *portion):
                return True
            last = portion[0]
        with self._database.writing(learning=False) as session:
            rows.release(session, job.id, worker=self._name)
        return True

    def _portion(self, job: JobRow, number: int, lines: str) -> bool:
        """Work a portion off; False where the job is not ours any more."""
        work = _Portion(job, number, lines.split("\n"), self._name, self._problem)
        try:
            (work.people if job.kind == "persons" else work.articles)(self._database)
        except _Lost:
            return False
        except Unavailable:
            raise
        except Exception:
            # A mistake of ours would fail again for ever: what is done stays, the job ends.
            log.exception("portion %d of job %d failed", number, job.id)
            with self._database.writing(learning=False) as session:
                rows.finish(session, job.id, status="failed", now=moment())
            return False
        return True


class _Lost(Exception):
    """The job was cancelled, or another worker took it over."""


class _Portion:
    """The lines of one transaction, and what became of them."""

    def __init__(
        self, job: JobRow, number: int, lines: list[str], worker: str, problem: Problem
    ) -> None:
        self._job, self._number, self._lines = job, number, lines
        self._worker, self._problem = worker, problem
        self._results: dict[int, dict[str, Any]] = {}

    def people(self, database: Database) -> None:
        """Import a person a line."""
        found: dict[int, NewPerson] = {}
        for place, line in enumerate(self._lines):
            try:
                found[place] = formats.person(line)
            except OnymError as problem:
                self._reject(place, problem)
        with database.writing() as session:
            self._hold(session)
            done = import_people(session, list(found.values()), actor=self._actor, now=moment())
            for place, imported in zip(found, done, strict=True):
                self._results[place] = {
                    "person_id": imported.person_id,
                    "status": imported.status,
                    "problem": self._problem(imported.problem) if imported.problem else None,
                }
            self._complete(session)

    def articles(self, database: Database) -> None:
        """Take in an article a line."""
        found: dict[int, NewArticle] = {}
        for place, line in enumerate(self._lines):
            try:
                found[place] = formats.article(line)
            except OnymError as problem:
                self._reject(place, problem)
        places = list(found)

        def then(session: Session, result: BatchResult) -> None:
            self._hold(session)
            for each in result.results:
                shown = {**asdict(each), "index": 0, "problem": None}
                if each.problem is not None:
                    shown["problem"] = self._problem(each.problem)
                self._results[places[each.index]] = shown
            self._complete(session)

        ingest(database, list(found.values()), actor=self._actor, then=then)

    @property
    def _actor(self) -> str:
        return self._job.actor

    def _reject(self, place: int, problem: OnymError) -> None:
        self._results[place] = {"status": "rejected", "problem": self._problem(problem)}

    def _hold(self, session: Session) -> None:
        if not rows.hold(session, self._job.id, worker=self._worker, until=moment() + _LEASE):
            raise _Lost

    def _complete(self, session: Session) -> None:
        size = rows.portion_start(session, self._job.id, self._number)
        lines = [
            json.dumps({**self._results[n], "index": size + n}, ensure_ascii=False, default=_json)
            for n in range(len(self._lines))
        ]
        failed = sum(result["status"] == "rejected" for result in self._results.values())
        if not rows.complete(
            session,
            self._job.id,
            self._number,
            results="\n".join(lines),
            done=len(lines) - failed,
            failed=failed,
        ):
            raise _Lost


def _json(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
