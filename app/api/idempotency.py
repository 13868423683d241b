"""`Idempotency-Key`: the same key and body answer the first result again.

The key is claimed, the work done and the answer stored in one transaction, so that nothing is done
twice, whenever the server is killed. Who asks again while the first request is being answered waits
for it and hears the same.
"""

import hashlib
from collections.abc import AsyncIterator, Callable, Coroutine
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import wraps
from inspect import iscoroutinefunction
from tempfile import SpooledTemporaryFile
from typing import Any

from fastapi import Request, Response
from pydantic import TypeAdapter
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.types import Message, Receive

from app.api.context import get_database
from app.api.intake import JsonRoute
from app.errors import Fault, IdempotencyMismatch, Invalid
from app.registry import idempotency
from app.registry.database import Database
from app.registry.idempotency import Remembered

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
MAX_KEY = 200
KEPT = ("content-type", "location", "etag")
MEMORY = timedelta(hours=24)
IN_MEMORY_BYTES = 1024 * 1024
PIECE_BYTES = 256 * 1024

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that carries a key."""

    database: Database
    key: str
    digest: str

    def claim(self, session: Session) -> None:
        """Take the key for the work that begins. Raises `_Answered` where it was used."""
        now = datetime.now(UTC)
        idempotency.forget_older(session, now - MEMORY)
        if not idempotency.claim(session, self.key, digest=self.digest, now=now):
            raise _Answered

    def known(self) -> Remembered | None:
        """What was answered under the key."""
        with self.database.reading() as session:
            return idempotency.known(session, self.key)


_ASKED: ContextVar[Asked | None] = ContextVar("onym_asked", default=None)


class _Answered(Exception):
    """Somebody was faster with the same key."""


class RememberingRoute(JsonRoute):
    """A route whose POSTs may carry an `Idempotency-Key`.

    Only what was written is remembered: a request that failed changed nothing and may be tried
    again, and what only reads is read again. A handler that awaits calls `remembered` itself, where
    its work is done.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:  # noqa: ANN401
        plain = not iscoroutinefunction(endpoint) and "POST" in (options.get("methods") or ())
        super().__init__(path, self._remembering(endpoint) if plain else endpoint, **options)

    def _remembering(self, endpoint: Callable[..., Any]) -> Callable[..., Any]:
        """The endpoint, giving a whole answer where there is a key to remember it under."""

        @wraps(endpoint)
        def answering(*args: Any, **values: Any) -> Any:  # noqa: ANN401
            if _ASKED.get() is None:
                return endpoint(*args, **values)
            return remembered(lambda: self._answer(endpoint(*args, **values), values))

        return answering

    def _answer(self, result: Any, values: dict[str, Any]) -> Response:  # noqa: ANN401
        """What the framework would make of a result, here and now."""
        adapter = TypeAdapter(self.response_model)
        body = adapter.dump_json(
            adapter.validate_python(result, from_attributes=True), by_alias=True
        )
        answer = Response(body, self.status_code or 200, media_type="application/json")
        for value in values.values():
            if isinstance(value, Response):  # where the endpoint put its headers
                answer.headers.update(value.headers)
        return answer

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
    with SpooledTemporaryFile(max_size=IN_MEMORY_BYTES) as body:
        asked = Asked(get_database(request), key, await _keep(request, body))
        known = await run_in_threadpool(asked.known)
        if known is not None:
            return _again(known, asked.digest)
        token = _ASKED.set(asked)
        try:
            return await handler(Request(request.scope, _from_file(body)))
        finally:
            _ASKED.reset(token)


def remembered(answer: Callable[[], Response]) -> Response:
    """Work and answer in one transaction with the key, if the request has one and writes."""
    asked = _ASKED.get()
    if asked is None:
        return answer()
    try:
        with asked.database.as_one(asked.claim) as unit:
            given = answer()
            if unit.session is not None:
                headers = {name: given.headers[name] for name in KEPT if name in given.headers}
                idempotency.remember(
                    unit.session,
                    asked.key,
                    status=given.status_code,
                    headers=headers,
                    body=bytes(given.body),
                )
    except _Answered:
        known = asked.known()
        if known is None:
            raise RuntimeError("a key was taken and is not there") from None
        return _again(known, asked.digest)
    return given


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


def _again(known: Remembered, digest: str) -> Response:
    if known.digest != digest:
        raise IdempotencyMismatch("This key was used before with another request.")
    return Response(known.body, known.status, {**known.headers, REPLAYED: "true"})
