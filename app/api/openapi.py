"""The OpenAPI document: generated from the code, completed with problems and worked examples.

The example of an operation lies in `examples/<operation_id>.json`: `parameters` (by name),
`request` and `responses` (by status). Problems are written from the table in `problems.py`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.api.problems import ALL_KINDS, INTERNAL, KINDS, MEDIA_TYPE, Kind, Problem
from app.errors import (
    Busy,
    Conflict,
    DatabaseUnavailable,
    IdempotencyMismatch,
    Invalid,
    MalformedRequest,
    Merged,
    OnymError,
    RequestTooLarge,
    UnsupportedMedia,
)

EXAMPLES = Path(__file__).parent / "examples"
METHODS = ("get", "post", "put", "patch", "delete")
MARK = "x-problems"
ENGINE_ONLY = "names"  # tag of the operations that ask no database
JSON = "application/json"
REFERENCE = "#/components/schemas/{model}"

Document = dict[str, Any]


def problems(*classes: type[OnymError]) -> dict[int | str, dict[str, Any]]:
    """Declare which errors an operation may answer beside those of all operations."""
    declared: dict[int | str, dict[str, Any]] = {}
    for kind in (KINDS[cls] for cls in classes):
        entry = declared.setdefault(kind.status, {"description": "", MARK: []})
        entry[MARK].append(kind.slug)
        entry["description"] = " / ".join(filter(None, [entry["description"], kind.title]))
    return declared


def install(app: FastAPI) -> None:
    """Let the application answer its own document, built once at the first call."""

    def document() -> Document:
        if app.openapi_schema is None:
            app.openapi_schema = complete(
                get_openapi(
                    title=app.title,
                    version=app.version,
                    summary=app.summary,
                    description=app.description,
                    license_info=app.license_info,
                    routes=app.routes,
                    tags=app.openapi_tags,
                )
            )
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def operations(document: Document) -> Iterator[tuple[str, str, Document]]:
    """Every (path, method, operation) of the document."""
    for path, methods in document["paths"].items():
        for method in METHODS:
            if method in methods:
                yield path, method, methods[method]


def complete(document: Document) -> Document:
    """Put in the problems and examples. Changes `document` and returns it."""
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    problem = Problem.model_json_schema(ref_template=REFERENCE)
    schemas |= problem.pop("$defs")
    schemas["Problem"] = problem
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for path, method, operation in operations(document):
        if method == "post" and ENGINE_ONLY not in operation["tags"]:
            _add_idempotency(operation)
        _add_problems(path, operation)
        _add_examples(operation)
        _add_summary(operation)
    return document


def _add_summary(operation: Document) -> None:
    """The first line of the docstring, for lists, instead of the function's name."""
    first, _, rest = operation["description"].partition("\n")
    operation["summary"] = first.rstrip(".")
    operation["description"] = rest.strip()


def _add_idempotency(operation: Document) -> None:
    """Every POST that may write takes a key."""
    operation.setdefault("parameters", []).append(
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": False,
            "schema": {"type": "string", "maxLength": 200, "pattern": "^[ -~]+$"},
            "description": "The same key and body answer the first result again for a day.",
            "example": "4b1d3c7e-2026-11-21",
        }
    )
    kinds = operation["responses"].setdefault("409", {"description": "", MARK: []})
    kinds[MARK].append(KINDS[Conflict].slug)
    kinds = operation["responses"].setdefault("422", {"description": "", MARK: []})
    kinds.setdefault(MARK, []).append(KINDS[IdempotencyMismatch].slug)


def _add_problems(path: str, operation: Document) -> None:
    responses = operation["responses"]
    responses.pop("422", None) if MARK not in responses.get("422", {}) else None
    kinds = {kind.slug: kind for kind in _common(path, operation)}
    for response in responses.values():
        kinds |= {slug: ALL_KINDS[slug] for slug in response.pop(MARK, [])}
    for status in sorted({kind.status for kind in kinds.values()}):
        same = [kind for kind in kinds.values() if kind.status == status]
        responses[str(status)] = _described(same, path)
    operation["responses"] = dict(sorted(responses.items()))


def _common(path: str, operation: Document) -> Iterable[Kind]:
    """Problems that every operation of this shape may answer."""
    if not path.startswith("/v1"):
        return
    yield KINDS[MalformedRequest]
    if "requestBody" in operation:
        yield from (KINDS[RequestTooLarge], KINDS[UnsupportedMedia])
    yield from (KINDS[Invalid], INTERNAL)
    if ENGINE_ONLY not in operation.get("tags", []):
        yield from (KINDS[DatabaseUnavailable], KINDS[Busy])


def _described(kinds: list[Kind], path: str) -> Document:
    if kinds[0] is KINDS[Merged]:
        target = {"description": "The surviving person.", "schema": {"type": "string"}}
        return {"description": kinds[0].title, "headers": {"Location": target}}
    response: Document = {
        "description": " / ".join(kind.title for kind in kinds),
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": REFERENCE.format(model="Problem")},
                "examples": {
                    kind.slug: {"summary": kind.title, "value": specimen(kind, path)}
                    for kind in kinds
                },
            }
        },
    }
    if kinds[0].status == KINDS[Busy].status:
        response["headers"] = {
            "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}
        }
    return response


def specimen(kind: Kind, path: str) -> Document:
    """A worked example of one type of problem."""
    example = {
        "type": kind.type,
        "title": kind.title,
        "status": kind.status,
        "detail": kind.specimen,
        "instance": path,
    }
    if kind is KINDS[Invalid]:
        example["errors"] = [{"pointer": "/limit", "detail": "Input should be a valid integer."}]
    return example


def _add_examples(operation: Document) -> None:
    example = read_example(operation["operationId"])
    for parameter in operation.get("parameters", []):
        if parameter["name"] in example.get("parameters", {}):
            parameter["example"] = example["parameters"][parameter["name"]]
    if "request" in example:
        for media in operation["requestBody"]["content"].values():
            media["example"] = example["request"]
    for status, value in example.get("responses", {}).items():
        for media in operation["responses"][status].get("content", {}).values():
            media["example"] = value


def read_example(operation_id: str) -> Mapping[str, Any]:
    """The example of an operation; empty when its file is missing (a test forbids that)."""
    path = EXAMPLES / f"{operation_id}.json"
    if not path.exists():
        return {}
    example: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return example
