"""Long work as callers see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

JobKind = Literal["persons", "articles"]
JobStatus = Literal["queued", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class JobView:
    """How far a job is: `rate` in items a second, `eta` the moment it should be done."""

    job_id: str
    kind: JobKind
    status: JobStatus
    total: int
    done: int
    failed: int
    rate: float | None
    eta: datetime | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
