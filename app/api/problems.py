"""Every error as `application/problem+json` (RFC 9457), from one table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse

from app import errors
from app.errors import Fault, OnymError

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """One type of problem: its status, its stable slug, its title and a specimen of its detail."""

    status: int
    slug: str
    title: str
    specimen: str

    @property
    def type(self) -> str:
        """The `type` of RFC 9457: a path of this service, where the docs of the problem lie."""
        return f"/problems/{self.slug}"


INTERNAL = Kind(500, "internal-error", "Internal error", "Something broke on our side.")
METHOD = Kind(405, "method-not-allowed", "Method not allowed", "PUT is not possible here.")

# One row for each error class; a class without a row would be answered as its base.
KINDS: Mapping[type[OnymError], Kind] = {
    OnymError: INTERNAL,
    errors.Invalid: Kind(
        422, "invalid", "Invalid request", "1 value of the request cannot be accepted."
    ),
    errors.MalformedRequest: Kind(
        400, "malformed-request", "Malformed request", "The body is not valid UTF-8 (byte 17)."
    ),
    errors.NotAName: Kind(422, "not-a-name", "Not a name", "There is no letter in “?!”."),
    errors.InvalidCursor: Kind(
        422, "invalid-cursor", "Invalid cursor", "This cursor was not given out by this list."
    ),
    errors.RequestTooLarge: Kind(
        413, "request-too-large", "Request too large", "The body is larger than 10485760 bytes."
    ),
    errors.UnsupportedMedia: Kind(
        415, "unsupported-media-type", "Unsupported media type", "Send application/json."
    ),
    errors.NotFound: Kind(404, "not-found", "Not found", "Nothing lies at /v1/nowhere."),
    errors.PersonNotFound: Kind(
        404, "person-not-found", "Person not found", "No person has the id “unknown”."
    ),
    errors.AliasNotFound: Kind(
        404, "alias-not-found", "Alias not found", "The person has no alias with the id “unknown”."
    ),
    errors.ArticleNotFound: Kind(
        404, "article-not-found", "Article not found", "No article has the id “unknown”."
    ),
    errors.DecisionNotFound: Kind(
        404, "decision-not-found", "Decision not found", "No decision has the id “unknown”."
    ),
    errors.ReviewNotFound: Kind(
        404, "review-not-found", "Review not found", "No review has the id “unknown”."
    ),
    errors.JobNotFound: Kind(404, "job-not-found", "Job not found", "No job has the id “unknown”."),
    errors.Merged: Kind(
        308, "person-merged", "Person merged", "This person was merged into another."
    ),
    errors.Conflict: Kind(409, "conflict", "Conflict", "The registry does not allow this now."),
    errors.ExternalIdTaken: Kind(
        409, "external-id-taken", "External id taken", "wikidata Q42 belongs to another person."
    ),
    errors.LaterDecisions: Kind(
        409, "later-decisions", "Later decisions in the way", "Undo the later decisions first."
    ),
    errors.Stale: Kind(
        412, "stale-version", "Stale version", "The person has changed since it was read."
    ),
    errors.IdempotencyMismatch: Kind(
        422, "idempotency-mismatch", "Idempotency key reused", "The key came with another body."
    ),
    errors.Unavailable: Kind(
        503, "unavailable", "Temporarily unavailable", "Try again in a few seconds."
    ),
    errors.DatabaseUnavailable: Kind(
        503, "database-unavailable", "Database unavailable", "The database does not answer."
    ),
    errors.Busy: Kind(503, "busy", "Busy", "Another writer holds the database."),
}

ALL_KINDS: Mapping[str, Kind] = {kind.slug: kind for kind in (*KINDS.values(), METHOD)}


class FaultOut(BaseModel):
    """One thing wrong in the request."""

    model_config = ConfigDict(frozen=True)

    pointer: str = Field(description="JSON pointer into the request; `?name` for a parameter.")
    detail: str = Field(description="What is wrong there.")


class Problem(BaseModel):
    """What went wrong, as RFC 9457 has it."""

    model_config = ConfigDict(frozen=True)

    type: str = Field(description="Stable path that names the class of problem.")
    title: str = Field(description="The class of problem in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What was wrong this time.")
    instance: str = Field(description="The path that was asked.")
    errors: list[FaultOut] | None = Field(
        default=None, description="Where the request is wrong, for problems of validation."
    )
    decisions: list[str] | None = Field(
        default=None, description="For an undo that is blocked: the decisions in the way."
    )


def kind_of(error: OnymError) -> Kind:
    """Row of the error's class, or of the nearest base that has one."""
    return next(KINDS[base] for base in type(error).__mro__ if base in KINDS)


def problem_of(error: OnymError, instance: str) -> Problem:
    """The error as a problem, safe to encode whatever characters it quotes."""
    kind = kind_of(error)
    faults = error.faults if isinstance(error, errors.Invalid) else ()
    blocking = error.decision_ids if isinstance(error, errors.LaterDecisions) else ()
    return Problem(
        type=kind.type,
        title=kind.title,
        status=kind.status,
        detail=_printable(error.detail or kind.specimen),
        instance=_printable(instance),
        errors=[
            FaultOut(pointer=_printable(fault.pointer), detail=_printable(fault.detail))
            for fault in faults
        ]
        or None,
        decisions=list(blocking) or None,
    )


def problem_in_results(error: OnymError) -> dict[str, Any]:
    """The error as the results of a job show it."""
    return problem_of(error, "/v1/jobs").model_dump(exclude_none=True)


def problem_response(problem: Problem, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The problem as an answer."""
    return JSONResponse(
        problem.model_dump(exclude_none=True),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers=headers,
    )


def faults_of(raw: Sequence[Any], at: str = "") -> tuple[Fault, ...]:
    """Pydantic's error list as faults, pointers below `at`; the values are not echoed."""
    return tuple(
        Fault(pointer=at + _pointer(error["loc"]), detail=_sentence(error)) for error in raw
    )


def _pointer(location: Sequence[str | int]) -> str:
    parts = list(location)
    if parts and parts[0] in {"query", "path", "header"}:
        return "?" + str(parts[-1])
    if parts and parts[0] == "body":
        parts = parts[1:]
    escaped = (str(part).replace("~", "~0").replace("/", "~1") for part in parts)
    return "".join("/" + part for part in escaped)


def _sentence(error: Mapping[str, Any]) -> str:
    if error["type"] == "string_unicode":
        return "The string holds a lone surrogate, which is not a character."
    if error["type"] == "extra_forbidden":
        return "This field is not known here."
    text = str(error["msg"]).removeprefix("Value error, ")
    return text[:1].upper() + text[1:].removesuffix(".") + "."


def _printable(text: str) -> str:
    """Lone surrogates and NULs cannot travel in UTF-8 JSON to everybody: show them as escapes."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\u0000")
