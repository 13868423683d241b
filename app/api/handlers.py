"""From exceptions to answers: installed on the application once."""

import logging
import re
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from app.api.openapi import operations
from app.api.problems import (
    INTERNAL,
    METHOD,
    Kind,
    Problem,
    faults_of,
    problem_of,
    problem_response,
)
from app.errors import (
    Conflict,
    DatabaseUnavailable,
    Invalid,
    MalformedRequest,
    Merged,
    NotFound,
    OnymError,
    RequestTooLarge,
    Unavailable,
    UnsupportedMedia,
)

LOG = logging.getLogger("onym")
BY_STATUS: Mapping[int, type[OnymError]] = {
    400: MalformedRequest,
    404: NotFound,
    413: RequestTooLarge,
    415: UnsupportedMedia,
    422: Invalid,
}


def install(app: FastAPI) -> None:
    """Let every error of the application leave as a problem."""
    app.add_exception_handler(OnymError, on_error)
    app.add_exception_handler(RequestValidationError, on_validation)
    app.add_exception_handler(HTTPException, on_http)
    for lost in (OperationalError, InterfaceError, PoolTimeout):
        app.add_exception_handler(lost, on_lost_database)
    app.add_exception_handler(Exception, on_bug)


def on_error(request: Request, error: Exception) -> Response:
    """An error of ours, by the table; a merged person is a redirect."""
    assert isinstance(error, OnymError)  # noqa: S101
    if isinstance(error, Merged):
        return _to_survivor(request, error)
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, Unavailable) else None
    return problem_response(problem_of(error, request.url.path), headers)


def on_validation(request: Request, error: Exception) -> Response:
    """A body or parameter that does not fit its model."""
    assert isinstance(error, RequestValidationError)  # noqa: S101
    faults = faults_of(error.errors())
    many = f"{len(faults)} values" if len(faults) != 1 else "1 value"
    return on_error(request, Invalid(f"{many} of the request cannot be accepted.", faults))


def on_http(request: Request, error: Exception) -> Response:
    """What the framework itself refuses: no route, wrong method."""
    assert isinstance(error, HTTPException)  # noqa: S101
    path = request.url.path
    if error.status_code == METHOD.status:
        return problem_response(
            _plain(METHOD, f"{request.method} is not possible at {path}.", path),
            {"Allow": _methods(request) or (error.headers or {}).get("Allow", "")},
        )
    if error.status_code == NOT_FOUND:
        return on_error(request, NotFound(f"Nothing lies at {path}."))
    ours = BY_STATUS.get(error.status_code)
    if ours is not None:
        return on_error(request, ours(error.detail))
    kind = Kind(error.status_code, f"http-{error.status_code}", error.detail, error.detail)
    return problem_response(_plain(kind, error.detail, path), error.headers)


def on_lost_database(request: Request, error: Exception) -> Response:
    """Locked or gone: the caller may try again, the server goes on."""
    LOG.warning("database unavailable at %s: %s", request.url.path, type(error).__name__)
    return on_error(request, DatabaseUnavailable())


def on_bug(request: Request, _error: Exception) -> Response:
    """A bug: the server logs the trace, the caller learns no more than that."""
    path = request.url.path
    return problem_response(_plain(INTERNAL, INTERNAL.specimen, path))


NOT_FOUND = 404


def _plain(kind: Kind, detail: str, path: str) -> Problem:
    return Problem(
        type=kind.type, title=kind.title, status=kind.status, detail=detail, instance=path
    )


def _methods(request: Request) -> str:
    """Every method of the address; the framework tells those of the first matching route only."""
    found: set[str] = set()
    for template, method, _ in operations(request.app.openapi()):
        if re.fullmatch(re.sub(r"\{[^}]*\}", "[^/]+", template), request.url.path):
            found.add(method.upper())
    return ", ".join(sorted(found))


def _to_survivor(request: Request, error: Merged) -> Response:
    """Lead to the same address of the survivor; an old id in a body is for the caller to mend."""
    old = f"/{error.old_id}"
    path, query = request.url.path, request.query_params
    if request.path_params.get("person_id") == error.old_id:
        path = path.replace(old, f"/{error.person_id}", 1)
    elif query.get("person_id") == error.old_id:
        query = QueryParams({**query, "person_id": error.person_id})
    else:
        return problem_response(problem_of(Conflict(error.detail), path))
    return RedirectResponse(f"{path}?{query}" if query else path, status_code=308)
