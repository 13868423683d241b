"""What is looked at before a request reaches its handler: size, encoding, media type, JSON."""

import json
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import unquote_to_bytes

from fastapi import Request, Response
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import Query
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problems import problem_of, problem_response
from app.errors import (
    Fault,
    Invalid,
    MalformedRequest,
    OnymError,
    RequestTooLarge,
    UnsupportedMedia,
)

# A body past its limit is read on and thrown away up to here, so that a client that sends before it
# listens hears the answer instead of a broken pipe.
DRAIN_BYTES = 128 * 1024 * 1024
DEEPEST_JSON = "The JSON is nested too deeply."


class Intake:
    """ASGI middleware: bodies of limited size (also chunked), addresses of valid UTF-8."""

    def __init__(self, app: ASGIApp, max_body_bytes: int, streamed: frozenset[str]) -> None:
        self.app = app
        self.max_body_bytes = max_body_bytes
        self.streamed = streamed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse early, or pass on with a receive that counts."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is None:
            await self.app(scope, self._counted(scope, receive), send)
            return
        await _drain(receive)
        await problem_response(problem_of(refusal, scope["path"]))(scope, receive, send)

    def _refusal(self, scope: Scope) -> OnymError | None:
        for part in (scope.get("raw_path") or b"", scope.get("query_string") or b""):
            raw = unquote_to_bytes(part)
            try:
                text = raw.decode()
            except UnicodeDecodeError:
                return MalformedRequest("The address is not valid UTF-8.")
            if "\0" in text:
                return MalformedRequest("The address holds a NUL.")
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdigit() and int(declared) > self.max_body_bytes and self._limited(scope):
            return self._too_large()
        return None

    def _limited(self, scope: Scope) -> bool:
        return scope["path"] not in self.streamed

    def _too_large(self) -> RequestTooLarge:
        return RequestTooLarge(f"The body is larger than {self.max_body_bytes} bytes.")

    def _counted(self, scope: Scope, receive: Receive) -> Receive:
        if not self._limited(scope):
            return receive
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.max_body_bytes:
                if message.get("more_body"):
                    await _drain(receive)
                # An HTTPException is the one kind that FastAPI passes on while it reads a body.
                raise HTTPException(413, self._too_large().detail)
            return message

        return counted


async def _drain(receive: Receive) -> None:
    left = DRAIN_BYTES
    while left > 0:
        message = await receive()
        left -= len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            return


class StrictRequest(Request):
    """A request whose JSON is UTF-8 and JSON, nothing near it."""

    async def json(self) -> object:
        """The body as Python values; MalformedRequest says where it stops being JSON."""
        if not hasattr(self, "_json"):
            self._json = read_json(await self.body())
        return self._json


def read_json(body: bytes) -> object:
    """Strict JSON: UTF-8 only, no NaN or Infinity. Raises HTTPException 400 (see Intake)."""
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"The body is not valid UTF-8 (byte {error.start}).") from error
    try:
        return json.loads(text, parse_constant=_no_constant, parse_int=_int)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise HTTPException(400, f"The body is not valid JSON: {error.msg} ({where}).") from error
    except RecursionError as error:
        raise HTTPException(400, DEEPEST_JSON) from error


def _no_constant(name: str) -> float:
    raise HTTPException(400, f"The body is not valid JSON: {name} is not a JSON number.")


def _int(digits: str) -> int | float:
    # Python refuses to read integers of thousands of digits; as a float they fail validation.
    return int(digits) if len(digits) <= MAX_DIGITS else float(digits)


MAX_DIGITS = 400


class JsonRoute(APIRoute):
    """A route that reads its body strictly and wants it declared as JSON."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The framework's handler, behind the checks of the body."""
        handler = super().get_route_handler()
        takes_json = self.body_field is not None
        known = {
            field.alias
            for field in get_flat_params(self.dependant)
            if isinstance(field.field_info, Query)
        }

        async def strict(request: Request) -> Response:
            _refuse_unknown(request, known)
            if takes_json:
                _require_json(request)
            return await handler(StrictRequest(request.scope, request.receive))

        return strict


def _refuse_unknown(request: Request, known: set[str]) -> None:
    """A misspelt parameter is an error, as a misspelt field is."""
    faults = tuple(
        Fault(f"?{name}", "This parameter is not known here.")
        for name in request.query_params
        if name not in known
    )
    if faults:
        raise Invalid("The address has a parameter that is not known here.", faults)


def _require_json(request: Request) -> None:
    declared = request.headers.get("content-type", "")
    kind, _, parameters = declared.partition(";")
    kind = kind.strip().lower()
    if kind != "application/json" and not (
        kind.startswith("application/") and kind.endswith("+json")
    ):
        raise UnsupportedMedia("Send the body as application/json.")
    name, _, charset = parameters.strip().partition("=")
    if name.lower() == "charset" and charset.strip('"').lower() not in {"utf-8", "utf8"}:
        raise UnsupportedMedia("Send the body in UTF-8.")
