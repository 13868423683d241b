"""Long work: lines uploaded, worked off in portions, each exactly once, whoever is killed.

An upload: `upload = jobs.Upload(database, "persons")`, `upload.feed(chunk)` for each piece of the
body (any cut; call it in a thread, it writes), `upload.finish()` for the job or `upload.abort()`.
A process that serves starts one `Worker(database)`, and stops it when it ends; any number of
processes may.
"""

import threading
from collections.abc import Iterator

from app.registry.database import Database
from app.services.job_views import JobKind, JobView


class Upload:
    """The body of a new job on its way in; never in memory whole."""

    def __init__(self, database: Database, kind: JobKind, *, actor: str = "user") -> None:
        raise NotImplementedError

    def feed(self, chunk: bytes) -> None:
        """Take the next piece of the body. Raises `MalformedRequest` for what is no UTF-8."""
        raise NotImplementedError

    def finish(self) -> JobView:
        """Queue the job."""
        raise NotImplementedError

    def abort(self) -> None:
        """Forget what was uploaded."""
        raise NotImplementedError


def read(database: Database, job_id: str) -> JobView:
    """How far the job is. Raises `JobNotFound`."""
    raise NotImplementedError


def cancel(database: Database, job_id: str) -> JobView:
    """Stop after the portion at hand; what is done stays. A finished job stays as it is."""
    raise NotImplementedError


def results(database: Database, job_id: str) -> Iterator[str]:
    """The results so far, one line of JSON (with its line break) an item, in the order posted."""
    raise NotImplementedError


class Worker:
    """A thread that works jobs off."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stop = threading.Event()

    def start(self) -> None:
        """Begin to look for jobs."""
        raise NotImplementedError

    def stop(self) -> None:
        """Finish the portion at hand and end."""
        raise NotImplementedError
