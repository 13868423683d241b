"""`Idempotency-Key`: the same key and body answer the first result again."""

import hashlib
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from tempfile import SpooledTemporaryFile
from typing import Any

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.types import Message, Receive

from app.api.context import get_database
from app.api.intake import JsonRoute
from app.errors import Conflict, Fault, IdempotencyMismatch, Invalid
from app.registry import idempotency
from app.registry.database import Database
from app.registry.idempotency import Remembered

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
MAX_KEY = 200
KEPT = ("content-type", "location", "etag")
# Whoever has not answered by now is dead.
PATIENCE = timedelta(minutes=10)
MEMORY = timedelta(hours=24)
IN_MEMORY_BYTES = 1024 * 1024
PIECE_BYTES = 256 * 1024

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class RememberingRoute(JsonRoute):
    """A route whose POSTs may carry an `Idempotency-Key`.

    Only successes are remembered: a request that failed changed nothing and may be tried again.
    """

    def get_route_handler(self) -> Handler:
        """The route's handler, behind the memory of keys."""
        handler = super().get_route_handler()

        async def remembering(request: Request) -> Response:
            key = request.headers.get(HEADER)
            if key is None or request.method != "POST":
                return await handler(request)
            return await _once(request, _checked(key), handler)

        return remembering


async def _once(request: Request, key: str, handler: Handler) -> Response:
    database = get_database(request)
    with SpooledTemporaryFile(max_size=IN_MEMORY_BYTES) as body:
        digest = await _keep(request, body)
        known = await run_in_threadpool(_claim, database, key, digest)
        if known is not None:
            return _again(known, digest)
        try:
            answer = await handler(Request(request.scope, _from_file(body)))
        except BaseException:
            await run_in_threadpool(_forget, database, key)
            raise
    await run_in_threadpool(_remember, database, key, answer)
    return answer


def _checked(key: str) -> str:
    if not 1 <= len(key) <= MAX_KEY or not key.isascii() or not key.isprintable():
        what = f"Give 1 to {MAX_KEY} printable ASCII characters."
        raise Invalid(f"The {HEADER} cannot be used.", (Fault(f"?{HEADER}", what),))
    return key


async def _keep(request: Request, body: SpooledTemporaryFile[bytes]) -> str:
    """Take the whole body in, on disk if it is long; a digest of what is asked."""
    digest = hashlib.sha256()
    for part in (request.method, request.url.path, request.url.query):
        digest.update(part.encode() + b"\0")
    async for chunk in request.stream():
        digest.update(chunk)
        await run_in_threadpool(body.write, chunk)
    body.seek(0)
    return digest.hexdigest()


def _from_file(body: SpooledTemporaryFile[bytes]) -> Receive:
    """The body as the server would have given it."""
    pieces: AsyncIterator[Message] = _messages(body)

    async def receive() -> Message:
        return await anext(pieces, {"type": "http.disconnect"})

    return receive


async def _messages(body: SpooledTemporaryFile[bytes]) -> AsyncIterator[Message]:
    while piece := await run_in_threadpool(body.read, PIECE_BYTES):
        yield {"type": "http.request", "body": piece, "more_body": True}
    yield {"type": "http.request", "body": b"", "more_body": False}


def _claim(database: Database, key: str, digest: str) -> Remembered | None:
    """Take the key; None when the request is now ours to answer."""
    now = datetime.now(UTC)
    with database.writing(learning=False) as session:
        idempotency.forget_older(session, now - MEMORY)
        known = idempotency.claim(session, key, digest=digest, now=now)
        dead = known is not None and known.status is None and known.at < now - PATIENCE
        if known is None or (
            dead
            and known.digest == digest
            and idempotency.take_over(session, key, seen=known.at, now=now)
        ):
            return None
    return known


def _again(known: Remembered, digest: str) -> Response:
    if known.digest != digest:
        raise IdempotencyMismatch("This key was used before with another request.")
    if known.status is None:
        raise Conflict("The first request with this key is still being answered.")
    headers = {**(known.headers or {}), REPLAYED: "true"}
    return Response(known.body, known.status, headers)


def _remember(database: Database, key: str, answer: Response) -> None:
    headers = {name: answer.headers[name] for name in KEPT if name in answer.headers}
    with database.writing(learning=False) as session:
        idempotency.remember(
            session, key, status=answer.status_code, headers=headers, body=bytes(answer.body)
        )


def _forget(database: Database, key: str) -> None:
    with database.writing(learning=False) as session:
        idempotency.forget(session, key)
