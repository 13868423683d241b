"""Long work: uploaded as it streams, worked off in the background, followed, taken back."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from tempfile import TemporaryFile
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from app.api.context import DatabaseDep
from app.api.csv_lines import json_lines
from app.api.idempotency import REPLAYED, RememberingRoute, remembered
from app.api.openapi import problems
from app.api.payloads.jobs import JobKind, JobOut
from app.api.streams import in_pieces
from app.errors import JobNotFound, UnsupportedMedia
from app.services import jobs
from app.services.job_views import JobView

PIECE_BYTES = 256 * 1024
LOOK_SECONDS = 0.5
OVER = {"done", "failed", "cancelled"}
NDJSON = "application/x-ndjson"
CSV = "text/csv"
ACCEPTED = {
    NDJSON,
    "application/ndjson",
    "application/jsonl",
    "application/json-lines",
    "application/x-jsonlines",
    CSV,
}

router = APIRouter(prefix="/v1/jobs", tags=["jobs"], route_class=RememberingRoute)


def get_job(job_id: str, database: DatabaseDep) -> JobView:
    """The job, or a 404 before anything is streamed."""
    return jobs.read(database, job_id)


FollowedJob = Annotated[JobView, Depends(get_job)]
UPLOAD: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "One article or person a line, of any length.",
        "content": {NDJSON: {"schema": {"type": "string"}}},
    }
}


@router.post(
    "",
    operation_id="create_job",
    status_code=202,
    response_model=JobOut,
    openapi_extra=UPLOAD,
)
async def create(
    request: Request,
    database: DatabaseDep,
    kind: Annotated[JobKind, Query(description="What a line holds.")],
) -> Response:
    """Queue long work: one article or person a line, streamed, of any length.

    Persons come as `jsonl` (as the export writes them), as `csv`, as FollowTheMoney entities, or as
    lines of a Wikidata JSON dump.
    """
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media not in ACCEPTED:
        raise UnsupportedMedia(f"Send the lines as {NDJSON}.")
    upload = await run_in_threadpool(jobs.Upload, database, kind)
    try:
        if media == CSV:
            await _feed_csv(request, upload)
        else:
            async for piece in _pieces(request):
                await run_in_threadpool(upload.feed, piece)
        answer = await run_in_threadpool(remembered, lambda: _queued(upload))
    except BaseException:
        await run_in_threadpool(upload.abort)
        raise
    if REPLAYED in answer.headers:
        await run_in_threadpool(upload.abort)  # the first upload under the key is the job
    return answer


def _queued(upload: jobs.Upload) -> Response:
    job = JobOut.model_validate(upload.finish())
    headers = {"Location": f"/v1/jobs/{job.job_id}"}
    return Response(job.model_dump_json(), 202, headers, "application/json")


async def _feed_csv(request: Request, upload: jobs.Upload) -> None:
    """CSV rows may go over several lines: they are kept in a file until all are here."""
    with TemporaryFile() as kept:
        async for piece in _pieces(request):
            await run_in_threadpool(kept.write, piece)
        kept.seek(0)

        def feed() -> None:
            for line in json_lines(kept):
                upload.feed(line)

        await run_in_threadpool(feed)


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    """The body in pieces of some size: a thread for each small chunk would cost more than it."""
    held = bytearray()
    async for chunk in request.stream():
        held += chunk
        if len(held) >= PIECE_BYTES:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)


@router.get(
    "/{job_id}",
    operation_id="read_job",
    response_model=JobOut,
    responses=problems(JobNotFound),
)
def read(job_id: str, database: DatabaseDep) -> JobView:
    """Read how far a job is."""
    return jobs.read(database, job_id)


@router.get(
    "/{job_id}/events",
    operation_id="follow_job",
    response_class=EventSourceResponse,
    responses=problems(JobNotFound),
)
async def follow(job: FollowedJob, database: DatabaseDep) -> AsyncIterator[ServerSentEvent]:
    """Follow a job by server-sent events: one at once, one at each change, until it is over."""
    last = None
    while True:
        now = JobOut.model_validate(job)
        if now != last:
            yield ServerSentEvent(event="job", data=now)
            last = now
        if now.status in OVER:
            return
        await asyncio.sleep(LOOK_SECONDS)
        job = await run_in_threadpool(jobs.read, database, job.job_id)


@router.get(
    "/{job_id}/results",
    operation_id="read_job_results",
    response_class=StreamingResponse,
    responses=problems(JobNotFound) | {200: {"content": {NDJSON: {"schema": {"type": "string"}}}}},
)
def results(job_id: str, database: DatabaseDep) -> StreamingResponse:
    """Read the results so far: one line of JSON an item, in the order posted."""
    jobs.read(database, job_id)
    lines: Iterator[str] = jobs.results(database, job_id)
    return StreamingResponse(in_pieces(lines), media_type=NDJSON)


@router.delete(
    "/{job_id}",
    operation_id="cancel_job",
    response_model=JobOut,
    responses=problems(JobNotFound),
)
def cancel(job_id: str, database: DatabaseDep) -> JobView:
    """Cancel a job: what is done stays, the rest is left undone."""
    return jobs.cancel(database, job_id)
