"""Bulk loading from a file: the same jobs that the service works off, worked off here."""

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, cast, get_args

from app.api.csv_lines import json_lines
from app.api.problems import problem_in_results
from app.registry.database import Database
from app.services import jobs
from app.services.job_views import JobKind, JobView
from app.services.worker import Worker

KINDS = get_args(JobKind)
PIECE_BYTES = 1024 * 1024
LOOK_SECONDS = 2.0
MANY = 5000
OVER = {"done", "failed", "cancelled"}


def load(database: Database, file: Path, kind: str, *, say: Callable[[str], None]) -> JobView:
    """Upload the file as a job and work it off; killed, it goes on when anybody works again."""
    upload = jobs.Upload(database, kind, actor="import")  # type: ignore[arg-type]
    try:
        for piece in _pieces(file):
            upload.feed(piece)
        job = upload.finish()
    except BaseException:
        upload.abort()
        raise
    worker = Worker(database, problem=problem_in_results)
    worker.start()
    try:
        while job.status not in OVER:
            threading.Event().wait(LOOK_SECONDS if job.total > MANY else 0.2)
            job = jobs.read(database, job.job_id)
            say(f"{job.done + job.failed}/{job.total}, {job.rate or 0:.0f} a second")
    finally:
        worker.stop()
    return job


def _pieces(file: Path) -> Iterator[bytes]:
    with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as opened:
        lines = cast("IO[bytes]", opened)
        if ".csv" in file.suffixes:
            yield from json_lines(lines)
            return
        while piece := lines.read(PIECE_BYTES):
            yield piece


def write_failures(database: Database, job_id: str, path: Path) -> None:
    """The results of those items that have a problem, as JSON lines."""
    with path.open("w", encoding="utf-8") as out:
        for line in jobs.results(database, job_id):
            if json.loads(line).get("problem"):
                out.write(line)
