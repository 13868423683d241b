"""Long work as callers see it."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from app.api.payloads.base import Answer

JobKind = Literal["articles", "persons"]


class JobOut(Answer):
    """How far a job is."""

    job_id: str
    kind: JobKind
    status: Literal["queued", "running", "done", "failed", "cancelled"]
    total: int = Field(description="Items in the job.")
    done: int = Field(description="Items worked off.")
    failed: int = Field(description="Items that could not be accepted; their result says why.")
    rate: float | None = Field(description="Items a second.")
    eta: datetime | None = Field(description="When it should be done.")
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
