"""Whether the process lives and whether it can work."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from app.api.context import DatabaseDep
from app.api.openapi import problems
from app.errors import DatabaseUnavailable
from app.registry import schema

router = APIRouter(tags=["operations"])


class Health(BaseModel):
    """The process is up."""

    status: Literal["ok"] = "ok"


class Readiness(BaseModel):
    """The database answers and its schema is at its head."""

    status: Literal["ready"] = "ready"


@router.get("/healthz", operation_id="health")
async def health() -> Health:
    """The process is up; asks nobody else."""
    return Health()


@router.get("/readyz", operation_id="readiness", responses=problems(DatabaseUnavailable))
def readiness(database: DatabaseDep) -> Readiness:
    """The database answers and its schema is at its head."""
    if not schema.is_current(database):
        raise DatabaseUnavailable("The schema of the database is not at its head.")
    return Readiness()
